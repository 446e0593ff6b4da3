"""appeal status: how far everybody is, and why an edition is held back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workspaces import appeal, edit


def test_the_table_names_every_edition_and_what_holds_it_back(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # SOURCE_DATE_EPOCH is the interface by which a caller sets the day.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1776000000")
    assert appeal(workspace, "status") == 0
    assert capsys.readouterr().out.splitlines() == [
        "free-the-miners (send before 2026-05-01: 19 days left)",
        "section        language  translated  fuzzy  reviewed  edition",
        "england-wales  en_GB       original                   released",
        "germany        de             100 %    0 %       0 %  released",
        "jordan         ar             100 %    0 %       0 %  released",
        "japan          ja             100 %    0 %       0 %  released",
        "usa            en_US       original                   released",
        "usa            es               0 %    0 %       0 %"
        "  held: 17 of 17 entries are not translated",
        "5 of 6 editions released.",
    ]


def test_percentages_count_words_and_json_has_them(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        workspace / "locale/de/LC_MESSAGES/free-the-miners.po",
        'msgstr "Sie haben gestreikt."',
        'msgstr ""',
    )
    assert appeal(workspace, "status", "--json", "--section", "germany") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["untranslated"] == len(["They", "went", "on", "strike."])
    assert row["words"] == row["translated"] + row["untranslated"]
    assert row["state"] == "held"
    assert row["reason"] == "1 of 17 entries is not translated"


def test_an_unknown_section_suggests_the_right_one(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "status", "--section", "germny") == 2
    assert "There is no section 'germny'. Did you mean 'germany'?" in capsys.readouterr().err
