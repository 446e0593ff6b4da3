"""What stops an edition: an error in a fact, unless a waiver on the entry allows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import SLUG, appeal, edit


@pytest.fixture
def wrong_number(workspace: Path) -> Path:
    edit(
        workspace / f"locale/de/LC_MESSAGES/{SLUG}.po",
        "Lassen Sie alle {{miners}} Bergleute frei.",
        "Lassen Sie alle {{miners}} Bergleute in 7 Tagen frei.",
    )
    return workspace


def test_an_edition_with_an_error_is_held_and_the_others_are_released(
    wrong_number: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(wrong_number, "build", "--only", "text") == 0
    out = capsys.readouterr().out
    assert "held: 1 error in the translation" in out
    assert not (wrong_number / "build/germany").exists()
    assert (wrong_number / f"build/japan/ja/{SLUG}/letter.txt").is_file()


def test_what_was_released_goes_when_an_error_comes(workspace: Path) -> None:
    assert appeal(workspace, "build", "--only", "text") == 0
    letter = workspace / f"build/germany/de/{SLUG}/letter.txt"
    assert letter.is_file()
    edit(
        workspace / f"locale/de/LC_MESSAGES/{SLUG}.po",
        "{{miners}} Bergleute frei.",
        "{{miners}} Bergleute in 7 Tagen frei.",
    )
    assert appeal(workspace, "build", "--only", "text") == 0
    assert not letter.exists()
