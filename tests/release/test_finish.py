"""A release is the same bytes wherever it is made, and its index and zips say what it holds."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.model import Artifact
from appeal.release.finish import finish
from appeal.release.manifest import read_manifest
from appeal.release.policy import decide
from appeal.release.records import FileRecord
from appeal.release.sizes import size
from tests.release.pulling import tree
from tests.release.samples import CAMPAIGN, SERIAL, TITLES, Sample, build, half
from tests.workspaces import tree as bytes_of


@pytest.fixture
def release(tmp_path: Path) -> Path:
    build(Sample(slugs=("stop-evictions", "free-them")), tmp_path / "release")
    return tmp_path / "release"


# -- the same bytes ---------------------------------------------------------------------


def test_folder_and_order_of_work_change_no_byte(release: Path, tmp_path: Path) -> None:
    sample = Sample(slugs=("stop-evictions", "free-them"))
    build(sample, tmp_path / "another/place", order=lambda records: records[::-1])
    assert tree(tmp_path / "another/place") == tree(release)


def test_manifest_comes_last_and_after_the_sums(tmp_path: Path) -> None:
    sample = Sample()
    made = list(finish(sample.campaign, sample.records(), (), lambda path: b"", serial=SERIAL))
    assert [artifact.path for artifact in made][-2:] == ["SHA256SUMS", "manifest.json"]


def test_zip_reads_its_files_late_and_one_section_at_a_time() -> None:
    sample = Sample()
    records = sample.records()
    artifacts = [(r, a) for r in records for a in sample.artifacts(r)]
    files = [FileRecord.of(a, section=r.section, tag=r.tag, slug=r.slug) for r, a in artifacts]
    data = {artifact.path: artifact.data for _, artifact in artifacts}
    log: list[str] = []

    def read(path: str) -> bytes:
        log.append(path.split("/")[0])
        return data[path]

    for artifact in finish(sample.campaign, records, files, read, serial=SERIAL):
        log.append(artifact.path)
        data[artifact.path] = artifact.data
    zips = [n for n, entry in enumerate(log) if entry.endswith(".zip")]
    for before, after in zip([log.index("sitemap.xml"), *zips], zips, strict=False):
        assert set(log[before + 1 : after]) == {log[after].removesuffix(".zip")}


def test_a_zip_that_is_written_by_the_caller_has_the_same_bytes(release: Path) -> None:
    sample = Sample(slugs=("stop-evictions", "free-them"))
    artifacts = [(r, a) for r in sample.records() for a in sample.artifacts(r)]
    files = [FileRecord.of(a, section=r.section, tag=r.tag, slug=r.slug) for r, a in artifacts]
    data = {artifact.path: artifact.data for _, artifact in artifacts}

    def spool(path: str, kind: str, write: Callable[[BinaryIO], None]) -> FileRecord:
        stream = io.BytesIO()
        write(stream)
        data[path] = stream.getvalue()
        return FileRecord.of(Artifact(path=path, data=data[path], kind=kind))

    for artifact in finish(
        sample.campaign,
        sample.records(),
        files,
        data.__getitem__,
        serial=SERIAL,
        today=sample.today,
        spool=spool,
    ):
        data[artifact.path] = artifact.data
    assert data == bytes_of(release)


def test_campaign_without_an_address_has_neither_feeds_nor_sitemap(tmp_path: Path) -> None:
    manifest = build(Sample(campaign=replace(CAMPAIGN, base_url="")), tmp_path)
    kinds = {file.kind for file in manifest.files}
    assert kinds.isdisjoint({"feed", "sitemap"})
    assert {"zip", "index", "page"} <= kinds


# -- zips -------------------------------------------------------------------------------


def test_zip_has_the_sections_files_and_only_those(release: Path) -> None:
    with zipfile.ZipFile(release / "israel.zip") as archive:
        names = archive.namelist()
        own = {p for p in tree(release) if p.startswith("israel/")}
        assert set(names) == own | {"manifest.json", "SHA256SUMS"}
        for path in own:
            assert archive.read(path) == (release / path).read_bytes()
        inner = read_manifest(archive.read("manifest.json"))
    assert [entry.section for entry in inner.sections] == ["israel"]
    assert {file.path for file in inner.files} == own


def test_entries_of_a_zip_have_the_releases_time_and_plain_permissions(release: Path) -> None:
    with zipfile.ZipFile(release / "germany.zip") as archive:
        for entry in archive.infolist():
            # Two seconds are the least that a zip tells.
            assert entry.date_time == (2026, 9, 21, 14, 13, 20)
            assert entry.external_attr >> 16 == 0o100644
            assert entry.create_system == 3
            assert entry.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize(
    ("serial", "year"), [(0, 1980), (7, 1980), (SERIAL, 2026), (99_999_999_999, 2107)]
)
def test_any_number_of_a_release_gives_a_time_that_a_zip_can_tell(
    tmp_path: Path, serial: int, year: int
) -> None:
    build(replace(Sample(), serial=serial), tmp_path)
    with zipfile.ZipFile(tmp_path / "germany.zip") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {year}


def test_section_without_released_files_has_no_zip(release: Path) -> None:
    assert not (release / "brazil.zip").exists()


# -- the index --------------------------------------------------------------------------


class Page(HTMLParser):
    """Links, text and the elements that may do something, of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of(release: Path) -> str:
    return " ".join(Page((release / "index.html").read_text()).text.split())


