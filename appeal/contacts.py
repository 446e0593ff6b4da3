"""What an e-mail address and a web address look like; telephone numbers are in `fields`."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@.]+(?:\.[^\s@.]+)+")
_URL = re.compile(r"https?://[^\s/<>\"]+(?:/[^\s<>\"]*)?")


def is_email(text: str) -> bool:
    """Tell whether a text is one bare e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_url(text: str) -> bool:
    """Tell whether a text is an absolute http or https address."""
    return _URL.fullmatch(text) is not None
