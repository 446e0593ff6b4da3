"""Facts about languages and territories, from CLDR through Babel and a few small tables.

Tags come in two spellings: gettext's (``pt_BR``, ``zh_Hans``) for folders
under ``locale/``, BCP 47's (``pt-BR``, ``zh-Hans``) for outputs and markup.
"""

from __future__ import annotations

import difflib
import functools
import gettext
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]
Paper = Literal["a4", "us-letter"]

# CLDR supplementalData: paperSize US-Letter. Babel does not carry it.
US_LETTER = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)

# Scripts written from right to left (Unicode Bidi_Class R and AL) that have living locales.
RTL_SCRIPTS = frozenset(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """The Noto families of a script: for running text, and for labels and screens.

    ``leading_em`` is the space between lines that the script's shapes need.
    """

    serif: str
    sans: str
    leading_em: float = 0.65


_LATIN = Typeface(serif="Noto Serif", sans="Noto Sans")

TYPEFACES = {
    "Latn": _LATIN,
    "Cyrl": _LATIN,
    "Grek": _LATIN,
    "Arab": Typeface(serif="Noto Naskh Arabic", sans="Noto Sans Arabic", leading_em=0.8),
    # Urdu's usual hand; its words climb, so lines need more room.
    "Aran": Typeface(serif="Noto Nastaliq Urdu", sans="Noto Nastaliq Urdu", leading_em=1.1),
    "Hebr": Typeface(serif="Noto Serif Hebrew", sans="Noto Sans Hebrew"),
    "Armn": Typeface(serif="Noto Serif Armenian", sans="Noto Sans Armenian"),
    "Geor": Typeface(serif="Noto Serif Georgian", sans="Noto Sans Georgian"),
    "Ethi": Typeface(serif="Noto Serif Ethiopic", sans="Noto Sans Ethiopic"),
    "Deva": Typeface(serif="Noto Serif Devanagari", sans="Noto Sans Devanagari", leading_em=0.75),
    "Beng": Typeface(serif="Noto Serif Bengali", sans="Noto Sans Bengali", leading_em=0.75),
    "Guru": Typeface(serif="Noto Serif Gurmukhi", sans="Noto Sans Gurmukhi", leading_em=0.75),
    "Gujr": Typeface(serif="Noto Serif Gujarati", sans="Noto Sans Gujarati", leading_em=0.75),
    "Orya": Typeface(serif="Noto Sans Oriya", sans="Noto Sans Oriya", leading_em=0.75),
    "Taml": Typeface(serif="Noto Serif Tamil", sans="Noto Sans Tamil", leading_em=0.75),
    "Telu": Typeface(serif="Noto Serif Telugu", sans="Noto Sans Telugu", leading_em=0.8),
    "Knda": Typeface(serif="Noto Serif Kannada", sans="Noto Sans Kannada", leading_em=0.8),
    "Mlym": Typeface(serif="Noto Serif Malayalam", sans="Noto Sans Malayalam", leading_em=0.75),
    "Sinh": Typeface(serif="Noto Serif Sinhala", sans="Noto Sans Sinhala", leading_em=0.75),
    "Thai": Typeface(serif="Noto Serif Thai", sans="Noto Sans Thai", leading_em=0.75),
    "Laoo": Typeface(serif="Noto Serif Lao", sans="Noto Sans Lao", leading_em=0.75),
    "Khmr": Typeface(serif="Noto Serif Khmer", sans="Noto Sans Khmer", leading_em=0.85),
    "Mymr": Typeface(serif="Noto Serif Myanmar", sans="Noto Sans Myanmar", leading_em=0.9),
    "Tibt": Typeface(serif="Noto Serif Tibetan", sans="Noto Serif Tibetan", leading_em=0.85),
    "Jpan": Typeface(serif="Noto Serif CJK JP", sans="Noto Sans CJK JP"),
    "Kore": Typeface(serif="Noto Serif CJK KR", sans="Noto Sans CJK KR"),
    "Hans": Typeface(serif="Noto Serif CJK SC", sans="Noto Sans CJK SC"),
    "Hant": Typeface(serif="Noto Serif CJK TC", sans="Noto Sans CJK TC"),
}


class UnknownLanguage(ValueError):
    """A tag that CLDR does not know. ``suggestion`` is the nearest that it does, or ""."""

    def __init__(self, tag: str, suggestion: str) -> None:
        super().__init__(f"unknown language {tag!r}")
        self.tag = tag
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What outputs and checks need to know of one locale.

    ``language`` is the bare subtag, ``script`` an ISO 15924 code filled in
    from CLDR's likely subtags (``Aran`` for Urdu's Nastaliq is only in
    ``hand``), ``territory`` is "" where the tag names none. ``fallbacks``
    are the tags looked up after this one, inside the language, never English.
    """

    tag: str
    bcp47: str
    language: str
    script: str
    territory: str
    direction: Direction
    fallbacks: tuple[str, ...]

    @property
    def own_name(self) -> str:
        """What the language calls itself, with a capital."""
        name = _own_names().get(self.tag) or self.locale.get_display_name(self.locale) or self.tag
        return name[:1].upper() + name[1:]

    @property
    def locale(self) -> Locale:
        """Babel's locale, for dates, numbers, lists and names."""
        return _locale(self.tag)

    @property
    def header_tag(self) -> str:
        """The header field ``Language``: gettext has no scripts, so Chinese goes by territory."""
        return {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}.get(self.tag, self.tag)

    @property
    def plural_forms(self) -> str:
        """The header field ``Plural-Forms``: CLDR's categories in gettext's notation."""
        return _plural_forms(self.tag)

    @property
    def nplurals(self) -> int:
        return int(self.plural_forms.partition("=")[2].partition(";")[0])

    def plural_index(self, n: int) -> int:
        """Return which msgstr form serves the whole number n."""
        return _plural_function(self.plural_forms)(n)

    @property
    def hand(self) -> str:
        """The script with its hand: ``Aran`` where Arabic script is written in Nastaliq."""
        nastaliq = self.script == "Arab" and self.language in {"ks", "pa", "ur"}
        return "Aran" if nastaliq else self.script

    @property
    def typeface(self) -> Typeface:
        known = TYPEFACES.get(self.hand)
        if known is not None:
            return known
        # Noto names its families after the scripts.
        family = f"Noto Sans {_locale('en').scripts.get(self.script, self.script)}"
        return Typeface(serif=family, sans=family)

    def territory_name(self, territory: str) -> str:
        """Return CLDR's name of an ISO 3166 territory in this language."""
        return str(self.locale.territories.get(territory) or territory)

    def language_name(self, tag: str) -> str:
        """Return CLDR's name of another language in this one, or its own name."""
        return str(_locale(tag).get_display_name(self.locale) or language(tag).own_name)


