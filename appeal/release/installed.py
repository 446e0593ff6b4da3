"""What a webmaster's folder holds, and how it changes to something else in one step.

INTO is a link to INTO's version, which lies beside it:

.INTO.appeal/versions/<id>/site/      the files, as the release has them
.INTO.appeal/versions/<id>/record.json   which files those are, and for what they were asked
.INTO.appeal/fetched/                 what is fetched and not yet in a version
.INTO.appeal/seen.json                the newest release seen, and the key
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from appeal.files import write_atomic
from appeal.release.manifest import Manifest, ManifestError, read_manifest
from appeal.release.paths import MANIFEST
from appeal.release.versions import draft, point, pointed, prune, remove, settle

T = TypeVar("T")


class SiteError(Exception):
    """The folder's own notes or files on this disk cannot be relied on."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What a version was made of: path -> SHA-256, and the question that it answers."""

    serial: int
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    files: dict[str, str]


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """The greatest serial accepted so far, the public key, and the last sums by their hash."""

    serial: int = 0
    key: str = ""
    sums: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The version that is shown. ``have`` is path -> SHA-256 of its files as they now are.

    A file that is gone is not in it. ``manifest`` is the whole release's,
    None where it was removed or changed.
    """

    folder: Path
    record: Record
    have: Mapping[str, str]
    manifest: Manifest | None


class Site:
    """A webmaster's folder. The caller holds the lock ``room / "lock"``."""

    def __init__(self, into: Path) -> None:
        self.into = into.absolute()
        self.room = self.into.parent / f".{self.into.name}.appeal"
        self.fetched = self.room / "fetched"
        self._versions = self.room / "versions"

    def installed(self) -> Installed | None:
        """Return what is shown, None where nothing is or nobody can tell what.

        Raises `NotALink` where something stands there that no pull made.
        """
        folder = pointed(self.into, self._versions)
        record = _read(folder.parent / "record.json", Record) if folder else None
        if folder is None or record is None:
            return None
        try:
            manifest = read_manifest((folder / MANIFEST).read_bytes())
        except (OSError, ManifestError):
            manifest = None
        have = {p: sha256_of(folder / p) for p in record.files if (folder / p).is_file()}
        return Installed(folder=folder, record=record, have=have, manifest=manifest)

    def install(self, record: Record, now: Installed | None, extra: Mapping[str, bytes]) -> None:
        """Make a version of the record's files and show it.

        Each file comes from the present version or from ``fetched``, and is
        checked as it is copied; ``extra`` are the release's own files.
        Unchanged files keep their time, so that browsers may keep them.
        """
        path_of = {sha256: path for path, sha256 in now.have.items()} if now else {}
        with draft(self._versions) as version:
            folder = version / "site"
            for path, sha256 in record.files.items():
                source = self.fetched / sha256
                if now and now.have.get(path) == sha256:
                    source = now.folder / path
                elif now and sha256 in path_of:
                    source = now.folder / path_of[sha256]
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
                target.chmod(0o644)
                if sha256_of(target) != sha256:
                    raise SiteError(f"{path} changed on this disk while it was copied")
            for path, data in extra.items():
                (folder / path).write_bytes(data)
            (version / "record.json").write_bytes(msgspec.json.encode(record))
            final = self._free(record, now)
            settle(version, final)
        point(self.into, final / "site")

    def seen(self) -> Seen:
        """Return what was noted last. Raises `SiteError` where the note cannot be read.

        Going on without it would forget the key.
        """
        path = self.room / "seen.json"
        if not path.exists():
            return Seen()
        seen = _read(path, Seen)
        if seen is None:
            raise SiteError(f"{path} cannot be read: remove it, and give --key again")
        return seen

    def remember(self, seen: Seen) -> None:
        write_atomic(self.room / "seen.json", msgspec.json.encode(seen) + b"\n")

    def tidy(self, *, keep: int) -> None:
        """Remove what was fetched for the version that is shown, and all but the last versions."""
        remove(self.fetched)
        for stray in self.room.glob(".seen.json.*"):
            stray.unlink()  # The note that a killed run was about to write.
        shown = pointed(self.into, self._versions)
        if shown is not None:
            versions = [p for p in self._versions.iterdir() if not p.name.startswith(".")]
            versions.sort(key=lambda p: (p.stat().st_mtime_ns, p.name))
            prune(versions, keep=max(1, keep), spare=shown.parent)

    def _free(self, record: Record, now: Installed | None) -> Path:
        digest = hashlib.sha256(msgspec.json.encode(record)).hexdigest()[:12]
        name = self._versions / f"{record.serial}-{digest}"
        # What is shown may be damaged and is replaced as a whole, never repaired in place.
        taken = pointed(self.into, self._versions)
        return name.with_name(f"{name.name}.again") if taken == name / "site" else name


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(path: Path, kind: type[T]) -> T | None:
    """Return what a file of our own holds, None where it is gone or unreadable."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None
