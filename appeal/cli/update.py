"""appeal update"""

from __future__ import annotations

import click

from appeal.cli.options import appeal_option, json_option, moment, root_of, slugs_of


@click.command("update")
@appeal_option
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything would change.")
@json_option
@click.pass_context
def command(ctx: click.Context, appeals: tuple[str, ...], check: bool, as_json: bool) -> int:
    """Bring templates and all catalogues in step with the English.

    New texts come in, changed ones become fuzzy and show what they were,
    removed ones become obsolete; no translation is ever lost. Where nothing
    changes, nothing is written.

    \b
    Examples:
      appeal update
      appeal update --check        for CI: is everything in step?
    """
    from appeal import pipeline
    from appeal.cli.show import say, show_findings, show_json
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    slugs = slugs_of(workspace, appeals)
    show_findings(pipeline.manuscripts(workspace, slugs))
    written = pipeline.update(workspace, slugs, created=moment(), dry_run=check)
    changed = [one for one in written if one.changed]
    if as_json:
        show_json([{"path": w.path, "changed": w.changed, "entries": w.entries} for w in written])
    else:
        for one in changed:
            say(f"{one.path}: {'out of step' if check else 'written'}")
        say(f"{len(written) - len(changed)} files unchanged, {len(changed)} changed.")
        if check and changed:
            say("Run: appeal update", err=True)
    return 1 if check and changed else 0
