"""The two sides of an entry, with what rules ask of them worked out once.

The English is the same in every language, so its facts are remembered for
as long as the process lives.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from functools import cached_property

from appeal.checks import patterns
from appeal.checks.dates import Mention, english_dates
from appeal.checks.numerals import PUNCTUATED, Token, tokens
from appeal.checks.patterns import Markup
from appeal.checks.sentences import english_sentences
from appeal.checks.tables.negation import NEGATION
from appeal.checks.traits import (
    DATED,
    DECOMPOSED,
    DENYING,
    DIGIT,
    LINK,
    LONG,
    NAMING,
    QUOTE,
    SENTENCES,
    traits,
)
from appeal.model import Finding, Severity

# Idioms with a negative word that deny nothing; other languages say them otherwise.
_NO_DENIAL = re.compile(
    r"\b(?:nothing (?:short of|less than|but)|no (?:less|fewer|longer than|more than|sooner)"
    r"|not (?:only|just|merely|simply|least|to mention)|cannot but|can ?not help but|why not"
    r"|no doubt|without (?:doubt|question|delay|exception|further)|no matter|never before|or not"
    r"|whether or not|last but not least|not until|no one but|none other than|none the less"
    r"|nonetheless|if not|No\.\s*\d)"
    # A word that is quoted is spoken of.
    r"|[“\"][^”\"]{1,12}[”\"]",
    re.IGNORECASE,
)
_DENIAL = re.compile(NEGATION["en"], re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Original:
    """What the English of an entry says."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self.text = text
        self.traits = traits(text)
        self.names = _names(text, names)
        self.traits |= self._facts()

    def _facts(self) -> int:
        """Return the bits that say which rules the English gives something to do."""
        bits = LINK if self.urls or self.hosts or self.emails else 0
        bits |= DATED if self.dates else 0
        bits |= DENYING if any(self.denials) else 0
        bits |= NAMING if self.names else 0
        bits |= SENTENCES if len(self.sentences) > 1 else 0
        # Short texts vary too much in length, and so do addresses, which are names.
        return bits | (LONG if len(self.text) >= 40 and "\n" not in self.text else 0)

    @cached_property
    def urls(self) -> tuple[str, ...]:
        return patterns.urls(self.text)

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        return patterns.hosts(self.text)

    @cached_property
    def emails(self) -> tuple[str, ...]:
        return patterns.emails(self.text)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return patterns.fields(self.text)

    @cached_property
    def phones(self) -> tuple[str, ...]:
        return patterns.phones(self.text) if self.traits & DIGIT else ()

    @cached_property
    def markup(self) -> Markup:
        return patterns.markup(self.text)

    @cached_property
    def prose(self) -> str:
        """The text with links' targets, addresses, telephone numbers and fields blanked out."""
        blank = patterns.blank_links(self.text)
        for phone in self.phones:
            blank = blank.replace(phone, " " * len(phone))
        return blank

    @cached_property
    def numbers(self) -> tuple[Token, ...]:
        return tuple(tokens(self.prose, ".")) if self.traits & DIGIT else ()

    @cached_property
    def plain_numbers(self) -> tuple[int, ...]:
        """The numbers in their order of size, () where there are none or any has marks inside."""
        if PUNCTUATED.search(self.prose) or self.phones:
            return ()
        return tuple(sorted(int(token.text) for token in self.numbers))

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        return english_dates(self.prose)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.prose))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return english_sentences(self.text)

    @cached_property
    def denials(self) -> tuple[bool, ...]:
        """For each sentence, whether it denies something."""
        return tuple(
            bool(_DENIAL.search(_NO_DENIAL.sub(" ", sentence))) for sentence in self.sentences
        )

    @cached_property
    def quotations(self) -> int:
        return patterns.quotations(self.text) if self.traits & QUOTE else 0

    @cached_property
    def end(self) -> str:
        return patterns.end(self.text)


def _names(text: str, names: tuple[str, ...]) -> dict[str, int]:
    """Return how often each protected name stands in a text, longer ones first.

    "Madel" inside "Madel Ismailov" is counted for the whole name only.
    """
    found = {}
    for name in sorted(names, key=len, reverse=True):
        count = patterns.count_word(name, text)
        if count:
            found[name] = count
            text = patterns.blank_word(name, text)
    return found


@functools.lru_cache(maxsize=65536)
def original(text: str, names: tuple[str, ...] = ()) -> Original:
    """Return the English side of an entry; the same object for the same text."""
    return Original(text, names)


class Translation:
    """One msgstr, and where it stands.

    ``single`` says that the form is used for one number only, so that its
    field may be left out ("one country").
    """

    __slots__ = ("__dict__", "context", "line", "msgid", "path", "single", "text", "traits")

    def __init__(
        self,
        text: str,
        *,
        msgid: str = "",
        path: str = "",
        line: int | None = None,
        context: str | None = None,
        single: bool = False,
    ) -> None:
        self.text = text
        self.msgid = msgid
        self.path = path
        self.line = line
        self.context = context
        self.single = single
        self.traits = traits(text)

    def finding(self, code: str, severity: Severity, message: str, hint: str) -> Finding:
        """Return a finding at this msgstr's line."""
        return Finding(
            path=self.path,
            line=self.line,
            code=code,
            severity=severity,
            message=message,
            hint=hint,
            msgid=self.msgid,
        )

    @cached_property
    def markup(self) -> Markup:
        return patterns.markup(self.text)

    @cached_property
    def words(self) -> list[str]:
        """What stands between white space, in small letters."""
        return self.text.lower().split()

    @cached_property
    def prose(self) -> str:
        """The text in normal form C, links' targets, addresses and fields blanked out."""
        text = self.text
        if self.traits & DECOMPOSED:
            text = unicodedata.normalize("NFC", text)
        return patterns.blank_links(text)
