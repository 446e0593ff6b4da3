"""Where units stand in the source. The generated documents of test_markup show it at large."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.locate import locate, locate_title


def test_a_word_inside_an_earlier_paragraph_is_not_a_unit() -> None:
    assert locate("one two three\n\ntwo\n", ["one two three", "two"]) == (1, 3)


def test_the_same_text_twice_is_found_twice_in_order() -> None:
    assert locate("same\n\nother\n\nsame\n", ["same", "other", "same"]) == (1, 3, 5)


def test_a_longer_text_with_the_same_beginning_is_passed_over() -> None:
    source = "<!-- notranslate -->\nStop the trial\n\nStop\n"
    assert locate(source, ["Stop"]) == (4,)


def test_marks_glued_to_the_text_are_no_words() -> None:
    source = "#one\n\n>two\n>three\n\n>>four\n\n[^1]:five\n"
    assert locate(source, ["one", "two three", "four", "five"]) == (1, 3, 6, 8)


def test_cells_of_one_row_have_its_line() -> None:
    source = "| a | b |\n|---|---|\n| c d | e \\| f |\n\ng|h\n-|-\ni|j\n"
    units = ["a", "b", "c d", "e \\| f", "g", "h", "i", "j"]
    assert locate(source, units) == (1, 1, 3, 3, 5, 5, 7, 7)


def test_footnotes_above_their_calls_are_found_from_the_top() -> None:
    assert locate("[^1]: note\n\ntext[^1]\n", ["text[^1]", "note"]) == (3, 1)


def test_attributes_and_closing_marks_end_a_unit() -> None:
    source = "# one ##\n\n# two {#x}\n\nthree\n{: .c }\n"
    assert locate(source, ["one", "two", "three"]) == (1, 3, 5)


def test_a_text_that_does_not_stand_there_has_no_line() -> None:
    assert locate("one\n", ["two", "", "one"]) == (None, None, 1)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('[r]: u "The title"\n', 1),
        ('one\n\n  [R]: u "The title"\n', 3),
        ("[r]: u\n    'The title'\n", 2),
        ('[r]:\n  u\n  "The title"\n', 3),
        ('> [r]: u "The title"\n', 1),
        ('[r]: v "First"\n[r]: u "The title"\n', 2),
        ("no reference\n", None),
    ],
)
def test_a_title_is_located_at_its_reference(source: str, line: int | None) -> None:
    assert locate_title(source, "r", "The title") == line


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="ab |>#-:[^]1.\n\\{", max_size=60),
    st.lists(st.text(alphabet="ab |>#-:[^]1.\n\\{", max_size=8), max_size=6),
)
def test_locating_never_raises_and_gives_lines_of_the_source(source: str, units: list[str]) -> None:
    lines = source.count("\n") + 1
    for line in locate(source, units):
        assert line is None or 1 <= line <= lines


def test_locating_many_equal_units_takes_no_time() -> None:
    units = ["a"] * 30_000
    began = time.process_time()
    assert locate("a\n\n" * 30_000, units)[-1] == 59_999
    assert time.process_time() - began < 2
