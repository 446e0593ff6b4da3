"""Links, addresses, fields and inline markup, found the same way on both sides of an entry."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from appeal.checks.tables.marks import CLOSERS
from appeal.fields import FIELD

# A link ends where white space, a bracket, a quotation mark or CJK punctuation begins.
_END = r"\s<>()\[\]\"“”„«»（）「」『』【】、。，；！？　"
URL = re.compile(rf"(?:https?://|www\.)[^{_END}]+", re.IGNORECASE)
_HOST = re.compile(r"(?<![@\w./-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s()<>]*)?", re.ASCII)
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# Isolates, hard spaces and hard hyphens are how careful typesetters write numbers.
PHONE = re.compile(
    r"[\u2066\u2068\u200e]*\+?\(?\d"
    r"(?:[\d().\-\u2010\u2011\u2012\u2013\u00a0\u202f\u2009 \u200e]{5,}"
    r"|[\d()-]{5,})\d"
)
_PHONE_WORD = re.compile(
    r"(?:\b(?:tel|fax|phone|telephone|call|mobile|cell|whatsapp|signal|sms|text)\b|[☎📞📠])[^\d+]{0,16}$",
    re.IGNORECASE,
)
_ANY_FIELD = re.compile(rf"{FIELD.pattern}|(?<!\{{)\{{[a-z_][a-z0-9_]*\}}(?!\}})")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()#+.!<>-]")
_INLINE = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]{0,500})>?(?:\s+[\"'][^)]{0,200}[\"'])?\s*\)"
)
_TARGET = re.compile(r"(?<=\])\([^()]*\)")
_REFERENCE = re.compile(r"\[((?:[^\[\]])+)\]\s?\[([^\[\]]*)\]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]]+)\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto|tel):[^<>\s]+|[^<>\s@]+@[^<>\s]+)>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"(?<!\{)\{:?[ ]*[#.a-zA-Z][^{}\n]*\}(?!\})")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?!][A-Za-z]")
_WORD_UNDERSCORE = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")


def urls(text: str) -> tuple[str, ...]:
    """Return web addresses with their scheme (or ``www.``), without the punctuation after them.

    Those that a link leads to, [text](address), are the link's.
    """
    if "://" not in text and "www." not in text:
        return ()
    if "](" in text:
        text = _TARGET.sub(" ", text)
    return tuple(found.rstrip(".,;:!?'’*_`।؟،۔") for found in URL.findall(text))


def hosts(text: str) -> tuple[str, ...]:
    """Return bare hosts (``example.org/act``) that are part of no longer address."""
    if "." not in text:
        return ()
    bare = EMAIL.sub(" ", URL.sub(" ", _TARGET.sub(" ", text)))
    return tuple(found.rstrip(".,;:!?") for found in _HOST.findall(bare) if _is_host(found))


def _is_host(text: str) -> bool:
    # "e.g.", "etc.and" and file names are no hosts; initials neither.
    labels = text.partition("/")[0].split(".")
    return len(labels[-1]) >= 2 and len(labels[-2]) >= 3 and labels[-1] not in {"md", "po", "pdf"}


def emails(text: str) -> tuple[str, ...]:
    """Return e-mail addresses in lower case, those that a link leads to excepted."""
    if "@" not in text:
        return ()
    if "](" in text:
        text = _TARGET.sub(" ", text)
    return tuple(found.rstrip(".").lower() for found in EMAIL.findall(text))


def fields(text: str) -> tuple[str, ...]:
    """Return the merge fields, in order and without their form, and one-brace placeholders.

    ``{{deadline:long}}`` is ``{{deadline}}``; ``{n}`` is how the interface
    writes its placeholders.
    """
    if "{" not in text:
        return ()
    return tuple(f"{{{{{m[1]}}}}}" if m[1] else m[0] for m in _ANY_FIELD.finditer(text))


def phones(text: str) -> tuple[str, ...]:
    """Return telephone and fax numbers of an English text, as they are written.

    A number counts when it begins with + or 0, or stands after a word such
    as "fax"; dates, years and sums do not.
    """
    found = []
    bare = URL.sub(lambda m: " " * len(m[0]), text)
    for match in PHONE.finditer(bare):
        number = match[0].strip()
        count = sum(c.isdigit() for c in number)
        if not 6 <= count <= 16 or re.fullmatch(
            r"\d{4}[-.]\d\d?[-.]\d\d?|\d\d?[-.]\d\d?[-.]\d{4}", number
        ):
            continue
        before = bare[max(match.start() - 24, 0) : match.start()]
        international = number.lstrip("\u2066\u2068\u200e(").startswith(("+", "0"))
        if (international and count >= 7) or _PHONE_WORD.search(before):
            found.append(number)
    return tuple(found)


def blank_links(text: str) -> str:
    """Return the text with targets of links, addresses and fields replaced by spaces."""
    if "{{" in text:
        text = FIELD.sub(_spaces, text)
    if "](" in text:
        text = _INLINE.sub(
            lambda m: m[0][: m.start(3) - m.start()] + " " * (m.end() - m.start(3)), text
        )
    if "[^" in text:
        text = _FOOTNOTE.sub(_spaces, text)
    if "][" in text:
        text = _REFERENCE.sub(
            lambda m: m[0][: m.start(2) - m.start()] + " " * (m.end() - m.start(2)), text
        )
    if "@" in text:
        text = EMAIL.sub(_spaces, text)
    if "://" in text or "www." in text:
        text = URL.sub(_spaces, text)
    return text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


@functools.lru_cache(maxsize=4096)
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(word)}(?![\w])")


def count_word(word: str, text: str) -> int:
    """Return how often a word or phrase stands in a text as a whole."""
    return len(_whole_word(word).findall(text)) if word in text else 0


def blank_word(word: str, text: str) -> str:
    """Return the text with each whole occurrence of a word or phrase replaced by spaces."""
    return _whole_word(word).sub(_spaces, text)


# -- markup -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """The inline markup of a text. Targets, references and footnotes are sorted."""

    targets: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    images: int = 0
    strong: int = 0
    emphasis: int = 0
    code: int = 0
    unclosed: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    html: tuple[str, ...] = ()


def markup(text: str) -> Markup:
    """Return the inline markup of a text, counted."""
    text = _ESCAPE.sub(" ", text)
    code = len(_CODE.findall(text))
    bare = FIELD.sub(" ", _CODE.sub(" ", text))
    unclosed = ["`"] if "`" in bare else []
    inline = _INLINE.findall(bare)
    targets = [target for _, _, target in inline]
    images = sum(bang == "!" for bang, _, _ in inline)
    bare = _INLINE.sub(r"\2", bare)
    targets += _AUTOLINK.findall(bare)
    bare = _AUTOLINK.sub(" ", bare)
    footnotes = _FOOTNOTE.findall(bare)
    bare = _FOOTNOTE.sub(" ", bare)
    called = (reference or label for label, reference in _REFERENCE.findall(bare))
    references = [" ".join(name.split()) for name in called if not name.isspace()]
    bare = _REFERENCE.sub(r"\1", bare)
    html = tuple(_HTML.findall(bare))
    attributes = tuple(_ATTRIBUTES.findall(bare))
    bare = _WORD_UNDERSCORE.sub(" ", EMAIL.sub(" ", URL.sub(" ", bare)))
    strong = emphasis = 0
    for mark in "*_":
        doubles = bare.count(mark * 2)
        singles = bare.replace(mark * 2, "").count(mark)
        strong += doubles // 2
        emphasis += singles // 2
        if doubles % 2:
            unclosed.append(mark * 2)
        if singles % 2:
            unclosed.append(mark)
    if bare.count("[") != bare.count("]") or "](" in bare:
        unclosed.append("[" if bare.count("[") >= bare.count("]") else "]")
    return Markup(
        targets=tuple(sorted(targets)),
        references=tuple(sorted(references)),
        footnotes=tuple(sorted(footnotes)),
        images=images,
        strong=strong,
        emphasis=emphasis,
        code=code,
        unclosed=tuple(unclosed),
        attributes=attributes,
        html=html,
    )


# -- punctuation --------------------------------------------------------------

_LAST_MARKUP = re.compile(r"(?:\]\([^()]*\)|\]\[[^\[\]]*\]|\[\^[^\[\]]+\])+$")


def quotations(text: str) -> int:
    """Return how many quotations a text has, by the double marks of English."""
    straight = text.count('"')
    return straight // 2 + text.count("“")


def end(text: str) -> str:
    """Return the last character of a text that is no space, quotation mark, bracket or markup.

    The target of a link and the call of a footnote are markup too.
    """
    if text[-1:] in {")", "]"}:
        text = _LAST_MARKUP.sub("", text)
    return text.rstrip(CLOSERS)[-1:]
