"""From a published release to a section's folder on its own site: whole, checked, in one switch.

INTO shows the old version or the new one; nothing before the last step
touches what is shown.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from appeal.languages import UnknownLanguage, language
from appeal.release.installed import Installed, Record, Seen, Site, sha256_of
from appeal.release.manifest import ZIP, FileEntry, Manifest, ManifestError, read_manifest
from appeal.release.paths import MANIFEST, SIGNATURE, SUMS
from appeal.release.sources import MOST_SUMS_BYTES, Missing, Source, SourceFailure
from appeal.release.sums import SumsError, read_sums
from appeal.release.versions import locked

MOST_MANIFEST_BYTES = 64 << 20
MOST_FILE_BYTES = 512 << 20
# A release may be switched while we fetch; then we begin again with the new one.
ATTEMPTS = 3


class PullError(Exception):
    """Nothing was changed; the message says why, ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class _Mixture(Exception):
    """What the source gives does not belong together, under the sums that it offered."""

    def __init__(self, message: str, sums: bytes) -> None:
        super().__init__(message)
        self.sums = sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What a pull did. Paths are those of the release.

    ``manifest`` is None where the source had nothing new at all, ``before``
    where nothing was there. ``repaired`` are files that were no longer as
    they had been pulled.
    """

    changed: bool
    manifest: Manifest | None = None
    before: Manifest | None = None
    files: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    fetched: int = 0
    fetched_bytes: int = 0
    signed: bool = False


def pull(
    source: Source,
    into: Path,
    *,
    sections: Sequence[str],
    languages: Sequence[str] = (),
    key: str = "",
    accept_older: bool = False,
    keep: int = 2,
) -> Pulled:
    """Make INTO show what the source has for sections, in all languages or only some.

    ``key`` is a minisign public key in base64; once given, it is asked for
    ever after. Refuses, and leaves INTO as it is, whatever is not signed
    with it, not as the sums say, or older than what INTO has had
    (``accept_older`` allows that once). Files that are right already stay,
    and what was fetched before an interruption is not fetched again.

    Raises `PullError`, `SourceFailure`, `SiteError`, `Busy` and `NotALink`;
    law: INTO then shows what it showed before.
    """
    site = Site(into)
    asked = tuple(dict.fromkeys(sections)), tuple(dict.fromkeys(map(_tag, languages)))
    with locked(site.room / "lock"):
        offered = b""
        for _ in range(ATTEMPTS):
            try:
                return _pull(source, site, *asked, key, accept_older, keep)
            except _Mixture as error:
                if error.sums == offered:
                    hint = "somebody may have changed it: tell the secretariat"
                    raise PullError(str(error), hint) from None
                offered = error.sums
        raise PullError(f"{source.name}: changes all the time", "try again later")


def _pull(
    source: Source,
    site: Site,
    sections: tuple[str, ...],
    tags: tuple[str, ...],
    key: str,
    accept_older: bool,
    keep: int,
) -> Pulled:
    seen = site.seen()
    key = key or seen.key
    now = site.installed()
    before = now.record.files if now else {}
    sums, signature = _offer(source, key)
    digest = hashlib.sha256(sums).hexdigest()
    damaged = [path for path in before if now and now.have.get(path) != before[path]]
    same_question = now and (now.record.sections, now.record.tags) == (sections, tags)
    if same_question and not damaged and seen.sums == digest and seen.key == key:
        return Pulled(changed=False, files=tuple(sorted(before)), signed=bool(key))
    manifest, written = _manifest(source, sums)
    if not accept_older:
        _check_order(manifest, seen.serial, now, site.into)
    chosen = _chosen(manifest, sections, tags)
    wanted = {file.path: file.sha256 for file in chosen}
    fetched: list[int] = []
    changed = damaged != [] or before != wanted or not same_question
    if changed:
        have = set(now.have.values()) if now else set()
        fetched = _fetch(source, chosen, site.fetched, have, sums)
        record = Record(serial=manifest.serial, sections=sections, tags=tags, files=wanted)
        extra = {MANIFEST: written, SUMS: sums, **({SIGNATURE: signature} if signature else {})}
        site.install(record, now, extra)
    serial = manifest.serial if accept_older else max(seen.serial, manifest.serial)
    site.tidy(keep=keep)
    # Last: once this is noted, the next pull of the same release looks no further.
    site.remember(Seen(serial=serial, key=key, sums=digest))
    return Pulled(
        changed=changed,
        manifest=manifest,
        before=now.manifest if now else None,
        files=tuple(sorted(wanted)),
        added=tuple(sorted(wanted.keys() - before.keys())),
        replaced=tuple(p for p in sorted(wanted) if before.get(p, wanted[p]) != wanted[p]),
        removed=tuple(sorted(before.keys() - wanted.keys())),
        repaired=tuple(sorted(p for p in damaged if wanted.get(p) == before[p])),
        fetched=len(fetched),
        fetched_bytes=sum(fetched),
        signed=bool(key),
    )


def _offer(source: Source, key: str) -> tuple[bytes, bytes]:
    """Return the source's sums, and their signature where a key asks for one."""
    try:
        sums = source.small(SUMS, MOST_SUMS_BYTES)
    except Missing as error:
        raise PullError(str(error), "is that the address of a release?") from None
    if not key:
        return sums, b""
    try:
        return sums, source.signed(sums, key)
    except SourceFailure:
        # Between the two the release may have been switched: look once more.
        if source.small(SUMS, MOST_SUMS_BYTES) == sums:
            raise
        raise _Mixture(f"{source.name}: sums and signature differ", sums) from None


