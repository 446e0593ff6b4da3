"""Emphasis, code and brackets that begin also end."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "markup-unclosed"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="ko",
    english="This is **urgent**.",
    wrong="이것은 **긴급합니다.",
    right="이것은 **긴급**합니다.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & MARKUP:
        return
    for mark in translation.markup.unclosed:
        if mark not in message.markup.unclosed:
            yield translation.finding(
                CODE,
                SEVERITY,
                words("{mark} is not closed", mark=mark),
                words("write it on both sides of the words, or a backslash before it to show it"),
            )
