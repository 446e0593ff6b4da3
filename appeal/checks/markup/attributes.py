"""The translation adds no attribute list such as {: #id .class}."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import shown, words
from appeal.model import Finding, Severity

CODE = "attribute-list"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="pt_BR",
    english="Act now",
    wrong="Aja agora {: onclick=x}",
    right="Aja agora",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & MARKUP:
        return
    for attributes in translation.markup.attributes:
        if attributes not in message.markup.attributes:
            yield translation.finding(
                CODE,
                SEVERITY,
                words("the attribute list {found} is not in the English", found=shown(attributes)),
                words("delete it; attributes are the source's business"),
            )
