"""What there is to an appeal: its editions, what becomes of each, and the keys of their outputs.

Of every appeal that has changed this is known before the first output of
any is made, so that all errors are told and nothing is half built.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from appeal.catalogue import CatalogueError
from appeal.fingerprint import digest_of
from appeal.model import Campaign, Finding, Link
from appeal.pipeline import unreadable
from appeal.plan import AppealPlan, Frozen, Planned
from appeal.release.records import EditionRecord
from appeal.source import SourceError
from appeal.workspace import Workspace, catalogue_path, chain

# Outputs that show the other editions, that the press makes, and that are in several languages.
LINKED = frozenset({"page", "mail"})
PRINTED = frozenset({"letter", "readers", "fax", "card"})
SEVERAL = frozenset({"readers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What all editions of a build share.

    ``context`` are the digests of tool and fonts, ``inputs`` those of the
    workspace's files by path (of one appeal and what it shares with others);
    ``old_context`` and ``old_inputs`` are those of the last build, for
    `--explain`.
    """

    kinds: tuple[str, ...]
    today: datetime.date | None
    context: Mapping[str, str]
    inputs: Mapping[str, str]
    old_context: Mapping[str, str] = field(default_factory=dict)
    old_inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedEdition:
    """An edition, what is said of it, and the key of each kind of output that it may have.

    ``own`` are the files that all of them are made of, ``read`` those of the
    languages that its readers read besides, ``older`` the state that a frozen
    edition shows.
    """

    record: EditionRecord
    keys: Mapping[str, str]
    own: tuple[str, ...]
    read: tuple[str, ...]
    older: Frozen | None = None

    def names(self, kind: str) -> tuple[str, ...]:
        """Return the paths of the files that an output is made of."""
        return (*self.own, *self.read) if kind in SEVERAL else self.own


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """An appeal's editions, or the errors for which there are none."""

    slug: str
    deadline: datetime.date | None = None
    editions: tuple[SurveyedEdition, ...] = ()
    warnings: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()

    @property
    def siblings(self) -> tuple[Link, ...]:
        """The released editions."""
        return tuple(e.record.link for e in self.editions if e.record.decision.released)


def survey(workspace: Workspace, slug: str, facts: Facts) -> Survey:
    """Read an appeal and all its catalogues, and decide on every edition."""
    try:
        manuscript = workspace.manuscript(slug)
    except SourceError as error:
        return Survey(slug=slug, errors=error.findings)
    plan = AppealPlan(workspace, manuscript)
    if errors := unreadable(plan):
        return Survey(slug=slug, warnings=manuscript.findings, errors=errors)
    planned = plan.editions()
    deadline = manuscript.appeal.send_before
    keys = _Keys(workspace.campaign, facts, planned, deadline is not None)
    try:
        editions = tuple(_edition(plan, one, keys, facts) for one in planned)
    except CatalogueError as error:
        # Readers may read a language in which no section publishes.
        return Survey(slug=slug, warnings=manuscript.findings, errors=error.findings)
    return Survey(slug=slug, deadline=deadline, editions=editions, warnings=manuscript.findings)


def survey_elsewhere(files: Mapping[str, bytes], slug: str, facts: Facts) -> Survey:
    """Survey an appeal on a machine that has only these of the workspace's files."""
    return survey(Workspace(Path(), files), slug, facts)


def _edition(plan: AppealPlan, planned: Planned, keys: _Keys, facts: Facts) -> SurveyedEdition:
    slug, section = planned.slug, planned.section
    reads = plan.letter_languages(section, planned.language)
    own = (
        f"source/{slug}/appeal.md",
        f"source/{slug}/letter.md",
        *_catalogues(slug, planned.language),
    )
    read = tuple(name for tag in reads for name in _catalogues(slug, tag))
    return SurveyedEdition(
        record=plan.record(planned, facts.today),
        keys={
            kind: keys.of(planned, kind, reads, (*own, *read) if kind in SEVERAL else own)
            for kind in facts.kinds
            if planned.decision.releases(kind)
        },
        own=own,
        read=read,
        older=planned.older,
    )


def _catalogues(slug: str, tag: str) -> tuple[str, ...]:
    """Return the paths of the catalogues from which a language takes its words."""
    return tuple(
        catalogue_path(name, domain)
        for domain in (slug, "common", "interface")
        for name in chain((tag,))
    )


class _Keys:
    """Makes the keys of one appeal's outputs: equal keys, equal bytes."""

    def __init__(
        self, campaign: Campaign, facts: Facts, planned: Sequence[Planned], dated: bool
    ) -> None:
        self.inputs = facts.inputs
        self.fonts = facts.context["the fonts"]
        # A link shows its section's name and country.
        links = [
            (one.link.path, one.section.name, one.section.country)
            for one in planned
            if one.decision.released
        ]
        self.siblings = digest_of(links)
        self.shared = digest_of(
            (
                facts.context["the tool"],
                replace(campaign, sections=()),
                len(campaign.sections),
                str(facts.today) if dated else "",
            )
        )

    def of(self, planned: Planned, kind: str, reads: Sequence[str], names: Sequence[str]) -> str:
        return digest_of(
            (
                kind,
                self.shared,
                self.fonts if kind in PRINTED else "",
                self.siblings if kind in LINKED else "",
                planned.section,
                planned.language,
                tuple(reads),
                planned.decision,
                planned.older.commit if planned.older else "",
                [self.inputs.get(name) for name in names],
            )
        )
