"""The search for a letter's tightness, by facts alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.outputs.fit import TIGHTEST, Facts, Fitting, Measure, settle
from appeal.outputs.typography import STEPS

SHEET = Measure(
    paper_height=297, margin_top=20, margin_bottom=20, size_pt=10.5, leading_em=0.65, max_pages=2
)
START = 80.0
SIGNED = 50.0


def typeset(text_mm: float) -> Callable[[int], Facts]:
    """Return the facts of a letter whose text is so high at the first step."""

    def at(number: int) -> Facts:
        step = STEPS[number]
        height = text_mm * step.size**2 * (0.71 + 0.65 * step.leading) / 1.36
        end = START + height
        page, within = divmod(end, SHEET.room)
        signed_page, signed = page, within + SIGNED
        if signed > SHEET.room:
            signed_page, signed = page + 1, SIGNED
        return Facts(
            pages=int(signed_page) + 1,
            start=START,
            text_page=int(page) + 1,
            text_y=within + SHEET.margin_top,
            end_y=signed + SHEET.margin_top,
        )

    return at


def search(text_mm: float, hint: int | None = None) -> tuple[Fitting, int]:
    facts = typeset(text_mm)
    fitting = Fitting(SHEET, hint)
    for count in range(1, 20):
        if settle([fitting], [facts(fitting.step)]):
            return fitting, count
    raise AssertionError("the search does not end")


def test_short_letter_is_comfortable_on_one_page() -> None:
    fitting, count = search(100)
    assert (fitting.step, fitting.facts.pages, count) == (0, 1, 1)


def test_letter_just_too_long_is_tightened_as_little_as_needed() -> None:
    fitting, _ = search(132)
    assert fitting.facts.pages == 1
    assert 0 < fitting.step < TIGHTEST


def test_long_letter_is_comfortable_on_two_pages_at_once() -> None:
    fitting, count = search(300)
    assert (fitting.step, fitting.facts.pages, count) == (0, 2, 1)


def test_signature_never_stands_alone() -> None:
    # The text fills page one to its end: only the signature would be left for page two.
    fitting, _ = search(176)
    assert not fitting.orphaned(fitting.facts)
    assert fitting.facts.pages == 2


def test_overflow_is_counted_in_lines() -> None:
    fitting, _ = search(900)
    overflow = fitting.overflow
    assert overflow is not None
    assert overflow.max_pages == 2
    assert overflow.pages == fitting.facts.pages > 2
    over = (overflow.pages - 3) * SHEET.room + fitting.facts.end_y - SHEET.margin_top
    assert overflow.lines == pytest.approx(over / SHEET.pitch(STEPS[fitting.step]), abs=1)


def test_letter_a_little_too_long_for_its_pages_is_tightened() -> None:
    loose = typeset(400)(0)
    assert loose.pages == 3
    fitting, _ = search(400)
    assert fitting.facts.pages == 2
    assert fitting.overflow is None


def test_hint_is_taken_where_it_serves() -> None:
    fitting, count = search(176, hint=4)
    assert (fitting.step, count) == (4, 1)


def test_hint_that_does_not_serve_costs_one_more_try() -> None:
    fitting, _ = search(100, hint=4)
    assert fitting.facts.pages == 1


@given(st.floats(min_value=1, max_value=1200), st.sampled_from([None, *range(len(STEPS))]))
def test_search_ends_and_settles_on_facts_it_has_seen(text_mm: float, hint: int | None) -> None:
    fitting, count = search(text_mm, hint)
    assert count <= len(STEPS) + 2
    assert fitting.facts == typeset(text_mm)(fitting.step)
    if fitting.overflow is None and fitting.facts.pages > 1:
        best = [typeset(text_mm)(number) for number in range(len(STEPS))]
        fits = [facts for facts in best if facts.pages <= 2 and not fitting.orphaned(facts)]
        assert not fits or not fitting.orphaned(fitting.facts)


@given(st.floats(min_value=1, max_value=1200))
def test_one_page_where_that_can_be(text_mm: float) -> None:
    possible = any(typeset(text_mm)(number).pages == 1 for number in range(TIGHTEST + 1))
    fitting, _ = search(text_mm)
    assert (fitting.facts.pages == 1) == possible
