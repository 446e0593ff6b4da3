"""appeal review"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from appeal.cli.options import appeal_option, json_option, moment, root_of

if TYPE_CHECKING:
    from appeal.model import Catalogue, Entry, Finding
    from appeal.workspace import Workspace


@click.command("review")
@click.argument("lang")
@click.argument("entries", nargs=-1, metavar="[ENTRY]...")
@appeal_option
@click.option("--by", "name", required=True, metavar="NAME", help="Who signs off.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be signed.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    lang: str,
    entries: tuple[str, ...],
    appeals: tuple[str, ...],
    name: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Sign off translations of the language LANG: you have read them and they are right.

    The sign-off is a comment in the PO file. It holds for the text and the
    translation as they stand, and lapses when either changes. ENTRY is the
    line of an entry in the PO file or the beginning of its English text;
    without any, all finished translations are signed off. For the formulas in
    common.po: --appeal common.

    \b
    Examples:
      appeal review fr --by "Aisha Example"
      appeal review de --appeal free-the-miners --by "B. Beispiel" 41 "Dear Mr"
    """
    from appeal.cli.show import say, show_findings, show_json
    from appeal.files import write_all
    from appeal.workspace import Workspace

    if not name.split():
        raise click.UsageError("--by needs a name.")
    workspace = Workspace(root_of(ctx))
    tag = lang.replace("-", "_")
    found, findings = _catalogues(workspace, tag, appeals)
    if not findings and not found:
        raise click.UsageError(f"There are no catalogues for {tag}. Begin: appeal init {tag}")
    if entries and len(found) > 1:
        raise click.UsageError("Say in which appeal the entries are: --appeal SLUG.")
    results = []
    for old, data in found:
        chosen, faults = _chosen(old, entries)
        findings.extend(faults)
        if faults:
            continue
        new, signed = sign_off(old, chosen, name=name, date=moment().date())
        results.append((old, data, new, signed))
    if findings:
        show_findings(findings)
        return 1
    from appeal.catalogue import write

    files = [(workspace.root / new.path, write(new)) for _, _, new, signed in results if signed]
    if not dry_run:
        write_all(files)
    if as_json:
        show_json([_row(new, signed) for _, _, new, signed in results])
        return 0
    for _, _, new, signed in results:
        row = _row(new, signed)
        say(
            f"{new.path}: {signed} signed off"
            f" ({row['reviewed']} reviewed, {row['unreviewed']} not, {row['fuzzy']} fuzzy,"
            f" {row['untranslated']} untranslated)"
        )
    return 0


def sign_off(
    old: Catalogue, chosen: Sequence[Entry], *, name: str, date: datetime.date
) -> tuple[Catalogue, int]:
    """Return the catalogue with these entries signed off, and how many were not before."""
    import dataclasses

    from appeal.catalogue import reviews, sign

    name = " ".join(name.split())
    keys = {entry.key for entry in chosen}
    entries = []
    signed = 0
    for entry in old.entries:
        new = entry
        if entry.key in keys and name not in {review.name for review in reviews(entry)}:
            new = sign(entry, name=name, date=date)
            signed += new != entry
        entries.append(new)
    return dataclasses.replace(old, entries=tuple(entries)), signed


def _catalogues(
    workspace: Workspace, tag: str, appeals: Sequence[str]
) -> tuple[list[tuple[Catalogue, bytes]], list[Finding]]:
    """Return the language's catalogues (and their bytes) of the appeals named, or of all."""
    from appeal.catalogue import CatalogueError, parse
    from appeal.cli.options import choose
    from appeal.workspace import catalogue_path

    domains = choose("appeal", appeals, (*workspace.slugs, "common"))
    found = []
    findings: list[Finding] = []
    for domain in domains:
        path = catalogue_path(tag, domain)
        data = workspace.read(path)
        if data is None:
            continue
        try:
            found.append((parse(data, path=path), data))
        except CatalogueError as error:
            findings.extend(error.findings)
    return found, findings


def _chosen(catalogue: Catalogue, wanted: Sequence[str]) -> tuple[list[Entry], list[Finding]]:
    """Return the entries that wanted names, or all finished ones; and what it names wrongly."""
    from appeal.model import Finding

    live = [entry for entry in catalogue.entries if not entry.obsolete]
    if not wanted:
        return [entry for entry in live if entry.translated], []
    chosen: list[Entry] = []
    findings: list[Finding] = []

    def refuse(line: int | None, message: str, hint: str) -> None:
        findings.append(
            Finding(path=catalogue.path, line=line, code="review-entry", message=message, hint=hint)
        )

    for name in wanted:
        matching = _named(live, name)
        if len(matching) != 1:
            many = f"{len(matching)} entries begin so: " if matching else "no entry is "
            refuse(None, f"{many}“{name}”", "give the entry's line, or more of its English text")
            continue
        entry = matching[0]
        if not entry.translated:
            state = "fuzzy" if entry.fuzzy else "not translated"
            refuse(entry.line, f"the entry is {state}", "only finished translations are signed off")
        chosen.append(entry)
    return chosen, findings


def _named(entries: Sequence[Entry], name: str) -> list[Entry]:
    """Return the entries whose text begins with name, or the one in which line ``name`` lies."""
    if name.isdigit():
        before = [entry for entry in entries if (entry.line or 0) <= int(name)]
        return before[-1:]
    exact = [entry for entry in entries if entry.msgid == name]
    return exact or [entry for entry in entries if entry.msgid.startswith(name)]


def _row(catalogue: Catalogue, signed: int) -> dict[str, object]:
    from appeal.catalogue import reviewed

    live = [entry for entry in catalogue.entries if not entry.obsolete]
    done = [entry for entry in live if entry.translated]
    held = sum(reviewed(entry) for entry in done)
    fuzzy = sum(entry.fuzzy for entry in live)
    return {
        "path": catalogue.path,
        "signed": signed,
        "reviewed": held,
        "unreviewed": len(done) - held,
        "fuzzy": fuzzy,
        "untranslated": len(live) - len(done) - fuzzy,
    }
