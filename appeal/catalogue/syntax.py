"""The fast reader: whole entries by one regular expression, for files that are in order.

It reads every file that gettext's tools, Poedit or Weblate write, wrapped
or not, and gives up (None) on anything else, sound or not: then
`appeal.catalogue.scanner` reads line by line and says what is wrong. The
law: where both read, they read the same.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from appeal.catalogue.flags import kept_flags
from appeal.model import Entry

_LINE = r'"[^"\\\n]*(?:\\[ntr"\\abfv][^"\\\n]*)*"'
_STRING = rf"{_LINE}(?:\n{_LINE})*"
# What is the same in every language: comments of the programmer, the texts, their context.
_ENGLISH = re.compile(
    rf"""
    ((?:\#\.(?:[ ].*)?\n)*)
    ((?:\#:[ ].*\n)*)
    (?:\#,[ ](.*)\n)?
    ((?:\#\|[ ].*\n)*)
    (?:msgctxt[ ]({_STRING})\n)?
    msgid[ ]({_STRING})
    (?:\nmsgid_plural[ ]({_STRING}))?
    """,
    re.VERBOSE,
)
_COMMENTS = re.compile(r"(?:#(?: .*)?\n)+")
_TRANSLATION = re.compile(_STRING)
_TRANSLATIONS = re.compile(rf"\[0\] {_STRING}(?:\nmsgstr\[[0-9]\] {_STRING})*")
_PREVIOUS = re.compile(
    rf"(?:msgctxt ({_STRING})\n)?msgid ({_STRING})\n(?:msgid_plural ({_STRING})\n)?"
)
_UNUSUAL_REFERENCE = re.compile(r" :|:0[0-9]|\t")
_FORM = re.compile(rf"\[([0-9])\] ({_STRING})(?:\nmsgstr)?")
_ESCAPE = re.compile(r"\\(.)")
ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    '"': '"',
    "\\": "\\",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
}


class _NotInOrder(Exception):
    """The entry is not laid out as gettext's tools write it."""


def read_fast(text: str) -> list[Entry] | None:
    """Return the entries of text, header included, or None where it is not plainly laid out.

    Checks the syntax of entries only; what holds between entries
    (duplicates, header, number of plural forms) is the caller's.
    """
    if not text.endswith("\n"):
        return None
    entries = []
    line = 1
    try:
        for block in text[:-1].split("\n\n"):
            entries.append(_entry(block, line))
            line += block.count("\n") + 2
    except _NotInOrder:
        return None
    return entries


@dataclass(frozen=True, slots=True)
class _English:
    """The part of an entry before its translation, as read; ``msgid_line`` counts from 0."""

    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: str
    previous: tuple[str | None, ...]
    context: str | None
    msgid: str
    plural: str | None
    msgid_line: int
    lines: int


# All languages of an appeal share these parts word for word; they follow one another when read.
@functools.lru_cache(maxsize=8192)
def _english(part: str) -> _English:
    match = _ENGLISH.fullmatch(part)
    if match is None:
        raise _NotInOrder
    extracted, references, flags, previous, context, msgid, plural = match.groups()
    return _English(
        extracted=_comments(extracted, 3) if extracted else (),
        references=_references(references) if references else (),
        flags=flags or "",
        previous=_previous(previous) if previous else (None, None, None),
        context=None if context is None else _text(context),
        msgid=_text(msgid),
        plural=None if plural is None else _text(plural),
        msgid_line=part.count("\n", 0, match.start(6)),
        lines=part.count("\n") + 1,
    )


def _entry(block: str, line: int) -> Entry:
    obsolete = block.startswith("#") and "#~ msgid " in block
    if obsolete:
        block = _uncomment(block)
    comments: tuple[str, ...] = ()
    if block.startswith(("# ", "#\n")):
        match = _COMMENTS.match(block)
        if match is None:
            raise _NotInOrder
        comments = _comments(match[0], 2)
        block = block[match.end() :]
        line += len(comments)
    part, _, translation = block.partition("\nmsgstr")
    english = _english(part)
    if english.plural is None:
        strings: tuple[str, ...] = (_translation(translation),)
        lines: tuple[int, ...] = (line + english.lines,)
    else:
        strings, lines = _plural_forms(translation, line + english.lines)
    return Entry(
        msgid=english.msgid,
        plural=english.plural,
        context=english.context,
        msgstr=strings,
        comments=comments,
        extracted=english.extracted,
        references=english.references,
        flags=kept_flags(english.flags, empty=not strings[0], obsolete=obsolete)
        if english.flags
        else (),
        previous_context=english.previous[0],
        previous_msgid=english.previous[1],
        previous_plural=english.previous[2],
        obsolete=obsolete,
        line=line + english.msgid_line,
        msgstr_lines=lines,
    )


def _translation(quoted: str) -> str:
    body = quoted[2:-1]
    if quoted[:2] == ' "' and quoted[-1] == '"' and len(quoted) > 2:
        # Most are one line without an escape; finding that out is cheaper than matching it.
        if '"' not in body and "\\" not in body and "\n" not in body:
            return body
        if _TRANSLATION.fullmatch(quoted, 1):
            return _text(quoted[1:])
    raise _NotInOrder


def _plural_forms(translation: str, line: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if _TRANSLATIONS.fullmatch(translation) is None:
        raise _NotInOrder
    found = list(_FORM.finditer(translation))
    if [int(form[1]) for form in found] != list(range(len(found))):
        raise _NotInOrder
    strings = tuple(_text(form[2]) for form in found)
    return strings, tuple(line + translation.count("\n", 0, form.start()) for form in found)


def _text(quoted: str) -> str:
    if "\n" in quoted:
        quoted = quoted.replace('"\n"', "")
    if "\\" in quoted:
        return _ESCAPE.sub(_meaning, quoted[1:-1])
    return quoted[1:-1]


def _meaning(match: re.Match[str]) -> str:
    return ESCAPES[match[1]]


def _comments(lines: str, mark: int) -> tuple[str, ...]:
    if "# File:" in lines:
        # gettext reads "# File: name, line: 12" as a reference.
        raise _NotInOrder
    return tuple(line[mark:] for line in lines[:-1].split("\n"))


def _references(lines: str) -> tuple[str, ...]:
    if _UNUSUAL_REFERENCE.search(lines):
        # gettext joins a lone ":5" to the name before it and drops leading zeros.
        raise _NotInOrder
    words = (word for line in lines[:-1].split("\n") for word in line[3:].split(" ") if word)
    return tuple(dict.fromkeys(words))


def _previous(lines: str) -> tuple[str | None, ...]:
    match = _PREVIOUS.fullmatch(lines.replace("\n#| ", "\n")[3:])
    if match is None:
        raise _NotInOrder
    return tuple(None if part is None else _text(part) for part in match.groups())


def _uncomment(block: str) -> str:
    lines = []
    for line in block.split("\n"):
        if line.startswith("#~ "):
            lines.append(line[3:])
        elif line.startswith("#~| "):
            lines.append("#|" + line[3:])
        elif line.startswith("#") and not line.startswith(("#~", "#|")):
            lines.append(line)
        else:
            raise _NotInOrder
    return "\n".join(lines)
