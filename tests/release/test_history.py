"""What git knows of a workspace, and the last complete state of an edition in it."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from appeal.model import Completeness
from appeal.release import history
from appeal.release.frozen import last_changes, last_complete, paths_of
from tests.release.repository import Repository

PAGE = "source/stop/appeal.md"
LETTER = "source/stop/letter.md"
GERMAN = "locale/de/LC_MESSAGES/stop.po"
AUSTRIAN = "locale/de_AT/LC_MESSAGES/stop.po"


def load(files: Mapping[str, bytes]) -> tuple[str, Completeness] | None:
    """Read a toy format: source and catalogue are lists of words, complete when all are in both.

    "broken" cannot be read.
    """
    if PAGE not in files or b"broken" in files.values():
        return None
    words = files[PAGE].decode().split()
    known = b" ".join(data for path, data in files.items() if path.endswith(".po")).decode().split()
    done = sum(word in known for word in words)
    return " ".join(known), Completeness(
        words=len(words), translated=done, entries=len(words), entries_translated=done
    )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repo")


def test_serial_is_the_time_of_the_newest_commit(repository: Repository) -> None:
    repository.commit({PAGE: "a"}, time=1_700_000_000)
    repository.commit({PAGE: "b"}, time=1_700_000_500)
    assert history.serial(repository.root) == 1_700_000_500


def test_serial_never_falls_when_a_clock_was_wrong(repository: Repository) -> None:
    repository.commit({PAGE: "a"}, time=1_700_000_500)
    repository.commit({PAGE: "b"}, time=1_600_000_000)
    assert history.serial(repository.root) == 1_700_000_500


def test_workspace_outside_git_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(history.HistoryError) as caught:
        history.serial(tmp_path)
    assert str(caught.value) == (
        "the workspace is in no git repository: run `git init` and commit it"
    )


def test_workspace_without_a_commit_is_told_what_to_do(repository: Repository) -> None:
    with pytest.raises(history.HistoryError) as caught:
        history.serial(repository.root)
    assert str(caught.value) == "the workspace has no commit yet: commit it"


def test_each_path_has_the_time_of_its_own_last_commit(repository: Repository) -> None:
    repository.commit({PAGE: "a", GERMAN: "a", "other.txt": "x"}, time=1_700_000_000)
    repository.commit({GERMAN: "b"}, time=1_700_000_500)
    repository.commit({"other.txt": "y"}, time=1_700_000_900)
    assert history.changed(repository.root) == {PAGE: 1_700_000_000, GERMAN: 1_700_000_500}


def test_workspace_below_the_repository_root_reads_its_own_paths(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repo")
    repository.commit({f"work/{PAGE}": "a", f"work/{GERMAN}": "a", PAGE: "no"}, time=1_700_000_000)
    work = repository.root / "work"
    assert history.changed(work) == {PAGE: 1_700_000_000, GERMAN: 1_700_000_000}
    frozen = last_complete(work, "stop", "de", load)
    assert frozen is not None
    assert frozen.value == "a"


def test_edition_is_made_of_source_and_the_catalogues_of_its_fallbacks() -> None:
    assert paths_of("stop", "de_AT") == (PAGE, LETTER, AUSTRIAN, GERMAN)


def test_last_complete_state_has_its_own_source_and_date(repository: Repository) -> None:
    repository.commit({PAGE: "one", GERMAN: ""}, time=1_700_000_000)
    # 23:30 UTC: already the next day where the commit was made.
    good = repository.commit({GERMAN: "one"}, time=1_700_004_600)
    repository.commit({PAGE: "one two"}, time=1_700_100_000)
    repository.commit({"unrelated": "x"}, time=1_700_200_000)
    frozen = last_complete(repository.root, "stop", "de", load)
    assert frozen is not None
    assert (frozen.commit, frozen.value) == (good, "one")
    assert frozen.date == datetime.date(2023, 11, 14)
    assert frozen.completeness.complete


def test_language_that_was_never_complete_has_no_frozen_state(repository: Repository) -> None:
    repository.commit({PAGE: "one two", GERMAN: "one"}, time=1_700_000_000)
    assert last_complete(repository.root, "stop", "de", load) is None


def test_state_that_cannot_be_read_is_passed_over(repository: Repository) -> None:
    good = repository.commit({PAGE: "one", GERMAN: "one"}, time=1_700_000_000)
    repository.commit({GERMAN: "broken"}, time=1_700_000_500)
    frozen = last_complete(repository.root, "stop", "de", load)
    assert frozen is not None
    assert frozen.commit == good


def test_removed_catalogue_still_has_its_last_complete_state(repository: Repository) -> None:
    good = repository.commit({PAGE: "one", GERMAN: "one"}, time=1_700_000_000)
    repository.commit({GERMAN: None}, time=1_700_000_500)
    frozen = last_complete(repository.root, "stop", "de", load)
    assert frozen is not None
    assert frozen.commit == good


def test_regional_variant_is_completed_by_its_language(repository: Repository) -> None:
    repository.commit({PAGE: "one two", GERMAN: "one"}, time=1_700_000_000)
    good = repository.commit({AUSTRIAN: "two"}, time=1_700_000_500)
    frozen = last_complete(repository.root, "stop", "de_AT", load)
    assert frozen is not None
    assert (frozen.commit, frozen.value) == (good, "two one")


def test_state_of_a_branch_counts_from_its_merge_only(repository: Repository) -> None:
    repository.commit({PAGE: "one", GERMAN: ""}, time=1_700_000_000)
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit({GERMAN: "one"}, time=1_700_000_100)
    repository.commit({GERMAN: ""}, time=1_700_000_200)
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "side", time=1_700_000_300)
    assert last_complete(repository.root, "stop", "de", load) is None


def test_shallow_clone_is_recognised(repository: Repository, tmp_path: Path) -> None:
    repository.commit({PAGE: "a"}, time=1_700_000_000)
    repository.commit({PAGE: "b"}, time=1_700_000_500)
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", repository.root.as_uri(), str(shallow)], check=True
    )
    assert history.is_cut_off(shallow)
    assert not history.is_cut_off(repository.root)


def test_file_that_git_would_take_is_told_from_an_ignored_one(repository: Repository) -> None:
    repository.write({".gitignore": "*.key\n", "a.txt": "x"})
    assert history.is_committed(repository.root / "a.txt")
    assert history.is_committed(repository.root / "not-yet.txt")
    assert not history.is_committed(repository.root / "secret.key")
    assert not history.is_committed(repository.root.parent / "a.txt")


def test_environment_of_a_hook_does_not_redirect_git(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({PAGE: "a"}, time=1_700_000_000)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert history.serial(repository.root) == 1_700_000_000


def test_edition_changed_when_its_source_or_its_catalogue_did(repository: Repository) -> None:
    repository.commit({PAGE: "a", GERMAN: "a"}, time=1_700_000_000)
    repository.commit({GERMAN: "b"}, time=1_700_000_500)
    repository.commit({"sections.toml": ""}, time=1_700_000_900)
    updated = last_changes(repository.root)
    assert updated("stop", "de") == datetime.datetime(2023, 11, 14, 22, 21, 40, tzinfo=datetime.UTC)
    assert updated("stop", "de_AT") == updated("stop", "de")
    assert updated("stop", "fr") == datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.UTC)
    assert updated("other", "de") is None


def test_nobody_knows_when_an_edition_outside_git_changed(tmp_path: Path) -> None:
    assert last_changes(tmp_path)("stop", "de") is None
