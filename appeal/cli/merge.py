"""appeal merge"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from appeal.model import Finding

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge")
@click.option("-t", "--template", "pot", required=True, type=_FILE, help="The new template (POT).")
@click.option(
    "-m",
    "--memory",
    "memories",
    multiple=True,
    type=_FILE,
    help="Fill new texts from this PO file of the same language (may be repeated).",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything would change.")
@click.argument("catalogues", nargs=-1, required=True, type=_FILE, metavar="PO...")
def command(
    pot: Path, memories: tuple[Path, ...], check: bool, catalogues: tuple[Path, ...]
) -> int:
    """Bring plain PO files in step with a template, in any project.

    What `msgmerge --previous --no-wrap` does, and more: texts are matched once
    for all languages, split, joined and reordered paragraphs find their
    translations, and a finished translation that gave way to a proposal is
    kept as an obsolete entry.

    \b
    Examples:
      appeal merge --template messages.pot locale/*/LC_MESSAGES/messages.po
      appeal merge -t site.pot --memory old/fr.po fr.po
    """
    from appeal import catalogue
    from appeal.catalogue import CatalogueError
    from appeal.cli.show import say, show_findings
    from appeal.files import write_all

    findings: list[Finding] = []
    sources = []
    for path in (pot, *memories, *catalogues):
        try:
            sources.append(catalogue.read(path, name=str(path)))
        except CatalogueError as error:
            findings.extend(error.findings)
    if findings:
        show_findings(findings)
        return 1
    template = sources[0]
    memory = catalogue.memory(sources[1 : 1 + len(memories)])
    olds = sources[1 + len(memories) :]
    found = catalogue.candidates(template, olds)
    changed = []
    for path, old in zip(catalogues, olds, strict=True):
        new = catalogue.merge(template, old, memory=memory, candidates=found)
        data = catalogue.write(new)
        if data != path.read_bytes():
            changed.append((path, data))
            fuzzy = sum(entry.fuzzy and not entry.obsolete for entry in new.entries)
            empty = sum(not any(e.msgstr) and not e.obsolete for e in new.entries)
            verb = "out of step" if check else "written"
            say(f"{path}: {verb}, {fuzzy} fuzzy, {empty} untranslated")
    if not check:
        write_all(changed)
    say(f"{len(catalogues) - len(changed)} files unchanged, {len(changed)} changed.")
    return 1 if check and changed else 0
