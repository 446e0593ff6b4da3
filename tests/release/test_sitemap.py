"""The sitemap names every page and letter, each with the same set of counterparts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from appeal.model import Section
from appeal.release.sitemap import sitemaps
from tests.release.samples import CAMPAIGN, Sample, build

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BASE = "https://appeals.example.org/latest"

Sets = dict[str, dict[str, str]]


def sets(data: bytes) -> Sets:
    """Return location -> hreflang -> address; checks what the protocol asks of each element."""
    root = ET.fromstring(data)
    assert root.tag == f"{MAP}urlset"
    found: Sets = {}
    for url in root:
        assert url.tag == f"{MAP}url"
        children = [child.tag for child in url]
        assert children[0] == f"{MAP}loc"
        assert set(children[1:]) <= {f"{MAP}lastmod", LINK}
        location = url.findtext(f"{MAP}loc", "")
        assert location not in found
        links = {}
        for link in url.findall(LINK):
            assert link.attrib.keys() == {"rel", "hreflang", "href"}
            assert link.get("rel") == "alternate"
            assert link.attrib["hreflang"] not in links
            links[link.attrib["hreflang"]] = link.attrib["href"]
        found[location] = links
    return found


@pytest.fixture
def release(tmp_path: Path) -> Path:
    build(Sample(slugs=("stop-evictions", "free-them")), tmp_path)
    return tmp_path


def test_every_released_page_and_letter_is_named_once(release: Path) -> None:
    named = set(sets((release / "sitemap.xml").read_bytes()))
    pages = {p.parent.relative_to(release).as_posix() for p in release.glob("*/*/*/index.html")}
    letters = {p.relative_to(release).as_posix() for p in release.rglob("letter.pdf")}
    assert len(letters) == len(pages) - 2  # Arabic, of both appeals, has a page alone.
    assert named == {f"{BASE}/{p}/" for p in pages} | {f"{BASE}/{p}" for p in letters}


def test_sets_are_reciprocal_and_name_their_own_page(release: Path) -> None:
    found = sets((release / "sitemap.xml").read_bytes())
    for location, links in found.items():
        assert location in links.values()
        assert "x-default" in links
        for address in links.values():
            assert found[address] == links


def test_tags_have_the_country_of_the_section(release: Path) -> None:
    found = sets((release / "sitemap.xml").read_bytes())
    assert found[f"{BASE}/germany/de/free-them/"] == {
        "en-GB": f"{BASE}/england/en/free-them/",
        "de-DE": f"{BASE}/germany/de/free-them/",
        "de-AT": f"{BASE}/austria/de/free-them/",
        "he-IL": f"{BASE}/israel/he/free-them/",
        "ar-IL": f"{BASE}/israel/ar/free-them/",
        "x-default": f"{BASE}/england/en/free-them/",
    }


def test_letters_are_counterparts_of_letters_only(release: Path) -> None:
    links = sets((release / "sitemap.xml").read_bytes())[f"{BASE}/germany/de/free-them/letter.pdf"]
    assert set(links) == {"en-GB", "de-DE", "de-AT", "he-IL", "x-default"}
    assert all(address.endswith("/letter.pdf") for address in links.values())


def test_last_change_is_told(release: Path) -> None:
    root = ET.parse(release / "sitemap.xml").getroot()
    assert root.findtext(f"{MAP}url/{MAP}lastmod") == "2026-09-21T13:40:00Z"


def test_second_section_of_one_country_and_language_is_named_without_a_set(
    tmp_path: Path,
) -> None:
    second = Section(slug="germany-2", name="Germany 2", country="DE", languages=("de",))
    campaign = replace(CAMPAIGN, sections=(*CAMPAIGN.sections, second))
    build(Sample(campaign=campaign), tmp_path)
    found = sets((tmp_path / "sitemap.xml").read_bytes())
    assert found[f"{BASE}/germany-2/de/stop-evictions/"] == {}
    assert (
        f"{BASE}/germany/de/stop-evictions/" in found[f"{BASE}/england/en/stop-evictions/"].values()
    )


def test_large_campaign_has_an_index_of_parts() -> None:
    records = [r for r in Sample(slugs=("a", "b", "c")).records() if r.decision.released]
    paths = {f"{r.folder}/letter.pdf" for r in records}
    whole = {a.path: a.data for a in sitemaps(CAMPAIGN, records, paths)}
    parts = {a.path: a.data for a in sitemaps(CAMPAIGN, records, paths, most_urls=7)}
    assert list(whole) == ["sitemap.xml"]
    root = ET.fromstring(parts.pop("sitemap.xml"))
    assert root.tag == f"{MAP}sitemapindex"
    assert [e.findtext(f"{MAP}loc") for e in root] == [f"{BASE}/{name}" for name in parts]
    together: Sets = {}
    for data in parts.values():
        found = sets(data)
        assert len(found) <= 7
        together |= found
    assert together == sets(whole["sitemap.xml"])


def test_no_part_is_larger_than_allowed() -> None:
    records = [r for r in Sample(slugs=("a", "b", "c")).records() if r.decision.released]
    parts = [a for a in sitemaps(CAMPAIGN, records, (), most_bytes=5000) if "-" in a.path]
    assert len(parts) > 1
    assert all(len(part.data) <= 5000 for part in parts)


def test_address_with_letters_that_xml_needs_is_escaped() -> None:
    campaign = replace(CAMPAIGN, base_url="https://example.org/a&b")
    records = [r for r in Sample().records() if r.decision.released]
    (one,) = sitemaps(campaign, records, ())
    assert "https://example.org/a&b/england/en/stop-evictions/" in sets(one.data)
