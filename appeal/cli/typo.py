"""appeal typo"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from appeal.cli.options import appeal_option, json_option, root_of, slugs_of

if TYPE_CHECKING:
    from appeal.catalogue.mending import Typo
    from appeal.manuscript import Manuscript
    from appeal.model import Appeal, Catalogue, Finding, Person
    from appeal.workspace import Workspace


@click.command("typo")
@click.argument("old")
@click.argument("new")
@appeal_option
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    old: str,
    new: str,
    appeals: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> int:
    """Mend a typo in the English and in every catalogue, in one step.

    OLD and NEW are a word or a few words. Translations stay finished, and
    reviewed ones reviewed. An edit that may change the meaning is refused:
    digits, names, merge fields, links, markup, negations, numbers in words,
    or more than a few letters of a word.

    \b
    Examples:
      appeal typo goverment government
      appeal typo "on on Friday" "on Friday" --appeal free-the-miners
    """
    from appeal.catalogue.mending import Typo
    from appeal.cli.show import say, show_findings, show_json
    from appeal.files import write_all
    from appeal.workspace import Workspace

    if not old.split() or not new.split():
        raise click.UsageError("OLD and NEW must have a word each.")
    workspace = Workspace(root_of(ctx))
    plan = make_plan(workspace, slugs_of(workspace, appeals), Typo(old=old, new=new))
    if plan.findings:
        show_findings(plan.findings)
        return 1
    if not dry_run:
        write_all((workspace.root / path, data) for path, data in plan.files.items())
    if as_json:
        show_json({"places": plan.places, "files": list(plan.files), "written": not dry_run})
    else:
        for path in plan.files:
            say(f"{path}: {'would be mended' if dry_run else 'mended'}")
        say(f"{plan.places} {'place' if plan.places == 1 else 'places'} in the English.")
    return 0


@dataclasses.dataclass(slots=True, kw_only=True)
class Plan:
    """What mending a typo writes: path -> bytes; with findings nothing may be written."""

    files: dict[str, bytes] = dataclasses.field(default_factory=dict)
    places: int = 0
    findings: list[Finding] = dataclasses.field(default_factory=list)


def make_plan(workspace: Workspace, slugs: Sequence[str], typo: Typo) -> Plan:
    """Return what mending the typo in these appeals comes to. Raises `SourceError`."""
    from appeal.model import Finding

    plan = Plan()
    found = [slug for slug in slugs if _hits(workspace.manuscript(slug), typo)]
    for slug in found:
        _plan_source(workspace, slug, typo, plan)
    if not plan.findings:
        for slug in found:
            _plan_catalogues(workspace, slug, typo, plan)
        _plan_formulas(workspace, found, typo, plan)
    if not found:
        plan.findings.append(
            Finding(
                path="source",
                code="typo-not-found",
                message=f"no text for translation contains “{typo.old}” as whole words",
                hint="write OLD exactly as it stands; what is not translated is edited by hand",
            )
        )
    return plan


def _hits(manuscript: Manuscript, typo: Typo) -> list[str]:
    texts = {text for m in manuscript.messages for text in (m.msgid, m.plural) if text is not None}
    return sorted(text for text in texts if typo.count(text))


def _plan_source(workspace: Workspace, slug: str, typo: Typo, plan: Plan) -> None:
    """Mend the appeal's two files, and prove that nothing but the English prose changed."""
    from appeal.catalogue.mending import refusal
    from appeal.manuscript import parse_manuscript
    from appeal.model import Finding
    from appeal.source import SourceError, paths

    manuscript = workspace.manuscript(slug)
    data = [(path, workspace.read(path) or b"") for path in paths(slug)]
    texts = [(path, content.decode()) for path, content in data]
    place = next(((path, text) for path, text in texts if typo.count(text)), (data[0][0], ""))
    match = typo.pattern.search(place[1])
    line = place[1].count("\n", 0, match.start()) + 1 if match else None

    def refuse(code: str, message: str, hint: str) -> None:
        plan.findings.append(
            Finding(path=place[0], line=line, code=code, message=message, hint=hint)
        )

    refused = refusal(typo, _hits(manuscript, typo), manuscript.appeal.names)
    if refused is not None:
        refuse("typo-refused", refused.reason, refused.hint)
        return
    mended = [(path, typo.mend(text)) for path, text in texts]
    by_hand = "edit the source by hand, then run `appeal update`"
    try:
        after = parse_manuscript(
            slug,
            *(text.encode() for _, text in mended),
            source_language=workspace.campaign.source_language,
        )
    except SourceError as error:
        refuse("typo-refused", f"the source would be broken: {error.findings[0].message}", by_hand)
        return
    if _facts(after.appeal) != _facts(manuscript.appeal):
        refuse("typo-refused", "the edit touches a fact of the front matter, too", by_hand)
        return
    if _asked(after) != {
        (context, typo.mend(msgid), plural if plural is None else typo.mend(plural))
        for context, msgid, plural in _asked(manuscript)
    }:
        refuse("typo-refused", "the edit changes more than words", by_hand)
        return
    plan.places += sum(typo.count(text) for _, text in texts)
    plan.files.update((path, text.encode()) for path, text in mended if text != dict(texts)[path])


