"""What is to be made of an appeal, and why; and the making of it, appeal by appeal.

One machine works an appeal off in one go: read, decided on, made. So it is
parsed once, and many appeals need no more memory than one.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from appeal import buildstate
from appeal.buildstate import AppealState, Stored
from appeal.editions import Batch, Job, Made, make
from appeal.inputs import Options
from appeal.model import Finding
from appeal.outputs import OUTPUTS
from appeal.release.records import EditionRecord
from appeal.survey import LINKED, PRINTED, Facts, Survey, SurveyedEdition, survey
from appeal.workspace import Workspace

Outputs = dict[str, dict[str, Stored]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An appeal to work off, from a workspace to the staging folder of a build."""

    root: Path
    slug: str
    facts: Facts
    options: Options
    staging: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The outputs of one edition that are to be made: (kind, new key, reasons)."""

    edition: SurveyedEdition
    kinds: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An appeal that is worked off: its outputs by edition folder and kind, old and new.

    ``made`` are (folder, kind) of the new ones with the reasons why. With
    ``errors`` there are no outputs.
    """

    slug: str
    deadline: datetime.date | None = None
    records: tuple[EditionRecord, ...] = ()
    outputs: Outputs = field(default_factory=dict)
    made: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()


def work_off(task: Task) -> Done:
    """Read an appeal, decide on its editions and make what is out of date, in a worker.

    Raises `EditionError` for the first edition that fails.
    """
    return work_off_in(_workspace(task.root), task)


@functools.lru_cache(maxsize=1)
def _workspace(root: Path) -> Workspace:
    return Workspace(root)


def work_off_in(workspace: Workspace, task: Task, *, survey_only: bool = False) -> Done:
    """Like `work_off`, in a workspace that is open; ``survey_only`` looks for errors alone."""
    one = survey(workspace, task.slug, task.facts)
    if one.errors or survey_only:
        return done(one, None, [], {})
    known = buildstate.read_appeal(task.options.out, task.slug)
    work = out_of_date(one, known, task.facts, task.options)
    made: dict[tuple[str, str], Made] = {}
    for batch in batches(one, work, task, parts=1):
        made.update(by_output(make(batch, workspace)))
    return done(one, known, work, made)


def done(
    one: Survey,
    known: AppealState | None,
    work: Sequence[Work],
    made: Mapping[tuple[str, str], Made],
) -> Done:
    """Put together what there is of an appeal now: new outputs over those that stayed."""
    new = {
        (item.edition.record.folder, kind): (key, why)
        for item in work
        for kind, key, why in item.kinds
    }
    outputs: Outputs = {}
    for edition in one.editions:
        record = edition.record
        stayed = known.outputs.get(record.folder, {}) if known else {}
        kinds = {k: stored for k, stored in stayed.items() if record.decision.releases(k)}
        for kind in edition.keys:
            if (record.folder, kind) in new:
                key, _ = new[record.folder, kind]
                kinds[kind] = Stored(key=key, files=made[record.folder, kind].files)
        if kinds:
            outputs[record.folder] = {kind: kinds[kind] for kind in OUTPUTS if kind in kinds}
    return Done(
        slug=one.slug,
        deadline=one.deadline,
        records=tuple(edition.record for edition in one.editions),
        outputs=outputs,
        made={place: why for place, (_, why) in new.items()},
        warnings=one.warnings,
        errors=one.errors,
    )


def by_output(made: Iterable[Made]) -> dict[tuple[str, str], Made]:
    return {(one.folder, one.kind): one for one in made}


def batches(
    one: Survey,
    work: Sequence[Work],
    task: Task,
    *,
    parts: int,
    files: Mapping[str, bytes] | None = None,
) -> list[Batch]:
    """Divide what is to be made of an appeal into so many parts of like size, or fewer.

    Editions of one language stay together, so that it is rendered once.
    With ``files`` the parts are for machines that do not see this one's disk.
    """
    by_language: dict[str, list[Work]] = {}
    for item in work:
        by_language.setdefault(item.edition.record.language, []).append(item)
    groups: list[list[Work]] = [[] for _ in range(min(parts, len(by_language)))]
    for group in sorted(by_language.values(), key=len, reverse=True):
        min(groups, key=len).extend(group)
    return [
        Batch(
            root=task.root,
            files=files,
            slug=one.slug,
            jobs=tuple(
                Job(
                    record=item.edition.record,
                    kinds=tuple(kind for kind, _, _ in item.kinds),
                    older=item.edition.older,
                )
                for item in group
            ),
            siblings=one.siblings,
            today=task.options.today,
            fonts=task.options.fonts,
            staging=None if files is not None else task.staging,
        )
        for group in groups
    ]


def out_of_date(
    one: Survey, known: AppealState | None, facts: Facts, options: Options
) -> list[Work]:
    """Return the outputs asked for whose key is new or whose files are not there."""
    return [
        Work(edition=edition, kinds=kinds)
        for edition in one.editions
        if options.selects(edition.record)
        and (kinds := tuple(_kinds(edition, known, facts, options)))
    ]


def _kinds(
    edition: SurveyedEdition,
    known: AppealState | None,
    facts: Facts,
    options: Options,
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    folder = edition.record.folder
    stored = known.outputs.get(folder, {}) if known else {}
    for kind, key in edition.keys.items():
        if kind not in stored:
            yield kind, key, ("it was not there",)
        elif stored[kind].key != key:
            yield kind, key, _reasons(edition, kind, known, facts)
        elif not buildstate.there(
            options.out, ((f"{folder}/{file.name}", file.size) for file in stored[kind].files)
        ):
            yield kind, key, ("a file is gone",)


def _reasons(
    edition: SurveyedEdition,
    kind: str,
    known: AppealState | None,
    facts: Facts,
) -> tuple[str, ...]:
    """Say what made an output's key a new one."""
    old = {**facts.old_inputs, **(known.inputs if known else {})}
    names = (*edition.names(kind), "campaign.toml", "sections.toml")
    reasons = [f"{name} changed" for name in names if facts.inputs.get(name) != old.get(name)]
    reasons += [
        f"{what} changed"
        for what, value in facts.context.items()
        if facts.old_context.get(what) != value and (what != "the fonts" or kind in PRINTED)
    ]
    if known and known.deadline and known.today != facts.today:
        reasons.append("the day changed")
    if not reasons:
        what = "editions that it links to" if kind in LINKED else "languages of its readers"
        reasons.append(f"the {what} changed")
    return tuple(reasons)
