"""The main job, verb by verb: extract, init, update, status; `build` has a room of its own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from appeal import catalogue
from appeal.catalogue import CatalogueError
from appeal.files import write_all, write_atomic
from appeal.languages import language
from appeal.model import Catalogue, Finding
from appeal.source import SourceError
from appeal.workspace import Workspace, catalogue_path, template_path

if TYPE_CHECKING:
    from appeal.catalogue import Memory, Updated, Work
    from appeal.plan import AppealPlan, Planned


class Refused(Exception):
    """People's text has errors, so nothing was written; ``findings`` are all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(f"{f.path}:{f.line}: {f.message}" for f in findings))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one file: ``changed`` tells whether its bytes are new."""

    path: str
    changed: bool
    entries: int = 0


def manuscripts(workspace: Workspace, slugs: Sequence[str]) -> tuple[Finding, ...]:
    """Parse every appeal named and return the warnings.

    Raises `Refused` with all the errors of all of them.
    """
    findings: list[Finding] = []
    for slug in slugs:
        try:
            findings.extend(workspace.findings(slug))
        except SourceError as error:
            findings.extend(error.findings)
    if any(finding.severity == "error" for finding in findings):
        raise Refused(findings)
    return tuple(findings)


# -- templates ------------------------------------------------------------------


def template(
    workspace: Workspace, slug: str, *, created: datetime.datetime
) -> tuple[Catalogue, bytes | None]:
    """Return an appeal's template as it should be, and the bytes that stand on disk (or None)."""
    path = template_path(slug)
    previous = None
    data = None
    try:
        data = (workspace.root / path).read_bytes()
        previous = catalogue.parse(data, path=path)
    except FileNotFoundError:
        pass
    made = catalogue.template(
        workspace.messages(slug),
        path=path,
        project=f"{workspace.campaign.name}: {slug}",
        created=created,
        previous=previous,
    )
    return made, data


def extract(
    workspace: Workspace,
    slugs: Sequence[str],
    *,
    created: datetime.datetime,
    dry_run: bool = False,
) -> tuple[Written, ...]:
    """Write the template of each appeal; those whose messages are the same stay as they are.

    Raises `Refused` when a source text has errors, before anything is written.
    """
    manuscripts(workspace, slugs)
    result = []
    changed = []
    for slug in slugs:
        made, data = template(workspace, slug, created=created)
        new = catalogue.write(made)
        if new != data:
            changed.append((workspace.root / made.path, new))
        result.append(Written(path=made.path, changed=new != data, entries=len(made.entries)))
    if not dry_run:
        write_all(changed)
    return tuple(result)


# -- catalogues -------------------------------------------------------------------


def is_variant(workspace: Workspace, tag: str) -> bool:
    """Tell whether a tag is a regional variant, whose catalogue holds only what differs.

    ``de_AT`` is one where ``de`` has catalogues; ``pt_BR`` is a language in
    its own right where nobody translates into ``pt``.
    """
    return catalogue.is_variant(language(tag), workspace.languages)


def init(
    workspace: Workspace, tag: str, slugs: Sequence[str], *, created: datetime.datetime
) -> tuple[Written, ...]:
    """Begin a language: an empty catalogue for each appeal that it does not have yet.

    Raises `UnknownLanguage`, or `Refused` where a source text has errors.
    """
    known = language(tag)
    manuscripts(workspace, slugs)
    result = []
    for domain in (*slugs, *_interface(workspace)):
        path = catalogue_path(known.tag, domain)
        if (workspace.root / path).exists():
            result.append(Written(path=path, changed=False))
            continue
        if domain in slugs:
            made, _ = template(workspace, domain, created=created)
        else:
            made = catalogue.read(
                workspace.root / template_path(domain), name=template_path(domain)
            )
        new = catalogue.new(known, made, path=path, variant=is_variant(workspace, known.tag))
        write_atomic(workspace.root / path, catalogue.write(new))
        result.append(Written(path=path, changed=True, entries=len(new.entries)))
    return tuple(result)


def _interface(workspace: Workspace) -> tuple[str, ...]:
    """Return the domain of the tool's own words where this workspace keeps its template."""
    return ("interface",) if (workspace.root / template_path("interface")).exists() else ()


