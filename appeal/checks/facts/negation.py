"""A sentence that denies something in English denies something in the translation.

A hint only: languages deny in many ways, and idioms ("nothing short of")
are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.sentences import sentences
from appeal.checks.style import Style
from appeal.checks.tables.negation import negation
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import DENYING
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "negation-missing"
SEVERITY: Severity = "warning"
NEEDS = DENYING
EXAMPLE = Example(
    language="nl",
    english="We will not rest until they are free.",
    wrong="Wij zullen rusten totdat zij vrij zijn.",
    right="Wij zullen niet rusten totdat zij vrij zijn.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    pattern = negation(style.code)
    if pattern is None or style.english:
        return
    pieces = sentences(translation.prose, style.script, style.code)
    if len(pieces) == len(message.sentences):
        pairs = zip(message.sentences, message.denials, pieces, strict=True)
        lost = [english for english, denies, piece in pairs if denies and not pattern.search(piece)]
    else:
        lost = (
            []
            if pattern.search(translation.prose)
            else [message.sentences[message.denials.index(True)]]
        )
    for sentence in lost:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "nothing in the translation denies what this does: “{sentence}”",
                sentence=shown(sentence, 60),
            ),
            words("look whether a “not” was lost; if the sentence says the same, leave it"),
        )
