"""appeal diff: what changed in the English, word by word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.cli.diff import word_diff
from tests.workspaces import SLUG, appeal, edit


def test_each_fuzzy_entry_shows_what_changed(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / f"source/{SLUG}/appeal.md", "They went on strike.", "They did not strike.")
    assert appeal(workspace, "update") == 0
    capsys.readouterr()
    assert appeal(workspace, "diff", "de") == 0
    place, change, msgstr, count = capsys.readouterr().out.splitlines()
    assert place.startswith(f"locale/de/LC_MESSAGES/{SLUG}.po:")
    assert change == "  They [-went on-]{+did not+} strike."
    assert msgstr.startswith("  = ")
    assert count == "1 fuzzy entry."
    assert appeal(workspace, "diff", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 3
    assert rows[0]["changes"] == [
        ["same", "They "],
        ["deleted", "went on"],
        ["added", "did not"],
        ["same", " strike."],
    ]


def test_an_unknown_language_is_a_usage_error(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "diff", "xx") == 2
    assert "There is no language 'xx'." in capsys.readouterr().err


@given(st.text("ab ,.\n{}", max_size=30), st.text("ab ,.\n{}", max_size=30))
def test_both_texts_are_all_there(old: str, new: str) -> None:
    pieces = list(word_diff(old, new))
    assert "".join(text for kind, text in pieces if kind != "added") == old
    assert "".join(text for kind, text in pieces if kind != "deleted") == new
