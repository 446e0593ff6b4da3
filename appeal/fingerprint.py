"""What a build depends on, as content hashes; never times.

Only the standard library: a build with nothing to do decides so here,
before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def inputs(root: Path) -> dict[str, str]:
    """Return path -> SHA-256 of every file of the workspace that a build may read."""
    return {name: digest((root / name).read_bytes()) for name in _input_paths(root)}


def _input_paths(root: Path) -> Iterator[str]:
    for name in ("campaign.toml", "sections.toml"):
        if (root / name).is_file():
            yield name
    yield from _walk(root, "source", (".md",))
    yield from _walk(root, "locale", (".po", ".toml"))


def _walk(root: Path, folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for parent, folders, names in os.walk(root / folder):
        folders.sort()
        below = Path(parent).relative_to(root).as_posix()
        yield from (f"{below}/{name}" for name in sorted(names) if name.endswith(suffixes))


def tool() -> str:
    """Return a digest of the tool's own code, templates and words."""
    parts = []
    for parent, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            if not name.endswith((".pyc", ".swp")):
                path = Path(parent) / name
                parts.append((path.relative_to(_PACKAGE).as_posix(), digest(path.read_bytes())))
    return digest_of(parts)


def fonts(files: Iterable[str]) -> str:
    """Return a digest of font files by name, size and table directory.

    An OpenType file begins with the checksum of each of its tables, so its
    first 4 kB stand for the whole, which for CJK is 100 MB.
    """
    parts = []
    for name in files:
        with Path(name).open("rb") as stream:
            head = stream.read(4096)
        parts.append((Path(name).name, Path(name).stat().st_size, digest(head)))
    return digest_of(parts)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """Return a digest of anything that JSON can hold; dataclasses by their repr."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=repr)
    return digest(text.encode())


def changed(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names whose digest is not the same in both, sorted."""
    return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))
