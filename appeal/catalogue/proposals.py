"""Proposing a translation for a changed text from those of the texts it was made from.

What is proposed is always fuzzy, and its ``#|`` lines hold the text that
the proposal translates.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence

from appeal.catalogue.sentences import sentence_spans, words
from appeal.catalogue.signoff import without_marks
from appeal.model import Entry

# Languages written without spaces between sentences.
_UNSPACED = frozenset(["zh", "ja", "th", "lo", "km", "my", "bo", "dz"])
# A text this much smaller than the one it comes from was split off it.
_SPLIT = 0.7
# A sentence stands in a text when this many of its words do.
_STANDS = 0.6
# The part that is cut out has about as many words as the text for which it is proposed.
_AS_LONG = (0.6, 1.6)


def propose(blank: Entry, sources: Sequence[Entry], *, language: str = "") -> Entry:
    """Return blank filled from its sources (several: joined, in order).

    A source that is fuzzy itself hands its own ``#|`` lines on, because
    these are what its translation translates.
    """
    bare = language.partition("_")[0]
    joint = "" if bare in _UNSPACED else " "
    texts = [_translated_text(source) for source in sources]
    if len(sources) == 1:
        source = sources[0]
        context, plural = _translated_context(source)
        msgid = texts[0]
        msgstr = _forms(source, blank)
        cut = _cut(blank.msgid, msgid, msgstr[0]) if plural is None else None
        if cut is not None:
            msgid, msgstr = cut[0], (cut[1],) * len(blank.msgstr)
    else:
        context, plural = _translated_context(sources[0])[0], None
        msgid = " ".join(texts)
        msgstr = (joint.join(_forms(source, blank)[0] for source in sources),) * len(blank.msgstr)
    comments = tuple(
        dict.fromkeys(line for source in sources for line in without_marks(source.comments))
    )
    return Entry(
        msgid=blank.msgid,
        plural=blank.plural,
        context=blank.context,
        msgstr=msgstr,
        comments=comments,
        extracted=blank.extracted,
        references=blank.references,
        flags=("fuzzy", *blank.flags),
        previous_context=context,
        previous_msgid=msgid,
        previous_plural=plural,
    )


def _translated_text(source: Entry) -> str:
    if source.fuzzy and source.previous_msgid is not None:
        return source.previous_msgid
    return source.msgid


def _translated_context(source: Entry) -> tuple[str | None, str | None]:
    if source.fuzzy and source.previous_msgid is not None:
        return source.previous_context, source.previous_plural
    return source.context, source.plural


def _forms(source: Entry, blank: Entry) -> tuple[str, ...]:
    """Return the source's translation in as many forms as blank has."""
    if (source.plural is None) == (blank.plural is None):
        if len(source.msgstr) >= len(blank.msgstr):
            return source.msgstr
        return source.msgstr + ("",) * (len(blank.msgstr) - len(source.msgstr))
    if blank.plural is None:
        # The last form is the one for most numbers.
        return (next(form for form in reversed(source.msgstr) if form),)
    return (source.msgstr[0],) * len(blank.msgstr)


def _cut(new: str, old: str, translation: str) -> tuple[str, str] | None:
    """Return the sentences of old that stand in new, and the same ones of its translation.

    None unless new is a small part of old and both have their sentences
    one by one.
    """
    part = _part(new, old)
    if part is None:
        return None
    text, count, first, last = part
    theirs = sentence_spans(translation)
    if len(theirs) != count:
        return None
    return text, translation[theirs[first][0] : theirs[last][1]]


@functools.lru_cache(maxsize=4096)
def _part(new: str, old: str) -> tuple[str, int, int, int] | None:
    """Return the part of old that new is: its text, of how many sentences, from which to which."""
    wanted = words(new)
    if len(wanted) >= _SPLIT * len(words(old)):
        return None
    spans = sentence_spans(old)
    there = Counter(wanted)
    standing = []
    for number, (start, end) in enumerate(spans):
        count = Counter(words(old[start:end]))
        if count.total() and (count & there).total() >= _STANDS * count.total():
            standing.append(number)
    if not standing or standing != list(range(standing[0], standing[-1] + 1)):
        return None
    first, last = standing[0], standing[-1]
    text = old[spans[first][0] : spans[last][1]]
    if not _AS_LONG[0] <= len(words(text)) / max(len(wanted), 1) <= _AS_LONG[1]:
        return None
    return (text, len(spans), first, last) if len(spans) > 1 else None
