"""appeal verify"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal.cli.options import language_option, moment, root_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appeal.model import Finding
    from appeal.verification import Report
    from appeal.workspace import Workspace


@click.command("verify")
@language_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "sarif", "github"]),
    default="text",
    help="How findings are printed. Default: text.",
)
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    default="warning",
    help="The least severe findings to tell. Default: warning.",
)
@click.option("--speak", metavar="TAG", help="Tell findings in this language, as far as it goes.")
@click.option(
    "--changed-since",
    metavar="REV",
    help="Only what differs from this git revision, for pull requests.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), default=2, help="Processes. Default: 2.")
@click.pass_context
def command(
    ctx: click.Context,
    languages: tuple[str, ...],
    form: str,
    severity: str,
    speak: str | None,
    changed_since: str | None,
    jobs: int,
) -> int:
    """Prove that every language builds: what CI runs.

    Templates are in step with the English, catalogues canonical, all checks
    clean of errors, every edition is built into a temporary folder, letters
    fit their pages and windows, every glyph has a font, and links inside the
    release resolve. Nothing is written to the workspace. One broken language
    is named and does not hide the others.

    \b
    Examples:
      appeal verify
      appeal verify --lang ta
      appeal verify --changed-since origin/main --format github
      appeal verify --format junit > verify.xml
    """
    from appeal import reporting
    from appeal.checks import explanations
    from appeal.checks.wording import speaking
    from appeal.outputs import fonts
    from appeal.verification import EXPLANATIONS, Request, verify
    from appeal.workspace import Workspace

    root = root_of(ctx)
    workspace = Workspace(root)
    if not workspace.slugs:
        raise click.UsageError(f"{root / 'source'} has no appeal. Begin one: appeal new SLUG")
    tags = tuple(tag.replace("-", "_") for tag in languages)
    known = {*workspace.roster, *workspace.languages}
    for tag in tags:
        if tag not in known:
            raise click.UsageError(
                f"There is no language {tag!r}. Known: {', '.join(sorted(known))}"
            )
    sources = not tags
    if changed_since is not None:
        found = _affected(workspace, changed_since)
        if found is not None:
            changed, sources = found
            tags = tuple(tag for tag in changed if not tags or tag in tags)
            if not tags and not sources:
                click.echo(f"Nothing of the campaign changed since {changed_since}.", err=True)
                return 0
    request = Request(
        slugs=workspace.slugs,
        tags=tags,
        sources=sources,
        today=moment().date(),
        created=moment(),
        fonts=fonts.find(),
        jobs=jobs,
    )
    with speaking(words_of(workspace, speak)):
        report = verify(root, request, _progress)
    known_codes = {**explanations(), **EXPLANATIONS}
    shown = reporting.at_least(report.findings, severity)
    if form == "text":
        _show(report, shown)
    else:
        click.echo(
            reporting.written(shown, form, checked=report.checked, explained=known_codes),
            nl=False,
        )
        if form == "github" and (target := os.environ.get("GITHUB_STEP_SUMMARY")):
            with Path(target).open("a", encoding="utf-8") as stream:
                stream.write(reporting.github_summary(shown, _headline(report)))
    return int(report.errors > 0)


def _progress(what: str) -> None:
    import sys

    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{what} …", nl=False, err=True)


def _headline(report: Report) -> str:
    return f"{len(report.editions)} editions built, {len(report.held)} held back"


def _show(report: Report, shown: Sequence[Finding]) -> None:
    import sys

    from appeal.cli.show import say, show_findings, show_table
    from appeal.reporting import summary

    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    show_findings(shown, err=False)
    rows = []
    languages = sorted({tag for _, tag, _ in report.editions} | {row[1] for row in report.held})
    for tag in languages:
        found = [f for f in report.findings if f"/{tag}/" in f"/{f.path}"]
        errors = sum(f.severity == "error" for f in found)
        warnings = sum(f.severity == "warning" for f in found)
        built = sum(language == tag for _, language, _ in report.editions)
        held = [row[3] for row in report.held if row[1] == tag]
        state = "; ".join(dict.fromkeys(held)) or ("ok" if not errors else "errors")
        rows.append((tag, str(errors), str(warnings), str(built), state))
    show_table(("language", "errors", "warnings", "editions", "state"), rows, right=(1, 2, 3))
    say(
        f"{len(report.checked)} files checked, {_headline(report)},"
        f" {report.files} files: {summary(shown)}."
    )


def _affected(workspace: Workspace, revision: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the languages that differ from a git revision, and whether the English does.

    None where something differs that all languages depend on: the English,
    the configuration, the tool.
    """
    from appeal.languages import language

    names = _changed(workspace.root, revision)
    tags = []
    for name in names:
        parts = name.split("/")
        if parts[0] == "locale" and len(parts) > 2:
            tags.append(parts[1])
        elif parts[0] in {"docs", "tests", "README.md", "CHANGELOG.md"}:
            continue
        else:
            return None
    # A variant shows its wider language's text.
    roster = {*workspace.roster, *workspace.languages}
    affected = {
        tag for tag in roster if tag in tags or set(language(tag).fallbacks).intersection(tags)
    }
    return tuple(sorted(affected)), False


def _changed(root: Path, revision: str) -> list[str]:
    """Return the paths, relative to root, that differ from where the revision was left."""

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise click.UsageError(f"git {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    base = git("merge-base", revision, "HEAD").strip()
    listed = git("-c", "core.quotePath=false", "diff", "--name-only", "--relative", base)
    new = git("-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard")
    return sorted({*listed.split("\n"), *new.split("\n")} - {""})
