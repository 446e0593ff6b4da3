"""Cutting prose into sentences and words, well enough to pair an English text with its translation.

Nothing here decides what is right: a pairing only makes a fuzzy proposal.
"""

from __future__ import annotations

import re

# Full stops, question and exclamation marks of the scripts we meet, with closing quotes behind.
_END = re.compile(r"(?:[.!?؟۔।॥։።፧။។]+[\"'”’»)\]*_]*(?=\s|$)|[。！？]+[」』”）]*)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# The same in small ASCII letters, which most English is: half the time.
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
# Scripts written without spaces: each letter counts as a word.
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of text begins and ends, without the blanks around it."""
    ends = [match.end() for match in _END.finditer(text)] + [len(text)]
    spans = []
    start = 0
    for end in ends:
        piece = text[start:end]
        if piece.strip():
            blanks = len(piece) - len(piece.lstrip())
            spans.append((start + blanks, start + len(piece.rstrip())))
        start = end
    return spans


def words(text: str) -> list[str]:
    """Return the words of text, case-folded, without punctuation and markup."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    if _UNSPACED.search(text):
        text = _UNSPACED.sub(r" \g<0> ", text)
    return _WORD.findall(text.casefold())
