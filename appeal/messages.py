"""Appeal -> Messages: what translators are asked to translate, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from appeal.fields import counted
from appeal.model import Appeal, Message, SourceText, Unit


def messages(appeal: Appeal, page: Sequence[Unit], letter: Sequence[Unit]) -> tuple[Message, ...]:
    """Return the messages of an appeal: front matter, page, letter.

    A text that stands in several places under one msgctxt is one message
    with all their references and comments, as gettext has it. The
    secretariat's notes go with the first message.
    """
    found: dict[tuple[str | None, str], Message] = {}
    for message in _all(appeal, page, letter):
        known = found.get(message.key)
        if known is None:
            found[message.key] = message
            continue
        new_comments = tuple(c for c in message.comments if c not in known.comments)
        found[message.key] = replace(
            known,
            plural=known.plural or message.plural,
            comments=known.comments + new_comments,
            references=known.references + message.references,
        )
    result = list(found.values())
    if appeal.notes and result:
        result[0] = replace(result[0], comments=(*result[0].comments, appeal.notes))
    return tuple(result)


def _all(appeal: Appeal, page: Sequence[Unit], letter: Sequence[Unit]) -> Iterator[Message]:
    for source, units in ((appeal.page, page), (appeal.letter, letter)):
        yield from _prose(source)
        for unit in units:
            yield Message(
                msgid=unit.text,
                plural=unit.plural,
                context=unit.context,
                comments=(unit.kind, *unit.comments),
                references=(_reference(source, unit.line),),
            )


def _prose(source: SourceText) -> Iterator[Message]:
    for prose in source.prose:
        forms = counted(prose.text)
        yield Message(
            msgid=forms[0] if forms else prose.text,
            plural=forms[1] if forms else None,
            context=prose.key,
            comments=(prose.comment,),
            references=(_reference(source, prose.line),),
        )


def _reference(source: SourceText, line: int | None) -> str:
    return f"{source.path}:{line}" if line else source.path
