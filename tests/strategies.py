"""Hypothesis strategies that several rooms share."""

from __future__ import annotations

import dataclasses
import os

from hypothesis import strategies as st

from appeal.catalogue.flags import canonical_flags
from appeal.model import Catalogue, Entry

SOAK = os.environ.get("APPEAL_SOAK") == "1"


def cases(sample: int, whole: int) -> int:
    """Return how many cases a campaign has: a sample, or the whole under APPEAL_SOAK=1."""
    return whole if SOAK else sample


# -- gettext -------------------------------------------------------------------

# Scripts, marks, and what editors and people let slip in; no newline, which PO files escape.
_LETTERS = st.one_of(
    st.sampled_from("abc XYZ äß–“”…«» **_[]() <>&#~|:,.;!? 09 {{n}}"),
    st.sampled_from(
        "あ本。」ทกြမာעברעربیहिன்தமிழ 한국어 Ελλ ՀԱՅ ქარ\u200b\u200e\u2066\u2069\u00a0\u202f"
    ),
    st.sampled_from("😀\U00020000\u0301\ufeff\u2028\x7f\x85"),
)
_ESCAPED = st.sampled_from('"\\\n\t\r\a\b\f\v')


def strings(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """Any text that a msgid or msgstr may hold."""
    return st.lists(
        st.one_of(_LETTERS, _LETTERS, _LETTERS, _ESCAPED), min_size=min_size, max_size=40
    ).map("".join)


def comment_lines() -> st.SearchStrategy[str]:
    """Lines of a comment. gettext joins the next line to one that ends in a backslash."""
    return (
        st.lists(_LETTERS, max_size=30)
        .map("".join)
        .filter(lambda line: "File:" not in line and not line.endswith("\\"))
    )


REFERENCES = st.builds(
    "{}{}".format,
    st.sampled_from(["source/a/appeal.md", "letter.md", "é/ü.md", "a-" * 30 + ".md"]),
    st.sampled_from(["", *(f":{n}" for n in (1, 9, 10, 123, 4567))]),
)

FLAGS = st.lists(
    st.sampled_from(["fuzzy", "c-format", "no-python-format", "no-wrap", "range: 0..10"]),
    unique=True,
    max_size=3,
).map(tuple)


@st.composite
def entries(draw: st.DrawFn, nplurals: int = 2) -> Entry:
    """An entry as a canonical file holds it."""
    plural = draw(st.none() | strings())
    obsolete = draw(st.booleans()) and draw(st.booleans())
    forms = 1 if plural is None else nplurals
    first = draw(strings(min_size=1 if obsolete else 0))
    others = draw(st.lists(strings(), min_size=forms - 1, max_size=forms - 1))
    previous = draw(st.none() | strings())
    entry = Entry(
        msgid=draw(strings(min_size=1)),
        plural=plural,
        context=draw(st.none() | strings()),
        msgstr=(first, *others),
        comments=tuple(draw(st.lists(comment_lines(), max_size=3))),
        extracted=tuple(draw(st.lists(comment_lines(), max_size=2))),
        references=tuple(draw(st.lists(REFERENCES, unique=True, max_size=8))),
        previous_msgid=previous,
        previous_plural=None if previous is None else draw(st.none() | strings()),
        previous_context=None if previous is None else draw(st.none() | strings()),
        obsolete=obsolete,
        flags=draw(FLAGS),
    )
    return dataclasses.replace(entry, flags=canonical_flags(entry))


HEADER = (
    "Project-Id-Version: x\nPOT-Creation-Date: 2025-01-02 03:04+0000\nLanguage: {language}\n"
    "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)


@st.composite
def catalogues(draw: st.DrawFn, language: str = "de") -> Catalogue:
    """A catalogue in canonical order: live entries, then obsolete ones, no key twice."""
    found = draw(st.lists(entries(), max_size=6, unique_by=lambda entry: entry.key))
    extra = draw(
        st.sampled_from(["", "X-Generator: Poedit 3.4\n", "X-Odd:\n", "Language-Team: ü\n"])
    )
    header = Entry(
        msgid="",
        msgstr=(HEADER.format(language=language) + extra,),
        comments=tuple(draw(st.lists(comment_lines(), max_size=2))),
        flags=draw(st.sampled_from([(), ("fuzzy",)])),
    )
    return Catalogue(
        path=f"locale/{language}/LC_MESSAGES/x.po",
        language=language,
        header=header,
        entries=tuple(sorted(found, key=lambda entry: entry.obsolete)),
    )
