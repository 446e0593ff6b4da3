"""Appeal + translations + section -> `Localised`: the words of one edition."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
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
    """One document's units in one language: inline HTML and the runs made of it."""

    inlines: tuple[str, ...]
    runs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An appeal in one language, before a section's merge fields are filled in.

    ``shared`` is the finished `Localised` when no field occurs, so that all
    sections of a language share it.
    """

    language: str
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

    def said(msgid: str, plural: str | None, context: str | None) -> tuple[str, bool]:
        entry = lookup.find(context, msgid)
        if entry is None:
            if plural is None or _count(msgid, counts) == 1:
                return msgid, False
            return plural, False
        if plural is None or len(entry.msgstr) == 1:
            return entry.msgstr[0], True
        index = own.plural_index(_count(msgid, counts))
        return entry.msgstr[min(index, len(entry.msgstr) - 1)], True

    def render(document: Document) -> Rendered:
        found = [said(unit.text, unit.plural, unit.context) for unit in document.units]
        texts = [text for text, _ in found]
        used.update(fields.collect(text for text in texts if "{{" in text))
        inlines = list(markup.render(document, texts))
        runs = [blocks.runs(inline) for inline in inlines]
        if marked:
            for n, (_, translated) in enumerate(found):
                if not translated:
                    inlines[n] = (
                        f'<span class="untranslated" lang="{marked}" dir="{source.direction}">'
                        f"{inlines[n]}</span>"
                    )
                    runs[n] = tuple(replace(run, language=marked) for run in runs[n])
        return Rendered(inlines=tuple(inlines), runs=tuple(runs))

    prose = {}
    for item in manuscript.appeal.prose:
        forms = fields.counted(item.text)
        msgid, plural = forms or (item.text, None)
        text, translated = said(msgid, plural, item.key)
        used.update(fields.collect([text]))
        prose[item.key] = Text(
            text=text, language=own.bcp47 if translated or same else source.bcp47
        )
    translation = Translation(
        language=tag,
        page=render(manuscript.page),
        letter=render(manuscript.letter),
        prose=prose,
        completeness=complete(manuscript) if same else completeness(manuscript.messages, lookup),
        fields=frozenset(),
    )
    translation = replace(translation, fields=frozenset(used))
    if used:
        return translation
    return replace(translation, shared=_assemble(manuscript, translation, {}))


def localise(manuscript: Manuscript, translation: Translation, formatted: Formatter) -> Localised:
    """Fill in a section's merge fields. ``formatted`` gives a field's text in a language.

    A field that is unknown stays visible: the checks name it, and an edition
    with errors is not released.
    """
    if translation.shared is not None:
        return translation.shared
    own = language(translation.language)
    values: dict[tuple[str, str], str] = {}
    for name, form in translation.fields:
        try:
            values[name, form] = formatted(name, "" if "|" in form else form, own)
        except (KeyError, ValueError):
            continue
    return _assemble(manuscript, translation, values)


def formatter(manuscript: Manuscript, campaign: Campaign, section: Section) -> Formatter:
    """Return what fills in the merge fields of one section's editions."""
    return fields.formatter(
        manuscript.appeal.values,
        {"sections.count": len(campaign.sections)},
        {"section.name": section.name, "campaign.name": campaign.name},
        {"section.country": section.country},
    )


def _assemble(
    manuscript: Manuscript, translation: Translation, values: Mapping[tuple[str, str], str]
) -> Localised:
    escaped = {field: html.escape(text) for field, text in values.items()}

    def body(document: Document, rendered: Rendered, template: Sequence[Block]) -> Body:
        inlines, runs = rendered.inlines, rendered.runs
        if values:
            inlines = tuple(fields.substitute(inline, escaped) for inline in inlines)
            runs = tuple(
                tuple(
                    replace(
                        run,
                        text=fields.substitute(run.text, values),
                        href=fields.substitute(run.href, values),
                    )
                    if "{{" in run.text or "{{" in run.href
                    else run
                    for run in unit
                )
                for unit in runs
            )
        return Body(html=markup.fill(document, inlines), blocks=blocks.fill(template, runs))

    return Localised(
        slug=manuscript.appeal.slug,
        language=translation.language,
        page=body(manuscript.page, translation.page, manuscript.page_blocks),
        letter=body(manuscript.letter, translation.letter, manuscript.letter_blocks),
        prose={
            key: replace(text, text=fields.substitute(text.text, values))
            for key, text in translation.prose.items()
        },
        completeness=translation.completeness,
    )


def _count(msgid: str, counts: Mapping[str, int]) -> int:
    """Return the number that a plural message counts: that of its first counted field."""
    return next((counts[name] for name in fields.names(msgid) if name in counts), 0)


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
