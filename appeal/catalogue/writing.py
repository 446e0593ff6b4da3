"""Writing PO files exactly as ``msgcat --no-wrap`` (gettext 0.21) writes them.

Strings break after each newline and nowhere else, ``#:`` lines at 79
bytes, obsolete entries come last, unknown flags go, and an obsolete entry
without a translation is not written.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from appeal.catalogue.flags import canonical_flags
from appeal.files import write_all, write_atomic
from appeal.model import Catalogue, Entry

_REFERENCE_COLUMNS = 79
_ESCAPES = (
    ("\\", "\\\\"),
    ('"', '\\"'),
    ("\t", "\\t"),
    ("\r", "\\r"),
    ("\a", "\\a"),
    ("\b", "\\b"),
    ("\f", "\\f"),
    ("\v", "\\v"),
)


def write(catalogue: Catalogue) -> bytes:
    """Return the catalogue's canonical bytes. The law: ``parse(write(c)) == c``."""
    live = [entry_text(catalogue.header)]
    obsolete = []
    for entry in catalogue.entries:
        if not entry.obsolete:
            live.append(entry_text(entry))
        elif entry.msgstr[0]:
            obsolete.append(entry_text(entry))
    return "\n".join(live + obsolete).encode()


def save(path: Path, catalogue: Catalogue) -> bool:
    """Write the catalogue atomically; return False, touching nothing, if it stands there."""
    return write_atomic(path, write(catalogue))


def save_all(catalogues: Iterable[tuple[Path, Catalogue]]) -> list[Path]:
    """Write many catalogues atomically and return the paths whose bytes were new."""
    return write_all((path, write(catalogue)) for path, catalogue in catalogues)


def entry_text(entry: Entry) -> str:
    """Return one entry's lines, each with its line end."""
    mark, before = ("#~ ", "#~| ") if entry.obsolete else ("", "#| ")
    out = [_comment("#", line) for line in entry.comments]
    out.append(_programmer(entry.extracted, entry.references))
    if entry.flags:
        flags = canonical_flags(entry)
        if flags:
            out.append(f"#, {', '.join(flags)}\n")
    if entry.previous_msgid is not None:
        if entry.previous_context is not None:
            out.append(_string(before, "msgctxt", entry.previous_context))
        out.append(_string(before, "msgid", entry.previous_msgid))
        if entry.previous_plural is not None:
            out.append(_string(before, "msgid_plural", entry.previous_plural))
    out.append(_asked(mark, entry.context, entry.msgid, entry.plural))
    if entry.plural is None:
        out.append(_string(mark, "msgstr", entry.msgstr[0]))
    else:
        for index, form in enumerate(entry.msgstr):
            out.append(_string(mark, f"msgstr[{index}]", form))
    return "".join(out)


# What all languages of an appeal share is spelt once.
@functools.lru_cache(maxsize=8192)
def _asked(mark: str, context: str | None, msgid: str, plural: str | None) -> str:
    out = [] if context is None else [_string(mark, "msgctxt", context)]
    out.append(_string(mark, "msgid", msgid))
    if plural is not None:
        out.append(_string(mark, "msgid_plural", plural))
    return "".join(out)


@functools.lru_cache(maxsize=8192)
def _programmer(extracted: tuple[str, ...], references: tuple[str, ...]) -> str:
    out = [_comment("#.", line) for line in extracted]
    if references:
        out.append(_references(tuple(dict.fromkeys(references))))
    return "".join(out)


def _comment(mark: str, line: str) -> str:
    if line.endswith("\\"):
        # gettext would join the next line to it.
        line += " "
    return f"{mark} {line}\n" if line else f"{mark}\n"


def _string(mark: str, keyword: str, text: str) -> str:
    for raw, escaped in _ESCAPES:
        if raw in text:
            text = text.replace(raw, escaped)
    first = text.find("\n")
    if first == -1:
        return f'{mark}{keyword} "{text}"\n'
    lines = text.split("\n")
    last = lines.pop()
    quoted = [f'{mark}"{line}\\n"\n' for line in lines]
    if last:
        quoted.append(f'{mark}"{last}"\n')
    if len(quoted) == 1:
        return f"{mark}{keyword} {quoted[0][len(mark) :]}"
    return f'{mark}{keyword} ""\n{"".join(quoted)}'


def _references(references: tuple[str, ...]) -> str:
    lines = ["#:"]
    column = 2
    for word in references:
        # gettext counts bytes here, not columns.
        width = len(word.encode()) + 1
        if column > 2 and column + width > _REFERENCE_COLUMNS:
            lines.append("\n#:")
            column = 2
        lines.append(" ")
        lines.append(word)
        column += width
    lines.append("\n")
    return "".join(lines)
