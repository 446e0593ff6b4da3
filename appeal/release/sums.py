"""SHA256SUMS: one line a file, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from appeal.release.paths import UnsafePath, check_all

# Two spaces, or a space and the asterisk of binary mode.
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\n]+)")


class SumsError(ValueError):
    """Bytes that are no SHA256SUMS of a release; the message names the line."""


def write_sums(sha256_of: Mapping[str, str]) -> bytes:
    """Return the lines for paths and their hashes, sorted by path."""
    check_all(sha256_of)
    return "".join(f"{sha256_of[path]}  {path}\n" for path in sorted(sha256_of)).encode()


def read_sums(data: bytes) -> dict[str, str]:
    """Return path -> SHA-256. Raises `SumsError` for anything but such lines."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        raise SumsError("SHA256SUMS: not plain text") from None
    found: dict[str, str] = {}
    lines = text.split("\n")
    if lines.pop():
        raise SumsError("SHA256SUMS: cut off in its last line")
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise SumsError(f"SHA256SUMS:{number}: not a hash and a path")
        if match[2] in found:
            raise SumsError(f"SHA256SUMS:{number}: {match[2]!r} is there twice")
        found[match[2]] = match[1]
    try:
        check_all(found)
    except UnsafePath as error:
        raise SumsError(f"SHA256SUMS: {error}") from None
    return found
