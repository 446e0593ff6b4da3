"""What survives an edit of the English: at least what msgmerge recovers, and nothing invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue import edits, recovery
from tests.strategies import SOAK

SEEDS = range(3)
DOCS = Path(__file__).parents[2] / "docs" / "catalogues.md"


@pytest.mark.parametrize("kind", edits.KINDS)
def test_each_kind_of_edit_recovers_at_least_what_msgmerge_does(kind: str, tmp_path: Path) -> None:
    ours, theirs = recovery.measure(kind, range(12) if SOAK else SEEDS, tmp_path)
    assert ours.changed == theirs.changed > 0
    assert ours.proposed >= theirs.proposed
    assert ours.whole >= theirs.whole
    assert ours.wrong == 0
    if kind == "new text":
        assert ours.proposed == 0
    elif kind == "a move":
        assert ours.finished == ours.changed
    else:
        assert ours.finished == 0
    if kind in ("a split", "a join", "sentences swapped"):
        assert ours.whole > theirs.whole


def test_the_table_in_the_documentation_is_what_is_measured(tmp_path: Path) -> None:
    assert recovery.table(SEEDS, tmp_path) in DOCS.read_text(encoding="utf-8")
