"""appeal new: a scaffold that works as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import appeal, tree


def test_in_an_empty_folder_it_makes_a_workspace_that_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(tmp_path, "new", "free-them", "--country", "KZ") == 0
    assert sorted(tree(tmp_path)) == [
        "campaign.toml",
        "sections.toml",
        "source/free-them/appeal.md",
        "source/free-them/letter.md",
    ]
    assert appeal(tmp_path, "update") == 0
    assert appeal(tmp_path, "init", "de") == 0
    assert appeal(tmp_path, "build", "--only", "page,text") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "1 editions released, 1 held back" in captured.out
    assert (tmp_path / "build/england-wales/en-GB/free-them/letter.txt").is_file()


def test_it_never_touches_what_is_there(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(workspace)
    assert appeal(workspace, "new", "free-the-miners") == 2
    assert "source/free-the-miners/appeal.md is there already" in capsys.readouterr().err
    assert tree(workspace) == before
    assert appeal(workspace, "new", "another") == 0
    assert before.items() <= tree(workspace).items()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["common"], "'common' is the name of a catalogue of its own"),
        (["Free Them"], "'Free Them' cannot name an appeal"),
        (["../etc"], "'../etc' cannot name an appeal"),
        (["x", "--country", "Kazakstan"], "There is no country 'Kazakstan'. Did you mean 'KZ'?"),
    ],
)
def test_a_wrong_name_is_a_usage_error(
    tmp_path: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(tmp_path, "new", *arguments) == 2
    assert message in capsys.readouterr().err
    assert tree(tmp_path) == {}
