"""Every character can be printed: no control characters, private use, BOM or pictographs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import UNPRINTABLE, kind
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "control-character"
SEVERITY: Severity = "error"
NEEDS = UNPRINTABLE
EXAMPLE = Example(
    language="hi",
    english="Act now.",
    wrong="अभी कार्रवाई करें।\ufeff",
    right="अभी कार्रवाई करें।",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & UNPRINTABLE:
        return
    for character in sorted(set(translation.text)):
        if kind(character) & UNPRINTABLE and character not in message.text:
            yield translation.finding(
                CODE,
                SEVERITY,
                words(
                    "the character U+{code} ({name}) cannot be printed",
                    code=f"{ord(character):04X}",
                    name=_name(character),
                ),
                words("delete it; it may be invisible, so retype the word around it"),
            )


def _name(character: str) -> str:
    names = {
        "Cc": "control character",
        "Co": "private use",
        "Cn": "no character",
        "Cs": "half a character",
    }
    return (
        names.get(unicodedata.category(character)) or unicodedata.name(character, "unnamed").lower()
    )
