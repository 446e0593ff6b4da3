"""One `Markdown` a thread, which parses documents and renders texts inline."""

from __future__ import annotations

import contextlib
import functools
import re
import threading
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import ENTITY_RE, Pattern
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import Registry

from appeal.characters import UNPRINTABLE
from appeal.fields import counted
from appeal.languages import language
from appeal.locate import locate, locate_title
from appeal.markup import bounds
from appeal.markup.converter import BlockAttributes, FenceCount, RawHtml, converter
from appeal.markup.document import Document
from appeal.markup.findings import block_findings, kept_out_findings, unit_findings
from appeal.markup.sanitising import INLINE, escape, markup_of, sanitise, sanitise_inline
from appeal.markup.walk import HOLE, MARKUP, STASH, Cut, Walk
from appeal.model import Finding, SourceText, Unit

_ENTITY = re.compile(ENTITY_RE)
_EMPHASIS_RUN = re.compile(r"\*+|_+")
# Marks of emphasis with their attributes (an underscore inside of a word is none), and calls of
# footnotes, which are numbered as they are rendered.
_EMPHASIS = re.compile(r"\\?(?:\*+|(?<!\w)_+|_+(?!\w))(?:\{:?[^{}\n]*\})?|\[\^[^\]]*\]")
_NO_WORDS = re.compile(r"<sup.*?</sup>|<[^<>]*>|\[\^[^\]]*\]|[\s*_]")
_FORGOTTEN = re.compile("\x02([0-9]{1,3})\x03")

