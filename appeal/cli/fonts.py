"""appeal fonts"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appeal.cli.options import json_option, root_of

if TYPE_CHECKING:
    from appeal.languages import Language
    from appeal.outputs.fonts import Missing, Need
    from appeal.workspace import Workspace


@click.command("fonts")
@click.option(
    "--fonts",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Look here instead (may be repeated). Else in APPEAL_FONTS, else where systems keep Noto.",
)
@click.option("--every", is_flag=True, help="Show every script, not only those of the sections.")
@click.option("--files", "show_files", is_flag=True, help="Show the files of each family.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    folders: tuple[Path, ...],
    every: bool,
    show_files: bool,
    as_json: bool,
) -> int:
    """Show which font prints which script, and every character that none has.

    Looks at all that the letters, faxes and cards of this workspace's
    editions print, finished or not, and tells how to install what is missing.

    \b
    Examples:
      appeal fonts
      appeal fonts --every --files
      APPEAL_FONTS=/opt/noto appeal fonts
    """
    from appeal.cli.show import say, show_json, show_table
    from appeal.languages import TYPEFACES, language
    from appeal.outputs import fonts
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    files = fonts.find(folders)
    tags: dict[str, list[str]] = {}
    for tag in workspace.roster:
        tags.setdefault(language(tag).hand, []).append(tag)
    needs = [fonts.need(hand, files) for hand in (TYPEFACES if every else tags)]
    absent = _preflight(workspace, files)
    lacking = [need for need in needs if need.lacks]
    if as_json:
        show_json(_as_dict(needs, tags, absent))
        return 1 if lacking or absent else 0
    rows = []
    for need in needs:
        state = f"missing: {', '.join(need.lacks)}" if need.lacks else "there"
        rows.append((need.hand, ", ".join(need.families), state, " ".join(tags.get(need.hand, ()))))
    show_table(("script", "families", "", "languages"), rows, right=())
    if show_files:
        for need in needs:
            for path in need.files:
                say(f"{need.hand}  {path}")
    for lack in absent:
        say(f"no font has {lack}", err=True, fg="red")
    for line in _advice(lacking, absent):
        say(line, err=True)
    return 1 if lacking or absent else 0


def _preflight(workspace: Workspace, files: tuple[str, ...]) -> tuple[Missing, ...]:
    """Return every character that some edition prints and no font has."""
    from appeal.outputs import fonts
    from appeal.outputs.letter import printed_texts
    from appeal.plan import AppealPlan

    texts: list[tuple[Language, str]] = []
    for slug in workspace.slugs:
        plan = AppealPlan(workspace, workspace.manuscript(slug))
        for planned in plan.editions():
            edition = plan.make(planned, (), None)
            texts += printed_texts(edition, workspace.words)
    found = (*fonts.missing(texts, files, "serif"), *fonts.missing(texts, files, "sans"))
    return tuple(dict.fromkeys(found))


def _advice(lacking: Sequence[Need], absent: Sequence[Missing]) -> list[str]:
    """Return the exact commands that install what is missing."""
    packages = sorted({need.package for need in lacking} | {lack.package for lack in absent} - {""})
    if not packages:
        return []
    families = sorted({family for need in lacking for family in need.lacks})
    names = " ".join(f"@expo-google-fonts/{_npm(family)}" for family in families)
    lines = [f"Debian, Ubuntu: apt-get install {' '.join(packages)}"]
    if names:
        lines.append(f"elsewhere, in the workspace: npm install {names}")
    return lines


def _npm(family: str) -> str:
    from appeal.outputs.fonts import OTHER_NAMES

    return OTHER_NAMES.get(family, family).lower().replace(" ", "-")


def _as_dict(
    needs: Sequence[Need], tags: dict[str, list[str]], absent: Sequence[Missing]
) -> dict[str, Any]:
    return {
        "scripts": [
            {
                "script": need.hand,
                "languages": tags.get(need.hand, []),
                "families": list(need.families),
                "missing": list(need.lacks),
                "files": list(need.files),
                "package": need.package,
            }
            for need in needs
        ],
        "characters": [
            {
                "language": lack.language,
                "character": lack.character,
                "name": lack.name,
                "package": lack.package,
            }
            for lack in absent
        ],
    }
