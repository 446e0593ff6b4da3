"""Direction is never forced (RLO, LRO), and every isolate or embedding is closed."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import BIDI
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "bidi-control"
SEVERITY: Severity = "error"
NEEDS = BIDI
EXAMPLE = Example(
    language="he",
    english="Fax: +44 20 7946 0123",
    wrong="פקס: \u202e+44 20 7946 0123\u202c",
    right="פקס: \u2066+44 20 7946 0123\u2069",
)

_FORCED = {"\u202d": "LRO", "\u202e": "RLO"}
_OPENING = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & BIDI:
        return
    text = translation.text
    for character, name in _FORCED.items():
        if character in text:
            yield translation.finding(
                CODE,
                SEVERITY,
                words(
                    "the character U+{code} ({name}) forces a direction",
                    code=f"{ord(character):04X}",
                    name=name,
                ),
                words("delete it; the direction of letters and digits is known without it"),
            )
            return
    if not _balanced(text):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("a direction control is not closed"),
            words("close U+2066, U+2067 and U+2068 with U+2069 in the same line, or delete them"),
        )


def _balanced(text: str) -> bool:
    for line in text.split("\n"):
        open_ones: list[str] = []
        for character in line:
            if character in _OPENING:
                open_ones.append(_OPENING[character])
            elif character in "\u202c\u2069" and (not open_ones or open_ones.pop() != character):
                return False
        if open_ones:
            return False
    return True
