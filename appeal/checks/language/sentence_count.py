"""Every sentence of the English has its counterpart; sentences may be joined or parted."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.sentences import dropped, sentences
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import SENTENCES
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "sentence-missing"
SEVERITY: Severity = "warning"
NEEDS = SENTENCES
EXAMPLE = Example(
    language="de",
    english="They failed. On Monday they took him to court. He was released.",
    wrong="Das misslang. Er wurde freigelassen.",
    right="Das misslang. Am Montag brachten sie ihn vor Gericht. Er wurde freigelassen.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    english = message.sentences
    found = sentences(translation.text, style.script, style.code)
    if len(found) >= len(english) or (
        len(found) == 1 and style.script in {"Thai", "Laoo", "Khmr", "Mymr"}
    ):
        return
    lost = dropped(english, found, style.length)
    if lost is not None:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "{found} sentences stand for {wanted}; this one seems to be missing: “{sentence}”",
                found=len(found),
                wanted=len(english),
                sentence=shown(english[lost], 60),
            ),
            words("translate the sentence; if it is part of another one, leave it"),
        )
