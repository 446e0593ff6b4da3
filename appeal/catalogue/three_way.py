"""Three-way merging of catalogues, entry by entry, for git and for anybody.

Entries are one by (msgctxt, msgid). Headers, comments and references never
conflict. Only two different edits of one translation do: then both stand
in the file, fuzzy, the other one in a comment.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from appeal.catalogue.matching import Candidates
from appeal.catalogue.proposals import propose
from appeal.catalogue.remembering import Key
from appeal.model import Catalogue, Entry

Translation = tuple[tuple[str, ...], bool, str | None, str | None, str | None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merged catalogue, and the entries of which two translations stand in it now."""

    catalogue: Catalogue
    conflicts: tuple[Entry, ...] = ()


def threeway(base: Catalogue | None, ours: Catalogue, theirs: Catalogue) -> Merged:
    """Merge what ours and theirs made of base (None: both began the file).

    The side with the later POT-Creation-Date decides which entries are live
    and in which order; the translations come from both.
    """
    newer = _newer(ours, theirs, "POT-Creation-Date")
    sides = _Sides(base, ours, theirs, template=newer)
    entries = [
        entry
        for key in _order(newer, theirs if newer is ours else ours)
        if (entry := sides.entry(key)) is not None
    ]
    entries = _followed(entries, sides.before)
    entries.sort(key=lambda entry: entry.obsolete)
    header = _header(base.header if base else None, ours, theirs)
    return Merged(
        catalogue=dataclasses.replace(ours, header=header, entries=tuple(entries)),
        conflicts=tuple(entry for entry in entries if entry.key in sides.conflicts),
    )


