"""Every number of the English stands in the translation, and no other does.

By value: in any numeral system, with the language's own separators,
ordinals and scale words; numbers from 1 to 12 may be spelled out, centuries
may be Roman, and years may be counted as the language counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.dates import mentions
from appeal.checks.facts.dates import day_spans
from appeal.checks.facts.phones import phone_spans
from appeal.checks.numerals import (
    PUNCTUATED,
    Number,
    Token,
    han_numbers,
    roman,
    scale_after,
    tokens,
)
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.tables.months import YEARS
from appeal.checks.tables.spelled import spelled
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import DIGIT, HAN, HANGUL
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "number-differs"
SEVERITY: Severity = "error"
NEEDS = DIGIT
EXAMPLE = Example(
    language="de",
    english="Groups in 1,035 towns write to you.",
    wrong="Gruppen in 1.053 Städten schreiben Ihnen.",
    right="Gruppen in 1.035 Städten schreiben Ihnen.",
)

# English words for numbers that a translation may write as digits.
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "hundreds": 100,
    "thousand": 1000,
    "thousands": 1000,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "nineteenth": 19,
    "eleventh": 11,
    "once": 1,
    "twice": 2,
    "both": 2,
    "couple": 2,
    "pair": 2,
    "double": 2,
    "half": 2,
    "dozen": 12,
    "decade": 10,
    "decades": 10,
    "century": 100,
    "centuries": 100,
    "single": 1,
    "a": 1,
    "an": 1,
    "another": 1,
    "whole": 1,
    "fortnight": 14,
    "quarter": 4,
    "firstly": 1,
    "secondly": 2,
    "thirdly": 3,
    "triple": 3,
    "week": 7,
    "noon": 12,
    "midnight": 0,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xix": 19,
    "xx": 20,
    "xxi": 21,
    "xi": 11,
    "xii": 12,
}
_DIGITS = re.compile(r"\d+")
_TWELVE_HOURS = re.compile(r"[:.]?(?:\d\d)?\s?([ap])\.?\s?m\b", re.IGNORECASE)
_DECADE = re.compile(r"[’']?s\b")
_RANGE = re.compile(r"\d{2}(\d{2})\s?[-–/]\s?$")


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if message.plain_numbers and _plain_numbers(translation) == message.plain_numbers:
        return
    wanted = list(_wanted(message, style))
    missing, extra = _compare(wanted, message, translation, style)
    if missing and extra:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "{wanted} in the English is {found} in the translation",
                wanted=_list(missing),
                found=_list(extra),
            ),
            words("write the same number, in the digits and separators of your language"),
        )
    elif missing:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{wanted} is not in the translation", wanted=_list(missing)),
            words("write the same number, in the digits and separators of your language"),
        )
    elif extra:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{found} is in the translation and not in the English", found=_list(extra)),
            words("write only the numbers of the English"),
        )


def _plain_numbers(translation: Translation) -> tuple[int, ...]:
    """Return a translation's numbers in their order of size, () where any has marks inside."""
    text = translation.prose
    if PUNCTUATED.search(text):
        return ()
    return tuple(sorted(map(int, _DIGITS.findall(text))))


