"""What the secretariat should see before translators do: the English itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from appeal.checks.source import deadline, headings, lists, paragraphs, references
from appeal.checks.source.rule import SourceRule
from appeal.model import Appeal, Finding

SOURCE_CHECKS: tuple[SourceRule, ...] = (lists, references, headings, paragraphs, deadline)


def check_source(appeal: Appeal, *, today: datetime.date | None = None) -> Iterator[Finding]:
    """Yield what is odd in an appeal's English, the page first.

    ``today`` is the day that deadlines are compared with; without it they
    are not.
    """
    for rule in SOURCE_CHECKS:
        yield from rule.check(appeal, today)
