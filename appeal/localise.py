"""Appeal + translations + section -> `Localised`: the words of one edition."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from appeal import blocks, fields, markup
from appeal.catalogue import Lookup, completeness, words
from appeal.languages import Language, language
from appeal.manuscript import Manuscript
from appeal.markup import Document
from appeal.model import (
    Block,
    Body,
    Campaign,
    Completeness,
    Localised,
    Run,
    Section,
    Text,
)

Formatter = Callable[[str, str, Language], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One document's units in one language: inline HTML and the runs made of it.

    ``foreign`` are the units that stand in the source language for want of a
    translation.
    """

    inlines: tuple[str, ...]
    runs: tuple[tuple[Run, ...], ...]
    foreign: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An appeal in one language, before a section's merge fields are filled in.

    ``shared`` is the finished `Localised` when no field occurs, so that all
    sections of a language share it.
    """

    language: str
    source_language: str
    page: Rendered
    letter: Rendered
    prose: Mapping[str, Text]
    completeness: Completeness
    fields: frozenset[tuple[str, str]]
    shared: Localised | None = None


def translate(
    manuscript: Manuscript,
    lookup: Lookup,
    tag: str,
    *,
    source_language: str,
    counts: Mapping[str, int],
) -> Translation:
    """Render an appeal's units in one language, each alone.

    What has no finished translation stands in the source language, marked
    with ``lang``. A variety of the source language (``en_AU``) holds only
    what differs from it, and is complete.
    """
    own = language(tag)
    source = language(source_language)
    same = own.language == source.language
    marked = "" if same else source.bcp47
    used: set[tuple[str, str]] = set()
    said = _said(lookup, own, _numbers(manuscript, counts))

    def render(document: Document) -> Rendered:
        found = [said(unit.text, unit.plural, unit.context) for unit in document.units]
        texts = [text for text, _ in found]
        used.update(fields.collect(text for text in texts if "{{" in text))
        inlines = list(markup.render(document, texts))
        runs = [blocks.runs(inline) for inline in inlines]
        used.update(_fixed_fields(document))
        foreign = [n for n, (_, translated) in enumerate(found) if marked and not translated]
        for n in foreign:
            inlines[n] = (
                f'<span class="untranslated" lang="{marked}" dir="{source.direction}">'
                f"{inlines[n]}</span>"
            )
            runs[n] = tuple(replace(run, language=run.language or marked) for run in runs[n])
        return Rendered(inlines=tuple(inlines), runs=tuple(runs), foreign=frozenset(foreign))

    prose = _prose(manuscript, said, own, source)
    used.update(fields.collect(text.text for text in prose.values() if "{{" in text.text))
    translation = Translation(
        language=tag,
        source_language=source_language,
        page=render(manuscript.page),
        letter=render(manuscript.letter),
        prose=prose,
        completeness=complete(manuscript) if same else completeness(manuscript.messages, lookup),
        fields=frozenset(),
    )
    translation = replace(translation, fields=frozenset(used))
    if used:
        return translation
    return replace(translation, shared=_assemble(manuscript, translation, {}, {}))


def localised_prose(
    manuscript: Manuscript,
    lookup: Lookup,
    tag: str,
    formatted: Formatter,
    *,
    source_language: str,
    counts: Mapping[str, int],
) -> dict[str, Text]:
    """Return the front matter alone in one language, merge fields filled in.

    It is what lists and feeds say of an edition, and costs a hundredth of
    the whole.
    """
    own, source = language(tag), language(source_language)
    prose = _prose(manuscript, _said(lookup, own, _numbers(manuscript, counts)), own, source)
    used = fields.collect(text.text for text in prose.values() if "{{" in text.text)
    return _filled(
        prose, own.bcp47, _values(used, formatted, own), _values(used, formatted, source)
    )


def _said(
    lookup: Lookup, own: Language, numbers: Mapping[str, int]
) -> Callable[[str, str | None, str | None], tuple[str, bool]]:
    """Return what looks up a message and tells whether it is translated."""

    def said(msgid: str, plural: str | None, context: str | None) -> tuple[str, bool]:
        entry = lookup.find(context, msgid)
        if entry is None:
            if plural is None or numbers.get(fields.counting(msgid, plural)) == 1:
                return msgid, False
            return plural, False
        if plural is None or len(entry.msgstr) == 1:
            return entry.msgstr[0], True
        index = own.plural_index(numbers.get(fields.counting(msgid, plural), 0))
        return entry.msgstr[min(index, len(entry.msgstr) - 1)], True

    return said


def _prose(
    manuscript: Manuscript,
    said: Callable[[str, str | None, str | None], tuple[str, bool]],
    own: Language,
    source: Language,
) -> dict[str, Text]:
    prose = {}
    for item in manuscript.appeal.prose:
        msgid, plural = fields.counted(item.text) or (item.text, None)
        text, translated = said(msgid, plural, item.key)
        same = translated or own.language == source.language
        prose[item.key] = Text(text=text, language=own.bcp47 if same else source.bcp47)
    return prose


def localise(manuscript: Manuscript, translation: Translation, formatted: Formatter) -> Localised:
    """Fill in a section's merge fields. ``formatted`` gives a field's text in a language.

    A field that is unknown stays visible: the checks name it, and an edition
    with errors is not released.
    """
    if translation.shared is not None:
        return translation.shared
    own, source = language(translation.language), language(translation.source_language)
    return _assemble(
        manuscript,
        translation,
        _values(translation.fields, formatted, own),
        _values(translation.fields, formatted, source),
    )


def _values(
    used: Iterable[tuple[str, str]], formatted: Formatter, own: Language
) -> dict[tuple[str, str], str]:
    values: dict[tuple[str, str], str] = {}
    for name, form in used:
        try:
            values[name, form] = formatted(name, "" if "|" in form else form, own)
        except (KeyError, ValueError):
            continue
    return values


def _filled(
    prose: Mapping[str, Text],
    own: str,
    own_values: Mapping[tuple[str, str], str],
    source_values: Mapping[tuple[str, str], str],
) -> dict[str, Text]:
    """Fill in the front matter's fields, each text's in its own language; ``own`` is BCP 47."""
    return {
        key: replace(
            text,
            text=fields.substitute(
                text.text, own_values if text.language == own else source_values
            ),
        )
        if "{{" in text.text
        else text
        for key, text in prose.items()
    }


def formatter(manuscript: Manuscript, campaign: Campaign, section: Section) -> Formatter:
    """Return what fills in the merge fields of one section's editions."""
    return fields.formatter(
        manuscript.appeal.values,
        {"sections.count": len(campaign.sections)},
        {"section.name": section.name, "campaign.name": campaign.name},
        {"section.country": section.country},
    )


