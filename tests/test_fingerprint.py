"""Digests of what a build depends on: of contents and names, never of times."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from appeal import fingerprint


def test_inputs_are_the_sources_and_catalogues_in_a_fixed_order(tmp_path: Path) -> None:
    for name in (
        "sections.toml",
        "campaign.toml",
        "source/b/letter.md",
        "source/a/appeal.md",
        "source/a/picture.png",
        "locale/a.pot",
        "locale/de/LC_MESSAGES/a.po",
        "locale/de/glossary.toml",
        "build/index.html",
        "notes.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = fingerprint.inputs(tmp_path)
    assert list(found) == [
        "campaign.toml",
        "sections.toml",
        "source/a/appeal.md",
        "source/b/letter.md",
        "locale/de/glossary.toml",
        "locale/de/LC_MESSAGES/a.po",
    ]
    assert found["source/a/appeal.md"] == fingerprint.digest(b"source/a/appeal.md")


def test_an_empty_workspace_has_no_inputs(tmp_path: Path) -> None:
    assert fingerprint.inputs(tmp_path) == {}


def test_times_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "campaign.toml"
    path.write_text("x")
    before = fingerprint.inputs(tmp_path)
    os.utime(path, (1, 1))
    assert fingerprint.inputs(tmp_path) == before


def test_the_tool_is_the_same_twice_and_names_the_libraries() -> None:
    assert fingerprint.tool() == fingerprint.tool()
    names = [name.rpartition("-")[0].lower() for name in fingerprint._libraries()]
    assert {"babel", "jinja2", "markdown", "typst"} <= set(names)


def test_a_font_is_known_by_name_size_and_table_directory(tmp_path: Path) -> None:
    path = tmp_path / "NotoSerif-Regular.ttf"
    path.write_bytes(b"a" * 5000)
    one = fingerprint.fonts([str(path)])
    path.write_bytes(b"b" + b"a" * 4999)
    two = fingerprint.fonts([str(path)])
    path.write_bytes(b"b" + b"a" * 5000)
    three = fingerprint.fonts([str(path)])
    path.unlink()
    gone = fingerprint.fonts([str(path)])
    assert len({one, two, three, gone, fingerprint.fonts([])}) == 5


def test_what_is_alike_but_not_equal_has_another_digest() -> None:
    values: list[object] = [("a", "b"), ("ab",), "('a', 'b')", ["a", "b"], None, "None", 0, False]
    assert len({fingerprint.digest_of(value) for value in values}) == len(values)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "inner").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    git(root, "commit", "-q", "--allow-empty", "-m", "first")
    return root


def test_the_commit_is_the_one_that_git_tells(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    assert fingerprint.commit(repository) == head
    assert fingerprint.commit(repository / "inner") == head
    git(repository, "pack-refs", "--all")
    assert fingerprint.commit(repository) == head
    git(repository, "checkout", "-q", "--detach")
    assert fingerprint.commit(repository) == head
    git(repository, "worktree", "add", "-q", "../other", "-b", "other")
    git(repository.parent / "other", "commit", "-q", "--allow-empty", "-m", "second")
    second = git(repository.parent / "other", "rev-parse", "HEAD")
    assert fingerprint.commit(repository.parent / "other") == second != head
    assert fingerprint.commit(repository) == head


def test_there_is_no_commit_before_the_first_and_outside_git(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q")
    assert fingerprint.commit(tmp_path / "empty") == ""
