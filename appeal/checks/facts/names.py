"""Every protected name of the English stands in the translation as the glossary writes it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from appeal.checks.rule import Example
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.checks.traits import DECOMPOSED, NAMING
from appeal.checks.wording import words
from appeal.model import Finding, Severity

CODE = "name-differs"
SEVERITY: Severity = "error"
NEEDS = NAMING
EXAMPLE = Example(
    language="ru",
    english="We demand the release of Madel Ismailov.",
    wrong="Мы требуем освободить Мадэля Измайлова.",
    right="Мы требуем освободить Мадэля Исмаилова.",
    names={"Madel Ismailov": ("Мадэль Исмаилов", "Мадэля Исмаилова")},
)


def check(message: Original, translation: Translation, style: Style, /) -> Iterator[Finding]:
    text = translation.text
    if translation.traits & DECOMPOSED:
        text = unicodedata.normalize("NFC", text)
    forms = style.name_forms
    lost = False
    for name in message.names:
        if name in forms and not any(form in text for form in forms[name]):
            lost = True
            yield translation.finding(
                CODE,
                SEVERITY,
                words(
                    "{name} is not in the translation as {forms}",
                    name=name,
                    forms=_shown(forms[name]),
                ),
                words(
                    "write the name as the glossary has it, or add your form to {path}",
                    path=style.glossary.path or "glossary.toml",
                ),
            )
    if not lost and (swapped := _exchanged(message.names, text, style)):
        yield translation.finding(
            CODE,
            SEVERITY,
            words(
                "{one} stands in the translation where the English has {other}",
                one=swapped[0],
                other=swapped[1],
            ),
            words("compare the names with the English one by one"),
        )


def _shown(forms: tuple[str, ...]) -> str:
    return ", ".join(forms[:3]) + (", …" if len(forms) > 3 else "")


def _exchanged(wanted: Mapping[str, int], text: str, style: Style) -> tuple[str, str] | None:
    """Return the full name that there is too much of and the one that there is too little of.

    Names of one word (countries, first names) come and go with a
    language's grammar; full names of persons do not come instead of others.
    """
    full = [name for name, _ in style.names if " " in name]
    if not any(name in wanted for name in full):
        return None
    found = {}
    for name, forms in style.names:
        count = 0
        for form in sorted(forms, key=len, reverse=True):
            if form in text:
                count += text.count(form)
                text = text.replace(form, " ")
        found[name] = count
    change = {}
    for name in full:
        parts = [n for n in found if n == name or n in name.split(" ")]
        change[name] = sum(found[n] for n in parts) - sum(wanted.get(n, 0) for n in parts)
    more = [name for name in full if change[name] > 0 and found[name] > wanted.get(name, 0)]
    less = [name for name in full if change[name] < 0 and found[name] < wanted.get(name, 0)]
    return (more[0], less[0]) if more and less else None
