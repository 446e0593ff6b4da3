"""Looking up: common.po over all, regional variants over their language, never English."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from appeal.catalogue import completeness, lookup, sign, words
from appeal.model import Catalogue, Completeness, Entry, Message
from tests.catalogue import corpus

DAY = datetime.date(2025, 3, 1)


def po(*entries: Entry) -> Catalogue:
    return Catalogue(path="x.po", language="de", header=corpus.header("de"), entries=entries)


def entry(msgid: str, msgstr: str, context: str | None = None, **more: object) -> Entry:
    made = Entry(msgid=msgid, msgstr=(msgstr,), context=context)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]  # fields by name


def test_only_finished_translations_are_found() -> None:
    found = lookup(
        po(
            entry("a", "A"),
            entry("b", "B", flags=("fuzzy",)),
            entry("c", ""),
            entry("d", "D", obsolete=True),
            Entry(msgid="e", plural="es", msgstr=("E", "")),
        )
    )
    assert [(found.find(None, m) or Entry(msgid="")).msgstr[0] for m in "abcdex"] == [
        *("A", "", "", "", "", "")
    ]
    assert found.find("context", "a") is None


def test_a_variant_falls_back_to_its_language() -> None:
    found = lookup(
        po(entry("January", "Jänner")),
        fallbacks=[(po(entry("January", "Januar"), entry("May", "Mai")), None)],
    )
    assert [e.msgstr for m in ("January", "May") if (e := found.find(None, m))] == [
        ("Jänner",),
        ("Mai",),
    ]


def test_common_po_overrides_in_its_own_language_wherever_a_formula_stands() -> None:
    found = lookup(
        po(entry("Yours,", "Ihr", "letter.closing"), entry("Dear Sir", "Lieber Herr")),
        common=po(entry("Yours,", "Grüße"), entry("Dear Sir", "Herr", "letter.salutation")),
        fallbacks=[(None, po(entry("Copies to", "Kopien an")))],
    )
    for context, msgid, expected in (
        ("letter.closing", "Yours,", "Grüße"),
        (None, "Yours,", "Grüße"),
        (None, "Dear Sir", "Lieber Herr"),
        ("letter.salutation", "Dear Sir", "Herr"),
        ("anywhere", "Copies to", "Kopien an"),
    ):
        one = found.find(context, msgid)
        assert one is not None
        assert one.msgstr == (expected,)


def test_a_language_without_catalogues_finds_nothing() -> None:
    assert lookup(None).find(None, "a") is None
    assert lookup(None).state(None, "a") == "untranslated"


def test_completeness_counts_words_of_the_english() -> None:
    found = lookup(
        po(
            sign(entry("One two three.", "Eins"), name="A", date=DAY),
            entry("Four – five", "Vier"),
            entry("Six.", "Sechs", flags=("fuzzy",)),
            entry("{{n}} seven", ""),
        )
    )
    messages = [Message(msgid=m) for m in ("One two three.", "Four – five", "Six.", "{{n}} seven")]
    expected = Completeness(
        words=8,
        translated=5,
        fuzzy=1,
        reviewed=3,
        entries=4,
        entries_translated=2,
        entries_fuzzy=1,
        entries_reviewed=1,
    )
    assert completeness(messages, found) == expected
    assert expected.percent == 62
    template = corpus.template("x", [m.msgid for m in messages])
    assert completeness(template, found) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("— …", 0), ("One, two: 3", 3), ("don't {{n}}", 2), ("- " * 9999, 0)],
)
def test_a_word_has_a_letter_or_a_digit(text: str, count: int) -> None:
    assert words(text) == count
