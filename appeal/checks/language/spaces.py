"""Words are parted by one space, and none stands at either end."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "spaces"
SEVERITY: Severity = "warning"
NEEDS = 0
EXAMPLE = Example(
    language="fi",
    english="Write to the president.",
    wrong="Kirjoittakaa  presidentille.",
    right="Kirjoittakaa presidentille.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    text = translation.text
    if "  " in text:
        bare = text.replace("  \n", "\n")
        at = bare.find("  ")
        if at >= 0 and "  " not in message.text.replace("  \n", "\n"):
            yield translation.finding(
                CODE,
                SEVERITY,
                words(
                    "two spaces stand in a row: “{place}”",
                    place=shown(bare[max(at - 15, 0) : at + 17].replace("  ", "␣␣")),
                ),
                words("delete one of them"),
            )
    first, last = text[:1], text[-1:]
    if (first.isspace() and not message.text[:1].isspace()) or (
        last.isspace() and not message.text[-1:].isspace()
    ):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the translation begins or ends with a space"),
            words("delete it"),
        )
