"""The fax: a cover sheet, then the letter, black on white and large enough for a coarse line."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace

import pikepdf
import pytest

from appeal.model import Person
from appeal.outputs import fax
from tests.outputs import samples
from tests.outputs.printed import press, reader_text, words

NUMBER = ["+7", "7172", "74", "56", "31"]
FAXED = replace(samples.PRESIDENT, fax="+7 7172 745 631")


def faxed(tag: str, **changes: object) -> bytes:
    edition = samples.edition(tag, **changes)  # type: ignore[arg-type]  # appeal's own fields
    (artifact,) = fax.artifacts(edition, samples.words, press())
    assert artifact.path.endswith("/fax.pdf")
    assert artifact.kind == "fax"
    return artifact.data


def test_cover_says_to_whom_from_whom_when_what_and_how_much() -> None:
    data = faxed("de", addressees=(FAXED,), date=datetime.date(2026, 3, 2))
    cover = reader_text(data).split("\f")[0]
    for said in (
        "Fax cover sheet",
        "Nursultan Nazarbayev",
        "+7 7172 74 56 31",
        "PO Box 3688",
        "2. März 2026",
        "Drangsalierung von Arbeitervertretern in Kasachstan",
        "Kopien an",
    ):
        assert said.replace("\u00a0", " ") in cover.replace("\u00a0", " ")
    labels = [word.text for word in words(data) if word.page == 1 and word.left < 30]
    assert labels == ["Fax", "To", "Fax", "From", "Date", "Pages", "Subject", "Kopien"]


def test_number_runs_from_the_left_in_a_fax_from_the_right() -> None:
    found = [word for word in words(faxed("ar", addressees=(FAXED,))) if word.page == 1]
    groups = {word.text: word for word in found if word.text in set(NUMBER)}
    assert len(groups) == len(NUMBER)
    assert sorted(groups, key=lambda text: groups[text].left) == NUMBER


def test_number_of_pages_counts_the_cover() -> None:
    data = faxed("de")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
    found = words(data)
    label = next(word for word in found if word.text == "Pages" and word.page == 1)
    beside = [w.text for w in found if w.page == 1 and abs(w.top - label.top) < 1 and w != label]
    assert beside == [str(count)]


def test_each_addressee_has_a_cover_of_their_own() -> None:
    embassy = Person(key="", organisation="Botschaft", address=("Weg 1",), country="DE")
    edition = samples.edition("de")
    section = replace(edition.section, recipients=(embassy,))
    (artifact,) = fax.artifacts(replace(edition, section=section), samples.words, press())
    pages = reader_text(artifact.data).split("\f")
    covers = [number for number, page in enumerate(pages) if "Fax cover sheet" in page]
    assert len(covers) == 2
    assert "Botschaft" in pages[covers[1]] and "Nursultan" not in pages[covers[1]]
    counted = re.search(r"Pages\s+(?:.*\n)*?(\d)\n", pages[covers[0]])
    assert counted is not None


@pytest.mark.parametrize("tag", ["de", "ar", "ja"])
def test_fax_is_black_on_white_without_folds_or_hairlines(tag: str) -> None:
    with pikepdf.open(io.BytesIO(faxed(tag))) as pdf:
        for page in pdf.pages:
            stream = page.Contents.read_bytes().decode("latin-1")
            # One colour space, gray, and in it only black: no other is ever set.
            assert set(re.findall(r"([\d. ]+) (?:scn|SCN|rg|RG|g|G)\b", stream)) <= {"0", " 0"}
            widths = {float(width) for width in re.findall(r"([\d.]+) w\b", stream)}
            assert all(width >= 0.7 for width in widths)
            assert "/Image" not in str(page.Resources.keys())


def test_nothing_is_smaller_than_a_fax_can_show() -> None:
    with pikepdf.open(io.BytesIO(faxed("de"))) as pdf:
        sizes = set()
        for page in pdf.pages:
            stream = page.Contents.read_bytes().decode("latin-1")
            sizes |= {float(size) for size in re.findall(r"/f\d+ ([\d.]+) Tf", stream)}
    assert min(sizes) >= 8
    # The text itself, at the first step and at the last.
    assert any(10.4 <= size <= 11.6 for size in sizes)
