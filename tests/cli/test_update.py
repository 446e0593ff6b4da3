"""appeal extract, init and update: in step with the English, and quiet when nothing changes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.workspaces import SLUG, appeal, edit, tree

POT = f"locale/{SLUG}.pot"


def po(root: Path, tag: str) -> Path:
    return root / f"locale/{tag}/LC_MESSAGES/{SLUG}.po"


def test_twice_is_as_once(workspace: Path) -> None:
    before = tree(workspace)
    assert appeal(workspace, "extract") == 0
    assert appeal(workspace, "update") == 0
    assert tree(workspace) == before


def test_check_writes_nothing_and_exits_with_1_when_out_of_step(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "update", "--check") == 0
    edit(workspace / f"source/{SLUG}/letter.md", "Free all", "Release all")
    before = tree(workspace)
    capsys.readouterr()
    assert appeal(workspace, "update", "--check") == 1
    out = capsys.readouterr().out.splitlines()
    assert f"{POT}: out of step" in out
    assert out[-1] == "0 files unchanged, 5 changed."
    assert tree(workspace) == before


def test_a_changed_sentence_becomes_fuzzy_and_keeps_its_translation(workspace: Path) -> None:
    edit(workspace / f"source/{SLUG}/letter.md", "Free all {{miners}} miners.", "Free all miners.")
    assert appeal(workspace, "update") == 0
    text = po(workspace, "de").read_text(encoding="utf-8")
    assert (
        "#, fuzzy\n"
        '#| msgid "Free all {{miners}} miners."\n'
        'msgid "Free all miners."\n'
        'msgstr "Lassen Sie alle {{miners}} Bergleute frei."\n'
    ) in text


def test_rewrapping_the_source_changes_no_message(workspace: Path) -> None:
    edit(
        workspace / f"source/{SLUG}/letter.md",
        "April 5: I am writing about the",
        "April 5: I am writing\nabout the",
    )
    assert appeal(workspace, "update") == 0
    assert 'msgid "April 5: I am writing about the trial on {{hearing:long}}."' in po(
        workspace, "de"
    ).read_text(encoding="utf-8")
    assert "fuzzy" not in po(workspace, "de").read_text(encoding="utf-8")


def test_gettext_finds_nothing_wrong_with_what_is_written(workspace: Path) -> None:
    assert appeal(workspace, "init", "ru", "pt_BR") == 0
    for path in sorted(workspace.glob("locale/**/*.po")):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)
        canonical = subprocess.run(
            ["msgcat", "--no-wrap", path], check=True, capture_output=True
        ).stdout
        assert path.read_bytes() == canonical


def test_init_keeps_what_is_there(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = po(workspace, "de").read_bytes()
    assert appeal(workspace, "init", "de") == 0
    assert po(workspace, "de").read_bytes() == before
    assert capsys.readouterr().out == f"locale/de/LC_MESSAGES/{SLUG}.po: is there already\n"


def test_a_variant_begins_empty_and_falls_back_to_its_language(workspace: Path) -> None:
    assert appeal(workspace, "init", "de_AT") == 0
    assert "msgctxt" not in po(workspace, "de_AT").read_text(encoding="utf-8")
    edit(workspace / "sections.toml", 'languages = ["de"]', 'languages = ["de_AT"]')
    assert appeal(workspace, "build", "--only", "text") == 0
    letter = workspace / f"build/germany/de-AT/{SLUG}/letter.txt"
    assert "Lassen Sie alle 12 Bergleute frei." in letter.read_text(encoding="utf-8")


def test_an_unknown_language_is_a_usage_error(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "init", "dde") == 2
    assert "There is no language 'dde'. Did you mean 'de'?" in capsys.readouterr().err


def test_the_template_says_what_each_text_is(workspace: Path) -> None:
    text = (workspace / POT).read_text(encoding="utf-8")
    assert (
        '#. list item\n#. "strike" is a labour strike.\n'
        f"#: source/{SLUG}/appeal.md:34\n"
        'msgid "They went on strike."\n'
    ) in text
    assert f'#. letter, point 3\n#: source/{SLUG}/letter.md:9\nmsgid "Free all' in text
    assert (
        "#. salutation, or the line that says to whom the letter is addressed\n"
        f'#: source/{SLUG}/letter.md:3\nmsgctxt "letter.salutation"\nmsgid "Dear Minister,"\n'
    ) in text


def test_json_tells_what_was_written(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert appeal(workspace, "extract", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"path": POT, "changed": False, "entries": 17}]


def test_other_appeals_are_the_memory_of_a_new_one(workspace: Path) -> None:
    assert appeal(workspace, "new", "second", "--country", "KZ") == 0
    assert appeal(workspace, "init", "de", "--appeal", "second") == 0
    assert appeal(workspace, "update") == 0
    text = (workspace / "locale/de/LC_MESSAGES/second.po").read_text(encoding="utf-8")
    assert 'msgid "Dear Minister,"\nmsgstr "Sehr geehrter Herr Minister,"' in text
