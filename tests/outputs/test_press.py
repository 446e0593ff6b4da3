"""The press: nothing it does depends on anything but its arguments, and it swallows no warning."""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from appeal.outputs import fonts
from appeal.outputs.correspondence import letters
from appeal.outputs.letter import typeset
from appeal.outputs.press import Press, PressError, shared
from tests.outputs import samples
from tests.outputs.printed import press


def one_letter(own: Press, tag: str = "de") -> bytes:
    edition = samples.edition(tag)
    items = letters(edition, edition.own, samples.words(tag))
    return typeset(edition, [(item,) for item in items], own).pdf


def test_pickled_press_is_the_same_press_in_its_process() -> None:
    own = press()
    twice = [pickle.loads(pickle.dumps(own)) for _ in range(2)]
    assert twice[0] is twice[1] is shared(own.files)
    assert one_letter(twice[0]) == one_letter(own)


def test_threads_may_share_a_press() -> None:
    own = Press(fonts.find())
    alone = [one_letter(own, tag) for tag in ("de", "ar", "ja", "en_AU")]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda tag: one_letter(own, tag), ("de", "ar", "ja", "en_AU")))
    assert together == alone


def test_warning_of_typst_is_an_error() -> None:
    with pytest.raises(PressError) as caught:
        Press(()).png("card.typ", card(), ppi=72)
    assert caught.value.message == "unknown font family: no such family"
    assert caught.value.template == "card.typ"


def test_broken_data_is_an_error_with_its_place_in_the_template() -> None:
    with pytest.raises(PressError, match=r"letter\.typ: error: dictionary does not contain key"):
        press().pdf("letter.typ", {})


def test_error_survives_its_way_from_another_process() -> None:
    error = PressError("letter.typ", "no", ("do this",))
    assert str(pickle.loads(pickle.dumps(error))) == "letter.typ: no; do this"


def card() -> dict[str, object]:
    setting = {
        "lang": "en",
        "region": None,
        "script": "latn",
        "dir": "ltr",
        "fonts": ["No Such Family"],
        "sans": ["No Such Family"],
        "bold": None,
        "latin": None,
        "latin_sans": None,
        "solid": 0.03,
        "hyphenate": False,
    }
    return {"title": "a", "summary": "b", "issuer": "c", "deadline": "", "setting": setting}


def test_date_of_creation_is_the_appeals_at_noon_utc(tmp_path: Path) -> None:
    edition = samples.edition("de", date=datetime.date(2026, 3, 2))
    items = letters(edition, edition.own, samples.words("de"))
    path = tmp_path / "letter.pdf"
    path.write_bytes(typeset(edition, [(item,) for item in items], press()).pdf)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260302120000Z"


PROGRAM = """
import sys
from tests.outputs.test_press import one_letter, press
sys.stdout.buffer.write(b"".join(one_letter(press(), tag) for tag in ("de", "ar", "ja")))
"""


def test_bytes_do_not_depend_on_folder_time_zone_or_day(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    outputs = []
    for number, (zone, epoch) in enumerate((("Asia/Almaty", "1"), ("America/Lima", "1999999999"))):
        folder = tmp_path / f"folder-{number}"
        folder.mkdir()
        environ = {
            **os.environ,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": epoch,
            "TMPDIR": str(folder),
            "PYTHONPATH": str(root),
            "PYTHONHASHSEED": str(number + 1),
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=folder,
            env=environ,
            capture_output=True,
            check=True,
        )
        outputs.append(done.stdout)
        assert not list(folder.iterdir()), "the press leaves nothing behind"
    assert outputs[0] == outputs[1]
    assert outputs[0].startswith(b"%PDF")
