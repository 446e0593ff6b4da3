"""PO files that never lose a translation: strict reading, gettext-identical writing, merging."""

from __future__ import annotations

from appeal.catalogue.errors import CatalogueError
from appeal.catalogue.making import new, template
from appeal.catalogue.reading import parse, read
from appeal.catalogue.writing import save, write

__all__ = ["CatalogueError", "new", "parse", "read", "save", "template", "write"]
