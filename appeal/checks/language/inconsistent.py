"""The same English is translated in one way throughout a catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.checks.wording import shown, words
from appeal.model import Catalogue, Entry, Finding, Severity

CODE = "inconsistent"
SEVERITY: Severity = "warning"


def check_entries(catalogue: Catalogue) -> Iterator[tuple[Entry, Finding]]:
    """Yield each entry whose text an earlier entry translates otherwise, with the finding.

    Empty, fuzzy and obsolete entries are no translations and are not compared.
    """
    first: dict[tuple[str, str | None], Entry] = {}
    for entry in catalogue.entries:
        if not entry.translated:
            continue
        other = first.setdefault((entry.msgid, entry.plural), entry)
        if other is entry or _same(other, entry):
            continue
        yield (
            entry,
            Finding(
                path=catalogue.path,
                line=entry.msgstr_lines[0] if entry.msgstr_lines else entry.line,
                code=CODE,
                severity=SEVERITY,
                message=words(
                    "the same English is “{other}” on line {line}",
                    other=shown(other.msgstr[0]),
                    line=other.msgstr_lines[0] if other.msgstr_lines else other.line,
                ),
                hint=words("translate it alike, unless grammar wants another form here"),
                msgid=entry.msgid,
            ),
        )


def _same(one: Entry, two: Entry) -> bool:
    return [text.strip().casefold() for text in one.msgstr] == [
        text.strip().casefold() for text in two.msgstr
    ]
