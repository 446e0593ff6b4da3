"""The build: only what its inputs changed, in parallel or on a cluster, all or nothing.

Every output of every edition has a key, a digest of all that it depends
on. What has the key of the last build stays; the rest is made into a
staging folder beside it, and takes its place by renames when everything
has succeeded, the manifest last. A build that fails, or is stopped, leaves
the folder as it was. An appeal none of whose inputs changed is not even
parsed.
"""

from __future__ import annotations

import datetime
import functools
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from appeal import buildstate, fingerprint, unchanged
from appeal.buildstate import AppealState, ReleaseState, Stored
from appeal.editions import Batch, Job, Made, make, needed_files, survey_from, write_staged
from appeal.files import switch
from appeal.model import Finding
from appeal.outputs import OUTPUTS
from appeal.pipeline import Refused
from appeal.release.finish import finish
from appeal.release.frozen import last_changes
from appeal.release.records import EditionRecord, FileRecord
from appeal.release.signature import Signer
from appeal.survey import LINKED, PRINTED, Facts, Survey, SurveyedEdition, survey
from appeal.unchanged import Head
from appeal.workers import processes
from appeal.workspace import Workspace

_STAGING = ".appeal-staging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of a build. Empty selections mean all; ``today`` is never the clock.

    ``serial`` numbers the release; where it is ``undated`` (outside git) a
    new number alone is no reason for a new release. ``fonts`` are font
    files, found in ``font_folders``. ``jobs`` are the processes of this
    machine that share the work.
    """

    out: Path
    slugs: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(OUTPUTS)
    today: datetime.date | None = None
    serial: int = 0
    undated: bool = False
    fonts: tuple[str, ...] = ()
    font_folders: tuple[str, ...] = ()
    jobs: int = 1

    @property
    def everything(self) -> bool:
        """Tell whether no edition is left out."""
        return not (self.slugs or self.sections or self.tags)

    def selects(self, record: EditionRecord) -> bool:
        return (
            (not self.slugs or record.slug in self.slugs)
            and (not self.sections or record.section in self.sections)
            and (not self.tags or record.language in self.tags)
        )


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
    remote: bool = False,
    sign: Signer | None = None,
) -> Result:
    """Make what is out of date and finish the release.

    Raises `Refused` with every error of sources and catalogues before
    anything is made. The work is shared among ``options.jobs`` processes, or
    given to ``executor``; ``remote`` says that its workers do not see this
    machine's disk, so that files travel as values both ways.
    """
    inputs = _Inputs(workspace, options)
    old = {
        slug: state
        for slug in buildstate.known(options.out)
        if (state := buildstate.read_appeal(options.out, slug)) is not None
    }
    release = buildstate.read_release(options.out)
    fresh = [slug for slug in workspace.slugs if not inputs.unchanged(old.get(slug), slug)]
    stayed = {slug: old[slug] for slug in workspace.slugs if slug in old and slug not in fresh}
    if not fresh and stayed.keys() == old.keys() and inputs.release_stands(release, stayed):
        _write_head(workspace, options, inputs, stayed, release)
        return Result(appeals=stayed, release=release)
    staging = options.out / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        few = len(fresh) * len(workspace.roster) * len(options.kinds) < _WORTH_PROCESSES
        jobs = 1 if executor is not None or few else options.jobs
        with processes(jobs) as own:
            surveys = _surveys(workspace, inputs, fresh, own)
            work = {
                one.slug: list(_out_of_date(one, old.get(one.slug), release, inputs))
                for one in surveys
            }
            made = _make(workspace, options, surveys, work, staging, executor or own, remote)
        appeals = dict(stayed)
        for one in surveys:
            appeals[one.slug] = _state(one, old.get(one.slug), work[one.slug], made, inputs)
        appeals = {slug: appeals[slug] for slug in workspace.slugs}
        new = _finish(workspace, options, inputs, appeals, staging, sign)
        before = buildstate.paths(old, release) | buildstate.read_leaving(options.out)
        removed = sorted(before - buildstate.paths(appeals, new))
        # While files move, the state on disk claims none of the appeals that change, and names
        # all that may be left of them: a build that is killed here is made whole by the next.
        unchanged.remove(options.out)
        buildstate.write_leaving(options.out, before)
        buildstate.remove_appeals(options.out, {*fresh, *(old.keys() - stayed.keys())})
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
        made={
            (item.edition.record.folder, kind): why
            for items in work.values()
            for item in items
            for kind, _, why in item.kinds
        },
        removed=tuple(removed),
        findings=tuple(finding for one in surveys for finding in one.warnings),
    )


# Outputs below which other processes cost more than they bring.
_WORTH_PROCESSES = 16


# -- what is out of date ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The outputs of one edition that are to be made: (kind, new key, reasons)."""

    edition: SurveyedEdition
    kinds: tuple[tuple[str, str, tuple[str, ...]], ...]


