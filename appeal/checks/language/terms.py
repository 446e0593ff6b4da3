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
    english = message.text.lower()
    text = ""
    for term, forms in style.terms:
        if term.lower() not in english or not _term(term).search(message.text):
            continue
        text = text or translation.text.lower()
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


@functools.lru_cache(maxsize=4096)
def _term(term: str) -> re.Pattern[str]:
    # An abbreviation is meant as it is written; other terms also begin sentences.
    return re.compile(rf"\b{re.escape(term)}s?\b", 0 if term.isupper() else re.IGNORECASE)


def _inflected(form: str, text: str) -> bool:
    """Tell whether the beginnings of all words of a form stand in the text."""
    return all(word[: max(4, len(word) * 2 // 3)] in text for word in form.split())
