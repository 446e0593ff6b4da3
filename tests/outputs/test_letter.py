"""Letters as PDF: every edition of this campaign, every kind of block, every hostile text."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from appeal.languages import language
from appeal.model import Artifact, Block, Edition, Person, Run
from appeal.outputs import letter as module
from appeal.outputs.correspondence import Letter, letters
from appeal.outputs.letter import reading_languages, typeset
from appeal.outputs.windows import window_of
from tests.outputs import real, samples
from tests.outputs.printed import marked_text, normalised, press, reader_text, stripped, words

NAMES = real.names()


def set_alone(edition: Edition) -> tuple[tuple[Letter, ...], module.Typeset]:
    items = letters(edition, edition.own, real.workspace().words(edition.language))
    return items, typeset(edition, [(item,) for item in items], press())


@pytest.mark.parametrize("name", NAMES)
def test_text_of_every_edition_is_all_there(name: str) -> None:
    edition = real.editions()[name]
    items, printed = set_alone(edition)
    text = normalised(marked_text(printed.pdf))
    expected = [normalised(said) for said in said_in(items[0], edition)]
    if language(items[0].language).hand == "Aran":
        # Nastaliq's clusters overlap, so that their order in the file is not that of the words:
        # nothing is missing, and nothing is there that was not said.
        there = Counter(stripped(marked_text(printed.pdf)))
        assert not Counter(stripped("".join(said_in(items[0], edition)))) - there
        assert not set(text) - set("".join(expected) + "12.")
        return
    assert [said for said in expected if said not in text] == []


def said_in(item: Letter, edition: Edition) -> list[str]:
    """Return all that a letter says; the line for the window only where there is a window."""
    if window_of(edition.section).return_line:
        return list(item.texts)
    return list(replace(item, return_line="").texts)


@pytest.mark.parametrize("name", NAMES)
def test_every_edition_fits_its_pages_and_its_signature_has_company(name: str) -> None:
    edition = real.editions()[name]
    _, printed = set_alone(edition)
    assert printed.overflows == (None,)
    assert printed.pages[0] <= edition.appeal.max_pages
    # Two lines of text at least stand above what is signed.
    last = [word for word in words(printed.pdf) if word.page == printed.pages[0]]
    assert len({round(word.top) for word in last}) >= 5


@pytest.mark.parametrize("name", ["germany/de", "israel/ar", "japan/ja", "pakistan/ur"])
def test_pdf_is_archival_accessible_and_whole(name: str, tmp_path: Path) -> None:
    edition = real.editions()[name]
    words_of = real.workspace().words
    made = (module.artifacts, module.for_readers)
    for artifact in (a for one in made for a in one(edition, words_of, press())):
        assert_sound(artifact, edition, tmp_path / "letter.pdf")


def assert_sound(artifact: Artifact, edition: Edition, path: Path) -> None:
    path.write_bytes(artifact.data)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), listed.stdout
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).partition("-")[0] == tag_of(artifact, edition)
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == edition_title(artifact, edition)
        document = root.StructTreeRoot.K
        document = document[0] if isinstance(document, pikepdf.Array) else document
        kinds = {str(kind) for kind in _kinds(document)}
        assert {"/H1", "/P", "/L", "/LI", "/Lbl", "/LBody"} <= kinds
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"


def tag_of(artifact: Artifact, edition: Edition) -> str:
    name = artifact.path.rpartition("/")[2]
    own = edition.language.partition("_")[0]
    return own if name in {"letter.pdf", "letter.bilingual.pdf"} else name.split(".")[1]


def edition_title(artifact: Artifact, edition: Edition) -> str:
    name = artifact.path.rpartition("/")[2]
    tag = name.split(".")[1]
    own = edition.translations.get(tag, edition.own)
    return own.said("letter.subject").replace("'", "’")


def _kinds(node: Any) -> Any:
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node.S
        kids: Any = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from _kinds(kid)


def test_passages_in_another_language_say_so() -> None:
    blocks = (
        Block(
            kind="paragraph",
            runs=(Run(text="wie man sagt: "), Run(text="no pasarán", language="es")),
        ),
        Block(kind="paragraph", runs=(Run(text="שלום"),), language="he"),
    )
    data = made(blocks)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tags = {str(item.Lang) for item in pdf.objects if _has_language(item)}
        # Of a passage inside a paragraph the page's content says it.
        streams = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert {"de", "he"} <= tags
    assert b"/Lang(es)" in streams


def _has_language(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/Lang" in item


def made(blocks: tuple[Block, ...], tag: str = "de") -> bytes:
    edition = samples.edition(tag)
    own = replace(edition.own, letter=replace(edition.own.letter, blocks=blocks))
    edition = replace(edition, own=own)
    items = letters(edition, own, samples.words(tag))
    return typeset(edition, [(item,) for item in items], press()).pdf


@pytest.mark.parametrize("tag", ["de", "ja"])
def test_every_kind_of_block_and_run_is_printed_in_order(tag: str) -> None:
    edition = samples.edition(tag, own=samples.localised(tag, letter=samples.EVERYTHING))
    items = letters(edition, edition.own, samples.words(tag))
    data = typeset(edition, [(item,) for item in items], press()).pdf
    text = normalised(reader_text(data))
    place = 0
    for said in (said for block in items[0].blocks for said in printed_texts(block)):
        place = text.find(normalised(said), place)
        assert place >= 0, said
    numbers = [word.text for word in words(data) if word.text in {"3.", "4."}]
    assert numbers == ["3.", "4."]


def test_every_kind_of_block_is_printed_from_the_right_too() -> None:
    edition = samples.edition("ar", own=samples.localised("ar", letter=samples.EVERYTHING))
    items = letters(edition, edition.own, samples.words("ar"))
    data = typeset(edition, [(item,) for item in items], press()).pdf
    # English words in an Arabic letter: their order is the reader's affair, none is lost.
    found = set(re.findall(r"[A-Za-z]{3,}", reader_text(data)))
    said = " ".join(text for block in items[0].blocks for text in printed_texts(block))
    assert set(re.findall(r"[A-Za-z]{3,}", said)) <= found
    # Items begin at the right edge of the text, their numbers right of them.
    labels = [word for word in words(data) if word.page == 1 and word.text.strip(".") in {"3", "4"}]
    assert [label.text.strip(".") for label in labels if label.left > 175] == ["3", "4"]


def printed_texts(block: Block) -> list[str]:
    """Return a block's texts with notes as their numbers and pictures as their descriptions."""
    own = "".join(
        run.note if run.note and not run.text else f"[{run.text}]" if run.image else run.text
        for run in block.runs
    )
    inner = [text for child in block.children for text in printed_texts(child)]
    return [own, *inner] if own else inner


