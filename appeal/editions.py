"""Making a batch of editions: values in, artifacts out, on this machine or on another."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from appeal import glossary
from appeal.buildstate import StoredFile
from appeal.files import write_new
from appeal.model import Artifact, Link
from appeal.outputs import OUTPUTS
from appeal.outputs.press import shared
from appeal.plan import AppealPlan, Frozen, Planned
from appeal.release.records import EditionRecord, FileRecord
from appeal.workspace import Workspace, catalogue_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One edition and the kinds of output to make of it. ``record`` says what it is."""

    record: EditionRecord
    kinds: tuple[str, ...]
    older: Frozen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some editions of one appeal; ``siblings`` are all of its released ones.

    With ``staging`` the files are written below it; without, they come back
    as values. ``files`` replaces the disk for a worker on another machine.
    """

    root: Path
    files: Mapping[str, bytes] | None
    slug: str
    jobs: tuple[Job, ...]
    siblings: tuple[Link, ...]
    today: datetime.date | None
    fonts: tuple[str, ...]
    staging: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One output of one edition: its files, with their bytes unless they are written."""

    folder: str
    kind: str
    files: tuple[StoredFile, ...]
    artifacts: tuple[Artifact, ...] = ()


class EditionError(RuntimeError):
    """An edition could not be made; the message names it and why."""


def make(batch: Batch, workspace: Workspace | None = None) -> tuple[Made, ...]:
    """Make a batch. Raises `EditionError` for the first edition that fails."""
    if workspace is None:
        workspace = Workspace(batch.root, batch.files)
    plan = AppealPlan(workspace, workspace.manuscript(batch.slug))
    sections = {section.slug: section for section in workspace.campaign.sections}
    press = shared(batch.fonts)
    result = []
    # Languages together: each is rendered once, and a Typst compiler that stays with one
    # language's fonts is faster.
    for job in sorted(batch.jobs, key=lambda job: job.record.language):
        record = job.record
        planned = Planned(
            slug=batch.slug,
            section=sections[record.section],
            language=record.language,
            completeness=record.completeness,
            decision=record.decision,
            older=job.older,
        )
        try:
            edition = plan.make(planned, batch.siblings, batch.today)
        except Exception as error:
            raise EditionError(f"{record.folder}: {_said(error)}") from error
        for kind in job.kinds:
            module = importlib.import_module(OUTPUTS[kind])
            try:
                artifacts = tuple(module.artifacts(edition, workspace.words, press))
            except Exception as error:
                raise EditionError(f"{record.folder}: {kind}: {_said(error)}") from error
            result.append(_made(record.folder, kind, artifacts, batch.staging))
    return tuple(result)


def _made(folder: str, kind: str, artifacts: tuple[Artifact, ...], staging: Path | None) -> Made:
    files = []
    for artifact in artifacts:
        record = FileRecord.of(artifact)
        name = artifact.path.removeprefix(f"{folder}/")
        files.append(
            StoredFile(name=name, sha256=record.sha256, size=record.size, kind=record.kind)
        )
        if staging is not None:
            write_staged(staging, artifact)
    return Made(
        folder=folder,
        kind=kind,
        files=tuple(files),
        artifacts=artifacts if staging is None else (),
    )


def write_staged(staging: Path, artifact: Artifact) -> None:
    write_new(f"{staging}/{artifact.path}", artifact.data)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def needed_files(workspace: Workspace, slug: str) -> dict[str, bytes]:
    """Return the files that editions of one appeal are made of and held to, by path."""
    names = [
        "campaign.toml",
        "sections.toml",
        f"source/{slug}/appeal.md",
        f"source/{slug}/letter.md",
        *(
            catalogue_path(tag, domain)
            for tag in workspace.languages
            for domain in (slug, "common", "interface")
        ),
        *(glossary.path_of(tag) for tag in workspace.languages),
    ]
    return {name: data for name in names if (data := workspace.read(name)) is not None}
