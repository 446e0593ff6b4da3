"""Headings go down one level at a time, as screen readers and tables of contents expect."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from appeal.checks.source.rule import SourceExample, lines
from appeal.checks.wording import words
from appeal.model import Appeal, Finding, Severity

CODE = "heading-jump"
SEVERITY: Severity = "warning"
EXAMPLE = SourceExample(
    wrong="## What happened\n\n#### In court\n", right="## What happened\n\n### In court\n"
)

_HEADING = re.compile(r" {0,3}(#{1,6})(?!#)\s*\S")


def check(appeal: Appeal, today: datetime.date | None, /) -> Iterator[Finding]:
    for text in (appeal.page, appeal.letter):
        level = 0
        for number, line in lines(text):
            found = _HEADING.match(line)
            if not found:
                continue
            if level and len(found[1]) > level + 1:
                yield Finding(
                    path=text.path,
                    line=number,
                    code=CODE,
                    severity=SEVERITY,
                    message=words(
                        "a heading of level {found} follows one of level {level}",
                        found=len(found[1]),
                        level=level,
                    ),
                    hint=words("write {marks}", marks="#" * (level + 1)),
                )
            level = len(found[1])
