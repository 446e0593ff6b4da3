"""No word mixes letters that look alike: Latin, Greek and Cyrillic, or letters among digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import CYRILLIC, DIGIT, GREEK, LATIN
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "mixed-script"
SEVERITY: Severity = "error"
NEEDS = 0
EXAMPLE = Example(
    language="ru",
    english="The president",
    wrong="Прeзидент",
    right="Президент",
)

_L = "A-Za-zÀ-ÖØ-öø-ɏ"
_C = "\u0400-\u052f"
_G = "\u0370-\u03ff\u1f00-\u1fff"
_MIXED = re.compile(
    rf"[{_L}][{_C}{_G}]|[{_C}{_G}][{_L}]|[{_C}][{_G}]|[{_G}][{_C}]",
)
_LETTERS = re.compile(rf"[{_L}{_C}{_G}]+")
# Letters of one script that are drawn like those of another.
_CYRILLIC_ALIKE = "асеорхуіАВСЕНКМОРТХІјЅѕ"
_GREEK_ALIKE = "οΟΑΒΕΖΗΙΚΜΝΡΤΥΧνυικ"
# Latin words, in small letters, that are drawn like Cyrillic ones.
_LATIN_ALIKE = re.compile(r"(?<![\w’'-])[aceopxyij]+(?![\w’'-])")
_WORD = re.compile(rf"(?<![\w’'-])[{_L}{_C}{_G}]+(?![\w’'-])")
_DIGITS = re.compile(r"\d[OoIlОо]\d|\d[OoОо]\b|\b[OoОо]\d\d")


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    traits = translation.traits
    found = ""
    if (
        traits & DIGIT
        and traits & (LATIN | CYRILLIC)
        and (match := _DIGITS.search(translation.prose))
    ):
        found = match[0] if match[0] not in message.text else ""
    if not found and bool(traits & LATIN) + bool(traits & CYRILLIC) + bool(traits & GREEK) >= 2:
        found = _mixed(message, translation, style)
    if found:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "the word {word} mixes letters that only look alike: {letters}",
                word=found,
                letters=_letters(found),
            ),
            words("retype the word with one keyboard"),
        )


def _mixed(message: Original, translation: Translation, style: Style) -> str:
    text = translation.prose
    if _MIXED.search(text):
        for match in _LETTERS.finditer(text):
            if _MIXED.search(match[0]) and match[0] not in message.text:
                return match[0]
    # Whole words of the wrong script: "c" for Russian "с", "О" in an English abbreviation.
    if style.script == "Cyrl":
        for match in _LATIN_ALIKE.finditer(text):
            if match[0] not in message.words:
                return match[0]
    elif style.script in {"Latn", "Grek"}:
        alike = (
            set(_CYRILLIC_ALIKE) if style.script == "Grek" else {*_CYRILLIC_ALIKE, *_GREEK_ALIKE}
        )
        others = [
            w[0] for w in _WORD.finditer(text) if not w[0].isascii() and _foreign(w[0], style)
        ]
        if others and all(set(word) <= alike for word in others) and others[0] not in message.text:
            return others[0]
    return ""


def _foreign(word: str, style: Style) -> bool:
    pattern = rf"[{_C}]" if style.script == "Grek" else rf"[{_C}{_G}]"
    return re.search(pattern, word) is not None


def _letters(word: str) -> str:
    """Return a word's letters of the rarer script with their code points."""
    groups = [[c for c in word if re.match(f"[{group}]", c)] for group in (_L, _C, _G)]
    rare = min((group for group in groups if group), key=len, default=list(word))
    return ", ".join(f"{c} U+{ord(c):04X}" for c in dict.fromkeys(rare))
