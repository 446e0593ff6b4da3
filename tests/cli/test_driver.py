"""appeal driver, called by git itself in a temporary repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from appeal.catalogue import parse, save, write
from appeal.cli import run
from appeal.model import Catalogue, Entry
from tests.catalogue import branches, corpus
from tests.strategies import cases


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "user.name", "Test")
        self.git("config", "user.email", "test@example.org")
        assert run(["--root", str(root), "driver", "--install"]) == 0

    def git(self, *arguments: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        # A configuration of the machine's user is none of the test's.
        clean = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        result = subprocess.run(
            ["git", *arguments], cwd=self.root, env=clean, capture_output=True, text=True
        )
        assert result.returncode == 0 or not ok, result.stderr
        return result

    def commit(self, files: dict[str, Catalogue | bytes]) -> None:
        for name, content in files.items():
            if isinstance(content, bytes):
                (self.root / name).write_bytes(content)
            else:
                save(self.root / name, content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")

    def diverge(
        self,
        base: dict[str, Catalogue | bytes],
        ours: dict[str, Catalogue | bytes],
        theirs: dict[str, Catalogue | bytes],
    ) -> subprocess.CompletedProcess[str]:
        """Commit base, then ours and theirs on two branches, and merge theirs into ours."""
        self.commit(base)
        self.git("checkout", "--quiet", "-b", "theirs")
        self.commit(theirs)
        self.git("checkout", "--quiet", "main")
        self.commit(ours)
        return self.git("merge", "--quiet", "theirs", ok=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def po(*entries: Entry) -> Catalogue:
    return Catalogue(path="x.po", language="de", header=corpus.header("de"), entries=entries)


def test_git_merges_disjoint_work_without_conflict_or_loss(repository: Repository) -> None:
    sides = {f"{seed}.po": branches.branches(seed) for seed in range(cases(12, 1000))}
    merge = repository.diverge(
        {name: base for name, (base, _, _) in sides.items()},
        {name: ours for name, (_, ours, _) in sides.items()},
        {name: theirs for name, (_, _, theirs) in sides.items()},
    )
    assert merge.returncode == 0, merge.stdout + merge.stderr
    for name, (base, ours, theirs) in sides.items():
        data = (repository.root / name).read_bytes()
        merged = parse(data, path=name)
        assert write(merged) == data
        kept = branches.finished(merged)
        assert branches.new_work(base, ours) | branches.new_work(base, theirs) <= kept


def test_git_reports_two_translations_of_one_text_as_a_conflict(repository: Repository) -> None:
    merge = repository.diverge(
        {"x.po": po(Entry(msgid="a", msgstr=("alt",)))},
        {"x.po": po(Entry(msgid="a", msgstr=("eins",)))},
        {"x.po": po(Entry(msgid="a", msgstr=("zwei",)))},
    )
    assert merge.returncode == 1
    assert "CONFLICT (content): Merge conflict in x.po" in merge.stdout
    assert "x.po: two translations of “a”" in merge.stderr
    (entry,) = parse((repository.root / "x.po").read_bytes(), path="x.po").entries
    assert (entry.msgstr, entry.fuzzy) == (("eins",), True)
    assert entry.comments == ("the other version: zwei",)


def test_both_branches_may_begin_a_language(repository: Repository) -> None:
    repository.commit({"readme": b"x"})
    merge = repository.diverge(
        {"readme": b"y"},
        {"x.po": po(Entry(msgid="a", msgstr=("A",)), Entry(msgid="b"))},
        {"x.po": po(Entry(msgid="a"), Entry(msgid="b", msgstr=("B",)))},
    )
    assert merge.returncode == 0, merge.stdout
    merged = parse((repository.root / "x.po").read_bytes(), path="x.po")
    assert [entry.msgstr for entry in merged.entries] == [("A",), ("B",)]


def test_a_broken_version_is_merged_as_text_with_the_reason(repository: Repository) -> None:
    sound = po(Entry(msgid="a", msgstr=("alt",)))
    merge = repository.diverge(
        {"x.po": sound},
        {"x.po": po(Entry(msgid="a", msgstr=("eins",)))},
        {"x.po": write(sound).replace(b'"alt"', b'"zwei')},
    )
    assert merge.returncode == 1
    assert "x.po: one version is no sound catalogue" in merge.stderr
    text = (repository.root / "x.po").read_text()
    assert "<<<<<<< ours" in text
    assert 'msgstr "eins"' in text
    assert 'msgstr "zwei' in text


def test_installing_twice_adds_nothing(repository: Repository) -> None:
    attributes = repository.root / ".gitattributes"
    before = attributes.read_bytes()
    assert before == b"*.po merge=appeal text eol=lf\n*.pot merge=appeal text eol=lf\n"
    attributes.write_bytes(b"*.png binary")
    for _ in range(2):
        assert run(["--root", str(repository.root), "driver", "--install"]) == 0
    assert attributes.read_bytes() == b"*.png binary\n" + before


def test_files_or_install_must_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["driver"]) == 2
    assert "Three files are needed (%O %A %B), or --install." in capsys.readouterr().err
    assert run(["--root", str(tmp_path), "driver", "--install"]) == 2
    assert "is in no git repository" in capsys.readouterr().err
