"""The parts of an OpenDocument package around the text: styles, pages, properties, manifest."""

from __future__ import annotations

from collections.abc import Sequence

from appeal.outputs.correspondence import Letter
from appeal.outputs.office import XML, Look, Sheet, element, looks, text_xml
from appeal.outputs.typography import CJK

MIMETYPE = "application/vnd.oasis.opendocument.text"

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "xmlns:office": f"{_OASIS}:office:1.0",
    "xmlns:style": f"{_OASIS}:style:1.0",
    "xmlns:text": f"{_OASIS}:text:1.0",
    "xmlns:table": f"{_OASIS}:table:1.0",
    "xmlns:draw": f"{_OASIS}:drawing:1.0",
    "xmlns:fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "xmlns:svg": f"{_OASIS}:svg-compatible:1.0",
    "xmlns:meta": f"{_OASIS}:meta:1.0",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "office:version": "1.3",
}


def mm(length: float) -> str:
    return f"{length:.2f}mm"


def content(body: str, automatic: str, sheet: Sheet) -> str:
    """Return content.xml: the text and the styles that were made for it."""
    table = element(
        "style:style",
        {"style:name": "LetterTable", "style:family": "table"},
        element("style:table-properties", {"style:writing-mode": _mode(sheet)}),
    )
    cell = element(
        "style:style",
        {"style:name": "TableCell", "style:family": "table-cell"},
        element("style:table-cell-properties", {"fo:border": "0.4pt solid #000000"}),
    )
    return XML + element(
        "office:document-content",
        _NAMESPACES,
        _fonts(sheet),
        element("office:automatic-styles", None, table, cell, automatic),
        element("office:body", None, element("office:text", None, body)),
    )


def _mode(sheet: Sheet) -> str:
    return "rl-tb" if sheet.rtl else "lr-tb"


def _families(sheet: Sheet) -> list[str]:
    typeface = sheet.language.typeface
    names = ["Noto Serif", "Noto Sans", typeface.serif, typeface.sans, sheet.bold_face]
    return list(dict.fromkeys(name for name in names if name))


def _fonts(sheet: Sheet) -> str:
    faces = (
        element("style:font-face", {"style:name": name, "svg:font-family": f"'{name}'"})
        for name in _families(sheet)
    )
    return element("office:font-face-decls", None, *faces)


def frame_style(name: str) -> str:
    """Return the style of a frame that stands where it is put on the page, without a border.

    Its parent tells LibreOffice that it is a frame with paragraphs of the
    text, not a drawing with a label.
    """
    return element(
        "style:style",
        {"style:name": name, "style:family": "graphic", "style:parent-style-name": "Frame"},
        element(
            "style:graphic-properties",
            {
                "style:vertical-pos": "from-top",
                "style:vertical-rel": "page",
                "style:horizontal-pos": "from-left",
                "style:horizontal-rel": "page",
                "style:wrap": "run-through",
                "style:run-through": "foreground",
                "draw:fill": "none",
                "fo:border": "none",
                "fo:padding": "0mm",
            },
        ),
    )


def text_style(name: str, key: Sequence[str], sheet: Sheet) -> str:
    """Return the automatic style of a run with these traits."""
    properties: dict[str, str] = {}
    for trait in key:
        if trait == "strong":
            properties |= _weight()
            if sheet.bold_face:
                properties |= _face(sheet.bold_face)
        elif trait == "slanted":
            properties |= {"fo:font-style": "italic", "style:font-style-complex": "italic"}
        elif trait == "code":
            properties |= _face(sheet.language.typeface.sans)
        elif trait == "raised":
            properties["style:text-position"] = "super 58%"
        else:
            tag, _, region = trait.removeprefix("lang:").partition("-")
            properties |= {"fo:language": tag, "fo:country": region or "none"}
    return element(
        "style:style",
        {"style:name": name, "style:family": "text"},
        element("style:text-properties", properties),
    )


def _face(family: str) -> dict[str, str]:
    slots = ("style:font-name", "style:font-name-asian", "style:font-name-complex")
    return dict.fromkeys(slots, family)


def _weight() -> dict[str, str]:
    slots = ("fo:font-weight", "style:font-weight-asian", "style:font-weight-complex")
    return dict.fromkeys(slots, "bold")


def _size(pt: float) -> dict[str, str]:
    slots = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
    return dict.fromkeys(slots, f"{pt:.1f}pt")


def styles(sheet: Sheet, footer: str) -> str:
    """Return styles.xml: the paragraphs' styles, and pages whose first has no number."""
    return XML + element(
        "office:document-styles",
        _NAMESPACES,
        _fonts(sheet),
        element(
            "office:styles",
            None,
            _default(sheet),
            element("style:style", {"style:name": "Frame", "style:family": "graphic"}),
            *(_style(look, sheet) for look in looks(sheet)),
        ),
        element("office:automatic-styles", None, _page_layout(sheet)),
        element(
            "office:master-styles",
            None,
            element(
                "style:master-page",
                {
                    "style:name": "First",
                    "style:page-layout-name": "Sheet",
                    "style:next-style-name": "Next",
                },
                element("style:footer", None, element("text:p")),
            ),
            element(
                "style:master-page",
                {"style:name": "Next", "style:page-layout-name": "Sheet"},
                element("style:footer", None, footer),
            ),
        ),
    )


