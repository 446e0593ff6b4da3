"""Slips of translators, one function a kind: it returns the damaged msgstr.

None where the pair has nothing to damage.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from appeal.checks.dates import mentions
from tests.checks.bases import Base


def damaged(
    pattern: str, text: str, make: Callable[[re.Match[str]], str], rng: random.Random
) -> str | None:
    """Return the text with one random match replaced, None without a match or a change."""
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = rng.choice(found)
    new = text[: match.start()] + make(match) + text[match.end() :]
    return new if new != text else None


def _other_digit(digit: str, rng: random.Random) -> str:
    zero = ord(digit) - int(digit)
    return chr(zero + rng.choice([n for n in range(1, 10) if n != int(digit)]))


# -- facts ----------------------------------------------------------------------


def digit_changed(base: Base, rng: random.Random) -> str | None:
    return damaged(r"(?<![\w{/@.+-])\d", base.text, lambda m: _other_digit(m[0], rng), rng)


def digit_lost(base: Base, rng: random.Random) -> str | None:
    return damaged(r"(?<=\d)\d(?![\d.,٬٫’\u00a0\u202f ]*\d)", base.text, lambda m: "", rng)


def number_lost(base: Base, rng: random.Random) -> str | None:
    if not re.search(r"\d{2}", base.english):
        return None
    return damaged(r"(?<![\w.,+])\d{2,}(?![\w.,])\s?", base.text, lambda m: "", rng)


def day_changed(base: Base, rng: random.Random) -> str | None:
    if not re.search(r"April 5|March 2024|May 1|April 30|5 April", base.english):
        return None
    return damaged(
        r"(?<!\d)(?:5|3|30|٥|۳|۳۰|৩০|৩|৫|३|३०|၃၀|៣០|๓๐)(?!\d|[.,٫]\d|[  ]?(?:倍|배))",
        base.text,
        lambda m: _other_digit(m[0][0], rng) + m[0][1:],
        rng,
    )


def month_changed(base: Base, rng: random.Random) -> str | None:
    lang = base.style.language
    found = [m for m in mentions(base.text, lang) if len(m.text) > 2]
    if not re.search(r"January|April|March 2024|May 1", base.english) or not found:
        return None
    mention = rng.choice(found)
    if any(c.isdigit() for c in mention.text):
        old = re.search(r"(\d+)(?=\s?[月월])|(?<=tháng )\d+", mention.text)
        if old is None:
            return None
        text = mention.text[: old.start()] + str(mention.month % 12 + 3) + mention.text[old.end() :]
    else:
        names = lang.locale.months["format"]["wide"]
        text = str(names[(mention.month + 4) % 12 + 1])
    return base.text[: mention.start] + text + base.text[mention.end :]


def days_exchanged(base: Base, rng: random.Random) -> str | None:
    if "May 1st" not in base.english or not re.search(r"\b30\b", base.text):
        return None
    first = re.search(r"(?<!\d)1(?!\d|2)", base.text)
    last = re.search(r"(?<!\d)30(?!\d)", base.text)
    if not first or not last:
        return None
    marks = {first.start(): "30", last.start(): "1"}
    return re.sub(r"(?<!\d)(?:1|30)(?!\d)", lambda m: marks.get(m.start(), m[0]), base.text)


def fax_transposed(base: Base, rng: random.Random) -> str | None:
    if "7946" not in base.text:
        return None
    number = re.search(r"7946.0123", base.text)
    if number is None:
        return None
    old = number[0]
    place = rng.choice(
        [n for n in range(len(old) - 1) if old[n].isdigit() and old[n + 1].isdigit()]
    )
    new = old[:place] + old[place + 1] + old[place] + old[place + 2 :]
    return base.text.replace(old, new) if new != old else None


def fax_digit_lost(base: Base, rng: random.Random) -> str | None:
    return (
        base.text.replace("0123", rng.choice(["012", "123", "013"]))
        if "0123" in base.text
        else None
    )


def mail_altered(base: Base, rng: random.Random) -> str | None:
    return damaged(
        r"urgent@example",
        base.text,
        lambda m: rng.choice(["urgente@example", "urgent@exemple"]),
        rng,
    )


def link_lost(base: Base, rng: random.Random) -> str | None:
    return damaged(r"\[([^\]]*)\]\([^)]*\)", base.text, lambda m: m[1], rng)


def link_elsewhere(base: Base, rng: random.Random) -> str | None:
    return damaged(
        r"report\.pdf", base.text, lambda m: rng.choice(["report-2.pdf", "raport.pdf"]), rng
    )


def field_lost(base: Base, rng: random.Random) -> str | None:
    return damaged(r"\{\{amount\}\}", base.text, lambda m: "100", rng)


def field_translated(base: Base, rng: random.Random) -> str | None:
    return damaged(
        r"\{\{amount\}\}",
        base.text,
        lambda m: rng.choice(["{{sum}}", "{{ amount}", "{amount}"]),
        rng,
    )


def name_exchanged(base: Base, rng: random.Random) -> str | None:
    """Put one full name, or one place, where another stands."""
    forms = base.style.glossary.names
    groups = (
        ("Madel Ismailov", "Ionur Kurmanov", "Sergei Kolokov", "Nursultan Nazarbayev"),
        ("Astana", "Uralsk", "Alma Ata"),
    )
    for group in groups:
        here = [
            (n, f) for n in group for f in forms.get(n, ()) if n in base.english and f in base.text
        ]
        there = [n for n in group if n in forms and n not in base.english] or [
            n for n in group if n in forms
        ]
        if here:
            name, form = rng.choice(here)
            other = [n for n in there if n != name]
            if other:
                return base.text.replace(form, forms[rng.choice(other)][0], 1)
    return None


def name_misspelt(base: Base, rng: random.Random) -> str | None:
    forms = base.style.glossary.names
    for name in ("Madel Ismailov", "Ionur Kurmanov", "Nursultan Nazarbayev"):
        for form in forms.get(name, ()):
            if name in base.english and form in base.text and len(form) > 6:
                place = len(form) - 4
                wrong = form[:place] + form[place + 1] + form[place] + form[place + 2 :]
                if wrong != form:
                    return base.text.replace(form, wrong)
    return None


# -- markup -----------------------------------------------------------------------


def emphasis_lost(base: Base, rng: random.Random) -> str | None:
    return base.text.replace("**", "") if "**" in base.text else None


def emphasis_open(base: Base, rng: random.Random) -> str | None:
    return damaged(r"\*\*", base.text, lambda m: "", rng)


def break_lost(base: Base, rng: random.Random) -> str | None:
    return base.text.replace("  \n", " ", 1) if "  \n" in base.text else None


def html_added(base: Base, rng: random.Random) -> str | None:
    return (
        base.text + rng.choice(["<br>", "<br/>", "</p>", "<!-- x -->"])
        if len(base.text) > 20
        else None
    )


def attributes_added(base: Base, rng: random.Random) -> str | None:
    return base.text + rng.choice([" {: .urgent}", " {#top}", " {: onclick=x}"])


def control_added(base: Base, rng: random.Random) -> str | None:
    return _middle(base.text, rng.choice(["\ufeff", "\x07", "\ue000", "\x02", "📣"]), rng)


def rlo_added(base: Base, rng: random.Random) -> str | None:
    return _middle(base.text, rng.choice(["\u202e", "\u202d"]), rng)


def isolate_open(base: Base, rng: random.Random) -> str | None:
    return _middle(base.text, rng.choice(["\u2066", "\u2068", "\u202b"]), rng)


def _middle(text: str, character: str, rng: random.Random) -> str | None:
    place = rng.randrange(1, max(len(text), 2))
    return text[:place] + character + text[place:]


_TWINS = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_TWINS.update({cyrillic: latin for latin, cyrillic in list(_TWINS.items())})
_TWINS.update({"ο": "o", "ν": "v", "α": "a", "ρ": "p"})


def homoglyph(base: Base, rng: random.Random) -> str | None:
    if base.style.script not in {"Latn", "Cyrl", "Grek"}:
        return None
    twins = "".join(_TWINS)
    return damaged(rf"(?<=\w)[{twins}](?=\w)", base.text, lambda m: _TWINS[m[0]], rng)
