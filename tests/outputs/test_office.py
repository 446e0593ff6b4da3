"""Letters to edit, as LibreOffice opens them."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from appeal.model import Edition
from appeal.outputs import office
from appeal.outputs.correspondence import letters
from appeal.outputs.odt_parts import MIMETYPE
from appeal.outputs.office import Sheet
from tests.outputs import samples
from tests.outputs.printed import Word, normalised, press, reader_text, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAGS = ("de", "ar", "ur", "ja", "ta")


def made(tag: str, **changes: object) -> tuple[Edition, dict[str, bytes]]:
    own = samples.localised(tag, letter=samples.EVERYTHING) if tag == "de" else None
    edition = samples.edition(tag, own=own, **changes)  # type: ignore[arg-type]  # appeal's own
    artifacts = list(office.artifacts(edition, samples.words, press()))
    return edition, {artifact.path.rpartition(".")[2]: artifact.data for artifact in artifacts}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], bytes]]:
    """Every document as LibreOffice prints it, by language and format."""
    folder = tmp_path_factory.mktemp("office")
    for tag in TAGS:
        for kind, data in made(tag)[1].items():
            (folder / f"{tag}-{kind}.{kind}").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *sorted(str(path) for path in folder.glob("*.*")),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )
    yield {
        (path.stem.split("-")[0], path.stem.split("-")[1]): path.read_bytes()
        for path in folder.glob("*.pdf")
    }


CASES = [(tag, kind) for tag in TAGS for kind in ("docx", "odt")]


@pytest.mark.parametrize(("tag", "kind"), CASES)
def test_all_that_the_letter_says_is_in_the_document(
    opened: dict[tuple[str, str], bytes], tag: str, kind: str
) -> None:
    edition, _ = made(tag)
    item = letters(edition, edition.own, samples.words(tag))[0]
    found = normalised(reader_text(opened[tag, kind]))
    if tag in {"ar", "ur"}:
        # Readers order right-to-left lines each in their way: the Latin words tell that it opened.
        assert all(part in found for part in ("NursultanNazarbayev", "RobertLabi"))
        return
    for said in (*item.sender, *item.recipient, item.subject, item.salutation, item.closing):
        assert normalised(said) in found
    assert normalised("".join(run.text for run in item.blocks[0].runs)) in found


@pytest.mark.parametrize(("tag", "kind"), CASES)
def test_address_stands_where_the_window_is(
    opened: dict[tuple[str, str], bytes], tag: str, kind: str
) -> None:
    edition, _ = made(tag)
    sheet = Sheet.of(edition, letters(edition, edition.own, samples.words(tag)))
    name = next(word for word in words(opened[tag, kind]) if word.text == "Nursultan")
    place = sheet.layout.address
    assert name.left == pytest.approx(place.x, abs=1)
    assert name.top == pytest.approx(place.y, abs=1.5)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_right_to_left_letter_is_read_from_the_right(
    opened: dict[tuple[str, str], bytes], kind: str
) -> None:
    found = words(opened["ar", kind])
    edges = [edge(found, page) for page in sorted({word.page for word in found})]
    left, right = edges[0]
    # The text fills the page from the right margin; the sender stands at the left.
    assert right == pytest.approx(185, abs=4)
    assert left == pytest.approx(20, abs=2)
    sender = next(word for word in found if word.text == "London," or word.text == "Box")
    assert sender.right < 100


def edge(found: list[Word], page: int) -> tuple[float, float]:
    own = [word for word in found if word.page == page]
    return min(word.left for word in own), max(word.right for word in own)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_lists_keep_their_numbers_and_page_two_its_label(
    opened: dict[tuple[str, str], bytes], kind: str
) -> None:
    pages = reader_text(opened["de", kind]).split("\f")
    text = "\n".join(pages)
    assert re.search(r"3\.\s+third", text) and re.search(r"4\.\s+fourth", text)
    assert "Page 1" not in pages[0]
    assert "Page 2 of" in pages[1]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_fonts_of_complex_scripts_are_the_scripts_own(
    opened: dict[tuple[str, str], bytes], kind: str, tmp_path: Path
) -> None:
    wanted = {
        "ar": "NotoNaskhArabic",
        "ur": "NotoNastaliqUrdu",
        "ta": "NotoSerifTamil",
        "ja": "NotoSerifCJK",
    }
    for tag, family in wanted.items():
        path = tmp_path / "x.pdf"
        path.write_bytes(opened[tag, kind])
        listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        assert family in listed.stdout, tag


def test_word_is_told_direction_and_script_of_every_run() -> None:
    document = ElementTree.fromstring(part(made("ar")[1]["docx"], "word/document.xml"))
    runs = list(document.iter(f"{W}r"))
    latin = [run for run in runs if re.fullmatch(r"[A-Za-z ,.0-9']+", text_of(run))]
    arabic = [run for run in runs if re.search("[\u0600-\u06ff]", text_of(run))]
    assert latin and arabic
    assert all(run.find(f"{W}rPr/{W}rtl") is None for run in latin)
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic)
    assert all(run.find(f"{W}rPr/{W}cs") is not None for run in arabic)
    styles = part(made("ar")[1]["docx"], "word/styles.xml")
    assert b"<w:bidi/>" in styles
    assert b'w:bidi="ar-' in styles


def text_of(run: ElementTree.Element) -> str:
    return "".join(run.itertext()).strip("\u2066\u2069 ")


# ISO/IEC 29500-1, 17.3.1.26 and 17.3.2.28: Word refuses properties in any other order.
PARAGRAPH = [
    "pStyle",
    "keepNext",
    "framePr",
    "numPr",
    "pBdr",
    "tabs",
    "bidi",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
]
RUN = ["rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "vertAlign", "rtl", "cs", "lang"]


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_properties_stand_in_the_schemas_order(tag: str) -> None:
    data = made(tag)[1]["docx"]
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        tree = ElementTree.fromstring(part(data, name))
        for holder, order in (("pPr", PARAGRAPH), ("rPr", RUN)):
            for properties in tree.iter(f"{W}{holder}"):
                places = [order.index(child.tag.removeprefix(W)) for child in properties]
                assert places == sorted(places)


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_every_part_is_well_formed_and_every_relation_leads_somewhere(kind: str) -> None:
    data = made("de", date=datetime.date(2026, 3, 2))[1][kind]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        if kind == "docx":
            targets = re.findall(rb'Target="([^"]+)"', archive.read("word/_rels/document.xml.rels"))
            assert all(f"word/{target.decode()}" in names for target in targets)
            assert b"2026-03-02T12:00:00Z" in archive.read("docProps/core.xml")
        else:
            # The first entry, stored: so the file's kind is found at its 38th byte.
            assert (names[0], archive.infolist()[0].compress_type) == ("mimetype", 0)
            assert data[38 : 38 + len(MIMETYPE)] == MIMETYPE.encode()


def test_same_letter_same_bytes() -> None:
    assert made("ja")[1] == made("ja")[1]


def test_hostile_text_is_text() -> None:
    text = "<w:p/> & ]]> \x07 \ufffe {{x}} </text:p>"
    own = samples.localised("de", letter__subject=text)
    edition = samples.edition("de", own=own)
    for artifact in office.artifacts(edition, samples.words, press()):
        name = "word/document.xml" if artifact.path.endswith("docx") else "content.xml"
        tree = ElementTree.fromstring(part(artifact.data, name))
        assert "<w:p/> & ]]>" in "".join(tree.itertext())