class _Inputs:
    """The digests of all that a build depends on."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        self.options = options
        # Taken before anything is read: what changes from here on is changed for the next build.
        self.all = fingerprint.inputs(workspace.root)
        self.commit = fingerprint.commit(workspace.root)
        self.context = {
            "the tool": fingerprint.tool(),
            "the fonts": fingerprint.fonts(options.fonts),
        }
        self._own: dict[str, dict[str, str]] = {}
        self.shared: dict[str, str] = {}
        for name, value in self.all.items():
            parts = name.split("/")
            domain = parts[1] if parts[0] == "source" else parts[-1].removesuffix(".po")
            if len(parts) == 1 or name.endswith(".toml") or domain in ("common", "interface"):
                self.shared[name] = value
            else:
                self._own.setdefault(domain, {})[name] = value
        # What a frozen edition shows is told by the history.
        frozen = any(s.publish == "frozen" for s in workspace.campaign.sections)
        if frozen or workspace.campaign.publish == "frozen":
            self.context["the history"] = self.commit

    def own(self, slug: str) -> dict[str, str]:
        return self._own.get(slug, {})

    def facts(self, slug: str) -> Facts:
        return Facts(
            kinds=self.options.kinds,
            today=self.options.today,
            context=self.context,
            inputs={**self.shared, **self.own(slug)},
        )

    def appeal_key(self, slug: str, deadline: datetime.date | None) -> str:
        """Return a digest of all that any edition of the appeal depends on."""
        return fingerprint.digest_of(
            (
                sorted(self.context.items()),
                self._shared_key,
                sorted(self.own(slug).items()),
                str(self.options.today) if deadline else "",
            )
        )

    @functools.cached_property
    def _shared_key(self) -> str:
        return fingerprint.digest_of(sorted(self.shared.items()))

    def unchanged(self, known: AppealState | None, slug: str) -> bool:
        """Tell whether the last build left all that is asked of this appeal as it should be."""
        return (
            known is not None
            and set(self.options.kinds) <= set(known.kinds)
            and known.key == self.appeal_key(slug, known.deadline)
            and buildstate.there(self.options.out, known.sizes)
        )

    def release_key(self, appeals: Mapping[str, AppealState]) -> str:
        outputs = [
            (folder, kind, stored.key)
            for one in appeals.values()
            for folder, kinds in one.outputs.items()
            for kind, stored in kinds.items()
        ]
        dated = any(one.deadline for one in appeals.values())
        return fingerprint.digest_of(
            (
                self.context["the tool"],
                [self.shared.get(name) for name in ("campaign.toml", "sections.toml")],
                0 if self.options.undated else self.options.serial,
                str(self.options.today) if dated else "",
                [(slug, one.key) for slug, one in appeals.items()],
                outputs,
            )
        )

    def release_stands(self, release: ReleaseState, appeals: Mapping[str, AppealState]) -> bool:
        return release.key == self.release_key(appeals) and buildstate.there(
            self.options.out, ((file.path, file.size) for file in release.files)
        )


def _surveys(
    workspace: Workspace, inputs: _Inputs, slugs: Sequence[str], executor: Executor | None
) -> list[Survey]:
    """Survey appeals, in their order. Raises `Refused` with all errors of all of them."""
    facts = [inputs.facts(slug) for slug in slugs]
    found: Iterable[Survey]
    if executor is None or len(slugs) == 1:
        found = [survey(workspace, slug, one) for slug, one in zip(slugs, facts, strict=True)]
    else:
        found = list(executor.map(functools.partial(survey_from, workspace.root), slugs, facts))
    if any(one.errors for one in found):
        raise Refused([finding for one in found for finding in (*one.warnings, *one.errors)])
    return found


def _out_of_date(
    one: Survey, known: AppealState | None, release: ReleaseState, inputs: _Inputs
) -> Iterator[Work]:
    """Return the outputs asked for whose key is new or whose files are not there."""
    for edition in one.editions:
        if not inputs.options.selects(edition.record):
            continue
        folder = edition.record.folder
        stored = known.outputs.get(folder, {}) if known else {}
        kinds: list[tuple[str, str, tuple[str, ...]]] = []
        for kind, key in edition.keys.items():
            if kind not in stored:
                kinds.append((kind, key, ("it was not there",)))
            elif stored[kind].key != key:
                kinds.append((kind, key, _reasons(edition, kind, known, release, inputs)))
            elif not buildstate.there(
                inputs.options.out, ((f"{folder}/{f.name}", f.size) for f in stored[kind].files)
            ):
                kinds.append((kind, key, ("a file is gone",)))
        if kinds:
            yield Work(edition=edition, kinds=tuple(kinds))


def _reasons(
    edition: SurveyedEdition,
    kind: str,
    known: AppealState | None,
    release: ReleaseState,
    inputs: _Inputs,
) -> tuple[str, ...]:
    """Say what made an output's key a new one."""
    before = {**release.inputs, **(known.inputs if known else {})}
    names = (*edition.names, "campaign.toml", "sections.toml")
    reasons = [f"{name} changed" for name in names if inputs.all.get(name) != before.get(name)]
    reasons += [
        f"{what} changed"
        for what, value in inputs.context.items()
        if release.context.get(what) != value and (what != "the fonts" or kind in PRINTED)
    ]
    if not reasons:
        reasons.append(
            "the editions that it links to changed" if kind in LINKED else "the day changed"
        )
    return tuple(reasons)


