"""A translation is about as long as its language usually needs."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "length"
SEVERITY: Severity = "warning"
EXAMPLE = Example(
    language="pt_BR",
    english="We ask you to release him at once, and to end the harassment of all workers' leaders.",
    wrong="Pedimos que o liberte.",
    right="Pedimos que o liberte imediatamente e que ponha fim à perseguição de todos os líderes"
    " dos trabalhadores.",
)

# Short texts vary too much, and have other rules.
_SHORT = 40
_FEWEST, _MOST = 0.52, 2.0


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    english = len(message.text)
    if english < _SHORT:
        return
    share = len(translation.text) / (english * style.length)
    if _FEWEST <= share <= _MOST:
        return
    yield translation.finding(
        CODE,
        SEVERITY,
        words("the translation is {percent} % as long as usual", percent=round(100 * share)),
        words("look whether something was left out")
        if share < 1
        else words("look whether something was added"),
    )
