"""A letter as an OpenDocument text (ISO/IEC 26300, version 1.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal.model import Block, Run
from appeal.outputs.address import reading_side
from appeal.outputs.correspondence import Letter
from appeal.outputs.odt_parts import (
    MIMETYPE,
    content,
    frame_style,
    manifest,
    meta,
    mm,
    styles,
    text_style,
)
from appeal.outputs.office import Sheet, element, package, pieces, runs_of, text_xml
from appeal.outputs.windows import Box


def document(letters: Sequence[Letter], sheet: Sheet) -> bytes:
    """Return the bytes of a document with all letters, each from a new page on."""
    writer = _Writer(sheet)
    body = "".join(writer.letter(letter) for letter in letters)
    return package(
        (
            # First and stored, so that the file's kind can be read off its first bytes.
            ("mimetype", MIMETYPE),
            ("content.xml", content(body, writer.automatic(), sheet)),
            ("styles.xml", styles(sheet, writer.footer(letters[0].page_label))),
            ("meta.xml", meta(letters[0], sheet)),
            ("META-INF/manifest.xml", manifest()),
        ),
        stored=frozenset(["mimetype"]),
    )


class _Writer:
    """The text of one document; it collects the automatic styles that its runs need."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.run_styles: dict[tuple[str, ...], str] = {}
        self.frames: dict[Box, str] = {}
        self.lists: list[int | None] = []

    def letter(self, letter: Letter) -> str:
        place = self.sheet.layout
        sender = [("SenderName", line) for line in letter.sender[:1]]
        sender += [("Sender", line) for line in letter.sender[1:]]
        head = []
        if place.return_box:
            head.append(self._frame(place.return_box, [("ReturnLine", letter.return_line)]))
        side = reading_side(letter.recipient, self.sheet.language.direction)
        style = "Address" if side == self.sheet.language.direction else "AddressAcross"
        head.append(self._frame(place.address, [(style, line) for line in letter.recipient]))
        last = self._blank("DateLine", letter.date_label)
        if letter.date:
            last = self.paragraph("DateLine", letter.date)
        head.append(self._frame(place.sender, sender, last))
        # An empty paragraph holds the frames and the place that they take. It begins the page, and
        # runs from left to right always: LibreOffice counts the distance of frames from the side
        # where their paragraph begins.
        parts = [element("text:p", {"text:style-name": "Anchor"}, *head)]
        parts.append(self.paragraph("Subject", letter.subject))
        parts.append(self.paragraph("Text", letter.salutation))
        body = "".join(self.block(block) for block in letter.blocks)
        parts.append(_kept_with_next(body))
        parts.append(self.paragraph("Closing", letter.closing))
        parts.extend(self.paragraph("Signature", line) for line in letter.signatory)
        parts.extend(self._blank("Blank", label) for label in letter.blanks)
        for label, lines in (
            (letter.copies_label, letter.copies),
            (letter.enclosures_label, letter.enclosures),
        ):
            if lines:
                parts.append(self.paragraph("Label", label))
                parts.extend(self.paragraph("Small", line) for line in lines)
        return "".join(parts)

    def _frame(self, box: Box, lines: Sequence[tuple[str, str]], last: str = "") -> str:
        name = self.frames.setdefault(box, f"fr{len(self.frames) + 1}")
        inner = "".join(self.paragraph(style, line) for style, line in lines) + last
        text_box = {"fo:min-height": mm(box.height or 10)}
        return element(
            "draw:frame",
            {
                "draw:style-name": name,
                "draw:name": name,
                "text:anchor-type": "paragraph",
                "svg:x": mm(box.x),
                "svg:y": mm(box.y),
                "svg:width": mm(box.width),
            },
            element("draw:text-box", text_box, inner),
        )

    def _blank(self, style: str, label: str) -> str:
        inner = self.runs(runs_of(label)) + element("text:tab")
        return element("text:p", {"text:style-name": style}, inner)

    def paragraph(self, style: str, text: str) -> str:
        return self._paragraph(style, runs_of(text))

    def _paragraph(self, style: str, runs: Sequence[Run]) -> str:
        return element("text:p", {"text:style-name": style}, self.runs(runs))

    def block(self, block: Block) -> str:
        match block.kind:
            case "heading":
                level = str(min(block.level, 6))
                names = {"text:style-name": f"Heading{level}", "text:outline-level": level}
                return element("text:h", names, self.runs(block.runs))
            case "list":
                return self._list(block)
            case "table":
                return self._table(block)
            case "term":
                return self._paragraph("Term", block.runs)
            case "code":
                return self._paragraph("Code", block.runs)
            case "rule":
                return self._paragraph("Rule", ())
            case "quote" | "definition":
                style = "Quotation" if block.kind == "quote" else "Definition"
                return self._contained(block, style)
            case "definitions" | "notes" | "item" | "row" | "cell" | "paragraph":
                return self._contained(block, "Small" if block.kind == "notes" else "Text")

    def _contained(self, block: Block, style: str) -> str:
        parts = [self._paragraph(style, block.runs)] if block.runs else []
        for child in block.children:
            plain = child.kind == "paragraph" and not child.children
            parts.append(self._paragraph(style, child.runs) if plain else self.block(child))
        return "".join(parts)

    def _list(self, block: Block) -> str:
        self.lists.append(block.start)
        name = f"L{len(self.lists)}"
        items = [
            element("text:list-item", None, self._contained(item, "ListItem"))
            for item in block.children
        ]
        return element("text:list", {"text:style-name": name}, *items)

    def _table(self, block: Block) -> str:
        count = max((len(row.children) for row in block.children), default=1)
        head: list[str] = []
        rest: list[str] = []
        for row in block.children:
            cells = []
            for cell in row.children:
                style = "HeadCell" if cell.header else "Cell"
                inner = self._contained(cell, style) or self._paragraph(style, ())
                cells.append(element("table:table-cell", {"table:style-name": "TableCell"}, inner))
            is_head = bool(row.children) and all(cell.header for cell in row.children)
            (head if is_head and not rest else rest).append(
                element("table:table-row", None, *cells)
            )
        header = [element("table:table-header-rows", None, *head)] if head else []
        columns = element("table:table-column", {"table:number-columns-repeated": str(count)})
        table = element("table:table", {"table:style-name": "LetterTable"}, columns, *header, *rest)
        return table + self._paragraph("Small", ())

    def runs(self, runs: Sequence[Run]) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        text = f"[{run.text}]" if run.image else run.text or run.note
        traits = []
        if run.strong or (run.emphasis and not self.sheet.italic):
            traits.append("strong")
        if run.emphasis and self.sheet.italic:
            traits.append("slanted")
        if run.code:
            traits.append("code")
        if run.note and not run.text:
            traits.append("raised")
        out = []
        for piece in pieces(text, self.sheet):
            inner = "".join(_texts(piece.text))
            key = (*traits, *((f"lang:{run.language}",) if run.language else ()))
            if piece.foreign and not run.language:
                key = (*key, "lang:en-GB")
            if not key:
                out.append(inner)
                continue
            name = self.run_styles.setdefault(key, f"T{len(self.run_styles) + 1}")
            out.append(element("text:span", {"text:style-name": name}, inner))
        return "".join(out)

    def footer(self, label: str) -> str:
        fields = {
            "{n}": element("text:page-number", {"text:select-page": "current"}, "1"),
            "{m}": element("text:page-count", None, "1"),
        }
        inner = text_xml(label)
        for mark, field in fields.items():
            inner = inner.replace(mark, field)
        return element("text:p", {"text:style-name": "PageNumber"}, inner)

    def automatic(self) -> str:
        """Return the automatic styles of all that was written."""
        place = self.sheet.layout
        height = mm(place.body_y - place.margin_top)
        line = {"fo:line-height": height, "style:writing-mode": "lr-tb"}
        parts = [
            _paragraph_style("Anchor", line, {"style:master-page-name": "First"}),
            *(
                _paragraph_style(
                    f"{name}Kept",
                    {"fo:keep-with-next": "always"},
                    {"style:parent-style-name": name},
                )
                for name in KEPT
            ),
        ]
        side = "left" if self.sheet.rtl else "right"
        across = {"style:writing-mode": "lr-tb" if self.sheet.rtl else "rl-tb"}
        parent = {"style:parent-style-name": "Address"}
        parts.append(_paragraph_style("AddressAcross", {**across, "fo:text-align": side}, parent))
        parts.extend(frame_style(name) for name in self.frames.values())
        parts.extend(text_style(name, key, self.sheet) for key, name in self.run_styles.items())
        parts.extend(_list_style(f"L{n}", start) for n, start in enumerate(self.lists, 1))
        return "".join(parts)


