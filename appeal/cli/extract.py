"""appeal extract"""

from __future__ import annotations

import click

from appeal.cli.options import appeal_option, json_option, moment, root_of, slugs_of


@click.command("extract")
@appeal_option
@json_option
@click.pass_context
def command(ctx: click.Context, appeals: tuple[str, ...], as_json: bool) -> None:
    """Write locale/<slug>.pot, the template of what is to be translated, for each appeal.

    A template whose messages are the same is not touched. `appeal update`
    does this too.

    \b
    Examples:
      appeal extract
      appeal extract --appeal free-the-miners
    """
    from appeal import pipeline
    from appeal.cli.show import say, show_findings, show_json
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    slugs = slugs_of(workspace, appeals)
    show_findings(pipeline.manuscripts(workspace, slugs))
    written = pipeline.extract(workspace, slugs, created=moment())
    if as_json:
        show_json([{"path": w.path, "changed": w.changed, "entries": w.entries} for w in written])
        return
    for one in written:
        state = "written" if one.changed else "unchanged"
        say(f"{one.path}: {one.entries} entries, {state}")
