"""appeal.eml and letter.eml: mails that open ready to send, in plain text and HTML.

UTF-8, lines end with CR LF (RFC 5322), the text part is format=flowed (RFC
3676). ``X-Unsent: 1`` opens them as drafts. They bear no sender, no date
and no Message-ID: these are the mail program's, when somebody sends them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from appeal.model import Artifact, Edition, Person
from appeal.outputs.facts import recipients, state
from appeal.outputs.flowed import Para, delsp, flowed
from appeal.outputs.render import render
from appeal.outputs.style import leading
from appeal.outputs.text import appeal_paragraphs, letter_paragraphs
from appeal.outputs.view import view

if TYPE_CHECKING:
    from appeal.interface import Interface, Words
    from appeal.outputs.press import Press

_ASCII = bytes(range(128))


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield the appeal as a mail, and the letter while it should be sent."""
    words = interface(edition.language)
    yield Artifact(
        path=f"{edition.folder}/appeal.eml", data=appeal_mail(edition, words), kind="mail"
    )
    if state(edition) == "open":
        yield Artifact(
            path=f"{edition.folder}/letter.eml", data=letter_mail(edition, words), kind="mail"
        )


def appeal_mail(edition: Edition, words: Words) -> bytes:
    """Return the appeal with its letter, to be sent to supporters."""
    return _mail(
        subject=edition.own.said("appeal.title"),
        paragraphs=appeal_paragraphs(edition, words),
        html=_html(edition, words, whole=True),
        words=words,
    )


def letter_mail(edition: Edition, words: Words) -> bytes:
    """Return the letter, addressed to all who have an e-mail address."""
    return _mail(
        subject=edition.own.said("letter.subject") or edition.own.said("appeal.title"),
        to=recipients(edition),
        cc=edition.appeal.copies_to,
        paragraphs=letter_paragraphs(edition, words, mailed=True),
        html=_html(edition, words, whole=False),
        words=words,
    )


def _html(edition: Edition, words: Words, *, whole: bool) -> str:
    shown = view(edition, words, cms=True)
    title = shown.title.text if whole else shown.subject.text
    return render(
        "mail.html", t=shown, words=words, title=title, whole=whole, leading=leading(words.language)
    )


def _mail(
    *,
    subject: str,
    paragraphs: Iterable[Para],
    html: str,
    words: Words,
    to: Iterable[Person] = (),
    cc: Iterable[Person] = (),
) -> bytes:
    language = words.language
    unspaced = delsp(language)
    text = flowed(paragraphs, delsp=unspaced)
    # "=_" stands in no quoted-printable and no base64 body (RFC 2045, section 6.7).
    boundary = f"=_{hashlib.sha256(f'{text}{html}'.encode()).hexdigest()[:32]}"
    plain = 'text/plain; charset="utf-8"; format="flowed"' + ('; delsp="yes"' if unspaced else "")
    return b"".join(
        (
            _headers(subject, to, cc),
            f"Content-Language: {language.bcp47}\r\nMIME-Version: 1.0\r\n".encode(),
            f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n'.encode(),
            _part(boundary, plain, text),
            _part(boundary, 'text/html; charset="utf-8"', html),
            f"\r\n--{boundary}--\r\n".encode(),
        )
    )


def _headers(subject: str, to: Iterable[Person], cc: Iterable[Person]) -> bytes:
    """Return the headers that need encoding and folding (RFC 2047, RFC 5322)."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    for name, people in (("To", to), ("Cc", cc)):
        addresses = [address for person in people if (address := _address(person))]
        if addresses:
            message[name] = ", ".join(addresses)
    message["Subject"] = " ".join(subject.split())
    return message.as_bytes().removesuffix(b"\r\n")


def _part(boundary: str, content_type: str, text: str) -> bytes:
    data = text.encode()
    if _mostly_ascii(data):
        encoding = "quoted-printable"
        # The last line break belongs to the boundary: this one is the text's own.
        body = binascii.b2a_qp(data, istext=True).replace(b"\n", b"\r\n")
    else:
        encoding = "base64"
        body = base64.encodebytes(data.replace(b"\n", b"\r\n")).replace(b"\n", b"\r\n")
    head = (
        f"\r\n--{boundary}\r\nContent-Type: {content_type}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode() + body


def _address(person: Person) -> str:
    """Return a mailbox (RFC 5322), "" for somebody without an address that mail can carry."""
    from email.headerregistry import Address

    if not person.email or not person.email.isascii() or person.email.count("@") != 1:
        return ""
    return str(Address(display_name=person.name, addr_spec=person.email))


def _mostly_ascii(data: bytes) -> bool:
    """Tell whether quoted-printable (3 bytes for one) is shorter than base64 (4 for 3)."""
    foreign = len(data.translate(None, _ASCII))
    return len(data) + 2 * foreign < len(data) * 4 / 3
