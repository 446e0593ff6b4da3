"""The fast reader: whole entries by one regular expression, for files that are in order.

It reads every file that gettext's tools, Poedit or Weblate write, wrapped
or not, and gives up (None) on anything else, sound or not: then
`appeal.catalogue.scanner` reads line by line and says what is wrong. The
law: where both read, they read the same.
"""

from __future__ import annotations

import re

from appeal.catalogue.flags import kept_flags
from appeal.model import Entry

_STRING = r'"[^"\\\n]*(?:\\[ntr"\\abfv][^"\\\n]*)*"(?:\n"[^"\\\n]*(?:\\[ntr"\\abfv][^"\\\n]*)*")*'
_ENTRY = re.compile(
    rf"""
    ((?:\#(?:[ ].*)?\n)*)
    ((?:\#\.(?:[ ].*)?\n)*)
    ((?:\#:[ ].*\n)*)
    (?:\#,[ ](.*)\n)?
    ((?:\#\|[ ].*\n)*)
    (?:msgctxt[ ]({_STRING})\n)?
    msgid[ ]({_STRING})\n
    (?:
      msgstr[ ]({_STRING})
    | msgid_plural[ ]({_STRING})\n
      (msgstr\[0\][ ]{_STRING}(?:\nmsgstr\[[0-9]\][ ]{_STRING})*)
    )
    """,
    re.VERBOSE,
)
_PREVIOUS = re.compile(
    rf"(?:msgctxt ({_STRING})\n)?(?:msgid ({_STRING})\n)?(?:msgid_plural ({_STRING})\n)?"
)
_UNUSUAL_REFERENCE = re.compile(r" :|:0[0-9]|\t")
_FORM = re.compile(rf"msgstr\[([0-9])\] ({_STRING})\n?")
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


def _entry(block: str, line: int) -> Entry:
    obsolete = "#~ msgid " in block
    if obsolete:
        block = _uncomment(block)
    match = _ENTRY.fullmatch(block)
    if match is None:
        raise _NotInOrder
    comments, extracted, references, flags, previous, context, msgid, msgstr, plural, forms = (
        match.groups()
    )
    if plural is None:
        strings: tuple[str, ...] = (_text(msgstr),)
        starts = [match.start(8)]
    else:
        found = list(_FORM.finditer(forms))
        if [int(form[1]) for form in found] != list(range(len(found))):
            raise _NotInOrder
        strings = tuple(_text(form[2]) for form in found)
        starts = [match.start(10) + form.start() for form in found]
    msgid_line = line + block.count("\n", 0, match.start(7))
    msgstr_line, at = msgid_line, match.start(7)
    lines = []
    for start in starts:
        msgstr_line += block.count("\n", at, start)
        at = start
        lines.append(msgstr_line)
    before = _previous(previous) if previous else (None, None, None)
    return Entry(
        msgid=_text(msgid),
        plural=None if plural is None else _text(plural),
        context=None if context is None else _text(context),
        msgstr=strings,
        comments=_comments(comments, 2) if comments else (),
        extracted=_comments(extracted, 3) if extracted else (),
        references=_references(references) if references else (),
        flags=kept_flags(flags, empty=not strings[0], obsolete=obsolete) if flags else (),
        previous_context=before[0],
        previous_msgid=before[1],
        previous_plural=before[2],
        obsolete=obsolete,
        line=msgid_line,
        msgstr_lines=tuple(lines),
    )


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
    return tuple(word for line in lines[:-1].split("\n") for word in line[3:].split(" ") if word)


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
