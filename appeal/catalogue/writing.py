"""Writing PO files exactly as ``msgcat --no-wrap`` (gettext 0.21) writes them.

Strings break after each newline and nowhere else, ``#:`` lines at 79
bytes, obsolete entries come last, unknown flags go, and an obsolete entry
without a translation is not written.
"""

from __future__ import annotations

from pathlib import Path

from appeal.catalogue.flags import canonical_flags
from appeal.files import write_atomic
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


def entry_text(entry: Entry) -> str:
    """Return one entry's lines, each with its line end."""
    out = []
    for line in entry.comments:
        out.append(f"# {line}\n" if line else "#\n")
    for line in entry.extracted:
        out.append(f"#. {line}\n" if line else "#.\n")
    if entry.references:
        out.append(_references(entry.references))
    flags = canonical_flags(entry) if entry.flags else ()
    mark, before = ("#~ ", "#~| ") if entry.obsolete else ("", "#| ")
    if flags:
        out.append(f"#, {', '.join(flags)}\n")
    if entry.previous_context is not None:
        out.append(_string(before, "msgctxt", entry.previous_context))
    if entry.previous_msgid is not None:
        out.append(_string(before, "msgid", entry.previous_msgid))
    if entry.previous_plural is not None:
        out.append(_string(before, "msgid_plural", entry.previous_plural))
    if entry.context is not None:
        out.append(_string(mark, "msgctxt", entry.context))
    out.append(_string(mark, "msgid", entry.msgid))
    if entry.plural is None:
        out.append(_string(mark, "msgstr", entry.msgstr[0]))
    else:
        out.append(_string(mark, "msgid_plural", entry.plural))
        for index, form in enumerate(entry.msgstr):
            out.append(_string(mark, f"msgstr[{index}]", form))
    return "".join(out)


def _string(mark: str, keyword: str, text: str) -> str:
    if not text.isprintable() or '"' in text or "\\" in text:
        for raw, escaped in _ESCAPES:
            if raw in text:
                text = text.replace(raw, escaped)
        first = text.find("\n")
        if first != -1:
            body = text.replace("\n", f'\\n"\n{mark}"')
            if text.endswith("\n"):
                body = body[: -len(f'"\n{mark}"')]
            if first != len(text) - 1:
                return f'{mark}{keyword} ""\n{mark}"{body}"\n'
            return f'{mark}{keyword} "{body}"\n'
    return f'{mark}{keyword} "{text}"\n'


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
