"""Every telephone and fax number of the English stands in the translation, digit by digit.

A number may change its spaces and its prefix (+44 20 …, 020 …, 0044 20 …),
as phonenumbers reads them, and nothing else.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator

from appeal.checks.patterns import PHONE
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import DIGIT
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "phone-differs"
SEVERITY: Severity = "error"
NEEDS = DIGIT
EXAMPLE = Example(
    language="ar",
    english="Fax: +44 20 7946 0123",
    wrong="فاكس: +44 20 7946 0132",
    right="فاكس: +44 20 7946 0123",
)

Span = tuple[int, int]


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not message.phones:
        return
    lost, others, order = _compare(message, translation)
    for number in lost:
        nearest = _nearest(number, others)
        if nearest:
            yield translation.finding(
                CODE,
                SEVERITY,
                words(
                    "the number {number} is {found} in the translation",
                    number=number,
                    found=nearest,
                ),
                words("copy the number digit by digit"),
            )
        else:
            yield translation.finding(
                CODE,
                SEVERITY,
                words("the number {number} is not in the translation", number=number),
                words("copy the number digit by digit"),
            )
    if not lost and order != sorted(order):
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "the numbers {numbers} stand in another order", numbers=", ".join(message.phones)
            ),
            words("keep their order, so that nobody faxes to a telephone"),
        )


def phone_spans(message: Original, translation: Translation) -> list[Span]:
    """Return where the translation's telephone numbers stand: those digits are this rule's."""
    if not message.phones:
        return []
    return [
        (match.start(), match.end())
        for match in PHONE.finditer(translation.prose)
        if any(_alike(digits(match[0]), digits(number)) for number in message.phones)
    ]


def _compare(message: Original, translation: Translation) -> tuple[list[str], list[str], list[int]]:
    """Return the numbers lost, the translation's others, and the places of those found."""
    candidates = {m.start(): m[0] for m in PHONE.finditer(translation.prose)}
    lost: list[str] = []
    order: list[int] = []
    for number in message.phones:
        place = next((at for at, other in candidates.items() if same(number, other)), None)
        if place is None:
            lost.append(number)
        else:
            order.append(place)
            del candidates[place]
    return lost, list(candidates.values()), order


def digits(text: str) -> str:
    """Return a number's digits in ASCII, without "(0)" after a country code."""
    plain = text.replace("(0)", "") if "+" in text else text
    return "".join(str(int(c)) for c in plain if c.isdecimal())


def same(number: str, other: str) -> bool:
    """Tell whether two ways of writing are one telephone number."""
    if digits(number) == digits(other):
        return True
    one, two = _significant(number), _significant(other)
    short, long = sorted((one, two), key=len)
    # One with and one without its country code: the rest must be the whole national number.
    return len(short) >= 7 and (
        short == long or (one != two and long.endswith(short) and len(long) - len(short) <= 3)
    )


@functools.lru_cache(maxsize=4096)
def _significant(number: str) -> str:
    """Return a number's digits without international and trunk prefixes."""
    import phonenumbers

    text = digits(number)
    if text.startswith("00"):
        text = text[2:]
    elif "+" not in number:
        return text.lstrip("0")
    try:
        return str(
            phonenumbers.parse(f"+{text}").country_code
        ) + phonenumbers.national_significant_number(phonenumbers.parse(f"+{text}"))
    except phonenumbers.NumberParseException:
        return text


def _alike(one: str, two: str) -> bool:
    return difflib.SequenceMatcher(a=one, b=two).ratio() > 0.6


def _nearest(number: str, others: list[str]) -> str:
    close = difflib.get_close_matches(digits(number), [digits(o) for o in others], n=1, cutoff=0.5)
    return next((o.strip() for o in others if close and digits(o) == close[0]), "")
