"""The command line as a whole: help, exit codes, and what people read when it goes wrong."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from appeal.cli import COMMANDS, run
from tests.workspaces import SLUG, appeal, edit, tree


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert "Examples:" in out
    assert f"appeal {name}" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_names_a_real_command(name: str) -> None:
    command = importlib.import_module(f"appeal.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name


def test_help_lists_every_command_without_importing_any(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name}" not in out] == []


def test_a_mistyped_command_suggests_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["buld"]) == 2
    assert "There is no command 'buld'. Did you mean 'build'?" in capsys.readouterr().err


def test_broken_configuration_exits_with_2_and_names_file_and_key(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace / "sections.toml", 'languages = ["de"]', 'languages = ["dee"]')
    edit(workspace / "campaign.toml", "base_url", "base_ulr")
    assert appeal(workspace, "status") == 2
    assert capsys.readouterr().err.splitlines() == [
        "campaign.toml: error config: base_url: is missing",
        "  hint: add base_url = …",
        "campaign.toml:2: error config: base_ulr: there is no such key",
        "  hint: did you mean 'base_url'?",
        "sections.toml:8: error config: germany.languages[0]: unknown language 'dee'",
        "  hint: did you mean 'de'?",
    ]


def test_errors_of_all_sources_are_told_in_one_run_and_nothing_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = workspace / "source" / SLUG
    edit(source / "appeal.md", "{{miners}}", "{{minres}}")
    edit(source / "letter.md", "3. Free", "<b>3</b>. Free")
    edit(source / "letter.md", "closing: Yours faithfully,", "closing: ''")
    before = tree(workspace)
    for command in ("extract", "update", "build"):
        assert appeal(workspace, command) == 1
        err = capsys.readouterr().err
        assert (
            f"source/{SLUG}/appeal.md:31: error field-unknown: {{{{minres}}}} has no value" in err
        )
        assert f"source/{SLUG}/letter.md:9: error raw-html: raw HTML is not allowed: <b>" in err
        assert f"source/{SLUG}/letter.md:4: error front-matter-missing-field" in err
        assert "Traceback" not in err
        assert tree(workspace) == before


def test_a_malformed_catalogue_is_named_with_its_line_and_nothing_is_built(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / "locale/de/LC_MESSAGES" / f"{SLUG}.po"
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"Zw")])
    for command in ("update", "build", "status"):
        assert appeal(workspace, command) == 1
        err = capsys.readouterr().err
        assert f"locale/de/LC_MESSAGES/{SLUG}.po:27: error" in err
        assert "Traceback" not in err
    assert not (workspace / "build").exists()


def test_a_missing_workspace_says_how_to_begin_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(tmp_path, "status") == 2
    assert "Begin one: appeal new SLUG" in capsys.readouterr().err


def test_a_bug_keeps_its_traceback_and_exits_with_3(workspace: Path) -> None:
    code = (
        "import appeal.pipeline, appeal.cli\n"
        "appeal.pipeline.status = None\n"
        f"raise SystemExit(appeal.cli.run(['--root', {str(workspace)!r}, 'status']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" in done.stderr
    assert "This is a bug in appeal." in done.stderr


def test_output_to_a_pipe_has_no_colour(workspace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "appeal", "-C", str(workspace), "status"],
        capture_output=True,
        check=True,
    )
    assert b"\x1b" not in done.stdout


def test_a_reader_that_goes_away_is_no_error(workspace: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m appeal -C {workspace} status --json | head -c 1",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
