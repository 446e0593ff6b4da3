"""A language's memory: what its other appeals already say, for texts that are the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from appeal.catalogue.layers import Layer, layer
from appeal.catalogue.signoff import held_signoffs, reviews
from appeal.model import Catalogue, Entry

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The best translation of each text in one language, and its formulas (common.po).

    One value serves all appeals of the language.
    """

    by_key: Mapping[Key, Entry] = field(default_factory=dict)
    by_text: Mapping[str, Entry] = field(default_factory=dict)
    signed: frozenset[Key] = frozenset()
    common: Layer | None = None

    def fill(self, entry: Entry) -> Entry | None:
        """Return the entry with its translation from memory, or None.

        It is fuzzy, with what it was remembered for in its ``#|`` lines,
        unless the text and the context are the same and somebody reviewed
        it, or common.po has it.
        """
        formula = self.common.find(*entry.key) if self.common else None
        if formula is not None and _fits(entry, formula):
            return dataclasses.replace(entry, msgstr=formula.msgstr)
        found = self.by_key.get(entry.key) or self.by_text.get(entry.msgid)
        if found is None or not _fits(entry, found):
            return None
        if found.key == entry.key and found.key in self.signed:
            return dataclasses.replace(
                entry, msgstr=found.msgstr, comments=(*entry.comments, *held_signoffs(found))
            )
        return dataclasses.replace(
            entry,
            msgstr=found.msgstr,
            flags=("fuzzy", *entry.flags),
            previous_context=found.context,
            previous_msgid=found.msgid,
            previous_plural=found.plural,
        )


def memory(catalogues: Iterable[Catalogue], *, common: Catalogue | None = None) -> Memory:
    """Remember the finished translations of one language's catalogues.

    Of several translations of a text the newest reviewed wins, then those
    of the catalogue revised last; what became obsolete comes after all.
    """
    ranks: dict[Key, tuple[int, str]] = {}
    by_key: dict[Key, Entry] = {}
    for catalogue in catalogues:
        revised = catalogue.headers.get("PO-Revision-Date", "")
        revised = revised if revised[:1].isdigit() else ""
        for entry in catalogue.entries:
            if entry.fuzzy or not all(entry.msgstr):
                continue
            signed = max((review.date for review in reviews(entry)), default="")
            rank = (2, signed) if signed else (0 if entry.obsolete else 1, revised)
            if entry.key not in ranks or rank > ranks[entry.key]:
                ranks[entry.key] = rank
                by_key[entry.key] = entry
    by_text: dict[str, Entry] = {}
    for key, entry in by_key.items():
        known = by_text.get(entry.msgid)
        if known is None or ranks[key] > ranks[known.key]:
            by_text[entry.msgid] = entry
    return Memory(
        by_key=by_key,
        by_text=by_text,
        signed=frozenset(key for key, rank in ranks.items() if rank[0] == 2),
        common=layer(common, common=True) if common is not None else None,
    )


def _fits(entry: Entry, found: Entry) -> bool:
    return entry.plural == found.plural and len(entry.msgstr) == len(found.msgstr)
