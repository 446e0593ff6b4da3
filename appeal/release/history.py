"""What git knows of a workspace: when it changed, and how its files stood at each commit.

Plumbing commands only, whose output no configuration of the user changes.
All times are committer times in UTC, so they are the same wherever a
commit is built.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class HistoryError(Exception):
    """git cannot answer; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Some files as one commit had them. Files that it did not have are absent."""

    commit: str
    time: datetime.datetime
    files: Mapping[str, bytes]


def serial(root: Path) -> int:
    """Return the number of the workspace's state: Unix seconds of its newest commit.

    It is the greatest committer time among HEAD and its ancestors, so it
    never falls from a commit to its descendant, whatever a clock said.
    Raises `HistoryError` where there is no commit.
    """
    lines = _git(root, "rev-list", "--timestamp", "HEAD").splitlines()
    return max(int(line.split()[0]) for line in lines)


def is_cut_off(root: Path) -> bool:
    """Tell whether the clone is shallow, so that older states are not there."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def changed(root: Path, *, below: Sequence[str] = ("source", "locale")) -> dict[str, int]:
    """Return for each path below the folders the Unix seconds of its last commit."""
    listed = _git(root, "rev-list", "--timestamp", "HEAD", "--", *below).decode()
    time_of = {commit: int(time) for time, commit in map(str.split, listed.splitlines())}
    names = _git(
        root,
        *("diff-tree", "--stdin", "--root", "--no-renames", "-r", "-z", "--name-only"),
        *("--relative", "--", *below),
        stdin="".join(f"{commit}\n" for commit in time_of).encode(),
    )
    times: dict[str, int] = {}
    time = 0
    for name in names.decode("utf-8", "surrogateescape").split("\0"):
        # Each commit's own name comes before those of its files.
        if name in time_of:
            time = time_of[name]
        elif name:
            times[name] = max(time, times.get(name, 0))
    return times


def snapshots(root: Path, paths: Sequence[str]) -> Iterator[Snapshot]:
    """Yield the states of paths (relative to root), the newest first, each once.

    Follows the first parent: only states that the branch itself had count,
    not those of a branch before it was merged.
    """
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    listed = _git(root, "rev-list", "--first-parent", "--timestamp", "HEAD", "--", *paths)
    with _Objects(root) as objects:
        for time, commit in map(str.split, listed.decode().splitlines()):
            found = {path: objects.read(f"{commit}:{prefix}{path}") for path in paths}
            yield Snapshot(
                commit=commit,
                time=datetime.datetime.fromtimestamp(int(time), datetime.UTC),
                files={path: data for path, data in found.items() if data is not None},
            )


def is_committed(path: Path) -> bool:
    """Tell whether a file is, or would by ``git add`` become, part of a repository."""
    folder = path.absolute().parent
    try:
        inside = _git(folder, "rev-parse", "--is-inside-work-tree").strip() == b"true"
    except HistoryError:
        return False
    if not inside:
        return False
    return _run(folder, "check-ignore", "--quiet", "--", f"./{path.name}").returncode != 0


class _Objects:
    """One ``git cat-file --batch``, asked for many objects in turn."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [*_command(root), "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )

    def __enter__(self) -> _Objects:
        return self

    def __exit__(self, *_: object) -> None:
        # Closes the pipes and waits.
        self._process.__exit__(None, None, None)

    def read(self, name: str) -> bytes | None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(name.encode() + b"\n")
        stdin.flush()
        answer = stdout.readline().split()
        if len(answer) != 3 or answer[1] != b"blob":
            if len(answer) == 3:
                stdout.read(int(answer[2]) + 1)
            return None
        data = stdout.read(int(answer[2]))
        stdout.read(1)
        return data


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = _run(root, *arguments, stdin=stdin)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise HistoryError(_explain(said[0] if said else f"git {arguments[0]} failed"))
    return done.stdout


def _run(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [*_command(root), *arguments], input=stdin, capture_output=True, env=_environment()
        )
    except FileNotFoundError:
        raise HistoryError("git is not installed") from None


def _explain(said: str) -> str:
    if "not a git repository" in said:
        return "the workspace is in no git repository: run `git init` and commit it"
    if "bad revision 'HEAD'" in said or "ambiguous argument 'HEAD'" in said:
        return "the workspace has no commit yet: commit it"
    if "dubious ownership" in said:
        return "git refuses the workspace, which belongs to somebody else (safe.directory)"
    return f"git: {said.removeprefix('fatal: ')}"


def _command(root: Path) -> list[str]:
    return ["git", "--no-pager", "--no-replace-objects", "-C", str(root)]


def _environment() -> dict[str, str]:
    # A hook or another git command around us must not redirect ours to its repository.
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or "CONFIG" in k}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
