"""Slips of translators that a reader of the language would notice, and the list of all kinds."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from appeal.checks.sentences import sentences
from appeal.model import Severity
from tests.checks.bases import Base, bases
from tests.checks.defects import (
    attributes_added,
    break_lost,
    control_added,
    damaged,
    day_changed,
    days_exchanged,
    digit_changed,
    digit_lost,
    emphasis_lost,
    emphasis_open,
    fax_digit_lost,
    fax_transposed,
    field_lost,
    field_translated,
    homoglyph,
    html_added,
    isolate_open,
    link_elsewhere,
    link_lost,
    mail_altered,
    month_changed,
    name_exchanged,
    name_misspelt,
    number_lost,
    rlo_added,
)

# What a hurried hand deletes. Languages that deny by endings only are left out.
_NOT = {
    "ar": "لن |من دون ",
    "bn": " না",
    "de": "nicht ",
    "de_CH": "nicht |ohne ",
    "el": "[Δδ]εν? ",
    "es": "[Nn]o ",
    "es_US": "[Nn]o |sin ",
    "fi": "ilman ",
    "fr": "n’|ne |pas ",
    "fr_CA": "n’|ne |pas |sans ",
    "ga": "[Nn]í |gan ",
    "he": "לא |ללא ",
    "hi": "नहीं |बिना ",
    "hu": "[Nn]em ",
    "id": "tidak |tanpa ",
    "it": "[Nn]on ",
    "kk": " емес",
    "km": "មិន",
    "ms": "tidak |tanpa ",
    "nl": "niet ",
    "pl": "[Nn]ie ",
    "pt_BR": "[Nn]ão ",
    "pt_PT": "[Nn]ão ",
    "ru": "не ",
    "sv": "inte ",
    "th": "ไม่",
    "uk": "не ",
    "ur": "نہیں |کے بغیر ",
    "vi": "không |mà không ",
    "zh_Hans": "不|未经",
    "zh_Hant": "不|未經",
}


def negation_lost(base: Base, rng: random.Random) -> str | None:
    words = _NOT.get(base.tag)
    if (
        words is None
        or not re.search(r"\bnot\b|without", base.english)
        or base.real
        or "*" in base.text
    ):
        return None
    new = re.sub(words, "", base.text)
    return new if new != base.text else None


def sentence_lost(base: Base, rng: random.Random) -> str | None:
    pieces = sentences(base.text, base.style.script, base.style.code)
    long = [n for n, piece in enumerate(pieces) if len(piece) > 12]
    if len(pieces) < 3 or not long or not base.real:
        return None
    gone = rng.choice(long)
    return " ".join(piece for n, piece in enumerate(pieces) if n != gone)


def cut_short(base: Base, rng: random.Random) -> str | None:
    return base.text[: len(base.text) * 2 // 5] if len(base.english) > 60 else None


def said_twice(base: Base, rng: random.Random) -> str | None:
    return f"{base.text} {base.text}" if len(base.english) > 60 else None


def swapped(base: Base, rng: random.Random) -> str | None:
    if not base.real or len(base.english) < 40:
        return None
    others = [
        b
        for b in bases()
        if b.real and b.tag == base.tag and b.text != base.text and len(b.english) > 40
    ]
    return rng.choice(others).text if others else None


def wrong_language(base: Base, rng: random.Random) -> str | None:
    """Put the translation into another language of the same entry."""
    if len(base.english.split()) < 6 or "\n" in base.english:
        return None
    others = [
        b
        for b in bases()
        if b.english == base.english and b.style.code != base.style.code and b.text != base.text
    ]
    return rng.choice(others).text if others else None


def left_english(base: Base, rng: random.Random) -> str | None:
    if len(base.english.split()) < 4 or "\n" in base.english or ":" in base.english:
        return None
    return base.english


def sentence_english(base: Base, rng: random.Random) -> str | None:
    english = sentences(base.english, "Latn", "en")
    own = sentences(base.text, base.style.script, base.style.code)
    if len(english) < 3 or len(english) != len(own):
        return None
    place = rng.choice([n for n, sentence in enumerate(english) if len(sentence) > 30])
    return " ".join([*own[:place], english[place], *own[place + 1 :]])


def end_lost(base: Base, rng: random.Random) -> str | None:
    if not re.search(r"[.?:]$", base.english) or base.style.code in {"th", "lo"}:
        return None
    if base.style.code in {"hy", "my", "km", "ja"} and not base.english.endswith("."):
        return None
    return (
        base.text[:-1]
        if not base.text[-1].isalnum() and unicodedata.category(base.text[-1])[0] == "P"
        else None
    )


def end_changed(base: Base, rng: random.Random) -> str | None:
    if not base.english.endswith(".") or base.text[-1] not in ".。।۔":
        return None
    return base.text[:-1] + rng.choice("?:,")


def spanish_lost(base: Base, rng: random.Random) -> str | None:
    return damaged("[¿¡]", base.text, lambda m: "", rng) if base.style.code == "es" else None


def french_lost(base: Base, rng: random.Random) -> str | None:
    if base.tag != "fr":
        return None
    return damaged(
        "[\u202f\u00a0](?=[;?!:»])|(?<=«)\u00a0", base.text, lambda m: rng.choice(["", " "]), rng
    )


def quotes_foreign(base: Base, rng: random.Random) -> str | None:
    if '"' not in base.english or base.style.quotes is None:
        return None
    wrong = next(
        (p for p in ("「」", "»«", "„”", "“”", '""') if not set(p) & base.style.quotes), None
    )
    found = re.findall(r"[«»“”„「」\"]", base.text)
    if wrong is None or len(found) != 2:
        return None
    first, last = found
    new = base.text.replace(first, wrong[0], 1)
    return new[::-1].replace(last, wrong[1], 1)[::-1]


def quotes_lost(base: Base, rng: random.Random) -> str | None:
    if '"' not in base.english:
        return None
    new = re.sub(r"[«»“”„「」\"]\u00a0?", "", base.text)
    return new if new != base.text else None


def word_doubled(base: Base, rng: random.Random) -> str | None:
    if base.style.reduplicates:
        return None
    return damaged(r"(?<!\S)[^\W\d_]{4,}(?=\s)", base.text, lambda m: f"{m[0]} {m[0]}", rng)


def space_doubled(base: Base, rng: random.Random) -> str | None:
    return damaged(r"(?<=\w) (?=\w)", base.text, lambda m: "  ", rng)


def stretched(base: Base, rng: random.Random) -> str | None:
    if base.style.script != "Arab":
        return None
    return damaged(r"(?<=[بتسشنيكلم])(?=[بتسشنيكلمه])", base.text, lambda m: "ـــ", rng)


def decomposed(base: Base, rng: random.Random) -> str | None:
    new = unicodedata.normalize("NFD", base.text)
    return new if new != base.text else None


def zero_width(base: Base, rng: random.Random) -> str | None:
    if base.style.script in {"Thai", "Khmr", "Mymr", "Laoo"}:
        return None
    return damaged(
        r"(?<=\w)(?=\w)", base.text, lambda m: rng.choice(["\u200b", "\u00ad", "\u2060"]), rng
    )


def term_exchanged(base: Base, rng: random.Random) -> str | None:
    terms: Mapping[str, tuple[str, ...]] = base.style.glossary.terms
    here = [
        (t, f) for t, forms in terms.items() for f in forms if t in base.english and f in base.text
    ]
    there = [forms[0] for t, forms in terms.items() if t not in base.english]
    if not here or not there:
        return None
    return base.text.replace(rng.choice(here)[1], rng.choice(there))


Maker = Callable[[Base, random.Random], str | None]
KINDS: tuple[tuple[str, Severity, Maker], ...] = (
    ("digit changed", "error", digit_changed),
    ("digit lost", "error", digit_lost),
    ("number lost", "error", number_lost),
    ("day of a date changed", "error", day_changed),
    ("month changed", "error", month_changed),
    ("days of two dates exchanged", "error", days_exchanged),
    ("fax digits transposed", "error", fax_transposed),
    ("fax digit lost", "error", fax_digit_lost),
    ("e-mail altered", "error", mail_altered),
    ("link lost", "error", link_lost),
    ("link leads elsewhere", "error", link_elsewhere),
    ("merge field lost", "error", field_lost),
    ("merge field altered", "error", field_translated),
    ("name exchanged", "error", name_exchanged),
    ("name misspelt", "error", name_misspelt),
    ("emphasis lost", "error", emphasis_lost),
    ("emphasis not closed", "error", emphasis_open),
    ("line of an address lost", "error", break_lost),
    ("HTML added", "error", html_added),
    ("attribute list added", "error", attributes_added),
    ("unprintable character", "error", control_added),
    ("RLO or LRO", "error", rlo_added),
    ("isolate not closed", "error", isolate_open),
    ("homoglyph", "error", homoglyph),
    ("negation dropped", "warning", negation_lost),
    ("sentence dropped", "warning", sentence_lost),
    ("text cut short", "warning", cut_short),
    ("text said twice", "warning", said_twice),
    ("paragraphs swapped", "warning", swapped),
    ("another language", "warning", wrong_language),
    ("left in English", "warning", left_english),
    ("one sentence in English", "warning", sentence_english),
    ("end punctuation lost", "warning", end_lost),
    ("end punctuation changed", "warning", end_changed),
    ("Spanish sign lost", "warning", spanish_lost),
    ("French space lost", "warning", french_lost),
    ("foreign quotation marks", "warning", quotes_foreign),
    ("quotation marks lost", "warning", quotes_lost),
    ("word doubled", "warning", word_doubled),
    ("space doubled", "warning", space_doubled),
    ("kashida", "warning", stretched),
    ("not NFC", "warning", decomposed),
    ("zero-width character", "warning", zero_width),
    ("term exchanged", "warning", term_exchanged),
)
