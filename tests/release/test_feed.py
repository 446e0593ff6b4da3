"""Feeds are Atom, and hold what a reader or a CMS needs of each appeal."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.release.feed import feed
from appeal.release.records import EditionRecord
from tests.release.atom import ATOM, XML, faults
from tests.release.samples import CAMPAIGN, SERIAL, Sample, build

NOW = datetime.datetime.fromtimestamp(SERIAL, datetime.UTC)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    build(Sample(slugs=("stop-evictions", "free-them")), tmp_path)
    return tmp_path


def one(*records: EditionRecord) -> bytes:
    """Return the German feed of records, without files."""
    section = CAMPAIGN.sections[1]
    return feed(CAMPAIGN, section, "de", records, {}, lambda path: b"", fallback=NOW)


def german(**changes: object) -> EditionRecord:
    (record,) = (r for r in Sample().records() if r.section == "germany")
    return replace(record, **changes)  # type: ignore[arg-type]  # names of fields


def test_every_feed_of_a_release_is_atom(release: Path) -> None:
    feeds = sorted(p.relative_to(release).as_posix() for p in release.rglob("feed.xml"))
    assert feeds == [
        "austria/de/feed.xml",
        "england/en/feed.xml",
        "germany/de/feed.xml",
        "israel/ar/feed.xml",
        "israel/he/feed.xml",
    ]
    for path in feeds:
        assert faults((release / path).read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<updated>2026", "<updated>yesterday", "feed: updated 'yesterday"),
        ("<id>https://", "<id>", "feed: id "),
        ("<author><name>Solidarity &amp; Rights</name></author>", "", "feed: no author"),
        ('rel="self"', 'rel="via"', "feed: not one link to itself"),
        ("<generator>", "<mood>calm</mood><generator>", "feed: unexpected "),
        ("</entry>", "<title>x</title></entry>", "entry: 2 × title"),
        ('term="open"', 'term=""', "entry: category without a term"),
    ],
)
def test_the_check_of_feeds_finds_faults(release: Path, old: str, new: str, fault: str) -> None:
    text = (release / "germany/de/feed.xml").read_text()
    assert old in text
    found = faults(text.replace(old, new, 1).encode())
    assert any(said.startswith(fault) for said in found), found


def test_entry_has_page_letter_and_content(release: Path) -> None:
    root = ET.parse(release / "germany/de/feed.xml").getroot()
    entry = root.findall(f"{ATOM}entry")[0]
    base = "https://appeals.example.org/latest/germany/de/free-them/"
    links = {link.get("rel"): link.attrib for link in entry.findall(f"{ATOM}link")}
    assert root.get(f"{XML}lang") == "de"
    assert entry.findtext(f"{ATOM}id") == base
    assert entry.findtext(f"{ATOM}title") == "Räumungen stoppen & bleiben"
    assert links["alternate"]["href"] == base
    assert links["enclosure"]["href"] == f"{base}letter.pdf"
    letter = release / "germany/de/free-them/letter.pdf"
    assert links["enclosure"]["length"] == str(letter.stat().st_size)
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get(f"{XML}base") == base
    assert content.text == (release / "germany/de/free-them/fragment.html").read_text()


def test_edition_without_a_letter_has_no_enclosure(release: Path) -> None:
    text = (release / "israel/ar/feed.xml").read_text()
    assert "enclosure" not in text


def test_a_feed_has_the_newest_hundred() -> None:
    records = [
        german(slug=f"appeal-{n}", updated=NOW - datetime.timedelta(days=n)) for n in range(120)
    ]
    found = ET.fromstring(one(*records)).findall(f"{ATOM}entry/{ATOM}id")
    assert [entry.text and entry.text.rpartition("-")[2] for entry in found] == [
        f"{n}/" for n in range(100)
    ]


def test_newest_entry_is_first_and_dates_the_feed() -> None:
    early, late = NOW - datetime.timedelta(days=2), NOW - datetime.timedelta(days=1)
    root = ET.fromstring(one(german(slug="a", updated=early), german(slug="b", updated=late)))
    ids = [entry.findtext(f"{ATOM}id", "") for entry in root.findall(f"{ATOM}entry")]
    assert [i.split("/")[-2] for i in ids] == ["b", "a"]
    assert root.findtext(f"{ATOM}updated") == late.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_time_of_an_edition_that_nobody_knows_is_the_releases() -> None:
    root = ET.fromstring(one(german(updated=None)))
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-09-21T14:13:20Z"


def test_time_is_told_in_utc_wherever_it_was_taken() -> None:
    there = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    root = ET.fromstring(one(german(updated=NOW.astimezone(there))))
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-09-21T14:13:20Z"


def test_withdrawn_appeal_is_marked() -> None:
    root = ET.fromstring(one(german(state="withdrawn")))
    category = root.find(f"{ATOM}entry/{ATOM}category")
    assert category is not None
    assert category.get("term") == "withdrawn"


def test_text_that_is_not_translated_is_marked_as_the_source_language() -> None:
    root = ET.fromstring(one(german(title="Stop", title_language="en", summary_language="en")))
    for name in ("title", "summary"):
        element = root.find(f"{ATOM}entry/{ATOM}{name}")
        assert element is not None
        assert element.get(f"{XML}lang") == "en"


# Every character but lone surrogates and, which no text of ours has, carriage returns.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)


@given(title=TEXT.filter(lambda t: t.strip() != ""), summary=TEXT)
def test_any_text_gives_well_formed_xml_with_that_text(title: str, summary: str) -> None:
    root = ET.fromstring(one(german(title=title, summary=summary)))
    writable = "".join(c for c in title if c >= " " or c in "\t\n").translate(
        {0xFFFE: None, 0xFFFF: None}
    )
    assert root.findtext(f"{ATOM}entry/{ATOM}title", "") == writable
