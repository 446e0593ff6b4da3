"""What the last build left: kept in the output folder, by content, never by times.

One file an appeal, so that a build which touches one of a thousand appeals
writes one small file; what is around the editions has a file of its own.
"""

from __future__ import annotations

import datetime
import functools
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from appeal.release.records import EditionRecord, FileRecord
from appeal.unchanged import FOLDER

T = TypeVar("T")

_RELEASE = f"{FOLDER}/release.json"
_APPEALS = f"{FOLDER}/appeals"
_LEAVING = f"{FOLDER}/leaving"


class StoredFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file below its edition's folder."""

    name: str
    sha256: str
    size: int
    kind: str


class Stored(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One output of one edition: the digest of all that it was made from, and its files."""

    key: str
    files: tuple[StoredFile, ...]


class AppealState(msgspec.Struct, frozen=True, kw_only=True):
    """One appeal: ``kinds`` are the outputs that ``key`` vouches for in every edition.

    ``today`` is the day of the build where it mattered, that is, with a deadline.
    ``outputs`` are by edition folder and kind, ``inputs`` the digests of the
    appeal's own files, for `--explain`.
    """

    slug: str
    key: str
    kinds: tuple[str, ...]
    deadline: datetime.date | None
    today: datetime.date | None
    inputs: dict[str, str]
    records: tuple[EditionRecord, ...]
    outputs: dict[str, dict[str, Stored]]

    @property
    def sizes(self) -> Iterator[tuple[str, int]]:
        """Path and size of each file."""
        for folder, kinds in self.outputs.items():
            for stored in kinds.values():
                for file in stored.files:
                    yield f"{folder}/{file.name}", file.size

    @property
    def files(self) -> Iterator[FileRecord]:
        for folder, kinds in self.outputs.items():
            section, tag, _ = folder.split("/")
            section, tag, slug = sys.intern(section), sys.intern(tag), self.slug
            for stored in kinds.values():
                for file in stored.files:
                    yield FileRecord(
                        path=f"{folder}/{file.name}",
                        sha256=file.sha256,
                        size=file.size,
                        kind=file.kind,
                        section=section,
                        tag=tag,
                        slug=slug,
                    )


class ReleaseState(msgspec.Struct, frozen=True, kw_only=True):
    """What is around the editions: its files, and ``key``, what they were made from.

    ``inputs`` and ``context`` are the digests of what all appeals share.
    """

    key: str = ""
    serial: int = 0
    files: tuple[FileRecord, ...] = ()
    inputs: dict[str, str] = {}
    context: dict[str, str] = {}


def read_release(out: Path) -> ReleaseState:
    """Return what the last build left around the editions; nothing where it cannot be read."""
    try:
        return msgspec.json.decode((out / _RELEASE).read_bytes(), type=ReleaseState)
    except (FileNotFoundError, msgspec.DecodeError):
        return ReleaseState()


def write_release(out: Path, state: ReleaseState) -> None:
    _write(out / _RELEASE, msgspec.json.encode(state))


def read_appeal(out: Path, slug: str) -> AppealState | None:
    """Return what the last build left of an appeal, None where it cannot be read."""
    try:
        return lean(msgspec.json.decode((out / _name(slug)).read_bytes(), type=AppealState))
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def lean(state: AppealState) -> AppealState:
    """Return the state with values that are alike everywhere held once.

    A thousand appeals in forty languages are 160,000 files of a dozen names.
    """
    hold = msgspec.structs.force_setattr
    for kinds in state.outputs.values():
        for stored in kinds.values():
            for file in stored.files:
                hold(file, "name", sys.intern(file.name))
                hold(file, "kind", sys.intern(file.kind))
    records = tuple(
        replace(
            record,
            section=sys.intern(record.section),
            language=sys.intern(record.language),
            slug=state.slug,
            decision=_once(record.decision),
            completeness=_once(record.completeness),
        )
        for record in state.records
    )
    return msgspec.structs.replace(state, records=records)


@functools.lru_cache(maxsize=1024)
def _once(value: T) -> T:
    return value


def write_appeals(out: Path, states: Iterable[AppealState]) -> None:
    for state in states:
        _write(out / _name(state.slug), msgspec.json.encode(state))


def remove_appeals(out: Path, slugs: Iterable[str]) -> None:
    """Forget appeals: what is there of them is not claimed by any state."""
    for slug in slugs:
        (out / _name(slug)).unlink(missing_ok=True)


def write_leaving(out: Path, paths: Iterable[str]) -> None:
    """Name files of which no state tells while a build moves them."""
    target = out / _LEAVING
    text = "\n".join(sorted(paths))
    if text:
        _write(target, text.encode())
    else:
        target.unlink(missing_ok=True)


def read_leaving(out: Path) -> set[str]:
    """Return what `write_leaving` named, where a build was stopped while it moved files."""
    try:
        return set((out / _LEAVING).read_text(encoding="utf-8").split("\n"))
    except FileNotFoundError:
        return set()


def known(out: Path) -> list[str]:
    """Return the slugs of the appeals that the last build left, sorted."""
    return sorted(path.stem for path in (out / _APPEALS).glob("[!.]*.json"))


def _name(slug: str) -> str:
    return f"{_APPEALS}/{slug}.json"


def _write(path: Path, data: bytes) -> None:
    """Write a file in one step. It need not reach the disk: a state that is lost is built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def there(out: Path, sizes: Iterable[tuple[str, int]]) -> bool:
    """Tell whether all files are below out with the size that they had."""
    # Strings and os.stat: with Path this was half of a build that had nothing to do.
    prefix = f"{out}/"
    try:
        return all(os.stat(prefix + path).st_size == size for path, size in sizes)  # noqa: PTH116
    except OSError:
        return False


def paths(states: Iterable[AppealState], release: ReleaseState) -> set[str]:
    """Return the path of every file of some appeals, and of those around them."""
    found = {path for state in states for path, _ in state.sizes}
    return found | {file.path for file in release.files}
