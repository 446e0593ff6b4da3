"""manifest.json: what a release holds, for whom, in what state, and what is held back.

``docs/manifest.schema.json`` describes it for others; a test keeps both the
same. No value in it comes from a clock: `serial` numbers releases, and a
release is newer when its number is greater.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal

import msgspec

from appeal.languages import language
from appeal.model import Campaign
from appeal.outputs.facts import State as AppealState
from appeal.outputs.links import page_url
from appeal.release.paths import MANIFEST, UnsafePath, check_all
from appeal.release.policy import State
from appeal.release.records import EditionRecord, FileRecord

FORMAT = 1
ZIP = "zip"

Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class ManifestError(ValueError):
    """Bytes that are no manifest of a release; the message says where."""


class SectionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A section, the tags that it has released files in, and its zip (None: nothing released)."""

    section: str
    name: str
    country: str
    tags: tuple[str, ...]
    zip: str | None


class AppealEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An appeal by its title in the source language, with its last useful day and its state."""

    appeal: str
    title: str
    deadline: datetime.date | None
    state: AppealState


class EditionEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An edition, released or not. ``reason`` says what is missing, "" where nothing is.

    ``title`` stands in the language of ``title_tag``: the source's where it
    is not translated.
    """

    section: str
    tag: str
    direction: Literal["ltr", "rtl"]
    appeal: str
    title: str
    title_tag: str
    url: str
    policy: Literal["reviewed", "translated", "partial", "frozen"]
    release: State
    reason: str
    frozen_on: datetime.date | None
    source_revision: str
    completeness: Percent
    reviewed: bool
    deadline: datetime.date | None
    state: AppealState
    updated: datetime.datetime | None

    @property
    def folder(self) -> str:
        return f"{self.section}/{self.tag}/{self.appeal}"


class FileEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file. What an edition alone has is None for a file that spans several."""

    path: str
    sha256: Sha256
    size: Annotated[int, msgspec.Meta(ge=0)]
    kind: str
    section: str | None
    tag: str | None
    direction: Literal["ltr", "rtl"] | None
    appeal: str | None
    source_revision: str | None
    completeness: Percent | None
    reviewed: bool | None
    deadline: datetime.date | None
    state: AppealState | None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A whole release, or a section's part of one.

    ``date`` is the build's, an argument. ``restores`` is the serial of the
    earlier release whose content this one brings back, None in others.
    """

    format: int
    serial: Annotated[int, msgspec.Meta(ge=0)]
    date: datetime.date | None
    restores: int | None
    campaign: str
    base_url: str
    source_language: str
    sections: tuple[SectionEntry, ...]
    appeals: tuple[AppealEntry, ...]
    editions: tuple[EditionEntry, ...]
    files: tuple[FileEntry, ...]

    def of_section(self, section: str) -> Manifest:
        """Return the part of it that a section's zip holds: its files but the zip itself."""
        editions = tuple(e for e in self.editions if e.section == section)
        slugs = {e.appeal for e in editions}
        return msgspec.structs.replace(
            self,
            appeals=tuple(a for a in self.appeals if a.appeal in slugs),
            sections=tuple(
                msgspec.structs.replace(s, zip=None) for s in self.sections if s.section == section
            ),
            editions=editions,
            files=tuple(f for f in self.files if f.section == section and f.kind != ZIP),
        )

    def with_records(self, records: Sequence[FileRecord]) -> Manifest:
        """Return it with files that belong to no edition, zips named by their sections."""
        zips = {record.section: record.path for record in records if record.kind == ZIP}
        return msgspec.structs.replace(
            self,
            sections=tuple(
                msgspec.structs.replace(s, zip=zips.get(s.section, s.zip)) for s in self.sections
            ),
        ).with_files((*self.files, *map(file_entry, records)))

    def with_files(self, files: Iterable[FileEntry]) -> Manifest:
        return msgspec.structs.replace(self, files=tuple(sorted(files, key=lambda f: f.path)))


