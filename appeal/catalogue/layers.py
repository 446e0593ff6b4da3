"""Looking a translation up: common.po first, then the appeal's catalogue, then the wider language.

A regional variant (``de_AT``) falls back to its language (``de``), never
to English. Only finished translations are found.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from appeal.catalogue.signoff import reviewed
from appeal.model import Catalogue, Completeness, Entry, Message

State = Literal["untranslated", "fuzzy", "translated", "reviewed"]
Key = tuple[str | None, str]

_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One catalogue as looked up. ``anywhere``: an entry without context serves every context."""

    finished: Mapping[Key, Entry]
    fuzzy: frozenset[Key]
    anywhere: bool = False

    def find(self, context: str | None, msgid: str) -> Entry | None:
        entry = self.finished.get((context, msgid))
        if entry is None and self.anywhere:
            entry = self.finished.get((None, msgid))
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The catalogues that serve one appeal in one language, the strongest first."""

    layers: tuple[Layer, ...]

    def find(self, context: str | None, msgid: str) -> Entry | None:
        """Return the finished translation of (msgctxt, msgid), or None."""
        for layer in self.layers:
            entry = layer.find(context, msgid)
            if entry is not None:
                return entry
        return None

    def state(self, context: str | None, msgid: str) -> State:
        """Return how far the translation of (msgctxt, msgid) is."""
        entry = self.find(context, msgid)
        if entry is not None:
            return "reviewed" if reviewed(entry) else "translated"
        key = (context, msgid)
        return "fuzzy" if any(key in layer.fuzzy for layer in self.layers) else "untranslated"


def layer(catalogue: Catalogue, *, common: bool = False) -> Layer:
    """Index a catalogue. ``common`` marks a language's common.po, whose formulas serve anywhere."""
    return Layer(
        finished={entry.key: entry for entry in catalogue.entries if entry.translated},
        fuzzy=frozenset(
            entry.key
            for entry in catalogue.entries
            if entry.fuzzy and not entry.obsolete and any(entry.msgstr)
        ),
        anywhere=common,
    )


def lookup(
    own: Catalogue | None,
    *,
    common: Catalogue | None = None,
    fallbacks: Sequence[tuple[Catalogue | None, Catalogue | None]] = (),
) -> Lookup:
    """Return the look-up of one language.

    ``fallbacks`` are the (catalogue, common.po) of the wider languages, the
    nearest first; None stands for a file that does not exist.
    """
    layers = []
    for catalogue, formulas in ((own, common), *fallbacks):
        if formulas is not None:
            layers.append(layer(formulas, common=True))
        if catalogue is not None:
            layers.append(layer(catalogue))
    return Lookup(layers=tuple(layers))


def completeness(messages: Iterable[Message | Entry] | Catalogue, lookup: Lookup) -> Completeness:
    """Count how far a language is with these messages, in words of the English and in entries.

    A template may be given instead of the messages.
    """
    if isinstance(messages, Catalogue):
        messages = (entry for entry in messages.entries if not entry.obsolete)
    counted: dict[State, int] = dict.fromkeys(
        ("untranslated", "fuzzy", "translated", "reviewed"), 0
    )
    entries = counted.copy()
    for message in messages:
        state = lookup.state(message.context, message.msgid)
        counted[state] += words(message.msgid)
        entries[state] += 1
    return Completeness(
        words=sum(counted.values()),
        translated=counted["translated"] + counted["reviewed"],
        fuzzy=counted["fuzzy"],
        reviewed=counted["reviewed"],
        entries=sum(entries.values()),
        entries_translated=entries["translated"] + entries["reviewed"],
        entries_fuzzy=entries["fuzzy"],
        entries_reviewed=entries["reviewed"],
    )


# The msgids of an appeal are the same in all its languages.
@functools.lru_cache(maxsize=1024)
def words(text: str) -> int:
    """Return the number of words in text: what spaces part and has a letter or digit in it."""
    return sum(1 for word in text.split() if _LETTER.search(word))
