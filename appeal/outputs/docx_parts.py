"""The parts of an Office Open XML package that hold no text: styles, lists, relations, types."""

from __future__ import annotations

from collections.abc import Sequence

from appeal.outputs.correspondence import Letter
from appeal.outputs.office import XML, Look, Sheet, element, looks, text_xml
from appeal.outputs.typography import CJK

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_NAMESPACES = {"xmlns:w": _W, "xmlns:r": _R}


def twips(mm: float) -> str:
    return str(round(mm * 1440 / 25.4))


def part(name: str, inner: str) -> str:
    return XML + element(name, _NAMESPACES, inner)


def faces(family: str) -> dict[str, str]:
    return {"w:ascii": family, "w:hAnsi": family, "w:eastAsia": family, "w:cs": family}


def indent(level: int, *, hanging: bool) -> dict[str, str]:
    """Return the indent of a list's item: text of all levels stands 6 mm further each."""
    left = {"w:left": twips(6 * (level + 1))}
    return {**left, "w:hanging": twips(6)} if hanging else left


def styles(sheet: Sheet) -> str:
    serif, hand = sheet.language.typeface.serif, sheet.language.hand
    default = {
        **faces("Noto Serif"),
        "w:cs": serif if sheet.complex else "Noto Serif",
        "w:eastAsia": serif if hand in CJK else "Noto Serif",
    }
    line = {"w:before": "0", "w:after": "0"}
    if hand != "Aran":
        # In 240ths of the face's own height, which is enough for Nastaliq.
        line["w:line"] = "264"
    defaults = element(
        "w:docDefaults",
        None,
        element(
            "w:rPrDefault",
            None,
            element(
                "w:rPr",
                None,
                element("w:rFonts", default),
                _size(sheet.size_pt),
                element("w:lang", _languages(sheet)),
            ),
        ),
        element("w:pPrDefault", None, element("w:pPr", None, element("w:spacing", line))),
    )
    normal = element(
        "w:style",
        {"w:type": "paragraph", "w:styleId": "Normal", "w:default": "1"},
        element("w:name", {"w:val": "Normal"}),
        element("w:pPr", None, element("w:bidi") if sheet.rtl else ""),
    )
    return defaults + normal + "".join(_style(look, sheet) for look in looks(sheet))


def _languages(sheet: Sheet) -> dict[str, str]:
    tag = f"{sheet.language.language}-{sheet.region}"
    if sheet.complex:
        return {"w:val": "en-GB", "w:bidi": tag}
    if sheet.language.hand in CJK:
        return {"w:val": "en-GB", "w:eastAsia": tag}
    return {"w:val": tag}


def _style(look: Look, sheet: Sheet) -> str:
    # In the schema's order: Word refuses files that are not.
    rule = {"w:val": "single", "w:sz": "4", "w:space": "1", "w:color": "auto"}
    paragraph = (
        element("w:keepNext") if look.keep else "",
        element("w:pBdr", None, element("w:bottom", rule)) if look.name == "Rule" else "",
        element("w:spacing", {"w:before": twips(look.before), "w:after": twips(look.after)}),
        element("w:ind", {"w:left": twips(look.indent)}) if look.indent else "",
        element("w:jc", {"w:val": "right"}) if look.at_end else "",
        element("w:outlineLvl", {"w:val": str(look.outline - 1)}) if look.outline else "",
    )
    face = sheet.language.typeface.sans if look.sans else sheet.bold_face if look.bold else ""
    run = (
        element("w:rFonts", faces(face)) if face else "",
        element("w:b") + element("w:bCs") if look.bold else "",
        _size(look.size),
    )
    name = f"heading {look.outline}" if look.outline else f"Letter {look.name}"
    return element(
        "w:style",
        {"w:type": "paragraph", "w:styleId": look.name},
        element("w:name", {"w:val": name}),
        element("w:basedOn", {"w:val": "Normal"}),
        element("w:qFormat"),
        element("w:pPr", None, *paragraph),
        element("w:rPr", None, *run),
    )


