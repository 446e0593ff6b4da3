"""What CI proves: every language is in step, right, printable, and builds whole.

Trouble in one language never hides another's: a catalogue that cannot be
read is told of and set aside, and everything else is still built.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from appeal.checking import Inspector
from appeal.model import Finding
from appeal.reporting import ordered
from appeal.verification.built import EDITION_CODE, build_all
from appeal.verification.printed import printed
from appeal.verification.resolve import FILE_CODE, LINK_CODE, unresolved
from appeal.verification.step import CANONICAL_CODE, STEP_CODE, out_of_step, unreadable
from appeal.workspace import Workspace

# What `appeal verify` tells beside the checks' findings.
EXPLANATIONS = {
    STEP_CODE: "Templates and catalogues are in step with the English.",
    CANONICAL_CODE: "Catalogues are in the canonical layout, that of msgcat --no-wrap.",
    EDITION_CODE: "Every released edition builds.",
    LINK_CODE: "Links inside the release lead to something that is there.",
    FILE_CODE: "Every file that the manifest names is there.",
}

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be proved. Empty ``tags`` mean all languages; ``today`` is never the clock.

    ``sources`` tells whether the English is checked too. ``fonts`` are font
    files, ``jobs`` processes.
    """

    slugs: tuple[str, ...]
    tags: tuple[str, ...] = ()
    sources: bool = True
    today: datetime.date
    created: datetime.datetime
    fonts: tuple[str, ...] = ()
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``editions`` are (section, language, slug) of all that were built, ``files`` their number.

    ``held`` are editions that policy or errors hold back, with the reason.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    editions: tuple[tuple[str, str, str], ...]
    held: tuple[tuple[str, str, str, str], ...]
    files: int

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)


def verify(root: Path, request: Request, progress: Progress = lambda _: None) -> Report:
    """Prove a workspace, or say everything that is wrong with it. Raises `ConfigError`."""
    workspace = Workspace(root)
    # A broken configuration is told before anything else is looked at.
    _ = workspace.campaign
    inspector = Inspector(workspace, today=request.today)
    findings: list[Finding] = []
    progress("checking")
    checked = _files(inspector, request)
    for path in checked:
        findings += inspector.check(path)
    broken = unreadable(workspace)
    sound = tuple(slug for slug in request.slugs if not _unusable(workspace, slug))
    with tempfile.TemporaryDirectory(prefix="appeal-verify-") as folder:
        usable = _without(root, broken, Path(folder)) if broken else root
        progress("comparing with the English")
        findings += _of(request, out_of_step(usable, sound, request.created))
        progress("building")
        out = Path(folder) / "build"
        built = build_all(usable, request, sound, out)
        findings += built.findings
        # A part of a release links to the rest of it.
        if built.files and not request.tags:
            progress("following links")
            findings += unresolved(out, Workspace(usable).campaign.base_url)
        progress("measuring letters")
        findings += printed(usable, request, sound)
    return Report(
        findings=tuple(ordered([replace(f, path=_within(f.path, root)) for f in findings])),
        checked=tuple(checked),
        editions=built.editions,
        held=built.held,
        files=built.files,
    )


def _files(inspector: Inspector, request: Request) -> list[str]:
    files = list(inspector.files(request.slugs, request.tags))
    if request.tags and request.sources:
        files = [*(f"source/{slug}/appeal.md" for slug in request.slugs), *files]
    return files


def _of(request: Request, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the findings on the languages asked for; templates are everybody's."""
    for finding in findings:
        parts = finding.path.split("/")
        if not request.tags or len(parts) < 3 or parts[1] in request.tags:
            yield finding


def _unusable(workspace: Workspace, slug: str) -> bool:
    from appeal.source import SourceError

    try:
        workspace.manuscript(slug)
    except SourceError:
        return True
    return False


def _without(root: Path, broken: Sequence[str], folder: Path) -> Path:
    """Copy a workspace's inputs, without the files that cannot be read; return the copy."""
    copy = folder / "workspace"
    copy.mkdir()
    for name in ("campaign.toml", "sections.toml"):
        shutil.copyfile(root / name, copy / name)
    for name in ("source", "locale"):
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name)
    for name in broken:
        (copy / name).unlink()
    return copy


def _within(path: str, root: Path) -> str:
    try:
        return Path(path).relative_to(root).as_posix()
    except ValueError:
        return path
