"""Numbers by value: in any numeral system, with the language's own separators and scale words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from appeal.checks.tables.scales import SCALE_WORDS

Number = int | Decimal

# The zeros of Unicode's decimal digits (general category Nd) that living scripts use.
_ZEROS = "0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᭐᮰᱀᱐꘠꣐꤀꧐꩐꯰０"
DIGITS = frozenset(chr(ord(zero) + n) for zero in _ZEROS for n in range(10))

_SPACES = "\u00a0\u202f\u2009"
_TOKEN = re.compile(rf"\d+(?:[.,'’٫٬·．，{_SPACES}]\d+)*")
# A number with a mark or a hard space inside it, or a scale in Chinese characters after it.
PUNCTUATED = re.compile(rf"\d[.,'’٫٬·．，{_SPACES} ]\d|\d\s?[千천百백万萬만億亿억兆조]")
# A plain space groups thousands too; DIN, ISO and many languages write it so.
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_MYRIADS = {
    "千": 10**3,
    "천": 10**3,
    "百": 100,
    "백": 100,
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "억": 10**8,
    "兆": 10**12,
    "조": 10**12,
}
_MYRIAD = re.compile(
    rf"(?:\d[\d,，.．]*\s?[{''.join(_MYRIADS)}]+)+(?:\d+(?!\s?[{''.join(_MYRIADS)}\d]))?"
)
_MYRIAD_PART = re.compile(rf"(\d[\d,，.．]*)\s?([{''.join(_MYRIADS)}]*)")

_SCALES: dict[str, int] = {}
_SCALE_STEMS: list[tuple[str, int]] = []
for _factor, _words in SCALE_WORDS.items():
    for _word in _words.split():
        if _word.endswith("*"):
            _SCALE_STEMS.append((_word[:-1], _factor))
        else:
            _SCALES[_word] = _factor
_NEXT_WORD = re.compile(r"[\s\u00a0]{0,2}([^\W\d_][\w\u0300-\u036f\u0900-\u0eff\u200c\u200d]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """Digits as they stand: the numbers that they mean, the likeliest reading first."""

    text: str
    start: int
    end: int
    readings: tuple[tuple[Number, ...], ...]


def tokens(text: str, decimal: str) -> list[Token]:
    """Return the numbers of a text, where ``decimal`` is the language's decimal mark."""
    found: list[Token] = []
    taken = -1
    spaced = {m.start(): m for m in _SPACED.finditer(text)} if " " in text else {}
    myriads = {m.start(): m for m in _MYRIAD.finditer(text)} if not text.isascii() else {}
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < taken:
            continue
        if whole := myriads.get(start):
            plain = _read(match[0], decimal)
            found.append(
                Token(whole[0], start, whole.end(), ((_myriad(whole[0], decimal),), *plain))
            )
        elif (whole := spaced.get(start)) and whole.end() > match.end():
            parts = tuple(int(part) for part in whole[0].split(" "))
            found.append(
                Token(whole[0], start, whole.end(), ((int(whole[0].replace(" ", "")),), parts))
            )
        else:
            readings = _read(match[0], decimal)
            factor = scale_after(text, match.end())
            if factor and len(readings[0]) == 1:
                readings = (
                    (readings[0][0] * factor,),
                    *readings,
                )
            found.append(Token(match[0], start, match.end(), readings))
        taken = found[-1].end
    return found


def _read(token: str, decimal: str) -> tuple[tuple[Number, ...], ...]:
    """Return the readings of digits with single marks between them, the language's own first."""
    parts = re.split(r"\D", token)
    if len(parts) == 1:
        return ((int(token),),)
    marks = [c for c in token if not c.isdigit()]
    separate = tuple(int(part) for part in parts)
    groups = {*_SPACES, "'", "’", "٬", ".", ",", "，", "．", "·"} - _decimals(decimal)
    if marks[0] in groups and len(set(marks)) == 1 and _grouped(parts):
        return ((int("".join(parts)),), separate)
    if marks[-1] in _decimals(decimal):
        rest = marks[:-1]
        if not rest or (rest[0] in groups and len(set(rest)) == 1 and _grouped(parts[:-1])):
            value = Decimal(f"{int(''.join(parts[:-1]))}.{_ascii(parts[-1])}")
            return ((value,), separate)
    return (separate,)


def _decimals(decimal: str) -> set[str]:
    # The Arabic decimal mark has no other use; the full-width stop is CJK's.
    return {decimal, "٫", *("．" if decimal == "." else "，")}


def _grouped(parts: Sequence[str]) -> bool:
    """Tell whether digits are grouped by thousands, or as in India (12,34,567)."""
    if not 1 <= len(parts[0]) <= 3 or len(parts) < 2 or len(parts[-1]) != 3:
        return False
    inner = [len(part) for part in parts[1:-1]]
    return all(n == 3 for n in inner) or (len(parts[0]) <= 2 and all(n == 2 for n in inner))


def _ascii(digits: str) -> str:
    return "".join(str(int(c)) for c in digits)


def _myriad(text: str, decimal: str) -> Number:
    total: Number = 0
    for digits, units in _MYRIAD_PART.findall(text):
        value = _read(digits.rstrip(".,，．"), decimal)[0][0]
        for unit in units:
            value *= _MYRIADS[unit]
        total += value
    return int(total) if total == int(total) else total


def scale_after(text: str, end: int) -> int:
    """Return what the word after a number multiplies it by (``million``), 0 without one."""
    match = _NEXT_WORD.match(text, end)
    if match is None:
        return 0
    word = match[1].lower()
    if factor := _SCALES.get(word):
        return factor
    return next((factor for stem, factor in _SCALE_STEMS if word.startswith(stem)), 0)


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """Return a number below 4000 in Roman numerals (20 is XX)."""
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written += letters
            number -= value
    return written


_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN = re.compile("[〇零一二三四五六七八九两兩十百千万萬億亿]+")


def han_numbers(text: str) -> set[int]:
    """Return the values of all numbers written in Chinese characters (十四 is 14)."""
    return {_han(match) for match in _HAN.findall(text)}


def _han(text: str) -> int:
    if all(c in _HAN_DIGITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c == "十":
            section += (digit or 1) * 10
            digit = 0
        elif _MYRIADS[c] < 10**4:
            section += (digit or 1) * _MYRIADS[c]
            digit = 0
        else:
            total += (section + digit or 1) * _MYRIADS[c]
            section = digit = 0
    return total + section + digit
