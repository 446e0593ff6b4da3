"""The values that flow through the house: frozen, without behaviour that touches the world.

bytes -> Appeal -> Messages -> POT -> PO -> Catalogue -> Findings and
Localised -> Artifacts -> disk. Every value here may be compared,
hashed into a golden, pickled to a worker and printed.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]
ValueType = Literal["text", "date", "number", "money", "country", "phone"]
Status = Literal["open", "withdrawn"]
Policy = Literal["reviewed", "translated", "partial", "frozen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Trouble in people's text: where it is, what it is, and what to do.

    ``path`` is relative to the workspace, ``line`` is 1-based. The message
    is one line; the hint says what to do next. ``msgid`` names the entry
    where there is one.
    """

    path: str
    line: int | None = None
    code: str
    severity: Severity = "error"
    message: str
    hint: str = ""
    msgid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file of a build: its path below ``build/`` (POSIX), its bytes and its kind."""

    path: str
    data: bytes
    kind: str


# -- what the campaign is ---------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where somebody is reached. ``post`` are address lines, phone numbers are as written."""

    post: tuple[str, ...] = ()
    country: str = ""
    tel: str = ""
    fax: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to whom, or a copy to whom, or by whom a letter goes.

    ``name``, ``address``, ``fax`` and ``email`` are facts and never
    translated; ``role`` and ``organisation`` are prose. ``languages`` are
    the locale tags that the person reads. ``key`` is the person's place in
    the front matter (``addressees.1``), the stem of the msgctxt of its
    prose.
    """

    key: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    fax: str = ""
    email: str = ""
    tel: str = ""
    languages: tuple[str, ...] = ()
    salutation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One national section. ``languages`` are locale tags; the first is the default."""

    slug: str
    name: str
    country: str
    languages: tuple[str, ...]
    address: tuple[str, ...] = ()
    contact: Contact | None = None
    paper: str = ""
    window: str = ""
    publish: Policy | None = None
    recipients: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    name: str
    source_language: str
    base_url: str
    contact: Contact
    publish: Policy = "reviewed"
    sections: tuple[Section, ...] = ()


# -- what the secretariat wrote ---------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """One translatable value of the front matter, or link title, with its msgctxt and line."""

    key: str
    text: str
    line: int | None
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A merge field's value. Money and numbers keep the digits that were written."""

    name: str
    type: ValueType
    text: str
    date: datetime.date | None = None
    currency: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One translatable block of Markdown: what extraction takes and building fills.

    ``text`` is the msgid: raw inline Markdown, soft line breaks as one
    space, hard breaks as two spaces and a newline. ``plural`` is the
    msgid_plural where a counted field has plural forms. ``kind`` says what
    the block is in words for the translator (``heading 2``, ``letter, point
    1``). ``index`` is its place in document order, which is its hole in the
    skeleton.
    """

    index: int
    text: str
    plural: str | None = None
    context: str | None = None
    comments: tuple[str, ...] = ()
    kind: str = "paragraph"
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """One of an appeal's two files: its path, its body, and where the body begins."""

    path: str
    body: str
    body_line: int
    prose: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One appeal as the secretariat wrote it. ``send_before`` is the last useful day."""

    slug: str
    page: SourceText
    letter: SourceText
    country: str
    date: datetime.date | None
    send_before: datetime.date | None
    status: Status = "open"
    addressees: tuple[Person, ...]
    copies_to: tuple[Person, ...]
    signatory: Person
    contact: Contact | None
    names: tuple[str, ...]
    values: Mapping[str, Value]
    notes: str
    max_pages: int = 2
    enclosures: tuple[str, ...] = ()

    @property
    def prose(self) -> tuple[Prose, ...]:
        """All translatable front matter, the page's first."""
        return self.page.prose + self.letter.prose


