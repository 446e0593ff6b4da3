"""Arabic words are not stretched with kashida (U+0640)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import KASHIDA
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "kashida"
SEVERITY: Severity = "warning"
NEEDS = KASHIDA
EXAMPLE = Example(
    language="ar",
    english="Freedom",
    wrong="الحريـــة",
    right="الحرية",
)

# Between letters; after a single letter it marks an abbreviation (هـ for the Hijri year).
_STRETCHED = re.compile("(?<=[^\\W\u0640])\u0640+(?=[^\\W\u0640])")


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & KASHIDA:
        return
    if _STRETCHED.search(translation.text):
        word = next(w for w in translation.text.split() if "\u0640" in w and _STRETCHED.search(w))
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "the word {word} is stretched with U+0640", word=shown(word.strip(".,،؛؟!:«»“”()"))
            ),
            words("delete the stretch; printing justifies lines by itself"),
        )
