"""appeal status"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from appeal.cli.options import (
    appeal_option,
    json_option,
    moment,
    root_of,
    section_option,
    slugs_of,
)

if TYPE_CHECKING:
    from appeal.plan import Planned


@click.command("status")
@appeal_option
@section_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, appeals: tuple[str, ...], sections: tuple[str, ...], as_json: bool
) -> None:
    """Show, for each appeal and edition, how far its translation is and what becomes of it.

    Percentages count words of the English. An edition that is held back says
    why; an appeal with a deadline says how many days are left.

    \b
    Examples:
      appeal status
      appeal status --section india --json
    """
    from appeal import pipeline
    from appeal.cli.options import choose
    from appeal.cli.show import say, show_findings, show_json, show_table
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    slugs = slugs_of(workspace, appeals)
    wanted = choose("section", sections, [s.slug for s in workspace.campaign.sections])
    editions = [p for p in pipeline.status(workspace, slugs) if p.section.slug in wanted]
    show_findings(finding for slug in slugs for finding in workspace.findings(slug))
    if as_json:
        show_json([as_row(planned) for planned in editions])
        return
    today = moment().date()
    for slug in slugs:
        say(f"{slug}{_deadline(workspace.manuscript(slug).appeal.send_before, today)}", bold=True)
        rows = [planned for planned in editions if planned.slug == slug]
        show_table(HEAD, (row(planned) for planned in rows), right=RIGHT)
        released = sum(planned.decision.released for planned in rows)
        say(f"{released} of {len(rows)} editions released.")


HEAD = ("section", "language", "translated", "fuzzy", "reviewed", "edition")
RIGHT = (2, 3, 4)


def row(planned: Planned) -> tuple[str, ...]:
    """Return an edition's line of the table."""
    done = planned.completeness
    state = planned.decision.state
    if planned.decision.reason:
        state = f"{state}: {planned.decision.reason}"  # type: ignore[assignment]  # now a sentence
    counts = (
        ("original", "", "")
        if planned.original
        else (
            f"{done.percent} %",
            f"{_percent(done.fuzzy, done.words)} %",
            f"{_percent(done.reviewed, done.words)} %",
        )
    )
    return (planned.section.slug, planned.language, *counts, state)


def as_row(planned: Planned) -> dict[str, Any]:
    """Return an edition for ``--json``; words are the English's."""
    done = planned.completeness
    return {
        "appeal": planned.slug,
        "section": planned.section.slug,
        "language": planned.language,
        "original": planned.original,
        "words": done.words,
        "translated": done.translated,
        "fuzzy": done.fuzzy,
        "untranslated": done.words - done.translated - done.fuzzy,
        "reviewed": done.reviewed,
        "state": planned.decision.state,
        "reason": planned.decision.reason,
    }


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0


def _deadline(last: datetime.date | None, today: datetime.date) -> str:
    if last is None:
        return ""
    days = (last - today).days
    if days < 0:
        return f" (expired on {last})"
    return f" (send before {last}: {days} {'day' if days == 1 else 'days'} left)"
