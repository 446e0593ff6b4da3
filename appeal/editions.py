"""Making a batch of editions: values in, artifacts out, on this machine or on another."""

from __future__ import annotations

import datetime
import functools
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from appeal import fingerprint
from appeal.model import Artifact, Link
from appeal.outputs import OUTPUTS
from appeal.outputs.press import Press
from appeal.plan import AppealPlan, Planned
from appeal.release.records import FileRecord
from appeal.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some editions of one appeal, each with the kinds to make; ``siblings`` are all released.

    With ``staging`` the files are written below it; without, they come back
    as values. ``files`` replaces the disk for a worker on another machine,
    and ``tool`` is the digest of the code that it must have.
    """

    root: Path
    files: Mapping[str, bytes] | None
    slug: str
    siblings: tuple[Link, ...]
    work: tuple[tuple[Planned, tuple[str, ...]], ...]
    today: datetime.date | None
    fonts: tuple[str, ...]
    staging: Path | None
    tool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One output of one edition: the records of its files, and the files unless written."""

    folder: str
    kind: str
    files: tuple[FileRecord, ...]
    artifacts: tuple[Artifact, ...] = ()


class EditionError(RuntimeError):
    """An edition could not be made; the message names it and why."""


def make(batch: Batch) -> tuple[Made, ...]:
    """Make a batch. Raises `EditionError` for the first edition that fails."""
    if batch.tool and batch.tool != fingerprint.tool():
        raise EditionError(
            "this worker has another version of appeal: install the same one on all machines"
        )
    workspace = Workspace(batch.root, batch.files)
    plan = AppealPlan(workspace, workspace.manuscript(batch.slug))
    press = _press(batch.fonts)
    result = []
    # Languages together: a Typst compiler that stays with one language's fonts is faster.
    for planned, kinds in sorted(batch.work, key=lambda item: item[0].language):
        edition = plan.make(planned, batch.siblings, batch.today)
        for kind in kinds:
            module = importlib.import_module(OUTPUTS[kind])
            try:
                artifacts = tuple(module.artifacts(edition, workspace.words, press))
            except Exception as error:
                raise EditionError(f"{edition.folder}: {kind}: {error}") from error
            records = tuple(
                FileRecord.of(
                    artifact,
                    section=planned.section.slug,
                    tag=planned.language.replace("_", "-"),
                    slug=batch.slug,
                )
                for artifact in artifacts
            )
            if batch.staging is not None:
                for artifact in artifacts:
                    path = batch.staging / artifact.path
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(artifact.data)
                artifacts = ()
            result.append(
                Made(folder=edition.folder, kind=kind, files=records, artifacts=artifacts)
            )
    return tuple(result)


@functools.lru_cache(maxsize=1)
def _press(fonts: tuple[str, ...]) -> Press:
    return Press(fonts)


def needed_files(workspace: Workspace, slug: str) -> dict[str, bytes]:
    """Return the files that editions of one appeal are made of, by path."""
    names = [
        "campaign.toml",
        "sections.toml",
        f"source/{slug}/appeal.md",
        f"source/{slug}/letter.md",
    ]
    for tag in workspace.languages:
        for domain in (slug, "common", "interface"):
            names.append(f"locale/{tag}/LC_MESSAGES/{domain}.po")
    return {name: data for name in names if (data := workspace.read(name)) is not None}
