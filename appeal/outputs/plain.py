"""From the block tree to paragraphs of plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from appeal.model import Block, Run
from appeal.outputs.flowed import WIDTH, Para, columns


class _Place(NamedTuple):
    """Where a block stands: depth of quotation, indent of lists, and what stands before it."""

    quote: int = 0
    indent: str = ""
    mark: str = ""
    tight: bool = False


def paragraphs(blocks: Iterable[Block], *, quote: int = 0) -> Iterator[Para]:
    """Return the paragraphs of a block tree.

    Headings are underlined, list items keep their numbers, quotations are
    quoted as in mail, tables are aligned while they fit and run on when they
    don't, links are followed by their address, notes by their number.
    """
    yield from _blocks(blocks, _Place(quote=quote))


def words(runs: Iterable[Run]) -> str:
    """Return the text of runs with links' addresses and notes' numbers."""
    return "".join(_worded(_linked(runs)))


def _linked(runs: Iterable[Run]) -> Iterator[Run]:
    """Join the runs of one link, so that its address stands once and after all of it."""
    held: Run | None = None
    for run in runs:
        if held and run.href == held.href and not run.note and not run.image:
            held = replace(held, text=held.text + run.text)
            continue
        if held:
            yield held
        held = run if run.href and not run.image else None
        if not held:
            yield run
    if held:
        yield held


def _worded(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if run.note:
            yield f"[{run.note}]"
            continue
        if run.image:
            yield f"[{run.text}]" if run.text else ""
            continue
        yield run.text
        address = run.href.removeprefix("mailto:").removeprefix("tel:")
        if ":" in run.href and address.rstrip("/") not in run.text and not _same_number(run):
            yield f" <{address}>"


def _same_number(run: Run) -> bool:
    """Tell whether a ``tel:`` link's text is its own number, whatever the punctuation."""
    if not run.href.startswith("tel:"):
        return False
    digits = "".join(filter(str.isdigit, run.href))
    return digits == "".join(filter(str.isdigit, run.text))


def _blocks(blocks: Iterable[Block], place: _Place) -> Iterator[Para]:
    for block in blocks:
        yield from _RENDERERS[block.kind](block, place)
        # Only the first paragraph of an item stands beside its number.
        place = place._replace(mark="", tight=False)


def _para(text: str, place: _Place, *, tight: bool = False, fixed: bool = False) -> Para:
    text = place.indent + place.mark + text
    return Para(text, quote=place.quote, tight=tight or place.tight, fixed=fixed)


def _paragraph(block: Block, place: _Place) -> Iterator[Para]:
    text = words(block.runs)
    if text or place.mark:
        yield _para(text, place)
    yield from _blocks(block.children, place if not text else place._replace(mark="", tight=False))


def _heading(block: Block, place: _Place) -> Iterator[Para]:
    text = words(block.runs)
    yield _para(text, place)
    if block.level < 3:
        line = ("=" if block.level == 1 else "-") * min(columns(text), WIDTH - 8)
        yield _para(line, place._replace(mark=""), tight=True, fixed=True)


def _list(block: Block, place: _Place) -> Iterator[Para]:
    # A tight list has the items' text beside their numbers, a loose one has paragraphs in them.
    tight = all(item.runs or not item.children for item in block.children)
    for index, item in enumerate(block.children):
        number = "•" if block.start is None else f"{block.start + index}."
        marked = place._replace(
            mark=f"{place.mark}{number} ",
            tight=(place.tight if index == 0 else tight),
        )
        yield from _item(item, marked)
        place = place._replace(mark="", tight=False)


def _item(item: Block, place: _Place) -> Iterator[Para]:
    text = words(item.runs)
    inner = place._replace(mark="", tight=False)
    if text or not item.children:
        yield _para(text, place)
        nested = inner._replace(indent=f"{place.indent}  ", tight=True)
        for child in item.children:
            yield from _RENDERERS[child.kind](child, nested if child.kind == "list" else inner)
        return
    first, *rest = item.children
    yield from _RENDERERS[first.kind](first, place)
    for child in rest:
        nested = inner._replace(indent=f"{place.indent}  ") if child.kind == "list" else inner
        yield from _RENDERERS[child.kind](child, nested)


def _quote(block: Block, place: _Place) -> Iterator[Para]:
    # Quotation marks stand at the line's beginning, so an item's number comes inside.
    yield from _paragraph(block, place._replace(quote=place.quote + 1))


def _table(block: Block, place: _Place) -> Iterator[Para]:
    rows = [
        [words(cell.runs).replace("\n", " ") for cell in row.children] for row in block.children
    ]
    if not rows:
        return
    count = max(len(row) for row in rows)
    rows = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(columns(row[at]) for row in rows) for at in range(count)]
    if sum(widths) + 2 * (count - 1) + len(place.indent) + place.quote > WIDTH - 2:
        yield from _records(rows, place)
        return
    header = any(cell.header for cell in block.children[0].children)
    align = [cell.align for cell in block.children[0].children] + [""] * count
    for index, row in enumerate(rows):
        cells = [_padded(text, widths[at], align[at]) for at, text in enumerate(row)]
        yield _para("  ".join(cells).rstrip(), place, tight=index > 0, fixed=True)
        if header and index == 0:
            rule = "  ".join("-" * width for width in widths)
            yield _para(rule, place._replace(mark=""), tight=True, fixed=True)
        place = place._replace(mark="")


def _records(rows: Sequence[Sequence[str]], place: _Place) -> Iterator[Para]:
    """A table too wide for a line: each row as one paragraph."""
    for index, row in enumerate(rows):
        yield _para(" | ".join(cell for cell in row if cell), place, tight=index > 0)
        place = place._replace(mark="")


def _padded(text: str, width: int, align: str) -> str:
    room = width - columns(text)
    if align == "right":
        return " " * room + text
    if align == "center":
        return " " * (room // 2) + text + " " * (room - room // 2)
    return text + " " * room


def _term(block: Block, place: _Place) -> Iterator[Para]:
    yield from _paragraph(block, place)


def _definition(block: Block, place: _Place) -> Iterator[Para]:
    indented = place._replace(indent=f"{place.indent}    ", tight=True)
    yield from _paragraph(block, indented)


def _code(block: Block, place: _Place) -> Iterator[Para]:
    text = "".join(run.text for run in block.runs).strip("\n").expandtabs(4)
    indent = f"{place.indent}    "
    lines = "\n".join(f"{indent}{line}".rstrip() for line in text.split("\n"))
    yield Para(lines, quote=place.quote, tight=place.tight, fixed=True)


def _rule(block: Block, place: _Place) -> Iterator[Para]:
    yield _para("* * *", place, fixed=True)


def _notes(block: Block, place: _Place) -> Iterator[Para]:
    for child in block.children:
        if child.kind != "list":
            yield from _RENDERERS[child.kind](child, place)
            continue
        for index, item in enumerate(child.children):
            number = (child.start or 1) + index
            yield from _item(item, place._replace(mark=f"[{number}] "))


_RENDERERS: dict[str, Callable[[Block, _Place], Iterator[Para]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "item": _item,
    "quote": _quote,
    "table": _table,
    "row": _paragraph,
    "cell": _paragraph,
    "definitions": _paragraph,
    "term": _term,
    "definition": _definition,
    "code": _code,
    "rule": _rule,
    "notes": _notes,
}
