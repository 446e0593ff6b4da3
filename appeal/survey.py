"""What there is to an appeal: its editions, what becomes of each, and the keys of their outputs.

Of every appeal that has changed this is known before the first output of
any is made, so that all errors are told and nothing is half built.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from appeal.fingerprint import digest_of
from appeal.model import Campaign, Finding, Link
from appeal.pipeline import unreadable
from appeal.plan import AppealPlan, Frozen, Planned
from appeal.release.records import EditionRecord
from appeal.source import SourceError
from appeal.workspace import Workspace, chain

# Outputs that show the other editions, and outputs that the press makes.
LINKED = frozenset({"page", "mail"})
PRINTED = frozenset({"letter", "fax", "card"})


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

    ``names`` are the files that it is made of, ``older`` the state that a
    frozen edition shows.
    """

    record: EditionRecord
    keys: Mapping[str, str]
    names: tuple[str, ...]
    older: Frozen | None = None


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
    appeal = manuscript.appeal
    keys = _Keys(workspace.campaign, facts, planned, appeal.send_before is not None)
    readers = tuple(tag for person in appeal.addressees for tag in person.languages)
    editions = []
    for one in planned:
        names = tuple(_names(one, readers))
        editions.append(
            SurveyedEdition(
                record=plan.record(one, facts.today),
                keys={
                    kind: keys.of(one, kind, names)
                    for kind in facts.kinds
                    if one.decision.releases(kind)
                },
                names=names,
                older=one.older,
            )
        )
    return Survey(
        slug=slug,
        deadline=appeal.send_before,
        editions=tuple(editions),
        warnings=manuscript.findings,
    )


def _names(planned: Planned, readers: Sequence[str]) -> Iterator[str]:
    """Return the paths of the files that an edition is made of, in the order of their weight."""
    slug = planned.slug
    yield from (f"source/{slug}/appeal.md", f"source/{slug}/letter.md")
    read = [tag for person in planned.section.recipients for tag in person.languages]
    tags = chain((planned.language, *readers, *read))
    for tag in tags:
        yield f"locale/{tag}/LC_MESSAGES/{slug}.po"
    for tag in tags:
        for domain in ("common", "interface"):
            yield f"locale/{tag}/LC_MESSAGES/{domain}.po"


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

    def of(self, planned: Planned, kind: str, names: Sequence[str]) -> str:
        return digest_of(
            (
                kind,
                self.shared,
                self.fonts if kind in PRINTED else "",
                self.siblings if kind in LINKED else "",
                planned.section,
                planned.language,
                planned.decision,
                planned.older.commit if planned.older else "",
                [self.inputs.get(name) for name in names],
            )
        )
