"""Spanish opens what it closes: ¿ … ? and ¡ … !"""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import SPANISH
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "spanish-pairs"
SEVERITY: Severity = "warning"
EXAMPLE = Example(
    language="es",
    english="Where is he?",
    wrong="Dónde está?",
    right="¿Dónde está?",
)

# Asturian and Galician open questions too, Catalan only long ones.
_LANGUAGES = frozenset(["es", "ast"])


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & SPANISH or style.code not in _LANGUAGES:
        return
    text = translation.prose
    for opening, closing in ("¿?", "¡!"):
        begun, ended = text.count(opening), text.count(closing)
        # "¡¡No!!", "¿Qué!" and "(!)" exist: only a sign without any partner is a slip.
        other = text.count("¡" if opening == "¿" else "¿")
        if (begun == 0) != (ended == 0) and not other:
            lost = opening if not begun else closing
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
