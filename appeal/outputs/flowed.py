"""Plain text in lines of at most 78 columns that programs may join again: RFC 3676, format=flowed.

A line that ends with a space goes on in the next one. Where a script
writes no spaces between words (DelSp=Yes) the space at the end of such a
line is deleted when lines are joined. Lines that begin with a space, ">"
or "From " get one more space in front.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from appeal.languages import Language

WIDTH = 78

# Scripts without spaces between words.
UNSPACED = frozenset(
    ["Jpan", "Hans", "Hant", "Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Java", "Bali"]
)

# Unicode LineBreak: what may not end a line (OP) and what may not begin one (CL, CP, NS, EX …).
_OPENING = re.escape("「『（［｛〈《【〔〖〘〚“‘([{«‹¡¿")
_CLOSING = re.escape(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〛”’…‥‐–〜～ー々〻ゝゞヽヾ％‰°′″"
) + re.escape("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
_MARKS = "\u0300-\u036f\u3099\u309a\u31f0-\u31ff\ufe00-\ufe0f"
_ASCII_CLOSING = re.escape(")]},.:;?!%»›")
_IDEOGRAPH = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f\u3041-\u3096\u30a1-\u30fa\u3105-\u312f"
    "\u31a0-\u31bf\u3220-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
)
# An unbreakable piece: one ideograph or one run of anything else, with its punctuation.
_PIECE = re.compile(
    f"[{_OPENING}]*"
    f"(?:[{_IDEOGRAPH}]|[^{_IDEOGRAPH}{_OPENING}{_CLOSING}\u200b]+)"
    f"[{_CLOSING}{_ASCII_CLOSING}{_MARKS}]*\u200b?|."
)
_WIDE = re.compile(f"[{_IDEOGRAPH}]")
_ATOM = re.compile("[^ ]* +|[^ ]+")
_PHRASE = re.compile("[^\u200b]+\u200b?|\u200b")


class Para(NamedTuple):
    """A paragraph of plain text: a newline in ``text`` is a hard break.

    ``quote`` is its depth of quotation, ``tight`` says that no empty line
    stands before it, ``fixed`` that its lines are never broken or joined.
    """

    text: str
    quote: int = 0
    tight: bool = False
    fixed: bool = False


def delsp(language: Language) -> bool:
    """Tell whether texts in a language need DelSp=Yes."""
    return language.script in UNSPACED


@functools.lru_cache(maxsize=65536)
def columns(text: str) -> int:
    """Return the columns that a text takes on a terminal: wide characters are two, marks none."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width = wcswidth(text)
    # A control character has no width of its own.
    return width if width >= 0 else sum(max(wcswidth(character), 0) for character in text)


def unflowed(paragraphs: Iterable[Para]) -> str:
    """Return paragraphs as lines of any length, for programs that wrap by themselves."""
    return _assembled(paragraphs, lambda para: para.text.split("\n"))


def flowed(paragraphs: Iterable[Para], *, delsp: bool) -> str:
    """Return paragraphs as format=flowed text with "\\n" at each line's end.

    The law: a reader that joins the flowed lines (RFC 3676, section 4.1)
    has each paragraph again, with its hard breaks.
    """
    return _assembled(paragraphs, lambda para: _lines(para, delsp))


def _assembled(paragraphs: Iterable[Para], lines_of: Callable[[Para], Iterable[str]]) -> str:
    out: list[str] = []
    previous: Para | None = None
    for para in paragraphs:
        if previous is not None and not para.tight:
            out.append(">" * min(previous.quote, para.quote))
        prefix = ">" * para.quote
        for line in lines_of(para):
            if para.quote:
                line = f"{prefix} {line}" if line else prefix
            out.append(line)
        previous = para
    return "".join(f"{line}\n" for line in out)


def _lines(para: Para, delsp: bool) -> Iterator[str]:
    room = WIDTH - (para.quote + 1 if para.quote else 0)
    for line in para.text.split("\n"):
        line = line.rstrip(" ")
        if para.fixed or columns(line) <= room - 1:
            yield _stuffed(line, para)
            continue
        for piece in fold(line, room - 1, delsp=delsp):
            yield _stuffed(piece, para)


def _stuffed(line: str, para: Para) -> str:
    # In a quotation the space after ">" is already that space.
    return f" {line}" if not para.quote and line.startswith((" ", ">", "From ")) else line


def fold(line: str, room: int, *, delsp: bool) -> Iterator[str]:
    """Break a line into soft lines of at most ``room`` columns, trailing space included.

    Joined again, without the last space of each soft line under DelSp, they
    are the line. What cannot be broken, such as an address, overflows.
    """
    limit = room - 1 if delsp else room
    mark = " " if delsp else ""
    current = ""
    width = 0
    for atom in _atoms(line, limit) if delsp else _ATOM.findall(line):
        size = len(atom) if atom.isascii() else columns(atom)
        # "-- " alone would be read as the beginning of a signature.
        if current and width + size > limit and (current + mark) != "-- ":
            yield current + mark
            current, width = atom, size
        else:
            current += atom
            width += size
    yield current


def _atoms(line: str, limit: int) -> Iterator[str]:
    """Cut a line of an unspaced script where it may break.

    Ideographs part from each other but not from their punctuation. Thai,
    Lao, Khmer and Burmese phrases part at spaces and zero-width spaces, and
    inside only when one is longer than a line.
    """
    for atom in _ATOM.findall(line):
        if atom.isascii():
            yield atom
            continue
        if _WIDE.search(atom):
            word = atom.rstrip(" ")
            pieces = _PIECE.findall(word)
            pieces[-1] += atom[len(word) :]
        else:
            pieces = _PHRASE.findall(atom)
        for piece in pieces:
            if columns(piece) <= limit:
                yield piece
            else:
                yield from _clusters(piece)


def _clusters(text: str) -> Iterator[str]:
    from wcwidth import iter_graphemes

    yield from iter_graphemes(text)
