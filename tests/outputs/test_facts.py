"""Facts of an edition: people, numbers, dates, state."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from appeal.languages import language
from appeal.model import Completeness, Person
from appeal.outputs.facts import (
    days_left,
    draft,
    incomplete,
    isolated,
    long_date,
    party,
    phone,
    phone_uri,
    recipients,
    state,
)
from tests.outputs import samples

LAST = datetime.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("changes", "today", "is_now", "left"),
    [
        ({}, None, "open", None),
        ({}, LAST, "open", None),
        ({"send_before": LAST}, None, "open", None),
        ({"send_before": LAST}, datetime.date(2026, 3, 30), "open", 1),
        ({"send_before": LAST}, LAST, "open", 0),
        ({"send_before": LAST}, datetime.date(2026, 4, 1), "expired", None),
        ({"status": "withdrawn", "send_before": LAST}, LAST, "withdrawn", 0),
    ],
)
def test_state_follows_the_date_of_the_build(
    changes: dict[str, Any], today: datetime.date | None, is_now: str, left: int | None
) -> None:
    edition = samples.edition("de", today=today, **changes)
    assert state(edition) == is_now
    assert days_left(edition) == left


def test_only_translations_are_drafts_or_incomplete() -> None:
    half = Completeness(words=9, translated=5, entries=2, entries_translated=1)
    for tag, expected in (("de", True), ("en_AU", False)):
        own = replace(samples.localised(tag), completeness=half)
        edition = samples.edition(tag, own=own)
        assert draft(edition) is expected
        assert incomplete(edition) is expected
    done = Completeness(words=9, translated=9, reviewed=9)
    assert not draft(samples.edition("de", own=replace(samples.localised("de"), completeness=done)))


@pytest.mark.parametrize(
    ("number", "territory", "international", "uri"),
    [
        ("+442085585814", "", "+44 20 8558 5814", "tel:+44-20-8558-5814"),
        ("020 8558 5814", "GB", "+44 20 8558 5814", "tel:+44-20-8558-5814"),
        ("030 1234567", "DE", "+49 30 1234567", "tel:+49-30-1234567"),
        ("extension seven", "GB", "extension seven", ""),
        ("", "GB", "", ""),
    ],
)
def test_numbers_are_written_in_international_form(
    number: str, territory: str, international: str, uri: str
) -> None:
    assert phone(number, territory) == international
    assert phone_uri(international) == uri


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en_US", "March 31, 2026"),
        ("en_GB", "31 March 2026"),
        ("de", "31. März 2026"),
        ("ja", "2026年3月31日"),
        ("ru", "31 марта 2026\u202fг."),
    ],
)
def test_dates_are_written_as_the_language_does(tag: str, written: str) -> None:
    assert long_date(LAST, language(tag)) == written


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("+44 20", "ar", "\u2068+44 20\u2069"),
        ("Robert Labi", "ur", "\u2068Robert Labi\u2069"),
        ("الرئيس", "ar", "الرئيس"),
        ("+44 20", "de", "+44 20"),
        ("الرئيس", "de", "\u2068الرئيس\u2069"),
    ],
)
def test_only_what_runs_the_other_way_is_isolated(text: str, tag: str, expected: str) -> None:
    assert isolated(text, language(tag)) == expected


def test_a_person_is_named_in_the_edition_s_language_and_at_home_without_country() -> None:
    own = samples.localised("de")
    named = party(own, samples.REACHABLE, language("de"), "DE")
    assert named.lines == (
        "Nursultan Nazarbayev",
        "Präsident",
        "Residentsia presidentsia",
        "Astana",
        "Kasachstan",
    )
    assert named.fax == "+7 7172 74 56 31"
    assert party(own, samples.PRESIDENT, language("de"), "KZ").country == ""


def test_the_section_s_own_recipients_come_after_the_addressees_as_written() -> None:
    embassy = Person(key="", organisation="Embassy in Berlin", country="DE")
    edition = samples.edition("de")
    edition = replace(edition, section=replace(edition.section, recipients=(embassy,)))
    assert recipients(edition) == (samples.PRESIDENT, embassy)
    assert party(edition.own, embassy, language("de")).organisation == "Embassy in Berlin"