KEPT = ("Text", "ListItem", "Quotation", "Definition", "Code", "Small", "Cell")


def _kept_with_next(body: str) -> str:
    """Return body whose last paragraph keeps its last lines on the page of what follows."""
    head, mark, last = body.rpartition('<text:p text:style-name="')
    name, quote, rest = last.partition('"')
    return f"{head}{mark}{name}Kept{quote}{rest}" if mark and name in KEPT else body


def _paragraph_style(name: str, properties: dict[str, str], names: dict[str, str]) -> str:
    return element(
        "style:style",
        {"style:name": name, "style:family": "paragraph", **names},
        element("style:paragraph-properties", properties),
    )


def _list_style(name: str, start: int | None) -> str:
    levels = []
    for level in range(1, 11):
        indent = element(
            "style:list-level-properties",
            {"text:list-level-position-and-space-mode": "label-alignment"},
            element(
                "style:list-level-label-alignment",
                {
                    "text:label-followed-by": "listtab",
                    "text:list-tab-stop-position": mm(6 * level),
                    "fo:text-indent": mm(-6),
                    "fo:margin-left": mm(6 * level),
                },
            ),
        )
        names = {"text:level": str(level)}
        if start is None:
            kind, names = "text:list-level-style-bullet", {**names, "text:bullet-char": "•"}
        else:
            kind = "text:list-level-style-number"
            names |= {"style:num-format": "1", "style:num-suffix": "."}
            names["text:start-value"] = str(start)
        levels.append(element(kind, names, indent))
    return element("text:list-style", {"style:name": name}, *levels)


def _texts(text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield element("text:line-break")
        for place, part in enumerate(line.split("\t")):
            if place:
                yield element("text:tab")
            # White space collapses: every space but a single one between words needs its element.
            words = part.split(" ")
            for n, word in enumerate(words):
                if n:
                    single = words[n - 1] and word
                    yield " " if single else element("text:s")
                yield text_xml(word)
