"""Dates by value: days, months and years in English and in every language's own way."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from appeal.checks.tables.months import EVERYWHERE, MORE, PERSIAN, REGIONS, WORDS
from appeal.languages import Language

ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_MONTH = "|".join(ENGLISH) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_ENGLISH_DATE = re.compile(
    rf"(?P<iso>\b[12]\d\d\d-[01]\d-[0-3]\d\b)"
    rf"|(?:\b{_DAY.format('before')}(?: of)?[ \u00a0])?(?<![A-Za-z])(?P<month>{_MONTH})\b\.?"
    rf"(?:[ \u00a0]{_DAY.format('after')}(?!\d|[.,]\d))?(?:,?[ \u00a0](?P<year>[12]\d\d\d)\b)?"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A month, with its day and year where they are given, and where it stands."""

    text: str
    month: int
    day: int | None
    year: int | None
    start: int
    end: int


def english_dates(text: str) -> tuple[Mention, ...]:
    """Return the dates and months of an English text.

    A lone "May" or "March" is no month: it is a verb too often.
    """
    found = []
    for match in _ENGLISH_DATE.finditer(text):
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
            if 1 <= month <= 12:
                found.append(Mention(match[0], month, day, year, match.start(), match.end()))
            continue
        name = match["month"]
        number = match["before"] or match["after"]
        if name in {"May", "March", "Mar"} and not number and not match["year"]:
            continue
        if len(name) < 5 and name not in {"May", "June", "July"} and not number:
            continue
        found.append(
            Mention(
                match[0].strip(),
                next(n for n, full in enumerate(ENGLISH, 1) if full.startswith(name[:3])),
                int(number) if number else None,
                int(match["year"]) if match["year"] else None,
                match.start(),
                match.end(),
            )
        )
    return tuple(found)


# -- other languages ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """How a language writes months: a pattern of names, and what each of them means.

    ``sure`` are months whose name is no everyday word.
    """

    pattern: re.Pattern[str]
    months: dict[str, int]
    sure: frozenset[int]


@functools.lru_cache(maxsize=256)
def month_names(language: Language) -> Names:
    """Return a language's names of months by CLDR, with their endings cut off."""
    from babel import Locale

    stems: dict[str, int] = {}
    for tag in (language.tag, *REGIONS.get(language.language, ())):
        for kinds in Locale.parse(tag).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in kinds.get(width, {}).items():
                    for stem in _stems(str(name)):
                        stems.setdefault(stem, month)
    for month, names in MORE.get(language.language, {}).items():
        for name in names.split("|"):
            stems.setdefault(_fold(name), month)
    # Names that are nothing but a number (CJK, Vietnamese) are read as numbers.
    stems = {stem: month for stem, month in stems.items() if not any(c.isdigit() for c in stem)}
    stems.pop("", None)
    ordered = sorted(stems, key=len, reverse=True)
    prefix = (
        r"(?<![^\W\d_])"
        if language.script not in {"Arab", "Hebr", "Latn", "Thai", "Khmr", "Mymr", "Laoo"}
        else ""
    )
    if language.script == "Latn":
        # "d’avril", "n-Aibreán", "l’agost".
        prefix = r"(?<![a-zà-öø-ÿāăąćčďđęěğıłńňőřśşšťůűźżž])"
    pattern = re.compile(
        prefix + "(?:" + "|".join(map(re.escape, ordered)) + ")" if ordered else r"(?!)",
        re.IGNORECASE,
    )
    doubtful = {*EVERYWHERE, *WORDS.get(language.language, ())}
    return Names(pattern, stems, frozenset(range(1, 13)) - doubtful)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _stems(name: str) -> tuple[str, ...]:
    """Return the beginnings by which an inflected month is known again."""
    name = _fold(name.rstrip("."))
    if not name.replace(" ", "").isalpha() and not any(
        unicodedata.category(c)[0] == "M" for c in name
    ):
        name = name.strip(" -'’")
    if len(name) >= 6 and unicodedata.bidirectional(name[0]) == "L" and ord(name[0]) < 0x530:
        return (name, name[:-2] if len(name) > 6 else name[:-1])
    if len(name) >= 3 and ord(name[0]) < 0x530:
        # Short names change their last letter: май, мая, маю.
        return (name,)
    return (name,)


