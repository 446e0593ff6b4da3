"""A list stands after a blank line; else Markdown takes it for more of the paragraph."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from appeal.checks.source.rule import SourceExample, lines
from appeal.checks.wording import shown, words
from appeal.model import Appeal, Finding, Severity

CODE = "list-without-blank-line"
SEVERITY: Severity = "warning"
EXAMPLE = SourceExample(
    wrong="We demand:\n- his release\n- an inquiry\n",
    right="We demand:\n\n- his release\n- an inquiry\n",
)

_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,2}\.)[ \t]+\S")


def check(appeal: Appeal, today: datetime.date | None, /) -> Iterator[Finding]:
    for text in (appeal.page, appeal.letter):
        before, in_list, listed = "", False, False
        for number, line in lines(text):
            item = bool(_ITEM.match(line))
            if (
                item
                and before.strip()
                and not in_list
                and not before.lstrip().startswith(("#", ">", "|"))
            ):
                yield Finding(
                    path=text.path,
                    line=number,
                    code=CODE,
                    severity=SEVERITY,
                    message=words(
                        "a list begins without a blank line before it: {line}", line=shown(line)
                    ),
                    hint=words("put a blank line before the first item"),
                )
                # One finding a list.
                in_list = True
            if item:
                in_list = listed = True
            elif not line.strip():
                in_list = False
            elif listed and line.startswith("  "):
                # More of an item, after a blank line.
                in_list = True
            elif not before.strip():
                listed = False
            before = line
