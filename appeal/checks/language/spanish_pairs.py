"""Spanish opens what it closes: ¿ … ? and ¡ … !"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import SPANISH
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "spanish-pairs"
SEVERITY: Severity = "warning"
NEEDS = SPANISH
EXAMPLE = Example(
    language="es",
    english="Where is he?",
    wrong="Dónde está?",
    right="¿Dónde está?",
)

# A mark alone, or in brackets, is a remark or is spoken of: it ends no sentence.
_SIGNS = re.compile(r"[¿¡]+|(?<![\s(])[?!]+")
# Asturian and Galician open questions too, Catalan only long ones.
_LANGUAGES = frozenset(["es", "ast"])


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & SPANISH or style.code not in _LANGUAGES:
        return
    # "¡¡No!!" and "¿Qué!" exist, so runs of signs are counted, whichever they are.
    signs = [match[0] for match in _SIGNS.finditer(translation.prose)]
    begun = sum(sign[0] in "¿¡" for sign in signs)
    ended = len(signs) - begun
    if begun != ended:
        last = signs[-1] if begun < ended else signs[0]
        opening, closing = ("¿", "?") if last[-1] in "¿?" else ("¡", "!")
        lost = opening if begun < ended else closing
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{lost} is missing", lost=lost),
            words(
                "write {opening} where it begins and {closing} where it ends",
                opening=opening,
                closing=closing,
            ),
        )
