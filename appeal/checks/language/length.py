"""A translation is about as long as its language usually needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import LONG
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "length"
SEVERITY: Severity = "warning"
NEEDS = LONG
EXAMPLE = Example(
    language="pt_BR",
    english="We ask you to release him at once, and to end the harassment of all workers' leaders.",
    wrong="Pedimos que o liberte.",
    right="Pedimos que o liberte imediatamente e que ponha fim à perseguição de todos os líderes"
    " dos trabalhadores.",
)

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
# So many letters there must be without digits and addresses.
_SHORT = 30
# The longer a text, the nearer it comes to the usual: from 200 letters the bounds are closer.
_LONG = 200
_BOUNDS = ((0.5, 1.75), (0.62, 1.5))


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    english = len(message.text)
    if 0.7 <= len(translation.text) / (english * style.length) <= 1.4:
        return
    # Addresses, numbers and what is copied in Latin script are as long in every language.
    english, found = _letters(message.prose), _letters(translation.prose)
    copied = 0 if style.latin else min(_latin_letters(translation.prose), english)
    usual = (english - copied) * style.length + copied
    share = found / usual if english >= _SHORT else 1
    fewest, most = _BOUNDS[english >= _LONG]
    if fewest <= share <= most:
        return
    yield translation.finding(
        CODE,
        SEVERITY,
        words("the translation is {percent} % as long as usual", percent=round(100 * share)),
        words("look whether something was left out")
        if share < 1
        else words("look whether something was added"),
    )


def _latin_letters(text: str) -> int:
    return sum(c.isascii() and c.isalpha() for c in text)


def _letters(text: str) -> int:
    """Return how many characters of a text are neither white space nor digits."""
    return sum(not (c.isspace() or c.isdecimal()) for c in _PLACEHOLDER.sub("", text))
