"""How much Markdown is read: what would take Python-Markdown minutes is refused with its line.

It is slow in open brackets and recursive in nesting.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from appeal.characters import unprintable
from appeal.model import Finding, SourceText

MAX_CHARACTERS = 100_000
MAX_BLOCKS = 5_000
MAX_BRACKETS = 2_000
MAX_MARKS = 20_000
MAX_FOOTNOTES = 500
MAX_DEPTH = 20
# Of one block.
MAX_LINES = 2_000
MAX_BLOCK_BRACKETS = 500
MAX_BLOCK_MARKS = 2_000

_EMPTY_LINE = re.compile(r"\n(?:[ \t]*\n)+")
# The marks of lists and quotes at a line's beginning, and what opens a level in them.
_OPENING = re.compile(r"(?:[ \t]|>|[-+*:][ \t]|\d+\.[ \t])*")
_OPENS = re.compile(r"[-+*:>]|\d+")


def too_much_markup(text: str) -> bool:
    """Tell whether an inline text is beyond what is rendered in reasonable time."""
    return (
        len(text) > MAX_CHARACTERS
        or _brackets(text) > MAX_BLOCK_BRACKETS
        or _marks(text) > MAX_BLOCK_MARKS
    )


def _brackets(text: str) -> int:
    return text.count("[") + text.count("<")


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in ("*", "_", "`", "\\", "  \n"))


def findings(source: SourceText) -> Iterator[Finding]:
    """Find what is out of bounds in a source text, and characters that cannot be printed."""

    def finding(line: int, code: str, message: str, hint: str) -> Finding:
        return Finding(
            path=source.path, line=source.body_line + line, code=code, message=message, hint=hint
        )

    text = source.body
    if len(text) > MAX_CHARACTERS:
        yield finding(
            0,
            "source-too-long",
            f"the text has {len(text)} characters; at most {MAX_CHARACTERS} are read",
            "an appeal is short: move the rest to a document that it links to",
        )
        return
    footnotes = 0
    too_deep = False
    for number, line in enumerate(text.split("\n")):
        for what, hint in unprintable(line):
            yield finding(number, "control-character", f"{what} cannot be printed", hint)
        too_deep, before = _depth(line) > MAX_DEPTH, too_deep
        if too_deep and not before:
            yield finding(
                number,
                "source-too-deep",
                f"the text is nested more than {MAX_DEPTH} levels deep",
                "use fewer levels of lists and quotes",
            )
        footnotes += line.lstrip().startswith("[^")
        if footnotes == MAX_FOOTNOTES + 1:
            footnotes += 1
            yield finding(
                number,
                "source-too-much-markup",
                f"the text has more than {MAX_FOOTNOTES} footnotes",
                "write fewer footnotes",
            )
    blocks = [gap.end() for gap in _EMPTY_LINE.finditer(text)]
    for there_are, at_most, what in (
        (len(blocks) + 1, MAX_BLOCKS, "blocks"),
        (_brackets(text), MAX_BRACKETS, "brackets"),
        (_marks(text), MAX_MARKS, "marks of emphasis"),
    ):
        if there_are > at_most:
            yield finding(
                0,
                "source-too-long",
                f"the text has more than {at_most} {what}",
                "an appeal is short: move a part to a document that it links to",
            )
            return
    for start, end in itertools.pairwise((0, *blocks, len(text))):
        block = text[start:end].strip("\n")
        at = text.count("\n", 0, start)
        if block.count("\n") >= MAX_LINES:
            yield finding(
                at,
                "source-too-long",
                f"a block has more than {MAX_LINES} lines",
                "leave an empty line between its parts",
            )
        elif too_much_markup(block):
            yield finding(
                at,
                "source-too-much-markup",
                f"a block has more than {MAX_BLOCK_BRACKETS} brackets or {MAX_BLOCK_MARKS} marks",
                "split the block into several",
            )


def _depth(line: str) -> int:
    """Return how many levels of lists and quotes a line's beginning opens."""
    marks = _OPENING.match(line)
    if not marks or not marks[0]:
        return 0
    prefix = marks[0].expandtabs(4)
    spaces = len(prefix) - len(prefix.lstrip(" "))
    return spaces // 4 + len(_OPENS.findall(prefix))
