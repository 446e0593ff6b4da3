"""All that a build depends on: what is asked of it, and digests of everything that it reads."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from appeal import buildstate, fingerprint
from appeal.buildstate import AppealState, ReleaseState
from appeal.model import Campaign
from appeal.outputs import OUTPUTS
from appeal.release.records import EditionRecord
from appeal.survey import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked of a build. Empty selections mean all; ``today`` is never the clock.

    ``serial`` numbers the release; where it is ``undated`` (outside git) a
    new number alone is no reason for a new release. ``fonts`` are font
    files, found in ``font_folders``. ``jobs`` are the processes of this
    machine that share the work.
    """

    out: Path
    slugs: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(OUTPUTS)
    today: datetime.date | None = None
    serial: int = 0
    undated: bool = False
    fonts: tuple[str, ...] = ()
    font_folders: tuple[str, ...] = ()
    jobs: int = 1

    @property
    def everything(self) -> bool:
        """Tell whether no edition is left out."""
        return not (self.slugs or self.sections or self.tags)

    def selects(self, record: EditionRecord) -> bool:
        return (
            (not self.slugs or record.slug in self.slugs)
            and (not self.sections or record.section in self.sections)
            and (not self.tags or record.language in self.tags)
        )


class Inputs:
    """The digests of all that a build depends on, taken before anything is read.

    What changes from then on is changed for the next build. ``all`` are the
    workspace's files by path, ``shared`` those that no appeal has for itself,
    ``context`` is what is not in the workspace. ``commit`` is git's, "" where
    there is none.
    """

    def __init__(self, root: Path, campaign: Campaign, options: Options) -> None:
        self.options = options
        self.all = fingerprint.inputs(root)
        self.commit = fingerprint.commit(root)
        self.context = {
            "the tool": fingerprint.tool(),
            "the fonts": fingerprint.fonts(options.fonts),
        }
        self._own: dict[str, dict[str, str]] = {}
        self.shared: dict[str, str] = {}
        for name, value in self.all.items():
            parts = name.split("/")
            domain = parts[1] if parts[0] == "source" else parts[-1].removesuffix(".po")
            if len(parts) == 1 or name.endswith(".toml") or domain in ("common", "interface"):
                self.shared[name] = value
            else:
                self._own.setdefault(domain, {})[name] = value
        # What a frozen edition shows is told by the history.
        if "frozen" in (campaign.publish, *(section.publish for section in campaign.sections)):
            self.context["the history"] = self.commit

    def own(self, slug: str) -> dict[str, str]:
        return self._own.get(slug, {})

    def facts(self, slug: str, before: ReleaseState) -> Facts:
        """Return what an appeal's editions are made from, beside that of the build ``before``."""
        return Facts(
            kinds=self.options.kinds,
            today=self.options.today,
            context=self.context,
            inputs={**self.shared, **self.own(slug)},
            old_context=before.context,
            old_inputs=before.inputs,
        )

    def appeal_key(self, slug: str, deadline: datetime.date | None) -> str:
        """Return a digest of all that any edition of the appeal depends on."""
        return fingerprint.digest_of(
            (
                sorted(self.context.items()),
                self._shared_key,
                sorted(self.own(slug).items()),
                str(self.options.today) if deadline else "",
            )
        )

    @functools.cached_property
    def _shared_key(self) -> str:
        return fingerprint.digest_of(sorted(self.shared.items()))

    def unchanged(self, known: AppealState | None, slug: str) -> TypeGuard[AppealState]:
        """Tell whether the last build left all that is asked of this appeal as it should be."""
        return (
            known is not None
            and set(self.options.kinds) <= set(known.kinds)
            and known.key == self.appeal_key(slug, known.deadline)
            and buildstate.there(self.options.out, known.sizes)
        )

    def release_key(self, appeals: Mapping[str, AppealState], signed: bool) -> str:
        """Return a digest of all that the files around the editions depend on."""
        outputs = [
            (folder, kind, stored.key)
            for one in appeals.values()
            for folder, kinds in one.outputs.items()
            for kind, stored in kinds.items()
        ]
        dated = any(one.deadline for one in appeals.values())
        return fingerprint.digest_of(
            (
                self.context["the tool"],
                [self.shared.get(name) for name in ("campaign.toml", "sections.toml")],
                0 if self.options.undated else self.options.serial,
                str(self.options.today) if dated else "",
                [(slug, one.key) for slug, one in appeals.items()],
                outputs,
                signed,
            )
        )

    def release_stands(
        self, release: ReleaseState, appeals: Mapping[str, AppealState], signed: bool
    ) -> bool:
        """Tell whether the files around the editions are there and as they should be."""
        return release.key == self.release_key(appeals, signed) and buildstate.there(
            self.options.out, ((file.path, file.size) for file in release.files)
        )
