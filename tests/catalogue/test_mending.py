"""Typos: what is harmless is mended everywhere, what may change the meaning is refused."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.catalogue import parse, reviewed, sign, waive, waivers, write
from appeal.catalogue.mending import Typo, mend, refusal
from appeal.model import Catalogue, Entry
from tests.catalogue import corpus
from tests.catalogue.gettext_tools import msgcat
from tests.strategies import cases

DAY = datetime.date(2025, 3, 1)


def po(*entries: Entry) -> Catalogue:
    return Catalogue(path="x.po", language="de", header=corpus.header("de"), entries=entries)


def reason(old: str, new: str, text: str | None = None, *names: str) -> str:
    refused = refusal(Typo(old=old, new=new), [text or old], names)
    return refused.reason if refused else ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goverment", "government"),
        ("teh", "the"),
        ("recieve", "receive"),
        ("occured", "occurred"),
        ("isnt", "isn't"),
        ("its", "it's"),
        ("alot", "a lot"),
        ("world wide", "world-wide"),
        ("on on Friday", "on Friday"),
        ("president", "President"),
        ("from", "form"),
        ("arrested and", "arrested, and"),
        ("“peacefull”", "“peaceful”"),
        ("demonstratation", "demonstration"),
    ],
)
def test_a_typo_is_harmless(old: str, new: str) -> None:
    assert reason(old, new) == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("14", "15", "the edit touches digits"),
        ("5th", "6th", "the edit touches digits"),
        ("{{amount}}", "{{amuont}}", "the edit touches a merge field"),
        ("{amount}}", "{{amount}}", "the edit touches a merge field"),
        ("mail@example.org", "mial@example.org", "the edit touches a link or an address"),
        ("https://example.org/a", "https://example.org/b", "the edit touches a link or an address"),
        ("*free*", "free", "the edit touches markup"),
        ("[free]", "(free)", "the edit touches markup"),
        ("will", "will not", "the edit touches a negation"),
        ("now", "not", "the edit touches a negation"),
        ("can", "can't", "the edit touches a negation"),
        ("cannot", "can not", "the edit touches a negation"),
        ("none", "one", "the edit touches a negation"),
        ("legal", "illegal", "the edit touches a negation"),
        ("harm", "harmless", "harm and harmless differ in 4 letters"),
        ("aware", "unaware", "the edit touches a negation"),
        ("political", "apolitical", "the edit touches a negation"),
        ("five", "nine", "the edit touches a number, an amount or a date in words"),
        ("May", "march", "the edit touches a number, an amount or a date in words"),
        ("free.", "free?", "the edit turns a statement, a question or a call into another"),
        ("arrested", "attested", ""),
        ("arrested", "released", "arrested and released differ in 5 letters"),
        ("war", "was", ""),
        ("men", "mines", "men and mines differ in 3 letters"),
        ("the men", "the young men", "the edit adds or removes a word"),
        ("", "x", "a typo has a wrong and a right spelling"),
    ],
)
def test_an_edit_that_may_change_the_meaning_is_refused(old: str, new: str, expected: str) -> None:
    assert reason(old, new) == expected


def test_an_edit_that_is_harmless_alone_is_refused_where_it_touches_more() -> None:
    text = "Protest to Astana Steel in Astana."
    assert reason("Stel", "Steel", text.replace("Steel", "Stel"), "Astana Steel") == (
        "the edit touches the name Astana Steel in “Protest to Astana Stel in Astana.”"
    )
    link = "Read [the report](goverment) by the goverment."
    assert reason("goverment", "government", link).startswith("the edit touches a link")


def test_a_refusal_says_what_to_do_instead() -> None:
    refused = refusal(Typo(old="1", new="2"), ["1"])
    assert refused is not None
    assert refused.hint == (
        "edit the source by hand and run `appeal update`: the translators then see the change"
    )


def test_whole_words_are_mended_over_line_breaks_indents_and_quotation_marks() -> None:
    typo = Typo(old="the the goverment", new="the the government")
    source = "1. Of the\n   the goverment and\n> the the\n> goverment; the the governments."
    assert typo.count(source) == 2
    assert typo.mend(source) == source.replace("goverment", "government")
    assert Typo(old="alot of", new="a lot of").mend("alot\n  of") == "a lot\n  of"
    assert Typo(old="the the", new="the").mend("in the\n  the end") == "in the end"
    assert (
        Typo(old="cat", new="cart").mend("cat's concat cat. (cat)") == "cart's concat cart. (cart)"
    )


def test_translations_stay_finished_and_reviewed() -> None:
    entry = Entry(
        msgid="The goverment",
        msgstr=("Die Regierung",),
        extracted=("of the goverment",),
        previous_msgid="A goverment",
    )
    signed = waive(sign(entry, name="A", date=DAY), "length", "poster")
    (mended,) = mend(po(signed), Typo(old="goverment", new="government")).entries
    assert (mended.msgid, mended.msgstr) == ("The government", ("Die Regierung",))
    assert mended.previous_msgid == "A government"
    assert mended.extracted == ("of the government",)
    assert not mended.fuzzy
    assert reviewed(mended)
    assert waivers(mended) == {"length": "poster"}


def test_a_lapsed_sign_off_is_not_renewed() -> None:
    entry = sign(Entry(msgid="The goverment", msgstr=("Die Regierung",)), name="A", date=DAY)
    changed = dataclasses.replace(entry, msgstr=("Regierung",))
    (mended,) = mend(po(changed), Typo(old="goverment", new="government")).entries
    assert not reviewed(mended)


def test_a_catalogue_without_the_typo_is_returned_itself() -> None:
    catalogue = po(Entry(msgid="a", msgstr=("b",)))
    assert mend(catalogue, Typo(old="goverment", new="government")) is catalogue


@pytest.mark.parametrize(
    ("right", "wrong", "kept"),
    [
        (
            Entry(msgid="teh", msgstr=("neu",)),
            Entry(msgid="the", msgstr=("alt",), obsolete=True),
            "neu",
        ),
        (Entry(msgid="teh"), Entry(msgid="the", msgstr=("alt",), obsolete=True), "alt"),
        (
            Entry(msgid="teh", msgstr=("?",), flags=("fuzzy",), previous_msgid="the"),
            Entry(msgid="the", msgstr=("alt",), obsolete=True),
            "alt",
        ),
    ],
)
def test_where_two_entries_become_one_the_better_translation_stays(
    right: Entry, wrong: Entry, kept: str
) -> None:
    for entries in ((right, wrong), (wrong, right)):
        (mended,) = mend(po(*entries), Typo(old="teh", new="the")).entries
        assert mended.msgstr == (kept,)
        assert not mended.obsolete
        assert mended.translated


@given(st.integers(0, 10_000))
@settings(max_examples=cases(30, 500), deadline=None)
def test_mending_back_and_forth_gives_the_same_bytes(seed: int) -> None:
    catalogue = corpus.translated("x", corpus.texts(seed, 8), "de")
    there = Typo(old="against", new="agianst")
    back = Typo(old="agianst", new="against")
    mended = mend(catalogue, there)
    data = write(mended)
    assert data == msgcat(data)
    assert write(mend(parse(data, path=catalogue.path), back)) == write(catalogue)
    assert [e.msgstr for e in mended.entries] == [e.msgstr for e in catalogue.entries]