# -- gettext ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One entry of a template: what translators are asked to translate."""

    msgid: str
    plural: str | None = None
    context: str | None = None
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str | None, str]:
        """gettext's identity of an entry: msgctxt and msgid."""
        return (self.context, self.msgid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a PO file, obsolete ones included.

    ``msgstr`` has one string, or one for each plural form. ``comments`` are
    the translator's (``# ``) lines and ``extracted`` the programmer's
    (``#.``) lines, without their marks. ``references`` are the words of the
    ``#:`` lines, ``flags`` those of the ``#,`` lines. ``line`` is the 1-based
    line of ``msgid``, ``msgstr_lines`` those of each msgstr, when the entry
    was read from a file; they take no part in comparison.
    """

    msgid: str
    plural: str | None = None
    context: str | None = None
    msgstr: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous_msgid: str | None = None
    previous_plural: str | None = None
    previous_context: str | None = None
    obsolete: bool = False
    line: int | None = field(default=None, compare=False)
    msgstr_lines: tuple[int, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.msgid)

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """A translation counts when it is neither empty, fuzzy nor obsolete."""
        return not self.obsolete and not self.fuzzy and all(self.msgstr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One PO file: the header entry (msgid "") and the entries in file order.

    ``path`` is relative to the workspace. ``entries`` excludes the header.
    """

    path: str
    language: str
    header: Entry
    entries: tuple[Entry, ...]

    @property
    def headers(self) -> dict[str, str]:
        """The header's fields in their order, ``Plural-Forms`` and the rest."""
        pairs = (line.partition(":") for line in self.header.msgstr[0].split("\n") if line)
        return {name.strip(): value.strip() for name, _, value in pairs}


# -- what a reader of one edition sees -----------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style. A newline in ``text`` is a hard break, nothing else is.

    ``note`` is the number of the footnote that is called here; ``language``
    is a BCP 47 tag where it differs from the block's.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    note: str = ""
    language: str = ""
    image: str = ""


BlockKind = Literal[
    "heading",
    "paragraph",
    "list",
    "item",
    "quote",
    "table",
    "row",
    "cell",
    "definitions",
    "term",
    "definition",
    "code",
    "rule",
    "notes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A node of the block tree from which text and letter are made.

    A leaf has ``runs``, a container ``children``; an item, cell or
    definition may have both (its own tight text first). ``level`` is a
    heading's, ``start`` an ordered list's first number (None: bulleted).
    ``header`` marks a header cell. ``language`` is a BCP 47 tag where the
    block stands in another language than its edition (untranslated, under
    ``partial``).
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    start: int | None = None
    header: bool = False
    align: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One translated line of front matter: as plain text, and in which language it is."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A document in one language: sanitised HTML for the page, blocks for text and letter.

    Both come from the same sanitised inline HTML, so they agree by
    construction.
    """

    html: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How far a language is with an appeal, counted in words of the English.

    ``reviewed`` words are also ``translated``; ``fuzzy`` and ``untranslated``
    are the rest.
    """

    words: int = 0
    translated: int = 0
    fuzzy: int = 0
    reviewed: int = 0
    entries: int = 0
    entries_translated: int = 0
    entries_fuzzy: int = 0
    entries_reviewed: int = 0

    @property
    def complete(self) -> bool:
        return self.translated == self.words and self.entries_translated == self.entries

    @property
    def all_reviewed(self) -> bool:
        return self.reviewed == self.words and self.entries_reviewed == self.entries

    @property
    def percent(self) -> int:
        """Translated words in per cent, rounded down: 100 means all."""
        return 100 * self.translated // self.words if self.words else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Localised:
    """One appeal in one language for one section: everything that outputs need of its words.

    ``prose`` maps the front matter's keys (``appeal.title``,
    ``letter.salutation``, ``appeal.addressees.1.role``) to their text.
    ``language`` is a locale tag (``pt_BR``).
    """

    slug: str
    language: str
    page: Body
    letter: Body
    prose: Mapping[str, Text]
    completeness: Completeness

    def said(self, key: str) -> str:
        """Return the front matter's text of that key in this language, "" where there is none."""
        text = self.prose.get(key)
        return text.text if text else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another edition of the same appeal, for the switcher and hreflang.

    ``path`` is the edition's folder below ``build/``.
    """

    section: str
    language: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One appeal for one section in one language: all that the outputs of its folder need.

    ``own`` is in the edition's language. ``source`` is the English.
    ``translations`` holds the complete translations into the languages that
    the addressees read, by locale tag. ``siblings`` are all released editions
    of the same appeal, this one included. ``today`` is an argument of the
    build, never the clock. ``revision`` names the source's state (a content
    hash). ``frozen_on`` is set where an older complete state is shown: the
    date of that state.
    """

    campaign: Campaign
    appeal: Appeal
    section: Section
    language: str
    own: Localised
    source: Localised
    translations: Mapping[str, Localised] = field(default_factory=dict)
    siblings: tuple[Link, ...] = ()
    today: datetime.date | None = None
    revision: str = ""
    frozen_on: datetime.date | None = None

    @property
    def folder(self) -> str:
        """The edition's folder below ``build/``: section, BCP 47 tag, slug."""
        return f"{self.section.slug}/{self.language.replace('_', '-')}/{self.appeal.slug}"

    @property
    def contact(self) -> Contact:
        """The nearest contact: the section's, the appeal's, the campaign's."""
        return self.section.contact or self.appeal.contact or self.campaign.contact
