"""Updating all catalogues of one appeal: a piece of work that any executor can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appeal.catalogue.errors import CatalogueError
from appeal.catalogue.matching import candidates
from appeal.catalogue.merging import merge
from appeal.catalogue.reading import parse
from appeal.catalogue.remembering import Memory
from appeal.catalogue.writing import write
from appeal.model import Catalogue, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One catalogue as it stands: its path in the workspace, its bytes, and how to merge it."""

    path: str
    data: bytes
    memory: Memory | None = None
    variant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """One catalogue as it should be. ``entries`` counts obsolete ones, too."""

    path: str
    data: bytes
    changed: bool
    entries: int


def update_catalogues(
    template: Catalogue, works: Sequence[Work]
) -> tuple[tuple[Updated, ...], tuple[Finding, ...]]:
    """Merge the template into each catalogue; changed texts are matched once for all.

    Returns what was merged, and the faults of those that cannot be read.
    """
    findings: list[Finding] = []
    olds: list[tuple[Work, Catalogue]] = []
    for work in works:
        try:
            olds.append((work, parse(work.data, path=work.path)))
        except CatalogueError as error:
            findings.extend(error.findings)
    found = candidates(template, (old for _, old in olds))
    updated = []
    for work, old in olds:
        memory = work.memory
        new = merge(template, old, memory=memory, candidates=found, variant=work.variant)
        data = write(new)
        updated.append(
            Updated(
                path=work.path,
                data=data,
                changed=data != work.data,
                entries=len(new.entries),
            )
        )
    return tuple(updated), tuple(findings)
