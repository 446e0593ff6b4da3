"""What a release needs to know of each edition and each file: small values without their bytes.

An incremental build has these for editions that it did not make again, and
a whole campaign of them fits in memory.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from appeal.languages import language
from appeal.model import Artifact, Completeness, Edition, Link
from appeal.outputs.facts import State as AppealState
from appeal.outputs.facts import state
from appeal.release.policy import Decision

# Path below build/ -> bytes, read when they are needed.
Read = Callable[[str], bytes]

# Writes a file that is too large for memory: path, kind, and what writes it into a stream.
Spool = Callable[[str, str, Callable[[BinaryIO], None]], "FileRecord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord:
    """One appeal for one section in one language: what is said of it, and its decision.

    ``language`` is a locale tag. ``title`` and ``summary`` are in that
    language, or in those of ``title_language`` and ``summary_language``
    where they are not translated; ``source_title`` is the secretariat's. ``state`` is the
    appeal's on the date of the build. ``updated`` is when source or
    translation last changed (UTC), None where nobody knows.
    """

    section: str
    language: str
    slug: str
    title: str
    summary: str
    source_title: str
    decision: Decision
    completeness: Completeness
    title_language: str = ""
    summary_language: str = ""
    state: AppealState = "open"
    date: datetime.date | None = None
    deadline: datetime.date | None = None
    revision: str = ""
    updated: datetime.datetime | None = None

    @classmethod
    def of(
        cls, edition: Edition, decision: Decision, *, updated: datetime.datetime | None = None
    ) -> EditionRecord:
        title = edition.own.prose.get("appeal.title")
        summary = edition.own.prose.get("appeal.summary")
        return cls(
            section=edition.section.slug,
            language=edition.language,
            slug=edition.appeal.slug,
            title=title.text if title else "",
            title_language=title.language if title else "",
            summary=summary.text if summary else "",
            summary_language=summary.language if summary else "",
            source_title=edition.source.said("appeal.title"),
            decision=decision,
            completeness=edition.own.completeness,
            state=state(edition),
            date=edition.appeal.date,
            deadline=edition.appeal.send_before,
            revision=edition.revision,
            updated=updated,
        )

    @property
    def tag(self) -> str:
        """The BCP 47 tag."""
        return language(self.language).bcp47

    @property
    def title_tag(self) -> str:
        """The BCP 47 tag of the language in which the title stands."""
        return language(self.title_language or self.language).bcp47

    @property
    def summary_tag(self) -> str:
        """The BCP 47 tag of the language in which the summary stands."""
        return language(self.summary_language or self.language).bcp47

    @property
    def folder(self) -> str:
        """The edition's folder below ``build/``, as `Edition.folder`."""
        return f"{self.section}/{self.language.replace('_', '-')}/{self.slug}"

    @property
    def link(self) -> Link:
        return Link(section=self.section, language=self.language, path=self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of a build. ``section``, ``tag`` and ``slug`` are "" where it spans several.

    ``sha256`` is in hexadecimal, ``size`` in bytes, ``tag`` BCP 47.
    """

    path: str
    sha256: str
    size: int
    kind: str
    section: str = ""
    tag: str = ""
    slug: str = ""

    @classmethod
    def of(
        cls, artifact: Artifact, *, section: str = "", tag: str = "", slug: str = ""
    ) -> FileRecord:
        return cls(
            path=artifact.path,
            sha256=hashlib.sha256(artifact.data).hexdigest(),
            size=len(artifact.data),
            kind=artifact.kind,
            section=section,
            tag=tag,
            slug=slug,
        )
