"""mailto: what fits is in it, and it never gets too long."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.outputs.mailto import LIMIT, mailto

ADDRESSES = st.lists(st.from_regex(r"[a-z]{1,12}@example\.org", fullmatch=True), max_size=4)


@settings(deadline=None)
@given(ADDRESSES, ADDRESSES, st.text(max_size=300), st.lists(st.text(max_size=3000), max_size=3))
def test_it_is_never_longer_than_the_limit(
    to: list[str], cc: list[str], subject: str, bodies: list[str]
) -> None:
    assert len(mailto(to, cc, subject, bodies).uri) <= LIMIT


def test_a_short_letter_is_whole_in_it() -> None:
    made = mailto(["a@example.org"], ["c@example.org"], "Grüße & Ü?", ["Sehr geehrte,\n\n1 + 1\n"])
    assert made.whole
    assert made.uri == (
        "mailto:a@example.org?cc=c%40example.org&subject=Gr%C3%BC%C3%9Fe%20%26%20%C3%9C%3F"
        "&body=Sehr%20geehrte%2C%0D%0A%0D%0A1%20%2B%201"
    )


def test_what_a_mail_program_reads_is_what_was_meant() -> None:
    body = "大統領閣下\n\n1. 第一に\n2. 第二に"
    uri = mailto(["a@example.org", "b@example.org"], [], "抗議 50% = ?", [body]).uri
    parts = urlsplit(uri)
    fields = parse_qs(parts.query)
    assert unquote(parts.path) == "a@example.org,b@example.org"
    assert fields["subject"] == ["抗議 50% = ?"]
    assert fields["body"] == [body.replace("\n", "\r\n")]


def test_a_letter_that_is_too_long_gives_way_to_the_shorter_text() -> None:
    made = mailto(["a@example.org"], [], "Subject", ["long " * 500, "short"])
    assert not made.whole
    assert made.uri.endswith("&body=short")


def test_a_letter_beyond_ascii_counts_as_its_encoded_length() -> None:
    letter = "あ" * 250  # nine characters each
    assert not mailto(["a@example.org"], [], "", [letter, "x"]).whole
    assert mailto(["a@example.org"], [], "", [letter[:200], "x"]).whole


def test_body_copies_and_subject_go_in_this_order_when_nothing_fits() -> None:
    long = "x" * 1990
    assert mailto(["a@example.org"], [], "s" * 1900, ["y" * 200]).uri.count("body=") == 0
    without_copies = mailto(["a@example.org"], [f"{'c' * 64}@example.org"] * 30, "s", [long]).uri
    assert without_copies == "mailto:a@example.org?subject=s"
    assert mailto(["a@example.org"], [], long, [long]).uri == "mailto:a@example.org"
