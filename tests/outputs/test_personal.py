"""A personal letter for each signatory: pure, picklable, quick, with little memory."""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from appeal.model import Edition
from appeal.outputs import fonts, personal
from appeal.outputs.people import Signatory
from tests.outputs import real, samples
from tests.outputs.printed import reader_text, words


def crowd(count: int, country: str = "DE") -> tuple[Signatory, ...]:
    return tuple(
        Signatory(
            number=n,
            line=n + 1,
            name=f"Person {n}",
            address=(f"Weg {n}", "12345 Musterstadt"),
            city="Musterstadt",
            country=country,
        )
        for n in range(1, count + 1)
    )


def run_of(edition: Edition, *, merged: bool = False, **changes: object) -> personal.Run:
    run = personal.Run(
        edition=edition,
        localised=edition.own,
        words=samples.words(edition.language),
        date=None,
        fonts=fonts.find(),
        merged=merged,
    )
    return replace(run, **changes)  # type: ignore[arg-type]  # fields of Run


def rendered(run: personal.Run, people: Sequence[Signatory]) -> list[personal.Made]:
    run = personal.fitted(run, people[0])
    return list(personal.results(list(personal.jobs(run, people))))


def test_letter_is_from_the_signatory_and_leaves_room_to_sign() -> None:
    (made,) = rendered(run_of(samples.edition("de")), crowd(1))
    text = reader_text(made.files[0])
    assert "Person 1\nWeg 1\n12345 Musterstadt\nDEUTSCHLAND" in text
    assert "Robert Labi" not in text
    assert "PO Box" not in text
    # The place stands before the line for the date.
    assert "Musterstadt," in text
    found = words(made.files[0])
    closing = next(word for word in found if word.text == "Unterzeichnet:")
    name = [word for word in found if word.text == "Person"][-1]
    assert 12 < name.top - closing.bottom < 25


def test_date_is_printed_where_it_is_given() -> None:
    run = run_of(samples.edition("de"), date=datetime.date(2026, 3, 2))
    (made,) = rendered(run, crowd(1))
    assert "Musterstadt, 2. März 2026" in reader_text(made.files[0])


def test_signatory_from_abroad_gets_their_posts_country_line() -> None:
    run = run_of(samples.edition("de"))
    at_home = replace(crowd(1)[0], country="KZ", address=("1 Street",))
    made = personal.render(personal.Job(run=personal.fitted(run, at_home), people=(at_home,)))
    # From Kazakhstan to Kazakhstan: no country on the envelope.
    assert "KASACHSTAN" not in reader_text(made.files[0])


def test_job_survives_its_way_to_another_machine() -> None:
    run = personal.fitted(run_of(samples.edition("ar")), crowd(1)[0])
    job = next(personal.jobs(run, crowd(2)))
    assert personal.render(pickle.loads(pickle.dumps(job))) == personal.render(job)


def test_processes_make_the_same_letters() -> None:
    run = personal.fitted(run_of(samples.edition("de")), crowd(1)[0])
    # So many that some travel together, and not all pieces are alike.
    work = list(personal.jobs(run, crowd(2 * personal.FEWEST_PIECES + 3), size=1))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        together = list(personal.results(work, executor))
    assert together == list(personal.results(work))


def test_merged_letters_are_the_single_ones_page_by_page() -> None:
    people = crowd(3)
    singles = rendered(run_of(samples.edition("de")), people)[0]
    merged = rendered(run_of(samples.edition("de"), merged=True), people)[0]
    assert merged.pages == singles.pages
    assert len(merged.files) == 1
    pages = reader_text(merged.files[0])
    assert pages == "".join(reader_text(data) for data in singles.files)


def test_merged_letters_count_their_own_pages() -> None:
    edition = real.editions()["germany/de"]
    people = crowd(3)
    run = run_of(edition, merged=True, words=real.workspace().words("de"))
    (made,) = rendered(run, people)
    assert made.pages == ((2,), (2,), (2,))
    pages = reader_text(made.files[0]).split("\f")[:-1]
    labels = ["Seite" in page for page in pages]
    assert labels == [False, True] * 3
    assert all("Seite 2 von 2" in page for page in pages[1::2])


def test_name_that_no_font_has_is_a_bad_row() -> None:
    run = run_of(samples.edition("de"))
    people = (*crowd(1), replace(crowd(2)[1], name="Eva 😀 \U00010f30"))
    good, findings = personal.printable(run, people, "people.csv")
    assert good == crowd(1)
    (finding,) = findings
    assert (finding.line, finding.code) == (3, "people-font")
    assert finding.message == ("no font has U+1F600 GRINNING FACE, U+10F30 SOGDIAN LETTER ALEPH")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Anna Köhler-Ünal", "0007-anna-kohler-unal.pdf"),
        ("Иван", "0007.pdf"),
        ("../../etc/passwd", "0007-etc-passwd.pdf"),
        ("x" * 100, f"0007-{'x' * 40}.pdf"),
    ],
)
def test_file_names_are_safe_everywhere(name: str, file: str) -> None:
    assert personal.file_name(replace(crowd(7)[6], name=name), 20) == file


def test_fingerprint_follows_everything_that_is_printed() -> None:
    run = run_of(samples.edition("de"))
    people = crowd(2)
    first = personal.fingerprints(run, people, "tool")
    assert len(set(first)) == 2
    assert personal.fingerprints(run, people, "tool") == first
    assert personal.fingerprints(run, people, "other") != first
    dated = replace(run, date=datetime.date(2026, 3, 2))
    assert personal.fingerprints(dated, people, "tool") != first
    own = samples.localised("de", letter__closing="Grüße")
    changed = replace(run, edition=replace(run.edition, own=own), localised=own)
    assert personal.fingerprints(changed, people, "tool") != first


MEMORY = """
import re, sys
from pathlib import Path
from tests.outputs import real
from tests.outputs.test_personal import crowd, run_of
from appeal.outputs import personal
edition = real.editions()["germany/de"]
run = personal.fitted(run_of(edition, merged=sys.argv[2] == "merged"), crowd(1)[0])
size = 0
for made in personal.results(list(personal.jobs(run, crowd(int(sys.argv[1]))))):
    size += sum(map(len, made.files))
# The peak of this program: ru_maxrss would begin with that of the process that started it.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024, size)
"""


@pytest.mark.parametrize("way", ["single", "merged"])
def test_memory_does_not_grow_with_the_crowd(way: str) -> None:
    # 500 letters in the long campaign, fewer in the daily run.
    few, many = (150, 500) if os.environ.get("APPEAL_SOAK") else (100, 200)
    peaks = []
    for count in (few, many):
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(count), way],
            capture_output=True,
            text=True,
            check=True,
            cwd=real.ROOT,
            env={**os.environ, "PYTHONPATH": str(real.ROOT)},
        )
        peaks.append(int(done.stdout.split()[0]))
    assert peaks[1] < 400
    assert peaks[1] < peaks[0] * 1.25


def test_two_people_may_not_share_a_file(tmp_path: Path) -> None:
    people = crowd(300)
    names = {personal.file_name(replace(person, name="Same"), 300) for person in people}
    assert len(names) == 300
