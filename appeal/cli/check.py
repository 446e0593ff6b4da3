"""appeal check"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appeal.cli.options import language_option, moment, root_of, words_of

if TYPE_CHECKING:
    from appeal.checking import Inspector
    from appeal.model import Finding


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]…")
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
@click.option("--only", metavar="CODE,…", help="Only these rules.")
@click.option("--skip", metavar="CODE,…", help="All but these rules.")
@click.option("--speak", metavar="TAG", help="Tell findings in this language, as far as it goes.")
@click.option("--spelling", is_flag=True, help="Also look words up with hunspell, where it is.")
@click.option("--list", "listing", is_flag=True, help="Explain every rule, and stop.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    form: str,
    severity: str,
    only: str | None,
    skip: str | None,
    speak: str | None,
    spelling: bool,
    listing: bool,
) -> int:
    """Hold translations to the English: facts, markup, names, and the language's own writing.

    Without PATH everything in the workspace is checked: the English, the
    glossaries and all catalogues. Errors stop a release, and end with exit
    code 1; warnings and notes never do. An error that is none is waived with
    `appeal waive`.

    \b
    Examples:
      appeal check
      appeal check --lang ta --speak ta
      appeal check locale/de/LC_MESSAGES/common.po
      appeal check --format sarif > findings.sarif
      appeal check --only number-differs,date-differs
      appeal check --list
    """
    from appeal import reporting
    from appeal.checking import Inspector
    from appeal.checks import explanations, select
    from appeal.checks.wording import speaking
    from appeal.workspace import Workspace

    known = explanations()
    if listing:
        _list(known)
        return 0
    wanted, unwanted = _codes(only, known, "--only"), _codes(skip, known, "--skip")
    root = root_of(ctx)
    inspector = Inspector(Workspace(root), rules=select(wanted, unwanted), today=moment().date())
    checked = _files(inspector, root, paths, languages)
    findings: list[Finding] = []
    with speaking(words_of(inspector.workspace, speak)):
        for name in checked:
            findings += _inspect(inspector, root, name, spelling)
    findings = [
        f
        for f in findings
        if f.code not in unwanted and (not wanted or f.code in wanted or f.code not in known)
    ]
    shown = reporting.at_least(reporting.ordered(findings), severity)
    if form == "text":
        _show(shown, checked)
    else:
        click.echo(reporting.written(shown, form, checked=checked, explained=known), nl=False)
        if form == "github":
            _summarise(shown)
    return int(any(finding.severity == "error" for finding in shown))


def _files(
    inspector: Inspector, root: Path, paths: Sequence[Path], languages: Sequence[str]
) -> list[str]:
    from appeal.checking import expand, relative

    tags = tuple(tag.replace("-", "_") for tag in languages)
    if not paths:
        slugs = inspector.workspace.slugs
        if not slugs and not (root / "locale").is_dir():
            raise click.UsageError(
                "There is no workspace here (no source/, no locale/). Name a PO file, or use -C."
            )
        for tag in tags:
            if not (root / "locale" / tag).is_dir():
                raise click.UsageError(f"There is no language {tag!r} in locale/.")
        return list(inspector.files(slugs, tags))
    names = [relative(file, root) for path in paths for file in expand(path)]
    if tags:
        names = [name for name in names if any(f"/{tag}/" in f"/{name}" for tag in tags)]
    # An appeal's two files are checked together.
    return list(
        dict.fromkeys(
            n.replace("/letter.md", "/appeal.md") if n.startswith("source/") else n for n in names
        )
    )


def _inspect(inspector: Inspector, root: Path, name: str, spelling: bool) -> list[Finding]:
    path = Path(name)
    if name.endswith(".po") and (path.is_absolute() or not (root / path).is_file()):
        found = list(inspector.check_po(name, path.read_bytes()))
    else:
        found = list(inspector.check(name))
    if spelling and name.endswith(".po"):
        from appeal.spelling import check_spelling

        found += check_spelling(inspector.workspace, name)
    return found


def _codes(text: str | None, known: dict[str, str], option: str) -> tuple[str, ...]:
    import difflib

    codes = tuple(code.strip() for code in text.split(",") if code.strip()) if text else ()
    for code in codes:
        if code not in known:
            close = difflib.get_close_matches(code, known, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else " See: appeal check --list"
            raise click.BadParameter(f"there is no rule {code!r}.{hint}", param_hint=option)
    return codes


def _list(known: dict[str, str]) -> None:
    from appeal.cli.show import say

    width = max(map(len, known))
    for code, explanation in known.items():
        say(f"{code:{width}}  {explanation}")


def _show(findings: Sequence[Finding], checked: Sequence[str]) -> None:
    from appeal.cli.show import say, show_findings
    from appeal.reporting import summary

    show_findings(findings, err=False)
    files = "1 file" if len(checked) == 1 else f"{len(checked)} files"
    say(f"{files} checked: {summary(findings)}.", err=True)


def _summarise(findings: Sequence[Finding]) -> None:
    """Append the job summary where GitHub keeps it, since it shows few annotations only."""
    import os

    from appeal.reporting import github_summary

    if target := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(target).open("a", encoding="utf-8") as stream:
            stream.write(github_summary(findings, "Checks"))
