"""The strict reader: line by line, any layout that gettext accepts, every fault with its line.

It follows gettext 0.21's lexer (po-lex.c) and grammar (po-gram-gen.y) where
these accept a file, except that escapes by number (``\\x41``, ``\\101``),
``domain`` lines and a lone carriage return are refused: no editor writes
them, and every reader but gettext's own misreads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from appeal.catalogue.flags import kept_flags
from appeal.catalogue.syntax import ESCAPES
from appeal.model import Entry, Finding

MAX_FINDINGS = 20

_BLANKS = " \t\f\v"
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_TOKEN = re.compile(
    r"[ \t\f\v]*(?:(?P<keyword>[A-Za-z_]+)|(?P<index>\[[ \t]*[0-9]+[ \t]*\])"
    r'|"(?P<string>(?:[^"\\]|\\.)*)"|(?P<open>".*)|(?P<junk>.))'
)
_ESCAPE = re.compile(r"\\(.)")
_SOLARIS = re.compile(r"[ \t]*File:[ \t]*([^ \t]+?)[ \t]*,[ \t]*line:[ \t]*(\d+)[ \t]*")

# What may follow each part of an entry; an entry is whole once it has a msgstr.
_FOLLOWERS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
}


class _Fault(Exception):
    """One fault in a line: its code, what is wrong, and what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(slots=True)
class _Draft:
    """An entry while its lines arrive."""

    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    current: str = ""
    current_previous: str = ""
    obsolete: bool | None = None

    @property
    def begun(self) -> bool:
        return bool(self.parts or self.previous)

    @property
    def whole(self) -> bool:
        return self.current.startswith("msgstr")


