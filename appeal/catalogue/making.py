"""Making catalogues: the template of an appeal, and a language's first catalogue from it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime

from appeal.languages import Language
from appeal.model import Catalogue, Entry, Message

_UNFILLED_DATE = "YEAR-MO-DA HO:MI+ZONE"


def template(
    messages: Sequence[Message],
    *,
    path: str,
    project: str,
    created: datetime,
    previous: Catalogue | None = None,
) -> Catalogue:
    """Return the template (POT) of messages, in their order.

    ``created`` becomes POT-Creation-Date, unless ``previous``, the template
    that stands on disk, has the same messages: then its date stays.
    """
    entries = tuple(
        Entry(
            msgid=message.msgid,
            plural=message.plural,
            context=message.context,
            msgstr=("",) if message.plural is None else ("", ""),
            extracted=tuple(line for text in message.comments for line in text.split("\n")),
            references=message.references,
        )
        for message in messages
    )
    date = creation_date(created)
    if previous is not None and _asked(previous.entries) == _asked(entries):
        date = previous.headers.get("POT-Creation-Date", date)
    fields = [
        ("Project-Id-Version", project),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", date),
        ("PO-Revision-Date", _UNFILLED_DATE),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    if any(entry.plural is not None for entry in entries):
        fields.append(("Plural-Forms", "nplurals=INTEGER; plural=EXPRESSION;"))
    header = Entry(
        msgid="",
        msgstr=(header_text(fields),),
        comments=(f"Template of {project}.",),
        flags=("fuzzy",),
    )
    return Catalogue(path=path, language="", header=header, entries=entries)


def new(
    language: Language,
    template: Catalogue,
    *,
    path: str,
    team: str = "",
    translator: str = "",
    variant: bool = False,
) -> Catalogue:
    """Return an empty catalogue of the language for the template.

    A regional ``variant`` (``de_AT``) holds only what differs, so it begins
    with its header alone. ``team`` defaults to the language's English name.
    """
    old = template.headers
    fields = [
        ("Project-Id-Version", old.get("Project-Id-Version", "")),
        ("Report-Msgid-Bugs-To", old.get("Report-Msgid-Bugs-To", "")),
        ("POT-Creation-Date", old.get("POT-Creation-Date", "")),
        ("PO-Revision-Date", _UNFILLED_DATE),
        ("Last-Translator", translator),
        ("Language-Team", team or language.locale.get_display_name("en") or language.tag),
        ("Language", language.header_tag),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", language.plural_forms),
        ("X-Translation-Status", "draft"),
    ]
    entries = tuple(
        dataclasses.replace(entry, msgstr=("",) * forms(entry.plural, language.nplurals))
        for entry in template.entries
        if not entry.obsolete
    )
    return Catalogue(
        path=path,
        language=language.tag,
        header=Entry(msgid="", msgstr=(header_text(fields),)),
        entries=() if variant else entries,
    )


def forms(plural: str | None, nplurals: int) -> int:
    """Return how many msgstr an entry has."""
    return 1 if plural is None else nplurals


def header_text(fields: Sequence[tuple[str, str]]) -> str:
    """Return the msgstr of a header. A value cannot break out of its line."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields)


def creation_date(moment: datetime) -> str:
    """Return gettext's spelling of a moment; one without a zone is taken as UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%d %H:%M%z")


def _asked(entries: Sequence[Entry]) -> list[tuple[str | None, str, str | None]]:
    return [(entry.context, entry.msgid, entry.plural) for entry in entries]
