"""The small campaign of tests/data/campaign, copied to where a test may change it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from appeal.cli import run

CAMPAIGN = Path(__file__).parent / "data" / "campaign"
SLUG = "free-the-miners"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Path]:
    """A campaign of five sections; de, ar and ja are complete, es is empty."""
    root = tmp_path / "campaign"
    shutil.copytree(CAMPAIGN, root)
    yield root


def appeal(root: Path, *arguments: str) -> int:
    """Run the command line in a workspace and return its exit code."""
    return run(["--root", str(root), *arguments])


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
