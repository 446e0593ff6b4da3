"""The sentences of findings, in English or in the language that is being spoken.

Rules write ``words("{value} is not in the translation", value=…)``; Babel
extracts the sentence into the interface domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from appeal.interface import ENGLISH, Words

_spoken: ContextVar[Words] = ContextVar("spoken", default=ENGLISH)


def words(msgid: str, /, **values: object) -> str:
    """Return the sentence in the language being spoken, its ``{placeholders}`` filled in."""
    return _spoken.get()(msgid, **values)


@contextmanager
def speaking(language: Words) -> Iterator[None]:
    """Let all findings made within the block speak this language."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def shown(text: str, limit: int = 40) -> str:
    """Return a piece of a text as it may stand in a one-line message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
