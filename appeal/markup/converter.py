"""Python-Markdown as we use it, and what we add to it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

import markdown
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.preprocessors import Preprocessor


def converter() -> markdown.Markdown:
    """Return a fresh `Markdown` with our extensions and nothing of ours beside them."""
    # Extensions given by name are looked for in every installed distribution.
    return markdown.Markdown(
        extensions=[
            AttrListExtension(),
            DefListExtension(),
            FencedCodeExtension(),
            # The tooltip of a footnote's way back would be English in every language.
            FootnoteExtension(BACKLINK_TITLE=""),
            SaneListExtension(),
            TableExtension(),
            # The marker would copy English headings into the page.
            TocExtension(marker=""),
        ],
        output_format="html",
    )


class FenceCount(Preprocessor):
    """Remembers how many stashed blocks are fenced code: those that follow are raw HTML.

    Priority 22: after fenced code (25), before HTML blocks (20).
    """

    priority = 22
    count = 0

    def run(self, lines: list[str]) -> list[str]:
        self.count = len(self.md.htmlStash.rawHtmlBlocks)
        return lines


class RawHtml(InlineProcessor):
    """Raw inline HTML: remembered in ``seen``, and shown as the text that it is."""

    priority = 90

    def __init__(self, md: markdown.Markdown) -> None:
        # An unclosed comment is none to Python-Markdown, and would be printed.
        super().__init__(f"{HTML_RE}|<!--", md)
        self.seen: list[str] = []

    # The base class of the stubs is the old Pattern, whose matches come without the data.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]
        self.seen.append(m[0])
        return None, None, None


class BlockAttributes(AttrListTreeprocessor):
    """attr_list, which remembers in ``taken`` the blocks that took the attributes at their end.

    A list ends at its own brace. Python-Markdown's own patterns run on to the
    last brace of the line, and begin at the first: a merge field that stands
    there loses a brace, or the list is printed.
    """

    priority = 8
    # The stubs declare these Final; the class reads them from itself.
    # Possessive, so that hostile quotation marks and spaces take no time.
    _LIST = r"""\{:?[ ]*+((?!\})(?:"[^"\n]*"|'[^'\n]*'|[^{}\n])*+)\}"""
    INLINE_RE = re.compile(f"^{_LIST}")  # type: ignore[misc]
    HEADER_RE = re.compile(f"(?<![ ])[ ]++{_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(f"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]

    def run(self, doc: etree.Element) -> None:
        self.taken: set[etree.Element] = set()
        super().run(doc)

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        remainder = super().assign_attrs(elem, attrs_string, strict=strict)
        if strict and not remainder:
            self.taken.add(elem)
        return remainder
