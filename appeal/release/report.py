"""What a pull changed, in words for a webmaster."""

from __future__ import annotations

from collections.abc import Iterable

from appeal.release.manifest import EditionEntry, Manifest
from appeal.release.pull import Pulled
from appeal.release.sizes import size

_MOST_NAMES = 6


def changes(pulled: Pulled) -> list[str]:
    """Return a line for each edition that changed, for each file that spans several, and a sum.

    Empty where nothing changed: a cron job then sends no mail.
    """
    if not pulled.changed:
        return []
    lines = []
    for word, paths in (
        ("new", pulled.added),
        ("changed", pulled.replaced),
        ("removed", pulled.removed),
        ("repaired", pulled.repaired),
    ):
        whole = pulled.files if word == "new" else ()
        lines += _lines(word, paths, whole, (pulled.manifest, pulled.before))
    count = "1 file" if pulled.fetched == 1 else f"{pulled.fetched} files"
    lines.append(f"fetched {count} of {len(pulled.files)}, {size(pulled.fetched_bytes)}")
    return lines


def _lines(
    word: str,
    paths: Iterable[str],
    whole: Iterable[str],
    manifests: tuple[Manifest | None, Manifest | None],
) -> list[str]:
    titles = {}
    for manifest in reversed([m for m in manifests if m]):
        titles.update({edition.folder: _title(edition) for edition in manifest.editions})
    groups: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        groups.setdefault(folder, []).append(name)
    all_of: dict[str, int] = {}
    for path in whole:
        folder = path.rpartition("/")[0]
        all_of[folder] = all_of.get(folder, 0) + 1
    lines = []
    for folder, names in groups.items():
        if folder in titles:
            complete = word == "removed" or len(names) == all_of.get(folder)
            said = _count(names) if complete else _some(names)
            lines.append(f"{word}: {titles[folder]}: {said}")
        else:
            lines += [f"{word}: {folder}/{name}" for name in names]
    return lines


def _title(edition: EditionEntry) -> str:
    return f"{edition.title} ({edition.section}, {edition.tag})"


def _some(names: list[str]) -> str:
    shown = names[:_MOST_NAMES]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _count(names: list[str]) -> str:
    return "1 file" if len(names) == 1 else f"{len(names)} files"
