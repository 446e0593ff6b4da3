"""What page, fragment and mail show of an edition, worked out once and without markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from appeal.languages import language
from appeal.model import Contact, Edition
from appeal.outputs.embed import absolute, numbered, under
from appeal.outputs.facts import (
    Party,
    days_left,
    long_date,
    party,
    phone,
    phone_uri,
    recipients,
    state,
)
from appeal.outputs.flowed import unflowed
from appeal.outputs.links import page_url
from appeal.outputs.mailto import Mailto, mailto
from appeal.outputs.text import letter_paragraphs, notices, salutation_key

if TYPE_CHECKING:
    import datetime

    from appeal.interface import Words


class Way(NamedTuple):
    """One way to reach somebody: what it is called, what to read, what to follow."""

    label: str
    text: str
    uri: str


class Who(NamedTuple):
    """Somebody with an address: lines to read, and ways to reach them."""

    lines: tuple[str, ...]
    ways: tuple[Way, ...] = ()


class File(NamedTuple):
    """A file beside the page: ``lang`` is a BCP 47 tag where the label is in another language."""

    label: str
    href: str
    lang: str = ""


class Action(NamedTuple):
    """One thing to do now."""

    label: str
    href: str = ""
    hint: str = ""
    people: tuple[Who, ...] = ()
    links_label: str = ""
    links: tuple[File, ...] = ()
    quiet: bool = False


class Notice(NamedTuple):
    """``stop`` marks what tells readers not to write any more."""

    text: str
    stop: bool


class Said(NamedTuple):
    """A line of prose; ``lang`` and ``dir`` are set where it is not in the page's language."""

    text: str
    lang: str = ""
    dir: str = ""


