"""An appeal that is open has a deadline, and one that is not past."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from appeal.checks.source.rule import SourceExample
from appeal.checks.wording import words
from appeal.model import Appeal, Finding, Severity

CODE = "deadline"
SEVERITY: Severity = "warning"
EXAMPLE = SourceExample(field="send_before", wrong="2020-01-01", right="2031-01-01")


def check(appeal: Appeal, today: datetime.date | None, /) -> Iterator[Finding]:
    if appeal.status != "open" or today is None:
        return
    if appeal.send_before is None:
        yield Finding(
            path=appeal.page.path,
            line=1,
            code=CODE,
            # Not every appeal has one.
            severity="note",
            message=words("the appeal has no deadline"),
            hint=words("if letters are useless after some day, write send_before: with that day"),
        )
    elif appeal.send_before < today:
        yield Finding(
            path=appeal.page.path,
            line=1,
            code=CODE,
            severity=SEVERITY,
            message=words("the deadline {date} is past", date=appeal.send_before.isoformat()),
            hint=words("write a later send_before:, or status: withdrawn"),
        )
