"""Templates in step with the English, catalogues in step with the templates and canonical."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from appeal import catalogue, pipeline
from appeal.catalogue import CatalogueError
from appeal.checks.wording import words
from appeal.model import Finding
from appeal.workspace import Workspace

STEP_CODE = "out-of-step"
CANONICAL_CODE = "not-canonical"


def unreadable(workspace: Workspace) -> tuple[str, ...]:
    """Return the paths of all catalogues that no reader accepts."""
    found = []
    for path in sorted(workspace.root.glob("locale/*/LC_MESSAGES/*.po")):
        name = path.relative_to(workspace.root).as_posix()
        try:
            catalogue.read(path, name=name)
        except CatalogueError:
            found.append(name)
    return tuple(found)


def out_of_step(root: Path, slugs: Sequence[str], created: datetime.datetime) -> Iterator[Finding]:
    """Yield a finding for each file that `appeal update` would write.

    A catalogue that only its layout makes different is named as such. All
    catalogues must be readable.
    """
    workspace = Workspace(root)
    for written in pipeline.update(workspace, slugs, created=created, dry_run=True):
        if not written.changed:
            continue
        if _differs_in_layout_alone(root / written.path, written.path):
            yield Finding(
                path=written.path,
                line=1,
                code=CANONICAL_CODE,
                message=words("the file is not in the canonical layout (msgcat --no-wrap)"),
                hint=words("run: appeal update"),
            )
        else:
            yield Finding(
                path=written.path,
                line=1,
                code=STEP_CODE,
                message=words("the file is out of step with the English"),
                hint=words("run: appeal update"),
            )


def _differs_in_layout_alone(path: Path, name: str) -> bool:
    if path.suffix != ".po" or not path.is_file():
        return False
    data = path.read_bytes()
    return catalogue.write(catalogue.parse(data, path=name)) != data
