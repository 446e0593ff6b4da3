"""Sign-offs and waivers: they name a content, survive gettext, and lapse by themselves."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from appeal.catalogue import (
    Review,
    parse,
    reviewed,
    reviews,
    sign,
    signature,
    waive,
    waivers,
    write,
)
from appeal.catalogue.signoff import resign
from appeal.model import Catalogue, Entry
from tests.catalogue import corpus
from tests.catalogue.gettext_tools import msgcat, msgmerge
from tests.strategies import cases, entries

DAY = datetime.date(2025, 3, 1)
ENTRY = Entry(msgid="Stop the evictions", msgstr=("Stoppt die Räumungen",))


def test_a_sign_off_names_the_content_the_name_and_the_day() -> None:
    signed = sign(ENTRY, name="Aisha Example", date=DAY)
    assert signed.comments == (f"reviewed: {signature(ENTRY)} Aisha Example 2025-03-01",)
    assert reviews(signed) == (Review(name="Aisha Example", date="2025-03-01"),)


@pytest.mark.parametrize(
    "change",
    [
        {"msgid": "Stop all evictions"},
        {"msgstr": ("Stoppt alle Räumungen",)},
        {"context": ""},
        {"plural": "Stop the evictions", "msgstr": ("Stoppt die Räumungen",) * 2},
        {"flags": ("fuzzy",)},
        {"obsolete": True},
        {"msgstr": ("",)},
    ],
)
def test_a_sign_off_and_a_waiver_lapse_when_the_content_changes(change: dict[str, object]) -> None:
    signed = waive(sign(ENTRY, name="A", date=DAY), "value-missing", "it is a word here")
    assert reviewed(signed)
    changed = dataclasses.replace(signed, **change)  # type: ignore[arg-type]  # fields by name
    assert not reviewed(changed)
    if not {"flags", "obsolete"} & set(change):
        assert waivers(changed) == {}


def test_comments_references_and_plain_flags_are_no_content() -> None:
    signed = sign(ENTRY, name="A", date=DAY)
    moved = dataclasses.replace(
        signed, references=("x:1",), extracted=("p",), comments=("note", *signed.comments)
    )
    assert reviewed(moved)


def test_signing_again_replaces_the_same_name_and_lapsed_ones_only() -> None:
    first = sign(sign(ENTRY, name="A", date=DAY), name="B", date=DAY)
    later = DAY.replace(day=2)
    assert [r.name for r in reviews(sign(first, name="A", date=later))] == ["B", "A"]
    changed = dataclasses.replace(first, msgstr=("Neu",), comments=("note", *first.comments))
    assert sign(changed, name="C", date=DAY).comments == (
        "note",
        f"reviewed: {signature(changed)} C 2025-03-01",
    )


@pytest.mark.parametrize("entry", [Entry(msgid="a"), dataclasses.replace(ENTRY, flags=("fuzzy",))])
def test_only_finished_translations_are_signed_off(entry: Entry) -> None:
    with pytest.raises(ValueError, match="not translated"):
        sign(entry, name="A", date=DAY)


def test_a_sign_off_needs_a_name() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        sign(ENTRY, name=" \n", date=DAY)


def test_a_waiver_names_its_code_and_reason() -> None:
    waived = waive(ENTRY, "value-missing", "the number\nis a word here")
    assert waivers(waived) == {"value-missing": "the number is a word here"}
    again = waive(waive(waived, "value-missing", "other"), "length", "poster")
    assert waivers(again) == {"value-missing": "other", "length": "poster"}
    with pytest.raises(ValueError, match="needs a code and a reason"):
        waive(ENTRY, "value-missing", " ")


@pytest.mark.parametrize(
    "line",
    [
        "reviewed: 12345678 A 2025-03-01",
        f"reviewed: {signature(ENTRY)} 2025-03-01",
        f"reviewed: {signature(ENTRY)} A",
        f"ignore: value-missing {signature(ENTRY)}",
        "ignore: value-missing because I say so",
    ],
)
def test_a_mark_of_other_content_or_form_does_not_hold(line: str) -> None:
    entry = dataclasses.replace(ENTRY, comments=(line,))
    assert not reviewed(entry)
    assert waivers(entry) == {}


def test_marks_survive_msgcat_and_msgmerge(tmp_path: Path) -> None:
    signed = waive(sign(ENTRY, name="Ünal Ö.", date=DAY), "length", "poster")
    catalogue = Catalogue(path="x.po", language="de", header=corpus.header("de"), entries=(signed,))
    pot = corpus.template("x", [ENTRY.msgid])
    for data in (
        msgcat(write(catalogue), "--width=40"),
        msgmerge(write(catalogue), write(pot), tmp_path),
    ):
        (entry,) = parse(data, path="x.po").entries
        assert reviewed(entry)
        assert waivers(entry) == {"length": "poster"}


@given(entries())
@settings(max_examples=cases(50, 1000), deadline=None)
def test_any_translated_entry_can_be_signed_and_renewed(entry: Entry) -> None:
    if not entry.translated:
        return
    signed = sign(entry, name="A", date=DAY)
    assert reviewed(signed)
    other = dataclasses.replace(signed, msgid=f"{entry.msgid}!")
    assert not reviewed(other)
    assert reviewed(resign(signed, other))
