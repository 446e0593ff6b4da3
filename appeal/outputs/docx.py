"""A letter as an Office Open XML document (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appeal.languages import Direction
from appeal.model import Block, Run
from appeal.outputs.address import reading_side
from appeal.outputs.correspondence import Letter
from appeal.outputs.docx_parts import boilerplate, faces, indent, numbering, part, styles, twips
from appeal.outputs.office import Sheet, element, package, pieces, runs_of, text_xml
from appeal.outputs.windows import Box


def document(letters: Sequence[Letter], sheet: Sheet) -> bytes:
    """Return the bytes of a document with all letters, each from a new page on."""
    writer = _Writer(sheet)
    body = "".join(writer.letter(letter, number > 0) for number, letter in enumerate(letters))
    return package(
        (
            *boilerplate(letters[0], sheet),
            ("word/document.xml", part("w:document", element("w:body", None, body, writer.page()))),
            ("word/styles.xml", part("w:styles", styles(sheet))),
            ("word/numbering.xml", part("w:numbering", numbering(writer.starts))),
            ("word/footer1.xml", part("w:ftr", writer.footer(letters[0].page_label))),
            ("word/footer2.xml", part("w:ftr", writer.paragraph("PageNumber", ""))),
        )
    )


class _Writer:
    """The parts of one document; it counts the lists, whose numbers start where they start."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.starts: list[int | None] = []

    def letter(self, letter: Letter, follows: bool) -> str:
        sheet, place = self.sheet, self.sheet.layout
        parts = []
        if follows:
            page_break = element("w:br", {"w:type": "page"})
            parts.append(element("w:p", None, element("w:r", None, page_break)))
        if place.return_box:
            parts.append(self._framed("ReturnLine", place.return_box, [letter.return_line]))
        side = reading_side(letter.recipient, sheet.language.direction)
        parts.append(self._framed("Address", place.address, letter.recipient, side=side))
        sender = list(letter.sender)
        parts.append(self._framed("SenderName", place.sender, sender[:1]))
        parts.append(self._framed("Sender", place.sender, sender[1:]))
        if letter.date:
            parts.append(self._framed("DateLine", place.sender, [letter.date]))
        else:
            parts.append(
                element(
                    "w:p",
                    None,
                    self._properties("DateLine", frame=place.sender, leader=place.sender.width),
                    self.runs(runs_of(letter.date_label)),
                    self._run("\t"),
                )
            )
        parts.append(self._anchor(place.body_y - place.margin_top))
        parts.append(self.paragraph("Subject", self.runs(runs_of(letter.subject))))
        parts.append(self.paragraph("Text", self.runs(runs_of(letter.salutation))))
        body = "".join(self.block(block) for block in letter.blocks)
        parts.append(_kept_with_next(body))
        parts.append(self.paragraph("Closing", self.runs(runs_of(letter.closing))))
        parts.extend(
            self.paragraph("Signature", self.runs(runs_of(line))) for line in letter.signatory
        )
        width = place.paper_width - place.margin_left - place.margin_right
        parts.extend(
            element(
                "w:p",
                None,
                self._properties("Blank", leader=width),
                self.runs(runs_of(label)),
                self._run("\t"),
            )
            for label in letter.blanks
        )
        for label, lines in (
            (letter.copies_label, letter.copies),
            (letter.enclosures_label, letter.enclosures),
        ):
            if lines:
                parts.append(self.paragraph("Label", self.runs(runs_of(label))))
                parts.extend(self.paragraph("Small", self.runs(runs_of(line))) for line in lines)
        return "".join(part for part in parts if part)

    def _anchor(self, height: float) -> str:
        """Return the empty paragraph that holds the frames and the place that they take.

        It runs from left to right always: LibreOffice counts the distance
        of frames from the side where the paragraph begins.
        """
        exact = {"w:line": twips(height), "w:lineRule": "exact"}
        return element(
            "w:p",
            None,
            element(
                "w:pPr",
                None,
                element("w:bidi", {"w:val": "0"}),
                element("w:spacing", {"w:before": "0", "w:after": "0", **exact}),
            ),
        )

    def _framed(
        self, style: str, box: Box, lines: Sequence[str], side: Direction | None = None
    ) -> str:
        properties = self._properties(style, frame=box, side=side)
        return "".join(element("w:p", None, properties, self.runs(runs_of(line))) for line in lines)

    def block(self, block: Block, level: int = 0) -> str:
        own = self.runs(block.runs)
        match block.kind:
            case "heading":
                return self.paragraph(f"Heading{min(block.level, 6)}", own)
            case "list":
                return self._list(block, level)
            case "table":
                return self._table(block)
            case "term":
                return self.paragraph("Term", own)
            case "code":
                return self.paragraph("Code", own)
            case "rule":
                return self.paragraph("Rule", "")
            case "quote" | "definition":
                style = "Quotation" if block.kind == "quote" else "Definition"
                return self._contained(block, style)
            case "definitions" | "notes" | "item" | "row" | "cell" | "paragraph":
                return self._contained(block, "Small" if block.kind == "notes" else "Text")

    def _contained(self, block: Block, style: str) -> str:
        parts = [self.paragraph(style, self.runs(block.runs))] if block.runs else []
        for child in block.children:
            plain = child.kind == "paragraph" and not child.children
            parts.append(
                self.paragraph(style, self.runs(child.runs)) if plain else self.block(child)
            )
        return "".join(parts)

    def _list(self, block: Block, level: int) -> str:
        self.starts.append(block.start)
        number = len(self.starts)
        parts = []
        for item in block.children:
            first = True
            lines = [item.runs] if item.runs else []
            for child in item.children:
                if child.kind == "paragraph" and not child.children:
                    lines.append(child.runs)
                    continue
                parts.append(self._item_lines(lines, number, level, first))
                first = first and not lines
                lines = []
                parts.append(
                    self._list(child, level + 1) if child.kind == "list" else self.block(child)
                )
            parts.append(self._item_lines(lines, number, level, first))
        return "".join(parts)

    def _item_lines(
        self, lines: Sequence[tuple[Run, ...]], number: int, level: int, first: bool
    ) -> str:
        out = []
        for place, line in enumerate(lines):
            numbered = number if first and place == 0 else None
            out.append(
                element(
                    "w:p",
                    None,
                    self._properties("ListItem", number=numbered, level=level),
                    self.runs(line),
                )
            )
        return "".join(out)

    def _table(self, block: Block) -> str:
        borders = "".join(
            element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0"})
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        count = max((len(row.children) for row in block.children), default=0)
        properties = element(
            "w:tblPr",
            None,
            *([element("w:bidiVisual")] if self.sheet.rtl else []),
            element("w:tblW", {"w:w": "5000", "w:type": "pct"}),
            element("w:tblBorders", None, borders),
        )
        grid = element("w:tblGrid", None, *[element("w:gridCol")] * count)
        rows = []
        for row in block.children:
            head = bool(row.children) and all(cell.header for cell in row.children)
            cells = []
            for cell in row.children:
                style = "HeadCell" if cell.header else "Cell"
                inner = self._contained(cell, style) or self.paragraph(style, "")
                cells.append(element("w:tc", None, element("w:tcPr"), inner))
            header = element("w:trPr", None, element("w:tblHeader")) if head else ""
            rows.append(element("w:tr", None, header, *cells))
        return element("w:tbl", None, properties, grid, *rows) + self.paragraph("Small", "")

    def paragraph(self, style: str, inner: str) -> str:
        return element("w:p", None, self._properties(style), inner)

    def _properties(
        self,
        style: str,
        *,
        frame: Box | None = None,
        leader: float | None = None,
        number: int | None = None,
        level: int = 0,
        side: Direction | None = None,
    ) -> str:
        parts = [element("w:pStyle", {"w:val": style})]
        if frame:
            height = {"w:h": twips(frame.height), "w:hRule": "exact"} if frame.height else {}
            parts.append(
                element(
                    "w:framePr",
                    {
                        "w:w": twips(frame.width),
                        **height,
                        "w:wrap": "around",
                        "w:vAnchor": "page",
                        "w:hAnchor": "page",
                        "w:x": twips(frame.x),
                        "w:y": twips(frame.y),
                    },
                )
            )
        if number:
            parts.append(
                element(
                    "w:numPr",
                    None,
                    element("w:ilvl", {"w:val": str(min(level, 8))}),
                    element("w:numId", {"w:val": str(number)}),
                )
            )
        if leader is not None:
            # In a right-to-left paragraph this is its other side: the end, whatever its name.
            tab = {"w:val": "right", "w:leader": "dot", "w:pos": twips(leader)}
            parts.append(element("w:tabs", None, element("w:tab", tab)))
        if side:
            parts.append(element("w:bidi", {"w:val": "1" if side == "rtl" else "0"}))
        if style == "ListItem":
            parts.append(element("w:ind", indent(level, hanging=number is not None)))
        return element("w:pPr", None, *parts)

    def runs(self, runs: Sequence[Run]) -> str:
        return "".join(self._styled(run) for run in runs)

    def _styled(self, run: Run) -> str:
        if run.note and not run.text:
            return self._run(run.note, raised=True)
        text = f"[{run.text}]" if run.image else run.text
        strong = run.strong or (run.emphasis and not self.sheet.italic)
        return self._run(
            text,
            strong=strong,
            slanted=run.emphasis and self.sheet.italic,
            code=run.code,
            tag=run.language,
        )

    def _run(
        self,
        text: str,
        *,
        strong: bool = False,
        slanted: bool = False,
        code: bool = False,
        raised: bool = False,
        tag: str = "",
    ) -> str:
        sheet = self.sheet
        out = []
        for piece in pieces(text, sheet):
            properties = []
            face = sheet.language.typeface.sans if code else sheet.bold_face if strong else ""
            if face:
                properties.append(element("w:rFonts", faces(face)))
            if strong:
                properties += [element("w:b"), element("w:bCs")]
            if slanted:
                properties += [element("w:i"), element("w:iCs")]
            if raised:
                properties.append(element("w:vertAlign", {"w:val": "superscript"}))
            if sheet.rtl and not piece.foreign and not tag:
                properties.append(element("w:rtl"))
            if sheet.complex and not piece.foreign and not tag:
                properties.append(element("w:cs"))
            if tag:
                properties.append(element("w:lang", {"w:val": tag}))
            out.append(
                element("w:r", None, element("w:rPr", None, *properties), *_texts(piece.text))
            )
        return "".join(out)

    def page(self) -> str:
        place = self.sheet.layout
        return element(
            "w:sectPr",
            None,
            element("w:footerReference", {"w:type": "default", "r:id": "rId4"}),
            element("w:footerReference", {"w:type": "first", "r:id": "rId5"}),
            element("w:pgSz", {"w:w": twips(place.paper_width), "w:h": twips(place.paper_height)}),
            element(
                "w:pgMar",
                {
                    "w:top": twips(place.margin_top),
                    "w:right": twips(place.margin_right),
                    "w:bottom": twips(place.margin_bottom),
                    "w:left": twips(place.margin_left),
                    "w:header": twips(10),
                    "w:footer": twips(10),
                    "w:gutter": "0",
                },
            ),
            element("w:titlePg"),
        )

    def footer(self, label: str) -> str:
        fields = {"{n}": "PAGE", "{m}": "NUMPAGES"}
        parts = []
        rest = label
        while rest:
            found = [(rest.find(mark), mark) for mark in fields if mark in rest]
            if not found:
                parts.append(self._run(rest))
                break
            place, mark = min(found)
            parts.append(self._run(rest[:place]) if place else "")
            parts.append(element("w:fldSimple", {"w:instr": f" {fields[mark]} "}, self._run("1")))
            rest = rest[place + len(mark) :]
        return self.paragraph("PageNumber", "".join(parts))


def _kept_with_next(body: str) -> str:
    """Return body whose last paragraph keeps its last lines on the page of what follows."""
    head, mark, last = body.rpartition("<w:pStyle ")
    style, end, rest = last.partition("/>")
    return f"{head}{mark}{style}{end}{element('w:keepNext')}{rest}" if mark else body


def _texts(text: str) -> Iterator[str]:
    for place, line in enumerate(text.split("\n")):
        if place:
            yield element("w:br")
        for number, piece in enumerate(line.split("\t")):
            if number:
                yield element("w:tab")
            if piece:
                yield element("w:t", {"xml:space": "preserve"}, text_xml(piece))
