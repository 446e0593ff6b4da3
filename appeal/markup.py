"""The one walk over Markdown, and the only importer of `markdown`.

A document is parsed once into a skeleton (sanitised HTML with a hole for
each unit) and its units; a language's page is the skeleton with each hole
filled by its translation, rendered inline alone. The law: filled with its
own msgids, a document is exactly what Python-Markdown makes of the source.

The walk is a Treeprocessor at priority 25: after footnotes (50), before
inline (20). There each block's text and tail is still raw inline Markdown
while the block structure is already fixed, which is why a msgstr that
begins with "3." or "#" stays what it was, a paragraph.
"""

from __future__ import annotations

import functools
import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import markdown
import nh3
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from appeal.fields import counted
from appeal.locate import locate
from appeal.model import Finding, SourceText, Unit

EXTENSIONS = ("attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables", "toc")
EXTENSION_CONFIGS = {
    # The marker would copy English headings into the page.
    "toc": {"marker": ""},
    # The tooltip of a footnote's way back would be English in every language.
    "footnotes": {"BACKLINK_TITLE": ""},
}

# Python-Markdown is quadratic in open brackets and recursive in nesting: 20,000 "[" took 20 s.
MAX_CHARACTERS = 200_000
MAX_BRACKETS = 500
MAX_DEPTH = 20
MAX_FOOTNOTES = 500

# Private-use characters are refused in people's text, so they can mark the holes.
_HOLE = re.compile("\ue100([0-9]+)\ue101")
_STASH = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_BLOCK_ATTRIBUTES = re.compile(r"\n[ ]*\{:?[ ]*[^}\n ][^\n]*\}[ ]*$")
_HEADING_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*[^}\n {][^\n{}]*\}[ ]*#*[ ]*$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ue000-\uf8ff]")
_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"\s([a-z-]+)(?:=|\s|$)")
_RAW_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?!]")
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_TABLE_ALIGNMENT = re.compile(r'style="text-align: (left|right|center);"')

