"""The translation has no merge field that the English has not, and none that is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appeal.checks.patterns import fields
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import shown, words
from appeal.fields import FIELD
from appeal.model import Finding, Severity

CODE = "value-unknown"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="tr",
    english="Write before {{deadline}}.",
    wrong="{{deadline}} ({{tarih}}) gününden önce yazın.",
    right="{{deadline}} gününden önce yazın.",
)

_BROKEN = re.compile(r"\{\{[^{}]*\}?(?!\})|(?<!\})\}\}")


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not translation.traits & MARKUP or (
        "{" not in translation.text and "}" not in translation.text
    ):
        return
    for name in sorted(set(fields(translation.text)) - set(message.fields)):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{field} is not in the English", field=name),
            words("use only the fields of the English, spelled as they are there"),
        )
    rest = FIELD.sub("", translation.text)
    broken = _BROKEN.search(rest)
    if broken and broken[0] not in FIELD.sub("", message.text):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{field} is no field", field=shown(broken[0])),
            words("a field has two braces on each side: {{name}}"),
        )
