"""What a merge recovers of each kind of edit, ours beside ``msgmerge --previous``."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from appeal.catalogue import merge, parse, write
from appeal.model import Catalogue, Entry
from tests.catalogue import corpus, edits
from tests.catalogue.gettext_tools import msgmerge


@dataclass(slots=True, kw_only=True)
class Count:
    """Of so many changed texts: with a proposal, with all of their sources in it, without need.

    ``whole`` counts proposals that hold the translation of every text (or,
    after a split, of the very part) that the new one comes from; ``wrong``
    those that hold none of it; ``finished`` those that are not even fuzzy.
    """

    changed: int = 0
    proposed: int = 0
    whole: int = 0
    wrong: int = 0
    finished: int = 0

    def add(self, entry: Entry, sources: frozenset[str], part: bool) -> None:
        self.changed += 1
        if not any(entry.msgstr):
            return
        self.proposed += 1
        self.finished += not entry.fuzzy
        translations = [corpus.translate(text, "de") for text in sources]
        given = entry.msgstr[0]
        inside = any(given in text for text in translations)
        if (part and inside) or (translations and all(text in given for text in translations)):
            self.whole += 1
        elif not inside and not any(text in given for text in translations):
            self.wrong += 1


def measure(kind: str, seeds: Sequence[int], folder: Path) -> tuple[Count, Count]:
    """Return what we and msgmerge recover of one kind of edit, over several appeals."""
    ours, theirs = Count(), Count()
    for seed in seeds:
        old = corpus.texts(seed, 40)
        came: dict[str, frozenset[str]] = {}
        for edit in edits.edit(kind, random.Random(seed), old):
            for text, sources in zip(edit.new, edit.sources, strict=True):
                came.setdefault(text, sources)
        template = corpus.template("x", list(came), "2025-02-02 03:04+0000")
        catalogue = corpus.translated("x", old, "de")
        for count, merged in (
            (ours, merge(template, catalogue)),
            (theirs, parse(msgmerge(write(catalogue), write(template), folder), path="x.po")),
        ):
            _count(count, merged, came, old, kind)
    return ours, theirs


def _count(
    count: Count, merged: Catalogue, came: dict[str, frozenset[str]], old: list[str], kind: str
) -> None:
    by_text = {entry.msgid: entry for entry in merged.entries if not entry.obsolete}
    known = set(old)
    for text, sources in came.items():
        if text not in known or kind == "a move":
            count.add(by_text[text], sources, part=kind == "a split")


def table(seeds: Sequence[int], folder: Path) -> str:
    """Return the Markdown table that docs/catalogues.md shows."""
    rows = [
        "| edit of the English | changed texts | recovered | whole | wrong"
        " | msgmerge: recovered | whole | wrong |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in edits.KINDS:
        ours, theirs = measure(kind, seeds, folder)
        rows.append(
            f"| {kind} | {ours.changed} | {ours.proposed} | {ours.whole} | {ours.wrong}"
            f" | {theirs.proposed} | {theirs.whole} | {theirs.wrong} |"
        )
    return "\n".join(rows) + "\n"