SCHEMES = {"http", "https", "mailto", "tel"}
_INLINE_TAGS = {"a", "br", "code", "em", "img", "strong", "sup"}
_BLOCK_TAGS = _INLINE_TAGS | {
    *("blockquote", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_BLOCK_ATTRIBUTES_ALLOWED = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed source text: a value, so it can be pickled, compared and kept.

    ``pieces`` alternate between sanitised HTML and the index of the unit
    whose hole is there. ``source_html`` is each unit's own rendering, whose
    tags and attributes are all that a translation of it may use.
    ``titles`` names the link references whose tooltip is a unit.
    """

    units: tuple[Unit, ...]
    pieces: tuple[str | int, ...]
    references: Mapping[str, tuple[str, str | None]]
    titles: tuple[tuple[str, int], ...]
    footnotes: tuple[str, ...]
    source_html: tuple[str, ...] = ()
    id_prefix: str = ""


def plain(text: str) -> str:
    """Return what Python-Markdown alone makes of a text, unsanitised: the oracle of the law."""
    md = markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS, output_format="html"
    )
    return md.convert(text)


def parse(
    source: SourceText, *, source_language: str = "en", kind: str = "", id_prefix: str = ""
) -> tuple[Document, tuple[Finding, ...]]:
    """Walk a source text once; return the document and every trouble found in it.

    ``kind`` goes before each unit's kind (``letter``). ``id_prefix`` keeps
    the anchors of two documents on one page apart. With findings of severity
    error the document may be empty.
    """
    findings = list(_bounds(source))
    if findings:
        return _EMPTY, tuple(findings)
    try:
        document = _engine().parse(source, source_language, kind, id_prefix, findings)
    except RecursionError:
        _engine.cache_clear()
        findings.append(
            Finding(
                path=source.path,
                line=source.body_line,
                code="source-too-deep",
                message="the text is nested too deeply to be read",
                hint="use fewer levels of lists, quotes and definitions",
            )
        )
        return _EMPTY, tuple(findings)
    return document, tuple(findings)


def render(document: Document, texts: Sequence[str]) -> tuple[str, ...]:
    """Render each unit's text inline, alone, and sanitise it; HTML in the units' order.

    ``texts`` has one text a unit: its msgstr, or its msgid for the source.
    No text reaches into another block, and none may use a tag or an
    attribute that its msgid does not use. Texts beyond the bounds of
    `markup_bounds` come out as plain text.
    """
    return tuple(_engine().render(document, texts))


def fill(document: Document, inlines: Sequence[str]) -> str:
    """Return the document's HTML with each hole filled by the inline HTML of its unit."""
    return "".join(inlines[piece] if isinstance(piece, int) else piece for piece in document.pieces)


def sanitise(text: str, id_prefix: str = "") -> str:
    """Return block HTML with only our tags, attributes and schemes; comments vanish."""
    cleaner = _cleaner(
        frozenset(_BLOCK_TAGS),
        tuple((tag, tuple(sorted(names))) for tag, names in _BLOCK_ATTRIBUTES_ALLOWED.items()),
        id_prefix,
    )
    return cleaner(_TABLE_ALIGNMENT.sub(r'class="align-\1"', text))


def too_much_markup(text: str) -> bool:
    """Tell whether an inline text is beyond what Python-Markdown renders in reasonable time."""
    return (
        len(text) > MAX_CHARACTERS
        or text.count("[") > MAX_BRACKETS
        or text.count("*") + text.count("_") + text.count("`") > 4 * MAX_BRACKETS
    )


_EMPTY = Document(units=(), pieces=(), references={}, titles=(), footnotes=())


# -- limits -------------------------------------------------------------------


def _bounds(source: SourceText) -> Iterator[Finding]:
    """Refuse what would take Python-Markdown minutes, and characters that no outlet can print."""

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
    for number, line in enumerate(text.split("\n")):
        if bad := _CONTROL.search(line.rstrip("\r")):
            yield finding(
                number,
                "control-character",
                f"the character U+{ord(bad[0]):04X} cannot be printed",
                "delete it; it is invisible in most editors, so retype the word around it",
            )
        indent = len(line) - len(line.lstrip(" \t>"))
        if indent > 4 * MAX_DEPTH or line[:indent].count(">") > MAX_DEPTH:
            yield finding(
                number,
                "source-too-deep",
                f"the text is nested more than {MAX_DEPTH} levels deep",
                "use fewer levels of lists and quotes",
            )
        footnotes += line.lstrip().startswith("[^")
    start = 0
    for block in re.split(r"\n[ \t]*\n", text):
        if too_much_markup(block):
            yield finding(
                text[: text.index(block, start)].count("\n"),
                "source-too-much-markup",
                f"a block has more than {MAX_BRACKETS} brackets or marks of emphasis",
                "split the block, or put a backslash before brackets that are not links",
            )
        start += len(block)
    if footnotes > MAX_FOOTNOTES:
        yield finding(
            0,
            "source-too-much-markup",
            f"the text has more than {MAX_FOOTNOTES} footnotes",
            "write fewer footnotes",
        )


# -- the engine ---------------------------------------------------------------


class _FenceCount(Preprocessor):
    """Remember how many stashed blocks are fenced code: those that follow are raw HTML.

    Priority 22: after fenced code (25), before HTML blocks (20).
    """

    count = 0

    def run(self, lines: list[str]) -> list[str]:
        self.count = len(self.md.htmlStash.rawHtmlBlocks)
        return lines


@dataclass(slots=True)
class _Place:
    """Where a unit's text stands in the tree, and what was around it there."""

    element: etree.Element
    is_tail: bool
    before: str
    after: str
    index: int


class _Walk(Treeprocessor):
    """Collect the units before inline parsing; cut the holes when all processors are done."""

    engine: _Engine

    def run(self, root: etree.Element) -> None:
        self.engine.collect(root)


class _Cut(Treeprocessor):
    engine: _Engine

    def run(self, root: etree.Element) -> None:
        self.engine.cut()


@functools.lru_cache(maxsize=1)
def _engine() -> _Engine:
    return _Engine()


class _Engine:
    """One `Markdown` for a process. Building one costs 1.3 ms, as much as parsing an appeal.

    It is reset before each document, and what a document leaves in it
    (references, footnotes) is copied into the `Document`.
    """

    def __init__(self) -> None:
        self.md = markdown.Markdown(
            extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS, output_format="html"
        )
        self.fences = _FenceCount(self.md)
        self.md.preprocessors.register(self.fences, "appeal-fences", 22)
        walk, cut = _Walk(self.md), _Cut(self.md)
        walk.engine = cut.engine = self
        self.md.treeprocessors.register(walk, "appeal-walk", 25)
        # After toc (5), which takes heading ids from the English; before unescape (0).
        self.md.treeprocessors.register(cut, "appeal-cut", 1)
        # Raw inline HTML is shown as text; in the source it is a finding.
        self.md.inlinePatterns.deregister("html")
        self.footnotes = next(
            extension
            for extension in self.md.registeredExtensions
            if isinstance(extension, FootnoteExtension)
        )
        self.treeprocessors = [
            self.md.treeprocessors[name] for name in ("inline", "prettify", "attr_list", "unescape")
        ]

    # -- parsing

    def parse(
        self,
        source: SourceText,
        source_language: str,
        kind: str,
        id_prefix: str,
        findings: list[Finding],
    ) -> Document:
        self.md.reset()
        self.units: list[Unit] = []
        self.places: list[_Place] = []
        self.html_blocks: list[str] = []
        self.structure: set[int] = set()
        self.kind = f"{kind}, " if kind else ""
        self.source_language = source_language
        whole = self.md.convert(source.body)
        references = dict(self.md.references)
        titles = []
        for name, (_, title) in references.items():
            if title:
                titles.append((name, len(self.units)))
                self._unit(title, f"{self.kind}link title", None, ())
        lines = locate(source.body, [unit.text for unit in self.units])
        units = tuple(
            replace(unit, line=line + source.body_line - 1 if line else None)
            for unit, line in zip(self.units, lines, strict=True)
        )
        units = tuple(_with_plural(unit) for unit in units)
        findings.extend(self._raw_html(source, units))
        split = _HOLE.split(sanitise(whole, id_prefix))
        pieces = tuple(int(piece) if n % 2 else piece for n, piece in enumerate(split))
        document = Document(
            units=units,
            pieces=pieces,
            references=references,
            titles=tuple(titles),
            footnotes=tuple(self.footnotes.footnotes),
            id_prefix=id_prefix,
        )
        return replace(document, source_html=tuple(self.render(document, [u.text for u in units])))

    def collect(self, root: etree.Element) -> None:
        """Walk the tree in document order and take each block's raw text as a unit."""
        self.root = root
        self.raw = self.md.htmlStash.rawHtmlBlocks
        self.structure = {id(element) for element in root.iter()}
        self._descend(root, (), None)

    def _descend(self, parent: etree.Element, path: tuple[str, ...], context: str | None) -> None:
        comments: tuple[str, ...] = ()
        skip = False
        number = int(parent.get("start", "1"))
        for child in parent:
            stash = _STASH.fullmatch((child.text or "").strip()) if child.tag == "p" else None
            if stash:
                self._stashed(int(stash[1]))
                name, said = _author_comment(str(self.raw[int(stash[1])]))
                if name == "translators":
                    comments = (*comments, said)
                elif name == "context":
                    context = said
                elif name == "notranslate":
                    skip = True
            elif skip:
                child.set("lang", self.source_language)
                child.set("dir", "ltr")
                comments, context, skip = (), None, False
            else:
                here = (*path, self._word(child, parent, number))
                self._take(child, here, context, comments)
                self._descend(child, here, context)
                if parent.tag not in {"ol", "ul", "dl", "table", "thead", "tbody", "tr"}:
                    comments, context = (), None
                else:
                    comments = ()
            if child.tail and child.tail.strip():
                self._unit_at(child, True, child.tail, path, context, comments)
            number += child.tag == "li"

    def _word(self, child: etree.Element, parent: etree.Element, number: int) -> str:
        """Say what a block is, for the translator."""
        if child.tag == "li":
            if parent.tag == "ul":
                return "list item"
            if child.get("id", "").startswith("fn"):
                return f"footnote {number}"
            return f"point {number}"
        if child.tag[0] == "h" and child.tag[1:].isdigit():
            return f"heading {child.tag[1:]}"
        return _WORDS.get(child.tag, "")

    def _take(
        self,
        element: etree.Element,
        path: tuple[str, ...],
        context: str | None,
        comments: tuple[str, ...],
    ) -> None:
        text = element.text
        if text and text.strip() and not isinstance(text, AtomicString) and element.tag != "a":
            self._unit_at(element, False, text, path, context, comments)

    def _unit_at(
        self,
        element: etree.Element,
        is_tail: bool,
        text: str,
        path: tuple[str, ...],
        context: str | None,
        comments: tuple[str, ...],
    ) -> None:
        after = ""
        if text.endswith(NBSP_PLACEHOLDER):
            text, after = text[: -len(NBSP_PLACEHOLDER)], NBSP_PLACEHOLDER
        attributes = (
            _HEADING_ATTRIBUTES if element.tag in _ONE_LINE and not is_tail else _BLOCK_ATTRIBUTES
        ).search(text)
        core = text[: attributes.start()] if attributes else text
        stripped = core.strip()
        if not stripped:
            return
        before = core[: len(core) - len(core.lstrip())]
        after = core[len(core.rstrip()) :] + after
        kind = self.kind + (next((word for word in reversed(path) if word), "") or "paragraph")
        self.places.append(_Place(element, is_tail, before, after, len(self.units)))
        self._unit(unwrap(stripped), kind, context, comments)

    def _unit(self, text: str, kind: str, context: str | None, comments: tuple[str, ...]) -> None:
        self.units.append(
            Unit(index=len(self.units), text=text, kind=kind, context=context, comments=comments)
        )

    def cut(self) -> None:
        """Replace what the inline stage made of each unit by its hole.

        Elements that were there before the inline stage are structure and
        stay, and so do the footnotes' ways back.
        """
        parents = {}
        if any(place.is_tail for place in self.places):
            parents = {id(child): parent for parent in self.root.iter() for child in parent}
        for place in self.places:
            hole = f"{place.before}\ue100{place.index}\ue101{place.after}"
            if place.is_tail:
                parent = parents[id(place.element)]
                following = list(parent)[list(parent).index(place.element) + 1 :]
                place.element.tail = hole
            else:
                parent = place.element
                following = list(parent)
                parent.text = hole
            for child in following:
                if id(child) in self.structure or child.get("class") == "footnote-backref":
                    break
                parent.remove(child)

    def _stashed(self, number: int) -> None:
        if number >= self.fences.count:
            self.html_blocks.append(str(self.raw[number]))

    def _raw_html(self, source: SourceText, units: Sequence[Unit]) -> Iterator[Finding]:
        for block in self.html_blocks:
            if block.lstrip().startswith("<!--"):
                continue
            first = block.strip().split("\n")[0].strip()
            at = source.body.find(first)
            yield Finding(
                path=source.path,
                line=source.body_line + source.body[: max(at, 0)].count("\n"),
                code="raw-html",
                message=f"raw HTML is not allowed: {first[:60]}",
                hint="write Markdown; HTML would reach no letter and no translator",
            )
        for unit in units:
            bare = _CODE_SPAN.sub("", unit.text)
            for found in _RAW_HTML.finditer(bare):
                if found[0].startswith("<!--"):
                    yield Finding(
                        path=source.path,
                        line=unit.line or source.body_line,
                        code="comment-misplaced",
                        message="a comment stands inside a block",
                        hint="put the comment on a line of its own before the block, not indented",
                    )
                else:
                    yield Finding(
                        path=source.path,
                        line=unit.line or source.body_line,
                        code="raw-html",
                        message=f"raw HTML is not allowed: {found[0][:60]}",
                        hint="write Markdown, or a backslash before < if the character is meant",
                    )

    # -- rendering

    def render(self, document: Document, texts: Sequence[str]) -> Iterator[str]:
        md = self.md
        md.reset()
        # The references have no title where None stands; typeshed does not know.
        md.references.update(document.references)  # type: ignore[arg-type]
        for name, index in document.titles:
            md.references[name] = (document.references[name][0], texts[index])
        self.footnotes.footnotes.update(dict.fromkeys(document.footnotes, ""))
        for index, text in enumerate(texts):
            source = document.source_html[index] if document.source_html else None
            yield self._inline(text, source, document.id_prefix)

    def _inline(self, text: str, source_html: str | None, id_prefix: str) -> str:
        text = _CONTROL.sub("", text)
        # Most prose has no markup at all.
        if not _MARKUP.search(text):
            return text
        if too_much_markup(text):
            return html.escape(text, quote=False)
        root = etree.Element("div")
        holder = etree.SubElement(root, "span")
        holder.text = text
        self.md.htmlStash.reset()
        for processor in self.treeprocessors:
            processor.run(root)
        output = self.md.serializer(holder)
        output = output[len("<span>") : -len("</span>")]
        for post in self.md.postprocessors:
            output = post.run(output)
        if "<" not in output:
            return output
        allowed = _INLINE_ALLOWED if source_html is None else _markup_of(source_html)
        return _cleaner(frozenset(tag for tag, _ in allowed), allowed, id_prefix)(output)


# Everything that Python-Markdown's inline patterns can react to, and the placeholders' marks.
_MARKUP = re.compile(r"[\\`*_\[\]!<>&]|  \n")
_ONE_LINE = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"}
_WORDS = {
    "blockquote": "block quote",
    "td": "table cell",
    "th": "table header",
    "dt": "term",
    "dd": "definition",
}
_INLINE_ALLOWED = (
    ("a", ("class", "href", "title")),
    ("br", ()),
    ("code", ("class",)),
    ("em", ("class",)),
    ("img", ("alt", "class", "src", "title")),
    ("strong", ("class",)),
    ("sup", ("class", "id")),
)


def unwrap(text: str) -> str:
    """Return a block's text with soft line breaks as one space and hard ones as "  \\n".

    Re-wrapping the source therefore changes no msgid.
    """
    lines = text.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        joined = (
            f"{joined.rstrip()}  \n{line.lstrip()}"
            if joined.endswith("  ")
            else f"{joined.rstrip()} {line.lstrip()}"
        )
    return joined.strip()


def _with_plural(unit: Unit) -> Unit:
    """Give a unit whose counted field has two forms (``{{n:one|many}}``) its two msgids."""
    forms = counted(unit.text)
    return replace(unit, text=forms[0], plural=forms[1]) if forms else unit


def _author_comment(block: str) -> tuple[str, str]:
    """Return the name and text of an author's comment, ("", "") for any other block."""
    found = re.fullmatch(r"\s*<!--\s*([a-z]+)\s*(?::\s*(.*?))?\s*-->\s*", block, re.S)
    return (found[1], " ".join((found[2] or "").split())) if found else ("", "")


@functools.lru_cache(maxsize=4096)
def _markup_of(source_html: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the tags that an inline HTML uses, each with its attributes."""
    used: dict[str, set[str]] = {}
    for tag, attributes in _TAG.findall(source_html):
        used.setdefault(tag, set()).update(_ATTRIBUTE.findall(attributes + " "))
    return tuple((tag, tuple(sorted(used[tag]))) for tag in sorted(used))


@functools.lru_cache(maxsize=512)
def _cleaner(
    tags: frozenset[str], attributes: tuple[tuple[str, tuple[str, ...]], ...], id_prefix: str
) -> Callable[[str], str]:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "title" and not value:
            return None
        if attribute in {"href", "src"} and value.lstrip().startswith(("//", "\\\\", "/\\")):
            return None
        if id_prefix and attribute == "id":
            return id_prefix + value
        if id_prefix and attribute == "href" and value.startswith("#"):
            return f"#{id_prefix}{value[1:]}"
        return value

    allowed = {tag: set(names) for tag, names in attributes}
    cleaner = nh3.Cleaner(
        tags=set(tags) - {"*"},
        attributes=allowed,
        attribute_filter=keep,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return cleaner.clean
