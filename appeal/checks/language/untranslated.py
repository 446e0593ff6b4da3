"""A translation is not the English once more, in whole or in a sentence of it."""

from __future__ import annotations

import functools
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
NEEDS = 0
EXAMPLE = Example(
    language="ms",
    english="They took him to court. The judge was absent.",
    wrong="Mereka membawa beliau ke mahkamah. The judge was absent.",
    right="Mereka membawa beliau ke mahkamah. Hakim tidak hadir.",
)

_SMALL = frozenset(STOPWORDS["en"].split())
_WORD = re.compile(r"(?<![\w@./{-])[A-Za-z]{2,}(?![\w@/}]|\.\w)")


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
                words("a sentence is still in English: “{sentence}”", sentence=shown(sentence, 60)),
                words("translate it"),
            )
            return


def _is_prose(text: str, style: Style) -> bool:
    """Tell whether a text holds English that the language would not write alike.

    Names and titles often are the same; a small word of English ("the",
    "he") that is none of the language's own gives it away, and in other
    scripts any two lower-case words do.
    """
    found = _WORD.findall(text)
    if not style.latin and sum(word.islower() and len(word) > 2 for word in found) >= 2:
        return True
    own = _own_words(style.code)
    return len(found) >= 3 and any(
        word in _SMALL and word not in own for word in map(str.lower, found)
    )


@functools.lru_cache(maxsize=128)
def _own_words(code: str) -> frozenset[str]:
    return frozenset(STOPWORDS.get(code, "").split())
