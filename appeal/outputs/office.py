"""The letter to edit: ``letter.docx`` and ``letter.odt``, from the same values as the PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from appeal.interface import Interface
from appeal.languages import Language, language
from appeal.model import Artifact, Edition, Run
from appeal.outputs.correspondence import Letter, letters
from appeal.outputs.letter import address_pitch
from appeal.outputs.press import Press
from appeal.outputs.typography import BOLD, CJK, DEFAULT_SIZE_PT, ITALIC, SIZES_PT
from appeal.outputs.windows import Layout, layout, paper_of, window_of
from appeal.xmltext import escape, quoteattr


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield ``letter.docx`` and ``letter.odt``: a letter to each addressee, one after another."""
    from appeal.outputs import docx, odt

    items = letters(edition, edition.own, interface(edition.language))
    sheet = Sheet.of(edition, items)
    for name, made in (("letter.docx", docx.document), ("letter.odt", odt.document)):
        yield Artifact(path=f"{edition.folder}/{name}", data=made(items, sheet), kind="office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a document needs beside its letters: the geometry, and how its language is set."""

    layout: Layout
    language: Language
    region: str
    size_pt: float
    author: str
    date: str
    return_pt: float

    @classmethod
    def of(cls, edition: Edition, items: Sequence[Letter]) -> Sheet:
        target = language(edition.language)
        place = layout(
            window_of(edition.section),
            paper_of(edition.section),
            target.direction,
            max(len(item.recipient) for item in items),
            max(address_pitch(item) for item in items),
        )
        longest = max(1, *(len(item.return_line) for item in items))
        likely = str(target.locale.territory or edition.section.country)
        date = edition.appeal.date
        return cls(
            layout=place,
            language=target,
            region=likely,
            size_pt=SIZES_PT.get(target.hand, DEFAULT_SIZE_PT),
            author=edition.campaign.name,
            date=f"{date.isoformat()}T12:00:00Z" if date else "1980-01-01T12:00:00Z",
            # So that it stays one line: a letter of Noto Sans is 0.55 em wide.
            return_pt=min(6.5, place.address.width / (longest * 0.55 * PT_MM)),
        )

    @property
    def rtl(self) -> bool:
        return self.language.direction == "rtl"

    @property
    def complex(self) -> bool:
        """Whether word processors keep the script's face and size apart from those of Latin."""
        return self.language.hand not in ITALIC | CJK

    @property
    def italic(self) -> bool:
        return self.language.hand in ITALIC

    @property
    def bold_face(self) -> str:
        return BOLD.get(self.language.hand, {}).get("serif", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A paragraph style, in terms that both formats have. Lengths in mm, sizes in points."""

    name: str
    size: float
    sans: bool = False
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    indent: float = 0.0
    outline: int = 0
    at_end: bool = False


LABEL_PT = 8.5
PT_MM = 25.4 / 72


def looks(sheet: Sheet) -> tuple[Look, ...]:
    """Return the styles of a letter."""
    size = sheet.size_pt
    gap = 0.75 * size * PT_MM
    rows = (
        Look(name="Text", size=size, after=gap),
        Look(name="Address", size=10),
        Look(name="ReturnLine", size=sheet.return_pt, sans=True),
        Look(name="SenderName", size=LABEL_PT, sans=True, bold=True),
        Look(name="Sender", size=LABEL_PT, sans=True),
        Look(name="DateLine", size=LABEL_PT, sans=True, before=4),
        Look(name="Subject", size=size, bold=True, after=gap, keep=True),
        Look(name="ListItem", size=size, after=gap),
        Look(name="Closing", size=size, before=4, after=gap, keep=True),
        Look(name="Signature", size=size, keep=True),
        Look(name="Blank", size=LABEL_PT, sans=True, before=6, keep=True),
        Look(name="Label", size=LABEL_PT, sans=True, before=5, keep=True),
        Look(name="Small", size=0.88 * size),
        Look(name="PageNumber", size=8, sans=True, at_end=True),
        Look(name="Quotation", size=size, after=gap, indent=8),
        Look(name="Term", size=size, bold=True, keep=True),
        Look(name="Definition", size=size, after=gap, indent=6),
        Look(name="Code", size=0.94 * size, sans=True, after=gap),
        Look(name="Rule", size=size, after=gap),
        Look(name="Cell", size=size),
        Look(name="HeadCell", size=size, bold=True),
    )
    headings = (
        Look(name=f"Heading{n}", size=size, bold=True, before=4, after=gap, keep=True, outline=n)
        for n in range(1, 7)
    )
    return (*rows, *headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text in one direction; word processors want to be told."""

    text: str
    foreign: bool


_LATIN = re.compile(
    "\u2066[^\u2069]*\u2069|[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9 .,'’&/@-]*"
    "[A-Za-z\u00c0-\u024f0-9]|\\+[0-9][0-9 \u00a0\u2011-]*[0-9]"
)


def pieces(text: str, sheet: Sheet) -> Iterator[Piece]:
    """Yield text in stretches: the sheet's own script, and Latin words in a complex script."""
    if not sheet.complex:
        yield Piece(text=text, foreign=False)
        return
    place = 0
    for match in _LATIN.finditer(text):
        if match.start() > place:
            yield Piece(text=text[place : match.start()], foreign=False)
        yield Piece(text=match[0], foreign=True)
        place = match.end()
    if place < len(text):
        yield Piece(text=text[place:], foreign=False)


def runs_of(text: str) -> tuple[Run, ...]:
    return (Run(text=text),) if text else ()


def element(name: str, attributes: dict[str, str] | None = None, *children: str) -> str:
    """Return an XML element; children are XML already."""
    listed = "".join(f" {key}={quoteattr(value)}" for key, value in (attributes or {}).items())
    inner = "".join(children)
    return f"<{name}{listed}>{inner}</{name}>" if inner else f"<{name}{listed}/>"


def text_xml(text: str) -> str:
    """Return text for XML. Characters that XML forbids are left out."""
    return escape(_FORBIDDEN.sub("", text))


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(parts: Iterable[tuple[str, str]], stored: frozenset[str] = frozenset()) -> bytes:
    """Return a ZIP of parts in their order, whose bytes depend on these alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()
