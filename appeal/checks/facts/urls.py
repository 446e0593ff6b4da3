"""Every web address and host of the English stands in the translation, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.patterns import urls
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import LINK
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "url-differs"
SEVERITY: Severity = "error"
NEEDS = LINK
EXAMPLE = Example(
    language="fr",
    english="Read more: https://example.org/appeals",
    wrong="Pour en savoir plus\u00a0: https://example.org/appels",
    right="Pour en savoir plus\u00a0: https://example.org/appeals",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    text = translation.text
    if not message.urls and not message.hosts and "://" not in text and "www." not in text:
        return
    found = urls(text)
    lost = sorted(set(message.urls) - set(found))
    lost += sorted({host for host in message.hosts if host not in text})
    for address in lost:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{address} is not in the translation", address=address),
            words("copy the address as it stands in the English"),
        )
    if not lost:
        for address in sorted(set(found) - set(message.urls)):
            yield translation.finding(
                CODE,
                SEVERITY,
                words("{address} is in the translation and not in the English", address=address),
                words("write only the addresses of the English"),
            )
