"""A parsed source text: a skeleton with holes, and the units that fill them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appeal.model import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A value, so it can be pickled, compared and kept.

    ``pieces`` alternate between sanitised HTML and the index of the unit
    whose hole is there. ``order`` is that in which Python-Markdown renders
    the units: it numbers a footnote's calls by it. ``source_html`` is each
    unit's own rendering, whose tags and attributes are all that a
    translation of it may use. ``titles`` names the link references whose
    tooltip is a unit.
    """

    units: tuple[Unit, ...] = ()
    pieces: tuple[str | int, ...] = ()
    order: tuple[int, ...] = ()
    references: Mapping[str, tuple[str, str | None]]
    titles: tuple[tuple[str, int], ...] = ()
    footnotes: tuple[str, ...] = ()
    source_html: tuple[str, ...] = ()
    id_prefix: str = ""


EMPTY = Document(references={})


def fill(document: Document, inlines: Sequence[str]) -> str:
    """Return the document's HTML with each hole filled by the inline HTML of its unit."""
    return "".join(inlines[piece] if isinstance(piece, int) else piece for piece in document.pieces)