def _list(texts: list[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


Wanted = tuple[str, frozenset[Number]]


def _wanted(message: Original, style: Style) -> Iterator[Wanted]:
    """Yield each number of the English with every value that may stand for it."""
    spans = [(date.start, date.end, date.day, date.month) for date in message.dates]
    years = YEARS.get(style.code, ())
    text = message.prose
    for token in message.numbers:
        date = next((s for s in spans if s[0] <= token.start < s[1]), None)
        for value in token.readings[-1] if date else token.readings[0][:1] and token.readings[0]:
            if date and value in (date[2], date[3]) and value < 32:
                continue
            values = {value, *(reading[0] for reading in token.readings if len(reading) == 1)}
            if isinstance(value, int):
                if 1000 <= value < 3000:
                    values.update(value + offset for offset in years)
                    if _DECADE.match(text, token.end):
                        values.add(value % 100)
                if value < 100 and (start := _RANGE.search(text, 0, token.start)):
                    values.add(int(text[start.start() : start.start() + 2]) * 100 + value)
                if value <= 12 and (half := _TWELVE_HOURS.match(text, token.end)):
                    values.update(
                        {value + 12} if half[1] in "pP" else {0} if value == 12 else set()
                    )
                if factor := scale_after(text, token.end):
                    values.add(value * factor)
            yield (token.text, frozenset(values))


def _optional(message: Original) -> set[Number]:
    """Return the numbers that a translation may write though the English has no such digits."""
    found: set[Number] = set()
    for word in message.words:
        if "-" in word:
            found.update(_WORDS[part] for part in word.lower().split("-") if part in _WORDS)
            parts = [_WORDS.get(part) for part in word.lower().split("-")]
            if len(parts) == 2 and parts[0] and parts[1]:
                found.add(parts[0] + parts[1])
    product: Number = 0
    for word in map(str.lower, message.words):
        value = _WORDS.get(word)
        if value is None:
            product = 0
            continue
        # "two million", "three hundred thousand"
        product = product * value if product and value >= 100 else value
        found.update({value, product})
    for date in message.dates:
        found.update({date.month, *([date.day] if date.day else [])})
    if re.search(r"\b(?:may|march)\b", message.text, re.IGNORECASE):
        found.update({3, 5})
    if _TWELVE_HOURS.search(message.text):
        found.update({0, 12})
    return found


def _compare(
    wanted: list[Wanted], message: Original, translation: Translation, style: Style
) -> tuple[list[str], list[str]]:
    """Return what of the English is missing and what of the translation is too much, as written."""
    text = translation.prose
    # The days of dates are the other rule's.
    spans = phone_spans(message, translation) + day_spans(message, translation, style)
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    left = list(wanted)
    matched: set[Number] = set()
    optional = _optional(message)
    texts = {token.text for token in message.numbers}
    extra: list[Token] = []
    for token in tokens(text, style.decimal) if translation.traits & DIGIT else ():
        if not any(_take(reading, left, optional, matched) for reading in token.readings):
            if token.text in texts and len(token.readings[0]) > 1:
                # "3.5" may stand as it is (a version, an article) where it reads as nothing else.
                left = [item for item in left if item[0] != token.text]
            else:
                extra.append(token)
    extra = [t for t in extra if not all(v in matched for v in t.readings[0])]
    words_only = _without_months(message, translation, style) if left else ""
    missing = [
        item
        for item in left
        if not (not extra and item[1] & matched)
        and not _in_words(item[1], words_only, translation, style)
    ]
    return [text for text, _ in missing], [token.text for token in extra]


def _take(
    reading: tuple[Number, ...], left: list[Wanted], optional: set[Number], matched: set[Number]
) -> bool:
    """Take the numbers of a reading out of those still wanted, if all of them can be."""
    rest = list(left)
    for value in reading:
        index = next((n for n, item in enumerate(rest) if value in item[1]), None)
        if index is not None:
            del rest[index]
        elif value not in optional:
            return False
    left[:] = rest
    matched.update(reading)
    return True


def _without_months(message: Original, translation: Translation, style: Style) -> str:
    """Return the text with the English's months blanked out: September is not seven."""
    text = translation.prose
    months = {date.month for date in message.dates}
    if not months:
        return text
    letters = list(text)
    for mention in mentions(text, style.language):
        # Short forms stay: French "sept" is seven.
        if mention.month in months and len(mention.text) >= 5:
            letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(letters)


def _in_words(values: frozenset[Number], text: str, translation: Translation, style: Style) -> bool:
    """Tell whether one of the values is spelled out in a translation's text."""
    for value in values:
        if not isinstance(value, int):
            continue
        pattern = spelled(style.code, value)
        if pattern and pattern.search(text):
            return True
        if 0 < value < 40 and re.search(rf"\b(?:{roman(value)}|{_cyrillic(roman(value))})", text):
            return True
        if translation.traits & (HAN | HANGUL) and value in han_numbers(text):
            return True
    return False


def _cyrillic(numeral: str) -> str:
    # Russian texts often have Roman numerals typed in Cyrillic.
    return numeral.replace("X", "Х").replace("I", "І")
