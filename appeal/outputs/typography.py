"""How each script is set: faces, sizes, leading, justification, digits, quotation marks."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from appeal.languages import Language
from appeal.model import Run
from appeal.outputs.fonts import Style, chain

# The size of running text in points that looks as large as 10.5 pt of Noto Serif's Latin.
SIZES_PT = {
    "Latn": 10.5,
    "Cyrl": 10.5,
    "Grek": 10.5,
    "Arab": 12.0,
    "Aran": 11.5,
    "Taml": 10.5,
    "Sinh": 10.5,
    "Mlym": 10.5,
    "Mymr": 10.5,
    "Jpan": 10.5,
    "Kore": 10.5,
    "Hans": 10.5,
    "Hant": 10.5,
    "Thai": 11.5,
    "Laoo": 11.5,
}
DEFAULT_SIZE_PT = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How tight a letter is set: factors of the script's size and leading.

    ``paragraph`` is the space between paragraphs beyond the leading, in em.
    """

    size: float
    leading: float
    paragraph: float


# From comfortable to the limit: no smaller than nine tenths, 9.5 pt of Noto Serif, whose x-height
# is that of 10.5 pt of Times; no tighter than nine tenths of the script's own leading. The last two
# are wider: they carry lines over to a page that would else hold nothing but the signature.
STEPS = (
    Step(size=1.0, leading=1.0, paragraph=0.75),
    Step(size=0.953, leading=1.0, paragraph=0.7),
    Step(size=0.953, leading=0.92, paragraph=0.65),
    Step(size=0.905, leading=0.9, paragraph=0.6),
    Step(size=1.0, leading=1.12, paragraph=0.9),
    Step(size=1.048, leading=1.15, paragraph=1.0),
)

# Languages for which Typst has hyphenation patterns (its `hypher`): these are justified. So are
# those whose lines break between any two characters. All others are set ragged.
HYPHENATED = frozenset(
    word
    for line in (
        "af be bg ca cs da de el en es et fi fr gl hr hu is it",
        "ka ku la lt lv mn nb nl nn no pl pt ru sk sl sq sr sv tk tr uk",
    )
    for word in line.split()
)
CJK = frozenset(["Jpan", "Kore", "Hans", "Hant"])
BREAKING_ANYWHERE = frozenset(["Jpan", "Hans", "Hant"])

# Scripts whose Noto faces have an italic; in the others emphasis is bold.
ITALIC = frozenset(["Latn", "Cyrl", "Grek"])

# Nastaliq has no bold face that can be used (see `fonts.MISLABELLED`): Naskh's stands in.
BOLD = {"Aran": {"serif": "Noto Naskh Arabic", "sans": "Noto Sans Arabic"}}

# What straight quotation marks become where an author typed them: outer pair, inner pair.
QUOTES = {
    "cs": ("„", "“", "‚", "‘"),
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "nl": ("“", "”", "‘", "’"),
    "pl": ("„", "”", "‚", "’"),
    "pt": ("“", "”", "‘", "’"),
    "ru": ("«", "»", "„", "“"),
    "sv": ("”", "”", "’", "’"),
    "tr": ("“", "”", "‘", "’"),
    "uk": ("«", "»", "„", "“"),
}


@functools.lru_cache(maxsize=512)
def setting(
    language: Language,
    installed: frozenset[str],
    country: str = "",
    style: Style = "serif",
) -> dict[str, Any]:
    """Return what the templates need to know to set text in a language.

    ``style`` is that of running text; labels are sans always.

    ``country`` is where the text is read; it decides the region of a
    Chinese that names none (glyphs differ).
    """
    serif = chain(language, style, installed)
    sans = chain(language, "sans", installed)
    bold = BOLD.get(language.hand, {}).get(style, "")
    return {
        "lang": language.language,
        "region": _region(language, country),
        "script": language.script.lower() if language.script != "Jpan" else None,
        "dir": language.direction,
        "fonts": _covering(language, serif),
        "sans": _covering(language, sans),
        "bold": [bold, *serif] if bold in installed else None,
        # Spaces between Latin words of a Latin face: other scripts' are too narrow or too wide.
        "latin": None if language.hand in _LATIN_AT_HOME else _latin_first(serif),
        "latin_sans": None if language.hand in _LATIN_AT_HOME else _latin_first(sans),
        # Between lines as high as their faces say: those of CJK ones are as high as their letters.
        "solid": 0.25 if language.hand in CJK else 0.03,
        "narrow_leading": max(0.6, 0.8 * language.typeface.leading_em),
        "italic": language.hand in ITALIC,
        "size": SIZES_PT.get(language.hand, DEFAULT_SIZE_PT),
        "leading": language.typeface.leading_em,
        "justify": language.language in HYPHENATED or language.hand in BREAKING_ANYWHERE,
        "hyphenate": language.language in HYPHENATED,
    }


