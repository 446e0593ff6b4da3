"""index.html: the campaign at a glance, for the secretariat and for webmasters, in English.

Appeals and their deadlines, how far each language is, and each section's
downloads, with the reason wherever something is held back.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from appeal.languages import Language, language
from appeal.outputs.facts import long_date
from appeal.outputs.style import minified, style
from appeal.release.feed import NAME as FEED
from appeal.release.manifest import AppealEntry, EditionEntry, FileEntry, Manifest, SectionEntry
from appeal.release.sizes import size

INDEX = "index.html"

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Appeal:
    """An appeal, how many editions of it are out and waiting, and how far its languages are."""

    entry: AppealEntry
    released: int
    held: int
    tags: Mapping[str, EditionEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """An edition of a section with the files that people ask for first."""

    edition: EditionEntry
    language: Language
    page: str
    letter: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    entry: SectionEntry
    zip: FileEntry | None
    feeds: tuple[tuple[Language, str], ...]
    rows: tuple[_Row, ...]


def index(manifest: Manifest) -> bytes:
    """Return the page of a release's manifest, in which the zips must already be."""
    css = style(language("en")).css + _css()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    appeals = _appeals(manifest)
    tags = sorted({edition.tag for edition in manifest.editions})
    languages = sorted(map(language, tags), key=lambda known: _english(known).casefold())
    # Piece by piece: the page of a thousand appeals is 14 MB, in half a million pieces.
    stream = io.BytesIO()
    for piece in (
        _environment()
        .get_template("index.html.jinja")
        .generate(
            manifest=manifest,
            css=css,
            csp=f"'sha256-{digest}'",
            appeals=appeals,
            languages=languages,
            source=language(manifest.source_language).language,
            sections=_sections(manifest),
            held=sum(edition.release == "held" for edition in manifest.editions),
            english=_english,
            date=lambda day: long_date(day, language("en_GB")),
            size=size,
        )
    ):
        stream.write(piece.encode())
    return stream.getvalue()


def _appeals(manifest: Manifest) -> list[_Appeal]:
    by_appeal: dict[str, list[EditionEntry]] = {}
    for edition in manifest.editions:
        by_appeal.setdefault(edition.appeal, []).append(edition)
    found = []
    for entry in manifest.appeals:
        editions = by_appeal.get(entry.appeal, [])
        held = sum(edition.release == "held" for edition in editions)
        found.append(
            _Appeal(
                entry=entry,
                released=len(editions) - held,
                held=held,
                # A language is as far in one section as in another.
                tags={edition.tag: edition for edition in editions},
            )
        )
    return found


def _sections(manifest: Manifest) -> list[_Section]:
    files = {file.path: file for file in manifest.files}
    count: dict[tuple[str | None, str | None, str | None], int] = {}
    for file in manifest.files:
        key = (file.section, file.tag, file.appeal)
        count[key] = count.get(key, 0) + 1
    editions: dict[str, list[EditionEntry]] = {}
    for edition in manifest.editions:
        editions.setdefault(edition.section, []).append(edition)
    sections = []
    for entry in manifest.sections:
        feeds = [(language(tag), f"{entry.section}/{tag}/{FEED}") for tag in entry.tags]
        rows = [
            _Row(
                edition=edition,
                language=language(edition.tag),
                page=path if (path := f"{edition.folder}/index.html") in files else "",
                letter=path if (path := f"{edition.folder}/letter.pdf") in files else "",
                files=count.get((edition.section, edition.tag, edition.appeal), 0),
            )
            for edition in editions.get(entry.section, [])
        ]
        sections.append(
            _Section(
                entry=entry,
                zip=files.get(entry.zip) if entry.zip else None,
                feeds=tuple(feed for feed in feeds if feed[1] in files),
                rows=tuple(rows),
            )
        )
    return sections


def _english(known: Language) -> str:
    return language("en").language_name(known.tag)


@functools.lru_cache(maxsize=1)
def _css() -> str:
    return minified((_TEMPLATES / "index.css").read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