class _Sides:
    """Both sides and their base by key, and the conflicts met so far."""

    def __init__(
        self, base: Catalogue | None, ours: Catalogue, theirs: Catalogue, template: Catalogue
    ) -> None:
        self.before = {entry.key: entry for entry in base.entries} if base else {}
        self.ours = {entry.key: entry for entry in ours.entries}
        self.theirs = {entry.key: entry for entry in theirs.entries}
        self.template = self.ours if template is ours else self.theirs
        dates = {side.headers.get("POT-Creation-Date", "") for side in (ours, theirs)}
        self.same_template = len(dates) == 1
        self.conflicts: set[Key] = set()

    def entry(self, key: Key) -> Entry | None:
        """Return the merged entry, None where it was rightly deleted."""
        base, ours, theirs = self.before.get(key), self.ours.get(key), self.theirs.get(key)
        if ours is None or theirs is None:
            return self._one_sided(base, ours or theirs)
        form = self._form(base, ours, theirs)
        translation = self._translation(key, base, ours, theirs)
        flags = tuple(flag for flag in form.flags if flag != "fuzzy")
        msgstr, fuzzy, *previous = translation
        merged = dataclasses.replace(
            form,
            msgstr=msgstr,
            comments=_lines(base.comments if base else (), ours.comments, theirs.comments),
            flags=("fuzzy", *flags) if fuzzy else flags,
            previous_msgid=previous[0],
            previous_plural=previous[1],
            previous_context=previous[2],
            obsolete=self._obsolete(base, ours, theirs),
        )
        if key in self.conflicts:
            other = tuple(f"the other version: {_quoted(form)}" for form in theirs.msgstr)
            comments = (*merged.comments, *(line for line in other if line not in merged.comments))
            merged = dataclasses.replace(merged, comments=comments)
        donor = ours if translation == _said(ours) else theirs
        if (donor.plural is None) != (form.plural is None):
            # One side's English got or lost a plural; the translation follows it, fuzzy.
            blank = dataclasses.replace(merged, msgstr=("",) * len(form.msgstr), flags=flags)
            return propose(blank, [donor])
        return merged

    def _one_sided(self, base: Entry | None, entry: Entry | None) -> Entry | None:
        if entry is None or base is None:
            return entry
        lacking = self.template.get(entry.key) is None and not self.same_template
        dispensable = entry.obsolete or not any(entry.msgstr) or self._moved_on(entry)
        if _said(entry) == _said(base) and dispensable:
            return None
        # What one side changed or still used is not lost because the other side has dropped it.
        if lacking or entry.obsolete:
            return dataclasses.replace(entry, obsolete=True, references=(), extracted=())
        return entry

    def _moved_on(self, entry: Entry) -> bool:
        """Tell whether a proposal now stands with a newer text, as merging lets it."""
        side = self.theirs if entry.key in self.ours else self.ours
        return entry.fuzzy and any(
            other.fuzzy and entry.msgstr[0] in other.msgstr[0] for other in side.values()
        )

    def _form(self, base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
        """Return the side from which the English, its comments, places and flags are taken."""
        if not self.same_template:
            return self.template[ours.key]
        return theirs if base is not None and _form(ours) == _form(base) else ours

    def _obsolete(self, base: Entry | None, ours: Entry, theirs: Entry) -> bool:
        if base is not None and ours.obsolete != theirs.obsolete:
            return ours.obsolete if theirs.obsolete == base.obsolete else theirs.obsolete
        return ours.obsolete and theirs.obsolete

    def _translation(self, key: Key, base: Entry | None, ours: Entry, theirs: Entry) -> Translation:
        mine, other = _said(ours), _said(theirs)
        before = _said(base) if base else None
        if mine == other or other == before or not any(other[0]):
            return mine
        if mine == before or not any(mine[0]):
            return other
        if before is not None and any(before[0]) and before[0] in (mine[0], other[0]):
            # Only one has edited the words; the other has marked the old ones.
            return other if mine[0] == before[0] else mine
        if mine[0] == other[0]:
            # The same words, but one of the two still doubts them.
            return mine if mine[1] else other
        if before is None or not any(before[0]):
            # A proposal of a tool for a new text is no edit.
            if mine[1] and mine[2] is not None and not other[1]:
                return other
            if other[1] and other[2] is not None and not mine[1]:
                return mine
        self.conflicts.add(key)
        return (mine[0], True, *mine[2:])


def _said(entry: Entry) -> Translation:
    return (
        entry.msgstr,
        entry.fuzzy,
        entry.previous_msgid,
        entry.previous_plural,
        entry.previous_context,
    )


def _form(entry: Entry) -> tuple[object, ...]:
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return (entry.plural, entry.extracted, entry.references, flags)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Merge comment lines: ours, without what theirs deleted, with what theirs added."""
    kept = [line for line in ours if line in theirs or line not in base]
    added = [line for line in theirs if line not in ours and line not in base]
    return (*kept, *added)


def _order(first: Catalogue, second: Catalogue) -> list[Key]:
    """Return the keys of both in the order of first; what only second has keeps its neighbour."""
    known = {entry.key for entry in first.entries}
    after: dict[Key | None, list[Key]] = {}
    neighbour: Key | None = None
    for entry in second.entries:
        if entry.key in known:
            neighbour = entry.key
        else:
            after.setdefault(neighbour, []).append(entry.key)
    keys = list(after.get(None, ()))
    for entry in first.entries:
        keys.append(entry.key)
        keys += after.get(entry.key, ())
    return keys


def _followed(entries: list[Entry], before: dict[Key, Entry]) -> list[Entry]:
    """Let the changed texts of one side profit from what the other did to the old ones.

    A new entry without a translation, or with the old proposal for it, gets
    the newer translation of the text that it was made from.
    """
    gone = {
        entry.key: entry
        for entry in entries
        if entry.obsolete and all(entry.msgstr) and _is_new(entry, before)
    }
    if not gone:
        return entries
    found = Candidates(
        wanted=frozenset(entry.key for entry in entries if not entry.obsolete), pool=tuple(gone)
    )
    return [_follow(entry, gone, before, found) for entry in entries]


def _is_new(entry: Entry, before: dict[Key, Entry]) -> bool:
    old = before.get(entry.key)
    return old is None or old.msgstr != entry.msgstr


def _follow(
    entry: Entry, gone: dict[Key, Entry], before: dict[Key, Entry], found: Candidates
) -> Entry:
    if entry.obsolete or (any(entry.msgstr) and not entry.fuzzy):
        return entry
    if not any(entry.msgstr):
        if entry.key in before:
            return entry
        candidates = found.find(entry.key)
        if not candidates:
            return entry
        return propose(entry, [gone[key] for key in candidates[0].keys])
    source = gone.get((entry.previous_context, entry.previous_msgid or ""))
    old = before.get(source.key) if source else None
    if source is None or (old is not None and old.msgstr != entry.msgstr):
        return entry
    return dataclasses.replace(entry, msgstr=source.msgstr)


# -- the header ------------------------------------------------------------------


def _header(base: Entry | None, ours: Catalogue, theirs: Catalogue) -> Entry:
    """Merge the header field by field; of two changes the later revision's is taken."""
    later = _newer(ours, theirs, "PO-Revision-Date")
    before = _fields(base) if base else {}
    mine, other = _fields(ours.header), _fields(theirs.header)
    winner = mine if later is ours else other
    fields: dict[str, str] = {}
    for name in (*mine, *(name for name in other if name not in mine)):
        old, a, b = before.get(name), mine.get(name), other.get(name)
        if name == "POT-Creation-Date":
            value: str | None = max((v for v in (a, b) if v is not None), key=_date)
        elif a == b or b == old:
            value = a
        elif a == old:
            value = b
        else:
            value = winner.get(name, a if a is not None else b)
        if value is not None:
            fields[name] = value
    comments = _lines(base.comments if base else (), ours.header.comments, theirs.header.comments)
    flags = ours.header.flags if base and theirs.header.flags == base.flags else theirs.header.flags
    text = "".join(f"{name}{value}\n" for name, value in fields.items())
    return dataclasses.replace(ours.header, msgstr=(text,), comments=comments, flags=flags)


def _fields(header: Entry) -> dict[str, str]:
    """Return the header's fields, each with its colon and all behind it."""
    pairs = (line.partition(":") for line in header.msgstr[0].split("\n") if line)
    return {name: colon + value for name, colon, value in pairs}


def _newer(ours: Catalogue, theirs: Catalogue, field: str) -> Catalogue:
    return max(ours, theirs, key=lambda side: _date(side.headers.get(field, "")))


def _date(text: str) -> str:
    """Return a sortable date; the placeholder YEAR-MO-DA comes first."""
    text = text.strip(": ")
    return text if text[:1].isdigit() else ""
