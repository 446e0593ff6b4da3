"""appeal.txt and letter.txt: plain text, format=flowed, at most 78 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from appeal.languages import Language
from appeal.model import Artifact, Contact, Edition
from appeal.outputs.facts import (
    Party,
    draft,
    incomplete,
    isolated,
    long_date,
    party,
    phone,
    recipients,
    state,
)
from appeal.outputs.flowed import Para, columns, delsp, flowed
from appeal.outputs.links import page_url
from appeal.outputs.plain import paragraphs

if TYPE_CHECKING:
    from appeal.interface import Interface, Words
    from appeal.outputs.press import Press


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield the two plain texts of an edition."""
    words = interface(edition.language)
    unspaced = delsp(words.language)
    for name, paras in (
        ("appeal.txt", appeal_paragraphs(edition, words)),
        ("letter.txt", letter_paragraphs(edition, words)),
    ):
        text = flowed(paras, delsp=unspaced)
        yield Artifact(path=f"{edition.folder}/{name}", data=text.encode(), kind="text")


def appeal_paragraphs(edition: Edition, words: Words) -> Iterator[Para]:
    """Return the whole appeal as text: notices, dates, body, then the letter, and its page."""
    yield from _title(edition.own.said("appeal.title"), "=")
    for notice in notices(edition, words):
        yield Para(notice)
    dates = list(_dates(edition, words))
    if dates:
        yield Para("\n".join(dates))
    yield from paragraphs(edition.own.page.blocks)
    yield from _title(words("The letter"), "-")
    yield from letter_paragraphs(edition, words)
    url = page_url(edition.campaign, edition.folder)
    if url:
        yield Para(url, fixed=True)


def letter_paragraphs(edition: Edition, words: Words, *, mailed: bool = False) -> Iterator[Para]:
    """Return the letter as text, from the address to the contact.

    In a mail (``mailed``) the headers already say who reads it and why.
    """
    own, known = edition.own, words.language
    if not mailed:
        if state(edition) == "withdrawn":
            yield Para(withdrawn(words))
        for person in recipients(edition):
            named = party(own, person, known, edition.section.country)
            yield Para("\n".join(isolated(line, known) for line in named.lines))
        yield from _lines(own.said("letter.subject"))
    yield from _lines(own.said(salutation_key(edition)))
    yield from paragraphs(own.letter.blocks)
    yield from signature(edition, words)
    enclosed = [
        own.said(f"letter.enclosures.{n + 1}") for n in range(len(edition.appeal.enclosures))
    ]
    if any(enclosed):
        yield Para(words("Enclosures"))
        for text in enclosed:
            yield Para(f"• {text}", tight=True)
    if edition.appeal.copies_to:
        yield Para(words("Copies to"))
        for person in edition.appeal.copies_to:
            named = party(own, person, known, edition.section.country)
            yield Para(f"• {copied(named, words)}", tight=True)
    reach = contact_lines(edition.contact, words)
    if reach and not mailed:
        yield Para("\n".join([words("Contact"), *reach]))


def salutation_key(edition: Edition) -> str:
    """Return which line is the salutation of the one letter that everybody may send.

    Where the letter goes to one person only, it is that person's own, if any.
    """
    to = recipients(edition)
    own = f"{to[0].key}.salutation" if len(to) == 1 else ""
    return own if own in edition.own.prose else "letter.salutation"


def signature(edition: Edition, words: Words) -> Iterator[Para]:
    """Return the closing and who signs."""
    closing = edition.own.said("letter.closing")
    named = party(edition.own, edition.appeal.signatory, words.language)
    lines = [
        line for line in (closing, *(isolated(who, words.language) for who in named.who)) if line
    ]
    if lines:
        yield Para("\n".join(lines))


def copied(named: Party, words: Words) -> str:
    """Return one line that says to whom a copy goes and where it reaches them."""
    known = words.language
    parts = [isolated(part, known) for part in (*named.who, *named.address, named.country) if part]
    parts.extend(reached(named.email, named.tel, named.fax, "", words))
    return joiner(known).join(parts)


def contact_lines(contact: Contact, words: Words) -> list[str]:
    """Return the lines of a contact: post, then telephone, fax, mail and web."""
    known = words.language
    lines = [isolated(line, known) for line in contact.post]
    tel, fax = phone(contact.tel, contact.country), phone(contact.fax, contact.country)
    return lines + reached(contact.email, tel, fax, contact.url, words)


def reached(email: str, tel: str, fax: str, url: str, words: Words) -> list[str]:
    """Return each way to reach somebody, named."""
    named = (
        (words("Tel"), tel),
        (words("Fax"), fax),
        (words("E-mail"), email),
        ("", url),
    )
    known = words.language
    return [f"{name} {isolated(value, known)}".strip() for name, value in named if value]


def joiner(known: Language) -> str:
    """Return what stands between the parts of an address in one line."""
    return {"Jpan": "、", "Hans": "，", "Hant": "，", "Arab": "، "}.get(known.script, ", ")


def withdrawn(words: Words) -> str:
    return words("This appeal has been withdrawn. Please do not send any more letters.")


def notices(edition: Edition, words: Words) -> Iterator[str]:
    """Return what a reader must know first: the appeal's state, then the translation's."""
    match state(edition):
        case "withdrawn":
            yield withdrawn(words)
        case "expired" if edition.appeal.send_before:
            date = long_date(edition.appeal.send_before, words.language)
            yield words("This appeal has expired: its last day was {date}.", date=date)
    if edition.frozen_on:
        date = long_date(edition.frozen_on, words.language)
        yield words(
            "This translation is older than the English text. It shows the state of {date}.",
            date=date,
        )
    if draft(edition):
        yield words("This translation is a draft. No native speaker has reviewed it yet.")
    if incomplete(edition):
        yield words("Parts of this page are not translated yet and stand in English.")


def _dates(edition: Edition, words: Words) -> Iterator[str]:
    appeal = edition.appeal
    if appeal.date:
        yield words("Appeal of {date}", date=long_date(appeal.date, words.language))
    if appeal.send_before and state(edition) == "open":
        yield words("Send before {date}", date=long_date(appeal.send_before, words.language))


def _title(text: str, underline: str) -> Iterator[Para]:
    yield Para(text)
    yield Para(underline * min(columns(text), 70), tight=True, fixed=True)


def _lines(text: str) -> Iterator[Para]:
    if text:
        yield Para(text)