_LATIN_AT_HOME = ITALIC | CJK


def _latin_first(families: tuple[str, ...]) -> list[str]:
    return sorted(families, key=lambda name: name not in {"Noto Serif", "Noto Sans"})


def _region(language: Language, country: str) -> str | None:
    if language.territory:
        return language.territory
    regions = {"Hans": ("CN", "SG", "MY"), "Hant": ("TW", "HK", "MO")}.get(language.script)
    if not regions:
        return None
    return country if country in regions else regions[0]


def _covering(language: Language, families: tuple[str, ...]) -> list[Any]:
    if language.hand not in CJK:
        return list(families)
    # Latin letters of a Latin face, punctuation that both have of the CJK one.
    latin = next((name for name in families if name in {"Noto Serif", "Noto Sans"}), None)
    return [{"name": latin, "covers": "latin-in-cjk"}, *families] if latin else list(families)


def digits(text: str) -> str:
    """Return the ten digits for the numbers that a letter itself counts: those its text uses.

    0 to 9 where it uses these, or none, or several kinds.
    """
    zeros = {
        ord(char) - unicodedata.decimal(char)
        for char in text
        if unicodedata.decimal(char, None) is not None
    }
    zero = zeros.pop() if len(zeros) == 1 else ord("0")
    return "".join(chr(zero + n) for n in range(10))


def typographic(runs: tuple[Run, ...], language: Language) -> tuple[Run, ...]:
    """Return runs with typewriter quotation marks and dashes made into the language's own.

    Only straight marks and a hyphen between spaces are touched, never code
    or what a translator set with care. A mark opens when nothing, a space
    or an opening mark stands before it; a single one inside a word is an
    apostrophe. No line begins with a dash that stands between spaces.
    """
    runs = tuple(
        run if run.code else replace(run, text=re.sub(" (?=[–—] )", "\u00a0", run.text))
        for run in runs
    )
    marks = QUOTES.get(language.language)
    if not marks or not any(_TYPEWRITER.search(run.text) for run in runs):
        return runs
    out: list[Run] = []
    before = ""
    for number, run in enumerate(runs):
        text = run.text
        if not run.code and _TYPEWRITER.search(text):
            after = runs[number + 1].text[:1] if number + 1 < len(runs) else ""
            text = _set_quotes(text, before, after, marks)
            text = text.replace(" - ", "\u00a0– ")
        out.append(replace(run, text=text))
        before = run.text[-1:] or before
    return tuple(out)


_TYPEWRITER = re.compile(r"[\"']| - ")
_OPENERS = frozenset(" \n\u00a0([{“„‘‚«‹—–-")


def _set_quotes(text: str, before: str, after: str, marks: tuple[str, str, str, str]) -> str:
    outer_open, outer_close, inner_open, inner_close = marks
    padded = f"{before or ' '}{text}{after or ' '}"
    start, end = 1, len(padded) - 1
    out = []
    open_inside = False
    for place in range(start, end):
        char, left, right = padded[place], padded[place - 1], padded[place + 1]
        if char == '"':
            out.append(outer_open if left in _OPENERS or left == "'" else outer_close)
        elif char == "'" and (left in _OPENERS or left == '"') and not right.isdigit():
            out.append(inner_open)
            open_inside = True
        elif char == "'" and open_inside and not (left.isalnum() and right.isalnum()):
            out.append(inner_close)
            open_inside = False
        elif char == "'":
            # Letters left out, a genitive, a decade without its century.
            out.append("’")
        else:
            out.append(char)
    return "".join(out)
