"""An address keeps its lines: hard breaks are as many as in the English."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import NEWLINE
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "line-break-differs"
SEVERITY: Severity = "error"
NEEDS = NEWLINE
EXAMPLE = Example(
    language="uk",
    english="Astana,  \nRepublic of Kazakhstan.",
    wrong="Астана, Республіка Казахстан.",
    right="Астана,  \nРеспубліка Казахстан.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    wanted = message.text.count("  \n")
    found = translation.text.count("  \n")
    if wanted != found:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "line breaks: {wanted} in the English, {found} in the translation",
                wanted=wanted,
                found=found,
            ),
            words("end each line of the English with two spaces and \\n, and no other"),
        )
    elif translation.text.strip("\n").count("\n") > max(found, message.text.count("\n")):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("a line ends without a hard break"),
            words("write two spaces before \\n where the English has them, else write no \\n"),
        )
