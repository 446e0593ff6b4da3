"""What stands in a PDF: its text in reading order, and where its words are, in millimetres."""

from __future__ import annotations

import functools
import io
import itertools
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pikepdf

from appeal.outputs import fonts
from appeal.outputs.press import Press

PT_MM = 25.4 / 72


@functools.lru_cache(maxsize=1)
def press() -> Press:
    """Return one press for all tests: its compilers stay warm."""
    return Press(fonts.find())


@dataclass(frozen=True)
class Word:
    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def words(data: bytes) -> list[Word]:
    """Return poppler's words with their boxes in mm from the page's left and top edges."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
    ).stdout
    tree = ElementTree.fromstring(re.sub(rb'xmlns="[^"]*"', b"", found, count=1))
    return [
        Word(
            text=word.text or "",
            page=number,
            left=float(word.attrib["xMin"]) * PT_MM,
            top=float(word.attrib["yMin"]) * PT_MM,
            right=float(word.attrib["xMax"]) * PT_MM,
            bottom=float(word.attrib["yMax"]) * PT_MM,
        )
        for number, page in enumerate(tree.iter("page"), 1)
        for word in page.iter("word")
    ]


def reader_text(data: bytes) -> str:
    """Return what poppler reads."""
    found = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return found.stdout.decode("utf-8")


def normalised(text: str) -> str:
    """Return text without what layout changes: spaces, hyphens, controls, doubled clusters.

    The glyphs of one cluster that stand at different heights each bear the
    cluster's text, so that a reader sees it twice: repeats are made one, in
    what is printed and in what was to be printed alike.
    """
    plain = stripped(text)
    before = ""
    while before != plain:
        before, plain = plain, re.sub(r"(.{1,8}?)\1+", r"\1", plain)
    return plain


def stripped(text: str) -> str:
    """Return text without what layout changes: spaces, hyphens and controls."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) not in {"Cf", "Cc", "Zs", "Zl", "Zp"} and char not in "-‐‑"
    )
    return unicodedata.normalize("NFD", plain)


@dataclass(frozen=True)
class Shown:
    """A stretch of text that one operator shows, and where it begins, in points."""

    text: str
    x: float
    y: float


def marked_text(data: bytes) -> str:
    """Return the text as PDF itself says it is read: ActualText, ReversedChars, no artifacts.

    Of right-to-left lines the stretches are taken from the right.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "".join(
            _line_text(line) for page in pdf.pages for line in _lines(list(_shown(page)))
        )


def _lines(shown: list[Shown]) -> Iterator[list[Shown]]:
    line: list[Shown] = []
    for item in shown:
        # Marks stand a little above or below the letters of their line.
        if line and abs(item.y - line[0].y) > 9:
            yield line
            line = []
        line.append(item)
    if line:
        yield line


def _line_text(line: list[Shown]) -> str:
    if not any(_is_rtl(item) for item in line):
        return "".join(item.text for item in line)
    # Numbers and Latin words keep their order among themselves.
    groups = itertools.groupby(sorted(line, key=lambda item: item.x), key=_is_ltr)
    stretches = [list(own) if ltr else list(own)[::-1] for ltr, own in groups]
    return "".join(item.text for stretch in reversed(stretches) for item in stretch)


def _is_ltr(item: Shown) -> bool:
    return any(unicodedata.bidirectional(char) in {"L", "EN"} for char in item.text)


def _is_rtl(item: Shown) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in item.text)


def _shown(page: pikepdf.Page) -> Iterator[Shown]:
    maps = {name: _to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    matrix: list[float] = [1, 0, 0, 1, 0, 0]
    stack: list[list[float]] = []
    marks: list[str] = []
    font, reverse, actual, offset = "", False, None, 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q":
            matrix = stack.pop()
        elif operator == "cm":
            a, b, c, d, e, f = (float(value) for value in operands)
            m = matrix
            matrix = [a, b, c, d, e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5]]
        elif operator in {"BDC", "BMC"}:
            mark = ""
            properties = operands[1] if len(operands) > 1 else None
            if str(operands[0]) == "/Artifact":
                mark = "artifact"
            elif str(operands[0]) == "/ReversedChars":
                mark, reverse = "reverse", True
            elif isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties:
                mark, actual = "actual", str(properties.ActualText)
            marks.append(mark)
        elif operator == "EMC":
            mark = marks.pop()
            reverse = reverse and mark != "reverse"
            actual = None if mark == "actual" else actual
        elif operator == "Tf":
            font = str(operands[0])
        elif operator == "Tm":
            offset = float(operands[4])
        elif operator in {"Tj", "TJ"}:
            parts: Any = operands[0] if operator == "TJ" else [operands[0]]
            if actual is not None:
                # All glyphs of the span together bear this text.
                text, actual = actual, ""
            else:
                strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
                units = [maps[font][code] for code in _codes(b"".join(strings))]
                text = "".join(reversed(units) if reverse else units)
            if "artifact" not in marks:
                yield Shown(text=text, x=matrix[4] + offset, y=matrix[5])


def _codes(data: bytes) -> Iterator[int]:
    return (int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2))


def _to_unicode(font: Any) -> dict[int, str]:
    cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    table = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", section):
            table[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for section in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        row = r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>"
        for first, last, text in re.findall(row, section):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                table[code] = start[:-1] + chr(ord(start[-1]) + step)
    return table
