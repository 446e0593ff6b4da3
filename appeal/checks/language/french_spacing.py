"""French sets a narrow space before ; ? ! and a hard one before : and inside « »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import FRENCH
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "french-spacing"
SEVERITY: Severity = "warning"
NEEDS = FRENCH
EXAMPLE = Example(
    language="fr",
    english="Signed:",
    wrong="Signé:",
    right="Signé\u00a0:",
)

_HARD = "\u00a0\u202f"
# A colon between digits (10:30) or in a link, and "?!" in a row, take no space.
_BEFORE = re.compile(rf"(?:[^\s{_HARD}?!(\[«;:]|[ ])([;?!]|:(?![\d/]))")
_OPENING = re.compile(rf"[«‹](?![{_HARD}])")
_CLOSING = re.compile(rf"(?<![{_HARD}])[»›]")


def _copied(text: str, end: int, english: str) -> bool:
    """Tell whether a word with its mark is copied from the English, as code is ("Language:")."""
    word = text[:end].split()[-1]
    return len(word) > 2 and word in english


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & FRENCH or not style.french_spaces:
        return
    text = translation.prose
    found = (m for m in _BEFORE.finditer(text) if not _copied(text, m.end(), message.text))
    mark = next((match[1] for match in found), "")
    if not mark and (opening := _OPENING.search(text)):
        mark = opening[0]
    if not mark and (closing := _CLOSING.search(text)):
        mark = closing[0]
    if mark:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("no hard space stands beside {mark}", mark=mark),
            words("write U+202F before ; ? ! and U+00A0 before : and inside « »"),
        )