# The day before or after the month's number, with a year on either side: 5.4.2024, 2024-04-05.
_NUMERIC = re.compile(
    r"(?<!\d)(\d{1,4})\s?([./\-–‑]|年|년)\s?(\d{1,2})\s?([./\-–‑]|月|월)\s?(\d{1,4})?(?!\d)"
)
_EAST = re.compile(
    r"(?<!\d)(?:(\d{1,4})\s?[年년]\s?)?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日號号일]?)?"
)
_HAN_MONTH = re.compile(
    r"(十[一二]|[一二三四五六七八九十正])月(?:(二?三?十?[一二三四五六七八九十]{0,2})[日號号])?"
)
_VIETNAMESE = re.compile(
    r"tháng\s+(\d{1,2}|giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười hai|mười một|mười|chạp)",
    re.IGNORECASE,
)
_VIETNAMESE_MONTHS = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}


def mentions(text: str, language: Language) -> list[Mention]:
    """Return the months that a translation (in normal form C) names, by name or number."""
    found: list[Mention] = []
    if language.script in {"Jpan", "Hans", "Hant", "Kore"}:
        from appeal.checks.numerals import han_numbers

        for match in _EAST.finditer(text):
            month = int(match[2])
            if 1 <= month <= 12:
                found.append(
                    Mention(
                        match[0],
                        month,
                        int(match[3]) if match[3] else None,
                        int(match[1]) if match[1] else None,
                        match.start(),
                        match.end(),
                    )
                )
        for match in _HAN_MONTH.finditer(text):
            month = 1 if match[1] == "正" else next(iter(han_numbers(match[1])))
            day = next(iter(han_numbers(match[2])), None) if match[2] else None
            found.append(Mention(match[0], month, day, None, match.start(), match.end()))
    elif language.language == "vi":
        for match in _VIETNAMESE.finditer(text):
            month = int(match[1]) if match[1].isdigit() else _VIETNAMESE_MONTHS[match[1].lower()]
            found.append(Mention(match[0], month, None, None, match.start(), match.end()))
    else:
        found += _named(text, language)
    found += _numeric(text)
    return found


def _named(text: str, language: Language) -> list[Mention]:
    found = []
    names = month_names(language)
    for match in names.pattern.finditer(text):
        month = names.months.get(_fold(match[0]), 0)
        if month:
            found.append(Mention(match[0], month, None, None, match.start(), match.end()))
    return found


def _numeric(text: str) -> list[Mention]:
    """Return dates that are numbers only; where either could be the month, both readings."""
    found: list[Mention] = []
    for match in _NUMERIC.finditer(text):
        parts = [int(part) for part in (match[1], match[3], match[5]) if part]
        span = (match[0], match.start(), match.end())
        if len(match[1]) == 4 and len(parts) == 3:
            readings: list[tuple[int, int, int | None]] = [(parts[1], parts[2], parts[0])]
        elif len(match[1]) <= 2:
            year = parts[2] if len(parts) == 3 else None
            readings = [(parts[1], parts[0], year)]
        else:
            continue
        found += [
            Mention(span[0], month, day, year, span[1], span[2])
            for month, day, year in readings
            if 1 <= month <= 12 and 1 <= day <= 31
        ]
    return found


def persian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Return a Gregorian date in the Persian calendar (arithmetic, valid 1799 to 2256).

    After Borkowski, "The Persian calendar for 3000 years" (1996).
    """
    days_before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
    leap_base = year + 1 if month > 2 else year
    days = (
        355666
        + 365 * year
        + (leap_base + 3) // 4
        - (leap_base + 99) // 100
        + (leap_base + 399) // 400
        + day
        + days_before[month - 1]
    )
    jalali = -1595 + 33 * (days // 12053)
    days %= 12053
    jalali += 4 * (days // 1461)
    days %= 1461
    if days > 365:
        jalali += (days - 1) // 365
        days = (days - 1) % 365
    if days < 186:
        return jalali, 1 + days // 31, 1 + days % 31
    return jalali, 7 + (days - 186) // 30, 1 + (days - 186) % 30


def persian_month(month: int) -> str:
    return PERSIAN[month - 1]
