"""Edits of an English text, one function a kind: what secretariats do between two updates."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.catalogue import corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What became of a run of old texts: the new ones, and from which old ones each comes."""

    new: tuple[str, ...]
    sources: tuple[frozenset[str], ...]


def one_word(rng: random.Random, text: str) -> str | None:
    words = text.split(" ")
    if len(words) < 4:
        return None
    place = rng.randrange(1, len(words))
    words[place] = "comrades" + ("." if words[place].endswith(".") else "")
    return " ".join(words)


def typo(rng: random.Random, text: str) -> str | None:
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return None
    place = rng.choice(long)
    at = rng.randrange(1, len(words[place]) - 1)
    words[place] = words[place][:at] + words[place][at + 1 :]
    return " ".join(words)


def added_sentence(rng: random.Random, text: str) -> str | None:
    if not text.endswith("."):
        return None
    parts = text.split(". ")
    parts.insert(rng.randrange(len(parts) + 1), corpus.sentence(rng).rstrip("."))
    return ". ".join(part.rstrip(".") for part in parts) + "."


def negation(rng: random.Random, text: str) -> str | None:
    for verb in ("have", "has", "will", "must", "is", "are", "was"):
        if f" {verb} " in text:
            return text.replace(f" {verb} ", f" {verb} not ", 1)
    return None


def changed_sentence(rng: random.Random, text: str) -> str | None:
    parts = text.split(". ")
    if len(parts) < 3:
        return None
    parts[rng.randrange(len(parts))] = corpus.sentence(rng).rstrip(".")
    return ". ".join(part.rstrip(".") for part in parts) + "."


def swapped(rng: random.Random, text: str) -> str | None:
    parts = [part.rstrip(".") for part in text.split(". ")]
    if len(parts) < 2:
        return None
    middle = len(parts) // 2
    return ". ".join(parts[middle:] + parts[:middle]) + "."


def split(rng: random.Random, text: str) -> tuple[str, str] | None:
    parts = [part.rstrip(".") for part in text.split(". ")]
    if len(parts) < 2:
        return None
    middle = rng.randrange(1, len(parts))
    return ". ".join(parts[:middle]) + ".", ". ".join(parts[middle:]) + "."


SINGLE: dict[str, Callable[[random.Random, str], str | None]] = {
    "one word": one_word,
    "one typo": typo,
    "one added sentence": added_sentence,
    "one changed sentence": changed_sentence,
    "one negation": negation,
    "sentences swapped": swapped,
}
KINDS = (*SINGLE, "a split", "a join", "a move", "new text")


def edit(kind: str, rng: random.Random, old: Sequence[str], rate: float = 0.25) -> list[Edit]:
    """Return an edited appeal: about ``rate`` of the old texts have met with this kind of edit.

    Texts that stay are their own only source; "a move" changes nothing but
    the order; "new text" adds paragraphs that come from nowhere.
    """
    edits: list[Edit] = []
    texts = list(old)
    if kind == "a move":
        moved = [text for text in texts if rng.random() < rate]
        rest = [text for text in texts if text not in moved]
        texts = moved + rest
    number = 0
    while number < len(texts):
        text = texts[number]
        number += 1
        same = Edit(new=(text,), sources=(frozenset([text]),))
        if kind == "a move" or rng.random() >= rate:
            edits.append(same)
        elif kind == "new text":
            edits += [same, Edit(new=(FRESH[len(edits) % len(FRESH)],), sources=(frozenset(),))]
        elif kind == "a join":
            if number < len(texts) and text.endswith(".") and texts[number].endswith("."):
                both = frozenset([text, texts[number]])
                edits.append(Edit(new=(f"{text} {texts[number]}",), sources=(both,)))
                number += 1
            else:
                edits.append(same)
        elif kind == "a split":
            halves = split(rng, text)
            source = frozenset([text])
            edits.append(Edit(new=halves, sources=(source, source)) if halves else same)
        else:
            changed = SINGLE[kind](rng, text)
            edits.append(Edit(new=(changed,), sources=(frozenset([text]),)) if changed else same)
    return edits


# Prose about other things, for which a proposal would be invented.
FRESH = (
    "Fold the sheet along the dotted line, glue the long edge and leave it to dry overnight.",
    "Our archive now lists every poster printed since 1974, with its size, its colours and the"
    " name of the designer.",
    "The choir rehearses on Thursdays; newcomers who cannot read music are welcome all the same.",
    "Lentils need no soaking: rinse them, cover them with cold water and simmer for half an hour.",
    "Accessibility: the hall has a ramp, two marked parking bays and an induction loop.",
    "A short history of printing",
    "Childcare is provided from ten until four, please register by e-mail.",
    "Bicycle workshop",
    "This edition was set in Noto Serif on recycled paper by volunteers of the print collective.",
    "Members of the editorial board are elected every second year by the autumn conference.",
    "To subscribe to the quarterly, fill in the coupon overleaf and return it with a cheque.",
    "Photographs may be reused under the terms given below each picture.",
)
