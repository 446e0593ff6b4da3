"""The first page measured from the PDF: address in the window, folds, sender, margins."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pytest_regressions.data_regression import DataRegressionFixture

from appeal.model import Edition, Person
from appeal.outputs.correspondence import letters
from appeal.outputs.fax import fax_form
from appeal.outputs.letter import POSTED, Form, address_pitch, typeset
from appeal.outputs.windows import WINDOWS, WindowName, layout, paper_of
from tests.outputs import samples
from tests.outputs.printed import PT_MM, Word, press, words

# Five lines of Latin letters, none of which occurs elsewhere in the letter.
RECIPIENT = Person(
    key="",
    name="Xaver Quux",
    role="Minister",
    organisation="Ministry",
    address=("77 Wxyz Road", "99999 Qqtown"),
    country="KZ",
    languages=("kk",),
)
CASES = [(name, tag) for name in WINDOWS for tag in ("de", "ar")]


def posted(name: WindowName, tag: str, paper: str = "") -> tuple[bytes, Edition]:
    edition = samples.edition(tag, addressees=(RECIPIENT,))
    section = replace(edition.section, window=name, paper=paper)
    edition = replace(edition, section=section)
    items = letters(edition, edition.own, samples.words(tag))
    return typeset(edition, [(item,) for item in items], press()).pdf, edition


def address(found: list[Word]) -> list[Word]:
    wanted = {"Xaver", "Quux", "77", "Wxyz", "Road", "99999", "Qqtown", "QQTOWN"}
    return [word for word in found if word.text in wanted and word.page == 1]


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_address_stands_in_the_window_to_a_millimetre(name: WindowName, tag: str) -> None:
    data, edition = posted(name, tag)
    window = WINDOWS[name]
    place = layout(
        window,
        paper_of(edition.section),
        "rtl" if tag == "ar" else "ltr",
        6,
        address_pitch(letters(edition, edition.own, samples.words(tag))[0]),
    )
    block = address(words(data))
    assert len(block) == 7
    left, top = min(word.left for word in block), min(word.top for word in block)
    right, bottom = max(word.right for word in block), max(word.bottom for word in block)
    assert left == pytest.approx(place.address.x, abs=1)
    # The first line's letters are a little lower than the box that holds them.
    assert top == pytest.approx(place.address.y, abs=1)
    if name != "none":
        assert window.x <= left
        assert right <= window.x + window.width
        assert window.y <= top
        assert bottom <= window.y + window.height
    # Nothing else may be seen through the window but the sender in one line.
    inside = [
        word
        for word in words(data)
        if word.page == 1
        and word.left < window.x + window.width
        and word.right > window.x
        and word.top < window.y + window.height - 0.2
        and word.bottom > window.y + 0.2
    ]
    others = [word for word in inside if word.bottom > place.address.y + 1.2]
    lines = letters(edition, edition.own, samples.words(tag))[0].recipient
    if name != "none":
        # Poppler gives the letters of a right-to-left word as they are drawn.
        known = [sorted(word) for line in lines for word in line.split()]
        assert [word.text for word in others if sorted(word.text) not in known] == []


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("name", [name for name, window in WINDOWS.items() if window.folds])
def test_folds_and_hole_are_marked_at_the_edge(name: WindowName) -> None:
    data, _ = posted(name, "de")
    window = WINDOWS[name]
    expected = [*window.folds, *([window.hole] if window.hole else [])]
    assert marks(data) == pytest.approx(sorted(expected), abs=0.1)


def test_no_window_has_no_marks() -> None:
    assert marks(posted("none", "de")[0]) == []


def marks(data: bytes) -> list[float]:
    """Return the heights in mm of the short lines at the left edge of page one."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        stream = page.Contents.read_bytes().decode("latin-1")
        height = float(page.MediaBox[3])
    lines = re.findall(r"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm[^q]*? 0 0 m ([\d.]+) 0 l\s", stream)
    return sorted(
        round((height - float(y)) * PT_MM, 2)
        for x, y, length in lines
        if float(x) * PT_MM < 4 and float(length) * PT_MM < 6
    )


def test_letter_paper_is_american_where_it_is_used() -> None:
    data, _ = posted("us-10", "de", "us-letter")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        width, height = (float(value) * PT_MM for value in pdf.pages[0].MediaBox[2:])
    assert width == pytest.approx(215.9, abs=0.1)
    assert height == pytest.approx(279.4, abs=0.1)


@pytest.mark.parametrize("tag", ["de", "ar", "ur", "ja", "ta"])
def test_text_keeps_the_margins(tag: str) -> None:
    edition = samples.edition(tag)
    items = letters(edition, edition.own, samples.words(tag))
    for form in (POSTED, fax_form(samples.words(tag))):
        found = words(typeset(edition, [(item,) for item in items], press(), form).pdf)
        assert min(word.left for word in found) >= 19
        # A CJK bracket may hang over by half its width, a hyphen by less.
        assert max(word.right for word in found) <= 210 - 17.5
        assert max(word.bottom for word in found) <= 297 - 9


@pytest.mark.parametrize("kind", ["letter", "fax"])
@pytest.mark.parametrize("tag", ["de", "ar"])
def test_places_on_the_page_are_as_they_were_measured(
    kind: str, tag: str, data_regression: DataRegressionFixture
) -> None:
    edition = samples.edition(tag, addressees=(RECIPIENT,))
    form: Form = POSTED if kind == "letter" else fax_form(samples.words(tag))
    items = letters(edition, edition.own, samples.words(tag))
    found = words(typeset(edition, [(item,) for item in items], press(), form).pdf)
    data_regression.check(_lines(found))


def _lines(found: list[Word]) -> dict[str, Any]:
    """Return for each page the lines of print: top, left and right edge in whole mm."""
    pages: dict[str, dict[int, list[int]]] = {}
    for word in found:
        if _plain(word.text):
            line = pages.setdefault(f"page {word.page}", {})
            edges = line.setdefault(round(word.top), [297, 0])
            edges[0] = min(edges[0], round(word.left))
            edges[1] = max(edges[1], round(word.right))
    return {
        page: [f"{top}: {lines[top]}" for top in sorted(lines)] for page, lines in pages.items()
    }
