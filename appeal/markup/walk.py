"""The walk: which texts of a parsed tree are units, and the holes that they leave.

It meets the tree twice. At priority 25, after footnotes (50) and before
inline (20), each block's text and tail is still raw inline Markdown while
the block structure is already fixed. At priority 1, after all others have
run, what the inline stage made of each text gives way to a hole.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

import markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from appeal.languages import Language
from appeal.markup.converter import BlockAttributes
from appeal.markup.remarks import NONE, Remarks
from appeal.model import Unit

# Private-use characters are refused in people's text, so they can mark the holes.
HOLE = re.compile("\ue100([0-9]+)\ue101")
STASH = re.compile("\x02wzxhzdk:([0-9]+)\x03")

# What Python-Markdown's inline patterns can react to, beside entities and hard breaks.
MARKUP = re.compile(r"[\\`<]|\*.*\*|_.*_|\[.*\]", re.S)
_NOT_PLAIN = re.compile(f"{MARKUP.pattern}|&|  \n|\x02", re.S)

# White space that means nothing. A no-break space does.
_BLANKS = " \t\n"
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_ONE_LINE = _HEADINGS | {"dt", "td", "th"}
_WORDS = {
    "blockquote": "block quote",
    "td": "table cell",
    "th": "table header",
    "dt": "term",
    "dd": "definition",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a raw text stands in the tree: in an element, or behind it (its tail)."""

    element: etree.Element
    parent: etree.Element
    is_tail: bool
    text: str
    kind: str
    depth: int
    remarks: Remarks

    @property
    def block(self) -> etree.Element:
        return self.parent if self.is_tail else self.element


class Walk(Treeprocessor):
    """Collects a document's units. `begin` before each document.

    ``units`` are in document order and ``depths`` says how deep each stands.
    ``dangling`` are remarks after which no block comes.
    """

    priority = 25

    def __init__(self, md: markdown.Markdown, attributes: BlockAttributes) -> None:
        super().__init__(md)
        self.attributes = attributes

    def begin(self, kind: str, source_language: Language) -> None:
        self.kind = f"{kind}, " if kind else ""
        self.source_language = source_language
        self.units: list[Unit] = []
        self.depths: list[int] = []
        self.dangling: list[Remarks] = []
        self.places: list[_Place] = []
        # An empty text is not walked at all.
        self.stash: list[str] = []

    def run(self, root: etree.Element) -> None:
        # Held, not only their ids: an id may be given again once its element is gone.
        self.structure = set(root.iter())
        self.stash = [str(block) for block in self.md.htmlStash.rawHtmlBlocks]
        self._descend(root, (), NONE)

    def _descend(self, parent: etree.Element, path: tuple[str, ...], inherited: Remarks) -> None:
        remarks = inherited
        number = int(parent.get("start", "1")[:9])
        for child in parent:
            stashed = STASH.fullmatch((child.text or "").strip()) if child.tag == "p" else None
            if stashed:
                remarks = remarks.heard(self.stash[int(stashed[1])])
            elif remarks.keep_out:
                child.set("lang", self.source_language.bcp47)
                child.set("dir", self.source_language.direction)
                remarks = inherited
            else:
                here = (*path, _word(child, parent, number))
                if not isinstance(child.text, AtomicString) and child.tag != "a":
                    self._note(child, parent, False, here, len(here), remarks)
                self._descend(child, here, remarks)
                self._note(child, parent, True, path, len(here), remarks)
                remarks = inherited
            number += child.tag == "li"
        if remarks is not inherited:
            self.dangling.append(remarks)

    def _note(
        self,
        element: etree.Element,
        parent: etree.Element,
        is_tail: bool,
        path: tuple[str, ...],
        depth: int,
        remarks: Remarks,
    ) -> None:
        text = element.tail if is_tail else element.text
        if text and text.strip():
            word = next((word for word in reversed(path) if word), "paragraph")
            self.places.append(
                _Place(
                    element=element,
                    parent=parent,
                    is_tail=is_tail,
                    text=text,
                    kind=word,
                    depth=depth,
                    remarks=remarks,
                )
            )
            # Most prose has nothing for the inline stage, whose patterns are slow to say so.
            if not is_tail and not _NOT_PLAIN.search(text):
                element.text = AtomicString(text)

    def add(self, text: str, kind: str, remarks: Remarks = NONE) -> int:
        """Make a unit of a text that is not in the tree, or of one that is; return its index."""
        self.units.append(
            Unit(
                index=len(self.units),
                text=text,
                kind=self.kind + kind,
                context=remarks.context,
                comments=remarks.comments,
            )
        )
        return len(self.units) - 1

    def cut(self) -> None:
        """Make a unit of each noted text and leave a hole where it stood.

        Elements that were there before the inline stage are structure and stay.
        """
        for place in self.places:
            text, after = place.text, ""
            if text.endswith(NBSP_PLACEHOLDER):
                text, after = text.removesuffix(NBSP_PLACEHOLDER), NBSP_PLACEHOLDER
            text = self._without_attributes(place, text)
            if not text.strip():
                continue
            index = self.add(unwrap(text), place.kind, place.remarks)
            self.depths.append(place.depth)
            before = text[: len(text) - len(text.lstrip(_BLANKS))]
            hole = f"{before}\ue100{index}\ue101{text[len(text.rstrip(_BLANKS)) :]}{after}"
            siblings = list(place.block)
            if place.is_tail:
                place.element.tail = hole
                siblings = siblings[siblings.index(place.element) + 1 :]
            else:
                place.element.text = hole
            for child in siblings:
                if child in self.structure:
                    break
                place.block.remove(child)

    def _without_attributes(self, place: _Place, text: str) -> str:
        """Return a text without the attribute list at its end, where attr_list took that off."""
        if place.block not in self.attributes.taken:
            return text
        one_line = place.element.tag in _ONE_LINE and not place.is_tail
        pattern = BlockAttributes.HEADER_RE if one_line else BlockAttributes.BLOCK_RE
        found = pattern.search(text)
        if found is None:
            return text
        text = text[: found.start()]
        if place.element.tag in _HEADINGS:
            # As attr_list does: closing marks before the list go, an escaped one stays.
            text = re.sub(r"(\\#)?#*$", r"\1", text).rstrip()
        return text


class Cut(Treeprocessor):
    """The walk's second meeting: after toc (5), which takes ids from the English headings."""

    priority = 1

    def __init__(self, md: markdown.Markdown, walk: Walk) -> None:
        super().__init__(md)
        self.walk = walk

    def run(self, root: etree.Element) -> None:
        self.walk.cut()


def unwrap(text: str) -> str:
    """Return a block's text with soft line breaks as one space and hard ones as "  \\n".

    Re-wrapping the source therefore changes no msgid.
    """
    lines = text.split("\n")
    joined = lines[0].strip(_BLANKS)
    for line, following in itertools.pairwise(lines):
        joined += ("  \n" if line.endswith("  ") else " ") + following.strip(_BLANKS)
    return joined.strip(_BLANKS)


def _word(child: etree.Element, parent: etree.Element, number: int) -> str:
    """Say what a block is, for the translator."""
    if child.tag == "li":
        if parent.tag == "ul":
            return "list item"
        return f"footnote {number}" if child.get("id", "").startswith("fn") else f"point {number}"
    return f"heading {child.tag[1]}" if child.tag in _HEADINGS else _WORDS.get(child.tag, "")
