"""Campaign prose from a seed, and its word-for-word salad in forty languages.

The English is grammatical, so that tools find sentences, names, numbers
and links where real appeals have them. A translation takes each word from
the language's own stock (`words.json`), always the same word for the same
English one, and leaves alone what is a fact: names, numbers, links and
marks. Dates are written as the language writes them.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
import zlib
from pathlib import Path
from random import Random

from babel.dates import format_date

NAMES = (
    "Amina Okafor",
    "Tomas Lindqvist",
    "Rosa Delgado",
    "Kemal Aydin",
    "Thida Sok",
    "Joseph Mensah",
    "Irina Volkova",
    "Nimal Perera",
)
PLACES = ("Sandport", "Northbridge", "Miravalle", "Karsu", "Old Harbour", "Lakeside")

_WHO = """Bus drivers|Dock workers|Teachers|Nurses|Miners|Tenants|Textile workers|Farm labourers
|Rail workers|Street cleaners|Postal workers|Care workers|Delivery riders|Shop stewards"""
_DID = """went on strike over|held a public meeting on|collected signatures against|occupied the
 offices responsible for|organised a picket against|refused to accept|walked out in protest at
|wrote an open letter about|blocked the road because of|called a march against"""
_WHAT = """unpaid wages|the closure of the depot|rising rents|the new security law|unsafe machinery
|the dismissal of their colleagues|compulsory overtime|the eviction of whole families|cuts to school
 meals|the arrest of two speakers|poisoned ground water|the sale of the harbour"""
_WHERE = """outside the town hall|at the central station|in three districts|at the factory gate
|along the coast road|in the university quarter|in the market square|near the border"""
_STATE = """The police detained {n} of them and searched their homes|The court sentenced {n} people
 behind closed doors|A judge extended their detention by another {n} days|Witnesses counted {n}
 police vehicles around the building|Doctors treated {n} injured demonstrators that night|The
 employer has replaced {n} of the strikers|Plain-clothes officers followed the organisers for {n}
 weeks|Their union was struck off the register {n} hours later"""
_CALL = """We demand their immediate release|We call on you to drop all charges|Your government has
 signed conventions that protect this right|The right to organise must be respected|We hold you
 responsible for their health|An independent inquiry has to begin at once|We ask you to let their
 lawyers see them|Workers everywhere are watching this case|Those responsible must be brought to
 justice|Such methods have been condemned all over the world"""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\n", "").split("|"))


WHO, DID, WHAT, WHERE, STATE, CALL = map(_phrases, (_WHO, _DID, _WHAT, _WHERE, _STATE, _CALL))


def sentence(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.5:
        return f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHERE)}."
    if kind < 0.8:
        return f"{rng.choice(STATE).format(n=rng.randint(2, 400))}."
    return f"{rng.choice(CALL)}."


def sentences(rng: Random, count: int) -> str:
    return " ".join(sentence(rng) for _ in range(count))


# -- translations -------------------------------------------------------------------

# What a translation leaves alone; a link gives its text away and keeps its target.
_DATE = re.compile(r"(\d+) March (\d{4})")
_KEPT = re.compile(
    r"\]\([^)]*\)|<[^>]*>|\{\{.*?\}\}|https?://\S+|[\w.]+@[\w.]+"
    r"|\b\d+ March \d{4}\b|\b(?:" + "|".join((*NAMES, *PLACES)) + r")\b"
)
_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*")
_CLOSED = frozenset({"ja", "zh_Hans", "zh_Hant", "th"})


@functools.cache
def _stock() -> dict[str, tuple[str, ...]]:
    words = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return {tag: tuple(text.split()) for tag, text in words.items()}


# In the order in which corpora of fewer languages take them: four scripts among the first four.
LANGUAGES = (
    "de", "ru", "ar", "ja", "fr", "es", "hi", "tr", "el", "pt_BR",
    "zh_Hans", "ta", "it", "pl", "uk", "ko", "ur", "sv", "cs", "he",
    "bn", "nl", "th", "ga", "kk", "ms", "pt_PT", "si", "zh_Hant", "da",
    "nb", "fi", "hu", "ro", "bg", "fa", "id", "vi", "sw", "hy",
)  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def _word(tag: str, english: str) -> str:
    stock = _stock()[tag]
    word = stock[zlib.crc32(f"{tag} {english.lower()}".encode()) % len(stock)]
    return word.capitalize() if english[0].isupper() else word


def translate(text: str, tag: str) -> str:
    """Return a text with every translatable word replaced by one of the language."""
    parts = []
    position = 0
    for kept in _KEPT.finditer(text):
        parts += [_salad(text[position : kept.start()], tag), _kept(kept[0], tag)]
        position = kept.end()
    parts.append(_salad(text[position:], tag))
    return "".join(parts)


def _kept(text: str, tag: str) -> str:
    date = _DATE.fullmatch(text)
    if not date:
        return text
    day = datetime.date(int(date[2]), 3, int(date[1]))
    written: str = format_date(day, "long", locale=tag)
    return written


def _salad(text: str, tag: str) -> str:
    translated = _WORD.sub(lambda match: _word(tag, match[0]), text)
    if tag not in _CLOSED:
        return translated
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", translated)
