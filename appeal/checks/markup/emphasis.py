"""What is emphasised, strong or code in English is so in the translation."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "emphasis-differs"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="ja",
    english="This is **urgent**.",
    wrong="これは緊急です。",
    right="これは**緊急**です。",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    english, other = message.markup, translation.markup
    # What is not closed is reported as that.
    if set(other.unclosed) - set(english.unclosed):
        return
    pairs = (
        ("**", english.strong, other.strong),
        ("*", english.emphasis, other.emphasis),
        ("`", english.code, other.code),
    )
    for mark, wanted, found in pairs:
        if wanted != found:
            yield translation.finding(
                CODE,
                SEVERITY,
                words(
                    "passages in {mark}: {wanted} in the English, {found} in the translation",
                    mark=mark,
                    wanted=wanted,
                    found=found,
                ),
                words(
                    "write {mark} directly before and after the words that have it in the English",
                    mark=mark,
                ),
            )
