"""Generated Markdown whose translation units, lines and pseudo-translations are known.

A document is drawn as a tree and written out at any width, so that the tests know what
extraction must find without asking the code under test. Prose is written in the letters a to w
only; its pseudo-translation replaces every one of them by a Greek letter and keeps the markup.
What no translator sees (code, link targets, kept-out blocks, automatic links) is in capitals and
digits. A small letter that is left after pseudo-translation is therefore an untranslated word.

Everything is drawn from one seed: ten times faster than drawing each word by hypothesis, which
still chooses the seed and shrinks the size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

LETTERS = "abcdefghijklmnopqrstuvw"
_GREEK = str.maketrans(LETTERS, "αβγδεζηθικλμνξοπρστυφχψ")

# Stand-ins while a text is wrapped: a space that stays, and a hard line break.
_STAY = "\ufdd0"
_BREAK = "\ufdd1"


def pseudo(text: str) -> str:
    """Return a text without markup with every letter replaced."""
    return text.translate(_GREEK)


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of inline Markdown and its pseudo-translation, with stand-ins."""

    source: str
    translation: str

    @property
    def msgid(self) -> str:
        return self.source.replace(_STAY, " ").replace(_BREAK, "  \n")

    @property
    def msgstr(self) -> str:
        return self.translation.replace(_STAY, " ").replace(_BREAK, "  \n")

    def lines(self, width: int | None) -> list[str]:
        """Return the text at a width; None keeps everything between hard breaks on one line."""
        parts = self.source.split(_BREAK)
        lines: list[str] = []
        for n, part in enumerate(parts):
            wrapped = (
                textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False)
                if width
                else [part]
            )
            if n < len(parts) - 1:
                wrapped[-1] += "  "
            lines += wrapped
        return [line.replace(_STAY, " ") for line in lines]


@dataclass(frozen=True, slots=True)
class Line:
    """A source line, and the units whose text begins on it."""

    text: str
    units: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block that writes itself at a width. ``kind`` decides which neighbours it may have."""

    kind: str
    write: Callable[[int | None], list[Line]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A link reference. ``title`` is its tooltip."""

    name: str
    url: str
    title: Inline | None


