"""Mending a typo in the English: which edits are harmless, and carrying them into catalogues.

Harmless is an edit after which every translation is as right as it was.
Whatever may change the meaning is refused, with what to do instead.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from appeal.catalogue.signoff import resign
from appeal.model import Catalogue, Entry

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINK = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|<[^>\s]+>|\w+://[^\s)>]+|\bwww\.[^\s)>]+|\S+@\S+")
_FIELD = re.compile(r"\{\{.*?\}\}|[{}]")
_MARKUP = re.compile(r"[*_`\[\]()<>#|~^\\]")
_DIGITS = re.compile(r"\d+")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEGATIONS = _set(
    """
    no not nor none never nobody nothing nowhere neither without cannot hardly barely scarcely
    few little seldom rarely unless except but only against refuse refuses refused deny denies
    denied fail fails failed lack lacks lacked stop stopped forbid forbids forbidden ban banned
    """
)
# Written without their apostrophe they are the commonest of typos.
_CONTRACTIONS = _set(
    """
    arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt shouldnt wasnt werent wont
    wouldnt
    """
)
_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de")
_NUMBERS = _set(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions dozen dozens half halves
    third quarter quarters first second fourth fifth sixth seventh eighth ninth tenth once twice
    thrice both all every each some any many most
    monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december
    today tomorrow yesterday
    """
)
# As names of months these two have a capital.
_MONTHS = frozenset(["May", "March"])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Typo:
    """An edit of the English: ``old`` becomes ``new``, as whole words, wherever lines break."""

    old: str
    new: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What matches ``old`` in a msgid and in a source file, over soft line breaks."""
        words = self.old.split()
        start = r"(?<!\w)" if words[0][0].isalnum() else ""
        end = r"(?!\w)" if words[-1][-1].isalnum() else ""
        # A line of the source may begin with the indent of a list or the mark of a quotation.
        return re.compile(start + r"(\s+(?:>\s*)*)".join(map(re.escape, words)) + end)

    def count(self, text: str) -> int:
        return len(self.pattern.findall(text))

    def mend(self, text: str) -> str:
        """Return text with every ``old`` replaced; line breaks stay between the same words."""
        words = self.new.split()

        def replacement(match: re.Match[str]) -> str:
            gaps = match.groups()
            if len(gaps) != len(words) - 1:
                # A word was split or joined: what breaks the line moves to the end of the place.
                broken = next((gap for gap in gaps if "\n" in gap), " ")
                return broken.join((" ".join(words[:-1]), words[-1])) if words[1:] else words[0]
            return "".join(word + gap for word, gap in zip(words, (*gaps, ""), strict=True))

        return self.pattern.sub(replacement, text)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an edit is no typo, and what to do instead."""

    reason: str
    hint: str


_UPDATE = "edit the source by hand and run `appeal update`: the translators then see the change"


def refusal(typo: Typo, texts: Iterable[str], names: Sequence[str] = ()) -> Refusal | None:
    """Return why the edit may change the meaning of one of the texts, or None if it cannot.

    ``texts`` are the English texts in which ``typo.old`` stands, ``names``
    those that may not be touched.
    """
    if not typo.old.split() or not typo.new.split():
        return Refusal(reason="a typo has a wrong and a right spelling", hint=_UPDATE)
    reason = _changed_facts(typo.old, typo.new) or _changed_words(typo.old, typo.new)
    if reason:
        return Refusal(reason=reason, hint=_UPDATE)
    for text in texts:
        mended = typo.mend(text)
        reason = _changed_facts(text, mended) or _changed_names(text, mended, names)
        if reason:
            return Refusal(reason=f"{reason} in {_excerpt(typo, text)}", hint=_UPDATE)
    return None


def _excerpt(typo: Typo, text: str) -> str:
    match = typo.pattern.search(text)
    start = max(0, match.start() - 20) if match else 0
    end = (match.end() if match else 20) + 20
    return f"“{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}”"


def _changed_facts(before: str, after: str) -> str:
    """Return what the edit touches that translations carry over as it is, or ""."""
    for pattern, what in (
        (_DIGITS, "digits"),
        (_FIELD, "a merge field"),
        (_LINK, "a link or an address"),
        (_MARKUP, "markup"),
    ):
        if pattern.findall(before) != pattern.findall(after):
            return f"the edit touches {what}"
    if Counter(c for c in before if c in "?!¿¡") != Counter(c for c in after if c in "?!¿¡"):
        return "the edit turns a statement, a question or a call into another"
    old, new = _WORD.findall(before), _WORD.findall(after)
    if _negations(old) != _negations(new):
        return "the edit touches a negation"
    if _numbers(old) != _numbers(new):
        return "the edit touches a number, an amount or a date in words"
    return ""


