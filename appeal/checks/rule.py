"""What a rule is: a module with a code, a severity, an example and a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from appeal.checks.style import Style
from appeal.checks.texts import Original, Translation
from appeal.model import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One English text with a wrong and a right translation, as `docs/checks.md` shows them.

    ``names`` are protected names, ``glossary`` their forms, ``terms`` the
    glossary's terms.
    """

    language: str
    english: str
    wrong: str
    right: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Rule(Protocol):
    """A rule on one translation. Its docstring's first line is the law that it keeps."""

    __doc__: str | None
    CODE: str
    SEVERITY: Severity
    # Bits of `traits`, one of which either side must have; 0 where any text may be wrong.
    NEEDS: int
    EXAMPLE: Example

    def check(
        self, message: Original, translation: Translation, style: Style, /
    ) -> Iterator[Finding]: ...
