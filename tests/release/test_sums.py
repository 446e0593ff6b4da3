"""SHA256SUMS is what sha256sum reads, and nothing else is read as one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.release.paths import UnsafePath, check_all, checked
from appeal.release.sums import SumsError, read_sums, write_sums
from tests.release.samples import Sample, build

ZERO = "0" * 64

SEGMENTS = st.from_regex(r"[a-z0-9_][a-z0-9._-]{0,8}", fullmatch=True)


def test_sha256sum_accepts_a_whole_release(tmp_path: Path) -> None:
    build(Sample(), tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@given(st.dictionaries(SEGMENTS, st.from_regex(r"[0-9a-f]{64}", fullmatch=True)))
def test_written_sums_are_read_back(sums: dict[str, str]) -> None:
    assert read_sums(write_sums(sums)) == sums


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\n", "SHA256SUMS: not plain text"),
        (f"{ZERO}  a".encode(), "SHA256SUMS: cut off in its last line"),
        (f"{ZERO}  a\n{ZERO} b\n".encode(), "SHA256SUMS:2: not a hash and a path"),
        (f"{ZERO}  a\n\n".encode(), "SHA256SUMS:2: not a hash and a path"),
        (f"{'G' * 64}  a\n".encode(), "SHA256SUMS:1: not a hash and a path"),
        (f"{ZERO}  a\n{ZERO}  a\n".encode(), "SHA256SUMS:2: 'a' is there twice"),
        (f"{ZERO}  a\n{ZERO}  A\n".encode(), "SHA256SUMS: 'A' is there twice"),
        (f"{ZERO}  a\n{ZERO}  a/b\n".encode(), "SHA256SUMS: 'a' is both a file and a folder"),
        (f"{ZERO}  ../a\n".encode(), "SHA256SUMS: '../a' is no path inside a release"),
    ],
)
def test_other_bytes_are_refused_with_the_line(data: bytes, message: str) -> None:
    with pytest.raises(SumsError) as caught:
        read_sums(data)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", ".hidden", "a/.b"),
        *("a\\b", "C:x", "a b", "a\nb", "a\0b", "ä", "~", "-rf", "a" * 201, "a/" * 600 + "a"),
    ],
)
def test_path_that_leaves_the_release_is_refused(path: str) -> None:
    with pytest.raises(UnsafePath):
        checked(path)


@given(st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join))
def test_accepted_path_stays_below_its_folder(path: str) -> None:
    folder = Path("/srv/releases/1")
    assert folder in (folder / checked(path)).parents
    check_all([path])
