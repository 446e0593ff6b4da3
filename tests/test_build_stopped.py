"""A build that is killed or interrupted: every file is whole, and the next build mends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builds import complete_spanish, copy_appeal, from_scratch, make, outputs, reword
from tests.release.killing import killed, touches
from tests.workspaces import edit, tree

SOAK = bool(os.environ.get("APPEAL_SOAK"))


def change(root: Path) -> None:
    """Change texts, let an edition come and another go."""
    reword(root, "de")
    complete_spanish(root)
    edit(root / "sections.toml", '[jordan]\ncountry = "JO"\nlanguages = ["ar"]\n', "")


def test_a_killed_build_leaves_whole_files_and_the_next_one_mends_it(workspace: Path) -> None:
    out = workspace / "build"
    before = shutil.copytree(workspace, workspace.with_name("before"))
    change(workspace)
    after = shutil.copytree(workspace, workspace.with_name("after"))
    old, new = from_scratch(before), from_scratch(after)
    shutil.copytree(before, work := workspace.with_name("work"))
    make(work)
    change(work)
    count = touches(make, work)
    # Most of them are imports and staging; in the last tenths the files take their places.
    tenths = (1, 60, 80, 88, 92, 95, 97, 99)
    places = range(1, count + 1) if SOAK else [count * tenth // 100 for tenth in tenths]
    for at in places:
        shutil.rmtree(workspace)
        shutil.copytree(before, workspace)
        make(workspace)
        assert outputs(out) == old
        change(workspace)
        assert killed(make, workspace, at=at)
        for name, data in outputs(out).items():
            assert data in (old.get(name), new.get(name)), (at, name)
        make(workspace)
        assert outputs(out) == new, at


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    # The command itself: under `python -m`, CPython dies of a SIGINT that fell into an exec()
    # though it was caught. A shell shows 130 for both.
    return subprocess.Popen(
        [Path(sys.executable).with_name("appeal"), "-C", str(root), "build", *arguments],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def wait_for_pages(root: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while not any((root / "build/.appeal-staging").rglob("*.html")):
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_the_build_and_all_its_processes_and_leaves_nothing(
    workspace: Path, jobs: str
) -> None:
    make(workspace)
    before = tree(workspace / "build")
    for number in range(12):
        copy_appeal(workspace, f"another-{number}")
    process = start(workspace, "--only", "page,text,mail", "--jobs", jobs)
    wait_for_pages(workspace, process)
    # As a terminal does: to every process of the group.
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.splitlines()[-1]) == (130, "Stopped.")
    assert "Traceback" not in said
    assert tree(workspace / "build") == before
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_worker_that_dies_fails_the_build_and_leaves_it_as_it_was(workspace: Path) -> None:
    make(workspace)
    before = tree(workspace / "build")
    for number in range(12):
        copy_appeal(workspace, f"another-{number}")
    process = start(workspace, "--only", "page,text,mail", "--jobs", "2")
    wait_for_pages(workspace, process)
    while len(children := _children(process.pid)) < 2:
        assert process.poll() is None
    os.kill(children[0], signal.SIGKILL)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "terminated abruptly" in said
    assert tree(workspace / "build") == before


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [int(child) for child in path.read_text().split()]
    except FileNotFoundError:
        pytest.fail("this test needs Linux")