def test_every_link_of_the_index_leads_to_a_file(release: Path) -> None:
    links = Page((release / "index.html").read_text()).links
    assert {"germany.zip", "germany/de/feed.xml", "manifest.json"} <= set(links)
    assert "germany/de/stop-evictions/index.html" in links
    for link in links:
        assert (release / link).is_file(), link


def test_index_runs_nothing_and_fetches_nothing(release: Path) -> None:
    html = (release / "index.html").read_text()
    page = Page(html)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].replace("&#39;", "'").startswith("default-src 'none'; style-src 'sha256-")


def test_index_says_why_an_edition_is_held_back(release: Path) -> None:
    assert "Nothing is released yet." in text_of(release)
    assert "held back: 10 of 20 entries are not translated" in text_of(release)


def test_index_counts_what_is_released(release: Path) -> None:
    assert (
        text_of(release)
        .split("Appeals")[0]
        .endswith(
            "2 appeals 5 languages 5 sections 10 editions released 2 held back"
            " as of 21 September 2026 "
        )
    )


def test_index_says_until_when_to_write_and_what_is_over(tmp_path: Path) -> None:
    sample = Sample()
    records = [replace(r, state="expired") for r in sample.records()]
    made = {
        artifact.path: artifact
        for artifact in finish(sample.campaign, records, (), lambda path: b"", serial=SERIAL)
    }
    page = Page(made["index.html"].data.decode()).text
    assert "1 October 2026" in page
    assert "expired" in page


def test_index_marks_an_edition_of_an_older_state(tmp_path: Path) -> None:
    date = datetime.date(2026, 3, 3)
    sample = Sample()
    records = [
        replace(r, decision=decide("frozen", half(), frozen_on=date))
        for r in sample.records()
        if r.section == "germany"
    ]
    files = [
        FileRecord.of(Artifact(path=f"{r.folder}/index.html", data=b"x", kind="page"))
        for r in records
    ]
    made = {
        artifact.path: artifact
        for artifact in finish(sample.campaign, records, files, lambda path: b"x", serial=SERIAL)
    }
    assert "as of 3 March 2026" in made["index.html"].data.decode()


def test_titles_are_escaped(release: Path) -> None:
    html = (release / "index.html").read_text()
    assert "<evictions>" not in html
    assert TITLES["en"] in Page(html).text


def test_index_is_light(release: Path) -> None:
    assert (release / "index.html").stat().st_size < 30_000


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (12_345, "12 kB"),
        (4_200_000, "4.2 MB"),
    ],
)
def test_sizes_are_said_in_decimal_units(count: int, words: str) -> None:
    assert size(count) == words


@given(st.integers(0, 10**12))
def test_size_is_short(count: int) -> None:
    assert len(size(count)) <= 9
