"""Several tagged PDFs as one, page after page, with their structure, for the print shop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def merge(parts: Sequence[Path], out: Path, title: str) -> None:
    """Write the pages of all parts to out, in order.

    The parts come from one press, so language, colour profile and
    conformance of the first are those of all; the structure of every part
    goes on where that of the part before ends. The bytes depend on the
    parts alone.
    """
    import pikepdf

    with pikepdf.open(parts[0]) as whole:
        # The parts must stay open until all is written: their pages are copied then.
        opened = [pikepdf.open(path) for path in parts[1:]]
        try:
            tree = whole.Root.StructTreeRoot
            numbers = _numbers(tree.ParentTree)
            document = _children(tree)[0]
            elements = _children(document)
            following = int(tree.get("/ParentTreeNextKey", len(numbers)))
            for part in opened:
                following = _append(whole, part, numbers, elements, following)
            tree.ParentTree = whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
            tree.ParentTreeNextKey = following
            document.K = pikepdf.Array(elements)
            for element in elements:
                element.P = document
            # Bookmarks of the first letter alone would mislead.
            for name in ("/Outlines", "/Dests"):
                if name in whole.Root:
                    del whole.Root[name]
            with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata["dc:title"] = title
            whole.save(
                out,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )
        finally:
            for part in opened:
                part.close()


def _append(
    whole: pikepdf.Pdf,
    part: pikepdf.Pdf,
    numbers: list[Any],
    elements: list[Any],
    offset: int,
) -> int:
    """Add a part's pages and structure; return the next free key of the parent tree."""
    # The pages first: then the tree, which points at them, finds them copied already.
    first = len(whole.pages)
    whole.pages.extend(part.pages)
    tree = whole.copy_foreign(part.Root.StructTreeRoot)
    for page in whole.pages[first:]:
        for holder in (page.obj, *page.obj.get("/Annots", [])):
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    holder[key] = int(holder[key]) + offset
    highest = offset
    own = _numbers(tree.ParentTree)
    for place in range(0, len(own), 2):
        numbers += [int(own[place]) + offset, own[place + 1]]
        highest = max(highest, int(own[place]) + offset + 1)
    elements.extend(_children(_children(tree)[0]))
    return highest


def _children(tree: Any) -> list[Any]:
    import pikepdf

    kids = tree.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _numbers(node: Any) -> list[Any]:
    """Return a number tree flat: key, value, key, value."""
    if "/Nums" in node:
        return list(node.Nums)
    return [item for kid in node.get("/Kids", []) for item in _numbers(kid)]
