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
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from appeal import fingerprint
from appeal.buildstate import AppealState, State, Stored, read_state, there, write_state
from appeal.files import switch
from appeal.model import Finding
from appeal.outputs import OUTPUTS

if TYPE_CHECKING:
    from appeal.editions import Batch, Made
    from appeal.plan import Planned
    from appeal.release.records import EditionRecord, FileRecord
    from appeal.release.signature import Signer
    from appeal.workspace import Workspace

_STAGING = ".appeal-staging"

# Outputs that show the other editions, and outputs that the press makes.
_LINKED = frozenset({"page", "mail"})
_PRINTED = frozenset({"letter", "fax", "card"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of a build. Empty selections mean all; ``today`` is never the clock.

    ``serial`` numbers the release, ``fonts`` are font files.
    """

    out: Path
    slugs: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(OUTPUTS)
    today: datetime.date | None = None
    serial: int = 0
    fonts: tuple[str, ...] = ()
    jobs: int = 1

    @property
    def everything(self) -> bool:
        """Tell whether no edition is left out."""
        return not (self.slugs or self.sections or self.tags)

    def selects(self, planned: Planned) -> bool:
        return (
            (not self.slugs or planned.slug in self.slugs)
            and (not self.sections or planned.section.slug in self.sections)
            and (not self.tags or planned.language in self.tags)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a build did.

    ``made`` are (edition folder, kind) with the reasons why; ``kept``
    counts the outputs that stayed, ``removed`` are paths that went.
    """

    editions: tuple[EditionRecord, ...]
    made: Mapping[tuple[str, str], tuple[str, ...]]
    kept: int
    removed: tuple[str, ...]
    files: tuple[FileRecord, ...]
    findings: tuple[Finding, ...] = ()


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
    anything is written. ``executor`` runs the work; ``remote`` says that its
    workers do not see this machine's disk, so that files travel as values
    both ways.
    """
    old = read_state(options.out)
    facts = _Facts(workspace, options, old)
    fresh = [slug for slug in workspace.slugs if not facts.unchanged(slug)]
    gone = set(old.appeals) - set(workspace.slugs)
    if not fresh and not gone and facts.release_stands():
        return _result(old, {}, ())
    staging = options.out / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        findings, plans = _plans(workspace, fresh)
        work = [item for editions in plans.values() for item in facts.out_of_date(editions)]
        made = list(_run(workspace, options, plans, work, staging, executor, remote))
        appeals = {
            slug: _appeal_state(workspace, plans[slug], facts, work, made)
            if slug in plans
            else old.appeals[slug]
            for slug in workspace.slugs
        }
        state = State(
            inputs=facts.inputs,
            context=facts.context,
            appeals=appeals,
            release_key=facts.release_key(appeals),
        )
        state = _finish(workspace, options, state, staging, sign)
        before, after = _paths(old), _paths(state)
        removed = tuple(sorted(before - after))
        # While files move, the state on disk claims none of the appeals that change: a build
        # that is killed here repairs itself.
        if old.appeals:
            kept = {slug: one for slug, one in old.appeals.items() if slug not in plans}
            write_state(options.out, State(appeals=kept))
        switch(staging, options.out, last="manifest.json", removed=removed)
        write_state(options.out, state)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    reasons = {(w.planned.link.path, kind): why for w in work for kind, _, why in w.kinds}
    return _result(state, reasons, removed, tuple(findings))


def _result(
    state: State,
    made: Mapping[tuple[str, str], tuple[str, ...]],
    removed: tuple[str, ...],
    findings: tuple[Finding, ...] = (),
) -> Result:
    outputs = [
        stored
        for one in state.appeals.values()
        for kinds in one.outputs.values()
        for stored in kinds.values()
    ]
    return Result(
        editions=tuple(record for one in state.appeals.values() for record in one.records),
        made=made,
        kept=len(outputs) - len(made),
        removed=removed,
        files=tuple(file for stored in outputs for file in stored.files) + state.release,
        findings=findings,
    )


def _paths(state: State) -> set[str]:
    return {file.path for file in _result(state, {}, ()).files}


# -- what is out of date ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The outputs of one edition that are to be made: (kind, new key, reasons)."""

    planned: Planned
    kinds: tuple[tuple[str, str, tuple[str, ...]], ...]


class _Facts:
    """The digests of all that a build depends on, beside those of the last build."""

    def __init__(self, workspace: Workspace, options: Options, old: State) -> None:
        self.workspace = workspace
        self.options = options
        self.old = old
        self.inputs = fingerprint.inputs(workspace.root)
        self.context = {
            "the tool": fingerprint.tool(),
            "the fonts": fingerprint.fonts(options.fonts),
        }
        self._by_slug: dict[str, list[str]] = {}
        for name in self.inputs:
            parts = name.split("/")
            domain = parts[1] if parts[0] == "source" else parts[-1].rpartition(".")[0]
            self._by_slug.setdefault(domain if len(parts) > 1 else "", []).append(name)

    def appeal_key(self, slug: str, deadline: datetime.date | None) -> str:
        """Return a digest of all that any edition of the appeal depends on."""
        names = [
            name
            for domain in ("", "common", "interface", slug)
            for name in self._by_slug.get(domain, ())
        ]
        return fingerprint.digest_of(
            [
                self.context,
                [(name, self.inputs[name]) for name in names],
                str(self.options.today) if deadline else "",
            ]
        )

    def unchanged(self, slug: str) -> bool:
        """Tell whether the last build left all that is asked of this appeal as it should be."""
        known = self.old.appeals.get(slug)
        return (
            known is not None
            and set(self.options.kinds) <= set(known.kinds)
            and known.key == self.appeal_key(slug, known.deadline)
            and there(self.options.out, known.files)
        )

    def release_key(self, appeals: Mapping[str, AppealState]) -> str:
        keys = [
            (slug, folder, kind, stored.key)
            for slug, one in appeals.items()
            for folder, kinds in one.outputs.items()
            for kind, stored in kinds.items()
        ]
        deadlines = any(one.deadline for one in appeals.values())
        return fingerprint.digest_of(
            [
                self.context["the tool"],
                [self.inputs.get(name) for name in ("campaign.toml", "sections.toml")],
                self.options.serial,
                str(self.options.today) if deadlines else "",
                keys,
            ]
        )

    def release_stands(self) -> bool:
        return self.old.release_key == self.release_key(self.old.appeals) and there(
            self.options.out, self.old.release
        )

    def out_of_date(self, editions: Sequence[Planned]) -> Iterator[Work]:
        """Return the outputs asked for whose key is new or whose files are not there."""
        siblings = fingerprint.digest_of([p.link.path for p in editions if p.decision.released])
        for planned in editions:
            if not planned.decision.released or not self.options.selects(planned):
                continue
            known = self.old.appeals.get(planned.slug)
            stored = known.outputs.get(planned.link.path, {}) if known else {}
            kinds: list[tuple[str, str, tuple[str, ...]]] = []
            for kind in self.options.kinds:
                if not planned.decision.releases(kind):
                    continue
                key = self._key(planned, kind, siblings)
                if kind not in stored:
                    kinds.append((kind, key, ("it was not there",)))
                elif stored[kind].key != key:
                    kinds.append((kind, key, self._reasons(planned, kind)))
                elif not there(self.options.out, stored[kind].files):
                    kinds.append((kind, key, ("a file is gone",)))
            if kinds:
                yield Work(planned=planned, kinds=tuple(kinds))

    def _key(self, planned: Planned, kind: str, siblings: str) -> str:
        """Return an output's key: equal keys, equal bytes."""
        appeal = self.workspace.manuscript(planned.slug).appeal
        campaign = self.workspace.campaign
        return fingerprint.digest_of(
            [
                kind,
                self.context["the tool"],
                self.context["the fonts"] if kind in _PRINTED else "",
                repr(replace(campaign, sections=())),
                len(campaign.sections),
                repr(planned.section),
                planned.language,
                repr(planned.decision),
                planned.older.commit if planned.older else "",
                [self.inputs.get(name) for name in self._names(planned)],
                str(self.options.today) if appeal.send_before else "",
                siblings if kind in _LINKED else "",
            ]
        )

    def _names(self, planned: Planned) -> Iterator[str]:
        """Return the paths of the files that an edition is made of."""
        from appeal.workspace import chain

        slug = planned.slug
        yield from (f"source/{slug}/appeal.md", f"source/{slug}/letter.md")
        appeal = self.workspace.manuscript(slug).appeal
        readers = (*appeal.addressees, *planned.section.recipients)
        read = (tag for person in readers for tag in person.languages)
        for tag in chain((planned.language, *read)):
            for domain in (slug, "common", "interface"):
                yield f"locale/{tag}/LC_MESSAGES/{domain}.po"

    def _reasons(self, planned: Planned, kind: str) -> tuple[str, ...]:
        """Say what made an output's key a new one."""
        names = (*self._names(planned), "campaign.toml", "sections.toml")
        reasons = [
            f"{name} changed"
            for name in names
            if self.inputs.get(name) != self.old.inputs.get(name)
        ]
        reasons += [
            f"{what} changed"
            for what, value in self.context.items()
            if self.old.context.get(what) != value and (what == "the tool" or kind in _PRINTED)
        ]
        if not reasons:
            reasons.append(
                "the editions that it links to changed" if kind in _LINKED else "the day changed"
            )
        return tuple(reasons)


def _plans(
    workspace: Workspace, slugs: Sequence[str]
) -> tuple[list[Finding], dict[str, tuple[Planned, ...]]]:
    """Return the warnings, and every edition decided on. Raises `Refused` with all errors."""
    from appeal.pipeline import Refused, manuscripts, unreadable
    from appeal.plan import AppealPlan

    findings = list(manuscripts(workspace, slugs))
    errors: list[Finding] = []
    plans: dict[str, tuple[Planned, ...]] = {}
    for slug in slugs:
        plan = AppealPlan(workspace, workspace.manuscript(slug))
        errors.extend(unreadable(plan))
        if not errors:
            plans[slug] = plan.editions()
    if errors:
        raise Refused([*findings, *errors])
    return findings, plans


# -- making -------------------------------------------------------------------------


def _run(
    workspace: Workspace,
    options: Options,
    plans: Mapping[str, Sequence[Planned]],
    work: Sequence[Work],
    staging: Path,
    executor: Executor | None,
    remote: bool,
) -> Iterator[Made]:
    """Make the outputs, here or on the executor's workers, in the order of the work."""
    from appeal.editions import make

    batches = list(_batches(workspace, options, plans, work, staging, remote))
    results = map(make, batches) if executor is None else executor.map(make, batches)
    for batch, made in zip(batches, results, strict=True):
        for one in made:
            if batch.staging is None:
                for artifact in one.artifacts:
                    path = staging / artifact.path
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(artifact.data)
            yield replace(one, artifacts=())


def _batches(
    workspace: Workspace,
    options: Options,
    plans: Mapping[str, Sequence[Planned]],
    work: Sequence[Work],
    staging: Path,
    remote: bool,
) -> Iterator[Batch]:
    """Divide the work: an appeal is one batch, or several when there are few appeals.

    Editions of one language stay together, so that it is rendered once.
    """
    from appeal.editions import Batch, needed_files

    by_slug: dict[str, list[Work]] = {}
    for item in work:
        by_slug.setdefault(item.planned.slug, []).append(item)
    parts = max(1, -(-options.jobs * 2 // max(len(by_slug), 1))) if options.jobs > 1 else 1
    for slug, items in by_slug.items():
        by_language: dict[str, list[Work]] = {}
        for item in items:
            by_language.setdefault(item.planned.language, []).append(item)
        groups: list[list[Work]] = [[] for _ in range(min(parts, len(by_language)))]
        for group in sorted(by_language.values(), key=len, reverse=True):
            min(groups, key=len).extend(group)
        for group in groups:
            yield Batch(
                root=workspace.root,
                files=needed_files(workspace, slug) if remote else None,
                slug=slug,
                siblings=tuple(p.link for p in plans[slug] if p.decision.released),
                work=tuple(
                    (item.planned, tuple(kind for kind, _, _ in item.kinds)) for item in group
                ),
                today=options.today,
                fonts=options.fonts,
                staging=None if remote else staging,
                tool=fingerprint.tool() if remote else "",
            )


# -- finishing ------------------------------------------------------------------------


def _appeal_state(
    workspace: Workspace,
    editions: Sequence[Planned],
    facts: _Facts,
    work: Sequence[Work],
    made: Sequence[Made],
) -> AppealState:
    """Return what there is of an appeal after this build: new outputs over those that stayed."""
    slug = editions[0].slug
    appeal = workspace.manuscript(slug).appeal
    known = facts.old.appeals.get(slug)
    outputs: dict[str, dict[str, Stored]] = {}
    for planned in editions:
        stayed = known.outputs.get(planned.link.path, {}) if known else {}
        outputs[planned.link.path] = {
            kind: stored for kind, stored in stayed.items() if planned.decision.releases(kind)
        }
    keys = {(item.planned.link.path, kind): key for item in work for kind, key, _ in item.kinds}
    for one in made:
        if one.folder in outputs:
            outputs[one.folder][one.kind] = Stored(key=keys[one.folder, one.kind], files=one.files)
    return AppealState(
        key=facts.appeal_key(slug, appeal.send_before),
        kinds=facts.options.kinds if facts.options.everything else (),
        deadline=appeal.send_before,
        records=tuple(_records(workspace, editions, facts.options.today)),
        outputs={folder: kinds for folder, kinds in outputs.items() if kinds},
    )


def _records(
    workspace: Workspace, editions: Sequence[Planned], today: datetime.date | None
) -> Iterator[EditionRecord]:
    from appeal.plan import AppealPlan
    from appeal.release.records import EditionRecord

    plan = AppealPlan(workspace, workspace.manuscript(editions[0].slug))
    for planned in editions:
        yield EditionRecord.of(plan.make(planned, (), today), planned.decision)


def _finish(
    workspace: Workspace, options: Options, state: State, staging: Path, sign: Signer | None
) -> State:
    """Make the release's own files (feeds, zips, index, sums, manifest) in the staging folder."""
    from appeal.release.finish import finish
    from appeal.release.records import FileRecord

    def read(path: str) -> bytes:
        staged = staging / path
        return (staged if staged.exists() else options.out / path).read_bytes()

    records = [record for one in state.appeals.values() for record in one.records]
    files = [file for one in state.appeals.values() for file in one.files]
    release = []
    for artifact in finish(
        workspace.campaign,
        records,
        files,
        read,
        serial=options.serial,
        today=options.today if any(one.deadline for one in state.appeals.values()) else None,
        sign=sign,
    ):
        path = staging / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
        release.append(FileRecord.of(artifact))
    return State(
        inputs=state.inputs,
        context=state.context,
        appeals=state.appeals,
        release=tuple(release),
        release_key=state.release_key,
    )
