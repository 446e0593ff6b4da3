"""An appeal parsed once: documents, block trees and messages fit together."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from appeal import blocks
from appeal.manuscript import parse_manuscript
from appeal.messages import messages
from appeal.model import Message, Unit
from appeal.source import SourceError, parse_appeal
from tests.sources import LETTER, LETTER_PATH, PAGE, PAGE_PATH


def test_page_and_letter_are_parsed_with_their_block_trees() -> None:
    manuscript = parse_manuscript("free", PAGE, LETTER)
    assert [unit.text for unit in manuscript.page.units] == [
        "On {{hearing:long}} {{miners}} miners go to court."
    ]
    assert [unit.kind for unit in manuscript.letter.units] == ["letter, paragraph"]
    assert manuscript.page_blocks == blocks.template(manuscript.page.pieces)
    assert manuscript.letter_blocks == blocks.template(manuscript.letter.pieces)


def test_anchors_of_page_and_letter_stay_apart() -> None:
    manuscript = parse_manuscript(
        "free", PAGE + b"\n# Head\n\nx[^1]\n\n[^1]: y\n", LETTER + b"\n# Head\n\nx[^1]\n\n[^1]: y\n"
    )
    page, letter = (
        "".join(map(str, manuscript.page.pieces)),
        "".join(map(str, manuscript.letter.pieces)),
    )
    assert 'id="head"' in page and 'id="fn:1"' in page
    assert 'id="letter-head"' in letter and 'id="letter-fn:1"' in letter
    assert 'href="#letter-fnref:1"' in letter


def test_the_revision_names_the_bytes_of_both_files() -> None:
    first = parse_manuscript("free", PAGE, LETTER).revision
    assert len(first) == 12 and int(first, 16) >= 0
    assert parse_manuscript("other", PAGE, LETTER).revision == first
    assert parse_manuscript("free", PAGE + b"\n", LETTER).revision != first
    assert parse_manuscript("free", PAGE, LETTER + b"\n").revision != first


def test_a_manuscript_travels_to_a_worker_whole() -> None:
    manuscript = parse_manuscript("free", PAGE, LETTER)
    assert pickle.loads(pickle.dumps(manuscript)) == manuscript


def test_warnings_stay_with_the_manuscript_and_errors_refuse_it() -> None:
    unused = PAGE.replace(b"{{miners}} miners", b"they")
    (finding,) = parse_manuscript("free", unused, LETTER).findings
    assert (finding.code, finding.severity, finding.line) == ("value-unused", "warning", 39)
    with pytest.raises(SourceError) as caught:
        parse_manuscript("free", unused + b"\n<b>x</b>\n", LETTER + b"\n<hr>\n")
    assert [(f.path, f.line, f.code) for f in caught.value.findings] == [
        (PAGE_PATH, 39, "value-unused"),
        (PAGE_PATH, 44, "raw-html"),
        (PAGE_PATH, 44, "raw-html"),
        (LETTER_PATH, 11, "raw-html"),
    ]


# -- messages ---------------------------------------------------------------------------------


def asked(page: bytes = PAGE, letter: bytes = LETTER) -> tuple[Message, ...]:
    return parse_manuscript("free", page, letter).messages


def test_messages_come_in_reading_order_with_all_that_a_translator_needs() -> None:
    found = asked()
    assert [message.key for message in found] == [
        ("appeal.title", "Free the miners"),
        ("appeal.summary", "Twelve miners are in prison."),
        ("appeal.addressees.1.role", "Minister of Justice"),
        ("appeal.addressees.1.organisation", "Ministry"),
        ("appeal.addressees.1.salutation", "Dear Minister,"),
        ("appeal.addressees.2.organisation", "Court"),
        ("appeal.copies_to.1.organisation", "Example Campaign"),
        ("appeal.signatory.role", "Secretary"),
        (None, "On {{hearing:long}} {{miners}} miners go to court."),
        ("letter.subject", "Twelve miners"),
        ("letter.salutation", "Dear Minister,"),
        ("letter.closing", "Yours faithfully,"),
        ("letter.enclosures.1", "A list"),
        ("letter.enclosures.2", "A map"),
        (None, "We protest."),
    ]
    assert found[8] == Message(
        msgid="On {{hearing:long}} {{miners}} miners go to court.",
        comments=("paragraph",),
        references=(f"{PAGE_PATH}:42",),
    )
    assert found[14] == Message(
        msgid="We protest.", comments=("letter, paragraph",), references=(f"{LETTER_PATH}:9",)
    )


def test_the_secretariats_notes_go_with_the_first_message() -> None:
    found = asked()
    assert found[0].comments == ("title of the appeal, as a heading", "Formal letter.")
    assert all("Formal letter." not in message.comments for message in found[1:])


def test_a_text_in_several_places_is_one_message_with_all_references() -> None:
    found = asked(
        PAGE + b"\n<!-- translators: loud -->\n# Free them\n\n- Free them\n- Free them\n",
        LETTER + b"\nFree them\n",
    )
    (message,) = [message for message in found if message.msgid == "Free them"]
    assert message == Message(
        msgid="Free them",
        comments=("heading 1", "loud", "list item", "letter, paragraph"),
        references=(
            f"{PAGE_PATH}:45",
            f"{PAGE_PATH}:47",
            f"{PAGE_PATH}:48",
            f"{LETTER_PATH}:11",
        ),
    )


def test_the_same_text_in_another_context_is_another_message() -> None:
    found = asked(
        PAGE + b"\n<!-- context: verb -->\nFree\n\n<!-- context: adjective -->\nFree\n\nFree\n"
    )
    assert [m.context for m in found if m.msgid == "Free"] == ["verb", "adjective", None]


def test_a_counted_field_asks_for_plural_forms_in_text_and_front_matter() -> None:
    page = PAGE.replace(b"title: Free the miners", b"title: '{{miners:miner|miners}} in prison'")
    found = asked(page + b"\nIn {{sections.count:country|countries}}.\n")
    assert [(m.msgid, m.plural) for m in found if m.plural] == [
        ("{{miners}} miner in prison", "{{miners}} miners in prison"),
        ("In {{sections.count}} country.", "In {{sections.count}} countries."),
    ]


def test_a_plural_stays_when_the_same_text_also_stands_without_one() -> None:
    appeal, _ = parse_appeal("free", PAGE, LETTER)
    unit = Unit(index=0, text="{{n}} miner")
    found = messages(appeal, [unit, replace(unit, index=1, plural="{{n}} miners")], [])
    (message,) = [message for message in found if message.msgid == "{{n}} miner"]
    assert message.plural == "{{n}} miners"


def test_a_unit_without_a_line_refers_to_its_file() -> None:
    appeal, _ = parse_appeal("free", PAGE, LETTER)
    found = messages(appeal, [Unit(index=0, text="somewhere")], [])
    assert [m.references for m in found if m.msgid == "somewhere"] == [(PAGE_PATH,)]
