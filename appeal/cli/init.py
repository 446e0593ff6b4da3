"""appeal init"""

from __future__ import annotations

import click

from appeal.cli.options import appeal_option, json_option, moment, root_of, slugs_of


@click.command("init")
@click.argument("tags", metavar="LANG...", nargs=-1, required=True)
@appeal_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, tags: tuple[str, ...], appeals: tuple[str, ...], as_json: bool
) -> None:
    """Begin a language: write an empty catalogue for every appeal that has none in it.

    What is there already is not touched. A regional variant (de_AT, beside
    de) begins empty: put into it only what differs.

    \b
    Examples:
      appeal init sw
      appeal init de_AT fr_CA
    """
    from appeal import pipeline
    from appeal.cli.show import say, show_json
    from appeal.languages import UnknownLanguage
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    slugs = slugs_of(workspace, appeals)
    written: list[pipeline.Written] = []
    for tag in tags:
        try:
            written += pipeline.init(workspace, tag, slugs, created=moment())
        except UnknownLanguage as error:
            hint = f" Did you mean {error.suggestion!r}?" if error.suggestion else ""
            raise click.UsageError(f"There is no language {tag!r}.{hint}") from None
    if as_json:
        show_json([{"path": w.path, "changed": w.changed, "entries": w.entries} for w in written])
        return
    for one in written:
        what = f"{one.entries} entries to translate" if one.changed else "is there already"
        say(f"{one.path}: {what}")
