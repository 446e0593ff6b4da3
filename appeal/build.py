"""The build: only what its inputs changed, in parallel or on a cluster, all or nothing.

Every output of every edition has a key, a digest of all that it depends
on. What has the key of the last build stays; the rest is made into a
staging folder beside it, and takes its place by renames when everything
has succeeded, the manifest last. A build that fails, or is stopped, leaves
the folder as it was. An appeal none of whose inputs changed is not even
parsed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from appeal import buildstate, unchanged
from appeal.buildstate import AppealState, ReleaseState
from appeal.editions import make, needed_files, write_staged
from appeal.files import switch
from appeal.inputs import Inputs, Options
from appeal.model import Finding
from appeal.outputs import OUTPUTS
from appeal.pipeline import Refused
from appeal.release.finish import finish
from appeal.release.frozen import last_changes
from appeal.release.records import EditionRecord, FileRecord
from appeal.release.signature import Signer
from appeal.survey import PRINTED, survey, survey_elsewhere
from appeal.unchanged import Head
from appeal.work import Done, Task, batches, by_output, done, out_of_date, work_off, work_off_in
from appeal.workers import processes
from appeal.workspace import Workspace

__all__ = ["Options", "Result", "build"]

_STAGING = ".appeal-staging"

# Outputs below which other processes cost more than they bring.
_WORTH_PROCESSES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build did.

    ``made`` are (edition folder, kind) with the reasons why; ``removed`` are
    paths that went, ``findings`` warnings of the sources that were read.
    """

    appeals: Mapping[str, AppealState]
    release: ReleaseState
    made: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def editions(self) -> Iterator[EditionRecord]:
        return (record for one in self.appeals.values() for record in one.records)

    @property
    def files(self) -> Iterator[FileRecord]:
        """Every file of the build, those around the editions last."""
        for one in self.appeals.values():
            yield from one.files
        yield from self.release.files

    @property
    def kept(self) -> int:
        """How many outputs stayed as they were."""
        outputs = (k for one in self.appeals.values() for k in one.outputs.values())
        return sum(map(len, outputs)) - len(self.made)


def build(
    workspace: Workspace,
    options: Options,
    *,
    executor: Executor | None = None,
    sign: Signer | None = None,
) -> Result:
    """Make what is out of date and finish the release.

    Raises `Refused` with every error of sources and catalogues; then nothing
    is written. The work is shared among ``options.jobs`` processes, or given
    to ``executor``, whose workers need not see this machine's disk: files
    travel as values both ways.
    """
    inputs = Inputs(workspace.root, workspace.campaign, options)
    release = buildstate.read_release(options.out)
    stayed: dict[str, AppealState] = {}
    # Paths that the last build left and of which nothing is known from here on.
    leaving = buildstate.read_leaving(options.out)
    before = set(leaving)
    for slug in buildstate.known(options.out):
        state = buildstate.read_appeal(options.out, slug)
        if slug in workspace.slugs and inputs.unchanged(state, slug):
            stayed[slug] = state
        elif state is not None:
            before.update(path for path, _ in state.sizes)
    fresh = [slug for slug in workspace.slugs if slug not in stayed]
    if not fresh and not before and inputs.release_stands(release, stayed, sign is not None):
        _write_head(workspace, options, inputs, stayed, release)
        return Result(appeals=stayed, release=release)
    before.update(file.path for file in release.files)
    staging = options.out / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        tasks = [
            Task(
                root=workspace.root,
                slug=slug,
                facts=inputs.facts(slug, release),
                options=options,
                staging=staging,
            )
            for slug in fresh
        ]
        worked = _worked_off(workspace, tasks, executor)
        made = {place: why for one in worked.values() for place, why in one.made.items()}
        findings = tuple(finding for one in worked.values() for finding in one.warnings)
        # In the order of the slugs, and what is taken over is held once.
        appeals = {
            slug: stayed[slug] if slug in stayed else _state(worked.pop(slug), inputs)
            for slug in workspace.slugs
        }
        new = _finish(workspace, options, inputs, appeals, staging, sign)
        after = buildstate.paths((appeals[slug] for slug in fresh), new)
        if leaving:
            after |= buildstate.paths(stayed.values(), new)
        removed = sorted(before - after)
        # While files move, the state on disk claims none of the appeals that change, and names
        # all that may be left of them: a build that is killed here is made whole by the next.
        unchanged.remove(options.out)
        buildstate.write_leaving(options.out, before)
        buildstate.remove_appeals(options.out, set(buildstate.known(options.out)) - stayed.keys())
        switch(staging, options.out, last="manifest.json", removed=removed)
        buildstate.write_appeals(options.out, (appeals[slug] for slug in fresh))
        buildstate.write_release(options.out, new)
        buildstate.write_leaving(options.out, ())
        _write_head(workspace, options, inputs, appeals, new)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Result(
        appeals=appeals,
        release=new,
        made=made,
        removed=tuple(removed),
        findings=findings,
    )


# -- the appeals ----------------------------------------------------------------------


