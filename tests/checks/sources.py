"""Appeals made of a body alone, for the rules on the English."""

from __future__ import annotations

import datetime

from appeal.model import Appeal, Person, SourceText, Status


def appeal_with(
    body: str, *, send_before: datetime.date | None = None, status: Status = "open"
) -> Appeal:
    """Return an appeal with this body, which begins on line 2 of its page."""
    return Appeal(
        slug="x",
        page=SourceText(path="source/x/appeal.md", body=body, body_line=2),
        letter=SourceText(path="source/x/letter.md", body="We protest.\n", body_line=5),
        country="KZ",
        date=None,
        send_before=send_before,
        status=status,
        addressees=(),
        copies_to=(),
        signatory=Person(key="signatory"),
        contact=None,
        names=(),
        values={},
        notes="",
    )
