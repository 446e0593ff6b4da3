"""The translation is in its language: by its script, and within a script by its small words."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.tables.stopwords import SIBLINGS, SIMPLIFIED, STOPWORDS, TRADITIONAL
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import GREEK, HAN, KANA, LATIN, SCRIPTS, counts, distinct
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "wrong-language"
SEVERITY: Severity = "warning"
NEEDS = 0
EXAMPLE = Example(
    language="nl",
    english="They have been arrested and have not been released.",
    wrong="Sie sind verhaftet worden und wurden nicht freigelassen.",
    right="Zij zijn gearresteerd en zijn niet vrijgelaten.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if style.english or translation.text == message.text:
        return
    if _other_script(message, translation, style):
        text = words(
            "most letters are of another script than that of {language}",
            language=style.language.own_name,
        )
    elif found := _other_chinese(translation, style) or _other_words(translation, style):
        text = words(
            "this looks like {found}, not like {language}",
            found=found,
            language=style.language.own_name,
        )
    else:
        return
    yield translation.finding(
        CODE,
        SEVERITY,
        text,
        words("look whether the text belongs to another language's file"),
    )


def _other_script(message: Original, translation: Translation, style: Style) -> bool:
    """Tell whether most letters are not of the language's script, names and abbreviations apart."""
    scripts = translation.traits & SCRIPTS
    own = style.script_bits
    if not style.known or not scripts & ~own:
        return False
    if scripts & own and not scripts & ~own & ~LATIN & ~GREEK and len(translation.text) < 60:
        return False
    # Rarely does a script with fewer different letters have more of them: no need to count.
    mine, others = distinct(translation.text, own)
    if others <= mine:
        return False
    tally = counts(translation.prose)
    mine = sum(count for script, count in tally.items() if script & own)
    others = sum(tally.values()) - mine
    return others > 2 * mine and (mine > 0 or any(word.islower() for word in message.words))


def _other_chinese(translation: Translation, style: Style) -> str:
    """Return which other writing with Chinese characters a text is in, "" if in its own."""
    text = translation.text
    if not style.script_bits & translation.traits & HAN or len(text) < 8:
        return ""
    if style.script == "Jpan":
        alone = not translation.traits & KANA and len(text) >= 16
        return words("Chinese") if alone else ""
    if translation.traits & KANA and sum("\u3041" <= c <= "\u3096" for c in text) >= 3:
        return words("Japanese")
    simple = sum(c in SIMPLIFIED for c in text)
    full = sum(c in TRADITIONAL for c in text)
    if style.script == "Hans" and full > max(1, simple):
        return words("traditional Chinese")
    if style.script == "Hant" and simple > max(1, full):
        return words("simplified Chinese")
    return ""


@functools.lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, ...]]:
    """Return the languages of each small word."""
    index: dict[str, tuple[str, ...]] = {}
    for code, listed in STOPWORDS.items():
        for word in dict.fromkeys(listed.split()):
            index[word] = (*index.get(word, ()), code)
    return index


def _other_words(translation: Translation, style: Style) -> str:
    """Return the name of a language whose small words are clearly more than the own one's."""
    if style.code not in STOPWORDS:
        return ""
    index = _index()
    known = [index[word] for word in set(translation.words) if word in index]
    own = sum(style.code in codes for codes in known)
    least = max(3, 2 * own, own + 2)
    # No language can have more small words here than there are.
    if len(known) < least:
        return ""
    hits: dict[str, int] = {}
    for codes in known:
        for code in codes:
            hits[code] = hits.get(code, 0) + 1
    best = max(hits, key=hits.__getitem__)
    if best == style.code or hits[best] < least:
        return ""
    if any({best, style.code} <= siblings for siblings in SIBLINGS):
        return ""
    return style.language.language_name(best)
