"""The command line. Commands are imported when they are called; exit codes are decided here.

0 clean, 1 findings, 2 usage or configuration, 3 a bug of ours.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

# Name -> the module's one-line help. The module is `appeal.cli.<name>`, its command `command`.
COMMANDS = {
    "new": "Write the scaffold of an appeal, in an empty folder of a campaign too.",
    "extract": "Write the template of translatable texts of each appeal.",
    "init": "Begin a language.",
    "update": "Bring templates and catalogues in step with the English.",
    "status": "Show how far every edition is.",
    "diff": "Show what changed in the English of each fuzzy entry.",
    "review": "Sign off translations of a language.",
    "typo": "Mend a typo in the English and in every catalogue.",
    "merge": "Bring plain PO files in step with a template, in any project.",
    "driver": "Merge catalogues for git, entry by entry.",
    "check": "Hold translations to the English.",
    "waive": "Write on an entry that a finding is none.",
    "verify": "Prove that every language builds: what CI runs.",
    "build": "Make every section's pages, texts and letters.",
    "letters": "Make a personal letter for each signatory of a spreadsheet.",
    "fonts": "Show which font prints which script, and what is missing.",
    "publish": "Make a release of a build, in one step.",
    "pull": "Put a section's pages, texts and letters on your site.",
}

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_BUG = 3


class _Commands(click.Group):
    """A group whose commands are modules, imported only when one is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"appeal.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The table has the help, so that `appeal --help` imports no command.
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        import difflib

        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The workspace: the folder with campaign.toml. Default: this folder.",
)
@click.version_option(package_name="appeal")
@click.pass_context
def group(ctx: click.Context, root: Path) -> None:
    """One English appeal in; every section's web page, text and letter out, in its own language.

    \b
    Examples:
      appeal new free-the-miners      begin an appeal
      appeal update                   English changed: tell the translators
      appeal status                   who is ready?
      appeal build                    make everything into build/
    """
    ctx.obj = root


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the code that the outcome deserves."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; a bug keeps its traceback, with code 3."""
    try:
        outcome = group(arguments, prog_name="appeal", standalone_mode=False)
        return int(outcome or 0)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        code = _told(error)
        if code is None:
            import traceback

            traceback.print_exc()
            click.echo("This is a bug in appeal. Please report it with the lines above.", err=True)
            return EXIT_BUG
        return code


def _told(error: Exception) -> int | None:
    """Tell of an error that is not ours and return its exit code; None for a bug."""
    findings = getattr(error, "findings", None)
    if findings is not None:
        from appeal.cli.show import show_findings
        from appeal.config import ConfigError

        show_findings(findings)
        return EXIT_USAGE if isinstance(error, ConfigError) else EXIT_FINDINGS
    if isinstance(error, OSError) and error.filename is not None:
        click.echo(f"appeal: {error.filename}: {error.strerror}", err=True)
        return EXIT_USAGE
    return None
