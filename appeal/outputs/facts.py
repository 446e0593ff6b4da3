"""What outputs say of an edition beside its prose: people, numbers, dates and its state.

Facts are written once here, so that page, text, mail and letter agree.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from appeal.languages import Language
    from appeal.model import Edition, Localised, Person

State = Literal["open", "expired", "withdrawn"]

_RTL_LETTER = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LTR_OR_DIGIT = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u058f+@]")
_CLOSED = "\u2068\u2069"


def state(edition: Edition) -> State:
    """Return whether an edition still asks people to write, by the date of the build.

    An appeal without a last day, or a build without a date, never expires.
    """
    if edition.appeal.status == "withdrawn":
        return "withdrawn"
    last = edition.appeal.send_before
    if last is not None and edition.today is not None and edition.today > last:
        return "expired"
    return "open"


def days_left(edition: Edition) -> int | None:
    """Return the whole days from the build's date to the last useful day, None when not counted."""
    last = edition.appeal.send_before
    if last is None or edition.today is None or last < edition.today:
        return None
    return (last - edition.today).days


def draft(edition: Edition) -> bool:
    """Tell whether readers must know that no native speaker has reviewed this translation."""
    return not _in_source_language(edition) and not edition.own.completeness.all_reviewed


def incomplete(edition: Edition) -> bool:
    """Tell whether parts of the page stand in the source language for want of a translation."""
    return not _in_source_language(edition) and not edition.own.completeness.complete


def _in_source_language(edition: Edition) -> bool:
    source = edition.campaign.source_language
    return edition.language == source or edition.language.startswith(f"{source}_")


class Party(NamedTuple):
    """A person as an edition names them: prose in its language, facts as written.

    ``country`` is a territory's name in the edition's language, "" where it
    is the section's own: post inside a country needs no country line.
    """

    name: str
    role: str
    organisation: str
    address: tuple[str, ...]
    country: str
    email: str
    tel: str
    fax: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines of the address, who first."""
        who = (self.name, self.role, self.organisation)
        return tuple(line for line in (*who, *self.address, self.country) if line)

    @property
    def who(self) -> tuple[str, ...]:
        return tuple(part for part in (self.name, self.role, self.organisation) if part)


def party(localised: Localised, person: Person, language: Language, home: str = "") -> Party:
    """Return a person as a localised appeal names them; ``home`` is the sender's country."""
    return Party(
        name=person.name,
        role=_prose(localised, person, "role"),
        organisation=_prose(localised, person, "organisation"),
        address=person.address,
        country=language.territory_name(person.country)
        if person.country and person.country != home
        else "",
        email=person.email,
        tel=phone(person.tel, person.country),
        fax=phone(person.fax, person.country),
    )


def _prose(localised: Localised, person: Person, field: str) -> str:
    # A person of sections.toml has no key: its prose stands as the section wrote it.
    said = localised.said(f"{person.key}.{field}") if person.key else ""
    return said or str(getattr(person, field))


def recipients(edition: Edition) -> tuple[Person, ...]:
    """Return everybody to whom the letter goes: the addressees, then the section's own."""
    return (*edition.appeal.addressees, *edition.section.recipients)


@functools.lru_cache(maxsize=4096)
def phone(number: str, territory: str = "") -> str:
    """Return a telephone or fax number in international form; as written if it is none."""
    import phonenumbers

    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number, territory or None)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@functools.lru_cache(maxsize=4096)
def phone_uri(number: str) -> str:
    """Return the ``tel:`` URI (RFC 3966) of a number in international form, "" if it is none."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966)


@functools.lru_cache(maxsize=4096)
def long_date(date: datetime.date, language: Language) -> str:
    """Return a date as the language writes it in prose, with the month's name."""
    from babel.dates import format_date

    return format_date(date, "long", locale=language.locale)


def isolated(text: str, language: Language) -> str:
    """Return a fact for plain text, isolated where its direction may differ from the language's.

    Without U+2068 … U+2069 a phone number in right-to-left text is read in
    the wrong order.
    """
    foreign = _LTR_OR_DIGIT if language.direction == "rtl" else _RTL_LETTER
    if not foreign.search(text) or text[:1] in _CLOSED:
        return text
    return f"\u2068{text}\u2069"
