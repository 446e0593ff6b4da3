"""appeal.eml and letter.eml: what a mail program reads from them."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.model import Person
from appeal.outputs import mail as module
from appeal.outputs.flowed import delsp, flowed
from appeal.outputs.mail import appeal_mail, letter_mail
from appeal.outputs.text import appeal_paragraphs, letter_paragraphs
from tests.outputs import samples

TAGS = ["en_AU", "de", "ar", "ja", "ta", "ur"]


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=SMTP)
    assert not message.defects
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("tag", TAGS)
def test_a_mail_program_reads_the_same_letter_as_a_person(tag: str) -> None:
    edition, words = samples.edition(tag), samples.words(tag)
    message = read(letter_mail(edition, words))
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == edition.own.said("letter.subject")
    assert message["Content-Language"] == words.language.bcp47
    assert message.get_content_type() == "multipart/alternative"
    plain = flowed(letter_paragraphs(edition, words, mailed=True), delsp=delsp(words.language))
    assert part(message, "plain") == plain
    html = part(message, "html")
    assert f'<html lang="{words.language.bcp47}" dir="{words.language.direction}">' in html
    assert edition.own.said("letter.salutation") in html


@pytest.mark.parametrize("tag", TAGS)
def test_the_appeal_mail_has_the_appeal_and_the_letter(tag: str) -> None:
    edition, words = samples.edition(tag), samples.words(tag)
    message = read(appeal_mail(edition, words))
    assert message["Subject"] == edition.own.said("appeal.title")
    assert message["To"] is None
    plain = flowed(appeal_paragraphs(edition, words), delsp=delsp(words.language))
    assert part(message, "plain") == plain
    assert edition.own.page.html in part(message, "html")


@pytest.mark.parametrize("tag", TAGS)
def test_lines_end_with_cr_lf_and_are_short(tag: str) -> None:
    for made in (appeal_mail, letter_mail):
        data = made(samples.edition(tag), samples.words(tag))
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        assert data.endswith(b"--\r\n")
        assert max(map(len, data.split(b"\r\n"))) <= 78


def test_the_text_part_says_how_it_flows() -> None:
    japanese = read(letter_mail(samples.edition("ja"), samples.words("ja"))).get_body(("plain",))
    german = read(letter_mail(samples.edition("de"), samples.words("de"))).get_body(("plain",))
    assert japanese is not None
    assert german is not None
    assert dict(japanese["Content-Type"].params) == {
        "charset": "utf-8",
        "format": "flowed",
        "delsp": "yes",
    }
    assert dict(german["Content-Type"].params) == {"charset": "utf-8", "format": "flowed"}


def test_two_runs_give_the_same_bytes_without_date_or_id() -> None:
    edition, words = samples.edition("ja"), samples.words("ja")
    assert letter_mail(edition, words) == letter_mail(edition, words)
    message = read(letter_mail(edition, words))
    assert {name for name, _ in message.items()} == {
        "X-Unsent",
        "Subject",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
    }


def test_it_is_addressed_to_all_who_have_an_address() -> None:
    copy = Person(key="", name="Müller, Jürgen", email="copies@example.org")
    edition = samples.edition(
        "de",
        addressees=(samples.REACHABLE, samples.PRESIDENT),
        copies_to=(copy, Person(key="", name="Nobody", email="not an address")),
    )
    message = read(letter_mail(edition, samples.words("de")))
    assert [(a.display_name, a.addr_spec) for a in message["To"].addresses] == [
        ("Nursultan Nazarbayev", "president@example.org")
    ]
    assert [(a.display_name, a.addr_spec) for a in message["Cc"].addresses] == [
        ("Müller, Jürgen", "copies@example.org")
    ]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1))
def test_any_subject_comes_back(subject: str) -> None:
    own = samples.localised("de", letter__subject=subject)
    edition = samples.edition("de", own=own)
    message = read(letter_mail(edition, samples.words("de")))
    wanted = " ".join(subject.split()) or edition.own.said("appeal.title")
    assert " ".join(str(message["Subject"]).split()) == wanted


def test_a_subject_cannot_add_a_header() -> None:
    own = samples.localised("de", letter__subject="x\r\nBcc: all@example.org")
    message = read(letter_mail(samples.edition("de", own=own), samples.words("de")))
    assert message["Bcc"] is None
    assert message["Subject"] == "x Bcc: all@example.org"


def test_a_letter_that_should_not_be_sent_is_no_mail() -> None:
    def names(**changes: object) -> list[str]:
        edition = samples.edition("de", **changes)  # type: ignore[arg-type]  # passed through
        made = module.artifacts(edition, samples.words, None)  # type: ignore[arg-type]  # no press
        return [artifact.path.rsplit("/", 1)[1] for artifact in made]

    assert names() == ["appeal.eml", "letter.eml"]
    assert names(status="withdrawn") == ["appeal.eml"]