_PLURAL_ORDER = ("zero", "one", "two", "few", "many", "other")

# gettext's own spellings of plural rules. CLDR decides which one is a language's; the spelling
# is gettext's because Poedit, Weblate and i18nspector know these, and because Babel's
# `to_gettext` writes operands ("e") that msgfmt does not parse.
_PLURAL_RULES = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=2; plural=(n%10 != 1 || n%100 == 11);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4"
    " && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2);",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 ? 4 : 5);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
)
# Whole numbers that tell all of CLDR's integer rules apart; the "many" of exact millions
# (fr, es, it, pt) is left out, as gettext and its editors do.
_PLURAL_SAMPLE = (*range(125), *range(200, 225), 1000, 1001, 10000, 100000)


@functools.lru_cache(maxsize=512)
def _plural_forms(tag: str) -> str:
    from babel.plural import to_gettext

    rule = _locale(tag).plural_form
    categories = [rule(n) for n in _PLURAL_SAMPLE]
    used = [category for category in _PLURAL_ORDER if category in categories]
    wanted = [used.index(category) for category in categories]
    for forms in _PLURAL_RULES:
        function = _plural_function(forms)
        if wanted == [function(n) for n in _PLURAL_SAMPLE]:
            return forms
    # A rule without a customary spelling: Babel's, with the operands of decimals set to 0.
    return re.sub(r"\be\b", "0", to_gettext(rule))


@functools.lru_cache(maxsize=64)
def _plural_function(forms: str) -> Callable[[int], int]:
    # The standard library's own compiler of Plural-Forms, the one behind `gettext`.
    return gettext.c2py(forms.partition("plural=")[2].rstrip("; "))


@functools.lru_cache(maxsize=512)
def _locale(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag)


@functools.cache
def _own_names() -> dict[str, str]:
    """Return CLDR's own names of its locales, as `scripts/own_names.py` has written them."""
    text = (Path(__file__).parent / "own_names.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


_TAG = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|[0-9]{3}))?")


