"""A text ends as the English ends: statement, question, list to come, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.patterns import end
from appeal.checks.rule import Example
from appeal.checks.sentences import abbreviated
from appeal.checks.style import Style
from appeal.checks.tables.marks import (
    CLOSERS,
    COLONS,
    COMMAS,
    EXCLAMATIONS,
    NO_STOP,
    QUESTIONS,
    STOPS,
)
from appeal.checks.texts import Original, Translation
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "end-punctuation"
SEVERITY: Severity = "warning"
NEEDS = 0
EXAMPLE = Example(
    language="hy",
    english="They are free.",
    wrong="Նրանք ազատ են",
    right="Նրանք ազատ են։",
)

_MARKS = {
    ".": STOPS | EXCLAMATIONS,
    "!": EXCLAMATIONS | STOPS,
    "?": QUESTIONS,
    ":": COLONS | STOPS,
    ";": QUESTIONS | COMMAS | STOPS | frozenset(";·؛；፤"),
}
# "Dear Minister:" ends with a comma, an exclamation mark, a colon or nothing, as the custom is.
_SALUTATIONS = ("Dear ", "To ", "Your ", "Honourable ", "Honorable ", "Mr ", "Mr. ", "Ms ", "Sir")
# Marks that a text without one in English may not end with.
_STRAY = (STOPS | COMMAS | QUESTIONS) - frozenset("…:։")
# Languages that mark a question or an exclamation inside the sentence, or by a word.
_INSIDE = {"hy": "՞՜", "ja": "かの", "zh": "吗嗎呢", "th": "", "lo": "", "my": "လား", "km": ""}


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    wanted, found = message.end, end(translation.text)
    if wanted == found or message.text.startswith(_SALUTATIONS):
        return
    if wanted in _MARKS:
        if found in _MARKS[wanted]:
            return
        if style.code in NO_STOP and wanted in ".!":
            return
        inside = _INSIDE.get(style.code)
        if (
            wanted in "?!"
            and inside is not None
            and (not inside or any(c in translation.text for c in inside))
        ):
            return
        # Armenian's full stop looks like a colon, and is typed as one.
        if style.code == "hy" and wanted in ".:" and found in ":։՝":
            return
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the English ends with {wanted} and the translation does not", wanted=wanted),
            words("end it with what your language writes for {wanted}", wanted=wanted),
        )
    elif (wanted.isalnum() or not wanted) and found in _STRAY and found:
        if found == "." and abbreviated(translation.text.rstrip(CLOSERS + "."), style.code):
            return
        if found == "." and len(message.words) < 2:
            # A label may become an abbreviation: "Tel" is "Tél.".
            return
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the translation ends with {found} and the English does not", found=found),
            words("delete it, unless your language needs it here"),
        )
