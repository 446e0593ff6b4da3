"""What the last build left: kept in the output folder, by content, never by times."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from appeal.files import write_atomic
from appeal.release.records import EditionRecord, FileRecord

NAME = ".appeal-build.json"


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """One output of one edition: the digest of all that it was made from, and its files."""

    key: str
    files: tuple[FileRecord, ...]


class AppealState(msgspec.Struct, frozen=True, kw_only=True):
    """One appeal: ``kinds`` are the outputs that ``key`` vouches for in every edition.

    ``outputs`` are by edition folder and kind.
    """

    key: str
    kinds: tuple[str, ...]
    deadline: datetime.date | None
    records: tuple[EditionRecord, ...]
    outputs: dict[str, dict[str, Stored]]

    @property
    def files(self) -> list[FileRecord]:
        return [
            file
            for kinds in self.outputs.values()
            for stored in kinds.values()
            for file in stored.files
        ]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """``inputs`` and ``context`` are the digests of what was read, for `--explain`.

    ``release`` are the files around the editions, ``release_key`` what they
    were made from.
    """

    inputs: dict[str, str] = {}
    context: dict[str, str] = {}
    appeals: dict[str, AppealState] = {}
    release: tuple[FileRecord, ...] = ()
    release_key: str = ""


def read_state(out: Path) -> State:
    """Return what the last build left; nothing where there is no state that can be read."""
    try:
        return msgspec.json.decode((out / NAME).read_bytes(), type=State)
    except (FileNotFoundError, msgspec.DecodeError):
        return State()


def write_state(out: Path, state: State) -> None:
    out.mkdir(parents=True, exist_ok=True)
    write_atomic(out / NAME, msgspec.json.encode(state))


def there(out: Path, files: Iterable[FileRecord]) -> bool:
    """Tell whether all files are below out with the size that they had."""
    # Strings and os.stat: with Path this was half of a build that had nothing to do.
    prefix = f"{out}/"
    try:
        return all(os.stat(prefix + file.path).st_size == file.size for file in files)  # noqa: PTH116
    except OSError:
        return False
