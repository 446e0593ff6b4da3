"""From the files of all editions to a release: feeds, sitemap, index, zips, sums, manifest."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from appeal.languages import language
from appeal.model import Artifact, Campaign
from appeal.release.bundle import bundle, sums_of, sums_with, write_bundle
from appeal.release.feed import NAME as FEED
from appeal.release.feed import feed
from appeal.release.index import INDEX, index
from appeal.release.manifest import (
    ZIP,
    Manifest,
    make_manifest,
    manifest_pieces,
    write_manifest,
)
from appeal.release.paths import MANIFEST, SIGNATURE_SUFFIX, SUMS
from appeal.release.records import EditionRecord, FileRecord, Read, Spool
from appeal.release.signature import Signer
from appeal.release.sitemap import sitemaps


def finish(
    campaign: Campaign,
    editions: Sequence[EditionRecord],
    files: Sequence[FileRecord],
    read: Read,
    *,
    serial: int,
    today: datetime.date | None = None,
    sign: Signer | None = None,
    updated: Callable[[str, str], datetime.datetime | None] | None = None,
    spool: Spool | None = None,
) -> Iterator[Artifact]:
    """Yield what makes the files of editions a release, the manifest last.

    ``editions`` are all of them, those held back too; ``files`` are the
    files of the released ones. ``serial`` numbers the release: a newer one
    has a greater number. ``updated`` tells when an appeal (slug) last
    changed in a language (tag); without it the records' own times hold.
    What was yielded before is read through ``read`` too. A ``spool`` writes
    zips and manifest piece by piece, and they are not yielded; without it
    memory holds one section's zip. Without a base URL
    there are no feeds and no sitemap, which need absolute addresses. Same
    arguments, same bytes.
    """
    if updated is not None:
        editions = [replace(r, updated=updated(r.slug, r.language)) for r in editions]
    known = {file.path: file for file in files}

    def keep(artifact: Artifact, *, section: str = "", tag: str = "") -> Artifact:
        known[artifact.path] = FileRecord.of(artifact, section=section, tag=tag)
        return artifact

    released = [record for record in editions if record.decision.released]
    if campaign.base_url:
        of: dict[tuple[str, str], list[EditionRecord]] = {}
        for record in released:
            of.setdefault((record.section, record.language), []).append(record)
        fallback = datetime.datetime.fromtimestamp(serial, datetime.UTC)
        for section in campaign.sections:
            for name in section.languages:
                own = of.get((section.slug, name))
                if not own:
                    continue
                tag = language(name).bcp47
                data = feed(campaign, section, name, own, known, read, fallback=fallback)
                path = f"{section.slug}/{tag}/{FEED}"
                artifact = Artifact(path=path, data=data, kind="feed")
                yield keep(artifact, section=section.slug, tag=tag)
        for artifact in sitemaps(campaign, released, known):
            yield keep(artifact)

    manifest = make_manifest(campaign, editions, known.values(), serial=serial, today=today)
    # What the manifest says is not needed twice: a thousand appeals have 160,000 files.
    del editions, files, released
    known.clear()
    zipped: list[FileRecord] = []
    for part in parts(manifest):
        slug = part.sections[0].section
        path = f"{slug}.zip"
        if spool:
            write = functools.partial(write_bundle, section=part, read=read)
            zipped.append(replace(spool(path, ZIP, write), section=slug))
        else:
            artifact = Artifact(path=path, data=bundle(part, read), kind=ZIP)
            yield keep(artifact, section=slug)
            zipped.append(known[path])
        if sign:
            yield signature(Artifact(path=path, data=read(path), kind=ZIP), sign)
    manifest = manifest.with_records(zipped)
    yield keep(Artifact(path=INDEX, data=index(manifest), kind="index"))
    manifest = manifest.with_records([known[INDEX]])
    yield from seal(manifest, sign, spool)


def zips(manifest: Manifest, read: Read) -> Iterator[Artifact]:
    """Yield the zip of each section that has files, one at a time."""
    for part in parts(manifest):
        path = f"{part.sections[0].section}.zip"
        yield Artifact(path=path, data=bundle(part, read), kind=ZIP)


def parts(manifest: Manifest) -> Iterator[Manifest]:
    """Yield the part of each section that has files."""
    for section in manifest.sections:
        part = manifest.of_section(section.section)
        if part.files:
            yield part


def seal(
    manifest: Manifest, sign: Signer | None = None, spool: Spool | None = None
) -> Iterator[Artifact]:
    """Yield SHA256SUMS, its signature where there is a key, and the manifest last.

    With a ``spool`` the manifest is written by it, before.
    """
    written = b""
    if spool:

        def write(stream: BinaryIO) -> None:
            stream.writelines(manifest_pieces(manifest))

        data = sums_with(manifest, spool(MANIFEST, "manifest", write).sha256)
    else:
        written = write_manifest(manifest)
        data = sums_of(manifest, written)
    sums = Artifact(path=SUMS, data=data, kind="sums")
    yield sums
    if sign:
        yield signature(sums, sign)
    if not spool:
        yield Artifact(path=MANIFEST, data=written, kind="manifest")


def signature(artifact: Artifact, sign: Signer) -> Artifact:
    """Return the signature of an artifact. It is in no manifest and no sums: both go without."""
    return Artifact(
        path=artifact.path + SIGNATURE_SUFFIX,
        data=sign(artifact.data, artifact.path),
        kind="signature",
    )
