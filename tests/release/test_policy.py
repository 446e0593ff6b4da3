"""Which editions are released, and with what reason the others wait."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.interface import Words
from appeal.model import Campaign, Completeness, Contact, Policy, Section
from appeal.release.policy import decide, policy_of


def state(*, translated: int, reviewed: int = 0, entries: int = 33) -> Completeness:
    return Completeness(
        words=entries * 10,
        translated=translated * 10,
        reviewed=reviewed * 10,
        entries=entries,
        entries_translated=translated,
        entries_reviewed=reviewed,
    )


def test_unfinished_translation_is_held_with_the_number_of_missing_entries() -> None:
    decision = decide("translated", state(translated=21))
    assert decision.state == "held"
    assert decision.reason == "12 of 33 entries are not translated"
    assert not decision.releases("page")


def test_one_missing_entry_is_said_in_the_singular() -> None:
    assert decide("translated", state(translated=32)).reason == (
        "1 of 33 entries is not translated"
    )


def test_complete_translation_is_released_without_a_reason() -> None:
    decision = decide("translated", state(translated=33))
    assert (decision.state, decision.reason, decision.page_only) == ("released", "", False)
    assert decision.releases("letter")


def test_reviewed_policy_holds_what_nobody_signed_off() -> None:
    assert decide("reviewed", state(translated=33)).reason == "not reviewed"


def test_reviewed_policy_counts_the_entries_without_sign_off() -> None:
    decision = decide("reviewed", state(translated=33, reviewed=30))
    assert (decision.state, decision.reason) == ("held", "3 of 33 entries are not reviewed")


def test_reviewed_policy_names_missing_translations_first() -> None:
    decision = decide("reviewed", state(translated=30, reviewed=30))
    assert decision.reason == "3 of 33 entries are not translated"


def test_partial_policy_releases_the_page_but_no_letter() -> None:
    decision = decide("partial", state(translated=21))
    assert decision.state == "released"
    assert decision.reason == "12 of 33 entries are not translated"
    assert decision.releases("page")
    assert decision.releases("card")
    assert not any(decision.releases(kind) for kind in ("text", "mail", "letter", "office"))


def test_partial_policy_releases_everything_once_it_is_complete() -> None:
    decision = decide("partial", state(translated=33))
    assert all(decision.releases(kind) for kind in ("page", "text", "mail", "letter", "office"))


def test_frozen_policy_gives_the_last_complete_state_with_its_date() -> None:
    date = datetime.date(2026, 3, 3)
    decision = decide("frozen", state(translated=21), frozen_on=date)
    assert (decision.state, decision.frozen_on) == ("frozen", date)
    assert decision.releases("letter")


def test_frozen_policy_holds_what_was_never_complete() -> None:
    assert decide("frozen", state(translated=21)).state == "held"


def test_frozen_policy_prefers_a_complete_present() -> None:
    decision = decide("frozen", state(translated=33), frozen_on=datetime.date(2026, 3, 3))
    assert (decision.state, decision.frozen_on) == ("released", None)


def test_reason_speaks_the_language_of_the_words() -> None:
    german = Words(
        tag="de",
        table={
            "{n} of {total} entries is not translated": (
                "{n} von {total} Einträgen ist nicht übersetzt",
                "{n} von {total} Einträgen sind nicht übersetzt",
            )
        },
    )
    assert decide("translated", state(translated=32), words=german).reason == (
        "1 von 33 Einträgen ist nicht übersetzt"
    )


@pytest.mark.parametrize(("own", "expected"), [(None, "reviewed"), ("partial", "partial")])
def test_section_policy_comes_before_the_campaigns(own: Policy | None, expected: Policy) -> None:
    section = Section(slug="a", name="A", country="DE", languages=("de",), publish=own)
    campaign = Campaign(
        name="C", source_language="en", base_url="https://example.org/", contact=Contact()
    )
    assert policy_of(campaign, section) == expected


@st.composite
def completenesses(draw: st.DrawFn) -> Completeness:
    entries = draw(st.integers(0, 40))
    translated = draw(st.integers(0, entries))
    return state(entries=entries, translated=translated, reviewed=draw(st.integers(0, translated)))


@given(policy=st.sampled_from(get_args(Policy)), completeness=completenesses())
def test_a_letter_is_never_released_with_untranslated_entries(
    policy: Policy, completeness: Completeness
) -> None:
    decision = decide(policy, completeness)
    assert not decision.releases("letter") or completeness.complete
    assert decision.released or decision.reason
