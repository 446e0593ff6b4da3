"""What a text is made of, in one look: a set of bits, one for each kind of character in it.

Most rules can tell from these bits alone that they have nothing to say.
"""

from __future__ import annotations

import unicodedata
from functools import reduce
from operator import or_

DIGIT = 1 << 0
UNPRINTABLE = 1 << 1
BIDI = 1 << 2
ZERO_WIDTH = 1 << 3
QUOTE = 1 << 4
MARKUP = 1 << 5
KASHIDA = 1 << 6
# Characters that may not be in normal form C, alone or together.
DECOMPOSED = 1 << 7
FRENCH = 1 << 8
SPANISH = 1 << 9
NEWLINE = 1 << 10

# "@" and "/", as links and addresses have them.
LINK = 1 << 11

# What only the English side can have: dates, denials, protected names, several sentences, length.
DATED = 1 << 12
DENYING = 1 << 13
NAMING = 1 << 14
SENTENCES = 1 << 15
LONG = 1 << 16

# All of the above.
ANY_TRAIT = (1 << 20) - 1

# Scripts, as far as languages are told apart by them.
LATIN = 1 << 20
CYRILLIC = 1 << 21
GREEK = 1 << 22
ARABIC = 1 << 23
HEBREW = 1 << 24
DEVANAGARI = 1 << 25
BENGALI = 1 << 26
TAMIL = 1 << 27
SINHALA = 1 << 28
HAN = 1 << 29
KANA = 1 << 30
HANGUL = 1 << 31
THAI = 1 << 32
ARMENIAN = 1 << 33
GEORGIAN = 1 << 34
ETHIOPIC = 1 << 35
OTHER = 1 << 36
SCRIPTS = (1 << 37) - (1 << 20)

SCRIPT_OF = {
    "Latn": LATIN,
    "Cyrl": CYRILLIC,
    "Grek": GREEK,
    "Arab": ARABIC,
    "Hebr": HEBREW,
    "Deva": DEVANAGARI,
    "Beng": BENGALI,
    "Taml": TAMIL,
    "Sinh": SINHALA,
    "Hans": HAN,
    "Hant": HAN,
    "Jpan": HAN | KANA,
    "Kore": HANGUL | HAN,
    "Thai": THAI,
    "Armn": ARMENIAN,
    "Geor": GEORGIAN,
    "Ethi": ETHIOPIC,
}
_NAMES = {
    "LATIN": LATIN,
    "CYRILLIC": CYRILLIC,
    "GREEK": GREEK,
    "ARABIC": ARABIC,
    "HEBREW": HEBREW,
    "DEVANAGARI": DEVANAGARI,
    "BENGALI": BENGALI,
    "TAMIL": TAMIL,
    "SINHALA": SINHALA,
    "CJK": HAN,
    "IDEOGRAPHIC": HAN,
    "HIRAGANA": KANA,
    "KATAKANA": KANA,
    "HANGUL": HANGUL,
    "THAI": THAI,
    "ARMENIAN": ARMENIAN,
    "GEORGIAN": GEORGIAN,
    "ETHIOPIC": ETHIOPIC,
    # Letters that every script borrows.
    "FEMININE": 0,
    "MASCULINE": 0,
    "MODIFIER": 0,
    "MICRO": 0,
}

BIDI_CONTROLS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)
ZERO_WIDTHS = frozenset("\u200b\u200c\u200d\u2060\u00ad\u180e\u034f\u115f\u1160\u3164")
_QUOTES = frozenset('"“”„‟«»‹›「」『』〝〟＂')


class _Kinds(dict[str, int]):
    """The bits of each character, worked out when it is first met."""

    def __missing__(self, character: str) -> int:
        self[character] = bits = kind(character)
        return bits


def kind(character: str) -> int:
    """Return the bits of one character."""
    bits = 0
    category = unicodedata.category(character)
    code = ord(character)
    if category == "Nd":
        bits |= DIGIT
    if category[0] == "L":
        name = unicodedata.name(character, "")
        bits |= _NAMES.get(name.partition(" ")[0].partition("-")[0], OTHER)
    if character == "\n":
        bits |= NEWLINE
    elif character in BIDI_CONTROLS:
        bits |= BIDI
    elif character in ZERO_WIDTHS:
        bits |= ZERO_WIDTH
    elif category in {"Cc", "Cf", "Co", "Cs", "Cn"} or character in "\ufffc\ufffd":
        bits |= UNPRINTABLE
    elif category == "So" and code >= 0x1F000:
        # Pictographs, which no text font has and PDF/A refuses.
        bits |= UNPRINTABLE
    if character in _QUOTES:
        bits |= QUOTE
    if character in "*_[]<>`{}\\~^":
        bits |= MARKUP
    if character in "@/":
        bits |= LINK
    if character == "\u0640":
        bits |= KASHIDA
    if character in "!?;:«»‹›":
        bits |= FRENCH
    if character in "!?¡¿":
        bits |= SPANISH
    if not unicodedata.is_normalized("NFC", character) or unicodedata.combining(character):
        bits |= DECOMPOSED
    elif category in {"Mc", "Mn"} or 0x1100 <= code <= 0x11FF:
        # Indic vowel signs and Hangul jamo compose with the letter before them.
        bits |= DECOMPOSED
    return bits


_KINDS = _Kinds()


def traits(text: str) -> int:
    """Return the bits of all characters of a text together."""
    return reduce(or_, map(_KINDS.__getitem__, set(text)), 0)


def distinct(text: str, script: int) -> tuple[int, int]:
    """Return how many different letters of a script, and of all others, a text has."""
    scripts = [bits for c in set(text) if (bits := _KINDS[c] & SCRIPTS)]
    own = sum(bits & script != 0 for bits in scripts)
    return own, len(scripts) - own


def counts(text: str) -> dict[int, int]:
    """Return how many letters of each script a text has."""
    found: dict[int, int] = {}
    for character in text:
        script = _KINDS[character] & SCRIPTS
        if script:
            found[script] = found.get(script, 0) + 1
    return found
