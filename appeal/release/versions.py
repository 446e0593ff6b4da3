"""Folders that are whole or not there, and a link that points to one of them.

A version is filled under a hidden name, reaches the disk, and gets its own
name by one rename. The link is switched by another rename. Whoever reads
through the link sees one version or the other, whenever the power fails.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path


class Busy(Exception):
    """Another process holds the lock."""


class NotALink(Exception):
    """Where the link should stand is something that somebody else put there."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file for the time of the block; raise `Busy` where another process does.

    The system lets go of the lock when the process ends, however it ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(str(path)) from None
        yield


@contextlib.contextmanager
def draft(shelf: Path) -> Iterator[Path]:
    """Give an empty, hidden folder on the shelf to fill; `settle` makes a version of it.

    Without that it is gone when the block ends. One at a time: the caller
    holds a lock. What an interrupted run left there is removed first.
    """
    folder = shelf / ".draft"
    remove(folder)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        remove(folder)


def settle(folder: Path, version: Path) -> None:
    """Make a version of a filled folder, whole or not at all.

    A version of that name, to which no link may point, gives way: an
    interrupted run left it.
    """
    flush(folder)
    _hide(version)
    folder.rename(version)
    _flush_folder(version.parent)


def point(link: Path, version: Path) -> None:
    """Make a link point to a version, in one step where it already points to another.

    The link is relative, so both may be moved together. An empty folder in
    its place is removed; raises `NotALink` for anything else.
    """
    target = os.path.relpath(version, link.parent)
    if link.is_symlink():
        if str(link.readlink()) == target:
            return
    elif link.is_dir():
        try:
            link.rmdir()
        except OSError:
            raise NotALink(str(link)) from None
    elif link.exists():
        raise NotALink(str(link))
    fresh = link.with_name(f".{link.name}.link")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
    _flush_folder(link.parent)


def pointed(link: Path, shelf: Path) -> Path | None:
    """Return the folder on the shelf to which a link points, None where there is none.

    It may be a version or a folder in one. Raises `NotALink` where
    something stands there that is no link to the shelf and no empty folder.
    """
    if link.is_symlink():
        folder = link.parent / link.readlink()
        if shelf.resolve() not in folder.resolve().parents:
            raise NotALink(str(link))
        return folder if folder.is_dir() else None
    if link.is_dir() and not any(link.iterdir()):
        return None
    if link.exists():
        raise NotALink(str(link))
    return None


def prune(versions: Iterable[Path], *, keep: int, spare: Path | None) -> list[Path]:
    """Remove all but the last ``keep`` of versions (oldest first), and never the spared one."""
    ordered = list(versions)
    doomed = [v for v in ordered[: max(0, len(ordered) - keep)] if v != spare]
    for version in doomed:
        _hide(version)
    return doomed


def _hide(version: Path) -> None:
    # Out of sight first, in one step: nobody may find half of a version.
    hidden = version.with_name(".doomed")
    remove(hidden)
    with contextlib.suppress(FileNotFoundError):
        version.rename(hidden)
    remove(hidden)


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def flush(folder: Path) -> None:
    """Have a folder with all that is in it reach the disk."""
    for parent, _, names in os.walk(folder):
        for name in names:
            handle = os.open(Path(parent, name), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        _flush_folder(Path(parent))


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
