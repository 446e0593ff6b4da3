"""Checks that translators trust: errors for what would mislead, warnings for what looks odd.

`check_catalogue` holds one PO file to the English, `check_source` the
English to what translators and printers need; both yield findings in the
order of the text. Errors stop a release; an entry's ``# ignore:`` comment
waives them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Sequence

from appeal.catalogue import waivers
from appeal.checks.facts import (
    dates,
    emails,
    names,
    negation,
    numbers,
    phones,
    urls,
    value_missing,
    value_unknown,
)
from appeal.checks.header import check_header
from appeal.checks.language import (
    doubled_words,
    end_punctuation,
    french_spacing,
    inconsistent,
    kashida,
    length,
    mixed_script,
    normal_form,
    quotation_marks,
    sentence_count,
    spaces,
    spanish_pairs,
    terms,
    untranslated,
    wrong_language,
    zero_width,
)
from appeal.checks.markup import (
    attributes,
    bidi,
    characters,
    emphasis,
    footnotes,
    html,
    line_breaks,
    links,
    unclosed,
)
from appeal.checks.rule import Rule
from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation, original
from appeal.checks.traits import ANY_TRAIT
from appeal.glossary import Glossary
from appeal.languages import Language
from appeal.model import Catalogue, Entry, Finding

# The rules on one translation, in the order of docs/checks.md.
CHECKS: tuple[Rule, ...] = (
    numbers,
    dates,
    phones,
    emails,
    urls,
    value_missing,
    value_unknown,
    names,
    negation,
    links,
    emphasis,
    footnotes,
    line_breaks,
    attributes,
    html,
    characters,
    bidi,
    unclosed,
    end_punctuation,
    spanish_pairs,
    french_spacing,
    quotation_marks,
    doubled_words,
    spaces,
    kashida,
    mixed_script,
    normal_form,
    zero_width,
    untranslated,
    wrong_language,
    length,
    sentence_count,
    terms,
)

# What holds an edition back: the rules to apply where nobody reads warnings.
ERRORS: tuple[Rule, ...] = tuple(rule for rule in CHECKS if rule.SEVERITY == "error")


def check_catalogue(
    catalogue: Catalogue,
    *,
    language: Language,
    names: Sequence[str] = (),
    glossary: Glossary | None = None,
    rules: Sequence[Rule] = CHECKS,
) -> Iterator[Finding]:
    """Yield what is wrong with a catalogue, header first, then entry by entry.

    Empty, fuzzy and obsolete entries are no translations and are passed
    over. ``names`` are the appeal's protected names. Findings that a valid
    ``# ignore:`` comment waives are not yielded.
    """
    style = Style(language, glossary or Glossary(), tuple(names))
    yield from check_header(catalogue, language)
    gate = _gate(tuple(rules))
    odd: dict[int, list[Finding]] = {}
    for entry, finding in inconsistent.check_entries(catalogue):
        odd.setdefault(id(entry), []).append(finding)
    for entry in catalogue.entries:
        if not entry.translated:
            continue
        found = [*_check(entry, style, catalogue.path, gate)]
        found += odd.get(id(entry), ())
        if found and entry.comments:
            waived = waivers(entry)
            found = [finding for finding in found if finding.code not in waived]
        yield from found


def check_entry(
    entry: Entry, style: Style, *, path: str = "", rules: Sequence[Rule] = CHECKS
) -> Iterator[Finding]:
    """Yield what is wrong with each msgstr of an entry, waived or not."""
    return _check(entry, style, path, _gate(tuple(rules)))


def _check(entry: Entry, style: Style, path: str, gate: _Gate) -> Iterator[Finding]:
    names = style.protected
    singular = original(entry.msgid, names)
    lines = entry.msgstr_lines
    for index, text in enumerate(entry.msgstr):
        message, single = singular, False
        if entry.plural is not None:
            only = _only_number(style.language.tag, index)
            single = only is not None
            if only != 1:
                message = original(entry.plural, names)
        translation = Translation(
            text,
            msgid=entry.msgid,
            path=path,
            line=lines[index] if index < len(lines) else entry.line,
            context=entry.context,
            single=single,
        )
        for check in gate[(message.traits | translation.traits) & ANY_TRAIT]:
            yield from check(message, translation, style)


Check = Callable[[Original, Translation, Style], Iterator[Finding]]


class _Gate(dict[int, tuple[Check, ...]]):
    """The rules that may have something to say of texts with some traits, worked out once."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, traits: int) -> tuple[Check, ...]:
        self[traits] = found = tuple(
            rule.check for rule in self.rules if not rule.NEEDS or rule.NEEDS & traits
        )
        return found


@functools.lru_cache(maxsize=64)
def _gate(rules: tuple[Rule, ...]) -> _Gate:
    return _Gate(rules)


@functools.lru_cache(maxsize=1024)
def _only_number(tag: str, index: int) -> int | None:
    """Return the number that a plural form is used for, None where it serves several."""
    from appeal.languages import language

    rule = language(tag).plural_index
    served = [n for n in range(202) if rule(n) == index]
    return served[0] if len(served) == 1 else None


def select(only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[Rule, ...]:
    """Return the rules with the codes wanted, all without any, less those to skip."""
    return tuple(
        rule for rule in CHECKS if (not only or rule.CODE in only) and rule.CODE not in skip
    )


def explanations() -> dict[str, str]:
    """Return what every code is about, in one sentence: this package's and the layout's."""
    from appeal.checks import header, layout
    from appeal.checks.source import SOURCE_CHECKS

    found = {rule.CODE: _first_line(rule.__doc__) for rule in CHECKS}
    found[inconsistent.CODE] = _first_line(inconsistent.__doc__)
    found.update({rule.CODE: _first_line(rule.__doc__) for rule in SOURCE_CHECKS})
    found.update(header.EXPLANATIONS)
    found.update(layout.EXPLANATIONS)
    return found


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


__all__ = [
    "CHECKS",
    "ERRORS",
    "Original",
    "Rule",
    "Style",
    "Translation",
    "check_catalogue",
    "check_entry",
    "check_header",
    "explanations",
    "original",
    "select",
]
