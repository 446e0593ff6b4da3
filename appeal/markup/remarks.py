"""The author's comments in a source text, which speak of the block after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_COMMENT = re.compile(r"\s*<!--\s*([a-z]+)\s*(?::\s*(.*?))?\s*-->\s*", re.S)

# The comments that have a text.
SPEAKING = ("translators", "context")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What the author says of a block. ``keep_out``: it stays in the source language."""

    comments: tuple[str, ...] = ()
    context: str | None = None
    keep_out: bool = False

    def heard(self, block: str) -> Remarks:
        """Return the remarks with what one more comment adds; what is no remark adds nothing."""
        name, said = author_comment(block)
        match name:
            case "translators" if said:
                return replace(self, comments=(*self.comments, said))
            case "context" if said:
                return replace(self, context=said)
            case "notranslate":
                return replace(self, keep_out=True)
            case _:
                return self


NONE = Remarks()


def author_comment(block: str) -> tuple[str, str]:
    """Return the name and text of an author's comment, ("", "") for any other raw block."""
    found = _COMMENT.fullmatch(block)
    return (found[1], " ".join((found[2] or "").split())) if found else ("", "")