def _asked(manuscript: Manuscript) -> set[tuple[str | None, str, str | None]]:
    return {(m.context, m.msgid, m.plural) for m in manuscript.messages}


def _facts(appeal: Appeal) -> tuple[Any, ...]:
    """Return all that stands in the front matter and is not translated."""

    def facts(person: Person) -> Person:
        return dataclasses.replace(person, role="", organisation="", salutation="")

    return (
        appeal.country,
        appeal.date,
        appeal.send_before,
        appeal.status,
        tuple(map(facts, (*appeal.addressees, *appeal.copies_to, appeal.signatory))),
        appeal.contact,
        appeal.names,
        {name: dataclasses.replace(value, line=None) for name, value in appeal.values.items()},
    )


def _plan_catalogues(workspace: Workspace, slug: str, typo: Typo, plan: Plan) -> None:
    from appeal.workspace import catalogue_path, template_path

    tags = workspace.languages
    _plan_files(
        workspace, (template_path(slug), *(catalogue_path(tag, slug) for tag in tags)), typo, plan
    )


def _plan_formulas(workspace: Workspace, slugs: Sequence[str], typo: Typo, plan: Plan) -> None:
    """Mend common.po; a formula that another appeal still spells as before stays beside it."""
    from appeal.workspace import catalogue_path

    kept = {
        message.msgid
        for slug in workspace.slugs
        if slug not in slugs
        for message in workspace.manuscript(slug).messages
    }
    paths = [catalogue_path(tag, "common") for tag in workspace.languages]
    _plan_files(workspace, paths, typo, plan, kept)


def _plan_files(
    workspace: Workspace,
    paths: Iterable[str],
    typo: Typo,
    plan: Plan,
    kept: Iterable[str] = (),
) -> None:
    from appeal.catalogue import CatalogueError, parse, write

    for path in paths:
        data = workspace.read(path)
        if data is None:
            continue
        try:
            old = parse(data, path=path)
        except CatalogueError as error:
            plan.findings.extend(error.findings)
            continue
        new = _mended(old, typo, frozenset(kept))
        if new is not old:
            plan.files[path] = write(new)


def _mended(old: Catalogue, typo: Typo, kept: frozenset[str]) -> Catalogue:
    from appeal.catalogue.mending import mend

    new = mend(old, typo)
    if new is old:
        return old
    keys = {entry.key for entry in new.entries}
    still = tuple(e for e in old.entries if e.msgid in kept and e.key not in keys)
    return dataclasses.replace(new, entries=(*new.entries, *still)) if still else new