@dataclass(frozen=True, slots=True)
class Source:
    """A whole document. Its text and units depend on the width to which it is wrapped."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...]
    references: tuple[Reference, ...]
    notes_first: bool

    def lines(self, width: int | None = None) -> list[Line]:
        body = list(_spaced([block.write(width) for block in self.blocks]))
        notes = list(_spaced([note.write(width) for note in self.footnotes]))
        references = [
            Line(
                f"[{reference.name}]: {reference.url}"
                + (f' "{reference.title.msgid}"' if reference.title else "")
            )
            for reference in self.references
        ]
        parts = [references, notes, body] if self.notes_first else [body, notes, references]
        return list(_spaced([part for part in parts if part]))

    def text(self, width: int | None = None) -> str:
        return "\n".join(line.text for line in self.lines(width)) + "\n"

    def units(self, width: int | None = None) -> list[tuple[Inline, int]]:
        """Return each unit with the line on which it begins, in the order of the lines."""
        numbered = list(enumerate(self.lines(width), start=1))
        found = [(unit, number) for number, line in numbered for unit in line.units]
        for reference in self.references:
            if reference.title:
                line = next(
                    n for n, line in numbered if line.text.startswith(f"[{reference.name}]:")
                )
                found.append((reference.title, line))
        return found

    def __repr__(self) -> str:
        return f"Source:\n{self.text()}"


def documents(*, at_most: int = 8) -> st.SearchStrategy[Source]:
    """Draw documents with every construct that an appeal may use."""
    return st.builds(document, st.integers(0, 2**40), st.integers(1, at_most))


def document(seed: int, size: int) -> Source:
    """Return the document of a seed, with up to ``size`` top-level blocks."""
    draw = Random(seed)
    references = []
    for n in range(draw.choice((0, 0, 1, 2))):
        title = _words(draw) if draw.random() < 0.6 else None
        references.append(
            Reference(f"ref {'abc'[n]}", draw.choice(("HTTPS://X.ORG", "<B.HTML>")), title)
        )
    names = tuple(reference.name for reference in references)
    notes = draw.choice((0, 0, 1, 2))
    blocks = _Drawing(draw, names, notes).blocks(size, depth=3)
    quiet = _Drawing(draw, names, 0)
    if blocks[0].kind == "code":
        # After a footnote it would be one more of its paragraphs.
        blocks = (quiet.paragraph(), *blocks)
    return Source(
        blocks=blocks,
        footnotes=tuple(quiet.footnote(n) for n in range(1, notes + 1)),
        references=tuple(references),
        notes_first=draw.random() < 0.3,
    )


# -- inline -------------------------------------------------------------------

_ENDS = (*("", "", "", "", ",", ".", ";", "!", "?", "…", "'s", ")"), "-wise", "\u00a0w", "\\{")
_ODD = (
    *("14", "2026", "&", "&amp;", "&copy;", "&#8212;", "<", "5<6", "\\*", "\\_", "\\[", "\\`"),
    *("\\\\", "\\#", "\\{", "\\!", "¿", "„", "“", "”", "**", "_", "!", "}", "[", "]", "()", "€"),
    *("<HTTPS://X.ORG/A_B>", "<ME@X.ORG>", "~~", "^", "$", "%", "@", "\\>", "1*2*3", '"', "'"),
    *("{{deadline}}", "{{deadline:long}}", "{{sections.count}}", "{{a_b}}", "«", "»", "{{a_b}}"),
)
_ATTRIBUTES = (
    *("", "", ""),
    f"{{:{_STAY}.C1{_STAY}}}",
    "{.C2}",
    f"{{:{_STAY}#ID{_STAY}lang=FR{_STAY}}}",
)
_TARGETS = (
    *("HTTPS://X.ORG/A_B_C", "#ID", "MAILTO:ME@X.ORG", "A/B.HTML", "<HTTPS://X.ORG/A*B>"),
    "TEL:+4420",
)
_CODE = ("a", "a b", "<b>", "*a*", "a & b", "\\a", "[a](b)", "{{X}}", "&", "_a_")


def _word(draw: Random) -> Inline:
    text = "".join(draw.choices(LETTERS, k=draw.randint(1, 7))) + draw.choice(_ENDS)
    return Inline(text, pseudo(text))


def _same(text: str) -> Inline:
    return Inline(text, text)


def _joined(parts: Sequence[Inline], glue: str = " ") -> Inline:
    return Inline(
        glue.join(part.source for part in parts), glue.join(part.translation for part in parts)
    )


def _words(draw: Random) -> Inline:
    """Draw words that may stand in brackets, quotes and parentheses."""
    text = " ".join(
        "".join(draw.choices(LETTERS, k=draw.randint(1, 7))) + draw.choice(("", "", ",", "…", "!"))
        for _ in range(draw.randint(1, 4))
    )
    return Inline(text, pseudo(text))


def _around(before: str, inner: Inline, after: str) -> Inline:
    return Inline(f"{before}{inner.source}{after}", f"{before}{inner.translation}{after}")


def _emphasis(draw: Random) -> Inline:
    mark = draw.choice(("*", "_", "**", "__", "***"))
    inner = _words(draw)
    if draw.random() < 0.3:
        other = draw.choice(("*", "**") if mark[0] == "_" else ("_", "__"))
        inner = _joined([inner, _around(other, _words(draw), other), _words(draw)])
    return _around(mark, inner, mark + draw.choice(_ATTRIBUTES))


def _code(draw: Random) -> Inline:
    inner = draw.choice(_CODE)
    mark = draw.choice(("`", "``"))
    return _around(mark, Inline(inner, pseudo(inner)), mark)


def _title(draw: Random) -> Inline:
    return _around(' "', _words(draw), '"') if draw.random() < 0.3 else _same("")


def _link(draw: Random) -> Inline:
    inner = draw.choice((_words, _words, _plain_emphasis, _image))(draw)
    target = _same(f"]({draw.choice(_TARGETS)}")
    end = _same(f"){draw.choice(_ATTRIBUTES)}")
    return _joined([_same("["), inner, target, _title(draw), end], "")


def _plain_emphasis(draw: Random) -> Inline:
    mark = draw.choice(("*", "__"))
    return _around(mark, _words(draw), mark)


def _image(draw: Random) -> Inline:
    return _joined([_same("!["), _words(draw), _same("](A.PNG"), _title(draw), _same(")")], "")


class _Drawing:
    """Draws the blocks of one document, whose texts may use its references and footnotes."""

    def __init__(self, draw: Random, names: Sequence[str], notes: int) -> None:
        self.draw = draw
        self.names = names
        self.notes = notes

    def inline(self, *, breaks: bool = True, cell: bool = False) -> Inline:
        draw = self.draw
        parts = [_word(draw) if draw.random() < 0.8 else _emphasis(draw)]
        for _ in range(draw.choice((0, 1, 2, 3, 5, 8))):
            kind = draw.randrange(16)
            if kind < 6:
                part = _word(draw)
            elif kind < 9:
                part = _same(draw.choice(_ODD))
            elif kind == 9:
                part = _code(draw)
            elif kind == 10:
                part = _link(draw)
            elif kind == 11:
                part = _image(draw)
            elif kind == 12 and self.names:
                part = self.reference_link()
            elif kind == 13 and self.notes:
                part = _same(f"[^N{draw.randint(1, self.notes)}]")
            elif kind == 14 and cell:
                part = _same("\\|")
            else:
                part = _emphasis(draw)
            if cell and "`" in part.source:
                part = _same("\\|")
            # Python-Markdown lets an inline attribute list run on to the line's last brace.
            if "}" in part.source and ("{:" in parts[0].source or "{." in parts[0].source):
                part = _word(draw)
            # "[one] [two]" is one link whose name is "two", but only on one line.
            if parts[0].source.endswith("]") and part.source.startswith("["):
                part = _word(draw)
            glue = " "
            if breaks and part.source[0].isalpha() and draw.random() < 0.1:
                glue = _BREAK
            parts = [_joined([*parts, part], glue)]
        return parts[0]

    def reference_link(self) -> Inline:
        name = self.draw.choice(self.names)
        if self.draw.random() < 0.4:
            return Inline(f"[{name}]", f"[{pseudo(name)}][{name}]")
        return _around(self.draw.choice(("[", "![")), _words(self.draw), f"][{name}]")

    # -- blocks

    def blocks(self, at_most: int, depth: int, *, within: bool = False) -> tuple[Block, ...]:
        kinds: list[Callable[[], Block]] = [self.paragraph, self.paragraph, self.heading]
        kinds.append(lambda: self.tight_list(depth))
        if depth > 0:
            kinds += [lambda: self.loose_list(depth), lambda: self.quote(depth)]
        if not within:
            kinds += [self.paragraph, self.table, self.definitions, self.fenced, self.code]
            kinds += [self.rule, self.kept_out, self.comment]
        out: list[Block] = []
        for _ in range(self.draw.randint(1, at_most)):
            block = self.draw.choice(kinds)()
            if out and (out[-1].kind, block.kind) in _CLASHES:
                out.append(self.paragraph())
            out.append(block)
        return tuple(out)

    def paragraph(self, *, bare: bool = False) -> Block:
        text = self.inline()
        attributes = "" if bare else self.draw.choice(_BLOCK_ATTRIBUTES)
        return Block("paragraph", lambda width: _prose(text, width, attributes))

    def heading(self) -> Block:
        text = self.inline(breaks=False)
        line = text.lines(None)[0] + self.line_attributes(text)
        marks = "#" * self.draw.randint(1, 6)
        style = self.draw.randrange(4)
        if style == 3:
            lines = [Line(line, (text,)), Line(self.draw.choice(("===", "---")))]
        else:
            before = marks if style == 0 else f"{marks} "
            lines = [Line(before + line + (f" {marks}" if style == 2 else ""), (text,))]
        return Block("heading", lambda _: lines)

    def line_attributes(self, text: Inline) -> str:
        # As above: this one would begin with the first brace of the line.
        return "" if "{" in text.source else self.draw.choice(_LINE_ATTRIBUTES)

    def tight_list(self, depth: int) -> Block:
        draw = self.draw
        ordered = draw.random() < 0.5
        start = draw.choice((1, 1, 3, 2026))
        items: list[tuple[Inline, str, Block | None, Inline | None]] = []
        for _ in range(draw.randint(1, 3)):
            nested = self.tight_list(depth - 1) if depth > 0 and draw.random() < 0.4 else None
            # Text straight after a heading in a tight item is the heading's tail.
            tail = self.inline() if nested is None and draw.random() < 0.15 else None
            attributes = draw.choice(_BLOCK_ATTRIBUTES).strip() if tail is None else ""
            items.append((self.inline(breaks=tail is None), attributes, nested, tail))

        def write(width: int | None) -> list[Line]:
            lines: list[Line] = []
            for n, (text, attributes, nested, tail) in enumerate(items):
                mark = f"{start + n}. " if ordered else "- "
                if tail is not None:
                    lines.append(Line(f"{mark}## {text.lines(None)[0]}", (text,)))
                    lines += _indented(_prose(tail, width), "    ", "    ")
                    continue
                lines += _indented(_prose(text, width, attributes), mark, "    ")
                if nested is not None:
                    lines += _indented(nested.write(width), "    ", "    ")
            return lines

        return Block("ordered" if ordered else "bulleted", write)

    def loose_list(self, depth: int) -> Block:
        draw = self.draw
        ordered = draw.random() < 0.5
        start = draw.choice((1, 1, 3, 2026))
        items = [
            (self.paragraph(), *(self.blocks(2, depth - 1, within=True) if depth > 1 else ()))
            for _ in range(draw.randint(2, 3))
        ]

        def write(width: int | None) -> list[Line]:
            parts = []
            for n, item in enumerate(items):
                mark = f"{start + n}. " if ordered else "* "
                lines = list(_spaced([block.write(width) for block in item]))
                parts.append(_indented(lines, mark, "    "))
            return list(_spaced(parts))

        return Block("ordered" if ordered else "bulleted", write)

    def quote(self, depth: int) -> Block:
        inner = self.blocks(3, depth - 1, within=True)
        # One space belongs to the mark, so what is indented needs it.
        flat = all(block.kind in ("paragraph", "heading") for block in inner)
        mark = self.draw.choice(("> ", ">")) if flat else "> "

        def write(width: int | None) -> list[Line]:
            return _indented(list(_spaced([block.write(width) for block in inner])), mark, mark)

        return Block("quote", write)

    def table(self) -> Block:
        draw = self.draw
        columns = draw.randint(2, 4)
        rows = [
            [self.inline(breaks=False, cell=True) for _ in range(columns)]
            for _ in range(draw.randint(2, 4))
        ]
        rule = [draw.choice(("---", ":--", "--:", ":-:")) for _ in range(columns)]
        edges = draw.choice((("| ", " |"), ("", "")))
        attributes = self.line_attributes(rows[1][0])

        def row(texts: Sequence[str], cells: Sequence[Inline] = ()) -> Line:
            return Line(edges[0] + " | ".join(texts) + edges[1], tuple(cells))

        texts = [[cell.lines(None)[0] for cell in cells] for cells in rows]
        texts[1][0] += attributes
        lines = [row(texts[0], rows[0]), row(rule)]
        lines += [row(*pair) for pair in zip(texts[1:], rows[1:], strict=True)]
        return Block("table", lambda _: lines)

    def definitions(self) -> Block:
        draw = self.draw
        groups = [
            (
                [self.inline(breaks=False) for _ in range(draw.randint(1, 2))],
                [self.inline() for _ in range(draw.randint(1, 2))],
                draw.random() < 0.4,
            )
            for _ in range(draw.randint(1, 2))
        ]

        def write(width: int | None) -> list[Line]:
            parts = []
            for terms, texts, loose in groups:
                lines = [Line(term.lines(None)[0], (term,)) for term in terms]
                for text in texts:
                    if loose:
                        lines.append(Line(""))
                    lines += _indented(_prose(text, width), ":   ", "    ")
                parts.append(lines)
            return list(_spaced(parts))

        return Block("definitions", write)

    def fenced(self) -> Block:
        mark = self.draw.choice(("```", "~~~", "``` PYTHON"))
        body = self.draw.choices(_CODE_LINES, k=self.draw.randint(1, 3))
        return Block("fenced", lambda _: [Line(text) for text in (mark, *body, mark.split()[0])])

    def code(self) -> Block:
        body = self.draw.choices(_CODE_LINES, k=self.draw.randint(1, 3))
        return Block("code", lambda _: [Line(f"    {text}") for text in body])

    def rule(self) -> Block:
        mark = self.draw.choice(("---", "* * *", "___"))
        return Block("rule", lambda _: [Line(mark)])

    def kept_out(self) -> Block:
        text = self.draw.choice(("KEEP *ME* OUT", "- KEEP\n- ME", "# KEEP", "> KEEP"))
        gap = self.draw.choice(("", "\n"))
        lines = f"<!-- notranslate -->\n{gap}{text}".split("\n")
        return Block("kept", lambda _: [Line(line) for line in lines])

    def comment(self) -> Block:
        text = self.draw.choice(
            (
                "<!-- translators: MIND THE GAP -->",
                "<!-- context: CTX -->",
                "<!-- A NOTE\nTO US -->",
            )
        )
        return Block("comment", lambda _: [Line(line) for line in text.split("\n")])

    def footnote(self, number: int) -> Block:
        # The way back stands at the end of the last one, where no attribute list is read.
        paragraphs = [self.paragraph(bare=True) for _ in range(self.draw.choice((1, 1, 2, 3)))]
        if self.draw.random() < 0.2:
            paragraphs.append(self.tight_list(0))

        def write(width: int | None) -> list[Line]:
            lines = list(_spaced([block.write(width) for block in paragraphs]))
            return _indented(lines, f"[^N{number}]: ", "    ")

        return Block("footnote", write)


_BLOCK_ATTRIBUTES = ("", "", "", "", "{: .C3 }", "{: #ID2 lang=FR }", "  {.C4}")
_LINE_ATTRIBUTES = ("", "", "", " {: .C5 }", " {#ID3}")
_CODE_LINES = ("X = 1", "<B>", "# N", "- Y", "&AMP; *Z*")

# Blocks that the parser would take for the continuation of the one before.
_CLASHES = {
    ("bulleted", "bulleted"),
    ("ordered", "ordered"),
    ("quote", "quote"),
    ("definitions", "definitions"),
    *((kind, "code") for kind in ("bulleted", "ordered", "definitions", "code", "comment", "kept")),
    *(("kept", kind) for kind in ("bulleted", "ordered", "quote")),
    ("bulleted", "kept"),
    ("quote", "kept"),
}


def _spaced(parts: Sequence[Sequence[Line]]) -> Iterator[Line]:
    for n, part in enumerate(parts):
        if n:
            yield Line("")
        yield from part


def _indented(lines: Sequence[Line], first: str, rest: str) -> list[Line]:
    return [
        Line((first if n == 0 else rest if line.text else rest.rstrip()) + line.text, line.units)
        for n, line in enumerate(lines)
    ]


def _prose(text: Inline, width: int | None, attributes: str = "") -> list[Line]:
    lines = [Line(line, (text,) if n == 0 else ()) for n, line in enumerate(text.lines(width))]
    return [*lines, Line(attributes)] if attributes else lines


# -- disorder -----------------------------------------------------------------------------------

_SCRAPS = (
    *("word", "two words", "*em*", "**strong** x", "- item", "* star", "1. one", "2) par"),
    *("3. three", "> quote", ">", "# Head", "## H2 ##", "===", "---", "| a | b |", "|---|---|"),
    *("a | b", "--|--", "term", ": def", ":   def2", "[^1]: note", "[^2]: *n2*", "[^1]"),
    *(
        "x[^2] y[^1] z",
        '[r]: http://x.org "T t"',
        "[r]: u",
        "    'late'",
        "see [r] x",
        "a [a][r] b",
    ),
    *("![i][r] x", '![i](u "t")', "```", "~~~", "code", "    ind", "        ind2"),
    *("{{field}}", "<!-- translators: t -->", "<!-- context: c -->", "<!-- notranslate -->"),
    *("<!-- c", "-->", "* * *", "\\* \\# \\", "`c`", "``d", "e``", "&amp; &copy; &#160;"),
    *("a & b < c", "\u00a0n", "_u_v_", "***x**y*", "[l](<u v> 't')", "[l\nm](u)", "+ plus"),
    *("10. ten", "\tTab", "  two", "   three", "***", "///Footnotes Go Here///", "[TOC]"),
    *("[](u)", "[x]()", "<http://a.b>", "<a@b.c>", "! !", "'\"", "}", "$", "~", "^", "%", "(c)"),
    *(
        "...",
        "--",
        "\\",
        "\\\\",
        "*",
        "**",
        "_",
        "`",
        "](",
        "\\`",
        "-",
        "1.",
        "#",
        "##",
        "#nospace",
    ),
)


def scraps() -> st.SearchStrategy[str]:
    """Draw documents in which the beginnings and ends of constructs follow one another anyhow."""
    return st.builds(scrap, st.integers(0, 2**40), st.integers(1, 9))


def scrap(seed: int, lines: int) -> str:
    """Return the disorderly document of a seed."""
    draw = Random(seed)
    text = [
        draw.choice(("", "", "", "    ", "  ", "> ", "        ", "- "))
        + " ".join(draw.choices(_SCRAPS, k=draw.choice((1, 1, 1, 2, 3))))
        if draw.random() < 0.7
        # In the middle of a block Python-Markdown takes a list of attributes for one or not.
        else draw.choice(("", "", "{: .c }\n"))
        for _ in range(lines)
    ]
    return "\n".join(text)