@functools.lru_cache(maxsize=512)
def language(tag: str) -> Language:
    """Return the language of a locale tag in either spelling (``pt_BR``, ``pt-BR``).

    Raises `UnknownLanguage`, with the nearest known tag, for any other.
    """
    from babel.core import UnknownLocaleError, get_global

    gettext_tag = tag.replace("-", "_")
    try:
        locale = _locale(gettext_tag)
    except (ValueError, UnknownLocaleError):
        raise UnknownLanguage(tag, _nearest_tag(gettext_tag)) from None
    pieces = gettext_tag.split("_")
    if not _TAG.fullmatch(gettext_tag) or locale.language != pieces[0]:
        # Babel also reads de_at, rus and iw, which would name a folder of their own.
        raise UnknownLanguage(tag, _nearest_tag(gettext_tag))
    likely = get_global("likely_subtags")
    # The longest subtag sequence that CLDR has an opinion on decides the script.
    full = likely.get(gettext_tag) or likely.get(locale.language) or ""
    parts = full.split("_")
    script = locale.script or next((p for p in parts if len(p) == 4 and p.isalpha()), "Latn")
    return Language(
        tag=gettext_tag,
        bcp47=gettext_tag.replace("_", "-"),
        language=locale.language,
        script=script,
        territory=locale.territory or "",
        direction="rtl" if script in RTL_SCRIPTS else "ltr",
        fallbacks=tuple(dict.fromkeys(_fallbacks(pieces, script))),
    )


def _fallbacks(pieces: Sequence[str], script: str) -> Iterator[str]:
    """Yield the wider tags that are written in the same script, the nearest first."""
    if len(pieces) == 1:
        return
    bare = pieces[0]
    wider = bare if language(bare).script == script else f"{bare}_{script}"
    for name in ("_".join(pieces[:2]), wider):
        if name != "_".join(pieces) and language(name).script == script:
            yield name


def _nearest_tag(tag: str) -> str:
    """Return the tag that a mistyped one, an English name or a country's code means, or ""."""
    from babel.core import UnknownLocaleError
    from babel.languages import get_official_languages
    from babel.localedata import locale_identifiers

    known = [name for name in locale_identifiers() if _TAG.fullmatch(name)]
    exact = {name.lower(): name for name in known}.get(tag.lower())
    if exact:
        return exact
    names = {str(name).lower(): key for key, name in _locale("en").languages.items()}
    named = difflib.get_close_matches(tag.lower(), names, n=1, cutoff=0.8)
    if named and names[named[0]] in known:
        return str(names[named[0]])
    try:
        # An alias that Babel reads: rus, ger, iw.
        return _locale(tag).language
    except (ValueError, UnknownLocaleError):
        pass
    official = get_official_languages(tag.upper()) if is_territory(tag.upper()) else ()
    if official and official[0] in known:
        return official[0]
    close = difflib.get_close_matches(tag, known, n=5, cutoff=0.5)
    # Of near ones the one that begins alike: people mistype the end of a tag.
    return next((name for name in close if name[:2] == tag[:2]), "".join(close[:1]))


# Groups, accounts and codes for tests, which CLDR names like territories.
_NO_TERRITORIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def nearest_territory(code: str) -> str:
    """Return the ISO 3166 code that a mistyped one or an English country name means, or ""."""
    from babel.core import get_global

    if is_territory(code.upper()):
        return code.upper()
    aliases = get_global("territory_aliases").get(code.upper(), ())
    if len(aliases) == 1:
        # UK, USA, DEU.
        return str(aliases[0])
    names = {
        part.strip(" )").lower(): key
        for key, name in _locale("en").territories.items()
        if is_territory(key)
        # Myanmar (Burma) is known by both.
        for part in (str(name), *str(name).split("("))
    }
    close = difflib.get_close_matches(code.lower(), names, n=1, cutoff=0.75)
    return str(names[close[0]]) if close else ""


def is_territory(code: str) -> bool:
    """Tell whether code is an ISO 3166-1 alpha-2 code that CLDR names."""
    return (
        re.fullmatch("[A-Z]{2}", code) is not None
        and code in _locale("en").territories
        and code not in _NO_TERRITORIES
    )


def paper(territory: str) -> Paper:
    """Return the paper that letters use in a territory (CLDR paperSize)."""
    return "us-letter" if territory in US_LETTER else "a4"