# -- making -------------------------------------------------------------------------


def _make(
    workspace: Workspace,
    options: Options,
    surveys: Sequence[Survey],
    work: Mapping[str, Sequence[Work]],
    staging: Path,
    executor: Executor | None,
    remote: bool,
) -> dict[tuple[str, str], Stored]:
    """Make the outputs, here or on the executor's workers; their keys are put on by `_state`."""
    batches = list(_batches(workspace, options, surveys, work, staging, remote))
    results: Iterable[tuple[Made, ...]]
    if executor is None:
        results = (make(batch, workspace) for batch in batches)
    else:
        results = executor.map(make, batches)
    made = {}
    for found in results:
        for one in found:
            for artifact in one.artifacts:
                write_staged(staging, artifact)
            made[one.folder, one.kind] = Stored(key="", files=one.files)
    return made


def _batches(
    workspace: Workspace,
    options: Options,
    surveys: Sequence[Survey],
    work: Mapping[str, Sequence[Work]],
    staging: Path,
    remote: bool,
) -> Iterator[Batch]:
    """Divide the work: an appeal is one batch, or several when there are few appeals.

    Editions of one language stay together, so that it is rendered once.
    """
    busy = [one for one in surveys if work[one.slug]]
    parts = max(1, -(-options.jobs * 4 // max(len(busy), 1))) if options.jobs > 1 else 1
    for one in busy:
        by_language: dict[str, list[Work]] = {}
        for item in work[one.slug]:
            by_language.setdefault(item.edition.record.language, []).append(item)
        groups: list[list[Work]] = [[] for _ in range(min(parts, len(by_language)))]
        for group in sorted(by_language.values(), key=len, reverse=True):
            min(groups, key=len).extend(group)
        files = needed_files(workspace, one.slug) if remote else None
        for group in groups:
            yield Batch(
                root=workspace.root,
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
                today=options.today,
                fonts=options.fonts,
                staging=None if remote else staging,
                tool=fingerprint.tool() if remote else "",
            )


# -- finishing ------------------------------------------------------------------------


def _state(
    one: Survey,
    known: AppealState | None,
    work: Sequence[Work],
    made: Mapping[tuple[str, str], Stored],
    inputs: _Inputs,
) -> AppealState:
    """Return what there is of an appeal after this build: new outputs over those that stayed."""
    keys = {(item.edition.record.folder, kind): key for item in work for kind, key, _ in item.kinds}
    outputs: dict[str, dict[str, Stored]] = {}
    for edition in one.editions:
        record = edition.record
        stayed = known.outputs.get(record.folder, {}) if known else {}
        kinds = {k: stored for k, stored in stayed.items() if record.decision.releases(k)}
        for kind in edition.keys:
            if (key := keys.get((record.folder, kind))) is not None:
                kinds[kind] = Stored(key=key, files=made[record.folder, kind].files)
        if kinds:
            outputs[record.folder] = {kind: kinds[kind] for kind in OUTPUTS if kind in kinds}
    return AppealState(
        slug=one.slug,
        key=inputs.appeal_key(one.slug, one.deadline),
        kinds=inputs.options.kinds if inputs.options.everything else (),
        deadline=one.deadline,
        inputs=inputs.own(one.slug),
        records=tuple(edition.record for edition in one.editions),
        outputs=outputs,
    )


def _finish(
    workspace: Workspace,
    options: Options,
    inputs: _Inputs,
    appeals: Mapping[str, AppealState],
    staging: Path,
    sign: Signer | None,
) -> ReleaseState:
    """Make the release's own files (feeds, zips, index, sums, manifest) in the staging folder."""

    def read(path: str) -> bytes:
        staged = staging / path
        return (staged if staged.exists() else options.out / path).read_bytes()

    files = []
    for artifact in finish(
        workspace.campaign,
        [record for one in appeals.values() for record in one.records],
        [file for one in appeals.values() for file in one.files],
        read,
        serial=options.serial,
        today=options.today if any(one.deadline for one in appeals.values()) else None,
        sign=sign,
        updated=last_changes(workspace.root),
    ):
        write_staged(staging, artifact)
        files.append(FileRecord.of(artifact))
    return ReleaseState(
        key=inputs.release_key(appeals),
        serial=options.serial,
        files=tuple(files),
        inputs=inputs.shared,
        context=inputs.context,
    )


def _write_head(
    workspace: Workspace,
    options: Options,
    inputs: _Inputs,
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
