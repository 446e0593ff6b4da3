"""Merging a new template into a catalogue, so that no translation is lost.

An entry is kept where msgctxt and msgid are the same. A new text gets the
translation of the texts it was made from, fuzzy, with these in its ``#|``
lines. What is gone becomes obsolete and returns when its text does. A
finished translation from which a changed text was proposed stays as an
obsolete entry, too: a change taken back costs no translator anything.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Collection

from appeal.catalogue.matching import Candidate, Candidates, candidates
from appeal.catalogue.proposals import propose
from appeal.catalogue.remembering import Memory
from appeal.languages import Language, UnknownLanguage, language
from appeal.model import Catalogue, Entry

_DATE = re.compile(r"^POT-Creation-Date:.*$", re.MULTILINE)
_NPLURALS = re.compile(r"nplurals=\s*(\d+)")


def merge(
    template: Catalogue,
    old: Catalogue,
    *,
    memory: Memory | None = None,
    candidates: Candidates | None = None,
    variant: bool = False,
) -> Catalogue:
    """Return the catalogue brought up to the template. Merging twice changes nothing.

    ``candidates`` is shared by all languages of an appeal (see
    `appeal.catalogue.matching.candidates`). A regional ``variant`` holds only
    what differs: nothing is added to it but what follows its own entries.
    """
    return _Merge(template, old, memory, candidates, variant).result()


def is_variant(tag: Language, available: Collection[str]) -> bool:
    """Tell whether a language's catalogues hold only what differs from a wider one.

    ``available`` are the locale tags that have catalogues of their own.
    """
    return any(fallback in available for fallback in tag.fallbacks)


class _Merge:
    """One merge: the old entries, and which of them have found their place."""

    def __init__(
        self,
        template: Catalogue,
        old: Catalogue,
        memory: Memory | None,
        found: Candidates | None,
        variant: bool,
    ) -> None:
        self.template, self.old, self.variant = template, old, variant
        self.memory = None if variant else memory
        self.candidates = found
        self.by_key = {entry.key: entry for entry in old.entries}
        self.carried: set[tuple[str | None, str]] = set()

    def result(self) -> Catalogue:
        asked = [entry for entry in self.template.entries if not entry.obsolete]
        header = self._header(any(entry.plural is not None for entry in asked))
        nplurals = _NPLURALS.search(header.msgstr[0])
        forms = int(nplurals[1]) if nplurals else 2
        live = []
        unused = self.by_key.copy()
        for wanted in asked:
            entry = unused.pop(wanted.key, None)
            if entry is not None:
                merged: Entry | None = self._kept(wanted, entry, forms)
            else:
                merged = self._new(_blank(wanted, forms))
            if merged is not None:
                live.append(merged)
        obsolete = [
            _obsolete(entry)
            for key, entry in unused.items()
            if key not in self.carried and any(entry.msgstr)
        ]
        return dataclasses.replace(self.old, header=header, entries=(*live, *obsolete))

    def _kept(self, wanted: Entry, entry: Entry, forms: int) -> Entry:
        flags = wanted.flags
        if entry.fuzzy and "fuzzy" not in flags:
            flags = ("fuzzy", *flags)
        if not any(entry.msgstr):
            blank = dataclasses.replace(
                _blank(wanted, forms), comments=entry.comments, flags=wanted.flags
            )
            filled = self.memory.fill(blank) if self.memory else None
            return filled or (blank if blank != entry else entry)
        if entry.plural != wanted.plural:
            return propose(_blank(wanted, forms), [entry])
        if (
            not entry.obsolete
            and entry.references == wanted.references
            and entry.extracted == wanted.extracted
            and entry.flags == flags
        ):
            return entry
        return _standing(entry, wanted.extracted, wanted.references, flags, obsolete=False)

    def _new(self, blank: Entry) -> Entry | None:
        remembered = self.memory.fill(blank) if self.memory else None
        if remembered is not None and not remembered.fuzzy:
            return remembered
        if self.candidates is None:
            self.candidates = candidates(self.template, [self.old])
        found = self.candidates.find(blank.key, removed_only=self.variant)
        # A variant has few of the texts; only the one that this text really comes from counts.
        for candidate in found[:1] if self.variant else found:
            same_text = all(msgid == blank.msgid for _, msgid in candidate.keys)
            sources = self._sources(candidate)
            if sources and (same_text or remembered is None):
                proposal = propose(blank, sources, language=self.old.language)
                self.carried.update(
                    source.key
                    for source in sources
                    if source.fuzzy and source.msgstr[0] in proposal.msgstr[0]
                )
                return proposal
        return None if self.variant else remembered or blank

    def _sources(self, candidate: Candidate) -> list[Entry]:
        """Return the candidate's entries, or none unless all have something to give."""
        entries = [self.by_key.get(key) for key in candidate.keys]
        given = [entry for entry in entries if entry is not None and any(entry.msgstr)]
        return given if len(given) == len(entries) else []

    def _header(self, has_plurals: bool) -> Entry:
        header = self.old.header
        text = header.msgstr[0]
        date = self.template.headers.get("POT-Creation-Date")
        if date:
            line = f"POT-Creation-Date: {date}"
            if _DATE.search(text):
                text = _DATE.sub(lambda _: line, text, count=1)
            else:
                text += f"{line}\n"
        if has_plurals and "nplurals=" not in text and self.old.language:
            # For a language that CLDR does not know, the reader asks for the field once needed.
            with contextlib.suppress(UnknownLanguage):
                text += f"Plural-Forms: {language(self.old.language).plural_forms}\n"
        return header if text == header.msgstr[0] else dataclasses.replace(header, msgstr=(text,))


def _blank(wanted: Entry, forms: int) -> Entry:
    return Entry(
        msgid=wanted.msgid,
        plural=wanted.plural,
        context=wanted.context,
        msgstr=("",) * (1 if wanted.plural is None else forms),
        extracted=wanted.extracted,
        references=wanted.references,
        flags=tuple(flag for flag in wanted.flags if flag != "fuzzy"),
    )


def _obsolete(entry: Entry) -> Entry:
    if entry.obsolete and not entry.references and not entry.extracted:
        return entry
    return _standing(entry, (), (), entry.flags, obsolete=True)


def _standing(
    entry: Entry,
    extracted: tuple[str, ...],
    references: tuple[str, ...],
    flags: tuple[str, ...],
    *,
    obsolete: bool,
) -> Entry:
    """Return the entry with its translation, its comments and what it was made from."""
    # Spelt out: dataclasses.replace takes five times as long, on every entry of every language.
    return Entry(
        msgid=entry.msgid,
        plural=entry.plural,
        context=entry.context,
        msgstr=entry.msgstr,
        comments=entry.comments,
        extracted=extracted,
        references=references,
        flags=flags,
        previous_msgid=entry.previous_msgid,
        previous_plural=entry.previous_plural,
        previous_context=entry.previous_context,
        obsolete=obsolete,
    )
