"""Every merge field of the English stands in the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from appeal.checks.patterns import fields
from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "value-missing"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="pl",
    english="The fine is {{amount}}.",
    wrong="Grzywna wynosi {{kwota}}.",
    right="Grzywna wynosi {{amount}}.",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    if not message.fields:
        return
    wanted, found = Counter(message.fields), Counter(fields(translation.text))
    # "one country": a form for a single number need not name it.
    if translation.single and len(wanted) == 1:
        return
    for name in sorted(wanted - found):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("{field} is not in the translation", field=name),
            words("copy {field} exactly as it stands in the English", field=name),
        )
