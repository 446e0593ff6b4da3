"""appeal check and appeal waive: at the right line, in every format, with the right exit code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from appeal import catalogue
from tests.workspaces import SLUG, appeal, edit


@pytest.fixture(autouse=True)
def before_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1 April 2026; the campaign's deadline is a month later.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")


DE = f"locale/de/LC_MESSAGES/{SLUG}.po"


def _line(root: Path, text: str) -> int:
    lines = (root / DE).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if text in line)


def test_a_clean_workspace_exits_with_0(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "check") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "nothing found" in told.err


def test_an_error_is_told_at_its_line_and_exits_with_1(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / DE, "[geschlagen](https://news", "[geschlagen](https://neues")
    line = _line(workspace, "https://neues")
    assert appeal(workspace, "check") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{DE}:{line}: error link-differs: the link to https://news.example.org/beaten leads to"
        " https://neues.example.org/beaten",
        "  hint: translate the text in [ ], and keep what stands behind it",
    ]


def test_a_warning_exits_with_0(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(workspace / DE, "Sie haben gestreikt.", "Sie haben gestreikt")
    assert appeal(workspace, "check", "--lang", "de") == 0
    assert "warning end-punctuation" in capsys.readouterr().out
    assert appeal(workspace, "check", "--severity", "error") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("form", ["json", "junit", "sarif", "github"])
def test_every_format_has_the_finding(
    form: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / DE, "{{hearing:long}} kommen", "heute kommen")
    assert appeal(workspace, "check", "--format", form) == 1
    out = capsys.readouterr().out
    assert "value-missing" in out
    assert DE in out
    if form == "json":
        # One for each plural form.
        found = [f for f in json.loads(out) if f["path"] == DE]
        first = _line(workspace, "Am heute kommen")
        assert [f["line"] for f in found] == [first, first + 1]
        assert list(found[0]) == ["path", "line", "code", "severity", "message", "hint", "msgid"]


def test_the_job_summary_is_written_where_github_wants_it(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    edit(workspace / DE, "Sie haben gestreikt.", "Sie haben gestreikt")
    assert appeal(workspace, "check", "--format", "github") == 0
    assert "`end-punctuation`" in summary.read_text(encoding="utf-8")


def test_rules_are_chosen_by_code(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(workspace / DE, "Sie haben gestreikt.", "Sie  haben gestreikt")
    assert appeal(workspace, "check", "--only", "spaces") == 0
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines()[::2]] == ["spaces:"]
    assert appeal(workspace, "check", "--skip", "spaces,length") == 0
    assert "spaces" not in capsys.readouterr().out


def test_an_unknown_code_is_a_usage_error_that_suggests(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "check", "--only", "number-difers") == 2
    assert "Did you mean 'number-differs'?" in capsys.readouterr().err


def test_a_broken_catalogue_does_not_hide_the_others(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ar = workspace / f"locale/ar/LC_MESSAGES/{SLUG}.po"
    ar.write_text(ar.read_text(encoding="utf-8") + 'msgid "cut\n', encoding="utf-8")
    edit(workspace / DE, "{{hearing:long}} kommen", "heute kommen")
    assert appeal(workspace, "check") == 1
    out = capsys.readouterr().out
    assert f"locale/ar/LC_MESSAGES/{SLUG}.po:" in out
    assert "value-missing" in out


def test_any_po_file_can_be_checked_without_a_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pl.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: pl\\n"\n\n'
        'msgid "Groups in 35 towns."\nmsgstr "Grupy w 53 miastach."\n',
        encoding="utf-8",
    )
    assert appeal(tmp_path, "check", str(path)) == 1
    assert "pl.po:7: error number-differs: 35 in the English is 53" in capsys.readouterr().out


def test_a_po_file_of_no_known_language_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: qqq\\n"\n',
        encoding="utf-8",
    )
    assert appeal(tmp_path, "check", str(path)) == 1
    assert "qqq is no language that CLDR knows" in capsys.readouterr().out


def test_outside_a_workspace_a_path_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(tmp_path, "check") == 2
    assert "There is no workspace here" in capsys.readouterr().err


def test_a_glossary_and_a_source_are_checked_by_their_paths(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary = workspace / "locale/de/glossary.toml"
    glossary.write_text('[names]\n"A. Example" = []\n', encoding="utf-8")
    letter = workspace / f"source/{SLUG}/letter.md"
    letter.write_text(letter.read_text("utf-8") + "\nSee [this][gone].\n", encoding="utf-8")
    assert appeal(workspace, "check", str(glossary), str(letter)) == 1
    out = capsys.readouterr().out
    assert "locale/de/glossary.toml:2: error glossary-form" in out
    assert f"source/{SLUG}/letter.md:" in out
    assert "error reference-unknown: [gone] is defined nowhere" in out


def test_names_are_held_to_the_glossary(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / f"source/{SLUG}/appeal.md", "They went on strike.", "A. Example was hurt.")
    assert appeal(workspace, "update") == 0
    po = workspace / DE
    english = 'msgid "A. Example was hurt."\nmsgstr "'
    edit(po, f'{english}"', f'{english}B. Beispiel wurde verletzt."')
    (workspace / "locale/de/glossary.toml").write_text(
        '[names]\n"A. Example" = ["A. Beispiel"]\n', encoding="utf-8"
    )
    assert appeal(workspace, "check", "--lang", "de") == 1
    assert "A. Example is not in the translation as A. Beispiel" in capsys.readouterr().out


def test_every_rule_is_listed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert appeal(workspace, "check", "--list") == 0
    out = capsys.readouterr().out
    assert "number-differs " in out
    assert len(out.splitlines()) > 40


# -- waiving ----------------------------------------------------------------------


def _wrong_number(workspace: Path) -> str:
    edit(workspace / DE, "Zwölf Bergleute sind", "13 Bergleute sind")
    return f"{DE}:{_line(workspace, '13 Bergleute')}"


def test_a_waived_error_is_told_no_more(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = _wrong_number(workspace)
    assert appeal(workspace, "check") == 1
    assert appeal(workspace, "waive", "number-differs", place, "--reason", "one more came") == 0
    assert appeal(workspace, "check") == 0
    assert "# ignore: number-differs " in (workspace / DE).read_text(encoding="utf-8")
    assert "one more came" in (workspace / DE).read_text(encoding="utf-8")


def test_a_waiver_holds_for_its_code_alone(workspace: Path) -> None:
    place = _wrong_number(workspace)
    assert appeal(workspace, "waive", "date-differs", place, "--reason", "no reason") == 0
    assert appeal(workspace, "check") == 1


def test_a_waiver_lapses_when_the_translation_changes(workspace: Path) -> None:
    place = _wrong_number(workspace)
    assert appeal(workspace, "waive", "number-differs", place, "--reason", "one more came") == 0
    edit(workspace / DE, "13 Bergleute sind", "14 Bergleute sind")
    assert appeal(workspace, "check") == 1


def test_a_waiver_survives_gettext(workspace: Path) -> None:
    place = _wrong_number(workspace)
    assert appeal(workspace, "waive", "number-differs", place, "--reason", "one more came") == 0
    po = workspace / DE
    subprocess.run(["msgcat", "--no-wrap", "-o", str(po), str(po)], check=True)
    pot = workspace / f"locale/{SLUG}.pot"
    subprocess.run(["msgmerge", "--quiet", "--update", str(po), str(pot)], check=True)
    assert appeal(workspace, "check") == 0


def test_the_line_may_be_any_of_the_entry(workspace: Path) -> None:
    _wrong_number(workspace)
    number = _line(workspace, "13 Bergleute") - 1
    place = f"{DE}:{number}"
    assert appeal(workspace, "waive", "number-differs", place, "--reason", "one more came") == 0
    assert appeal(workspace, "check") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("number-differ", f"{DE}:30", "--reason", "x"), "Did you mean 'number-differs'?"),
        (("number-differs", DE, "--reason", "x"), "write it as in the finding"),
        (("number-differs", "locale/xx.po:3", "--reason", "x"), "there is no file locale/xx.po"),
        (("number-differs", f"{DE}:3", "--reason", "x"), "no translated entry stands on line 3"),
        (("number-differs", f"{DE}:21", "--reason", " "), "a waiver needs a code and a reason"),
    ],
)
def test_what_cannot_be_waived_is_a_usage_error(
    arguments: tuple[str, ...], said: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (workspace / DE).read_bytes()
    assert appeal(workspace, "waive", *arguments) == 2
    assert said in capsys.readouterr().err
    assert (workspace / DE).read_bytes() == before


def test_waiving_changes_one_line(workspace: Path) -> None:
    place = _wrong_number(workspace)
    before = (workspace / DE).read_text(encoding="utf-8").split("\n")
    assert appeal(workspace, "waive", "number-differs", place, "--reason", "one more came") == 0
    after = (workspace / DE).read_text(encoding="utf-8").split("\n")
    assert len(after) == len(before) + 1
    assert set(before) < set(after)
    data = (workspace / DE).read_bytes()
    assert catalogue.write(catalogue.parse(data, path=DE)) == data


def test_findings_are_told_in_the_language_asked_for(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / DE, "Sie haben gestreikt.", "Sie haben gestreikt")
    own = workspace / "locale/de/LC_MESSAGES/interface.po"
    own.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: de\\n"\n\n'
        'msgid "the English ends with {wanted} and the translation does not"\n'
        'msgstr "das Englische endet mit {wanted}, die Übersetzung nicht"\n',
        encoding="utf-8",
    )
    assert appeal(workspace, "check", "--speak", "de", str(workspace / DE)) == 0
    assert "das Englische endet mit ., die Übersetzung nicht" in capsys.readouterr().out
    assert appeal(workspace, "check", "--speak", "dee") == 2
