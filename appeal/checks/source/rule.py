"""What a rule on the English is, and how it reads a body without its code blocks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from appeal.model import Appeal, Finding, Severity, SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceExample:
    """A wrong and a right body; for the front matter the wrong and right line of it."""

    wrong: str
    right: str
    field: str = ""


class SourceRule(Protocol):
    """A rule on the English."""

    __doc__: str | None
    CODE: str
    SEVERITY: Severity
    EXAMPLE: SourceExample

    def check(self, appeal: Appeal, today: datetime.date | None, /) -> Iterator[Finding]: ...


_FENCE = re.compile(r"^\s*(```+|~~~+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def lines(text: SourceText) -> Iterator[tuple[int, str]]:
    """Yield each line of a body with its number in the file; code and comments come as empty."""
    body = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text.body)
    fence = ""
    for number, line in enumerate(body.split("\n"), text.body_line):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
            yield number, ""
        else:
            yield number, "" if fence else line
