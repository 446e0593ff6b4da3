"""Footnotes are called where the English calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "footnote-differs"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="sv",
    english="The trial was secret.[^1]",
    wrong="Rättegången var hemlig.",
    right="Rättegången var hemlig.[^1]",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    wanted, found = Counter(message.markup.footnotes), Counter(translation.markup.footnotes)
    for note in sorted(wanted - found):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the call of footnote {note} is not in the translation", note=note),
            words("write [^{note}] after the words that it belongs to", note=note),
        )
    for note in sorted(found - wanted):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("footnote {note} is not called in the English", note=note),
            words("delete [^{note}], or give it the number of the English", note=note),
        )
