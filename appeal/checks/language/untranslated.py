"""A translation is not the English once more, in whole or in a sentence of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.tables.stopwords import STOPWORDS
from appeal.checks.texts import Original, Translation
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "untranslated"
SEVERITY: Severity = "warning"
EXAMPLE = Example(
    language="ms",
    english="They took him to court. The judge was absent.",
    wrong="Mereka membawa beliau ke mahkamah. The judge was absent.",
    right="Mereka membawa beliau ke mahkamah. Hakim tidak hadir.",
)

_SMALL = frozenset(STOPWORDS["en"].split()) - {
    "in",
    "is",
    "was",
    "an",
    "he",
    "at",
    "or",
    "will",
    "his",
}
_LOWER = re.compile(r"(?<![\w@./{-])[a-z]{3,}(?![\w@/}]|\.\w)")


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if style.english:
        return
    text = translation.text
    if text == message.text:
        if _is_prose(text, style):
            yield translation.finding(
                CODE,
                SEVERITY,
                words("the translation is the English"),
                words("translate it, or leave msgstr empty until somebody does"),
            )
        return
    for sentence in message.sentences:
        if sentence in text and len(sentence) > 20 and _is_prose(sentence, style):
            yield translation.finding(
                CODE,
                SEVERITY,
                words("a sentence is still in English: {sentence}", sentence=shown(sentence, 60)),
                words("translate it"),
            )
            return


def _is_prose(text: str, style: Style) -> bool:
    """Tell whether a text holds English that another language would not write alike.

    In Latin script a small word of English is wanted ("the", "of"), since
    names and titles often are the same; in other scripts any common word.
    """
    found = _LOWER.findall(text)
    if not style.latin:
        return len(found) >= 2
    return any(word in _SMALL for word in found)
