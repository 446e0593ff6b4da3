"""Sign-offs and waivers: translator comments that name the content they were given for.

``# reviewed: 1f0c9a2e Aisha Example 2025-03-01`` and
``# ignore: value-missing 1f0c9a2e the number is a word here``. They survive
Poedit, Weblate and msgmerge, and lapse by themselves when the entry's
msgid or msgstr changes.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import re

from appeal.model import Entry

_REVIEWED = re.compile(
    r"[ \t]*reviewed:[ \t]*([0-9a-f]{8})[ \t]+(.*\S)[ \t]+(\d{4}-\d\d-\d\d)[ \t]*"
)
_IGNORE = re.compile(r"[ \t]*ignore:[ \t]*([a-z0-9-]+)[ \t]+([0-9a-f]{8})[ \t]+(.*\S)[ \t]*")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A sign-off that holds: by whom, and on which day (ISO 8601)."""

    name: str
    date: str


def signature(entry: Entry) -> str:
    """Return 8 hex digits of the entry's content: msgctxt, msgid, msgid_plural, every msgstr."""
    # NUL separates: no PO file can contain it. None and "" differ.
    parts = [
        "" if text is None else f"={text}"
        for text in (entry.context, entry.msgid, entry.plural, *entry.msgstr)
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def reviews(entry: Entry) -> tuple[Review, ...]:
    """Return the sign-offs that hold for the entry as it stands, in file order."""
    found = [match for line in entry.comments if (match := _REVIEWED.fullmatch(line))]
    if not found or not entry.translated:
        return ()
    content = signature(entry)
    return tuple(Review(name=m[2], date=m[3]) for m in found if m[1] == content)


def held_signoffs(entry: Entry) -> tuple[str, ...]:
    """Return the comment lines of the sign-offs that hold, as they stand."""
    held = set(reviews(entry))
    return tuple(
        line
        for line in entry.comments
        if (m := _REVIEWED.fullmatch(line)) and Review(name=m[2], date=m[3]) in held
    )


def without_marks(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the comments that are neither sign-off nor waiver: a changed text outdates these."""
    return tuple(
        line for line in comments if not _REVIEWED.fullmatch(line) and not _IGNORE.fullmatch(line)
    )


def reviewed(entry: Entry) -> bool:
    """Tell whether somebody signed off this translation of this text."""
    return bool(reviews(entry))


def sign(entry: Entry, *, name: str, date: datetime.date) -> Entry:
    """Return the entry with a sign-off. Lapsed ones, and an earlier one by the same name, go.

    Raises ValueError for an entry that is not translated, or without a name.
    """
    name = " ".join(name.split())
    if not name:
        raise ValueError("a sign-off needs a name")
    if not entry.translated:
        raise ValueError(f"not translated: {entry.msgid!r}")
    content = signature(entry)
    kept = [
        line
        for line in entry.comments
        if not (match := _REVIEWED.fullmatch(line)) or (match[1] == content and match[2] != name)
    ]
    return dataclasses.replace(
        entry, comments=(*kept, f"reviewed: {content} {name} {date.isoformat()}")
    )


def waivers(entry: Entry) -> dict[str, str]:
    """Return the codes of findings that are waived for the entry as it stands, with the reasons."""
    found = [match for line in entry.comments if (match := _IGNORE.fullmatch(line))]
    if not found:
        return {}
    content = signature(entry)
    return {match[1]: match[3] for match in found if match[2] == content}


def waive(entry: Entry, code: str, reason: str) -> Entry:
    """Return the entry with a waiver of one code; an earlier one of that code goes.

    Raises ValueError without a reason, or where code is no finding's code.
    """
    reason = " ".join(reason.split())
    line = f"ignore: {code} {signature(entry)} {reason}"
    if not _IGNORE.fullmatch(line):
        raise ValueError(f"a waiver needs a code and a reason: {line!r}")
    kept = [
        old for old in entry.comments if not (match := _IGNORE.fullmatch(old)) or match[1] != code
    ]
    return dataclasses.replace(entry, comments=(*kept, line))


def resign(before: Entry, after: Entry) -> Entry:
    """Return ``after`` with the marks that held for ``before`` naming its own content.

    For edits that leave every judgement as it was, such as a mended typo in
    the msgid.
    """
    old, new = signature(before), signature(after)
    comments = tuple(
        line.replace(old, new, 1)
        if (_REVIEWED.fullmatch(line) or _IGNORE.fullmatch(line)) and old in line
        else line
        for line in after.comments
    )
    return dataclasses.replace(after, comments=comments)
