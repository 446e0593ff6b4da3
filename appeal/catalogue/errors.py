"""The one error of reading: a catalogue that is not sound is refused with all its findings."""

from __future__ import annotations

from collections.abc import Sequence

from appeal.model import Finding


class CatalogueError(Exception):
    """A PO file that may not be used. ``findings`` say where and why, in file order."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            "; ".join(f"{f.path}:{f.line or 1}: {f.code}: {f.message}" for f in findings)
        )
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[type[CatalogueError], tuple[tuple[Finding, ...]]]:
        # Workers send it back to the main process.
        return (type(self), (self.findings,))