def _worked_off(
    workspace: Workspace,
    tasks: Sequence[Task],
    executor: Executor | None,
) -> dict[str, Done]:
    """Work the appeals off, in their order. Raises `Refused` with all errors of all of them."""
    found: list[Done] = []
    if executor is not None:
        found = _divided(workspace, tasks, executor, remote=True)
    elif tasks:
        options = tasks[0].options
        outputs = len(tasks) * len(workspace.roster) * len(options.kinds)
        with processes(options.jobs if outputs > _WORTH_PROCESSES else 1) as own:
            if own is None:
                for task in tasks:
                    failed = any(one.errors for one in found)
                    found.append(work_off_in(workspace, task, survey_only=failed))
            elif len(tasks) < 2 * options.jobs:
                found = _divided(workspace, tasks, own, remote=False)
            else:
                # The first one here: what it warms up (templates, locales) the others inherit.
                # But processes that are copied while the press is at work would hang.
                here = 0 if PRINTED.intersection(options.kinds) else 1
                found = [work_off_in(workspace, task) for task in tasks[:here]]
                found += own.map(work_off, tasks[here:])
    _refuse(found)
    return {one.slug: one for one in found}


def _divided(
    workspace: Workspace,
    tasks: Sequence[Task],
    executor: Executor,
    *,
    remote: bool,
) -> list[Done]:
    """Decide on all appeals, then divide each one's outputs among the workers."""
    if not tasks:
        return []
    if remote and "the history" not in tasks[0].facts.context:
        files = (needed_files(workspace, task.slug) for task in tasks)
        facts = (task.facts for task in tasks)
        surveys = list(executor.map(survey_elsewhere, files, (task.slug for task in tasks), facts))
    else:
        # Only this machine has the history.
        surveys = [survey(workspace, task.slug, task.facts) for task in tasks]
    if any(one.errors for one in surveys):
        return [done(one, None, [], {}) for one in surveys]
    old = [buildstate.read_appeal(task.options.out, task.slug) for task in tasks]
    work = [
        out_of_date(one, known, task.facts, task.options)
        for one, known, task in zip(surveys, old, tasks, strict=True)
    ]
    # A few parts for each worker, so that the last to be at work is not at work alone.
    workers: int = getattr(executor, "workers", tasks[0].options.jobs)
    parts = -(-4 * workers // len(tasks))
    every = (
        batch
        for one, items, task in zip(surveys, work, tasks, strict=True)
        if items
        for batch in batches(
            one,
            items,
            task,
            parts=parts,
            files=needed_files(workspace, one.slug) if remote else None,
        )
    )
    made = {}
    for result in executor.map(make, every):
        for one_made in result:
            for artifact in one_made.artifacts:
                write_staged(tasks[0].staging, artifact)
        made.update(by_output(result))
    return [
        done(one, known, items, made) for one, known, items in zip(surveys, old, work, strict=True)
    ]


def _refuse(found: Iterable[Done]) -> None:
    if any(one.errors for one in found):
        raise Refused([finding for one in found for finding in (*one.warnings, *one.errors)])


def _state(one: Done, inputs: Inputs) -> AppealState:
    state = AppealState(
        slug=one.slug,
        key=inputs.appeal_key(one.slug, one.deadline),
        kinds=inputs.options.kinds if inputs.options.everything else (),
        deadline=one.deadline,
        today=inputs.options.today if one.deadline else None,
        inputs=inputs.own(one.slug),
        records=one.records,
        outputs=one.outputs,
    )
    return buildstate.lean(state)


# -- around them ------------------------------------------------------------------------


def _finish(
    workspace: Workspace,
    options: Options,
    inputs: Inputs,
    appeals: Mapping[str, AppealState],
    staging: Path,
    sign: Signer | None,
) -> ReleaseState:
    """Make the release's own files (feeds, zips, index, sums, manifest) in the staging folder."""

    def read(path: str) -> bytes:
        try:
            return (staging / path).read_bytes()
        except FileNotFoundError:
            return (options.out / path).read_bytes()

    files = []

    def spool(path: str, kind: str, write: Callable[[BinaryIO], None]) -> FileRecord:
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w+b") as stream:
            write(stream)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            record = FileRecord(path=path, sha256=digest, size=stream.tell(), kind=kind)
        files.append(record)
        return record

    for artifact in finish(
        workspace.campaign,
        [record for one in appeals.values() for record in one.records],
        [file for one in appeals.values() for file in one.files],
        read,
        serial=options.serial,
        today=options.today if any(one.deadline for one in appeals.values()) else None,
        sign=sign,
        updated=last_changes(workspace.root),
        spool=spool,
    ):
        write_staged(staging, artifact)
        files.append(FileRecord.of(artifact))
    return ReleaseState(
        key=inputs.release_key(appeals, sign is not None),
        serial=options.serial,
        files=tuple(files),
        inputs=inputs.shared,
        context=inputs.context,
    )


def _write_head(
    workspace: Workspace,
    options: Options,
    inputs: Inputs,
    appeals: Mapping[str, AppealState],
    release: ReleaseState,
) -> None:
    """Keep what lets the next build know at once that it has nothing to do.

    Where that cannot be known at once, nothing is kept.
    """
    kinds = set(OUTPUTS).intersection(*(one.kinds for one in appeals.values()))
    if not kinds or not (options.undated or inputs.commit):
        unchanged.remove(options.out)
        return
    decisions = [record.decision for one in appeals.values() for record in one.records]
    released = sum(decision.released for decision in decisions)
    dated = any(one.deadline for one in appeals.values())
    unchanged.write(
        options.out,
        Head(
            kinds=sorted(kinds),
            deadlines=dated,
            environment=os.environ.get("APPEAL_FONTS", ""),
            folders=options.font_folders,
            fonts=options.fonts,
            released=released,
            held=len(decisions) - released,
            files=[
                *(item for one in appeals.values() for item in one.sizes),
                *((file.path, file.size) for file in release.files),
            ],
        ),
        unchanged.key(
            workspace.root,
            options.font_folders,
            options.fonts,
            str(options.today) if dated else "",
            inputs=inputs.all,
        ),
    )
