"""appeal build"""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appeal.cli.options import (
    appeal_option,
    choose,
    json_option,
    language_option,
    moment,
    on,
    root_of,
    section_option,
    slugs_of,
    tags_of,
)

if TYPE_CHECKING:
    from appeal.build import Options, Result
    from appeal.workspace import Workspace


@click.command("build")
@appeal_option
@section_option
@language_option
@click.option("--out", type=click.Path(path_type=Path), help="Where to. Default: build/.")
@click.option(
    "--only",
    metavar="KIND,…",
    help="Only these kinds: page, text, mail, letter, readers, office, card, fax.",
)
@click.option(
    "--today",
    metavar="DATE",
    help="The day that deadlines are counted from. Default: today.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="Processes that share the work. Default: one for each processor.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on the Dask cluster whose scheduler is there, such as tcp://10.0.0.5:8786.",
)
@click.option("--explain", is_flag=True, help="Say why each output is made.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    appeals: tuple[str, ...],
    sections: tuple[str, ...],
    languages: tuple[str, ...],
    out: Path | None,
    only: str | None,
    today: str | None,
    jobs: int | None,
    cluster: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Make every released edition's page, texts, mails and letters, and the release around them.

    Only what has changed is made again. When a source text or a catalogue
    has an error, all errors are told and nothing is written.

    \b
    Examples:
      appeal build
      appeal build --section india --lang ta
      appeal build --only page,text --out preview -j 2
      appeal build --cluster tcp://127.0.0.1:8786
    """
    from appeal.build import Options, build
    from appeal.cli.show import show_findings, show_json
    from appeal.outputs import OUTPUTS, fonts
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    slugs_of(workspace, appeals)
    kinds = tuple(name.strip() for name in only.split(",")) if only else tuple(OUTPUTS)
    serial = _serial(workspace)
    options = Options(
        out=out or workspace.root / "build",
        slugs=slugs_of(workspace, appeals) if appeals else (),
        sections=choose("section", sections, [s.slug for s in workspace.campaign.sections])
        if sections
        else (),
        tags=tags_of(workspace, languages) if languages else (),
        kinds=choose("kind of output", kinds, tuple(OUTPUTS)),
        today=_today(today),
        serial=int(moment().timestamp()) if serial is None else serial,
        undated=serial is None,
        fonts=fonts.find(),
        font_folders=fonts.searched(),
        jobs=jobs or _processors(),
    )
    with on(cluster) as executor:
        result = build(workspace, options, executor=executor)
    show_findings(result.findings)
    if as_json:
        show_json(_as_dict(result))
        return
    if explain:
        _explain(result)
    _show(result, options)


def _processors() -> int:
    try:
        # What this process may use, not what the machine has.
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _today(text: str | None) -> datetime.date:
    if text is not None:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise click.BadParameter(
                f"{text!r} is not a date. Write year-month-day: 2026-05-01", param_hint="--today"
            ) from None
    # Where no appeal has a deadline the day reaches no file: builds of any day are the same.
    return moment().date()


def _serial(workspace: Workspace) -> int | None:
    """Return the release's number: the newest commit's time; None outside git."""
    from appeal.release import history

    try:
        return history.serial(workspace.root)
    except history.HistoryError:
        return None


def _show(result: Result, options: Options) -> None:
    """Show the editions of which something was made or which are held back, and the sums."""
    from appeal.cli.show import say, show_table

    count: dict[str, int] = {}
    files = 0
    for file in result.files:
        files += 1
        if file.slug:
            folder = file.path.rpartition("/")[0]
            count[folder] = count.get(folder, 0) + 1
    made: dict[str, list[str]] = {}
    for folder, kind in result.made:
        made.setdefault(folder, []).append(kind)
    rows = []
    released = held = 0
    for record in result.editions:
        released += record.decision.released
        held += not record.decision.released
        if record.folder not in made and record.decision.released:
            continue
        state: str = record.decision.state
        if record.decision.reason:
            state = f"{state}: {record.decision.reason}"
        rows.append(
            (
                record.section,
                record.language,
                record.slug,
                f"{record.completeness.percent} %",
                state,
                str(count.get(record.folder, 0)),
                ", ".join(made.get(record.folder, ())),
            )
        )
    if rows:
        show_table(
            ("section", "language", "appeal", "translated", "edition", "files", "made now"),
            rows,
            right=(3, 5),
        )
    say(
        f"{released} editions released, {held} held back; {len(result.made)} outputs made,"
        f" {result.kept} unchanged, {len(result.removed)} files removed;"
        f" {files} files in {options.out}."
    )


def _explain(result: Result) -> None:
    from appeal.cli.show import say

    for (folder, kind), reasons in sorted(result.made.items()):
        say(f"{folder}: {kind}: {'; '.join(reasons)}")


def _as_dict(result: Result) -> dict[str, Any]:
    return {
        "editions": [
            {
                "section": record.section,
                "language": record.language,
                "appeal": record.slug,
                "percent": record.completeness.percent,
                "state": record.decision.state,
                "reason": record.decision.reason,
            }
            for record in result.editions
        ],
        "made": [{"edition": folder, "kind": kind} for folder, kind in result.made],
        "unchanged": result.kept,
        "removed": list(result.removed),
        "files": sum(1 for _ in result.files),
    }
