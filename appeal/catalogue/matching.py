"""Finding where a new text comes from: which old texts were changed, split or joined into it.

msgids are the same in all languages, so an appeal is matched once and the
result serves every language. A word index proposes, rapidfuzz measures,
and a text with little in common with every old one has no match at all.
"""

from __future__ import annotations

import bisect
import collections
import functools
import heapq
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from appeal.catalogue.sentences import words
from appeal.model import Catalogue

Key = tuple[str | None, str]

# gettext's own threshold (msgmerge.c: FUZZY_THRESHOLD) for the letters that agree in order.
_LETTERS = 0.6
# Unrelated English paragraphs share up to six tenths of their letters in order, but seldom a
# third of their words: words must agree as well.
_WORDS = 0.45
# Texts this short differ by a whole word or by letters; only letters can tell.
_SHORT = 3
_SHORT_LETTERS = 0.75
# Sentences that changed places leave the letters out of order and all the words there.
_SAME_WORDS = 0.75
_SAME_WORDS_MIN = 6
# One text holds another when runs of three words cover this much of the smaller one ...
_HELD = 0.75
_HELD_MIN = 5
# ... or, of a shorter one, all.
_HELD_WHOLE_MIN = 3
# A passage this small against the whole says too little about where it came from.
_HELD_SHARE = 0.1
# Found word for word it is worth more than most texts that are only alike.
_VERBATIM = 0.97
# Joined texts together make up this much of the new one, and overlap this little.
_JOINED = 0.7
_OVERLAP = 0.2
# So many old texts are all inspected; of more, those that an index by words proposes.
_FEW = 60
_INSPECTED = 12
_POSTINGS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Old entries from which a new text may come: one, or several that were joined, in order."""

    keys: tuple[Key, ...]
    score: float


@dataclass(slots=True)
class Candidates:
    """The old texts of one appeal, from the catalogues of all its languages, and what was found.

    ``wanted`` are the keys of the template: what is not among them was
    removed. Give the same value to the merge of every language.
    """

    wanted: frozenset[Key]
    pool: tuple[Key, ...]
    _found: dict[tuple[Key, bool], tuple[Candidate, ...]] = field(default_factory=dict)
    _index: _Index | None = None

    def find(self, key: Key, *, removed_only: bool = False) -> tuple[Candidate, ...]:
        """Return the candidates for a new entry, the best first.

        ``removed_only`` leaves out texts that the template still has.
        """
        found = self._found.get((key, removed_only))
        if found is None:
            if self._index is None:
                self._index = _Index(self.pool, self.wanted)
            found = self._found[key, removed_only] = self._index.find(
                key, removed_only=removed_only
            )
        return found


def candidates(template: Catalogue, catalogues: Iterable[Catalogue]) -> Candidates:
    """Return the candidates for one appeal: its new template and the old catalogues."""
    pool: dict[Key, None] = {}
    for catalogue in catalogues:
        for entry in catalogue.entries:
            pool[entry.key] = None
    return Candidates(wanted=frozenset(entry.key for entry in template.entries), pool=tuple(pool))


Run = tuple[str, str, str]


class _Text:
    """A text as it is compared.

    ``distinct`` are its words, each once, and ``repeated`` those that stand
    there more often, with how often; ``runs`` are its runs of three words, in
    order.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)

    # Of many texts few are so near to another that more is asked of them.
    @functools.cached_property
    def distinct(self) -> frozenset[str]:
        return frozenset(self.words)

    @functools.cached_property
    def repeated(self) -> dict[str, int]:
        counted = collections.Counter(self.words)
        return {word: count for word, count in counted.items() if count > 1}

    def shared(self, other: _Text) -> int:
        """Count the words that both have, a repeated word as often as both repeat it."""
        mine, theirs = self.repeated, other.repeated
        again = sum(min(mine[word], theirs[word]) - 1 for word in mine.keys() & theirs.keys())
        return len(self.distinct & other.distinct) + again

    @functools.cached_property
    def runs(self) -> list[Run]:
        return list(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @functools.cached_property
    def run_set(self) -> frozenset[Run]:
        return frozenset(self.runs)


class _Index:
    """The pool by words. Built once, when the first new text asks."""

    def __init__(self, pool: Sequence[Key], wanted: Collection[Key]) -> None:
        self.keys = pool
        self.live = [key in wanted for key in pool]
        self.texts = [_Text(msgid) for _, msgid in pool]
        self.postings: dict[str, list[int]] = collections.defaultdict(list)
        if len(pool) > _FEW:
            for number, text in enumerate(self.texts):
                for word in set(text.words):
                    self.postings[word].append(number)
        self.shares = [1 / (len(text.words) + 1) for text in self.texts]
        self.short = [n for n, text in enumerate(self.texts) if len(text.words) <= _SHORT]

    def find(self, key: Key, *, removed_only: bool) -> tuple[Candidate, ...]:
        new = _Text(key[1])
        scored: list[tuple[float, bool, bool, int]] = []
        pieces: list[tuple[set[int], int]] = []
        for number in self._near(new):
            if removed_only and self.live[number]:
                continue
            old = self.texts[number]
            shared = new.shared(old)
            score = _similarity(new, old, shared)
            smaller = min(len(new.words), len(old.words))
            if not self.live[number] and shared >= _HELD * smaller > 0:
                score = max(score, _holding(new, old))
                piece = _piece(new, old)
                if piece:
                    pieces.append((piece, number))
            if score:
                other_context = self.keys[number][0] != key[0]
                scored.append((-score, self.live[number], other_context, number))
        joined = _join(pieces, len(new.words))
        first = [Candidate(keys=tuple(self.keys[n] for n in joined), score=1.0)] if joined else []
        return (
            *first,
            *(Candidate(keys=(self.keys[n],), score=-score) for score, _, _, n in sorted(scored)),
        )

    def _near(self, new: _Text) -> list[int]:
        """Return the numbers of the old texts that share the most telling words."""
        if len(self.keys) <= _FEW:
            return list(range(len(self.keys)))
        total = len(self.keys) + 1
        # In the order of the text: a set's differs from run to run, and so would sums of weights.
        distinct = dict.fromkeys(new.words)
        lists = sorted((self.postings[w] for w in distinct if w in self.postings), key=len)
        # One of these, for a text with many words, takes half of a dict's time.
        weights = [0.0] * len(self.keys)
        used: list[list[int]] = []
        visited = 0
        for numbers in lists:
            visited += len(numbers)
            # Common words say little; a text of nothing but common words still has its turn.
            if visited > _POSTINGS and used:
                break
            used.append(numbers)
            weight = math.log(total / len(numbers)) + 0.01
            for number in numbers:
                weights[number] += weight
        # Of equals the earlier text comes first.
        order = sorted(set().union(*used))
        found = heapq.nlargest(_INSPECTED, order, key=weights.__getitem__)
        # A small text that was joined into the new one can only share a few words.
        for number in order:
            weights[number] *= self.shares[number]
        found += heapq.nlargest(_INSPECTED, order, key=weights.__getitem__)
        if len(new.words) <= _SHORT:
            found += self.short
        return list(dict.fromkeys(found))


def _similarity(new: _Text, old: _Text, shared: int) -> float:
    """Return how alike two texts are, or 0 where that may be chance."""
    size = len(new.words) + len(old.words)
    words_alike = 2 * shared / size if size else 0.0
    short = max(len(new.words), len(old.words)) <= _SHORT
    if words_alike < _WORDS and not short:
        return 0.0
    from rapidfuzz.distance import Indel

    same_words = words_alike >= _SAME_WORDS and size >= 2 * _SAME_WORDS_MIN
    # Where the letters decide, those that agree too seldom need not be counted to the end.
    letters_alike = Indel.normalized_similarity(
        new.text, old.text, score_cutoff=None if same_words else _LETTERS
    )
    if (
        (letters_alike >= _LETTERS and words_alike >= _WORDS)
        or (short and letters_alike >= _SHORT_LETTERS)
        or same_words
    ):
        return (letters_alike + words_alike) / 2
    return 0.0


def _holding(new: _Text, old: _Text) -> float:
    """Return how surely one text holds the other: a split, a join, an added or cut passage."""
    small, large = (new, old) if len(new.words) <= len(old.words) else (old, new)
    share = len(_covered(small, large)) / len(small.words) if small.words else 0.0
    a_sentence = small.text.endswith((".", "!", "?")) and small.text in large.text
    if share == 1 and (len(small.words) >= _HELD_MIN or a_sentence):
        return _VERBATIM
    if len(small.words) < _HELD_SHARE * len(large.words):
        return 0.0
    enough = len(small.words) >= (_HELD_WHOLE_MIN if share == 1 else _HELD_MIN)
    return 0.85 * share if enough and share >= _HELD else 0.0


def _piece(new: _Text, old: _Text) -> set[int]:
    """Return the places in the new text that a smaller old one, nearly whole, makes up."""
    if not _HELD_WHOLE_MIN <= len(old.words) < len(new.words):
        return set()
    share = len(_covered(old, new)) / len(old.words)
    enough = len(old.words) >= (_HELD_WHOLE_MIN if share == 1 else _HELD_MIN)
    if not enough or share < _HELD:
        return set()
    # Its formulas may stand elsewhere in the new text, too: it is where they lie densest.
    places = sorted(_covered(new, old))
    size = len(old.words)
    beginning = old.words[:_HELD_WHOLE_MIN]

    def fit(first: int) -> tuple[int, bool, int]:
        begins = new.words[first : first + len(beginning)] == beginning
        return (_within(places, first, size), begins, -first)

    best = max(places, key=fit)
    return {place for place in places if best <= place < best + size}


def _within(places: list[int], first: int, size: int) -> int:
    return bisect.bisect_left(places, first + size) - bisect.bisect_left(places, first)


def _covered(text: _Text, other: _Text) -> set[int]:
    """Return the places of the words in text that lie in a run of three found in the other."""
    found = other.run_set
    if text.run_set.isdisjoint(found):
        return set()
    places: set[int] = set()
    for start, run in enumerate(text.runs):
        if run in found:
            places.update((start, start + 1, start + 2))
    return places


def _join(pieces: list[tuple[set[int], int]], size: int) -> list[int]:
    """Return the old texts that make up a new one of so many words, in order; or none."""
    taken: set[int] = set()
    chosen = []
    for places, number in sorted(pieces, key=lambda piece: (-len(piece[0]), piece[1])):
        if len(places & taken) <= _OVERLAP * len(places):
            taken |= places
            chosen.append((min(places), number))
    if len(chosen) < 2 or len(taken) < _JOINED * size:
        return []
    return [number for _, number in sorted(chosen)]