HOSTILE = [
    '#read("/etc/passwd")',
    "*b* _i_ `c` @ref $x$ <label> ~ \\ // /* x */ --- ...",
    "\\n\\n#pagebreak()",
    "= heading",
    "- item",
    "+ item",
    "#{let x = 1}",
    '{"letters": []}',
    'end of string"} #panic()',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_translators_text_is_printed_as_it_stands(text: str) -> None:
    own = samples.localised(
        "en_AU", letter__subject=text, letter__salutation=text, letter__closing=text
    )
    block = Block(kind="paragraph", runs=(Run(text=text), Run(text=text, strong=True)))
    own = replace(own, letter=replace(own.letter, blocks=(block,)))
    person = replace(samples.PRESIDENT, name=text, address=(text,))
    edition = samples.edition("en_AU", own=own, addressees=(person,))
    items = letters(edition, own, samples.words("en_AU"))
    printed = typeset(edition, [(item,) for item in items], press())
    assert printed.pages == (1,)
    # Subject, salutation, two runs, closing; name and address keep the marks that were typed.
    said, typed = stripped(items[0].subject), stripped(text)
    found = stripped(marked_text(printed.pdf))
    assert found.count(said) + (found.count(typed) if typed != said else 0) >= 7


def test_newlines_break_lines_and_nothing_else_does() -> None:
    data = made((Block(kind="paragraph", runs=(Run(text="eins\nzwei  drei"),)),))
    found = {word.text: word for word in words(data)}
    assert found["zwei"].top > found["eins"].top
    assert found["zwei"].top == pytest.approx(found["drei"].top)


def test_page_label_stands_from_page_two_on() -> None:
    paragraph = Block(kind="paragraph", runs=(Run(text="Wort " * 900),))
    edition = samples.edition("de")
    own = replace(edition.own, letter=replace(edition.own.letter, blocks=(paragraph,)))
    edition = replace(edition, own=own)
    items = letters(edition, own, samples.words("de"))
    printed = typeset(edition, [(item,) for item in items], press())
    pages = reader_text(printed.pdf).split("\f")
    assert printed.pages[0] >= 2
    assert "Page 1" not in pages[0]
    for number in range(2, printed.pages[0] + 1):
        assert f"Page {number} of {printed.pages[0]}" in pages[number - 1]


def test_letter_beyond_its_pages_says_by_how_many_lines() -> None:
    paragraph = Block(kind="paragraph", runs=(Run(text="Wort " * 2000),))
    edition = samples.edition("de")
    own = replace(edition.own, letter=replace(edition.own.letter, blocks=(paragraph,)))
    edition = replace(edition, own=own)
    items = letters(edition, own, samples.words("de"))
    printed = typeset(edition, [(item,) for item in items], press())
    (overflow,) = printed.overflows
    assert overflow is not None
    third = [word for word in words(printed.pdf) if word.page > 2 and word.bottom < 280]
    lines = len({round(word.top, 1) for word in third})
    # The signature's gaps count as lines too.
    assert lines <= overflow.lines <= lines + 12


def test_several_addressees_are_several_letters_with_their_own_pages() -> None:
    embassy = Person(key="", organisation="Botschaft", address=("Weg 1", "10115 Berlin"))
    edition = samples.edition("de")
    section = replace(edition.section, recipients=(replace(embassy, country="DE"),))
    edition = replace(edition, section=section)
    items = letters(edition, edition.own, samples.words("de"))
    printed = typeset(edition, [(item,) for item in items], press())
    pages = reader_text(printed.pdf).split("\f")
    assert len(printed.pages) == 2
    assert "Nursultan" in pages[0] and "Weg 1" not in pages[0]
    assert "Weg 1" in pages[printed.pages[0]]


def test_languages_of_the_letter_are_those_its_readers_read() -> None:
    edition = real.editions()["germany/de"]
    artifacts = [
        artifact
        for one in (module.artifacts, module.for_readers)
        for artifact in one(edition, real.workspace().words, press())
    ]
    folder = "germany/de/defend-socialists-in-kazakhstan"
    assert [artifact.path for artifact in artifacts] == [
        f"{folder}/letter.pdf",
        f"{folder}/letter.kk.pdf",
        f"{folder}/letter.ru.pdf",
        f"{folder}/letter.bilingual.pdf",
    ]
    russian = real.editions()["russia/ru"]
    assert [item.language for item in reading_languages(russian)] == ["kk"]


@pytest.mark.parametrize("name", ["sri-lanka/ta", "israel/ar", "japan/ja"])
def test_bilingual_letter_has_both_texts_point_beside_point(name: str) -> None:
    edition = real.editions()[name]
    words_of = real.workspace().words
    data = list(module.for_readers(edition, words_of, press()))[-1].data
    pairs = module.bilingual(edition, reading_languages(edition)[0], words_of)
    text = normalised(reader_text(data))
    other = pairs[0][1]
    assert normalised(other.subject) in text
    # Each point begins on the same height on both sides.
    ones = [word for word in words(data) if word.page == 1 and word.text.strip(".") == "1"]
    assert any(
        abs(one.top - two.top) < 1.5 and two.left - one.left > 60 for one in ones for two in ones
    )


def test_bilingual_is_left_out_where_nobody_reads_another_language() -> None:
    edition = samples.edition("de")
    names = [
        artifact.path.rpartition("/")[2]
        for artifact in module.for_readers(edition, samples.words, press())
    ]
    assert names == []
