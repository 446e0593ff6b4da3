"""Fitting a letter to its pages: from comfortable to tight, and when it is enough.

The fewest pages that can be, on these the most comfortable setting, and no signature without some
of the text that it signs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from appeal.outputs.typography import STEPS, Step

# Cap height of the Noto text faces, in em: with the leading it makes the pitch of lines.
CAP_HEIGHT_EM = 0.71
PT_MM = 25.4 / 72

# At least so many lines of the text stand on the page of the signature.
LEAST_LINES = 2


# The tightest step; those after it in `STEPS` are wider than the first.
TIGHTEST = min(range(len(STEPS)), key=lambda number: STEPS[number].size * STEPS[number].leading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How a letter broke: pages, and where text and letter end, in mm from the page's top.

    ``start`` is where the text begins, from the top margin of page one.
    """

    pages: int
    start: float
    text_page: int
    text_y: float
    end_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The sheet that a letter must fit: margins and height in mm, its size in points and em."""

    paper_height: float
    margin_top: float
    margin_bottom: float
    size_pt: float
    leading_em: float
    max_pages: int

    @property
    def room(self) -> float:
        return self.paper_height - self.margin_top - self.margin_bottom

    def pitch(self, step: Step) -> float:
        """The distance of two lines in mm."""
        em = CAP_HEIGHT_EM + self.leading_em * step.leading
        return self.size_pt * step.size * em * PT_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A letter that needs more pages than it may have, and by how many lines."""

    pages: int
    max_pages: int
    lines: int


class Fitting:
    """The search for one letter's step. Set it at `step`, tell the facts, until `done`.

    Steps are numbers in `STEPS`. A hint is the step that a letter found
    which differs only in its signatory: where it serves it is taken.
    ``tightest`` is the last step that the form of the letter allows.
    """

    def __init__(self, measure: Measure, hint: int | None = None, tightest: int = TIGHTEST) -> None:
        self.measure = measure
        self.tightest = tightest
        self.hint = hint
        self.step = hint or 0
        self.done = False
        self.tried: dict[int, Facts] = {}

    def tell(self, facts: Facts) -> None:
        """Take the facts of the present step; choose the next one, or the best, and be done."""
        self.tried[self.step] = facts
        following = self._next()
        if following is None:
            self.done = True
            self.step = self._best()
        else:
            self.step = following

    @property
    def facts(self) -> Facts:
        return self.tried[self.step]

    @property
    def overflow(self) -> Overflow | None:
        """How far the letter goes beyond its pages at the tightest step, None where it fits."""
        facts = self.facts
        if facts.pages <= self.measure.max_pages:
            return None
        over = facts.end_y - self.measure.margin_top
        over += (facts.pages - self.measure.max_pages - 1) * self.measure.room
        lines = math.ceil(over / self.measure.pitch(STEPS[self.step]))
        return Overflow(pages=facts.pages, max_pages=self.measure.max_pages, lines=max(1, lines))

    def _next(self) -> int | None:
        facts = self.tried[self.step]
        if self.step == self.hint and self._good(facts):
            return None
        if 0 not in self.tried:
            return 0
        first = self.tried[0]
        if first.pages == 1:
            return None
        if self._may_save_a_page():
            # The tightest tells whether it can be; then the first that does is looked for.
            if self.tightest not in self.tried:
                return self.tightest
            most = self.tried[self.tightest]
            if most.pages < first.pages and self._good(most):
                between = range(1, self.tightest)
                if any(self._as_short(number, most.pages) for number in between):
                    return None
                return next((number for number in between if number not in self.tried), None)
        if any(self._good(found) for found in self.tried.values()):
            return None
        # Wider first where only the signature stands alone, tighter where there is too much.
        tighter, wider = range(1, self.tightest + 1), range(TIGHTEST + 1, len(STEPS))
        order = [*tighter, *wider]
        if first.pages <= self.measure.max_pages:
            order = [*wider, *tighter]
        return next((number for number in order if number not in self.tried), None)

    def _may_save_a_page(self) -> bool:
        # Text shrinks with the square of its size; what is signed does not.
        facts, room = self.tried[0], self.measure.room
        before = (room - facts.start) + (facts.pages - 2) * room
        used = before + facts.end_y - self.measure.margin_top
        step = STEPS[self.tightest]
        em = (CAP_HEIGHT_EM + 0.65 * step.leading) / (CAP_HEIGHT_EM + 0.65)
        # A little less for hyphens and short lines.
        return used * 0.95 * step.size**2 * em <= before

    def _as_short(self, number: int, pages: int) -> bool:
        found = self.tried.get(number)
        return found is not None and found.pages <= pages and self._good(found)

    def _good(self, facts: Facts) -> bool:
        return facts.pages <= self.measure.max_pages and not self.orphaned(facts)

    def orphaned(self, facts: Facts) -> bool:
        """Tell whether fewer than two lines of text stand on the page of the signature."""
        if facts.pages == 1:
            return False
        lines = (facts.text_y - self.measure.margin_top) / self.measure.pitch(STEPS[0])
        return facts.text_page < facts.pages or lines < LEAST_LINES - 0.5

    def _best(self) -> int:
        def rank(number: int) -> tuple[bool, int, int]:
            return (not self._good(self.tried[number]), self.tried[number].pages, number)

        return min(self.tried, key=rank)


def settle(fittings: Sequence[Fitting], facts: Sequence[Facts]) -> bool:
    """Tell each letter that is not done its facts; return whether all are done with these facts.

    False means: set all of them again, each at its `step`.
    """
    again = False
    for fitting, found in zip(fittings, facts, strict=True):
        if fitting.done:
            continue
        before = fitting.step
        fitting.tell(found)
        again = again or not fitting.done or fitting.step != before
    return not again
