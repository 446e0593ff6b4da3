"""appeal typo: one step, no language sent back to its translators."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workspaces import SLUG, appeal, edit, tree

LETTER = f"source/{SLUG}/letter.md"
PO = f"locale/de/LC_MESSAGES/{SLUG}.po"


def test_a_typo_is_mended_in_source_template_and_all_catalogues(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(workspace)
    assert appeal(workspace, "review", "de", "--by", "A. Example") == 0
    assert appeal(workspace, "typo", "writing", "writting") == 0
    assert "writting about the trial" in (workspace / LETTER).read_text()
    assert appeal(workspace, "update", "--check") == 0
    assert "fuzzy" not in (workspace / PO).read_text().replace('#, fuzzy\nmsgid ""', "")
    assert appeal(workspace, "typo", "writting", "writing", "--json") == 0
    out = capsys.readouterr().out
    result = json.loads(out[out.rindex("\n{") :])
    assert result["places"] == 1
    assert LETTER in result["files"]
    assert f"locale/{SLUG}.pot" in result["files"]
    # All that is left of it are the sign-offs.
    after = tree(workspace)
    assert {path for path in after if after[path] != before[path]} == {
        path for path in after if path.startswith("locale/de/") and path.endswith(f"{SLUG}.po")
    }


def test_sign_offs_survive_a_typo(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert appeal(workspace, "review", "de", "--by", "A. Example", "--appeal", SLUG) == 0
    assert appeal(workspace, "typo", "trial", "trail") == 0
    capsys.readouterr()
    assert appeal(workspace, "review", "de", "--by", "B", "--dry-run", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["unreviewed"], row["fuzzy"], row["untranslated"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("April", "Aprill", "the edit touches a number, an amount or a date in words"),
        ("April 5", "April 6", "the edit touches digits"),
        ("Minister", "Mini ster", ""),
        ("Example", "Exampel", "the edit touches a fact of the front matter, too"),
        ("Exampletown", "Exampeltown", "no text for translation contains “Exampletown”"),
        ("miners miners", "miners", "no text for translation contains “miners miners”"),
    ],
)
def test_what_is_no_typo_is_refused_and_nothing_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    before = tree(workspace)
    assert appeal(workspace, "typo", old, new) == (1 if message else 0)
    assert message in capsys.readouterr().err
    if message:
        assert tree(workspace) == before


def test_the_refusal_names_the_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert appeal(workspace, "typo", "am writing", "am not writing") == 1
    assert capsys.readouterr().err == (
        f"{LETTER}:7: error typo-refused: the edit touches a negation\n"
        "  hint: edit the source by hand and run `appeal update`: the translators then see the"
        " change\n"
    )


def test_a_dry_run_writes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(workspace)
    assert appeal(workspace, "typo", "trial", "trail", "--dry-run") == 0
    assert f"{LETTER}: would be mended" in capsys.readouterr().out
    assert tree(workspace) == before


def test_a_broken_catalogue_stops_it_before_anything_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / PO
    path.write_bytes(path.read_bytes()[:-3])
    before = tree(workspace)
    assert appeal(workspace, "typo", "trial", "trail") == 1
    assert "catalogue-syntax: the text has no closing quotation mark" in capsys.readouterr().err
    assert tree(workspace) == before


def test_a_formula_that_another_appeal_still_spells_as_before_stays(workspace: Path) -> None:
    shutil.copytree(workspace / "source" / SLUG, workspace / "source" / "other")
    common = workspace / "locale/de/LC_MESSAGES/common.po"
    header = (workspace / PO).read_text().partition("\n\n")[0]
    common.write_text(f'{header}\n\nmsgid "Dear Minister,"\nmsgstr "Herr Minister!"\n')
    assert appeal(workspace, "typo", "Dear Minister,", "Deer Minister,", "--appeal", SLUG) == 0
    assert 'msgid "Deer Minister,"\nmsgstr "Herr Minister!"' in common.read_text()
    assert 'msgid "Dear Minister,"\nmsgstr "Herr Minister!"' in common.read_text()
    assert "Dear Minister," in (workspace / "source/other/letter.md").read_text()
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", common], check=False).returncode == 0


def test_a_catalogue_behind_the_english_is_mended_and_not_merged(workspace: Path) -> None:
    edit(workspace / LETTER, "Charge those", "Charge all those")
    assert appeal(workspace, "typo", "trial", "trail") == 0
    text = (workspace / PO).read_text()
    assert "about the trail on" in text
    assert "Charge those" in text
    assert "Charge all those" not in text
