"""The tool's own words in every language: the second gettext domain, ``interface``.

Code and templates mark words by calling a `Words`: ``words("Send before
{date}", date=…)`` and ``words.plural("{n} day left", "{n} days left", n)``;
Babel extracts both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from appeal.languages import Language, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The interface in one language. What has no translation stands in English.

    ``table`` maps a msgid to its msgstr forms and holds only finished ones.
    """

    tag: str
    table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, msgid: str, /, **values: object) -> str:
        """Return msgid in this language with its ``{placeholders}`` filled in."""
        text = self.table.get(msgid, (msgid,))[0]
        return text.format_map(values) if values else text

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form that the whole number n takes here, with ``{n}`` filled in."""
        forms = self.table.get(singular)
        if forms:
            text = forms[self.language.plural_index(n)]
        else:
            text = singular if n == 1 else plural
        return text.format_map({"n": n, **values})

    @property
    def language(self) -> Language:
        return language(self.tag)


ENGLISH = Words(tag="en")

# The words of any language by its locale tag, fallbacks inside the language included.
Interface = Callable[[str], Words]
