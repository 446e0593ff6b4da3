"""What translations into one language are held to: how it writes, and its glossary."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from functools import cached_property

from appeal.checks.tables.lengths import LENGTHS, USUAL
from appeal.checks.tables.marks import DOUBLES, QUOTES, REDUPLICATING
from appeal.checks.traits import OTHER, SCRIPT_OF
from appeal.glossary import Glossary
from appeal.languages import Language, language

ENGLISH = "en"


class Style:
    """One language with its glossary, for as long as its catalogues are being checked.

    ``names`` are the appeal's protected names that the glossary has forms
    for, longer ones first.
    """

    def __init__(self, language: Language, glossary: Glossary, names: tuple[str, ...] = ()) -> None:
        self.language = language
        self.tag = language.tag
        self.code = language.language
        self.script = language.script
        self.glossary = glossary
        self.english = self.code == ENGLISH
        self.script_bits = SCRIPT_OF.get(self.script, OTHER)
        self.known = script_known = self.script in SCRIPT_OF
        self.latin = script_known and self.script == "Latn"
        self.length = LENGTHS.get(self.code, USUAL)
        self.reduplicates = self.code in REDUPLICATING
        self.doubles = frozenset(DOUBLES.get(self.code, "").split())
        self.protected = names

    @cached_property
    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        forms = self.glossary.names
        return tuple(
            (name, _normal(forms[name]))
            for name in sorted(self.protected, key=len, reverse=True)
            if name in forms
        )

    @cached_property
    def name_forms(self) -> Mapping[str, tuple[str, ...]]:
        return dict(self.names)

    @cached_property
    def terms(self) -> Mapping[str, tuple[str, ...]]:
        """The glossary's terms with their forms in small letters."""
        return {
            term: tuple(form.lower() for form in _normal(forms))
            for term, forms in self.glossary.terms.items()
        }

    @cached_property
    def term_names(self) -> tuple[str, ...]:
        return tuple(self.terms)

    @cached_property
    def decimal(self) -> str:
        """The language's decimal mark (CLDR)."""
        symbols = self.language.locale.number_symbols
        latin = symbols.get("latn", symbols)
        return str(latin.get("decimal", "."))

    @cached_property
    def quotes(self) -> frozenset[str] | None:
        """The quotation marks that readers accept; None where no table says."""
        for tag in (self.tag, f"{self.code}_{self.script}", self.code):
            if marks := QUOTES.get(tag):
                return frozenset(marks)
        return None

    @cached_property
    def quote_pair(self) -> str:
        """The usual pair of quotation marks, for hints."""
        for tag in (self.tag, f"{self.code}_{self.script}", self.code):
            if marks := QUOTES.get(tag):
                return marks[:2]
        return "“”"

    @cached_property
    def french_spaces(self) -> bool:
        return self.code == "fr" and self.language.territory != "CA"


def _normal(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return forms in normal form C; a last virama goes, for endings take its place."""
    normal = (unicodedata.normalize("NFC", form) for form in forms)
    return tuple(f[:-1] if unicodedata.combining(f[-1:] or " ") == 9 else f for f in normal)


@functools.lru_cache(maxsize=512)
def plain(tag: str) -> Style:
    """Return a language's style without a glossary."""
    return Style(language(tag), Glossary())
