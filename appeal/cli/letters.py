"""appeal letters"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appeal.cli.options import choose, json_option, on, root_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from appeal.model import Edition, Finding, Localised
    from appeal.outputs.personal import Made
    from appeal.outputs.printshop import Folder, Task
    from appeal.workspace import Workspace


@click.command("letters")
@click.option(
    "--signatories",
    "people_path",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file: name, street, postcode, city, country. UTF-8, or as Excel saves it.",
)
@click.option("-s", "--section", "section_name", required=True, metavar="SECTION")
@click.option("-l", "--lang", metavar="TAG", help="Default: the section's first language.")
@click.option("-a", "--appeal", "slug", metavar="SLUG", help="Default: the only one.")
@click.option("--merged", is_flag=True, help="One PDF for the print shop, letters.pdf.")
@click.option("--date", metavar="DATE", help="Print this date. Default: a line to fill in.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to. Default: letters/SECTION/TAG/SLUG.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help="Processes. Default: 1.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on the Dask cluster whose scheduler is there, such as tcp://10.0.0.5:8786.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    people_path: Path,
    section_name: str,
    lang: str | None,
    slug: str | None,
    merged: bool,
    date: str | None,
    out: Path | None,
    jobs: int,
    cluster: str | None,
    as_json: bool,
) -> int:
    """Make one personal letter for each signatory of a spreadsheet, ready to sign.

    The first row names the columns. Rows that cannot be used are listed
    with their line and reason; the others are made. A run that was stopped
    goes on where it stopped. envelopes.csv lists the envelopes in the order
    of printing.

    The language is one of the section's, or one that an addressee reads.

    \b
    Examples:
      appeal letters --signatories people.csv --section germany
      appeal letters --signatories people.csv --section sri-lanka --lang ta --merged
      appeal letters --signatories people.csv --section germany --lang ru --date 2026-03-01
    """
    from appeal import fingerprint
    from appeal.cli.show import say, show_findings, show_json
    from appeal.outputs import fonts, people, personal
    from appeal.outputs.printshop import Folder
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    edition, localised = _chosen(workspace, section_name, lang, slug)
    country = edition.section.country
    read = people.read(people_path.read_bytes(), str(people_path), country)
    files = fonts.find()
    run = personal.Run(
        edition=edition,
        localised=localised,
        words=workspace.words(localised.language),
        date=_date(date),
        fonts=files,
        merged=merged,
    )
    signatories, lacking = personal.printable(run, read.signatories, str(people_path))
    findings: list[Finding] = [*read.findings, *lacking]
    if not signatories:
        show_findings(findings)
        say("No row can be used; nothing is written.", err=True)
        return 1
    run = personal.fitted(run, signatories[0])
    tag = localised.language.replace("_", "-")
    target = out or workspace.root / "letters" / edition.section.slug / tag / edition.appeal.slug
    tool = fingerprint.digest_of([fingerprint.tool(), fingerprint.fonts(files)])
    folder = Folder(target, run, signatories, tool)
    with on(cluster) as executor:
        made = _work(folder, jobs, executor)
    written = folder.finish()
    show_findings(findings)
    bad = sum(finding.severity == "error" for finding in findings)
    if as_json:
        show_json(_as_dict(folder, written, made, findings))
    else:
        kept = len(signatories) - made
        say(
            f"{len(signatories)} signatories: letters of {made} made, of {kept} unchanged,"
            f" {bad} rows not usable; {len(written)} files in {target}."
        )
    return 1 if bad else 0


def _chosen(
    workspace: Workspace, section_name: str, lang: str | None, slug: str | None
) -> tuple[Edition, Localised]:
    """Return the section's edition, and its text in the language asked for."""
    from appeal.cli.options import slugs_of
    from appeal.plan import AppealPlan

    slugs = slugs_of(workspace, (slug,) if slug else ())
    if len(slugs) > 1:
        raise click.UsageError(f"Which appeal? --appeal {', '.join(slugs)}")
    sections = {section.slug: section for section in workspace.campaign.sections}
    (name,) = choose("section", (section_name,), list(sections))
    tags = sections[name].languages
    wanted = (lang or tags[0]).replace("-", "_")
    plan = AppealPlan(workspace, workspace.manuscript(slugs[0]))
    own = wanted if wanted in tags else tags[0]
    planned = next(
        planned
        for planned in plan.editions()
        if planned.section.slug == name and planned.language == own
    )
    if not planned.decision.releases("letter"):
        raise click.UsageError(
            f"The letter of {name} in {own} is held back: {planned.decision.reason}"
        )
    edition = plan.make(planned, (), None)
    if wanted == own:
        return edition, edition.own
    choose("language", (wanted,), [*tags, *edition.translations])
    return edition, edition.translations[wanted]


def _date(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not a date. Write year-month-day: 2026-05-01", param_hint="--date"
        ) from None


def _work(folder: Folder, jobs: int, executor: Executor | None) -> int:
    """Make what is not there yet; return for how many signatories."""
    tasks = folder.tasks()
    total = sum(len(task.job.people) for task in tasks)
    if not sys.stderr.isatty() or not total:
        for task, made in _results(tasks, jobs, executor):
            folder.keep(task, made)
        return total
    with click.progressbar(length=total, label="Letters", file=sys.stderr) as bar:
        for task, made in _results(tasks, jobs, executor):
            folder.keep(task, made)
            bar.update(len(task.job.people))
    return total


def _results(
    tasks: Sequence[Task], jobs: int, executor: Executor | None
) -> Iterator[tuple[Task, Made]]:
    """Yield each task with what was made of it, by the executor, one process or several."""
    from appeal.outputs.personal import results

    work = [task.job for task in tasks]
    if executor is not None or jobs == 1 or len(work) < 2:
        yield from zip(tasks, results(work, executor), strict=True)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Typst has threads of its own: a fork of them would hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        try:
            yield from zip(tasks, results(work, pool), strict=True)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _as_dict(
    folder: Folder, written: Sequence[str], made: int, findings: Sequence[Finding]
) -> dict[str, Any]:
    from appeal.cli.show import as_dict

    return {
        "folder": str(folder.path),
        "signatories": len(folder.people),
        "made": made,
        "files": list(written),
        "findings": [as_dict(finding) for finding in findings],
    }
