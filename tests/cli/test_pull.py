"""appeal pull: what a webmaster's cron job sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from appeal.cli import run
from appeal.release import signature
from appeal.release.versions import locked
from tests.release.samples import Sample, build, edited
from tests.release.web_server import serving

PAGE = "germany/de/stop-evictions/index.html"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    build(Sample(), tmp_path / "release")
    return tmp_path / "release"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site/appeals"


def pull(source: str | Path, site: Path, *more: str) -> int:
    return run(["pull", str(source), "--section", "germany", "--into", str(site), *more])


def test_first_pull_says_what_came_and_asks_for_a_key(
    release: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pull(release, site) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "new: germany/de/feed.xml",
        "new: Räumungen stoppen & bleiben (germany, de): 6 files",
        "fetched 7 files of 7, 12 kB",
        f"{site} now shows release 1790000000.",
    ]
    assert said.err == (
        "Not checked by signature: ask the secretariat for its key, and give --key.\n"
    )


def test_nothing_new_is_silence(
    release: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pull(release, site)
    capsys.readouterr()
    assert pull(release, site) == 0
    assert capsys.readouterr() == ("", "")


def test_section_of_which_nothing_is_released_is_told_why(
    release: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["pull", str(release), "-s", "brazil", "-s", "israel", "--into", str(site)])
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "appeal pull: nothing is released for brazil",
        "  hint: Parem os despejos (pt-BR): 10 of 20 entries are not translated",
        f"{site} is as it was.",
    ]


def test_refusal_exits_with_one_and_leaves_the_site(
    release: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(edited(Sample(), PAGE, b"<p>new</p>"), tmp_path / "new")
    pull(tmp_path / "new", site)
    capsys.readouterr()
    assert pull(release, site) == 1
    assert capsys.readouterr() == (
        "",
        "appeal pull: release 1790000000 is older than 1790001000,"
        f" which {site} has had: refused\n"
        "  hint: if the secretariat confirms that it is right: --accept-older\n"
        f"{site} is as it was.\n",
    )
    assert (site / PAGE).read_bytes() == b"<p>new</p>"
    assert pull(release, site, "--accept-older") == 0


def test_folder_of_somebody_else_exits_with_one(
    release: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.mkdir(parents=True)
    (site / "mine.txt").write_text("mine")
    assert pull(release, site) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"appeal pull: {site} is there already, and was not made by appeal pull",
        "  hint: move it away, or give another --into",
        f"{site} is as it was.",
    ]


def test_running_pull_exits_with_one(
    release: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with locked(site.parent / ".appeals.appeal/lock"):
        assert pull(release, site) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        f"appeal pull: another pull into {site} is running"
    )


def test_key_may_be_a_line_or_a_file(release: Path, site: Path, tmp_path: Path) -> None:
    pair = signature.new_key_pair()
    (tmp_path / "campaign.pub").write_bytes(pair.public)
    build(
        Sample(),
        tmp_path / "signed",
        sign=lambda serial: signature.signer(pair.secret, serial=serial),
    )
    line = pair.public.decode().splitlines()[1]
    assert pull(tmp_path / "signed", site, "--key", line) == 0
    assert pull(tmp_path / "signed", site, "--key", str(tmp_path / "campaign.pub")) == 0
    other = signature.new_key_pair().public.decode().splitlines()[1]
    assert pull(tmp_path / "signed", site, "--key", other) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["pull"],
        ["pull", "somewhere"],
        ["pull", "somewhere", "--section", "germany"],
        ["pull", "somewhere", "--section", "germany", "--into", "x", "--key", "hello"],
        ["pull", "somewhere", "--section", "germany", "--into", "/"],
        ["pull", "somewhere", "--section", "germany", "--into", "x", "--keep", "0"],
    ],
)
def test_wrong_use_exits_with_two(arguments: list[str]) -> None:
    assert run(arguments) == 2


def test_json_has_the_same_for_programs(
    release: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pull(release, site, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["changed"], first["release"], first["files"]) == (True, 1790000000, 7)
    assert PAGE in first["added"]
    assert pull(release, site, "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"] is False


def test_server_that_answers_nothing_useful_exits_with_one(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "root").mkdir()
    with serving(tmp_path / "root", tmp_path / "nginx") as server:
        assert pull(server.url, site) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"appeal pull: {server.url}/SHA256SUMS: not there (404)",
        "  hint: is that the address of a release?",
        f"{site} is as it was.",
    ]