def update(
    workspace: Workspace,
    slugs: Sequence[str],
    *,
    created: datetime.datetime,
    dry_run: bool = False,
) -> tuple[Written, ...]:
    """Bring templates and all catalogues in step with the source.

    Nothing is written where nothing changes. All files are read before the
    first is written: raises `Refused` with every error in any of them.
    """
    manuscripts(workspace, slugs)
    findings: list[Finding] = []
    templates: list[tuple[Catalogue, bytes | None]] = []
    for domain in (*slugs, *_interface(workspace)):
        path = template_path(domain)
        try:
            if domain in slugs:
                templates.append(template(workspace, domain, created=created))
            else:
                own = (workspace.root / path).read_bytes()
                templates.append((catalogue.parse(own, path=path), own))
        except CatalogueError as error:
            findings.extend(error.findings)
    if findings:
        raise Refused(findings)
    memories = _memories(workspace, [made for made, _ in templates], findings)
    updates: list[Updated] = []
    for made, data in templates:
        merged, faults = catalogue.update_catalogues(made, _works(workspace, made, memories))
        new = catalogue.write(made)
        entries = len(made.entries)
        updates.append(
            catalogue.Updated(path=made.path, data=new, changed=new != data, entries=entries)
        )
        updates.extend(merged)
        findings.extend(faults)
    if findings:
        raise Refused(findings)
    if not dry_run:
        write_all((workspace.root / one.path, one.data) for one in updates if one.changed)
    return tuple(
        Written(path=one.path, changed=one.changed, entries=one.entries) for one in updates
    )


def _works(
    workspace: Workspace, made: Catalogue, memories: Mapping[str, Memory]
) -> tuple[Work, ...]:
    """Return every language's catalogue of one template, as it stands."""
    domain = Path(made.path).stem
    works = []
    for tag in workspace.languages:
        path = catalogue_path(tag, domain)
        data = workspace.read(path)
        if data is not None:
            works.append(
                catalogue.Work(
                    path=path,
                    data=data,
                    memory=memories.get(tag),
                    variant=is_variant(workspace, tag),
                )
            )
    return tuple(works)


def _memories(
    workspace: Workspace, templates: Sequence[Catalogue], findings: list[Finding]
) -> dict[str, Memory]:
    """Return each language's memory of its other appeals and of its common.po.

    Only texts that some other appeal has too can be remembered, so only they
    are kept: a thousand appeals need no more memory for it than a few.
    """
    seen: set[str] = set()
    wanted: set[str] = set()
    for slug in workspace.slugs:
        try:
            texts = {message.msgid for message in workspace.messages(slug)}
        except SourceError:
            # Another appeal's broken source stops only what is done with that appeal.
            continue
        wanted |= texts & seen
        seen |= texts
    memories = {}
    for tag in workspace.languages:
        kept = []
        try:
            common = workspace.catalogue(tag, "common")
            for slug in workspace.slugs if wanted else ():
                found = workspace.catalogue(tag, slug)
                if found is not None:
                    entries = tuple(entry for entry in found.entries if entry.msgid in wanted)
                    kept.append(replace(found, entries=entries))
        except CatalogueError as error:
            findings.extend(error.findings)
            continue
        if kept or common is not None:
            memories[tag] = catalogue.memory(kept, common=common)
    return memories


# -- status -----------------------------------------------------------------------


def status(workspace: Workspace, slugs: Sequence[str]) -> tuple[Planned, ...]:
    """Return every edition of every appeal named, with its decision.

    Raises `Refused` with all errors of sources and catalogues.
    """
    # The rooms of localising and checking, which templates and merging do without.
    from appeal.plan import AppealPlan

    findings: list[Finding] = []
    editions: list[Planned] = []
    for slug in slugs:
        try:
            plan = AppealPlan(workspace, workspace.manuscript(slug))
        except SourceError as error:
            findings.extend(error.findings)
            continue
        findings.extend(unreadable(plan))
        if not findings:
            editions.extend(plan.editions())
    if findings:
        raise Refused(findings)
    return tuple(editions)


def unreadable(plan: AppealPlan) -> tuple[Finding, ...]:
    """Return what is wrong with the files of an appeal's catalogues, each file once."""
    found: dict[Finding, None] = {}
    for tag in plan.workspace.roster:
        try:
            plan.completeness(tag)
        except CatalogueError as error:
            found.update(dict.fromkeys(error.findings))
    return tuple(found)
