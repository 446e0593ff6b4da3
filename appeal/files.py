"""Reading and writing files so that nothing is ever lost or half written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_atomic(path: Path, data: bytes) -> bool:
    """Write data to path in one step; return False, touching nothing, if it is there already.

    The bytes go to a temporary file in the same folder, reach the disk,
    and take the old file's place by one rename. The old file's permissions
    stay.
    """
    try:
        if path.read_bytes() == data:
            return False
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    return True


def _umask() -> int:
    # The process's umask can only be read by setting it.
    current = os.umask(0)
    os.umask(current)
    return current


def switch(staging: Path, out: Path, *, last: str, removed: Iterable[str] = ()) -> None:
    """Move every file below staging to its place below out, then take the removed ones away.

    Each is one rename in one file system; the file ``last`` (a path below
    staging) is moved after all others. Folders that become empty go too.
    """
    files = sorted(path for path in staging.rglob("*") if path.is_file())
    names = [path.relative_to(staging).as_posix() for path in files]
    for name in sorted(names, key=lambda name: (name == last, name)):
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(target)
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
