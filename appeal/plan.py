"""Which editions there are, and what becomes of each: released, held back and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appeal.catalogue import completeness
from appeal.localise import Translation, complete, formatter, localise, translate
from appeal.manuscript import Manuscript
from appeal.model import Completeness, Edition, Link, Localised, Section
from appeal.release.policy import Decision, decide, policy_of
from appeal.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One edition of the roster before anything is made of it."""

    slug: str
    section: Section
    language: str
    completeness: Completeness
    decision: Decision

    @property
    def link(self) -> Link:
        tag = self.language.replace("_", "-")
        return Link(
            section=self.section.slug,
            language=self.language,
            path=f"{self.section.slug}/{tag}/{self.slug}",
        )


class AppealPlan:
    """All editions of one appeal. A language is looked up, counted and rendered once."""

    def __init__(self, workspace: Workspace, manuscript: Manuscript) -> None:
        self.workspace = workspace
        self.manuscript = manuscript
        self._translations: dict[str, Translation] = {}
        self._completeness: dict[str, Completeness] = {}

    @property
    def slug(self) -> str:
        return self.manuscript.appeal.slug

    def completeness(self, tag: str) -> Completeness:
        """Return how far a language is. Raises `CatalogueError`."""
        if tag not in self._completeness:
            self._completeness[tag] = (
                complete(self.manuscript)
                if self.workspace.is_source(tag)
                else completeness(self.manuscript.messages, self.workspace.lookup(self.slug, tag))
            )
        return self._completeness[tag]

    def editions(self) -> tuple[Planned, ...]:
        """Return every edition of the roster with its decision, in the roster's order."""
        campaign = self.workspace.campaign
        return tuple(
            Planned(
                slug=self.slug,
                section=section,
                language=tag,
                completeness=self.completeness(tag),
                decision=decide(policy_of(campaign, section), self.completeness(tag)),
            )
            for section in campaign.sections
            for tag in section.languages
        )

    def translation(self, tag: str) -> Translation:
        if tag not in self._translations:
            self._translations[tag] = translate(
                self.manuscript,
                self.workspace.lookup(self.slug, tag),
                tag,
                source_language=self.workspace.campaign.source_language,
                counts={"sections.count": len(self.workspace.campaign.sections)},
            )
        return self._translations[tag]

    def localised(self, tag: str, section: Section) -> Localised:
        return localise(
            self.manuscript,
            self.translation(tag),
            formatter(self.manuscript, self.workspace.campaign, section),
        )

    def letter_languages(self, section: Section, tag: str) -> tuple[str, ...]:
        """Return the languages, beside the edition's own, that its readers read and we have."""
        readers = (*self.manuscript.appeal.addressees, *section.recipients)
        tags = dict.fromkeys(name for person in readers for name in person.languages)
        return tuple(name for name in tags if name != tag and self.completeness(name).complete)

    def make(
        self, planned: Planned, siblings: Sequence[Link], today: datetime.date | None
    ) -> Edition:
        """Return the edition with all its words, ready for the outputs."""
        section = planned.section
        campaign = self.workspace.campaign
        return Edition(
            campaign=campaign,
            appeal=self.manuscript.appeal,
            section=section,
            language=planned.language,
            own=self.localised(planned.language, section),
            source=self.localised(campaign.source_language, section),
            translations={
                tag: self.localised(tag, section)
                for tag in self.letter_languages(section, planned.language)
            },
            siblings=tuple(siblings),
            today=today,
            revision=self.manuscript.revision,
            frozen_on=planned.decision.frozen_on,
        )


def released(editions: Sequence[Planned]) -> Iterator[Planned]:
    return (planned for planned in editions if planned.decision.released)
