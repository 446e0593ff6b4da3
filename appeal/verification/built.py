"""Every edition built into a temporary folder; one that fails is named, and the rest go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from appeal.checks.wording import words
from appeal.model import Finding
from appeal.workspace import Workspace, catalogue_path

if TYPE_CHECKING:
    from appeal.verification import Request

EDITION_CODE = "edition-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    findings: tuple[Finding, ...] = ()
    editions: tuple[tuple[str, str, str], ...] = ()
    held: tuple[tuple[str, str, str, str], ...] = ()
    files: int = 0


def build_all(root: Path, request: Request, slugs: tuple[str, ...], out: Path) -> Built:
    """Build the release; where that fails, each edition by itself, so that all failures are told.

    ``slugs`` are the appeals whose English can be used. Where that is not
    all, there is no whole release, and their editions are made one by one.
    """
    from appeal.build import Options, build
    from appeal.editions import EditionError
    from appeal.pipeline import Refused

    if slugs == request.slugs:
        options = Options(
            out=out,
            tags=request.tags,
            today=request.today,
            serial=int(request.created.timestamp()),
            undated=True,
            fonts=request.fonts,
            jobs=request.jobs,
        )
        try:
            result = build(Workspace(root), options)
        except (EditionError, Refused):
            # What failed is found again below, and everything else with it.
            pass
        else:
            records = [r for r in result.editions if not request.tags or r.language in request.tags]
            return Built(
                editions=tuple(
                    (r.section, r.language, r.slug) for r in records if r.decision.released
                ),
                held=tuple(
                    (r.section, r.language, r.slug, r.decision.reason)
                    for r in records
                    if not r.decision.released
                ),
                files=sum(1 for _ in result.files),
            )
    return _one_by_one(root, replace(request, slugs=slugs))


def _one_by_one(root: Path, request: Request) -> Built:
    findings: list[Finding] = []
    editions: list[tuple[str, str, str]] = []
    held: list[tuple[str, str, str, str]] = []
    for section, tag, slug, reason, error in _attempts(root, request):
        if reason:
            held.append((section, tag, slug, reason))
        elif error:
            findings.append(
                Finding(
                    path=_path(root, tag, slug),
                    code=EDITION_CODE,
                    message=words(
                        "{section} ({tag}) cannot be built: {reason}",
                        section=section,
                        tag=tag,
                        reason=" ".join(error.split()),
                    ),
                    hint=words(
                        "see it again with: appeal build --section {section}", section=section
                    ),
                )
            )
        else:
            editions.append((section, tag, slug))
    return Built(findings=tuple(findings), editions=tuple(editions), held=tuple(held))


def _attempts(root: Path, request: Request) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield section, language, appeal, why it is held back, and why it failed."""
    import importlib

    from appeal.outputs import OUTPUTS
    from appeal.outputs.press import shared
    from appeal.plan import AppealPlan

    workspace = Workspace(root)
    press = shared(request.fonts)
    for slug in request.slugs:
        plan = AppealPlan(workspace, workspace.manuscript(slug))
        editions = plan.editions()
        siblings = tuple(p.link for p in editions if p.decision.released)
        for planned in editions:
            section, tag = planned.section.slug, planned.language
            if request.tags and tag not in request.tags:
                continue
            if not planned.decision.released:
                yield section, tag, slug, planned.decision.reason or planned.decision.state, ""
                continue
            try:
                edition = plan.make(planned, siblings, request.today)
                for kind, name in OUTPUTS.items():
                    if planned.decision.releases(kind):
                        module = importlib.import_module(name)
                        for _ in module.artifacts(edition, workspace.words, press):
                            pass
            except Exception as error:
                yield section, tag, slug, "", str(error) or type(error).__name__
            else:
                yield section, tag, slug, "", ""


def _path(root: Path, tag: str, slug: str) -> str:
    """Return the file that a language's translator would open for it."""
    path = catalogue_path(tag, slug)
    return path if (root / path).is_file() else f"source/{slug}/appeal.md"