def _assemble(
    manuscript: Manuscript,
    translation: Translation,
    own: Mapping[tuple[str, str], str],
    source: Mapping[tuple[str, str], str],
) -> Localised:
    """Put a language's words together; ``own`` and ``source`` are the fields' in each language."""

    def body(document: Document, rendered: Rendered, template: Sequence[Block]) -> Body:
        inlines, runs, foreign = rendered.inlines, rendered.runs, rendered.foreign
        if own or source:
            inlines = tuple(
                _in_html(inline, source if n in foreign else own)
                for n, inline in enumerate(inlines)
            )
            runs = tuple(
                _in_runs(unit, source if n in foreign else own) for n, unit in enumerate(runs)
            )
            if _fixed_fields(document):
                pieces = (p if isinstance(p, int) else _in_html(p, source) for p in document.pieces)
                document = replace(document, pieces=tuple(pieces))
                template = _in_blocks(template, source)
        return Body(html=markup.fill(document, inlines), blocks=blocks.fill(template, runs))

    return Localised(
        slug=manuscript.appeal.slug,
        language=translation.language,
        page=body(manuscript.page, translation.page, manuscript.page_blocks),
        letter=body(manuscript.letter, translation.letter, manuscript.letter_blocks),
        prose=_filled(translation.prose, language(translation.language).bcp47, own, source),
        completeness=translation.completeness,
    )


def _fixed_fields(document: Document) -> set[tuple[str, str]]:
    """Return the fields of what is never translated: code, and blocks that are kept out."""
    return fields.collect(p for p in document.pieces if isinstance(p, str) and "{{" in p)


def _in_html(text: str, values: Mapping[tuple[str, str], str]) -> str:
    if "{{" not in text:
        return text
    return fields.substitute(text, {field: html.escape(value) for field, value in values.items()})


def _in_runs(runs: tuple[Run, ...], values: Mapping[tuple[str, str], str]) -> tuple[Run, ...]:
    return tuple(
        replace(
            run,
            text=fields.substitute(run.text, values),
            href=fields.substitute(run.href, values),
        )
        if "{{" in run.text or "{{" in run.href
        else run
        for run in runs
    )


def _in_blocks(found: Sequence[Block], values: Mapping[tuple[str, str], str]) -> tuple[Block, ...]:
    return tuple(
        replace(
            block, runs=_in_runs(block.runs, values), children=_in_blocks(block.children, values)
        )
        for block in found
    )


def _numbers(manuscript: Manuscript, counts: Mapping[str, int]) -> dict[str, int]:
    """Return every whole number that a text may count: built-in ones and the appeal's values."""
    values = manuscript.appeal.values.values()
    own = {v.name: int(v.text) for v in values if v.type == "number" and v.text.isdecimal()}
    return {**own, **counts}


def complete(manuscript: Manuscript) -> Completeness:
    """Return the completeness of the source language: all of it."""
    total = sum(words(message.msgid) for message in manuscript.messages)
    entries = len(manuscript.messages)
    return Completeness(
        words=total,
        translated=total,
        reviewed=total,
        entries=entries,
        entries_translated=entries,
        entries_reviewed=entries,
    )
