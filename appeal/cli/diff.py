"""appeal diff"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click

from appeal.cli.options import appeal_option, json_option, root_of, slugs_of

if TYPE_CHECKING:
    from appeal.model import Catalogue, Entry, Finding

Change = Literal["same", "deleted", "added"]
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@click.command("diff")
@click.argument("lang", required=False)
@appeal_option
@json_option
@click.pass_context
def command(ctx: click.Context, lang: str | None, appeals: tuple[str, ...], as_json: bool) -> int:
    """Show, word by word, what changed in the English of each fuzzy entry.

    What was deleted is red, what was added green; without colours
    [-deleted-] and {+added+}. The translation that stands there follows.

    \b
    Examples:
      appeal diff fr
      appeal diff --appeal free-the-miners
    """
    from appeal.catalogue import CatalogueError
    from appeal.cli.options import choose
    from appeal.cli.show import say, show_findings, show_json, wants_colour
    from appeal.workspace import Workspace

    workspace = Workspace(root_of(ctx))
    slugs = slugs_of(workspace, appeals)
    wanted = [lang.replace("-", "_")] if lang else []
    findings: list[Finding] = []
    changes: list[tuple[Catalogue, Entry]] = []
    for tag in choose("language", wanted, workspace.languages):
        for slug in slugs:
            try:
                found = workspace.catalogue(tag, slug)
            except CatalogueError as error:
                findings.extend(error.findings)
                continue
            changes += [(found, entry) for entry in fuzzy_entries(found)] if found else []
    if as_json:
        show_json([as_row(catalogue, entry) for catalogue, entry in changes])
    else:
        coloured = wants_colour(sys.stdout)
        for catalogue, entry in changes:
            say(f"{catalogue.path}:{entry.line}", bold=True)
            say(f"  {_rendered(entry, coloured)}")
            for text in entry.msgstr:
                say(f"  = {text}", dim=True)
        say(f"{len(changes)} fuzzy {'entry' if len(changes) == 1 else 'entries'}.")
    show_findings(findings)
    return 1 if findings else 0


def fuzzy_entries(catalogue: Catalogue) -> list[Entry]:
    """Return the entries that wait for a translator's eye."""
    return [entry for entry in catalogue.entries if entry.fuzzy and not entry.obsolete]


def as_row(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """Return one change for ``--json``; ``changes`` is None where the entry names no old text."""
    old = entry.previous_msgid
    return {
        "path": catalogue.path,
        "line": entry.line,
        "context": entry.context,
        "previous": old,
        "msgid": entry.msgid,
        "msgstr": list(entry.msgstr),
        "changes": None if old is None else list(word_diff(old, entry.msgid)),
    }


def word_diff(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """Yield the pieces of both texts in order; all but the added ones make old, word by word."""
    import difflib

    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    deleted = added = ""
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        left, right = "".join(a[a1:a2]), "".join(b[b1:b2])
        # Blanks between two changed words belong to the change.
        if kind != "equal" or (left.isspace() and (deleted or added) and a2 < len(a)):
            deleted, added = deleted + left, added + right
            continue
        yield from _changed(deleted, added)
        deleted = added = ""
        yield "same", left
    yield from _changed(deleted, added)


def _changed(deleted: str, added: str) -> Iterator[tuple[Change, str]]:
    if deleted:
        yield "deleted", deleted
    if added:
        yield "added", added


def _rendered(entry: Entry, coloured: bool) -> str:
    old = entry.previous_msgid
    if old is None:
        return entry.msgid
    context = ""
    if entry.previous_context != entry.context:
        context = f"({entry.previous_context or '–'} → {entry.context or '–'}) "
    return context + "".join(
        _styled(kind, text, coloured) for kind, text in word_diff(old, entry.msgid)
    )


def _styled(kind: Change, text: str, coloured: bool) -> str:
    if kind == "same":
        return text
    if coloured:
        return (
            click.style(text, fg="red", strikethrough=True)
            if kind == "deleted"
            else (click.style(text, fg="green", underline=True))
        )
    return f"[-{text}-]" if kind == "deleted" else f"{{+{text}+}}"
