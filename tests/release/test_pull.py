"""Pulling from a folder: what is chosen, kept, repaired, refused and said; and being killed."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from appeal.release import signature
from appeal.release.installed import SiteError
from appeal.release.manifest import Manifest
from appeal.release.publish import publish
from appeal.release.pull import Pulled, PullError
from appeal.release.report import changes
from appeal.release.sources import SourceFailure
from appeal.release.versions import Busy, NotALink, locked
from tests.release.killing import killed
from tests.release.pulling import fetch, fetch_germany, section, tree
from tests.release.samples import SERIAL, Sample, build, complete, edited

PAGE = "germany/de/stop-evictions/index.html"
PDF = "germany/de/stop-evictions/letter.pdf"
TITLE = "Räumungen stoppen & bleiben (germany, de)"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    build(Sample(), tmp_path / "one")
    return tmp_path / "one"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    build(edited(Sample(), PAGE, b"<p>new</p>"), tmp_path / "two")
    return tmp_path / "two"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site/appeals"


# -- what is chosen ---------------------------------------------------------------------


def test_build_itself_is_a_source(one: Path, site: Path) -> None:
    fetch(one, site)
    assert section(site, "germany") == section(one, "germany")


def test_latest_of_a_published_folder_is_a_source(one: Path, site: Path, tmp_path: Path) -> None:
    publish(one, tmp_path / "dest")
    fetch(tmp_path / "dest/latest", site)
    assert section(site, "germany") == section(one, "germany")


def test_one_language_of_a_section_is_chosen_in_either_spelling(site: Path, tmp_path: Path) -> None:
    build(replace(Sample(), progress={}), tmp_path / "one")
    fetch(tmp_path / "one", site, ("brazil", "israel"), languages=("pt-BR", "ar"))
    folders = {"/".join(p.split("/")[:2]) for p in tree(site) if "/" in p}
    assert folders == {"brazil/pt-BR", "israel/ar"}


def test_other_choice_than_before_changes_the_site(one: Path, site: Path) -> None:
    fetch(one, site, ("germany", "israel"))
    done = fetch(one, site, ("israel",), languages=("he",))
    assert {p.split("/")[0] for p in tree(site) if "/" in p} == {"israel"}
    assert (done.fetched, done.added) == (0, ())
    assert PAGE in done.removed


def test_misspelt_section_is_told_the_nearest(one: Path, site: Path) -> None:
    with pytest.raises(PullError) as caught:
        fetch(one, site, ("germny",))
    assert (str(caught.value), caught.value.hint) == (
        "the release has no section germny",
        "did you mean germany?",
    )


def test_unknown_language_is_told_the_nearest(one: Path, site: Path) -> None:
    with pytest.raises(PullError) as caught:
        fetch(one, site, languages=("de_DEE",))
    assert str(caught.value) == "unknown language 'de_DEE'"
    assert caught.value.hint == "did you mean de_DE?"


def test_section_of_which_nothing_is_released_is_told_why(one: Path, site: Path) -> None:
    with pytest.raises(PullError) as caught:
        fetch(one, site, ("brazil",))
    assert (str(caught.value), caught.value.hint) == (
        "nothing is released for brazil",
        "Parem os despejos (pt-BR): 10 of 20 entries are not translated",
    )


def test_site_stays_when_the_section_has_nothing_any_more(
    one: Path, site: Path, tmp_path: Path
) -> None:
    fetch(one, site)
    later = replace(
        Sample(), progress={"de": complete(reviewed=False, entries=0)}, serial=SERIAL + 1
    )
    build(replace(later, slugs=()), tmp_path / "none")
    old = tree(site)
    with pytest.raises(PullError) as caught:
        fetch(tmp_path / "none", site)
    assert str(caught.value) == "nothing is released for germany"
    assert tree(site) == old


# -- what was there ---------------------------------------------------------------------


def test_file_that_was_changed_on_the_site_is_put_right(one: Path, site: Path) -> None:
    fetch(one, site)
    (site / PAGE).write_bytes(b"<p>defaced</p>")
    (site / PDF).unlink()
    done = fetch(one, site)
    assert (done.changed, done.repaired, done.fetched) == (True, (PAGE, PDF), 2)
    assert section(site, "germany") == section(one, "germany")
    again = fetch(one, site)
    assert not again.changed


def test_notes_of_a_version_that_are_gone_are_no_hindrance(one: Path, site: Path) -> None:
    fetch(one, site)
    (site.resolve().parent / "record.json").unlink()
    assert fetch(one, site).changed
    assert section(site, "germany") == section(one, "germany")


def test_note_of_the_key_that_cannot_be_read_is_not_passed_over(one: Path, site: Path) -> None:
    fetch(one, site)
    note = site.parent / ".appeals.appeal/seen.json"
    note.write_text("{")
    with pytest.raises(SiteError) as caught:
        fetch(one, site)
    assert str(caught.value) == f"{note} cannot be read: remove it, and give --key again"


def test_only_so_many_versions_are_kept(one: Path, site: Path, tmp_path: Path) -> None:
    sample = Sample()
    for number in range(4):
        sample = edited(sample, PAGE, b"%d" % number)
        build(sample, tmp_path / f"b{number}")
        fetch(tmp_path / f"b{number}", site, keep=2)
    versions = sorted((site.parent / ".appeals.appeal/versions").iterdir())
    assert [v.name.split("-")[0] for v in versions] == [str(SERIAL + 3000), str(SERIAL + 4000)]
    assert (versions[0] / "site" / PAGE).read_bytes() == b"2"


def test_empty_folder_in_its_place_is_taken(one: Path, site: Path) -> None:
    site.mkdir(parents=True)
    fetch(one, site)
    assert site.is_symlink()


def test_folder_that_somebody_filled_is_left_alone(one: Path, site: Path) -> None:
    site.mkdir(parents=True)
    (site / "mine.txt").write_text("mine")
    with pytest.raises(NotALink):
        fetch(one, site)
    assert (site / "mine.txt").read_text() == "mine"


def test_link_that_somebody_else_made_is_left_alone(one: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.parent.mkdir(parents=True)
    site.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotALink):
        fetch(one, site)
    assert site.readlink() == tmp_path / "elsewhere"


def test_site_may_be_moved_with_its_versions(one: Path, two: Path, site: Path) -> None:
    fetch(one, site)
    moved = site.parent.rename(site.parent.with_name("moved"))
    assert section(moved / "appeals", "germany") == section(one, "germany")
    assert fetch(two, moved / "appeals").replaced == (PAGE,)


def test_second_pull_at_the_same_time_is_turned_away(one: Path, site: Path) -> None:
    with locked(site.parent / ".appeals.appeal/lock"), pytest.raises(Busy):
        fetch(one, site)


def test_source_that_is_nothing_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceFailure) as caught:
        fetch(tmp_path / "nothing", site)
    assert str(caught.value) == (
        f"{tmp_path}/nothing: neither a folder, nor a zip, nor an http address"
    )


# -- what is said -----------------------------------------------------------------------


def test_first_pull_says_what_is_new(one: Path, site: Path) -> None:
    assert changes(fetch(one, site)) == [
        "new: germany/de/feed.xml",
        f"new: {TITLE}: 6 files",
        "fetched 7 files of 7, 12 kB",
    ]


def test_change_says_which_files_of_which_appeal(one: Path, two: Path, site: Path) -> None:
    fetch(one, site)
    assert changes(fetch(two, site)) == [
        f"changed: {TITLE}: index.html",
        "fetched 1 file of 7, 10 bytes",
    ]


def test_appeal_that_is_gone_is_named_from_the_release_before(
    one: Path, site: Path, tmp_path: Path
) -> None:
    build(Sample(slugs=("stop-evictions", "free-them")), tmp_path / "both")
    fetch(tmp_path / "both", site)
    build(replace(Sample(), serial=SERIAL + 1), tmp_path / "single")
    lines = changes(fetch(tmp_path / "single", site))
    assert f"removed: {TITLE}: 6 files" in lines


def test_repair_is_said(one: Path, site: Path) -> None:
    fetch(one, site)
    (site / PDF).write_bytes(b"%PDF false")
    assert changes(fetch(one, site))[0] == f"repaired: {TITLE}: letter.pdf"


def test_many_files_are_counted_not_listed() -> None:
    names = tuple(f"germany/de/x/{n}.txt" for n in range(9))
    edition = build_edition()
    done = Pulled(changed=True, manifest=edition, files=names, replaced=names)
    assert changes(done)[0] == (
        "changed: Räumungen stoppen & bleiben (germany, de):"
        " 0.txt, 1.txt, 2.txt, 3.txt, 4.txt, 5.txt and 3 more"
    )


def build_edition() -> Manifest:
    from appeal.release.manifest import make_manifest

    sample = Sample(slugs=("x",))
    return make_manifest(sample.campaign, sample.records(), (), serial=1)


def test_nothing_changed_says_nothing(one: Path, site: Path) -> None:
    fetch(one, site)
    assert changes(fetch(one, site)) == []


# -- killed -----------------------------------------------------------------------------


def test_pull_killed_anywhere_shows_one_state_whole_and_can_be_repeated(
    one: Path, two: Path, tmp_path: Path
) -> None:
    every = 1 if os.environ.get("APPEAL_SOAK") else 13
    states = [section(one, "germany"), section(two, "germany")]
    kills = 0
    at = 1
    while True:
        site = tmp_path / f"site-{at}/appeals"
        fetch(one, site)
        if not killed(fetch_germany, str(two), site, at=at):
            break
        kills += 1
        assert section(site, "germany") in states
        fetch(two, site)
        assert section(site, "germany") == states[1]
        room = site.parent / ".appeals.appeal"
        assert {p.name for p in room.iterdir()} == {"lock", "seen.json", "versions"}
        shutil.rmtree(site.parent)
        at += every
    assert kills > 5
    assert section(site, "germany") == states[1]


def test_first_pull_killed_anywhere_shows_nothing_or_all(one: Path, tmp_path: Path) -> None:
    every = 1 if os.environ.get("APPEAL_SOAK") else 19
    kills = 0
    at = 1
    while True:
        site = tmp_path / f"site-{at}/appeals"
        if not killed(fetch_germany, str(one), site, at=at):
            break
        kills += 1
        assert not site.exists() or section(site, "germany") == section(one, "germany")
        fetch(one, site)
        assert section(site, "germany") == section(one, "germany")
        at += every
    assert kills > 5


# -- the key ----------------------------------------------------------------------------


def test_other_key_replaces_the_remembered_one(one: Path, site: Path, tmp_path: Path) -> None:
    pairs = [signature.new_key_pair() for _ in range(2)]
    publics = [signature.read_public_key(pair.public.decode()) for pair in pairs]
    for number, pair in enumerate(pairs):
        secret = pair.secret
        sample = replace(Sample(), serial=SERIAL + number)
        build(
            sample,
            tmp_path / f"signed-{number}",
            sign=lambda serial, secret=secret: signature.signer(secret, serial=serial),  # type: ignore[misc]  # bound now
        )
    assert fetch(tmp_path / "signed-0", site, key=publics[0]).signed
    with pytest.raises(SourceFailure):
        fetch(tmp_path / "signed-1", site)
    assert fetch(tmp_path / "signed-1", site, key=publics[1]).signed
    assert fetch(tmp_path / "signed-1", site).signed
