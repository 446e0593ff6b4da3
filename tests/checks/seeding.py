"""Right translations with one defect put in: the measure of what the checks find.

The pairs are the repository's own translations and the hand-written ones
in `data/correct`; `defects` and `slips` damage them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from appeal.model import Entry, Severity
from tests.checks.bases import Base, bases
from tests.checks.slips import KINDS


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A pair with one defect. ``severity`` is the least that must be found."""

    kind: str
    severity: Severity
    base: Base
    text: str

    @property
    def entry(self) -> Entry:
        return Entry(msgid=self.base.english, msgstr=(self.text,))


def seeds(each: int = 40, number: int = 2025) -> Iterator[Seed]:
    """Yield at most ``each`` defects of every kind, spread over the languages; always the same."""
    for kind, severity, make in KINDS:
        rng = random.Random(f"{kind} {number}")
        by_tag: dict[str, list[Base]] = {}
        for base in bases():
            by_tag.setdefault(base.tag, []).append(base)
        for found in by_tag.values():
            rng.shuffle(found)
        count = 0
        while by_tag and count < each:
            for tag in sorted(by_tag):
                # One defect of the kind for a language, then the next language's turn.
                while by_tag[tag]:
                    base = by_tag[tag].pop()
                    text = make(base, rng)
                    if text is not None and text.strip() and text != base.text:
                        yield Seed(kind=kind, severity=severity, base=base, text=text)
                        count += 1
                        break
                if not by_tag[tag]:
                    del by_tag[tag]
                if count >= each:
                    break
