"""On which line of a TOML file a key stands. tomllib does not say."""

from __future__ import annotations

import re
from collections import Counter

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'\s-]+?)\s*=")


def toml_lines(text: str) -> dict[str, int]:
    """Return the 1-based line of each key, by its path: ``germany.recipients[1].country``.

    Keys inside of inline tables and of texts on several lines may be missed
    or mistaken: the lines are advisory.
    """
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _plain(header[2])
            if header[1] == "[[":
                counts[table] += 1
                table += f"[{counts[table] - 1}]"
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{_plain(key[1])}".lstrip("."), number)
    return lines


def line_of(lines: dict[str, int], path: str) -> int | None:
    """Return the line of a key, or of the nearest table or list around it."""
    while path and path not in lines:
        path = re.sub(r"(?:\.[^.\[]*|\[[0-9]*\]|^[^.\[]*)$", "", path)
    return lines.get(path)


def _plain(key: str) -> str:
    return re.sub(r"[\s\"']", "", key)
