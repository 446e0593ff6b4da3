"""Links and footnotes refer to something that is defined."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from appeal.checks.source.rule import SourceExample, lines
from appeal.checks.wording import words
from appeal.model import Appeal, Finding, Severity

CODE = "reference-unknown"
SEVERITY: Severity = "error"
EXAMPLE = SourceExample(
    wrong="Sign the [petition][sign].\n",
    right="Sign the [petition][sign].\n\n[sign]: https://example.org/sign\n",
)

_DEFINITION = re.compile(r" {0,3}\[(\^?[^\]]+)\]:\s*\S")
_FOOTNOTE = re.compile(r"\[(\^[^\]\s]+)\](?!:)")
_REFERENCE = re.compile(r"(?<!\\)\[([^\]\[]+)\] ?\[([^\]\[^]*)\]")
_CODE_SPAN = re.compile(r"(`+).+?\1")


def check(appeal: Appeal, today: datetime.date | None, /) -> Iterator[Finding]:
    for text in (appeal.page, appeal.letter):
        defined = {_key(match[1]) for _, line in lines(text) if (match := _DEFINITION.match(line))}
        for number, line in lines(text):
            bare = _CODE_SPAN.sub("", line)
            used = [label or shown for shown, label in _REFERENCE.findall(bare)]
            for name in (*used, *_FOOTNOTE.findall(bare)):
                if _key(name) not in defined:
                    yield Finding(
                        path=text.path,
                        line=number,
                        code=CODE,
                        severity=SEVERITY,
                        message=words("[{name}] is defined nowhere in this file", name=name),
                        hint=words("add a line [{name}]: … at the end of the file", name=name),
                    )


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
