"""The translation has no HTML."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "raw-html"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="el",
    english="Free them **now**.",
    wrong="Ελευθερώστε τους **τώρα**.<br>",
    right="Ελευθερώστε τους **τώρα**.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & MARKUP or "<" not in translation.text:
        return
    for tag in dict.fromkeys(translation.markup.html):
        if tag not in message.markup.html:
            yield translation.finding(
                CODE,
                SEVERITY,
                words("the HTML {tag} would be shown as text", tag=shown(tag)),
                words("delete it, and write * and ** where the English has them"),
            )
