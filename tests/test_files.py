"""No file is ever lost or half written."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from appeal.files import switch, write_all, write_atomic, write_new


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.po"
    assert write_atomic(path, b"one\r\n")
    assert path.read_bytes() == b"one\r\n"
    assert names(tmp_path) == ["x.po"]


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "x", b"one")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_a_changed_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    path.chmod(mode)
    assert write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == mode


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    before = path.stat()
    assert not write_atomic(path, b"one")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_only_what_is_new_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n:03}" for n in range(50)]
    for path in paths[::2]:
        path.write_bytes(b"same")
    assert write_all((path, b"same") for path in paths) == paths[1::2]
    assert all(path.read_bytes() == b"same" for path in paths)


@pytest.mark.parametrize("many", [1, 30, 900])
def test_when_one_file_fails_none_of_its_batch_changes(tmp_path: Path, many: int) -> None:
    (tmp_path / "file").write_bytes(b"one")
    old = [tmp_path / f"{n:03}" for n in range(many)]
    for path in old:
        path.write_bytes(b"one")
    # A file cannot be a folder.
    impossible = tmp_path / "file" / "x"
    position = min(many // 2, 300)
    files = [(path, b"two") for path in old]
    files.insert(position, (impossible, b"two"))
    with pytest.raises(NotADirectoryError):
        write_all(files)
    assert [path.read_bytes() for path in old] == [b"one"] * many
    assert names(tmp_path) == sorted([*(path.name for path in old), "file"])


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from appeal.files import write_atomic
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomic(Path(sys.argv[1]), b"x" * 5000)
except OSError as error:
    print(error.strerror)
"""


def test_when_the_disk_is_full_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    run = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "File too large\n"
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["x"]


def test_a_reader_sees_one_writers_whole_file_at_any_time(tmp_path: Path) -> None:
    path = tmp_path / "x"
    texts = [bytes([65 + n]) * 200_000 for n in range(4)]
    path.write_bytes(texts[0])
    failures: list[BaseException] = []

    def write(text: bytes) -> None:
        try:
            for _ in range(15):
                write_atomic(path, text)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    seen = set()
    while any(thread.is_alive() for thread in threads):
        seen.add(path.read_bytes())
    assert not failures
    assert seen <= set(texts)
    assert path.read_bytes() in texts
    assert names(tmp_path) == ["x"]


def test_switching_moves_all_files_and_drops_what_is_gone(tmp_path: Path) -> None:
    staging, out = tmp_path / "staging", tmp_path / "out"
    write_all([(staging / "a" / "x", b"new"), (staging / "last", b"new")])
    write_all([(out / "a" / "x", b"old"), (out / "b" / "c" / "y", b"old"), (out / "z", b"old")])
    switch(staging, out, last="last", removed=["b/c/y", "never/there"])
    assert names(staging) == []
    assert {
        p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()
    } == {
        "a/x": b"new",
        "last": b"new",
        "z": b"old",
    }
    assert not (out / "b").exists()


def test_switching_moves_the_last_file_last(tmp_path: Path) -> None:
    staging, out = tmp_path / "staging", tmp_path / "out"
    write_all([(staging / "a", b"new"), (staging / "manifest", b"new"), (staging / "z", b"new")])
    # A folder that is not empty cannot give way to a file.
    write_atomic(out / "z" / "x", b"old")
    with pytest.raises(OSError, match="z"):
        switch(staging, out, last="manifest")
    assert not (out / "manifest").exists()


def test_a_new_file_brings_its_folders(tmp_path: Path) -> None:
    write_new(str(tmp_path / "a/b/c"), b"first, longer")
    write_new(str(tmp_path / "a/b/c"), b"second")
    assert (tmp_path / "a/b/c").read_bytes() == b"second"
