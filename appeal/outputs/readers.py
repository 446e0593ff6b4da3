"""The letter in its readers' languages, and in both beside each other.

A kind of output of its own: these letters depend on other languages'
catalogues, and whoever is in haste needs only the section's own.
"""

from __future__ import annotations

from appeal.outputs.letter import for_readers as artifacts

__all__ = ["artifacts"]
