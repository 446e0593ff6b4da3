"""appeal review: sign-offs by entry or for all, and what can't be signed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from appeal.catalogue import read, reviews
from tests.workspaces import SLUG, appeal, edit, tree

PO = f"locale/de/LC_MESSAGES/{SLUG}.po"


def test_all_finished_translations_are_signed_off(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740787200")
    assert appeal(workspace, "review", "de", "--by", "Aisha  Example") == 0
    catalogue = read(workspace / PO, name=PO)
    live = [entry for entry in catalogue.entries if not entry.obsolete]
    assert {review for entry in live for review in reviews(entry)} == {
        type(reviews(live[0])[0])(name="Aisha Example", date=datetime.date(2025, 3, 1).isoformat())
    }
    assert f"{PO}: {len(live)} signed off ({len(live)} reviewed, 0 not" in capsys.readouterr().out
    before = tree(workspace)
    assert appeal(workspace, "review", "de", "--by", "Aisha Example") == 0
    assert tree(workspace) == before
    # The catalogues are still in step, and gettext's tools still read them.
    assert appeal(workspace, "update", "--check") == 0


def test_single_entries_are_named_by_line_or_beginning(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = next(
        entry.line
        for entry in read(workspace / PO, name=PO).entries
        if entry.msgid == "Free the miners"
    )
    arguments = ["review", "de", "--appeal", SLUG, "--by", "A", "--json"]
    assert appeal(workspace, *arguments, str(line), "Twelve miners") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["signed"], row["reviewed"]) == (2, 2)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("Nothing like this", "no entry is “Nothing like this”"),
        ("They were", None),
        ("They", "2 entries begin so: “They”"),
    ],
)
def test_an_entry_must_be_named_clearly(
    workspace: Path, capsys: pytest.CaptureFixture[str], entry: str, message: str | None
) -> None:
    before = tree(workspace)
    code = appeal(workspace, "review", "de", "--appeal", SLUG, "--by", "A", entry)
    assert code == (1 if message else 0)
    if message:
        assert message in capsys.readouterr().err
        assert tree(workspace) == before


def test_a_fuzzy_entry_cannot_be_signed_off(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / PO, 'msgctxt "appeal.title"', '#, fuzzy\nmsgctxt "appeal.title"')
    assert appeal(workspace, "review", "de", "--appeal", SLUG, "--by", "A", "Free the miners") == 1
    assert "review-entry: the entry is fuzzy" in capsys.readouterr().err


def test_a_language_without_catalogues_is_a_usage_error(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "review", "fr", "--by", "A") == 2
    assert "Begin: appeal init fr" in capsys.readouterr().err
    assert appeal(workspace, "review", "de", "--by", " ") == 2
