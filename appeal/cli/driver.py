"""appeal driver"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click

_ATTRIBUTES = ("*.po merge=appeal text eol=lf", "*.pot merge=appeal text eol=lf")


@click.command("driver")
@click.argument("base", required=False, type=click.Path(path_type=Path))
@click.argument("ours", required=False, type=click.Path(path_type=Path))
@click.argument("theirs", required=False, type=click.Path(path_type=Path))
@click.argument("name", required=False)
@click.option("--install", is_flag=True, help="Let git in this repository use the driver.")
@click.pass_context
def command(
    ctx: click.Context,
    base: Path | None,
    ours: Path | None,
    theirs: Path | None,
    name: str | None,
    install: bool,
) -> int:
    """Merge catalogues for git, entry by entry.

    Git calls it with the files %O %A %B (and the name %P); the result is
    written over OURS. Headers, comments and references never conflict. Two
    different translations of one text do: both then stand in the file,
    fuzzy, and git reports the conflict.

    \b
    Examples:
      appeal driver --install
      appeal driver %O %A %B %P        in git's configuration
    """
    if install:
        return _install(ctx.find_root().obj or Path())
    if base is None or ours is None or theirs is None:
        raise click.UsageError("Three files are needed (%O %A %B), or --install.")
    return _drive(base, ours, theirs, name or str(ours))


def _drive(base: Path, ours: Path, theirs: Path, name: str) -> int:
    from appeal.catalogue import CatalogueError, parse, save, threeway
    from appeal.cli.show import say, show_findings

    try:
        data = base.read_bytes()
        merged = threeway(
            # Git gives an empty file where both sides began the file.
            parse(data, path=name) if data.strip() else None,
            parse(ours.read_bytes(), path=name),
            parse(theirs.read_bytes(), path=name),
        )
    except CatalogueError as error:
        show_findings(error.findings)
        say(f"{name}: one version is no sound catalogue; merging it as plain text.", err=True)
        return _merge_text(base, ours, theirs)
    save(ours, merged.catalogue)
    for entry in merged.conflicts:
        text = entry.msgid if len(entry.msgid) <= 60 else f"{entry.msgid[:59]}…"
        say(f"{name}: two translations of “{text}”", err=True)
    if merged.conflicts:
        say("  hint: both are in the file; keep the better one and remove the fuzzy mark", err=True)
    return 1 if merged.conflicts else 0


def _merge_text(base: Path, ours: Path, theirs: Path) -> int:
    """Merge by lines, as git would have; git counts any code from 1 to 127 as a conflict."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    run = subprocess.run(["git", "merge-file", *labels, ours, base, theirs], check=False)
    return 1 if run.returncode else 0


def _install(root: Path) -> int:
    from appeal.cli.show import say
    from appeal.files import write_atomic

    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        raise click.UsageError(f"{root.resolve()} is in no git repository.")
    # The interpreter that runs now has the package, wherever git is called from later.
    program = shlex.join([Path(sys.executable).as_posix(), "-m", "appeal"])
    _git(root, "config", "merge.appeal.name", "translations, entry by entry")
    _git(root, "config", "merge.appeal.driver", f"{program} driver %O %A %B %P")
    attributes = Path(top) / ".gitattributes"
    text = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
    missing = [line for line in _ATTRIBUTES if line not in text.splitlines()]
    if missing:
        joint = "" if not text or text.endswith("\n") else "\n"
        write_atomic(attributes, f"{text}{joint}{chr(10).join(missing)}\n".encode())
        say(f"{attributes}: {len(missing)} lines added; commit it.")
    say("git now merges PO files with appeal in this repository (for you, not for others).")
    return 0


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where it fails or is not there."""
    try:
        run = subprocess.run(
            ["git", "-C", root, *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise click.UsageError("git is not installed.") from None
    return run.stdout.strip() if run.returncode == 0 else None
