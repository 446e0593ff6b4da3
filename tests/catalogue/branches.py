"""Two people (or a translator and the secretariat) working on one catalogue at the same time."""

from __future__ import annotations

import dataclasses
import datetime
import random

from appeal.catalogue import merge, parse, sign, write
from appeal.model import Catalogue, Entry
from tests.catalogue import corpus, edits

DAY = datetime.date(2025, 3, 1)


def base(seed: int) -> Catalogue:
    """Return a catalogue half done: finished, fuzzy, empty and obsolete entries."""
    rng = random.Random(seed)
    catalogue = corpus.translated("x", corpus.texts(seed, 14), "de")
    entries = []
    for entry in catalogue.entries:
        kind = rng.random()
        if kind < 0.25:
            entry = dataclasses.replace(entry, msgstr=("",))
        elif kind < 0.4:
            entry = dataclasses.replace(entry, flags=("fuzzy",), previous_msgid="Before.")
        entries.append(entry)
    gone = Entry(msgid=f"Gone {seed}.", msgstr=("Weg.",), obsolete=True)
    return dataclasses.replace(catalogue, entries=(*entries, gone))


def edited(catalogue: Catalogue, rng: random.Random, share: set[int], who: str) -> Catalogue:
    """Return the catalogue after ``who`` has worked on the entries of this share."""
    entries = list(catalogue.entries)
    for number in share:
        entry = entries[number]
        kind = rng.random()
        if entry.obsolete:
            continue
        if kind < 0.6:
            text = corpus.translate(entry.msgid, who)
            entry = dataclasses.replace(
                entry, msgstr=(text,), flags=(), previous_msgid=None, previous_context=None
            )
        elif kind < 0.75:
            entry = dataclasses.replace(entry, comments=(*entry.comments, f"{who}: a question"))
        elif entry.translated:
            entry = sign(entry, name=who, date=DAY)
        entries[number] = entry
    fields = catalogue.header.msgstr[0]
    fields = fields.replace("A. Translator", who).replace(
        "PO-Revision-Date: 2025-01-03", f"PO-Revision-Date: 2025-01-{rng.randint(4, 28):02}"
    )
    if rng.random() < 0.5:
        fields += f"X-{who}: 1\n"
    header = dataclasses.replace(catalogue.header, msgstr=(fields,))
    return dataclasses.replace(catalogue, header=header, entries=tuple(entries))


def branches(seed: int) -> tuple[Catalogue, Catalogue, Catalogue]:
    """Return base, ours and theirs of disjoint edits; on one side the English may have changed."""
    rng = random.Random(seed)
    before = base(seed)
    numbers = list(range(len(before.entries)))
    rng.shuffle(numbers)
    cut = rng.randrange(len(numbers) + 1)
    ours = edited(before, rng, set(numbers[:cut]), "Ada")
    theirs = edited(before, rng, set(numbers[cut:]), "Bo")
    if rng.random() < 0.5:
        texts = [entry.msgid for entry in before.entries if not entry.obsolete]
        changed = edits.edit(rng.choice(edits.KINDS), rng, texts)
        template = corpus.template(
            "x",
            list(dict.fromkeys(text for edit in changed for text in edit.new)),
            "2025-02-02 03:04+0000",
        )
        if rng.random() < 0.5:
            ours = merge(template, ours)
        else:
            theirs = merge(template, theirs)
    return tuple(parse(write(c), path=before.path) for c in (before, ours, theirs))  # type: ignore[return-value]  # three go in


def finished(catalogue: Catalogue) -> set[tuple[str | None, str, tuple[str, ...]]]:
    """Return the finished translations that a catalogue holds, obsolete ones, too."""
    return {
        (entry.context, entry.msgid, entry.msgstr)
        for entry in catalogue.entries
        if all(entry.msgstr) and not entry.fuzzy
    }


def new_work(before: Catalogue, side: Catalogue) -> set[tuple[str | None, str, tuple[str, ...]]]:
    return finished(side) - finished(before)