# The marks without one of which a pattern of Python-Markdown's cannot match.
_PATTERN_MARKS = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(("footnote", "reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("[",)),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
# And those without which a processor of the tree has nothing to do after the inline stage.
_PROCESSOR_MARKS = {"prettify": ("  \n",), "attr_list": ("{",), "unescape": ("\\",)}
_MARKS = sorted({mark for marks in _PATTERN_MARKS.values() for mark in marks} | {"{"})

_local = threading.local()


@contextlib.contextmanager
def engine() -> Iterator[Engine]:
    """Lend this thread's engine. Building one costs 1.3 ms, as much as parsing an appeal.

    After an error it is thrown away: Python-Markdown's parser would go on
    where it was, in the middle of a list.
    """
    found: Engine = getattr(_local, "engine", None) or Engine()
    _local.engine = None
    yield found
    _local.engine = found


class Engine:
    """Reset before each document; what that leaves in it is copied into the `Document`."""

    def __init__(self) -> None:
        self.md = converter()
        self.fences = FenceCount(self.md)
        self.raw_html = RawHtml(self.md)
        attributes = BlockAttributes(self.md)
        self.walk = Walk(self.md, attributes)
        cut = Cut(self.md, self.walk)
        self.md.preprocessors.register(self.fences, "appeal-fences", FenceCount.priority)
        self.md.inlinePatterns.register(self.raw_html, "html", RawHtml.priority)
        self.md.treeprocessors.register(attributes, "attr_list", BlockAttributes.priority)
        self.md.treeprocessors.register(self.walk, "appeal-walk", Walk.priority)
        self.md.treeprocessors.register(cut, "appeal-cut", Cut.priority)
        self.footnotes = next(
            extension
            for extension in self.md.registeredExtensions
            if isinstance(extension, FootnoteExtension)
        )
        inline = self.md.treeprocessors["inline"]
        assert isinstance(inline, InlineProcessor)
        self.inline = inline
        # Texts whose markup Python-Markdown cannot read.
        self.unread: set[str] = set()
        self.tools = functools.cache(self._tools)
        # A text without brackets renders the same in every document.
        self.remembered = functools.lru_cache(maxsize=4096)(self._inline)

    def parse(
        self, source: SourceText, source_language: str, kind: str, id_prefix: str
    ) -> tuple[Document, tuple[Finding, ...]]:
        self.md.reset()
        self.walk.begin(kind, language(source_language))
        everywhere: list[str] = []
        self.raw_html.seen = everywhere
        self.unread.clear()
        self._use(self.md.inlinePatterns)
        html = sanitise(self.md.convert(source.body), id_prefix)
        pieces = tuple(int(piece) if n % 2 else piece for n, piece in enumerate(HOLE.split(html)))
        depths = self.walk.depths
        lines = list(locate(source.body, [unit.text for unit in self.walk.units]))
        references = dict(self.md.references)
        titles = []
        for name, (_, title) in references.items():
            if title:
                titles.append((name, self.walk.add(title, "link title")))
                lines.append(locate_title(source.body, name, title))
        units = tuple(
            _with_plural(replace(unit, line=line + source.body_line - 1 if line else None))
            for unit, line in zip(self.walk.units, lines, strict=True)
        )
        document = Document(
            units=units,
            pieces=pieces,
            # The inline stage goes breadth first.
            order=tuple(sorted(range(len(depths)), key=depths.__getitem__)),
            references=references,
            titles=tuple(titles),
            footnotes=tuple(self.footnotes.footnotes),
            id_prefix=id_prefix,
        )
        raw_html: list[list[str]] = [[] for _ in units]
        inlines = self.render(document, [unit.text for unit in units], raw_html)
        raw_blocks = self.walk.stash[self.fences.count :]
        inside = {int(n) - self.fences.count for unit in units for n in STASH.findall(unit.text)}
        return replace(document, source_html=inlines), (
            *block_findings(source, raw_blocks, self.walk.dangling, inside),
            *unit_findings(source, units, raw_html, self.unread),
            *kept_out_findings(source, everywhere, raw_html),
        )

    def render(
        self,
        document: Document,
        texts: Sequence[str],
        raw_html: Sequence[list[str]] | None = None,
    ) -> tuple[str, ...]:
        """Return each text's inline HTML; ``raw_html`` receives the raw HTML of each."""
        self.md.reset()
        texts = [UNPRINTABLE.sub("", text) for text in texts]
        # The references have no title where None stands; typeshed does not know.
        self.md.references.update(document.references)  # type: ignore[arg-type]
        for name, index in document.titles:
            self.md.references[name] = (document.references[name][0], texts[index])
        self.footnotes.footnotes.update(dict.fromkeys(document.footnotes, ""))
        inlines = [""] * len(texts)
        for index in document.order:
            text = texts[index]
            if raw_html is not None:
                self.raw_html.seen = raw_html[index]
                inline = self._inline(text)
            else:
                inline = self._inline(text) if "[" in text else self.remembered(text)
            if "<" in inline:
                source = document.source_html[index] if document.source_html else None
                allowed = INLINE if source is None else markup_of(source)
                inline = sanitise_inline(inline, allowed, document.id_prefix)
            if "\x02" in inline:
                # An escaped character in an automatic link, which Python-Markdown forgets.
                inline = _FORGOTTEN.sub(lambda found: escape(chr(int(found[1]))), inline)
            if "\x02" in inline or "\x03" in inline:
                # A mark of Python-Markdown's own that it did not take back.
                self.unread.add(text)
                inline = escape(text)
            # An entity may have meant a character that cannot be printed.
            inlines[index] = UNPRINTABLE.sub("", inline) if "&" in text or "\\" in text else inline
        for _, index in document.titles:
            inlines[index] = escape(texts[index])
        return tuple(inlines)

    def _inline(self, text: str) -> str:
        """Return a text's inline HTML, not yet sanitised where it has tags."""
        if bounds.too_much_markup(text):
            return escape(text)
        if not MARKUP.search(text):
            # Most prose has no markup at all, addresses have hard breaks.
            if "&" in text:
                text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
            return escape(text).replace("  \n", "<br>\n")
        try:
            output = self._converted(text)
            if not _tidy(text) and not self._says_all(output, text):
                self.unread.add(text)
                return escape(text)
        except RecursionError:
            return escape(text)
        return output if "<" in output else escape(unescape(output))

    def _converted(self, text: str) -> str:
        """Return what Python-Markdown makes of a text inline."""
        root = etree.Element("div")
        holder = etree.SubElement(root, "span")
        holder.text = text
        self.md.htmlStash.reset()
        patterns, processors = self.tools(frozenset(mark for mark in _MARKS if mark in text))
        self._use(patterns)
        for processor in processors:
            processor.run(root)
        output = self.md.serializer(holder).removeprefix("<span>").removesuffix("</span>")
        for postprocessor in self.md.postprocessors:
            output = postprocessor.run(output)
        return output

    def _says_all(self, output: str, text: str) -> bool:
        """Tell whether a text's rendering says what it says without emphasis.

        Python-Markdown 3.11 loses words where emphasis is not well nested:
        of ``*a**b*.`` it drops the full stop.
        """
        said = _words(output)
        # Without links, code and entities the text itself is the measure, and cheaper.
        return said == _words(escape(text)) or said == _words(
            self._converted(_EMPHASIS.sub("", text))
        )

    def _use(self, patterns: Registry[Pattern]) -> None:
        # The stubs take the tree's InlineProcessor for the patterns' own.
        self.inline.inlinePatterns = patterns  # type: ignore[assignment]

    def _tools(self, marks: frozenset[str]) -> tuple[Registry[Pattern], tuple[Treeprocessor, ...]]:
        """Return the inline patterns and processors that a text with these marks can need."""
        known = self.md.inlinePatterns
        idle = [
            known[name]
            for name, needs in _PATTERN_MARKS.items()
            if name in known and marks.isdisjoint(needs)
        ]
        patterns: Registry[Pattern] = Registry()
        for n, pattern in enumerate(known):
            if pattern not in idle:
                patterns.register(pattern, str(n), -n)
        names = (name for name, needs in _PROCESSOR_MARKS.items() if not marks.isdisjoint(needs))
        return patterns, (self.inline, *(self.md.treeprocessors[name] for name in names))


def _tidy(text: str) -> bool:
    """Tell whether every mark of emphasis plainly begins or ends one, and all are well nested."""
    opened: list[str] = []
    for run in _EMPHASIS_RUN.finditer(text):
        before = text[run.start() - 1 : run.start()] or " "
        after = text[run.end() : run.end() + 1] or " "
        if opened and opened[-1] == run[0] and not before.isspace() and not after.isalnum():
            opened.pop()
        elif not after.isspace() and not before.isalnum():
            opened.append(run[0])
        else:
            return False
    return not opened


def _words(html: str) -> str:
    """Return the letters that inline HTML shows, without marks and calls of footnotes."""
    return _NO_WORDS.sub("", html)


def _with_plural(unit: Unit) -> Unit:
    """Give a unit whose counted field has two forms (``{{n:one|many}}``) its two msgids."""
    forms = counted(unit.text)
    return replace(unit, text=forms[0], plural=forms[1]) if forms else unit
