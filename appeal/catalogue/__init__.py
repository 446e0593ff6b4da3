"""PO files that never lose a translation: strict reading, gettext-identical writing, merging."""

from __future__ import annotations

from appeal.catalogue.errors import CatalogueError
from appeal.catalogue.layers import Layer, Lookup, State, completeness, layer, lookup, words
from appeal.catalogue.making import new, template
from appeal.catalogue.matching import Candidate, Candidates, candidates
from appeal.catalogue.merging import is_variant, merge
from appeal.catalogue.reading import parse, read
from appeal.catalogue.remembering import Memory, memory
from appeal.catalogue.signoff import Review, reviewed, reviews, sign, signature, waive, waivers
from appeal.catalogue.three_way import Merged, threeway
from appeal.catalogue.updating import Updated, Work, update_catalogues
from appeal.catalogue.writing import save, save_all, write

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
