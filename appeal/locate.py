"""Where a unit stands in the source. Python-Markdown keeps no line numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What may stand at the beginning of a line, before and between the words of one block.
_MARKS = re.compile(r"(?:[ \t]|>|[-+*:](?=[ \t])|\d+\.(?=[ \t])|#{1,6}|\[\^[^\]]*\]:)*")
_MARK = re.compile(r">|[-+*:]|\d+\.|#+|\[\^[^\]]*\]:|\|")


@dataclass(frozen=True, slots=True)
class _Words:
    """A source text's words with their lines; ``begins`` are those with which a unit may begin."""

    words: list[str]
    lines: list[int]
    begins: dict[str, list[int]]


def locate(source: str, units: Sequence[str]) -> tuple[int | None, ...]:
    """Return the 1-based source line of each unit's text, in document order.

    A unit is found by its words: they follow one another in the source, with
    nothing but block marks between them, from a block's beginning to its
    end. The search goes on where the last unit ended and, when that fails
    (footnotes stand elsewhere), begins again from the top. None where no
    line matches. Never raises: references are advisory, and the build does
    not read them.
    """
    text = _read(source)
    found: list[int | None] = []
    taken: set[int] = set()
    cursor = 0
    for unit in units:
        wanted = _split(unit)
        place, end = _search(text, wanted, cursor, taken)
        found.append(None if place is None else text.lines[place])
        if place is not None:
            taken.add(place)
            cursor = end
    return tuple(found)


def locate_title(source: str, name: str, title: str) -> int | None:
    """Return the 1-based line of a link reference's title. ``name`` is in small letters."""
    lines = source.split("\n")
    opening = re.compile(rf"[ ]{{0,3}}\[\s*{re.escape(name)}\s*\]:", re.I)
    # Of two references with one name, the last holds.
    for number in range(len(lines), 0, -1):
        if opening.match(lines[number - 1].lstrip(" >")):
            at = (n for n, line in enumerate(lines[number - 1 : number + 2]) if title in line)
            return number + next(at, 0)
    return None


def _read(source: str) -> _Words:
    words: list[str] = []
    lines: list[int] = []
    begins: dict[str, list[int]] = {}
    for number, line in enumerate(source.split("\n"), start=1):
        marks = _MARKS.match(line)
        prefix = marks[0] if marks else ""
        own = _MARK.findall(prefix)
        first = len(own)
        own += _split(line[len(prefix) :])
        for n, word in enumerate(own):
            if n <= first or own[n - 1] == "|":
                begins.setdefault(word, []).append(len(words))
            words.append(word)
            lines.append(number)
    return _Words(words, lines, begins)


def _split(text: str) -> list[str]:
    """Split into words at white space and cell borders."""
    return text.replace("|", " | ").replace("\\ | ", "\\| ").split()


def _search(
    text: _Words, wanted: Sequence[str], cursor: int, taken: set[int]
) -> tuple[int | None, int]:
    """Return where the wanted words begin and end, from the cursor on, then from the top."""
    nearest: tuple[int | None, int] = (None, cursor)
    for place in _candidates(text, wanted, cursor):
        if place in taken:
            continue
        end = _follow(text.words, place, wanted)
        if end and _is_end(text, end):
            return place, end
        if end and nearest[0] is None:
            nearest = place, end
    return nearest


def _candidates(text: _Words, wanted: Sequence[str], cursor: int) -> Iterator[int]:
    places = text.begins.get(wanted[0], []) if wanted else []
    middle = bisect_left(places, cursor)
    yield from (places[n] for n in range(middle, len(places)))
    yield from (places[n] for n in range(middle))


def _follow(words: Sequence[str], place: int, wanted: Sequence[str]) -> int:
    """Return the place after the wanted words, 0 where they do not follow one another."""
    for word in wanted:
        while place < len(words) and words[place] != word:
            if not _MARK.fullmatch(words[place]):
                return 0
            place += 1
        if place == len(words):
            return 0
        place += 1
    return place


def _is_end(text: _Words, place: int) -> bool:
    """Tell whether a unit may end before this place: a line's end, a border, attributes."""
    if place == len(text.words) or text.lines[place] > text.lines[place - 1]:
        return True
    return text.words[place].startswith(("|", "#", "{"))
