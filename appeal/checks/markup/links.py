"""Links, images and references lead where those of the English lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import MARKUP
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "link-differs"
SEVERITY: Severity = "error"
NEEDS = MARKUP
EXAMPLE = Example(
    language="cs",
    english="Sign the [petition](https://example.org/sign).",
    wrong="Podepište petici.",
    right="Podepište [petici](https://example.org/sign).",
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    english, other = message.markup, translation.markup
    wanted = Counter(english.targets) + Counter(english.references)
    found = Counter(other.targets) + Counter(other.references)
    lost, new = sorted(wanted - found), sorted(found - wanted)
    if lost and new:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the link to {wanted} leads to {found}", wanted=lost[0], found=new[0]),
            words("translate the text in [ ], and keep what stands behind it"),
        )
    elif lost:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the link to {wanted} is not in the translation", wanted=lost[0]),
            words("write [text]({wanted}) around the translated words", wanted=lost[0]),
        )
    elif new:
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the link to {found} is not in the English", found=new[0]),
            words("use only the links of the English"),
        )
    elif english.images != other.images:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "images: {wanted} in the English, {found} in the translation",
                wanted=english.images,
                found=other.images,
            ),
            words("keep the exclamation mark before the [ of an image, and before no other"),
        )
