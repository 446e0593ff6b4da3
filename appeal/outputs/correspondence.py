"""What a letter says, part by part: the values that every form of it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from appeal.interface import Words
from appeal.languages import Language, language
from appeal.model import Block, Contact, Edition, Localised, Person
from appeal.outputs.address import abroad, country_line, unbroken
from appeal.outputs.facts import Party, long_date, party, phone, recipients
from appeal.outputs.typography import digits, typographic


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter to one addressee in one language, without anything of its looks.

    ``sender`` is the block at the head, whose first line is the sender's
    name; ``return_line`` is the same in one line. ``date`` is "" where it is
    to be filled in by hand: then ``date_label`` says what. ``blanks`` are
    the labels of the lines for the hand at the end. ``page_label`` keeps
    the places of its two numbers, ``{n}`` and ``{m}``, which are written
    with ``digits``. ``by_hand`` leaves room for a signature above the
    signatory's name.
    """

    language: str
    title: str
    sender: tuple[str, ...]
    return_line: str
    recipient: tuple[str, ...]
    fax: str = ""
    date: str = ""
    date_label: str = ""
    subject: str
    salutation: str
    blocks: tuple[Block, ...]
    closing: str
    signatory: tuple[str, ...]
    blanks: tuple[str, ...]
    copies_label: str
    copies: tuple[str, ...]
    enclosures_label: str
    enclosures: tuple[str, ...]
    page_label: str
    digits: str = "0123456789"
    by_hand: bool = False

    @property
    def texts(self) -> Iterator[str]:
        """All that is printed of it, in reading order."""
        yield from self.sender
        yield self.return_line
        yield from self.recipient
        yield self.date or self.date_label
        yield from (self.subject, self.salutation)
        for block in self.blocks:
            yield from block_texts(block)
        yield self.closing
        yield from self.signatory
        yield from self.blanks
        for label, lines in (
            (self.copies_label, self.copies),
            (self.enclosures_label, self.enclosures),
        ):
            if lines:
                yield label
                yield from lines


def block_texts(block: Block) -> Iterator[str]:
    """Yield the text of a block and of those in it, in reading order."""
    if block.runs:
        yield "".join(run.text for run in block.runs)
    for child in block.children:
        yield from block_texts(child)


def letters(edition: Edition, localised: Localised, words: Words) -> tuple[Letter, ...]:
    """Return the letters of an edition in one language, one to each addressee.

    ``localised`` is the edition's own text or one of its translations;
    somebody who reads other languages only gets none of a translation.
    """
    own = language(edition.language)
    target = language(localised.language)
    sender = contact_lines(edition, localised, words)
    blocks = tuple(typeset_block(block, target) for block in localised.letter.blocks)
    body = "".join(text for block in blocks for text in block_texts(block))
    date = edition.appeal.date
    base = Letter(
        language=localised.language,
        title=_quoted(localised.said("letter.subject"), target) or localised.said("appeal.title"),
        sender=sender,
        return_line=return_line(sender, edition.contact),
        recipient=(),
        date=long_date(date, target) if date else "",
        date_label=words("Place and date"),
        subject=_quoted(localised.said("letter.subject"), target),
        salutation="",
        blocks=blocks,
        closing=_quoted(localised.said("letter.closing"), target),
        signatory=_signatory(edition, localised, target),
        blanks=(
            words("Name"),
            words("Signature"),
            words("Address"),
            *((words("Date"),) if date else ()),
        ),
        copies_label=words("Copies to"),
        copies=_copies(edition, localised, words, target),
        enclosures_label=words("Enclosures"),
        enclosures=tuple(
            text
            for number in range(1, len(edition.appeal.enclosures) + 1)
            if (text := _quoted(localised.said(f"letter.enclosures.{number}"), target))
        ),
        page_label=words("Page {n} of {m}", n="{n}", m="{m}"),
        digits=digits(body),
    )
    return tuple(
        replace(
            base,
            recipient=envelope(person, localised, own, edition.section.country),
            fax=phone(person.fax, person.country),
            salutation=_quoted(_salutation(person, localised), target),
        )
        for person in recipients(edition)
        if localised is edition.own or reads(person, target)
    )


