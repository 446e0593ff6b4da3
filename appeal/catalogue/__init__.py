"""PO files that never lose a translation: strict reading, gettext-identical writing, merging.

What reading needs is imported at once, the rest when it is first asked
for: most of what a build would import for merging takes longer than
reading a hundred catalogues.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from appeal.catalogue.errors import CatalogueError
from appeal.catalogue.layers import Layer, Lookup, State, completeness, layer, lookup, words
from appeal.catalogue.reading import parse, read
from appeal.catalogue.signoff import Review, reviewed, reviews, sign, signature, waive, waivers

if TYPE_CHECKING:
    from appeal.catalogue.making import new, template
    from appeal.catalogue.matching import Candidate, Candidates, candidates
    from appeal.catalogue.merging import is_variant, merge
    from appeal.catalogue.remembering import Memory, memory
    from appeal.catalogue.three_way import Merged, threeway
    from appeal.catalogue.updating import Updated, Work, update_catalogues
    from appeal.catalogue.writing import save, save_all, write

_LATER = {
    "making": ("new", "template"),
    "matching": ("Candidate", "Candidates", "candidates"),
    "merging": ("is_variant", "merge"),
    "remembering": ("Memory", "memory"),
    "three_way": ("Merged", "threeway"),
    "updating": ("Updated", "Work", "update_catalogues"),
    "writing": ("save", "save_all", "write"),
}
_MODULE_OF = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value


__all__ = [
    "Candidate",
    "Candidates",
    "CatalogueError",
    "Layer",
    "Lookup",
    "Memory",
    "Merged",
    "Review",
    "State",
    "Updated",
    "Work",
    "candidates",
    "completeness",
    "is_variant",
    "layer",
    "lookup",
    "memory",
    "merge",
    "new",
    "parse",
    "read",
    "reviewed",
    "reviews",
    "save",
    "save_all",
    "sign",
    "signature",
    "template",
    "threeway",
    "update_catalogues",
    "waive",
    "waivers",
    "words",
    "write",
]
