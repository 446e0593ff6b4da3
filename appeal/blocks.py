"""From sanitised HTML to the block tree that text and letters are made of.

The skeleton's tree is built once an appeal, with holes; a unit's runs once
a language. Page, text and letter share the same HTML, so they agree by
construction.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser

from appeal.model import Block, BlockKind, Run

# How `markup` marks the hole of unit n when a skeleton is put together for this parser.
_HOLE = re.compile("\ue100([0-9]+)\ue101")
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "dl": "definitions",
    "dt": "term",
    "dd": "definition",
    "pre": "code",
    "hr": "rule",
    "div": "notes",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = re.compile(" ?\n ?")


def template(pieces: Sequence[str | int]) -> tuple[Block, ...]:
    """Return the block tree of a skeleton, whose holes are runs with the hole's mark as text."""
    text = "".join(f"\ue100{piece}\ue101" if isinstance(piece, int) else piece for piece in pieces)
    parser = _Blocks()
    parser.feed(text)
    parser.close()
    return tuple(_finish(child) for child in parser.root.children)


def fill(blocks: Sequence[Block], units: Sequence[tuple[Run, ...]]) -> tuple[Block, ...]:
    """Return the tree with each hole filled by its unit's runs."""
    return tuple(
        replace(block, runs=_filled(block.runs, units), children=fill(block.children, units))
        for block in blocks
    )


@functools.lru_cache(maxsize=4096)
def runs(html: str) -> tuple[Run, ...]:
    """Return the runs of a unit's sanitised inline HTML."""
    if "<" not in html:
        text = _SPACE.sub(" ", unescape(html)) if "&" in html else _SPACE.sub(" ", html)
        return (Run(text=text),) if text else ()
    parser = _Inline()
    parser.feed(html)
    parser.close()
    return _joined(parser.runs)


def plain_text(units: Sequence[Run]) -> str:
    """Return the words of runs alone: no style, hard breaks as newlines."""
    return "".join(run.text for run in units)


def _filled(template_runs: tuple[Run, ...], units: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    out: list[Run] = []
    for run in template_runs:
        hole = _HOLE.fullmatch(run.text)
        out.extend(units[int(hole[1])] if hole else (run,))
    return tuple(out)


def _joined(items: Sequence[tuple[Run, str]]) -> tuple[Run, ...]:
    """Merge neighbours of one style, and drop the white space around hard breaks."""
    out: list[tuple[Run, str]] = []
    for style, text in items:
        alone = style.image or style.note
        if out and not alone and out[-1][0] == style:
            out[-1] = (style, out[-1][1] + text)
        elif text or alone:
            out.append((style, text))
    return tuple(
        replace(style, text=_BREAK.sub("\n", text) if "\n" in text else text) for style, text in out
    )


def _preformatted(items: Sequence[tuple[Run, str]]) -> tuple[Run, ...]:
    return tuple(replace(style, text=text) for style, text in items)


class _Inline(HTMLParser):
    """Inline HTML to runs, each a style (a run without text) and a text; nested styles add up."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[tuple[Run, str]] = []
        self.styles: list[Run] = [Run(text="")]
        self.skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        style = self.styles[-1]
        if tag == "br":
            self.runs.append((style, "\n"))
            return
        if tag == "img":
            self.runs.append((replace(style, image=values.get("src", "")), values.get("alt", "")))
            return
        match tag:
            case "strong":
                style = replace(style, strong=True)
            case "em":
                style = replace(style, emphasis=True)
            case "code":
                style = replace(style, code=True)
            case "a" if values.get("class") in {"footnote-ref", "footnote-backref"}:
                # The way back to the text means nothing on paper.
                self.skip += values.get("class") == "footnote-backref"
                style = replace(style, note="*")
            case "a":
                style = replace(style, href=values.get("href", ""))
        if values.get("lang"):
            style = replace(style, language=values["lang"])
        self.styles.append(style)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"br", "img"}:
            return
        if len(self.styles) > 1:
            style = self.styles.pop()
            if style.note and not self.styles[-1].note:
                self.skip = 0

    def handle_data(self, data: str) -> None:
        if self.skip:
            return
        style = self.styles[-1]
        if style.note:
            self.runs.append((replace(style, note=data.strip()), ""))
        else:
            # A no-break space is not white space that may collapse.
            self.runs.append((style, _SPACE.sub(" ", data)))


@dataclass
class _Node:
    kind: BlockKind
    level: int = 0
    start: int | None = None
    header: bool = False
    align: str = ""
    language: str = ""
    runs: list[tuple[Run, str]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


class _Blocks(_Inline):
    """Block HTML to nodes; inline tags between them go to the innermost node."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("paragraph")
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"thead", "tbody"}:
            return
        kind = _KINDS.get(tag)
        if kind is None:
            super().handle_starttag(tag, attrs)
            self._collect()
            return
        values = {name: value or "" for name, value in attrs}
        node = _Node(kind, language=values.get("lang", ""))
        if kind == "heading":
            node.level = int(tag[1])
        elif tag == "ol":
            node.start = int(values.get("start", "1")[:9])
        elif kind == "cell":
            node.header = tag == "th"
            classes = values.get("class", "").split()
            node.align = next((name[6:] for name in classes if name.startswith("align-")), "")
        self.stack[-1].children.append(node)
        if tag != "hr":
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"thead", "tbody", "hr"}:
            return
        if tag in _KINDS:
            self.stack.pop()
        else:
            super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        node = self.stack[-1]
        if node.kind == "code":
            # Preformatted: every newline is meant.
            node.runs.append((Run(text="", code=True), data))
            return
        if not data.strip(" \t\n\r\f") and not node.runs:
            return
        super().handle_data(data)
        self._collect()

    def _collect(self) -> None:
        self.stack[-1].runs.extend(self.runs)
        self.runs.clear()


def _finish(node: _Node) -> Block:
    is_code = node.kind == "code"
    items: list[Run] = []
    for run in _preformatted(node.runs) if is_code else _joined(node.runs):
        if run.note or run.image:
            items.append(run)
            continue
        # Each hole is a run of its own, so that filling is a look-up.
        parts = re.split("(\ue100[0-9]+\ue101)", run.text)
        items.extend(replace(run, text=part) for part in parts if part)
    if items and not is_code:
        items[0] = replace(items[0], text=items[0].text.lstrip(" "))
        items[-1] = replace(items[-1], text=items[-1].text.rstrip(" \u00a0"))
    return Block(
        kind=node.kind,
        runs=tuple(run for run in items if run.text or run.note or run.image),
        children=tuple(_finish(child) for child in node.children),
        level=node.level,
        start=node.start,
        header=node.header,
        align=node.align,
        language=node.language,
    )
