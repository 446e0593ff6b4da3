"""Where a unit stands in the source. Python-Markdown keeps no line numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What may stand between two lines of one block: quote marks, list marks, cell borders.
_MARK = re.compile(r"(?:>|[-+*:]|\d+[.)]|\|+|#+|\[\^[^\]]*\]:)+")


def locate(source: str, units: Sequence[str]) -> tuple[int | None, ...]:
    """Return the 1-based source line of each unit's text, in document order.

    A unit is found by its words: the same words follow one another in the
    source, with nothing but block marks between them. The search goes on
    where the last unit ended and, when that fails (footnotes stand
    elsewhere), begins again from the top. None where no line matches. Never
    raises: references are advisory, and the build does not read them.
    """
    words: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(source.split("\n"), start=1):
        for word in _words(line):
            words.append(word)
            lines.append(number)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    found: list[int | None] = []
    cursor = 0
    taken: set[int] = set()
    for unit in units:
        wanted = _words(unit)
        match = None
        if wanted:
            candidates = [p for p in places.get(wanted[0], ()) if p not in taken]
            ordered = [p for p in candidates if p >= cursor] + [p for p in candidates if p < cursor]
            match = next((p for p in ordered if _follows(words, p, wanted)), None)
        if match is None:
            found.append(None)
        else:
            found.append(lines[match])
            taken.add(match)
            cursor = match + 1
    return tuple(found)


def _words(text: str) -> list[str]:
    """Split into words at white space and cell borders; marks stand alone."""
    text = re.sub(r"^(\s*(?:>\s*)*)(\[\^[^\]]*\]:)", r"\1\2 ", text)
    return text.replace("|", " | ").replace("\\ | ", "\\| ").split()


def _follows(words: list[str], place: int, wanted: list[str]) -> bool:
    for word in wanted:
        while place < len(words) and words[place] != word:
            if place and _MARK.fullmatch(words[place]):
                place += 1
            else:
                return False
        if place >= len(words):
            return False
        place += 1
    return True
