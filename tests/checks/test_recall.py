"""What the checks find of defects put into right translations, kind by kind."""

from __future__ import annotations

import os
from collections import Counter
from functools import lru_cache

from appeal import catalogue
from appeal.checks import check_catalogue
from appeal.model import Catalogue, Entry, Finding
from tests.checks.seeding import Seed, seeds

EACH = 200 if os.environ.get("APPEAL_SOAK") else 40


def findings(seed: Seed) -> list[Finding]:
    """Check a seed as it is checked in a PO file: written, read, and found at its line."""
    language = seed.base.style.language
    header = Entry(
        msgid="",
        msgstr=(
            f"Content-Type: text/plain; charset=UTF-8\nLanguage: {language.tag}\n"
            f"Plural-Forms: {language.plural_forms}\n",
        ),
    )
    first = Entry(msgid="Robert Labi", msgstr=("Robert Labi",), context="a name")
    whole = Catalogue(
        path="x.po", language=language.tag, header=header, entries=(first, seed.entry)
    )
    found = catalogue.parse(catalogue.write(whole), path="x.po")
    line = found.entries[-1].msgstr_lines[0]
    style = seed.base.style
    return [
        finding
        for finding in check_catalogue(
            found, language=language, names=style.protected, glossary=style.glossary
        )
        if finding.line == line
    ]


@lru_cache(maxsize=1)
def measured() -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], list[Seed]]:
    """Return how many defects of each kind were put in and found, and those that were missed."""
    made: Counter[tuple[str, str]] = Counter()
    hit: Counter[tuple[str, str]] = Counter()
    missed = []
    for seed in seeds(EACH):
        key = (seed.severity, seed.kind)
        made[key] += 1
        found = findings(seed)
        if any(f.severity == "error" for f in found) if seed.severity == "error" else found:
            hit[key] += 1
        else:
            missed.append(seed)
    return made, hit, missed


def test_there_are_1000_defects_of_40_kinds() -> None:
    made, _, _ = measured()
    assert sum(made.values()) >= 1000
    assert len(made) >= 40
    assert min(made.values()) >= 5


def test_98_percent_of_errors_are_found_at_their_line() -> None:
    made, hit, missed = measured()
    assert _share(hit, "error") / _share(made, "error") >= 0.98, _told(missed, "error")


def test_90_percent_of_warnings_are_found_at_their_line() -> None:
    made, hit, missed = measured()
    assert _share(hit, "warning") / _share(made, "warning") >= 0.90, _told(missed, "warning")


def test_every_kind_is_found_more_often_than_not() -> None:
    made, hit, _ = measured()
    assert {kind: hit[kind] / made[kind] for kind in made if hit[kind] < made[kind] * 0.8} == {}


def _share(counter: Counter[tuple[str, str]], severity: str) -> int:
    return sum(count for (of, _), count in counter.items() if of == severity)


def _told(missed: list[Seed], severity: str) -> str:
    return "\n".join(f"{s.kind}: {s.base.tag}: {s.text}" for s in missed if s.severity == severity)
