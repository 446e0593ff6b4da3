"""Numbers of bytes as people read them."""

from __future__ import annotations


def size(count: int) -> str:
    """Return a number of bytes as people read it, in decimal units."""
    for unit, of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= of:
            return f"{count / of:.1f} {unit}" if count < 10 * of else f"{count / of:.0f} {unit}"
    return f"{count} bytes"
