"""appeal waive"""

from __future__ import annotations

from pathlib import Path

import click

from appeal.cli.options import root_of


@click.command("waive")
@click.argument("code")
@click.argument("entry", metavar="PATH:LINE")
@click.option("--reason", required=True, help="Why the finding is none; stands in the PO file.")
@click.pass_context
def command(ctx: click.Context, code: str, entry: str, reason: str) -> int:
    """Write on an entry that a rule's finding is none, and why.

    CODE is the finding's code, PATH:LINE its place as `appeal check` prints
    it. The comment `# ignore: CODE … reason` holds as long as the entry's
    English and translation stay as they are.

    \b
    Examples:
      appeal waive number-differs locale/fr/LC_MESSAGES/x.po:41 --reason "quinze jours is 14 days"
    """
    from appeal import catalogue
    from appeal.checks import explanations
    from appeal.cli.show import say
    from appeal.files import write_atomic

    known = explanations()
    if code not in known:
        import difflib

        close = difflib.get_close_matches(code, known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else " See: appeal check --list"
        raise click.BadParameter(f"there is no rule {code!r}.{hint}", param_hint="CODE")
    name, _, number = entry.rpartition(":")
    if not name or not number.isdigit():
        raise click.BadParameter(
            "write it as in the finding: locale/…/x.po:41", param_hint="PATH:LINE"
        )
    path = root_of(ctx) / name
    if not path.is_file():
        path = Path(name)
    if not path.is_file():
        raise click.BadParameter(f"there is no file {name}", param_hint="PATH:LINE")
    found = catalogue.read(path, name=name)
    lines = [e.line or 0 for e in found.entries]
    ends = [*(lines[1:]), 10**9]
    line = int(number)
    target = next(
        (
            e
            for e, end in zip(found.entries, ends, strict=True)
            if line in e.msgstr_lines or (e.line or 0) <= line < end
        ),
        None,
    )
    if target is None or not target.translated:
        raise click.BadParameter(
            f"no translated entry stands on line {line}", param_hint="PATH:LINE"
        )
    try:
        waived = catalogue.waive(target, code, reason)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--reason") from None
    entries = tuple(waived if e is target else e for e in found.entries)
    import dataclasses

    write_atomic(path, catalogue.write(dataclasses.replace(found, entries=entries)))
    say(f"{name}:{line}: {code} is waived: {reason}")
    return 0
