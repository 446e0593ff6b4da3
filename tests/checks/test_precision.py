"""Checks never cry wolf: right translations in 41 languages and varieties, and our own."""

from __future__ import annotations

import pytest

from appeal.checks import Style, check_entry
from appeal.model import Entry
from tests.checks.bases import Base, bases
from tests.checks.pairs import Pair, pairs

PAIRS = tuple(pairs())


def test_there_are_500_pairs_in_35_languages() -> None:
    assert len(PAIRS) >= 500
    assert len({pair.style.code for pair in PAIRS}) >= 35


@pytest.mark.parametrize("path", sorted({pair.path for pair in PAIRS}))
def test_nothing_is_said_about_a_right_translation(path: str) -> None:
    found = [(pair.line, pair.why, _findings(pair)) for pair in PAIRS if pair.path == path]
    assert [row for row in found if row[2]] == []


def _findings(pair: Pair) -> list[str]:
    return [f"{f.code}: {f.message}" for f in check_entry(pair.entry, pair.style)]


def test_our_own_translations_have_no_error_and_at_most_2_percent_warnings() -> None:
    own = [base for base in bases() if base.real]
    assert len({base.tag for base in own}) >= 28
    errors, warned = [], []
    for base in own:
        found = list(check_entry(_entry(base), base.style))
        errors += [(base.tag, f.code, f.message) for f in found if f.severity == "error"]
        warned += [base] if any(f.severity == "warning" for f in found) else []
    assert errors == []
    assert len(warned) <= len(own) * 0.02


def _entry(base: Base) -> Entry:
    return Entry(msgid=base.english, msgstr=(base.text,))


def test_a_correct_text_in_another_language_is_still_noticed() -> None:
    """The set could be passed by rules that say nothing: each file is wrong for its neighbour."""
    noticed = 0
    for pair in PAIRS:
        other = next(p.style for p in PAIRS if p.style.script != pair.style.script)
        style = Style(other.language, pair.style.glossary, pair.style.protected)
        noticed += any(True for _ in check_entry(pair.entry, style))
    assert noticed > len(PAIRS) * 0.75
