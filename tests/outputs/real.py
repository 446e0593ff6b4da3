"""The editions of this repository's own campaign, for tests that look at every language."""

from __future__ import annotations

import functools
from pathlib import Path

from appeal.model import Edition
from appeal.plan import AppealPlan
from appeal.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


@functools.lru_cache(maxsize=1)
def workspace() -> Workspace:
    return Workspace(ROOT)


@functools.lru_cache(maxsize=1)
def editions() -> dict[str, Edition]:
    """Return every edition by section and locale tag, released or not."""
    plan = AppealPlan(workspace(), workspace().manuscript(workspace().slugs[0]))
    return {
        f"{planned.section.slug}/{planned.language}": plan.make(planned, (), None)
        for planned in plan.editions()
    }


def names() -> list[str]:
    """Return the editions' names without making them."""
    return [
        f"{section.slug}/{tag}"
        for section in workspace().campaign.sections
        for tag in section.languages
    ]
