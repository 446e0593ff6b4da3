"""Letters on paper: every glyph there is, pages within bounds, addresses within the window."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.catalogue import CatalogueError
from appeal.checks import layout
from appeal.languages import language
from appeal.model import Block, Edition, Finding
from appeal.workspace import Workspace, catalogue_path

if TYPE_CHECKING:
    from appeal.outputs.correspondence import Letter
    from appeal.outputs.letter import Typeset
    from appeal.verification import Request

# The address is set in 10 points (templates/letter.typ).
ADDRESS_MM = 10 * 25.4 / 72


def printed(root: Path, request: Request, slugs: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what does not fit or cannot be set in any released edition's letters."""
    from appeal.plan import AppealPlan

    workspace = Workspace(root)
    for slug in slugs:
        plan = AppealPlan(workspace, workspace.manuscript(slug))
        editions = [p for p in plan.editions() if p.decision.released]
        siblings = tuple(planned.link for planned in editions)
        said: set[tuple[str, str, str]] = set()
        for planned in editions:
            if request.tags and planned.language not in request.tags:
                continue
            edition = plan.make(planned, siblings, request.today)
            for finding in _edition(workspace, edition, request.fonts):
                # Ten sections with one language say the same thing once, though their papers
                # overflow by more or fewer lines.
                fits = finding.code == layout.LETTER_CODE
                key = (finding.path, finding.code, "" if fits else finding.message)
                if key not in said:
                    said.add(key)
                    yield finding


def _edition(workspace: Workspace, edition: Edition, fonts: tuple[str, ...]) -> Iterator[Finding]:
    from appeal.outputs.correspondence import letters
    from appeal.outputs.letter import reading_languages, typeset
    from appeal.outputs.press import PressError, shared

    press = shared(fonts)
    for localised in (edition.own, *reading_languages(edition)):
        tag = localised.language
        path = _path(workspace, tag, edition.appeal.slug)
        items = letters(edition, localised, workspace.words(tag))
        own = localised is edition.own
        missing = list(_missing(workspace, edition, items, tag, fonts, page=own))
        yield from missing
        if missing or not items:
            continue
        yield from _address(edition, items, tag, path, fonts)
        try:
            sheets = typeset(edition, [(item,) for item in items], press)
        except PressError:
            # The build has named it.
            continue
        yield from _pages(edition, sheets, path)


def _pages(edition: Edition, sheets: Typeset, path: str) -> Iterator[Finding]:
    for pages, overflow in zip(sheets.pages, sheets.overflows, strict=True):
        yield from layout.letter_pages(
            path=path,
            pages=pages,
            max_pages=edition.appeal.max_pages,
            overflow_lines=overflow.lines if overflow else 0,
        )


def _missing(
    workspace: Workspace,
    edition: Edition,
    items: tuple[Letter, ...],
    tag: str,
    fonts: tuple[str, ...],
    *,
    page: bool,
) -> Iterator[Finding]:
    from appeal.outputs import fonts as faces

    texts = [text for item in items for text in item.texts]
    if page:
        texts += [text.text for text in edition.own.prose.values()]
        texts += [text for block in edition.own.page.blocks for text in _texts(block)]
    found = {
        one.character: one.package
        for style in ("serif", "sans")
        for one in faces.missing([(language(tag), "".join(texts))], fonts, style)
    }
    path = _path(workspace, tag, edition.appeal.slug)
    places = _places(workspace, tag, edition.appeal.slug, frozenset(found))
    for character, package in sorted(found.items()):
        name, line = places.get(character, (path, None))
        for finding in layout.glyphs(path=name, missing=[(character, package)]):
            yield Finding(
                path=name,
                line=line,
                code=finding.code,
                message=finding.message,
                hint=finding.hint,
            )


def _texts(block: Block) -> Iterator[str]:
    yield from (run.text for run in block.runs)
    for child in block.children:
        yield from _texts(child)


def _places(
    workspace: Workspace, tag: str, slug: str, characters: frozenset[str]
) -> Mapping[str, tuple[str, int | None]]:
    """Return the file and line of the first msgstr that has each of the characters."""
    found: dict[str, tuple[str, int | None]] = {}
    if not characters:
        return found
    for name in (tag, *language(tag).fallbacks):
        for domain in (slug, "common", "interface"):
            try:
                catalogue = workspace.catalogue(name, domain)
            except CatalogueError:
                continue
            for entry in catalogue.entries if catalogue else ():
                for text, line in zip(entry.msgstr, entry.msgstr_lines, strict=False):
                    for character in characters.intersection(text):
                        found.setdefault(character, (catalogue_path(name, domain), line))
    return found


def _address(
    edition: Edition, items: tuple[Letter, ...], tag: str, path: str, fonts: tuple[str, ...]
) -> Iterator[Finding]:
    from appeal.outputs.letter import address_pitch
    from appeal.outputs.windows import window_of

    window = window_of(edition.section)
    width = window.width - window.inset_x
    for item in items:
        yield from layout.address_widths(
            path=path,
            lines=[(line, _width(line, tag, fonts)) for line in item.recipient],
            width_mm=width,
            most_lines=int(window.height // address_pitch(item)),
        )


@functools.lru_cache(maxsize=4096)
def _width(line: str, tag: str, fonts: tuple[str, ...]) -> float:
    """Return a line's width in mm from the fonts' own advances, unshaped.

    Shaping joins and narrows; so the true width of Arabic or Indic text is
    at most this.
    """
    from appeal.outputs import fonts as faces

    regular = {f.family: f for f in faces.faces(fonts) if f.weight == 400 and not f.italic}
    chain = faces.chain(language(tag), "serif", frozenset(regular))
    total = 0.0
    for character in line:
        for family in chain:
            face = regular[family]
            advance = _advances(face.path, face.index).get(ord(character))
            if advance is not None:
                total += advance
                break
    return total * ADDRESS_MM


@functools.lru_cache(maxsize=64)
def _advances(path: str, index: int) -> Mapping[int, float]:
    """Return the advance of each code point in em."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no stubs

    number = index if path.endswith(".ttc") else -1
    with TTFont(path, fontNumber=number, lazy=True) as font:
        size = font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {code: advances[name][0] / size for code, name in font.getBestCmap().items()}


def _path(workspace: Workspace, tag: str, slug: str) -> str:
    path = catalogue_path(tag, slug)
    return path if workspace.read(path) is not None else f"source/{slug}/letter.md"
