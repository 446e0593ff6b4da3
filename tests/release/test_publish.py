"""Publishing: a whole release or none, one switch, and a way back that everybody can pull."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from appeal.release import signature
from appeal.release.manifest import read_manifest
from appeal.release.publish import (
    MakeSigner,
    PublishError,
    publish,
    releases,
    roll_back,
    verify_build,
)
from appeal.release.signature import KeyPair, Signer
from appeal.release.versions import Busy, NotALink, locked
from tests.release.killing import killed
from tests.release.samples import SERIAL, Sample, build, edited

PAGE = "germany/de/stop-evictions/index.html"


@pytest.fixture(scope="module")
def pair() -> KeyPair:
    return signature.new_key_pair()


def signer_of(pair: KeyPair) -> MakeSigner:
    def make(serial: int) -> Signer:
        return signature.signer(pair.secret, serial=serial)

    return make


def states(tmp_path: Path, count: int) -> list[Path]:
    """Return builds of a campaign whose German page says 0, 1, 2, …"""
    sample = Sample()
    found = []
    for number in range(count):
        sample = edited(sample, PAGE, f"<p>{number}</p>\n".encode())
        found.append(tmp_path / f"build-{number}")
        build(sample, found[-1])
    return found


def shown(dest: Path) -> str:
    return (dest / "latest" / PAGE).read_text()


def test_published_release_is_the_build(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    published = publish(one, tmp_path / "dest")
    assert published.release == releases(tmp_path / "dest")[-1].name
    assert published.release.startswith(f"{SERIAL + 1000}-")
    assert (tmp_path / "dest/latest").readlink() == Path("releases", published.release)
    assert verify_build(tmp_path / "dest/latest") == published.manifest
    for path in one.rglob("*"):
        if path.is_file():
            assert (tmp_path / "dest/latest" / path.relative_to(one)).read_bytes() == (
                path.read_bytes()
            )


def test_what_the_manifest_does_not_name_is_not_published(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    (one / "notes.txt").write_text("private")
    publish(one, tmp_path / "dest")
    assert not (tmp_path / "dest/latest/notes.txt").exists()


def test_published_files_are_read_only(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    publish(one, tmp_path / "dest")
    assert (tmp_path / "dest/latest" / PAGE).stat().st_mode & 0o777 == 0o444


def test_next_release_stands_beside_the_first(tmp_path: Path) -> None:
    one, two = states(tmp_path, 2)
    first = publish(one, tmp_path / "dest")
    second = publish(two, tmp_path / "dest")
    assert (second.before, second.changed) == (first.release, True)
    assert [p.name for p in releases(tmp_path / "dest")] == [first.release, second.release]
    assert shown(tmp_path / "dest") == "<p>1</p>\n"
    assert verify_build(tmp_path / "dest/releases" / first.release) == first.manifest


def test_unchanged_file_is_one_file_on_disk_with_its_old_time(tmp_path: Path) -> None:
    one, two = states(tmp_path, 2)
    first = publish(one, tmp_path / "dest")
    second = publish(two, tmp_path / "dest")
    shelf = tmp_path / "dest/releases"
    same = "england/en/stop-evictions/letter.pdf"
    assert (shelf / first.release / same).samefile(shelf / second.release / same)
    assert not (shelf / first.release / PAGE).samefile(shelf / second.release / PAGE)


def test_publishing_the_same_build_again_changes_nothing(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    first = publish(one, tmp_path / "dest")
    again = publish(one, tmp_path / "dest")
    assert (again.release, again.changed) == (first.release, False)


def test_only_so_many_releases_are_kept_and_always_the_latest(tmp_path: Path) -> None:
    builds = states(tmp_path, 4)
    published = [publish(one, tmp_path / "dest", keep=2) for one in builds]
    assert [p.name for p in releases(tmp_path / "dest")] == [p.release for p in published[2:]]
    assert published[3].removed == (published[1].release,)
    publish(builds[3], tmp_path / "dest", keep=0)
    assert shown(tmp_path / "dest") == "<p>3</p>\n"


def test_every_difference_from_the_manifest_is_told(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    (one / PAGE).write_text("<p>1</p>\n")
    (one / "sitemap.xml").unlink()
    (one / "england.zip").unlink()
    (one / "england.zip").symlink_to("austria.zip")
    (one / "germany.zip").unlink()
    (one / "germany.zip").mkdir()
    with pytest.raises(PublishError) as caught:
        publish(one, tmp_path / "dest")
    assert caught.value.problems == (
        "england.zip: a link, not a file",
        "germany.zip: a folder, not a file",
        f"{PAGE}: not the bytes that manifest.json names",
        "sitemap.xml: missing",
    )
    assert not (tmp_path / "dest/latest").exists()


def test_manifest_that_was_touched_is_told(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    path = one / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"Solidarity", b"solidarity"))
    with pytest.raises(PublishError) as caught:
        publish(one, tmp_path / "dest")
    assert str(caught.value) == "manifest.json: manifest.json and SHA256SUMS disagree"


def test_unfinished_build_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    with pytest.raises(PublishError) as caught:
        publish(tmp_path / "build", tmp_path / "dest")
    assert str(caught.value) == f"{tmp_path}/build is no finished build: it has no manifest.json"


def test_older_build_is_refused(tmp_path: Path) -> None:
    one, two = states(tmp_path, 2)
    publish(two, tmp_path / "dest")
    with pytest.raises(PublishError) as caught:
        publish(one, tmp_path / "dest")
    assert str(caught.value) == (
        "release 1790002000 is out, and this build is older (1790001000):"
        " to go back, use --rollback"
    )


def test_other_content_under_the_same_number_is_refused(tmp_path: Path) -> None:
    publish(states(tmp_path, 1)[0], tmp_path / "dest")
    build(edited(Sample(), PAGE, b"uncommitted"), tmp_path / "other")
    with pytest.raises(PublishError) as caught:
        publish(tmp_path / "other", tmp_path / "dest")
    assert str(caught.value) == (
        "release 1790001000 is out with other content:"
        " commit the change, or build with a greater --serial"
    )


def test_key_signs_the_sums_and_every_zip(tmp_path: Path, pair: KeyPair) -> None:
    (one,) = states(tmp_path, 1)
    publish(one, tmp_path / "dest", signer=signer_of(pair))
    public = signature.read_public_key(pair.public.decode())
    latest = tmp_path / "dest/latest"
    signed = sorted(p.name for p in latest.glob("*.minisig"))
    assert signed == [
        "SHA256SUMS.minisig",
        *(f"{name}.zip.minisig" for name in ("austria", "england", "germany", "israel")),
    ]
    for name in signed:
        data = (latest / name.removesuffix(".minisig")).read_bytes()
        signature.verify(data, (latest / name).read_bytes(), public)


def test_signature_changes_no_sum(tmp_path: Path, pair: KeyPair) -> None:
    build(Sample(), tmp_path / "plain")
    build(Sample(), tmp_path / "signed", sign=signer_of(pair))
    for name in ("SHA256SUMS", "manifest.json"):
        assert (tmp_path / "plain" / name).read_bytes() == (tmp_path / "signed" / name).read_bytes()


def test_signature_made_by_the_build_is_published_with_it(tmp_path: Path, pair: KeyPair) -> None:
    build(Sample(), tmp_path / "signed", sign=signer_of(pair))
    publish(tmp_path / "signed", tmp_path / "dest")
    assert (tmp_path / "dest/latest/SHA256SUMS.minisig").exists()
    assert (tmp_path / "dest/latest/germany.zip.minisig").exists()


def test_unsigned_release_does_not_follow_a_signed_one(tmp_path: Path, pair: KeyPair) -> None:
    one, two = states(tmp_path, 2)
    publish(one, tmp_path / "dest", signer=signer_of(pair))
    with pytest.raises(PublishError) as caught:
        publish(two, tmp_path / "dest")
    assert str(caught.value) == (
        "the latest release is signed and this build is not: give the key (--key)"
    )


def test_release_that_is_out_already_can_be_signed(tmp_path: Path, pair: KeyPair) -> None:
    (one,) = states(tmp_path, 1)
    first = publish(one, tmp_path / "dest")
    again = publish(one, tmp_path / "dest", signer=signer_of(pair))
    assert (again.release, again.changed) == (first.release, True)
    assert (tmp_path / "dest/latest/SHA256SUMS.minisig").exists()


def test_rollback_brings_the_content_before_as_a_newer_release(tmp_path: Path) -> None:
    one, two, three = states(tmp_path, 3)
    first = publish(one, tmp_path / "dest")
    publish(two, tmp_path / "dest")
    third = publish(three, tmp_path / "dest")
    back = roll_back(tmp_path / "dest")
    assert shown(tmp_path / "dest") == "<p>1</p>\n"
    assert back.before == third.release
    assert back.manifest.serial == third.manifest.serial + 1
    assert back.manifest.restores == third.manifest.serial - 1000
    assert verify_build(tmp_path / "dest/latest") == back.manifest
    further = roll_back(tmp_path / "dest")
    assert shown(tmp_path / "dest") == "<p>0</p>\n"
    assert further.manifest.restores == first.manifest.serial
    with pytest.raises(PublishError) as caught:
        roll_back(tmp_path / "dest")
    assert str(caught.value) == f"{tmp_path}/dest keeps no earlier release to go back to"


def test_rollback_makes_the_zips_part_of_the_new_release(tmp_path: Path) -> None:
    one, two = states(tmp_path, 2)
    publish(one, tmp_path / "dest")
    publish(two, tmp_path / "dest")
    back = roll_back(tmp_path / "dest")
    import zipfile

    with zipfile.ZipFile(tmp_path / "dest/latest/germany.zip") as archive:
        inner = read_manifest(archive.read("manifest.json"))
        assert archive.read(PAGE) == b"<p>0</p>\n"
    assert inner.serial == back.manifest.serial


def test_rollback_to_a_named_release_also_goes_forward(tmp_path: Path) -> None:
    one, two = states(tmp_path, 2)
    publish(one, tmp_path / "dest")
    second = publish(two, tmp_path / "dest")
    roll_back(tmp_path / "dest")
    roll_back(tmp_path / "dest", release=second.release)
    assert shown(tmp_path / "dest") == "<p>1</p>\n"


def test_next_build_follows_a_rollback(tmp_path: Path) -> None:
    one, two, three = states(tmp_path, 3)
    publish(one, tmp_path / "dest")
    publish(two, tmp_path / "dest")
    roll_back(tmp_path / "dest")
    publish(three, tmp_path / "dest")
    assert shown(tmp_path / "dest") == "<p>2</p>\n"


def test_rollback_to_an_unknown_release_names_those_that_there_are(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    first = publish(one, tmp_path / "dest")
    with pytest.raises(PublishError) as caught:
        roll_back(tmp_path / "dest", release="7-nothing")
    assert str(caught.value) == (
        f"{tmp_path}/dest has no release 7-nothing; it has {first.release}"
    )


def test_rollback_of_signed_releases_needs_the_key(tmp_path: Path, pair: KeyPair) -> None:
    one, two = states(tmp_path, 2)
    publish(one, tmp_path / "dest", signer=signer_of(pair))
    publish(two, tmp_path / "dest", signer=signer_of(pair))
    with pytest.raises(PublishError) as caught:
        roll_back(tmp_path / "dest")
    assert str(caught.value) == "the releases are signed: give the key (--key)"
    roll_back(tmp_path / "dest", signer=signer_of(pair))
    latest = tmp_path / "dest/latest"
    signature.verify(
        (latest / "germany.zip").read_bytes(),
        (latest / "germany.zip.minisig").read_bytes(),
        signature.read_public_key(pair.public.decode()),
    )


def test_something_else_at_the_place_of_latest_is_left_alone(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    (tmp_path / "dest/latest").mkdir(parents=True)
    (tmp_path / "dest/latest/mine.txt").write_text("mine")
    with pytest.raises(NotALink):
        publish(one, tmp_path / "dest")
    assert (tmp_path / "dest/latest/mine.txt").read_text() == "mine"


def test_second_publisher_at_the_same_time_is_turned_away(tmp_path: Path) -> None:
    (one,) = states(tmp_path, 1)
    (tmp_path / "dest/releases").mkdir(parents=True)
    with locked(tmp_path / "dest/releases/.lock"), pytest.raises(Busy):
        publish(one, tmp_path / "dest")
    publish(one, tmp_path / "dest")


def test_reader_never_finds_half_a_release(tmp_path: Path) -> None:
    builds = states(tmp_path, 6)
    dest = tmp_path / "dest"
    publish(builds[0], dest, keep=20)
    stop = threading.Event()
    faults: list[str] = []
    looks = 0

    def read() -> None:
        nonlocal looks
        while not stop.is_set():
            looks += 1
            version = (dest / "latest").readlink()
            try:
                verify_build(dest / version)
            except PublishError as error:
                faults.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for one in builds[1:]:
            publish(one, dest, keep=20)
    finally:
        stop.set()
        reader.join()
    assert faults == []
    assert looks > 5


def test_publishing_killed_anywhere_leaves_a_whole_release_and_can_be_repeated(
    tmp_path: Path,
) -> None:
    one, two = states(tmp_path, 2)
    every = 1 if os.environ.get("APPEAL_SOAK") else 17
    kills = 0
    at = 1
    while True:
        dest = tmp_path / f"dest-{at}"
        publish(one, dest)
        if not killed(publish, two, dest, at=at):
            break
        kills += 1
        verify_build(dest / "latest")
        assert shown(dest) in ("<p>0</p>\n", "<p>1</p>\n")
        publish(two, dest)
        assert shown(dest) == "<p>1</p>\n"
        assert len(releases(dest)) == 2
        hidden = {p.name for p in (dest / "releases").iterdir() if p.name.startswith(".")}
        assert hidden == {".lock"}
        at += every
    assert kills > 10


def test_rollback_killed_anywhere_leaves_a_whole_release(tmp_path: Path) -> None:
    one, two = states(tmp_path, 2)
    every = 1 if os.environ.get("APPEAL_SOAK") else 29
    kills = 0
    at = 1
    while True:
        dest = tmp_path / f"dest-{at}"
        publish(one, dest)
        publish(two, dest)
        if not killed(roll_back, dest, at=at):
            break
        kills += 1
        verify_build(dest / "latest")
        at += every
    assert kills > 5
    assert shown(dest) == "<p>0</p>\n"


def test_two_appeals_publish_as_one_release(tmp_path: Path) -> None:
    build(replace(Sample(), slugs=("stop-evictions", "free-them")), tmp_path / "build")
    published = publish(tmp_path / "build", tmp_path / "dest")
    assert {entry.appeal for entry in published.manifest.appeals} == {
        "stop-evictions",
        "free-them",
    }
