"""The one walk over Markdown, and the only importer of `markdown`.

A document is parsed once into a skeleton (sanitised HTML with a hole for
each unit) and its units; a language's page is the skeleton with each hole
filled by its translation, rendered inline alone. The law: filled with its
own msgids, a document is exactly what Python-Markdown makes of the source.

The units are cut out of the block structure that the English has, which is
why a msgstr that begins with "3." or "#" stays what it was, a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from appeal.markup import bounds
from appeal.markup.converter import converter
from appeal.markup.document import EMPTY, Document, fill
from appeal.markup.engine import engine
from appeal.markup.sanitising import sanitise
from appeal.markup.walk import unwrap
from appeal.model import Finding, SourceText

__all__ = ["Document", "fill", "parse", "plain", "render", "sanitise", "unwrap"]


def plain(text: str) -> str:
    """Return what Python-Markdown alone makes of a text, unsanitised: the oracle of the law."""
    return converter().convert(text)


def parse(
    source: SourceText, *, source_language: str = "en", kind: str = "", id_prefix: str = ""
) -> tuple[Document, tuple[Finding, ...]]:
    """Walk a source text once; return the document and every trouble found in it.

    ``kind`` goes before each unit's kind (``letter``). ``id_prefix`` keeps
    the anchors of two documents on one page apart. With findings of severity
    error the document may be empty.
    """
    findings = tuple(bounds.findings(source))
    if findings:
        return EMPTY, findings
    try:
        with engine() as lent:
            return lent.parse(source, source_language, kind, id_prefix)
    except RecursionError:
        finding = Finding(
            path=source.path,
            line=source.body_line,
            code="source-too-deep",
            message="the text is nested too deeply to be read",
            hint="use fewer levels of lists, quotes and definitions",
        )
        return EMPTY, (finding,)


def render(document: Document, texts: Sequence[str]) -> tuple[str, ...]:
    """Render each unit's text inline, alone, and sanitise it; HTML in the units' order.

    ``texts`` has one text a unit: its msgstr, or its msgid for the source.
    No text reaches into another block, and none may use a tag or an
    attribute that its msgid does not use. A text beyond the bounds comes out
    as it is written, its markup as plain characters.
    """
    with engine() as lent:
        return lent.render(document, texts)
