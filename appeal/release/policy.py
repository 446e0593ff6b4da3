"""Whether an edition is released, and which of its outputs are. Pure.

A translation counts when it is neither empty, fuzzy nor obsolete. The
campaign's policy, or the section's own, says how much of one is enough:

``reviewed``    every entry is translated and signed off
``translated``  every entry is translated
``partial``     the page may show marked source text; nothing else may
``frozen``      every entry is translated, or else the last state that was
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from appeal.interface import ENGLISH, Words
from appeal.model import Campaign, Completeness, Policy, Section

State = Literal["released", "frozen", "held"]

# Kinds of output that can mark a block as standing in another language. A letter, a mail and a
# plain text cannot; the card belongs to the page, which names it as its picture.
MARKING_KINDS = frozenset({"page", "card"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of one edition, and why.

    ``frozen`` is the release of an older, complete state, that of
    ``frozen_on``. ``reason`` says in words what is missing: why an edition
    is held or frozen, or why a released one has only its page. It is ""
    where nothing is missing. ``page_only`` tells that the outputs which
    cannot mark source text are held back.
    """

    state: State
    policy: Policy
    reason: str = ""
    page_only: bool = False
    frozen_on: datetime.date | None = None

    @property
    def released(self) -> bool:
        return self.state != "held"

    def releases(self, kind: str) -> bool:
        """Tell whether outputs of a kind (``page``, ``letter``, …) are released."""
        return self.released and (not self.page_only or kind in MARKING_KINDS)


def policy_of(campaign: Campaign, section: Section) -> Policy:
    """Return the policy that holds for a section: its own, else the campaign's."""
    return section.publish or campaign.publish


def decide(
    policy: Policy,
    completeness: Completeness,
    *,
    frozen_on: datetime.date | None = None,
    words: Words = ENGLISH,
) -> Decision:
    """Decide on one edition from how far its language is with the appeal.

    ``frozen_on`` is the date of the last complete state, where the caller
    has found one; only the policy ``frozen`` looks at it. The source
    language is passed as complete and reviewed.
    """
    reason = missing(completeness, reviewed=policy == "reviewed", words=words)
    if not reason:
        return Decision(state="released", policy=policy)
    if policy == "partial":
        return Decision(state="released", policy=policy, reason=reason, page_only=True)
    if policy == "frozen" and frozen_on is not None:
        return Decision(state="frozen", policy=policy, reason=reason, frozen_on=frozen_on)
    return Decision(state="held", policy=policy, reason=reason)


def stop(decision: Decision, errors: int, *, words: Words = ENGLISH) -> Decision:
    """Return the decision held back, because the checks found that many errors."""
    reason = words.plural("{n} error in the translation", "{n} errors in the translation", errors)
    return replace(decision, state="held", reason=reason, page_only=False, frozen_on=None)


def missing(completeness: Completeness, *, reviewed: bool, words: Words = ENGLISH) -> str:
    """Say in words what a language still lacks, "" where it lacks nothing.

    ``reviewed`` asks for sign-off too.
    """
    total = completeness.entries
    if not completeness.complete:
        lacking = total - completeness.entries_translated
        return words.plural(
            "{n} of {total} entries is not translated",
            "{n} of {total} entries are not translated",
            lacking,
            total=total,
        )
    if reviewed and not completeness.all_reviewed:
        if not completeness.entries_reviewed:
            return words("not reviewed")
        return words.plural(
            "{n} of {total} entries is not reviewed",
            "{n} of {total} entries are not reviewed",
            total - completeness.entries_reviewed,
            total=total,
        )
    return ""
