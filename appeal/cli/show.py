"""What people read on the terminal: findings, tables, and colour only where it is wanted."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

import click

from appeal.model import Finding

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def wants_colour(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal and nobody said NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def say(text: str, *, err: bool = False, **style: Any) -> None:
    """Print a line, styled only on a terminal that wants colour."""
    stream = sys.stderr if err else sys.stdout
    if style and wants_colour(stream):
        text = click.style(text, **style)
    click.echo(text, err=err, color=wants_colour(stream))


def show_findings(findings: Iterable[Finding], *, err: bool = True) -> None:
    """Print findings by place, in the form ``path:line: severity code: message`` and a hint."""
    for finding in sorted(findings, key=lambda f: (f.path, f.line or 0, f.code, f.message)):
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        severity = finding.severity
        if wants_colour(sys.stderr if err else sys.stdout):
            severity = click.style(severity, fg=_COLOURS[severity])  # type: ignore[assignment]  # a styled word
        say(f"{place}: {severity} {finding.code}: {finding.message}", err=err)
        if finding.hint:
            say(f"  hint: {finding.hint}", err=err)


def show_json(value: Any) -> None:
    """Print a result as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def as_dict(finding: Finding) -> dict[str, Any]:
    return {
        name: getattr(finding, name)
        for name in ("path", "line", "code", "severity", "message", "hint", "msgid")
    }


def show_table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int]) -> None:
    """Print rows in columns; ``right`` are the indexes of right-aligned ones."""
    table = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(_width(row[n]) for row in table) for n in range(len(head))]
    ranged = set(right)
    for number, row in enumerate(table):
        cells = []
        for n, cell in enumerate(row):
            space = " " * (widths[n] - _width(cell))
            cells.append(space + cell if n in ranged else cell + space)
        say("  ".join(cells).rstrip(), **({"bold": True} if number == 0 else {}))


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