class Day(NamedTuple):
    iso: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that the templates show. ``cms`` is for a page that is not ours."""

    cms: bool
    lang: str
    dir: str
    title: Said
    summary: Said
    notices: tuple[Notice, ...]
    issued: Day | None
    deadline: Day | None
    counted: str
    actions: tuple[Action, ...]
    page_html: str
    recipients: tuple[tuple[str, ...], ...]
    subject: Said
    salutation: Said
    letter_html: str
    closing: Said
    signatory: tuple[str, ...]
    enclosures: tuple[str, ...]
    copies: tuple[Who, ...]
    contact: Who | None
    files: tuple[File, ...]
    url: str


def view(edition: Edition, words: Words, *, cms: bool) -> View:
    """Return what is to be seen of an edition; under ``cms`` all addresses are absolute."""
    own, appeal, known = edition.own, edition.appeal, words.language
    url = page_url(edition.campaign, edition.folder)
    is_open = state(edition) == "open"
    # Somebody else's page can only link to where the files are published.
    base = (url or None) if cms else ""
    page_html, letter_html = under(own.page.html, 2), under(own.letter.html, 3)
    stop = not is_open
    return View(
        cms=cms,
        lang=known.bcp47,
        dir=known.direction,
        title=_said(edition, "appeal.title", words),
        summary=_said(edition, "appeal.summary", words),
        notices=tuple(
            Notice(text, stop and index == 0) for index, text in enumerate(notices(edition, words))
        ),
        issued=_day(appeal.date, words),
        deadline=_day(appeal.send_before, words) if is_open else None,
        counted=_counted(edition, words) if is_open else "",
        actions=tuple(_actions(edition, words, base)) if is_open else (),
        page_html=absolute(page_html, url) if cms else page_html,
        recipients=tuple(
            party(own, person, known, edition.section.country).lines
            for person in recipients(edition)
        ),
        subject=_said(edition, "letter.subject", words),
        salutation=_said(edition, salutation_key(edition), words),
        letter_html=absolute(letter_html, url) if cms else numbered(letter_html),
        closing=_said(edition, "letter.closing", words),
        signatory=party(own, appeal.signatory, known).who,
        enclosures=tuple(
            text
            for n in range(len(appeal.enclosures))
            if (text := own.said(f"letter.enclosures.{n + 1}"))
        ),
        copies=tuple(_copies(edition, words)),
        contact=_contact(edition.contact, words),
        files=_files(words, base) if is_open and base is not None else (),
        url=url,
    )


def _said(edition: Edition, key: str, words: Words) -> Said:
    """Return a line of front matter, marked where it stands in the source language."""
    line = edition.own.prose.get(key)
    if line is None:
        return Said("")
    if line.language.replace("_", "-") == words.language.bcp47:
        return Said(line.text)
    known = language(line.language)
    return Said(line.text, known.bcp47, known.direction)


def _day(date: datetime.date | None, words: Words) -> Day | None:
    return Day(date.isoformat(), long_date(date, words.language)) if date else None


def _counted(edition: Edition, words: Words) -> str:
    """Return the days left and the date on which they were counted: the page is read later."""
    left = days_left(edition)
    if left is None or edition.today is None:
        return ""
    today = long_date(edition.today, words.language)
    updated, days = words("Updated"), words.plural("{n} day left", "{n} days left", left)
    return f"{updated} {today} · {days}"


def _actions(edition: Edition, words: Words, base: str | None) -> Iterator[Action]:
    own, known, home = edition.own, words.language, edition.section.country
    people = [party(own, person, known, home) for person in recipients(edition)]
    mailed = [who for who in people if who.email]
    faxed = [who for who in people if who.fax]
    called = [who for who in people if who.tel]
    posted = [who for who in people if who.address]
    if mailed:
        link = _mailto(edition, words, [who.email for who in mailed])
        yield Action(
            label=words("Send the letter by e-mail"),
            href=link.uri,
            hint=""
            if link.whole
            else words("Copy the text of the letter below and paste it into your message."),
            people=tuple(Who(who.who, (_mail(who.email),)) for who in mailed),
            links=_some(base, File(words("The letter as e-mail"), "letter.eml")),
        )
    yield Action(
        label=words("Print and sign the letter"),
        href=f"{base}letter.pdf" if base is not None else "",
        people=tuple(Who(who.lines) for who in posted),
        links_label=words("The letter in the languages of its reader"),
        links=_some(base, *_translated(edition, words)),
    )
    if faxed:
        yield Action(
            label=words("Send a fax"),
            href=f"{base}fax.pdf" if base is not None else "",
            people=tuple(Who(who.who, (_fax(words("Fax"), who.fax),)) for who in faxed),
        )
    if called:
        yield Action(
            label=words("Phone"),
            people=tuple(Who(who.who, (_tel("", who.tel),)) for who in called),
        )
    if base is not None:
        yield Action(
            label=words("Copy the text"),
            href=f"{base}letter.txt" if base else "#copy",
            quiet=True,
        )


def _mailto(edition: Edition, words: Words, to: list[str]) -> Mailto:
    own = edition.own
    cc = [person.email for person in edition.appeal.copies_to if person.email]
    whole = unflowed(letter_paragraphs(edition, words, mailed=True))
    short = own.said(salutation_key(edition))
    return mailto(to, cc, own.said("letter.subject"), (whole, f"{short}\n"))


def _translated(edition: Edition, words: Words) -> Iterator[File]:
    """The letter in the languages of its readers, each named in itself."""
    from appeal.outputs.letter import reading_languages

    others = [language(localised.language) for localised in reading_languages(edition)]
    for known in others:
        yield File(f"{known.own_name} (PDF)", f"letter.{known.bcp47}.pdf", known.bcp47)
    if others:
        yield File(words("Both languages side by side (PDF)"), "letter.bilingual.pdf")


def _files(words: Words, base: str) -> tuple[File, ...]:
    editable = words("The letter as a document to edit")
    return _some(
        base,
        File(words("The letter for signing (PDF)"), "letter.pdf"),
        File(words("Fax with cover sheet (PDF)"), "fax.pdf"),
        File(f"{editable} (ODT)", "letter.odt"),
        File(f"{editable} (DOCX)", "letter.docx"),
        File(words("The letter as text"), "letter.txt"),
        File(words("The letter as e-mail"), "letter.eml"),
        File(words("The appeal as text"), "appeal.txt"),
        File(words("The appeal as e-mail"), "appeal.eml"),
    )


def _some(base: str | None, *files: File) -> tuple[File, ...]:
    return tuple(file._replace(href=f"{base}{file.href}") for file in files if base is not None)


def _copies(edition: Edition, words: Words) -> Iterator[Who]:
    for person in edition.appeal.copies_to:
        named = party(edition.own, person, words.language, edition.section.country)
        yield Who(named.lines, tuple(_ways(named, "", words)))


def _contact(contact: Contact, words: Words) -> Who | None:
    reach = Party(
        name="",
        role="",
        organisation="",
        address=contact.post,
        country="",
        email=contact.email,
        tel=phone(contact.tel, contact.country),
        fax=phone(contact.fax, contact.country),
    )
    ways = tuple(_ways(reach, contact.url, words))
    return Who(contact.post, ways) if contact.post or ways else None


def _ways(named: Party, url: str, words: Words) -> Iterator[Way]:
    if named.tel:
        yield _tel(words("Tel"), named.tel)
    if named.fax:
        yield _fax(words("Fax"), named.fax)
    if named.email:
        yield _mail(named.email)
    if url:
        yield Way("", url, url)


def _tel(label: str, number: str) -> Way:
    return Way(label, number, phone_uri(number))


def _fax(label: str, number: str) -> Way:
    # Nobody should call a fax: its number is no link.
    return Way(label, number, "")


def _mail(address: str) -> Way:
    return Way("", address, f"mailto:{address}")
