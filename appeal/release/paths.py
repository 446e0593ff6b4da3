"""Which paths a release may hold. What arrives from elsewhere is checked before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
SIGNATURE_SUFFIX = ".minisig"
SIGNATURE = SUMS + SIGNATURE_SUFFIX

# Letters, digits, ".", "_" and "-", as slugs, tags and file names are made; never a leading dot,
# so neither "..", nor a hidden file, nor an absolute path, nor a drive, nor a backslash.
_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,199}")
_LONGEST = 1000


class UnsafePath(ValueError):
    """A path that may not be in a release."""


def checked(path: str) -> str:
    """Return a path below the release, or raise `UnsafePath`."""
    segments = path.split("/")
    if len(path) > _LONGEST or not all(map(_SEGMENT.fullmatch, segments)):
        raise UnsafePath(f"{path[:80]!r} is no path inside a release")
    return path


def check_all(paths: Iterable[str]) -> None:
    """Check each path, and that no two collide.

    Two paths collide when they are the same but for case (some disks make
    no difference) or when one is a folder of the other.
    """
    seen: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        folded = checked(path).casefold()
        if folded in seen:
            raise UnsafePath(f"{path!r} is there twice")
        seen.add(folded)
        parts = folded.split("/")
        folders.update("/".join(parts[:n]) for n in range(1, len(parts)))
    if clash := min(seen & folders, default=""):
        raise UnsafePath(f"{clash!r} is both a file and a folder")
