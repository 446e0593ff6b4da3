"""Invisible characters stand only where the script needs them."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import ZERO_WIDTH, ZERO_WIDTHS
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "zero-width"
SEVERITY: Severity = "warning"
NEEDS = ZERO_WIDTH
EXAMPLE = Example(
    language="it",
    english="The trial was secret.",
    wrong="Il processo\u200b era segreto.",
    right="Il processo era segreto.",
)

# Scripts that show no space between words mark where a line may break.
_BREAKS = frozenset(["Thai", "Laoo", "Khmr", "Mymr", "Tibt"])
# Scripts whose letters join or part by U+200C and U+200D.
_JOINS = frozenset(
    [
        "Arab",
        "Syrc",
        "Deva",
        "Beng",
        "Guru",
        "Gujr",
        "Orya",
        "Taml",
        "Telu",
        "Knda",
        "Mlym",
        "Sinh",
        "Khmr",
        "Mong",
    ]
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & ZERO_WIDTH:
        return
    allowed = set(message.text)
    if style.script in _BREAKS:
        allowed |= {"\u200b", "\u2060"}
    if style.script in _JOINS:
        allowed |= {"\u200c", "\u200d", "\u034f"}
    if style.script == "Kore":
        allowed |= {"\u115f", "\u1160", "\u3164"}
    for character in sorted(ZERO_WIDTHS.intersection(translation.text) - allowed):
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "the invisible character U+{code} has no place in this script",
                code=f"{ord(character):04X}",
            ),
            words("delete it; retyping the words around it is the surest way"),
        )
