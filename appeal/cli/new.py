"""appeal new"""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from appeal.cli.options import moment, root_of


@click.command("new")
@click.argument("slug")
@click.option(
    "--country",
    metavar="CC",
    default="",
    help="The country concerned: two letters of ISO 3166, such as KZ.",
)
@click.pass_context
def command(ctx: click.Context, slug: str, country: str) -> None:
    """Write source/SLUG/appeal.md and letter.md to fill in, with a comment on every field.

    Where there is no campaign yet, campaign.toml and sections.toml are
    written too. What is there already is never touched.

    \b
    Examples:
      appeal new free-the-miners --country KZ
    """
    from appeal.cli.show import say
    from appeal.files import write_atomic
    from appeal.languages import is_territory, nearest_territory
    from appeal.source import paths, slug_problem

    root = root_of(ctx)
    if problem := slug_problem(slug):
        raise click.UsageError(f"{slug!r} {problem}")
    if country and not is_territory(country):
        near = nearest_territory(country)
        hint = f" Did you mean {near!r}?" if near else ""
        raise click.UsageError(f"There is no country {country!r}.{hint}")
    scaffold = Path(__file__).parent.parent / "scaffold"
    page, letter = paths(slug)
    files = {page: "appeal.md", letter: "letter.md"}
    for name in ("campaign.toml", "sections.toml"):
        if not (root / name).exists():
            files[name] = name
    taken = [name for name in (page, letter) if (root / name).exists()]
    if taken:
        raise click.UsageError(f"{taken[0]} is there already; nothing was written.")
    for name, template in files.items():
        text = (scaffold / template).read_text(encoding="utf-8")
        for written, days in (("2026-01-31", 0), ("2026-02-14", 30), ("2026-03-31", 60)):
            day = moment().date() + datetime.timedelta(days=days)
            text = text.replace(written, day.isoformat())
        if country:
            text = text.replace("country: XX", f"country: {country}")
        write_atomic(root / name, text.encode())
        say(f"{name}: written")
    say("Fill in the two Markdown files, then run: appeal update")
