"""The glossary's terms are used."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "term-missing"
SEVERITY: Severity = "warning"
NEEDS = 0
EXAMPLE = Example(
    language="fr",
    english="He is on hunger strike.",
    wrong="Il refuse de manger.",
    right="Il est en grève de la faim.",
    terms={"hunger strike": ("grève de la faim",)},
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not style.terms:
        return
    used = _used(message.text, style.term_names)
    if not used:
        return
    text = translation.text.lower()
    for term in used:
        forms = style.terms[term]
        if not any(form in text or _inflected(form, text) for form in forms):
            yield translation.finding(
                CODE,
                SEVERITY,
                words("{term} is not translated as {form}", term=term, form=forms[0]),
                words(
                    "use the glossary's term, or add your form to {path}",
                    path=style.glossary.path or "glossary.toml",
                ),
            )


@functools.lru_cache(maxsize=65536)
def _used(text: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms that stand in an English text: once for all languages."""
    english = text.lower()
    return tuple(t for t in terms if t.lower() in english and _term(t).search(text))


@functools.lru_cache(maxsize=4096)
def _term(term: str) -> re.Pattern[str]:
    # An abbreviation is meant as it is written; other terms also begin sentences.
    return re.compile(rf"\b{re.escape(term)}s?\b", 0 if term.isupper() else re.IGNORECASE)


def _inflected(form: str, text: str) -> bool:
    """Tell whether the beginnings of all words of a form stand in the text."""
    return all(word[: max(4, len(word) * 2 // 3)] in text for word in form.split())
