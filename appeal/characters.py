"""Characters that no outlet can print, wherever a text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# Control characters, lone surrogates, private-use characters and non-characters. Some are the
# marks of placeholders.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
_ENTITY = re.compile(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);")


def unprintable(text: str) -> Iterator[tuple[str, str]]:
    """Yield what cannot be printed in a text, and what to do about it.

    The first such character, and each entity that means one.
    """
    if bad := UNPRINTABLE.search(text):
        yield (
            f"the character U+{ord(bad[0]):04X}",
            "delete it; it is invisible in most editors, so retype the word around it",
        )
    for entity in _ENTITY.findall(text):
        meant = unescape(entity)
        if not meant or UNPRINTABLE.search(meant):
            yield entity, "delete it"
