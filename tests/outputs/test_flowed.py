"""format=flowed: what is folded can be joined again, and no line is too long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.languages import language
from appeal.outputs.flowed import Para, columns, delsp, flowed, fold, unflowed
from tests.outputs import samples


def joined(text: str, *, delsp: bool) -> list[tuple[int, str]]:
    """Read format=flowed as RFC 3676, section 4, tells a mail program to: (depth, paragraph)."""
    out: list[tuple[int, str]] = []
    open_depth: int | None = None
    for raw in text.split("\n")[:-1]:
        depth = len(raw) - len(raw.lstrip(">"))
        line = raw[depth:].removeprefix(" ")
        soft = line.endswith(" ") and line != "-- "
        content = line[:-1] if soft and delsp else line
        if open_depth == depth:
            out[-1] = (depth, out[-1][1] + content)
        else:
            out.append((depth, content))
        open_depth = depth if soft else None
    return out


SPACED = st.text(alphabet="ab cdé>-.Ω", min_size=1, max_size=400)
UNSPACED = st.text(alphabet="日本語、。「」ーっ労働 ab1", min_size=1, max_size=400)
THAI = st.text(alphabet="กขคงจ่้ิีุู \u200b", min_size=1, max_size=400)


@settings(deadline=None)
@given(st.lists(SPACED, min_size=1, max_size=4), st.integers(0, 2))
def test_joining_flowed_lines_gives_each_paragraph_again(texts: list[str], quote: int) -> None:
    paragraphs = [Para(text, quote=quote) for text in texts]
    read = joined(flowed(paragraphs, delsp=False), delsp=False)
    assert [line for line in read if line[1]] == [
        (quote, text.rstrip(" ")) for text in texts if text.strip(" ")
    ]


@settings(deadline=None)
@given(st.one_of(UNSPACED, THAI, SPACED))
def test_joining_under_delsp_adds_and_loses_no_space(text: str) -> None:
    read = joined(flowed([Para(text)], delsp=True), delsp=True)
    assert [line for _, line in read] == [text.rstrip(" ")]


@settings(deadline=None)
@given(st.one_of(UNSPACED, THAI), st.integers(0, 3))
def test_no_line_of_an_unspaced_script_is_wider_than_78_columns(text: str, quote: int) -> None:
    for line in flowed([Para(text, quote=quote)], delsp=True).split("\n"):
        assert columns(line) <= 78


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abé日", min_size=1, max_size=20), min_size=1, max_size=60))
def test_no_line_of_words_is_wider_than_78_columns(words: list[str]) -> None:
    for line in flowed([Para(" ".join(words))], delsp=False).split("\n"):
        assert columns(line) <= 78


@pytest.mark.parametrize("tag", samples.EXCERPTS)
def test_real_prose_is_folded_within_78_columns_and_joined_again(tag: str) -> None:
    prose = " ".join(samples.EXCERPTS[tag]) * 3
    unspaced = delsp(language(tag))
    text = flowed([Para(prose)], delsp=unspaced)
    assert all(columns(line) <= 78 for line in text.split("\n"))
    assert text.count("\n") > 10
    assert joined(text, delsp=unspaced) == [(0, prose)]


def test_wide_characters_are_two_columns_and_marks_none() -> None:
    assert columns("日本") == 4
    assert columns("कि") < 3
    assert columns("e\u0301") == 1
    assert columns("\u2068+7\u2069") == 2


def test_lines_that_look_like_quotation_or_mbox_get_a_space() -> None:
    text = flowed([Para("> not quoted"), Para("From here"), Para(" indented")], delsp=False)
    assert text == " > not quoted\n\n From here\n\n  indented\n"


def test_a_line_never_becomes_a_signature_separator() -> None:
    folded = list(fold("-- " + "x" * 90 + " y", 77, delsp=False))
    assert "-- " not in folded
    assert "".join(folded) == "-- " + "x" * 90 + " y"


def test_hard_breaks_stay_and_empty_lines_part_paragraphs() -> None:
    text = flowed([Para("one\ntwo"), Para("three", tight=True), Para("four")], delsp=False)
    assert text == "one\ntwo\nthree\n\nfour\n"


def test_an_address_longer_than_a_line_is_not_cut() -> None:
    url = "https://example.org/" + "a" * 100
    assert url in flowed([Para(f"see {url} there")], delsp=False).split("\n")[1]


def test_punctuation_begins_no_line_and_brackets_end_none() -> None:
    for shift in range(12):
        text = (
            "あ" * shift
            + "労働者は、「違法な集会」で演説した（という）。彼らは、ーっと言った。" * 9
        )
        for line in flowed([Para(text)], delsp=True).split("\n"):
            assert not re.match("[、。」）ーっ]", line), line
            assert not re.search("[「（] ?$", line), line


def test_ideographs_part_from_latin_words_but_words_stay_whole() -> None:
    text = "カザフスタン" * 6 + "International Secretariat" + "委員会" * 20
    lines = flowed([Para(text)], delsp=True).split("\n")
    assert any("International" in line for line in lines)
    assert any("Secretariat" in line for line in lines)


def test_thai_phrases_are_cut_at_spaces_while_they_fit() -> None:
    phrase = "กกกกกกกกกกกกกกกกกกกกกกกกก"
    lines = flowed([Para(" ".join([phrase] * 6))], delsp=True).split("\n")[:-1]
    assert all(set(line.split()) == {phrase} for line in lines)


def test_quoted_paragraphs_of_one_depth_stay_one_quotation() -> None:
    text = flowed([Para("a", quote=1), Para("b", quote=2), Para("c")], delsp=False)
    assert text == "> a\n>\n>> b\n\nc\n"


def test_without_flowing_a_paragraph_is_one_line() -> None:
    assert unflowed([Para("word " * 40)]) == "word " * 40 + "\n"
