"""Merge fields: ``{{name}}`` and ``{{name:form}}`` in prose, filled in for each edition.

Two braces, because Python-Markdown takes ``{name}`` at the end of a block
for an attribute list.
"""

from __future__ import annotations

import copy
import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from appeal.languages import Language
from appeal.model import Value

if TYPE_CHECKING:
    from decimal import Decimal

    from babel.numbers import NumberPattern

FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_.-]*)\s*(?::\s*([^{}]*?)\s*)?\}\}")

# Anything between two braces that is not a field is a slip of the pen.
SUSPECT = re.compile(r"\{\{[^{}]*\}?\}?|\}\}")

FORMS = {
    "text": (),
    "date": ("short", "medium", "long", "full"),
    "number": ("decimal", "percent", "compact"),
    "money": ("standard", "name"),
    "country": (),
    "phone": ("international",),
}

# U+2066 LEFT-TO-RIGHT ISOLATE … U+2069 keep digits in their order in right-to-left text.
_LRI, _PDI = "\u2066", "\u2069"


def names(text: str) -> tuple[str, ...]:
    """Return the names of the fields in a text, in order."""
    return tuple(match[1] for match in FIELD.finditer(text))


def counted(text: str) -> tuple[str, str] | None:
    """Return the singular and plural of a text with a counted field, None without one.

    ``in {{sections.count:country|countries}}`` gives ``in
    {{sections.count}} country`` and ``in {{sections.count}} countries``.
    """
    match = next((m for m in FIELD.finditer(text) if m[2] and "|" in m[2]), None)
    if match is None:
        return None
    one, _, many = match[2].partition("|")
    before, after = text[: match.start()], text[match.end() :]
    field = f"{{{{{match[1]}}}}}"
    return (f"{before}{field} {one.strip()}{after}", f"{before}{field} {many.strip()}{after}")


def counting(singular: str, plural: str) -> str:
    """Return the name of the field on which the two texts' difference depends, or "".

    It is the last one before they begin to differ.
    """
    pairs = enumerate(zip(singular, plural, strict=False))
    differs = next((n for n, (one, many) in pairs if one != many), len(singular))
    return next(reversed(names(singular[:differs])), "")


def substitute(text: str, fields: Mapping[tuple[str, str], str]) -> str:
    """Return the text with each field that has a value replaced by it; others stay visible."""
    return FIELD.sub(lambda m: fields.get((m[1], m[2] or ""), m[0]), text)


def formatter(
    values: Mapping[str, Value],
    counts: Mapping[str, int],
    texts: Mapping[str, str],
    territories: Mapping[str, str],
) -> Callable[[str, str, Language], str]:
    """Return a function that formats (name, form) for a language.

    ``values`` are the front matter's, ``counts`` whole numbers built in
    (``sections.count``), ``texts`` words of the section (``section.name``),
    ``territories`` ISO 3166 codes to be named (``section.country``).
    The function raises KeyError for an unknown name, ValueError for an
    unknown form.
    """

    def formatted(name: str, form: str, language: Language) -> str:
        if name in counts:
            return _number(str(counts[name]), form, language)
        if name in texts:
            return texts[name]
        if name in territories:
            return language.territory_name(territories[name])
        return format_value(values[name], form, language)

    return formatted


def collect(texts: Iterable[str]) -> set[tuple[str, str]]:
    """Return every (name, form) that the texts use."""
    return {(m[1], m[2] or "") for text in texts for m in FIELD.finditer(text)}


@functools.lru_cache(maxsize=4096)
def format_value(value: Value, form: str, language: Language) -> str:
    """Return a value as the language writes it (CLDR, through Babel)."""
    if form and form not in FORMS[value.type]:
        raise ValueError(form)
    match value.type:
        case "date":
            if value.date is None:
                raise TypeError(f"{value.name} has no date")
            return format_date(value.date, form or "long", language)
        case "number":
            return _number(value.text, form, language)
        case "money":
            return _money(value, form, language)
        case "country":
            return language.territory_name(value.text)
        case "phone":
            return phone(value.text, language)
        case "text":
            return value.text


def format_date(date: datetime.date, form: str, language: Language) -> str:
    """Return a date in CLDR's short, medium, long or full form."""
    from babel.dates import format_date as babel_format_date

    return babel_format_date(date, form, locale=language.locale)


def phone(number: str, language: Language) -> str:
    """Return a telephone number in international form that no line break and no bidi run splits.

    U+00A0 and U+2011 between the digits; isolated in right-to-left text.
    A number that phonenumbers cannot read stays as written.
    """
    text = international(number).replace(" ", "\u00a0").replace("-", "\u2011")
    return f"{_LRI}{text}{_PDI}" if language.direction == "rtl" else text


def international(number: str) -> str:
    """Return ``+44 20 8558 5814`` for any way of writing that number with its country code."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def phone_is_possible(number: str) -> bool:
    """Tell whether a number has a country code and a length that this country uses."""
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _number(text: str, form: str, language: Language) -> str:
    """Return a number with the fraction digits that were written: facts are not rounded."""
    from babel.numbers import format_compact_decimal

    locale = language.locale
    number = _decimal(text)
    digits = _fraction_digits(text)
    if form in ("", "decimal"):
        return str(_precise(locale.decimal_formats[None], digits).apply(number, locale))
    if form == "percent":
        pattern = _precise(locale.percent_formats[None], max(digits - 2, 0))
        return str(pattern.apply(number, locale))
    if form == "compact":
        return format_compact_decimal(number, locale=locale, fraction_digits=2)
    raise ValueError(form)


def _money(value: Value, form: str, language: Language) -> str:
    from babel.numbers import format_currency, get_currency_precision

    locale = language.locale
    digits = _fraction_digits(value.text)
    if digits:
        digits = max(digits, get_currency_precision(value.currency))
    named = form == "name"
    pattern = locale.decimal_formats[None] if named else locale.currency_formats["standard"]
    return format_currency(
        _decimal(value.text),
        value.currency,
        format=_precise(pattern, digits),
        locale=locale,
        currency_digits=False,
        format_type="name" if named else "standard",
    )


def _precise(pattern: NumberPattern, digits: int) -> NumberPattern:
    """Return CLDR's pattern with exactly so many fraction digits."""
    pattern = copy.copy(pattern)
    pattern.frac_prec = (digits, digits)
    return pattern


def _fraction_digits(text: str) -> int:
    return len(text.partition(".")[2])


def _decimal(text: str) -> Decimal:
    from decimal import Decimal

    return Decimal(text)
