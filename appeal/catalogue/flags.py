"""Flags as gettext 0.21 keeps them: known ones only, in its order, ``fuzzy`` first."""

from __future__ import annotations

import functools
import re

from appeal.model import Entry

# gettext-tools/src/message.c: format_language.
_FORMATS = (
    *("c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript"),
    *("scheme", "lisp", "elisp", "librep", "ruby", "sh", "awk", "lua", "object-pascal"),
    *("smalltalk", "qt", "qt-plural", "kde", "kde-kuit", "boost", "tcl", "perl", "perl-brace"),
    *("php", "gcc-internal", "gfc-internal", "ycp"),
)
_ORDER = {name: place for place, name in enumerate(_FORMATS)}
_SEPARATORS = re.compile(r"[ \t\r\f\v,]+")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
_FORMAT = re.compile(r"(no-|possible-|impossible-|)([a-z-]+)-format")


def canonical_flags(entry: Entry) -> tuple[str, ...]:
    """Return the flags that ``msgcat`` writes for the entry.

    An empty translation is not fuzzy, and an obsolete entry has no range.
    """
    return kept_flags(", ".join(entry.flags), empty=not entry.msgstr[0], obsolete=entry.obsolete)


@functools.lru_cache(maxsize=1024)
def kept_flags(text: str, *, empty: bool, obsolete: bool) -> tuple[str, ...]:
    """Return what ``msgcat`` keeps of the flags in text, given the entry's state."""
    return tuple(
        flag
        for flag in read_flags(text)
        if not (empty and flag == "fuzzy") and not (obsolete and flag.startswith("range:"))
    )


@functools.lru_cache(maxsize=1024)
def read_flags(text: str) -> tuple[str, ...]:
    """Read what stands after ``#,`` as gettext does; unknown words are not kept."""
    fuzzy = False
    wrap = bounds = ""
    formats: dict[str, str] = {}
    words = [word for word in _SEPARATORS.split(text) if word]
    previous = ""
    for word in words:
        if word == "fuzzy":
            fuzzy = True
        elif word in ("wrap", "no-wrap"):
            wrap = word
        elif match := _FORMAT.fullmatch(word):
            # "possible" is written plainly, "impossible" not at all.
            prefix, name = match.groups()
            if name in _ORDER:
                formats[name] = {"no-": "no-", "impossible-": "-"}.get(prefix, "")
        elif previous == "range:" and (match := _RANGE.fullmatch(word)):
            low, high = int(match[1]), int(match[2])
            if low <= high:
                bounds = f"range: {low}..{high}"
        previous = word
    return (
        *(("fuzzy",) if fuzzy else ()),
        *(
            f"{formats[name]}{name}-format"
            for name in sorted(formats, key=_ORDER.__getitem__)
            if formats[name] != "-"
        ),
        *((bounds,) if bounds else ()),
        *(("no-wrap",) if wrap == "no-wrap" else ()),
    )
