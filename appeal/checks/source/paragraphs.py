"""Paragraphs are short enough to be read on a telephone and translated in one sitting."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from appeal.checks.source.rule import SourceExample, lines
from appeal.checks.wording import words
from appeal.model import Appeal, Finding, Severity

CODE = "paragraph-too-long"
SEVERITY: Severity = "warning"
# The longest point of a letter that was really sent has some 320 words.
MOST_WORDS = 350
EXAMPLE = SourceExample(
    wrong="We write to you. " * 90 + "\n", right=("We write to you. " * 30 + "\n\n") * 3
)

_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}\.)\s")


def check(appeal: Appeal, today: datetime.date | None, /) -> Iterator[Finding]:
    for text in (appeal.page, appeal.letter):
        start, count = text.body_line, 0
        for number, line in (*lines(text), (0, "")):
            if not line.strip() or _ITEM.match(line):
                if count > MOST_WORDS:
                    yield Finding(
                        path=text.path,
                        line=start,
                        code=CODE,
                        severity=SEVERITY,
                        message=words("this paragraph has {count} words", count=count),
                        hint=words("part it in two; {most} words are the most", most=MOST_WORDS),
                    )
                start, count = number, 0
            if line.strip():
                start = number if not count else start
                count += len(line.split())
