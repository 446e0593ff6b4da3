"""Text is in Unicode's normal form C, so that searching and comparing find it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import DECOMPOSED
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "not-nfc"
SEVERITY: Severity = "warning"
NEEDS = DECOMPOSED
EXAMPLE = Example(
    language="vi",
    english="The president",
    wrong="Tô\u0309ng thô\u0301ng",
    right="Tổng thống",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & DECOMPOSED or unicodedata.is_normalized("NFC", translation.text):
        return
    # The Greek question mark and ano teleia have canonical twins that nobody can tell apart.
    text = translation.text.replace("\u037e", ";").replace("\u0387", "·")
    if unicodedata.is_normalized("NFC", text):
        return
    word = next(
        (w for w in translation.text.split() if not unicodedata.is_normalized("NFC", w)),
        translation.text,
    )
    yield translation.finding(
        CODE,
        SEVERITY,
        words("{word} is not in normal form C", word=shown(word)),
        words("retype the word; most keyboards write the normal form"),
    )
