"""appeal publish: releases, keys and the way back, from the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from appeal.cli import run
from appeal.release import signature
from tests.release.samples import Sample, build, edited

PAGE = "germany/de/stop-evictions/index.html"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    build(Sample(), tmp_path / "one")
    return tmp_path / "one"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    build(edited(Sample(), PAGE, b"<p>new</p>"), tmp_path / "two")
    return tmp_path / "two"


def publish(dest: Path, build: Path, *more: str) -> int:
    return run(["publish", str(dest), "--build", str(build), *more])


def test_release_is_told_and_shown(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dest = tmp_path / "dest"
    assert publish(dest, one) == 0
    name = (dest / "latest").readlink().name
    assert capsys.readouterr().out.splitlines() == [
        f"{dest}/latest is now release {name}.",
        "5 editions released, 1 held back, 38 files.",
    ]
    assert publish(dest, one) == 0
    assert capsys.readouterr().out == f"{dest}/latest is already release {name}.\n"


def test_build_of_the_workspace_is_the_default(one: Path, tmp_path: Path) -> None:
    one.rename(tmp_path / "build")
    assert run(["--root", str(tmp_path), "publish", str(tmp_path / "dest")]) == 0
    assert (tmp_path / "dest/latest/manifest.json").is_file()


def test_build_that_was_touched_exits_with_one(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (one / PAGE).write_bytes(b"touched")
    assert publish(tmp_path / "dest", one) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"appeal publish: {PAGE}: not the bytes that manifest.json names",
        "Nothing was published.",
    ]


def test_rollback_is_told_with_what_it_brings_back(
    one: Path, two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dest = tmp_path / "dest"
    publish(dest, one)
    publish(dest, two)
    capsys.readouterr()
    assert run(["publish", str(dest), "--rollback"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        f"{dest}/latest is now release {(dest / 'latest').readlink().name},"
        " which brings back 1790000000."
    )
    assert (dest / "latest" / PAGE).read_bytes() != b"<p>new</p>"


def test_json_names_the_release(
    one: Path, two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dest = tmp_path / "dest"
    publish(dest, one, "--json")
    first = json.loads(capsys.readouterr().out)
    publish(dest, two, "--json", "--keep", "1")
    second = json.loads(capsys.readouterr().out)
    assert (first["before"], first["removed"]) == (None, [])
    assert (second["before"], second["removed"]) == (first["release"], [first["release"]])


def test_new_key_signs_releases_that_pull_accepts(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "campaign.key"
    assert run(["publish", "--new-key", str(key)]) == 0
    said = capsys.readouterr()
    line = said.out.strip()
    assert signature.read_public_key(line) == line
    assert "It has no password: whoever has the file can sign." in said.err
    assert key.stat().st_mode & 0o777 == 0o600
    assert publish(tmp_path / "dest", one, "--key", str(key)) == 0
    site = tmp_path / "site"
    arguments = [str(tmp_path / "dest/latest"), "-s", "germany", "--into", str(site)]
    assert run(["pull", *arguments, "--key", line]) == 0


def test_existing_key_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "campaign.key"
    run(["publish", "--new-key", str(key)])
    before = key.read_bytes()
    assert run(["publish", "--new-key", str(key)]) == 2
    assert key.read_bytes() == before


def test_secret_key_has_no_place_in_a_repository(
    one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    assert run(["publish", "--new-key", str(root / "campaign.key")]) == 2
    assert not (root / "campaign.key").exists()
    (root / "found.key").write_bytes(signature.new_key_pair().secret)
    assert publish(tmp_path / "dest", one, "--key", str(root / "found.key")) == 2
    assert "a secret key belongs outside" in " ".join(capsys.readouterr().err.split())
    (root / ".gitignore").write_text("*.key\n")
    assert publish(tmp_path / "dest", one, "--key", str(root / "found.key")) == 0


def test_key_and_its_password_may_come_from_the_environment(
    one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = signature.new_key_pair("secret word")
    monkeypatch.setenv("APPEAL_SECRET_KEY", pair.secret.decode())
    assert publish(tmp_path / "dest", one) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "appeal publish: the secret key is encrypted: give its password"
    )
    monkeypatch.setenv("APPEAL_KEY_PASSWORD", "secret word")
    assert publish(tmp_path / "dest", one) == 0
    assert (tmp_path / "dest/latest/SHA256SUMS.minisig").is_file()


@pytest.mark.parametrize(
    "arguments",
    [["publish"], ["publish", "x", "--release", "1-0"], ["publish", "x", "--keep", "0"]],
)
def test_wrong_use_exits_with_two(arguments: list[str]) -> None:
    assert run(arguments) == 2
