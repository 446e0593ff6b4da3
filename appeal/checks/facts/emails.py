"""Every e-mail address of the English stands in the translation, letter by letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from appeal.checks.patterns import emails
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import LINK
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "email-differs"
SEVERITY: Severity = "error"
NEEDS = LINK
EXAMPLE = Example(
    language="it",
    english="Send copies to urgent@example.org.",
    wrong="Inviate le copie a urgente@example.org.",
    right="Inviate le copie a urgent@example.org.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    wanted, found = Counter(message.emails), Counter(emails(translation.text))
    for address in sorted(set(wanted) - set(found)):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{address} is not in the translation", address=address),
            words("copy the address as it stands in the English"),
        )
    if not set(wanted) - set(found):
        for address in sorted(set(found) - set(wanted)):
            yield translation.finding(
                CODE,
                SEVERITY,
                words("{address} is in the translation and not in the English", address=address),
                words("write only the addresses of the English"),
            )
