"""The workflow and the hooks that we ship call commands that exist, as they are documented."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from appeal.cli import COMMANDS, group

ROOT = Path(__file__).resolve().parents[1]
WORKFLOW = ROOT / ".github/workflows/verify.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def workflow() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return loaded


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow()["jobs"]["verify"]["steps"]
    return found


def commands(text: str) -> list[list[str]]:
    """Return the arguments of each call of appeal in a script."""
    bare = re.sub(r"\$\{\{.*?\}\}|\$\w+", "REV", text)
    calls = re.findall(r"(?:\.venv/bin/|^|[ ])appeal ([^|>&#\n]+)", bare, re.M)
    return [shlex.split(call) for call in calls]


def parses(arguments: list[str]) -> None:
    """Parse a call without running it; raises click's usage errors."""
    command = group.get_command(click.Context(group), arguments[0])
    assert command is not None, arguments
    command.make_context(arguments[0], arguments[1:], resilient_parsing=False)


def test_the_workflow_calls_commands_that_exist() -> None:
    called = [call for step in steps() for call in commands(step.get("run", ""))]
    assert [call[0] for call in called] == ["verify", "verify", "check", "check"]
    for call in called:
        parses(call)


def test_a_pull_request_is_verified_from_where_it_left() -> None:
    (step,) = [s for s in steps() if "--changed-since" in s.get("run", "")]
    assert step["if"] == "github.event_name == 'pull_request'"
    assert '--changed-since "origin/${{ github.base_ref }}"' in step["run"]
    (checkout,) = [s for s in steps() if str(s.get("uses", "")).startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == 0


def test_annotations_go_to_github_with_no_more_rights_than_reading() -> None:
    assert workflow()["permissions"] == {"contents": "read"}
    for step in steps():
        if " verify " in step.get("run", ""):
            assert "--format github" in step["run"]
            assert "continue-on-error" not in step


def test_the_workflow_installs_what_a_build_needs() -> None:
    script = "\n".join(step.get("run", "") for step in steps())
    for needed in ("fonts-noto-core", "fonts-noto-cjk", "requirements.lock"):
        assert needed in script
    assert (ROOT / "requirements.lock").is_file()


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_a_hook_calls_a_command_that_exists(hook: dict[str, Any]) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "appeal"
    parses(arguments)
    assert {"id", "name", "entry", "language"} <= set(hook)


def test_hooks_look_at_the_files_that_they_are_for() -> None:
    by_id = {hook["id"]: re.compile(hook.get("files", "")) for hook in hooks()}
    for path in ("locale/de/LC_MESSAGES/x.po", "locale/de/glossary.toml", "source/x/letter.md"):
        assert by_id["appeal-check"].search(path)
    for path in ("docs/ci.md", "locale/x.pot", "source/x/photo.png"):
        assert not by_id["appeal-check"].search(path)
    assert by_id["appeal-update"].search("locale/x.pot")


def test_the_page_on_ci_shows_calls_that_parse_and_hooks_that_exist() -> None:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    for block in re.findall(r"```\n(.*?)```", page, re.S):
        for call in commands(block.replace("$ appeal", "appeal")):
            parses(call)
    assert {hook["id"] for hook in hooks()} == set(re.findall(r"- id: ([a-z-]+)", page))
    assert "verify" in COMMANDS