def reads(person: Person, target: Language) -> bool:
    """Tell whether somebody reads a language, in whatever regional variant."""
    return any(language(tag).language == target.language for tag in person.languages)


def envelope(person: Person, localised: Localised, own: Language, home: str) -> tuple[str, ...]:
    """Return the lines for the envelope's window: who, where, and last the country.

    The country stands in the sender's language, so that the sender's post
    can read it; abroad the town is in capitals.
    """
    who = party(localised, person, own, home)
    lines = abroad(person.address, person.country) if who.country else person.address
    last = country_line(person.country, home, own)
    return (*_who(who, language(localised.language)), *lines, *((last,) if last else ()))


def contact_lines(edition: Edition, localised: Localised, words: Words) -> tuple[str, ...]:
    """Return the sender's block: organisation, post, telephone, fax and e-mail.

    A section's own address comes before the contact's.
    """
    target = language(localised.language)
    signatory = party(localised, edition.appeal.signatory, target)
    return (
        _quoted(signatory.organisation, target) or signatory.name or edition.campaign.name,
        *_post(edition),
        *_reached(edition.contact, words),
    )


def _post(edition: Edition) -> Iterator[str]:
    section, contact = edition.section, edition.contact
    if section.address:
        yield from section.address
        country = section.country
    else:
        yield from contact.post
        country = contact.country if contact.post else ""
    # The addressee abroad answers to it: the country is named unless all stay inside one.
    goes_abroad = any(person.country != country for person in recipients(edition))
    if country and goes_abroad:
        yield country_line(country, "", language(edition.language))


def _reached(contact: Contact, words: Words) -> Iterator[str]:
    rtl = words.language.direction == "rtl"
    for label, number in (("Tel", contact.tel), ("Fax", contact.fax)):
        if number:
            yield labelled(words(label), unbroken(phone(number, contact.country)), rtl)
    for text in (contact.email, contact.url):
        if text:
            yield text


def labelled(label: str, fact: str, rtl: bool) -> str:
    """Return a label and a number or an address, which keeps its own direction."""
    return f"{label} \u2066{fact}\u2069" if rtl else f"{label} {fact}"


def return_line(sender: tuple[str, ...], contact: Contact) -> str:
    """Return name and post of the sender in one line, for the window."""
    extra = (contact.tel, contact.fax, contact.email, contact.url)
    count = len(sender) - sum(1 for text in extra if text)
    return ", ".join(sender[:count])


def _signatory(edition: Edition, localised: Localised, target: Language) -> tuple[str, ...]:
    return _who(party(localised, edition.appeal.signatory, target), target)


def _who(someone: Party, target: Language) -> tuple[str, ...]:
    """Return name, role and organisation; names keep the marks that they were given."""
    prose = (_quoted(someone.role, target), _quoted(someone.organisation, target))
    return tuple(part for part in (someone.name, *prose) if part)


def _salutation(person: Person, localised: Localised) -> str:
    own = localised.said(f"{person.key}.salutation") if person.key else person.salutation
    return own or localised.said("letter.salutation")


def _copies(
    edition: Edition, localised: Localised, words: Words, target: Language
) -> tuple[str, ...]:
    rtl = target.direction == "rtl"
    lines = []
    for person in edition.appeal.copies_to:
        who = party(localised, person, target)
        parts = [*_who(who, target)]
        if who.fax:
            parts.append(labelled(words("Fax"), unbroken(who.fax), rtl))
        if who.email:
            parts.append(f"\u2066{who.email}\u2069" if rtl else who.email)
        lines.append(_listed(parts, target))
    return tuple(lines)


def _listed(parts: list[str], target: Language) -> str:
    comma = {"Arab": "، ", "Jpan": "、", "Hans": "，", "Hant": "，"}.get(target.script, ", ")
    return comma.join(parts)


def _quoted(text: str, target: Language) -> str:
    from appeal.model import Run

    return "".join(run.text for run in typographic((Run(text=text),), target))


def typeset_block(block: Block, target: Language) -> Block:
    """Return a block with the language's quotation marks where typewriter marks stood."""
    if block.kind == "code":
        return block
    own = language(block.language) if block.language else target
    return replace(
        block,
        runs=typographic(block.runs, own),
        children=tuple(typeset_block(child, own) for child in block.children),
    )