def make_manifest(
    campaign: Campaign,
    editions: Sequence[EditionRecord],
    files: Iterable[FileRecord],
    *,
    serial: int,
    today: datetime.date | None = None,
) -> Manifest:
    """Return the manifest of a build, in an order that depends on its content alone.

    Sections stand as the campaign has them, editions by section, appeal
    and the section's order of languages, files by path.
    """
    files = tuple(files)
    entry_of = {record.folder: _edition(campaign, record) for record in editions}
    appeals = {
        record.slug: AppealEntry(
            appeal=record.slug,
            title=record.source_title,
            deadline=record.deadline,
            state=record.state,
        )
        for record in editions
    }
    rows = {section.slug: row for row, section in enumerate(campaign.sections)}
    columns = {
        (section.slug, language(name).bcp47): column
        for section in campaign.sections
        for column, name in enumerate(section.languages)
    }
    tags = {(file.section, file.tag) for file in files}
    zips = {file.section: file.path for file in files if file.kind == ZIP}
    return Manifest(
        format=FORMAT,
        serial=serial,
        date=today,
        restores=None,
        campaign=campaign.name,
        base_url=campaign.base_url,
        source_language=language(campaign.source_language).bcp47,
        sections=tuple(
            SectionEntry(
                section=section.slug,
                name=section.name,
                country=section.country,
                tags=tuple(
                    tag
                    for tag in (language(name).bcp47 for name in section.languages)
                    if (section.slug, tag) in tags
                ),
                zip=zips.get(section.slug),
            )
            for section in campaign.sections
        ),
        appeals=tuple(appeals[slug] for slug in sorted(appeals)),
        editions=tuple(
            sorted(
                entry_of.values(),
                key=lambda e: (rows[e.section], e.appeal, columns[e.section, e.tag]),
            )
        ),
        files=(),
    ).with_files(file_entry(file, entry_of.get(_folder(file))) for file in files)


def file_entry(file: FileRecord, edition: EditionEntry | None = None) -> FileEntry:
    """Return the entry of a file, with what is known of its edition."""
    return FileEntry(
        path=file.path,
        sha256=file.sha256,
        size=file.size,
        kind=file.kind,
        section=file.section or None,
        tag=file.tag or None,
        direction=_direction(file.tag),
        appeal=file.slug or None,
        source_revision=edition.source_revision if edition else None,
        completeness=edition.completeness if edition else None,
        reviewed=edition.reviewed if edition else None,
        deadline=edition.deadline if edition else None,
        state=edition.state if edition else None,
    )


def write_manifest(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest: JSON, two spaces deep, one final newline."""
    return b"".join(manifest_pieces(manifest))


def manifest_pieces(manifest: Manifest) -> Iterator[bytes]:
    """Yield the bytes of a manifest, no more than a thousand entries at a time."""
    hollow = _formatted(msgspec.structs.replace(manifest, editions=(), files=()))
    # In a JSON text a quotation mark without a backslash never stands inside a string.
    before, _, rest = hollow.partition(b'"editions": []')
    between, _, after = rest.partition(b'"files": []')
    yield before + b'"editions": '
    yield from _array(manifest.editions)
    yield between + b'"files": '
    yield from _array(manifest.files)
    yield after + b"\n"


def _array(items: Sequence[EditionEntry] | Sequence[FileEntry]) -> Iterator[bytes]:
    if not items:
        yield b"[]"
        return
    opening = b"[\n"
    for start in range(0, len(items), 1000):
        text = _formatted(items[start : start + 1000])
        inner = text.removeprefix(b"[\n").removesuffix(b"\n]")
        yield opening + b"  " + inner.replace(b"\n", b"\n  ")
        opening = b",\n"
    yield b"\n  ]"


def _formatted(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest that bytes hold; unknown fields are passed over.

    Raises `ManifestError` for anything else, for paths that may not be in
    a release and for a format that is newer than this one.
    """
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{MANIFEST}: {error}") from None
    if manifest.format != FORMAT:
        raise ManifestError(
            f"{MANIFEST}: format {manifest.format}, this version of appeal reads {FORMAT}"
        )
    try:
        check_all(file.path for file in manifest.files)
    except UnsafePath as error:
        raise ManifestError(f"{MANIFEST}: {error}") from None
    return manifest


def _edition(campaign: Campaign, record: EditionRecord) -> EditionEntry:
    known = language(record.language)
    return EditionEntry(
        section=record.section,
        tag=known.bcp47,
        direction=known.direction,
        appeal=record.slug,
        title=record.title,
        title_tag=record.title_tag,
        url=page_url(campaign, record.folder) if record.decision.released else "",
        policy=record.decision.policy,
        release=record.decision.state,
        reason=record.decision.reason,
        frozen_on=record.decision.frozen_on,
        source_revision=record.revision,
        completeness=record.completeness.percent,
        reviewed=record.completeness.all_reviewed,
        deadline=record.deadline,
        state=record.state,
        updated=record.updated,
    )


def _folder(file: FileRecord) -> str:
    return f"{file.section}/{file.tag}/{file.slug}" if file.slug else ""


def _direction(tag: str) -> Literal["ltr", "rtl"] | None:
    return language(tag).direction if tag else None