def _size(pt: float) -> str:
    value = {"w:val": str(round(pt * 2))}
    return element("w:sz", value) + element("w:szCs", value)


def numbering(starts: Sequence[int | None]) -> str:
    """Return one numbering for each list, from its own start; None makes bullets."""
    abstract, numbers = [], []
    for place, start in enumerate(starts, 1):
        identifier = {"w:abstractNumId": str(place)}
        levels = "".join(_level(level, start) for level in range(9))
        kind = element("w:multiLevelType", {"w:val": "hybridMultilevel"})
        abstract.append(element("w:abstractNum", identifier, kind, levels))
        link = element("w:abstractNumId", {"w:val": str(place)})
        numbers.append(element("w:num", {"w:numId": str(place)}, link))
    return "".join(abstract + numbers)


def _level(level: int, start: int | None) -> str:
    return element(
        "w:lvl",
        {"w:ilvl": str(level)},
        element("w:start", {"w:val": str(1 if start is None else start)}),
        element("w:numFmt", {"w:val": "bullet" if start is None else "decimal"}),
        element("w:lvlText", {"w:val": "•" if start is None else f"%{level + 1}."}),
        element("w:lvlJc", {"w:val": "left"}),
        element("w:pPr", None, element("w:ind", indent(level, hanging=True))),
    )


def boilerplate(letter: Letter, sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return the parts that are the same for all letters, and the document's properties."""
    return (
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", _relations(_ROOT)),
        ("word/_rels/document.xml.rels", _relations(_DOCUMENT)),
        ("word/settings.xml", part("w:settings", _SETTINGS)),
        ("docProps/core.xml", _core(letter, sheet)),
    )


_SETTINGS = element("w:defaultTabStop", {"w:val": "709"}) + element(
    "w:compat",
    None,
    element(
        "w:compatSetting",
        {
            "w:name": "compatibilityMode",
            "w:uri": "http://schemas.microsoft.com/office/word",
            "w:val": "15",
        },
    ),
)

_ROOT = (
    ("officeDocument", "word/document.xml"),
    ("core", "docProps/core.xml"),
)
_DOCUMENT = (
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("footer", "footer1.xml"),
    ("footer", "footer2.xml"),
)


def _relations(rows: Sequence[tuple[str, str]]) -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return XML + element(
        "Relationships",
        {"xmlns": f"{_PACKAGE}/relationships"},
        *(
            element(
                "Relationship",
                {
                    "Id": f"rId{number}",
                    "Type": core if kind == "core" else f"{_R}/{kind}",
                    "Target": target,
                },
            )
            for number, (kind, target) in enumerate(rows, 1)
        ),
    )


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_TYPES}.document.main+xml",
        "/word/styles.xml": f"{_TYPES}.styles+xml",
        "/word/numbering.xml": f"{_TYPES}.numbering+xml",
        "/word/settings.xml": f"{_TYPES}.settings+xml",
        "/word/footer1.xml": f"{_TYPES}.footer+xml",
        "/word/footer2.xml": f"{_TYPES}.footer+xml",
        "/docProps/core.xml": _CORE,
    }
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return XML + element(
        "Types",
        {"xmlns": f"{_PACKAGE}/content-types"},
        element("Default", {"Extension": "rels", "ContentType": relations}),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(
            element("Override", {"PartName": name, "ContentType": kind})
            for name, kind in overrides.items()
        ),
    )


def _core(letter: Letter, sheet: Sheet) -> str:
    moment = {"xsi:type": "dcterms:W3CDTF"}
    return XML + element(
        "cp:coreProperties",
        {
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
        element("dc:title", None, text_xml(letter.title)),
        element("dc:creator", None, text_xml(sheet.author)),
        element("dc:language", None, sheet.language.bcp47),
        element("dcterms:created", moment, sheet.date),
        element("dcterms:modified", moment, sheet.date),
    )