def _negations(words: Iterable[str]) -> Counter[str]:
    """Count what denies or restricts. An apostrophe more or less in "isn't" is nothing new."""
    plain = (word.casefold().replace("’", "'") for word in words)
    return Counter(
        "n't" if word.endswith("n't") or word in _CONTRACTIONS else word
        for word in plain
        if word in _NEGATIONS or word in _CONTRACTIONS or word.endswith("n't")
    )


def _numbers(words: Iterable[str]) -> Counter[str]:
    return Counter(
        word.casefold() for word in words if word.casefold() in _NUMBERS or word in _MONTHS
    )


def _changed_names(before: str, after: str, names: Sequence[str]) -> str:
    for name in names:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if len(pattern.findall(before)) != len(pattern.findall(after)):
            return f"the edit touches the name {name}"
    return ""


def _changed_words(before: str, after: str) -> str:
    """Return why the words became others rather than were spelt right, or ""."""
    from rapidfuzz.distance import OSA

    old, new = before.split(), after.split()
    if len(old) != len(new):
        if "".join(old).replace("-", "") == "".join(new).replace("-", ""):
            return ""
        if _without_doubles(old) == new:
            return ""
        return "the edit adds or removes a word"
    for one, other in zip(old, new, strict=True):
        changed = OSA.distance(one.casefold(), other.casefold())
        length = max(len(one), len(other))
        allowed = 1 if length < 5 else 2 if length < 10 else 3
        if changed > allowed:
            return f"{one} and {other} differ in {changed} letters"
        if _negates(one.casefold(), other.casefold()):
            return "the edit touches a negation"
    return ""


def _without_doubles(words: Sequence[str]) -> list[str]:
    return [word for n, word in enumerate(words) if not n or word != words[n - 1]]


def _negates(one: str, other: str) -> bool:
    """Tell whether one of two words denies the other: legal, illegal; harm, harmless."""
    short, long = sorted((one.strip(".,;:"), other.strip(".,;:")), key=len)
    if short == long or len(short) < 3:
        return False
    prefixes = (*_NEGATIVE_PREFIXES, "a") if len(short) > 5 else _NEGATIVE_PREFIXES
    return long == f"{short}less" or any(long in (p + short, f"{p}-{short}") for p in prefixes)


# -- catalogues ------------------------------------------------------------------


def mend(catalogue: Catalogue, typo: Typo) -> Catalogue:
    """Return the catalogue with the typo mended in the English of every entry.

    Translations stay as they are, finished ones finished and reviewed ones
    reviewed. Where two entries become one, the better translation stays.
    """
    mended: dict[tuple[str | None, str], Entry] = {}
    for entry in catalogue.entries:
        new = mend_entry(entry, typo)
        rival = mended.get(new.key)
        mended[new.key] = new if rival is None else _better(rival, new)
    entries = tuple(mended.values())
    if entries == catalogue.entries:
        return catalogue
    return dataclasses.replace(catalogue, entries=entries)


def mend_entry(entry: Entry, typo: Typo) -> Entry:
    """Return the entry with the typo mended in its English, its sign-offs and waivers renewed."""
    if not any(
        typo.pattern.search(text)
        for text in (
            entry.msgid,
            entry.plural or "",
            entry.previous_msgid or "",
            entry.previous_plural or "",
            *entry.extracted,
        )
    ):
        return entry
    mended = dataclasses.replace(
        entry,
        msgid=typo.mend(entry.msgid),
        plural=None if entry.plural is None else typo.mend(entry.plural),
        previous_msgid=_optional(typo, entry.previous_msgid),
        previous_plural=_optional(typo, entry.previous_plural),
        extracted=tuple(typo.mend(line) for line in entry.extracted),
    )
    return resign(entry, mended)


def _optional(typo: Typo, text: str | None) -> str | None:
    return None if text is None else typo.mend(text)


def _better(first: Entry, second: Entry) -> Entry:
    """Return of two entries with one key the live one, with the better translation of the two."""
    live, other = (second, first) if first.obsolete and not second.obsolete else (first, second)
    if live.translated or not all(other.msgstr) or other.fuzzy:
        return live
    flags = tuple(flag for flag in live.flags if flag != "fuzzy")
    return dataclasses.replace(
        live,
        msgstr=other.msgstr,
        comments=other.comments,
        flags=flags,
        previous_msgid=None,
        previous_plural=None,
        previous_context=None,
    )
