"""A build with nothing to do is known at once, and only when there is nothing to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from appeal import quick, unchanged
from tests.builds import DAY, make, reword
from tests.workspaces import SLUG, edit

KINDS = ("page", "text")
TODAY = str(DAY)


@pytest.fixture
def built(workspace: Path) -> Path:
    make(workspace, undated=True)
    return workspace


def holds(root: Path, kinds: tuple[str, ...] = (), today: str = TODAY) -> bool:
    return unchanged.holds(root, root / "build", kinds, today) is not None


def test_it_holds_after_a_build_and_says_what_there_is(built: Path) -> None:
    head = unchanged.holds(built, built / "build", KINDS, TODAY)
    files = sum(path.is_file() for path in (built / "build").rglob("[!.]*")) - 3
    assert str(head) == f"Nothing has changed. 5 editions released, 1 held back; {files} files."


CHANGES: dict[str, Callable[[Path], object]] = {
    "a catalogue": lambda root: reword(root, "de"),
    "a source": lambda root: edit(root / f"source/{SLUG}/letter.md", "Yours", "yours"),
    "a section": lambda root: edit(root / "sections.toml", '"en_US", "es"', '"en_US"'),
    "the campaign": lambda root: edit(root / "campaign.toml", "Example Campaign", "Campaign"),
    "a new catalogue": lambda root: shutil.copyfile(
        root / f"locale/de/LC_MESSAGES/{SLUG}.po", root / "locale/de/LC_MESSAGES/common.po"
    ),
    "a lost catalogue": lambda root: (root / f"locale/de/LC_MESSAGES/{SLUG}.po").unlink(),
    "a glossary": lambda root: (root / "locale/de/glossary.toml").write_text("[names]\n"),
    "a new appeal": lambda root: shutil.copytree(root / "source" / SLUG, root / "source/another"),
    "a lost output": lambda root: (root / f"build/germany/de/{SLUG}/index.html").unlink(),
    "a cut output": lambda root: (root / f"build/germany/de/{SLUG}/index.html").write_text(""),
    "a lost zip": lambda root: (root / "build/germany.zip").unlink(),
    "a lost head": lambda root: (root / "build/.appeal-build/head").unlink(),
    "a broken head": lambda root: (root / "build/.appeal-build/head").write_bytes(b"\xff\n"),
    "a commit": lambda root: commit(root),
}


def commit(root: Path) -> None:
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "first"], check=True)


@pytest.mark.parametrize("what", CHANGES)
def test_it_holds_no_longer_after_a_change_of(built: Path, what: str) -> None:
    assert holds(built)
    CHANGES[what](built)
    assert not holds(built)


def test_it_holds_for_the_kinds_that_were_made_and_no_others(built: Path) -> None:
    assert holds(built, ("text",))
    assert not holds(built, ("text", "letter"))


def test_the_day_matters_where_there_is_a_deadline(built: Path) -> None:
    assert not holds(built, today="2026-04-02")
    edit(built / f"source/{SLUG}/appeal.md", "send_before: 2026-05-01\n", "")
    make(built, undated=True)
    assert holds(built, today="2026-04-02")


def test_fonts_that_were_found_and_where_they_were_looked_for_matter(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = tmp_path / "fonts" / "NotoSerif-Regular.ttf"
    font.parent.mkdir()
    font.write_bytes(b"one")
    make(workspace, undated=True, fonts=(str(font),), font_folders=(str(font.parent),))
    assert holds(workspace)
    font.write_bytes(b"two")
    assert not holds(workspace)
    font.write_bytes(b"one")
    font.with_name("NotoSerif-Bold.ttf").write_bytes(b"")
    assert not holds(workspace)
    font.with_name("NotoSerif-Bold.ttf").unlink()
    assert holds(workspace)
    monkeypatch.setenv("APPEAL_FONTS", str(tmp_path))
    assert not holds(workspace)


def test_it_does_not_hold_after_a_build_of_a_selection(built: Path) -> None:
    reword(built, "de")
    make(built, undated=True, sections=("germany",))
    assert not holds(built)


def test_it_does_not_hold_where_the_commit_cannot_be_told(workspace: Path) -> None:
    # Numbered by a commit, but no repository is found.
    make(workspace)
    assert not holds(workspace)


# -- the quick answer -----------------------------------------------------------------


HEAVY = ("click", "babel", "jinja2", "markdown", "typst", "phonenumbers", "rapidfuzz", "msgspec")
LIGHT = ("pathlib", "re", "json", "typing", "dataclasses", "subprocess", "importlib.metadata")


@pytest.mark.parametrize("command", [["--version"], ["build", "--only", "page,text", "-j", "2"]])
def test_a_quick_answer_imports_nothing_that_takes_time(built: Path, command: list[str]) -> None:
    edit(built / f"source/{SLUG}/appeal.md", "send_before: 2026-05-01\n", "")
    make(built, undated=True)
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom appeal.quick import answer\n"
        f"code = answer(['-C', {str(built)!r}, *{command!r}] if {len(command) > 1}"
        f" else {command!r})\n"
        "print(code, sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    answer, _, modules = done.stdout.splitlines()[-1].partition(" ")
    assert answer == "0"
    assert not set(eval(modules)) & {*HEAVY, *LIGHT}
    assert done.stdout.startswith(("appeal, version", "Nothing has changed"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["build"],
        ["check"],
        ["--version", "build"],
        ["build", "--explain"],
        ["build", "--jobs"],
        ["build", "--jobs", "none"],
        ["build", "--section", "germany"],
        ["build", "--today", "2026-04-01"],
    ],
)
def test_what_is_not_known_to_be_quick_is_left_to_the_command_line(
    workspace: Path, arguments: list[str]
) -> None:
    assert quick.answer(["-C", str(workspace), *arguments]) is None


def test_the_command_line_and_the_quick_answer_agree(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from appeal.cli import run

    edit(workspace / f"source/{SLUG}/appeal.md", "send_before: 2026-05-01\n", "")
    asked = ["-C", str(workspace), "build", "--only", "text"]
    assert quick.answer(asked) is None
    assert run(asked) == 0
    assert quick.answer(asked) == 0
    before = (workspace / "build/manifest.json").read_bytes()
    assert run(asked) == 0
    assert "0 outputs made, 5 unchanged, 0 files removed" in capsys.readouterr().out
    assert (workspace / "build/manifest.json").read_bytes() == before