def _default(sheet: Sheet) -> str:
    target = sheet.language
    latin = "Noto Serif"
    serif = target.typeface.serif
    own = {"language": target.language, "country": sheet.region}
    english = {"language": "en", "country": "GB"}
    none = {"language": "none", "country": "none"}
    western = english if sheet.complex or target.hand in CJK else own
    asian = own if target.hand in CJK else none
    composed = own if sheet.complex else none
    return element(
        "style:default-style",
        {"style:family": "paragraph"},
        element(
            "style:paragraph-properties",
            {
                "style:writing-mode": _mode(sheet),
                # LibreOffice takes "start" for left whatever the direction.
                "fo:text-align": "right" if sheet.rtl else "left",
            },
        ),
        element(
            "style:text-properties",
            {
                "style:font-name": latin,
                "style:font-name-asian": serif if target.hand in CJK else latin,
                "style:font-name-complex": serif if sheet.complex else latin,
                **_size(sheet.size_pt),
                **{f"fo:{key}": value for key, value in western.items()},
                **{f"style:{key}-asian": value for key, value in asian.items()},
                **{f"style:{key}-complex": value for key, value in composed.items()},
            },
        ),
    )


def _style(look: Look, sheet: Sheet) -> str:
    place = sheet.layout
    width = place.paper_width - place.margin_left - place.margin_right
    paragraph = {
        "fo:margin-top": mm(look.before),
        "fo:margin-bottom": mm(look.after),
        "fo:widows": "2",
        "fo:orphans": "2",
        "style:writing-mode": _mode(sheet),
    }
    if look.keep:
        paragraph["fo:keep-with-next"] = "always"
    if look.indent:
        paragraph["fo:margin-left"] = mm(look.indent)
    if look.at_end:
        paragraph["fo:text-align"] = "left" if sheet.rtl else "right"
    if look.name == "Rule":
        paragraph["fo:border-bottom"] = "0.4pt solid #000000"
    tabs = ""
    if look.name in {"Blank", "DateLine"}:
        stop = {
            "style:position": mm(width if look.name == "Blank" else place.sender.width),
            "style:type": "right",
            "style:leader-style": "dotted",
            "style:leader-text": ".",
        }
        tabs = element("style:tab-stops", None, element("style:tab-stop", stop))
    text = _size(look.size)
    if look.sans:
        text |= _face(sheet.language.typeface.sans)
        if sheet.complex:
            text["style:font-name"] = "Noto Sans"
    if look.bold:
        text |= _weight()
        if sheet.bold_face:
            text["style:font-name-complex"] = sheet.bold_face
    names = {"style:name": look.name, "style:family": "paragraph"}
    names["style:display-name"] = f"Letter {look.name}"
    if look.outline:
        names["style:default-outline-level"] = str(look.outline)
    return element(
        "style:style",
        names,
        element("style:paragraph-properties", paragraph, tabs),
        element("style:text-properties", text),
    )


def _page_layout(sheet: Sheet) -> str:
    place = sheet.layout
    return element(
        "style:page-layout",
        {"style:name": "Sheet"},
        element(
            "style:page-layout-properties",
            {
                "fo:page-width": mm(place.paper_width),
                "fo:page-height": mm(place.paper_height),
                "fo:margin-top": mm(place.margin_top),
                "fo:margin-bottom": mm(10),
                "fo:margin-left": mm(place.margin_left),
                "fo:margin-right": mm(place.margin_right),
                "style:writing-mode": _mode(sheet),
                "style:print-orientation": "portrait",
            },
        ),
        element(
            "style:footer-style",
            None,
            element(
                "style:header-footer-properties",
                {"svg:height": mm(place.margin_bottom - 10), "fo:margin-top": mm(4)},
            ),
        ),
    )


def meta(letter: Letter, sheet: Sheet) -> str:
    return XML + element(
        "office:document-meta",
        _NAMESPACES,
        element(
            "office:meta",
            None,
            element("dc:title", None, text_xml(letter.title)),
            element("meta:initial-creator", None, text_xml(sheet.author)),
            element("dc:language", None, sheet.language.bcp47),
            element("meta:creation-date", None, sheet.date.rstrip("Z")),
        ),
    )


def manifest() -> str:
    names = ("content.xml", "styles.xml", "meta.xml")
    space = f"{_OASIS}:manifest:1.0"
    entry = "manifest:file-entry"
    root = {"manifest:full-path": "/", "manifest:media-type": MIMETYPE, "manifest:version": "1.3"}
    return XML + element(
        "manifest:manifest",
        {"xmlns:manifest": space, "manifest:version": "1.3"},
        element(entry, root),
        *(
            element(entry, {"manifest:full-path": name, "manifest:media-type": "text/xml"})
            for name in names
        ),
    )