def _manifest(source: Source, sums: bytes) -> tuple[Manifest, bytes]:
    """Return the source's manifest, which must be the one that the sums name, and its bytes."""
    try:
        sha256_by_path = read_sums(sums)
        written = source.small(MANIFEST, MOST_MANIFEST_BYTES)
        if sha256_by_path.pop(MANIFEST, "") != hashlib.sha256(written).hexdigest():
            raise _Mixture(f"{source.name}: {MANIFEST} is not the bytes that {SUMS} names", sums)
        manifest = read_manifest(written)
    except (SumsError, ManifestError) as error:
        raise PullError(f"{source.name}: {error}") from None
    except Missing as error:
        raise _Mixture(str(error), sums) from None
    if {file.path: file.sha256 for file in manifest.files} != sha256_by_path:
        raise PullError(f"{source.name}: {MANIFEST} and {SUMS} do not name the same files")
    return manifest, written


def _check_order(manifest: Manifest, seen: int, now: Installed | None, into: Path) -> None:
    """Raise `PullError` for a release that is older than one seen, or another of its number."""
    hint = "if the secretariat confirms that it is right: --accept-older"
    newest = max(seen, now.record.serial if now else 0)
    if manifest.serial < newest:
        raise PullError(
            f"release {manifest.serial} is older than {newest}, which {into} has had: refused",
            hint,
        )
    if now and manifest.serial == now.record.serial:
        for file in manifest.files:
            if now.record.files.get(file.path, file.sha256) != file.sha256:
                raise PullError(
                    f"release {manifest.serial} is not what it was: {file.path} has changed"
                    " under the same number: refused",
                    hint,
                )


def _chosen(
    manifest: Manifest, sections: Collection[str], tags: Collection[str]
) -> list[FileEntry]:
    """Return the files that were asked for; raises `PullError` for a section that has none."""
    known = [entry.section for entry in manifest.sections]
    for section in sections:
        if section not in known:
            close = difflib.get_close_matches(section, known, n=1)
            there = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
            raise PullError(f"the release has no section {section}", there)
    files = [
        file
        for file in manifest.files
        if file.section in sections and file.kind != ZIP and (not tags or file.tag in tags)
    ]
    for section in sections:
        if not any(file.section == section for file in files):
            reasons = "; ".join(held_back(manifest, [section], tags))
            raise PullError(f"nothing is released for {section}", reasons)
    for file in files:
        if file.size > MOST_FILE_BYTES:
            raise PullError(f"{file.path}: {file.size} bytes are too many")
    return files


def held_back(
    manifest: Manifest, sections: Collection[str], tags: Collection[str] = ()
) -> list[str]:
    """Say which editions of sections are held back, and why."""
    return [
        f"{edition.title} ({edition.tag}): {edition.reason}"
        for edition in manifest.editions
        if edition.release == "held"
        and edition.section in sections
        and (not tags or edition.tag in tags)
    ]


def _fetch(
    source: Source, files: Iterable[FileEntry], into: Path, have: Collection[str], sums: bytes
) -> list[int]:
    """Fetch what is not there yet; return how many bytes came of each file."""
    into.mkdir(parents=True, exist_ok=True)
    came = []
    for file in files:
        whole = into / file.sha256
        if file.sha256 in have or (whole.is_file() and sha256_of(whole) == file.sha256):
            continue
        try:
            came.append(_fetch_one(source, file, whole))
        except Missing as error:
            raise _Mixture(str(error), sums) from None
        except _Wrong:
            words = f"{source.name}: {file.path} is not the bytes that {SUMS} names"
            raise _Mixture(words, sums) from None
    return came


class _Wrong(Exception):
    """A file came whole and is not the right one."""


def _fetch_one(source: Source, file: FileEntry, whole: Path) -> int:
    """Fetch a file, from where an earlier attempt broke off; return how many bytes came."""
    part = whole.with_name(f"{whole.name}.part")
    began = part.stat().st_size if part.exists() else 0
    # What an attempt long ago left there may be of no use: then once more from the beginning.
    for start in (began, 0) if 0 < began <= file.size else (0,):
        with part.open("r+b" if start else "wb") as stream:
            stream.seek(start)
            source.fetch(file, stream)
        if part.stat().st_size == file.size and sha256_of(part) == file.sha256:
            part.replace(whole)
            return file.size - start
    part.unlink()
    raise _Wrong


def _tag(name: str) -> str:
    try:
        return language(name).bcp47
    except UnknownLanguage as error:
        hint = f"did you mean {error.suggestion}?" if error.suggestion else ""
        raise PullError(str(error), hint) from None
