"""Which editions there are, and what becomes of each: released, held back and why."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appeal.catalogue import CatalogueError, completeness
from appeal.checks import ERRORS, check_catalogue
from appeal.languages import language
from appeal.localise import (
    Translation,
    complete,
    formatter,
    localise,
    localised_prose,
    translate,
)
from appeal.manuscript import Manuscript
from appeal.model import Body, Completeness, Edition, Link, Localised, Section
from appeal.release.frozen import last_complete
from appeal.release.history import HistoryError
from appeal.release.policy import Decision, decide, policy_of, stop
from appeal.release.records import EditionRecord
from appeal.source import SourceError
from appeal.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The last complete state of a language: its commit, its date, and the files as they were."""

    commit: str
    date: datetime.date
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One edition of the roster before anything is made of it.

    ``original`` tells that it is in the source language, which nobody
    translates or signs off. ``older`` is the state that a frozen edition
    shows.
    """

    slug: str
    section: Section
    language: str
    completeness: Completeness
    decision: Decision
    original: bool = False
    older: Frozen | None = None

    @property
    def link(self) -> Link:
        tag = self.language.replace("_", "-")
        return Link(
            section=self.section.slug,
            language=self.language,
            path=f"{self.section.slug}/{tag}/{self.slug}",
        )


class AppealPlan:
    """All editions of one appeal. A language is looked up, counted and rendered once.

    ``frozen`` has the older states that were found already, by locale tag;
    without it git is asked for those that are needed.
    """

    def __init__(
        self,
        workspace: Workspace,
        manuscript: Manuscript,
        frozen: Mapping[str, Frozen | None] | None = None,
    ) -> None:
        self.workspace = workspace
        self.manuscript = manuscript
        self.frozen = dict(frozen or {})
        self._translations: dict[str, Translation] = {}
        self._completeness: dict[str, Completeness] = {}
        self._errors: dict[str, int] = {}

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
            self._planned(section, tag)
            for section in campaign.sections
            for tag in section.languages
        )

    def _planned(self, section: Section, tag: str) -> Planned:
        policy = policy_of(self.workspace.campaign, section)
        done = self.completeness(tag)
        older = None
        if policy == "frozen" and not done.complete:
            older = self.last_complete(tag)
        decision = decide(policy, done, frozen_on=older.date if older else None)
        if decision.released and older is None and (errors := self.errors(tag)):
            decision = stop(decision, errors)
        return Planned(
            slug=self.slug,
            section=section,
            language=tag,
            completeness=done,
            decision=decision,
            original=self.workspace.is_source(tag),
            older=older,
        )

    def errors(self, tag: str) -> int:
        """Return how many errors the checks find in what a language shows.

        A regional variant shows its wider language's text, so that one's
        errors are its own. Waived errors and warnings do not count.
        """
        return sum(self._catalogue_errors(name) for name in (tag, *language(tag).fallbacks))

    def _catalogue_errors(self, tag: str) -> int:
        if tag not in self._errors:
            catalogue = self.workspace.catalogue(tag, self.slug)
            findings = catalogue and check_catalogue(
                catalogue,
                language=language(tag),
                names=self.manuscript.appeal.names,
                glossary=self.workspace.glossary(tag),
                # Nobody reads warnings here, and they are two thirds of the work.
                rules=ERRORS,
            )
            self._errors[tag] = sum(f.severity == "error" for f in findings or ())
        return self._errors[tag]

    def last_complete(self, tag: str) -> Frozen | None:
        """Return the last complete state of a language from git history, None if there is none."""
        if tag not in self.frozen:
            self.frozen[tag] = self._last_complete(tag)
        return self.frozen[tag]

    def _last_complete(self, tag: str) -> Frozen | None:
        def load(files: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], Completeness] | None:
            try:
                return files, self._older(files).completeness(tag)
            except (SourceError, CatalogueError):
                return None

        try:
            found = last_complete(self.workspace.root, self.slug, tag, load)
        except HistoryError:
            return None
        if found is None:
            return None
        return Frozen(commit=found.commit, date=found.date, files=found.value)

    def _older(self, files: Mapping[str, bytes]) -> AppealPlan:
        """Return the plan of an older state under today's campaign."""
        names = ("campaign.toml", "sections.toml")
        today = {name: data for name in names if (data := self.workspace.read(name)) is not None}
        workspace = Workspace(self.workspace.root, {**files, **today})
        return AppealPlan(workspace, workspace.manuscript(self.slug), frozen={})

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

    def record(self, planned: Planned, today: datetime.date | None) -> EditionRecord:
        """Return what a release says of the edition, without rendering it."""
        plan = self._older(planned.older.files) if planned.older else self
        section = planned.section
        campaign = self.workspace.campaign
        edition = Edition(
            campaign=campaign,
            appeal=plan.manuscript.appeal,
            section=section,
            language=planned.language,
            own=plan._prose_alone(planned.language, section),
            source=plan._prose_alone(campaign.source_language, section),
            today=today,
            revision=plan.manuscript.revision,
            frozen_on=planned.decision.frozen_on,
        )
        return EditionRecord.of(edition, planned.decision)

    def _prose_alone(self, tag: str, section: Section) -> Localised:
        campaign = self.workspace.campaign
        return Localised(
            slug=self.slug,
            language=tag,
            page=Body(html="", blocks=()),
            letter=Body(html="", blocks=()),
            prose=localised_prose(
                self.manuscript,
                self.workspace.lookup(self.slug, tag),
                tag,
                formatter(self.manuscript, campaign, section),
                source_language=campaign.source_language,
                counts={"sections.count": len(campaign.sections)},
            ),
            completeness=self.completeness(tag),
        )

    def make(
        self, planned: Planned, siblings: Sequence[Link], today: datetime.date | None
    ) -> Edition:
        """Return the edition with all its words, ready for the outputs."""
        plan = self._older(planned.older.files) if planned.older else self
        section = planned.section
        return Edition(
            campaign=self.workspace.campaign,
            appeal=plan.manuscript.appeal,
            section=section,
            language=planned.language,
            own=plan.localised(planned.language, section),
            source=plan.localised(self.workspace.campaign.source_language, section),
            translations={
                tag: plan.localised(tag, section)
                for tag in plan.letter_languages(section, planned.language)
            },
            siblings=tuple(siblings),
            today=today,
            revision=plan.manuscript.revision,
            frozen_on=planned.decision.frozen_on,
        )