def read_strict(text: str, path: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of text, header included, and the faults of the rest.

    At most `MAX_FINDINGS` faults are collected; after each the reading goes
    on with the next entry.
    """
    reader = _Reader(path)
    for line, raw in enumerate(text.split("\n"), 1):
        if len(reader.findings) >= MAX_FINDINGS:
            return reader.entries, reader.findings
        reader.feed(line, raw)
    reader.end(text.count("\n") + 1)
    return reader.entries, reader.findings


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self._draft = _Draft()
        self._skipping = False

    def feed(self, line: int, raw: str) -> None:
        content = raw.strip(_BLANKS)
        if self._skipping:
            # After a fault: the next entry begins behind a blank line.
            if content and not _CONFLICT.fullmatch(content):
                return
            self._skipping = False
            if not content:
                return
        try:
            if not content:
                return
            if _CONFLICT.fullmatch(content):
                raise _Fault(
                    "catalogue-conflict",
                    "a merge conflict stands unresolved in the file",
                    "keep one of the two versions and delete the marker lines;"
                    " `appeal driver --install` avoids such conflicts",
                )
            if content.startswith("#"):
                # Blanks at the end belong to a comment.
                self._hash(line, raw.lstrip(_BLANKS))
            else:
                self._tokens(line, content, obsolete=False, previous=False)
        except _Fault as fault:
            self._report(line, fault)

    def end(self, line: int) -> None:
        try:
            self._finish(line)
            if self._draft.previous:
                raise _Fault("catalogue-syntax", "the file ends after #| lines without an entry")
        except _Fault as fault:
            self._report(line, fault)

    def _report(self, line: int, fault: _Fault) -> None:
        self.findings.append(
            Finding(
                path=self.path,
                line=line,
                code=fault.code,
                message=fault.message,
                hint=fault.hint,
                msgid="".join(self._draft.parts.get("msgid", ())),
            )
        )
        self._draft = _Draft()
        self._skipping = True

    def _hash(self, line: int, content: str) -> None:
        if content.startswith("#~"):
            rest = content[2:].lstrip(_BLANKS)
            if content.startswith("#~|"):
                self._tokens(line, rest[1:], obsolete=True, previous=True)
            elif rest.startswith("#"):
                self._hash(line, rest)
            elif rest:
                self._tokens(line, rest, obsolete=True, previous=False)
            return
        if content.startswith("#|"):
            self._tokens(line, content[2:], obsolete=False, previous=True)
            return
        self._finish(line)
        if self._draft.previous:
            raise _Fault("catalogue-syntax", "a comment stands between #| lines and their entry")
        if content.endswith("\\"):
            # gettext joins the next line to it.
            raise _Fault("catalogue-syntax", "a comment ends in a backslash", "delete it")
        mark = content[1:2]
        if mark == ".":
            self._draft.extracted.append(_comment(content[2:]))
        elif mark == ":":
            _add_references(self._draft.references, content[2:])
        elif mark in (",", "!"):
            self._draft.flags.append(content[2:])
        elif match := _SOLARIS.fullmatch(content[1:]):
            self._draft.references.append(f"{match[1]}:{int(match[2])}")
        else:
            self._draft.comments.append(_comment(content[1:]))

    def _tokens(self, line: int, content: str, *, obsolete: bool, previous: bool) -> None:
        keyword = ""
        for match in _TOKEN.finditer(content.rstrip(_BLANKS)):
            kind = match.lastgroup
            if kind == "keyword":
                if keyword:
                    raise _Fault("catalogue-syntax", f"{keyword} lacks its quoted text")
                keyword = match["keyword"]
            elif kind == "index":
                if keyword != "msgstr":
                    raise _Fault("catalogue-syntax", f"{match['index']} stands without msgstr")
                keyword = f"msgstr[{int(match['index'][1:-1])}]"
            elif kind == "string":
                if keyword:
                    self._begin(line, keyword, obsolete=obsolete, previous=previous)
                    keyword = ""
                self._string(match["string"], obsolete=obsolete, previous=previous)
            elif kind == "open":
                raise _Fault(
                    "catalogue-syntax",
                    "the text has no closing quotation mark",
                    'close it with " on the same line; is the file cut off here?',
                )
            elif kind == "junk":
                raise _Fault("catalogue-syntax", f"{match['junk']!r} stands outside the quotes")
        if keyword:
            # gettext lets the text begin on the next line.
            self._begin(line, keyword, obsolete=obsolete, previous=previous)

    def _begin(self, line: int, keyword: str, *, obsolete: bool, previous: bool) -> None:
        if keyword == "domain":
            raise _Fault("catalogue-syntax", "domain lines have no meaning here", "delete the line")
        if keyword not in _KEYWORDS and not keyword.startswith("msgstr["):
            raise _Fault(
                "catalogue-syntax",
                f"unknown keyword {keyword!r}",
                "an entry has msgctxt, msgid, msgid_plural and msgstr, each with quoted text",
            )
        if previous:
            self._begin_previous(line, keyword, obsolete=obsolete)
            return
        draft = self._draft
        if draft.whole and not keyword.startswith("msgstr"):
            self._finish(line)
            draft = self._draft
        if draft.previous and "msgid" not in draft.previous:
            raise _Fault("catalogue-syntax", "the #| lines have no msgid")
        self._agree(obsolete)
        if keyword.startswith("msgstr[") and draft.current.startswith("msgstr["):
            allowed: tuple[str, ...] = (f"msgstr[{int(draft.current[7:-1]) + 1}]",)
        else:
            allowed = _FOLLOWERS.get(draft.current, ())
        if keyword not in allowed:
            raise _misplaced(keyword, draft.current, allowed)
        draft.current = keyword
        draft.parts[keyword] = []
        draft.lines[keyword] = line

    def _begin_previous(self, line: int, keyword: str, *, obsolete: bool) -> None:
        self._finish(line)
        draft = self._draft
        self._agree(obsolete)
        order = ("msgctxt", "msgid", "msgid_plural")
        if keyword not in order or any(k in draft.previous for k in order[order.index(keyword) :]):
            raise _Fault("catalogue-syntax", f"{keyword} stands at the wrong place in the #| lines")
        draft.current_previous = keyword
        draft.previous[keyword] = []

    def _string(self, raw: str, *, obsolete: bool, previous: bool) -> None:
        draft = self._draft
        current = draft.current_previous if previous else draft.current
        if not current or (previous and draft.parts):
            raise _Fault(
                "catalogue-syntax",
                "quoted text stands without a keyword before it",
                "write msgid or msgstr before it",
            )
        self._agree(obsolete)
        (draft.previous if previous else draft.parts)[current].append(_unescape(raw))

    def _agree(self, obsolete: bool) -> None:
        if self._draft.obsolete not in (None, obsolete):
            raise _Fault(
                "catalogue-syntax",
                "the lines of one entry begin partly with #~ and partly not",
                "let all of them begin with #~, or none",
            )
        self._draft.obsolete = obsolete

    def _finish(self, line: int) -> None:
        """Turn the draft into an entry if it is whole; a draft cut short is a fault."""
        draft = self._draft
        if not draft.parts:
            return
        if not draft.whole:
            raise _Fault("catalogue-syntax", f"the entry ends after its {draft.current}")
        for part, texts in (*draft.parts.items(), *draft.previous.items()):
            if not texts:
                raise _Fault("catalogue-syntax", f"{part} lacks its quoted text")
        self._draft = _Draft()
        self.entries.append(_entry(draft))


_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")


def _entry(draft: _Draft) -> Entry:
    def part(name: str) -> str | None:
        return "".join(draft.parts[name]) if name in draft.parts else None

    def before(name: str) -> str | None:
        return "".join(draft.previous[name]) if name in draft.previous else None

    forms = [name for name in draft.parts if name.startswith("msgstr")]
    strings = tuple("".join(draft.parts[name]) for name in forms)
    obsolete = bool(draft.obsolete)
    return Entry(
        msgid="".join(draft.parts["msgid"]),
        plural=part("msgid_plural"),
        context=part("msgctxt"),
        msgstr=strings,
        comments=tuple(draft.comments),
        extracted=tuple(draft.extracted),
        references=tuple(dict.fromkeys(draft.references)),
        flags=kept_flags(", ".join(draft.flags), empty=not strings[0], obsolete=obsolete),
        previous_context=before("msgctxt"),
        previous_msgid=before("msgid"),
        previous_plural=before("msgid_plural"),
        obsolete=obsolete,
        line=draft.lines["msgid"],
        msgstr_lines=tuple(draft.lines[name] for name in forms),
    )


def _misplaced(keyword: str, current: str, allowed: tuple[str, ...]) -> _Fault:
    if keyword.startswith("msgstr[") and current.startswith(("msgid_plural", "msgstr[")):
        return _Fault("catalogue-plurals", f"{keyword} stands where {allowed[0]} must follow")
    if keyword.startswith("msgstr") and current.startswith("msgstr"):
        return _Fault("catalogue-syntax", "the entry has two translations", "keep one msgstr")
    if not current:
        return _Fault("catalogue-syntax", f"{keyword} stands without a msgid before it")
    wanted = " or ".join(allowed)
    return _Fault("catalogue-syntax", f"{keyword} stands after {current}, where {wanted} must")


def _unescape(raw: str) -> str:
    if "\x04" in raw:
        raise _Fault("catalogue-syntax", "the text contains the control character U+0004")
    return _ESCAPE.sub(_meaning, raw) if "\\" in raw else raw


def _meaning(match: re.Match[str]) -> str:
    meaning = ESCAPES.get(match[1])
    if meaning is None:
        raise _Fault(
            "catalogue-escape",
            f"unknown escape {match[0]}",
            'write \\\\ for a backslash; the others are \\n, \\t and \\"',
        )
    return meaning


def _comment(text: str) -> str:
    return text[1:] if text.startswith(" ") else text


def _add_references(references: list[str], text: str) -> None:
    for word in _words(text):
        name, colon, number = word.rpartition(":")
        if colon and number.isascii() and number.isdigit():
            word = f":{int(number)}"
            if name or not references:
                references.append(name + word)
            else:
                references[-1] += word
        else:
            references.append(word)


def _words(text: str) -> Iterator[str]:
    return (word for word in text.replace("\t", " ").split(" ") if word)
