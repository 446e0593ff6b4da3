"""Reading and writing files so that nothing is ever lost or half written."""

from __future__ import annotations

import itertools
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


def write_atomic(path: Path, data: bytes) -> bool:
    """Write data to path in one step; return False, touching nothing, if it is there already.

    The bytes go to a temporary file in the same folder, reach the disk,
    and take the old file's place by one rename. The old file's permissions
    stay.
    """
    return bool(write_all([(path, data)]))


def write_all(files: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Write each file as `write_atomic` does; return the paths whose bytes were new.

    Many files at once are faster than one after the other: several wait for
    the disk at a time. No file takes its place before its whole batch has
    reached the disk.
    """
    written: list[Path] = []
    waiting = iter(files)
    while batch := list(itertools.islice(waiting, _BATCH)):
        written += _write_batch(batch)
    return written


# Temporary files stay open until they have reached the disk; systems allow 1024 or more.
_BATCH = 400
# Creating, settling and renaming is the disk's time, not ours: several wait at once.
_THREADS = 8


def _write_batch(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    waiting: list[_Waiting] = []
    try:
        if len(files) < 2 * _THREADS:
            for path, data in files:
                _prepare(path, data, waiting)
            for one in waiting:
                one.settle()
            for one in waiting:
                one.take_place()
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(_THREADS) as pool:
                for _ in pool.map(lambda file: _prepare(file[0], file[1], waiting), files):
                    pass
                for step in (_Waiting.settle, _Waiting.take_place):
                    for _ in pool.map(step, waiting):
                        pass
        order = {path: number for number, (path, _) in enumerate(files)}
        waiting.sort(key=lambda one: order[one.path])
    except BaseException:
        for one in waiting:
            one.give_up()
        raise
    return [one.path for one in waiting]


@dataclass(slots=True)
class _Waiting:
    """A temporary file that has not yet taken its place."""

    temporary: Path
    path: Path
    handle: int | None = None

    def settle(self) -> None:
        """Wait until the bytes are on the disk."""
        if self.handle is not None:
            os.fsync(self.handle)
            os.close(self.handle)
            self.handle = None

    def take_place(self) -> None:
        self.temporary.replace(self.path)

    def give_up(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
        self.temporary.unlink(missing_ok=True)


def _prepare(path: Path, data: bytes, waiting: list[_Waiting]) -> None:
    """Write data to a temporary file beside path, unless it is in path already."""
    mode = None
    try:
        if path.read_bytes() == data:
            return
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)
    waiting.append(_Waiting(temporary, path, handle))
    _write(handle, data)
    if mode is not None:
        temporary.chmod(mode)


def write_new(path: str, data: bytes) -> None:
    """Write a file into a folder of our own, which is made where it is not there.

    Neither atomic nor settled: for files that take their places later.
    """
    # What Path.write_bytes asks of the system beside this takes as long again.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, flags, 0o666)
    try:
        _write(handle, data)
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def switch(staging: Path, out: Path, *, last: str, removed: Iterable[str] = ()) -> None:
    """Move every file below staging to its place below out, then take the removed ones away.

    Each is one rename in one file system, and so is a whole folder that out
    does not have yet; the file ``last`` (a path below staging) is moved after
    all others. Folders that become empty go too.
    """
    out.mkdir(parents=True, exist_ok=True)
    _move(str(staging), str(out), str(staging / last))
    if (staging / last).exists():
        (out / last).parent.mkdir(parents=True, exist_ok=True)
        (staging / last).replace(out / last)
    for name in removed:
        path = out / name
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == out:
                break
            try:
                folder.rmdir()
            except OSError:
                break


def _move(source: str, target: str, later: str) -> None:
    """Move all that a folder holds into another, but the file that is to be moved later."""
    # A thousand appeals are a hundred thousand files: their folders move whole where they can,
    # and each name is a string, for a Path takes as long as the rename.
    for entry in sorted(os.scandir(source), key=lambda entry: entry.name):
        place = f"{target}/{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            if entry.path != later:
                os.replace(entry.path, place)  # noqa: PTH105
        elif later.startswith(f"{entry.path}/") or os.path.isdir(place):  # noqa: PTH112
            os.makedirs(place, exist_ok=True)  # noqa: PTH103
            _move(entry.path, place, later)
        else:
            os.rename(entry.path, place)  # noqa: PTH104
