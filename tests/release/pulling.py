"""Functions and looks that the tests of pulling share."""

from __future__ import annotations

import hashlib
from pathlib import Path

from appeal.release.pull import Pulled, pull
from appeal.release.sources import opened

ALL = ("england", "germany", "austria", "israel")


def fetch(
    place: str | Path,
    into: Path,
    sections: tuple[str, ...] = ("germany",),
    *,
    languages: tuple[str, ...] = (),
    key: str = "",
    accept_older: bool = False,
    keep: int = 2,
) -> Pulled:
    """Pull without waiting between attempts."""
    with opened(str(place), sleep=lambda _: None) as source:
        return pull(
            source,
            into,
            sections=sections,
            languages=languages,
            key=key,
            accept_older=accept_older,
            keep=keep,
        )


def fetch_germany(place: str, into: Path) -> None:
    fetch(place, into)


def tree(folder: Path) -> dict[str, str]:
    """Return path -> SHA-256 of all files below a folder but hidden ones."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not any(part[0] == "." for part in p.relative_to(folder).parts)
    }


def section(folder: Path, *names: str) -> dict[str, str]:
    """Return the files of sections in a release or a site, with their hashes."""
    return {p: h for p, h in tree(folder.resolve()).items() if p.split("/")[0] in names}
