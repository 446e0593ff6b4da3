"""Quotations stand between the marks that readers of the language know."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.tables.marks import ALL_QUOTES
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import QUOTE
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "quotation-marks"
SEVERITY: Severity = "warning"
NEEDS = QUOTE
EXAMPLE = Example(
    language="de",
    english='He was charged with "addressing an illegal meeting".',
    wrong='Ihm wird »Rede auf einer illegalen Versammlung" vorgeworfen.',
    right="Ihm wird „Rede auf einer illegalen Versammlung“ vorgeworfen.",
)

# Where single marks may stand around a whole quotation.
_SINGLE = frozenset(["nl", "en", "ga", "sv", "fi"])
_PRIMARY = (ALL_QUOTES | {"״"}, ALL_QUOTES | {"‘", "’"})


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    accepted = style.quotes
    if accepted is None:
        return
    used = ALL_QUOTES.intersection(translation.text)
    # Foreign marks that the English speaks of are not used but shown.
    used -= ALL_QUOTES.intersection(message.text) - frozenset('"“”')
    strange = used - accepted
    if '"' in strange and _only_titles(translation.text):
        strange -= {'"'}
    if strange:
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "the quotation mark {mark} is not usual in this language", mark=sorted(strange)[0]
            ),
            words(
                "write {opening}…{closing}",
                opening=style.quote_pair[0],
                closing=style.quote_pair[-1],
            ),
        )
    elif message.quotations and not (accepted & _PRIMARY[style.code in _SINGLE]).intersection(
        translation.text
    ):
        yield translation.finding(
            CODE,
            SEVERITY,
            words("the English quotes something and the translation does not"),
            words(
                "write {opening}…{closing} around the quotation",
                opening=style.quote_pair[0],
                closing=style.quote_pair[-1],
            ),
        )


def _only_titles(text: str) -> bool:
    """Tell whether straight quotes stand only in link titles: [text](target "title")."""
    return text.count('"') == 2 * text.count(' "') and '")' in text and "](" in text
