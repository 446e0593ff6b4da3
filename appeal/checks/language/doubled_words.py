"""No word stands twice in a row, except in languages that double words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "doubled-word"
SEVERITY: Severity = "warning"
NEEDS = 0
EXAMPLE = Example(
    language="sv",
    english="They took him to court.",
    wrong="De förde honom till till domstol.",
    right="De förde honom till domstol.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if style.reduplicates:
        return
    pieces = translation.words
    if not any(map(eq, pieces, pieces[1:])):
        return
    english = message.text.lower().split()
    doubled_in_english = any(map(eq, english, english[1:]))
    for word, following in pairwise(pieces):
        if (
            word == following
            and word.isalpha()
            and len(word) > 1
            and word not in style.doubles
            and not doubled_in_english
        ):
            yield translation.finding(
                CODE,
                SEVERITY,
                words("“{word}” stands twice in a row", word=word),
                words("delete one of the two"),
            )
            return
