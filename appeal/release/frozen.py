"""When an edition last changed, and its last complete state, from git history."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from appeal.languages import language as language_of
from appeal.model import Completeness
from appeal.release.history import HistoryError, changed, snapshots

T = TypeVar("T")

# Bytes by path, as one commit had them -> what they mean and how complete the language is.
# None where that state cannot be read: history may hold broken files.
Load = Callable[[Mapping[str, bytes]], tuple[T, Completeness] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenState(Generic[T]):
    """An older, complete state: the commit, its date (UTC), and what was loaded from it."""

    commit: str
    date: datetime.date
    value: T
    completeness: Completeness


def paths_of(slug: str, language: str) -> tuple[str, ...]:
    """Return the files of which an edition is made, relative to the workspace.

    Those are the source's two files, and the catalogues of the language
    and of its fallbacks in the order of look-up.
    """
    tags = (language_of(language).tag, *language_of(language).fallbacks)
    return (
        f"source/{slug}/appeal.md",
        f"source/{slug}/letter.md",
        *(f"locale/{tag}/LC_MESSAGES/{slug}.po" for tag in tags),
    )


def last_changes(root: Path) -> Callable[[str, str], datetime.datetime | None]:
    """Return what tells when source or translation of an appeal last changed in a commit (UTC).

    It takes a slug and a locale tag; None for files that no commit has, and
    for all where git cannot answer.
    """
    try:
        times = changed(root)
    except HistoryError:
        times = {}

    def updated(slug: str, language: str) -> datetime.datetime | None:
        known = [times[path] for path in paths_of(slug, language) if path in times]
        return datetime.datetime.fromtimestamp(max(known), datetime.UTC) if known else None

    return updated


def last_complete(root: Path, slug: str, language: str, load: Load[T]) -> FrozenState[T] | None:
    """Return the newest committed state in which a language was complete, None if none was.

    ``load`` gets the bytes of `paths_of` that the commit had. Raises
    `HistoryError` where git cannot answer.
    """
    for snapshot in snapshots(root, paths_of(slug, language)):
        loaded = load(snapshot.files)
        if loaded is not None and loaded[1].complete:
            return FrozenState(
                commit=snapshot.commit,
                date=snapshot.time.date(),
                value=loaded[0],
                completeness=loaded[1],
            )
    return None
