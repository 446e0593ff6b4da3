"""Front matter: YAML of which every value keeps its line, and everything wrong is told at once."""

from __future__ import annotations

import datetime
import difflib
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from appeal.characters import unprintable
from appeal.contacts import is_email, is_url
from appeal.fields import phone_is_possible
from appeal.languages import UnknownLanguage, is_territory, language, nearest_territory
from appeal.model import Finding, Prose

# libyaml's composer is ten times faster; both keep line numbers.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# libyaml's composer crashes where values are nested 100,000 deep.
MAX_CHARACTERS = 50_000
MAX_BRACKETS = 500
_DASHES = re.compile(r"(?:[-?]\s+){50}")


def decode(path: str, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return a file's text with newlines as \\n; a finding, and "", where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), ()
    except UnicodeDecodeError as error:
        utf_16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        finding = Finding(
            path=path,
            line=1 if utf_16 else data[: error.start].count(b"\n") + 1,
            code="not-utf-8",
            message="the file is UTF-16" if utf_16 else "the file is not UTF-8",
            hint="save the file as UTF-8",
        )
        return "", (finding,)


def split(
    path: str, data: bytes, findings: list[Finding]
) -> tuple[yaml.MappingNode | None, str, int]:
    """Return the front matter, the body and the body's first line.

    The front matter is None where it cannot be read, which is then a finding.
    """

    def unread(line: int, code: str, message: str, hint: str) -> None:
        findings.append(Finding(path=path, line=line, code=code, message=message, hint=hint))

    text, bad = decode(path, data)
    findings.extend(bad)
    if bad:
        return None, "", 1
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        unread(
            1,
            "front-matter-missing",
            f"the {'first' if lines[0].rstrip() != '---' else 'second'} line of ---"
            " around the front matter is missing",
            "begin the file with ---, the fields, and --- again",
        )
        return None, "", 1
    body, body_line = "\n".join(lines[end + 1 :]), end + 2
    front = "\n".join(["", *lines[1:end]])
    if too_much := _too_much(front):
        unread(
            2,
            "front-matter-too-long",
            f"the front matter {too_much}",
            "front matter holds a title, addresses and a few values: move the rest to the text",
        )
        return None, body, body_line
    node = None
    try:
        node = yaml.compose(front, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        # A tab is a common slip, and what YAML says of it tells nobody.
        tab = re.match(r" *\t", lines[min(line, end)]) is not None
        unread(
            line + 1,
            "front-matter-syntax",
            f"the front matter is not YAML: {error.problem or error.context}",
            "indent with spaces, not with tabs"
            if tab
            else "put a value that contains a colon or begins with a mark in quotes",
        )
        return None, body, body_line
    except yaml.YAMLError as error:
        unread(
            1 + _line_of_unprintable(front),
            "front-matter-syntax",
            f"the front matter is not YAML: {str(error).splitlines()[0]}",
            "delete characters that cannot be seen",
        )
        return None, body, body_line
    if not isinstance(node, yaml.MappingNode):
        unread(
            2,
            "front-matter-syntax",
            "the front matter has no fields",
            "write fields as name: value",
        )
        return None, body, body_line
    return node, body, body_line


def _too_much(front: str) -> str:
    """Return what there is too much of, or ""."""
    if len(front) > MAX_CHARACTERS:
        return f"has more than {MAX_CHARACTERS} characters"
    if front.count("[") + front.count("{") > MAX_BRACKETS:
        return f"has more than {MAX_BRACKETS} brackets"
    return "is nested more than 50 levels deep" if _DASHES.search(front) else ""


def _line_of_unprintable(text: str) -> int:
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines) if any(unprintable(line))), 0)


@dataclass
class Reader:
    """Reads typed values out of YAML nodes; what does not fit becomes a finding at its line."""

    path: str
    findings: list[Finding]
    prose: list[Prose] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def error(self, node: yaml.Node | None, code: str, message: str, hint: str) -> None:
        line = node.start_mark.line + 1 if node is not None and node.start_mark else 2
        self.findings.append(
            Finding(path=self.path, line=line, code=code, message=message, hint=hint)
        )

    def mapping(self, node: yaml.Node, known: tuple[str, ...], where: str) -> dict[str, yaml.Node]:
        """Return a mapping's nodes by key; unknown and repeated keys are findings.

        Without ``known`` any key will do.
        """
        if not isinstance(node, yaml.MappingNode):
            self.error(
                node,
                "front-matter-type",
                f"{where}: expected fields, one a line",
                "write name: value, indented",
            )
            return {}
        if id(node) in self.seen:
            self.error(
                node,
                "front-matter-alias",
                f"{where}: anchors and aliases are not read",
                "write the value out",
            )
            return {}
        self.seen.add(id(node))
        result: dict[str, yaml.Node] = {}
        before: set[str] = set()
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.error(
                    key_node,
                    "front-matter-type",
                    f"{where or 'front matter'}: expected the name of a field",
                    "write name: value",
                )
                continue
            key = key_node.value
            name = f"{where}.{key}" if where else key
            if key in before:
                self.error(
                    key_node, "front-matter-twice", f"{name}: stands here twice", "delete one"
                )
            elif known and key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                self.error(
                    key_node,
                    "front-matter-unknown",
                    f"{name}: there is no such field",
                    f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}",
                )
            elif not (isinstance(value, yaml.ScalarNode) and value.tag.endswith(":null")):
                result[key] = value
            before.add(key)
        return result

    def text(self, node: yaml.Node | None, where: str, *, required: bool = False) -> str:
        """Return a text on one line, "" where there is none."""
        if node is None:
            if required:
                self.error(
                    None, "front-matter-missing-field", f"{where}: is missing", f"add {where}: …"
                )
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.error(node, "front-matter-type", f"{where}: expected text", "write it on one line")
            return ""
        if not node.tag.endswith(":str"):
            self.error(
                node, "front-matter-type", f"{where}: expected text", "put the value in quotes"
            )
            return ""
        # A no-break space is meant.
        value = re.sub(r"[ \t\n]+", " ", node.value).strip(" ")
        if not value.strip() and required:
            self.error(node, "front-matter-missing-field", f"{where}: is empty", "fill it in")
        for what, hint in unprintable(value):
            self.error(node, "control-character", f"{where}: {what} cannot be printed", hint)
        return value

    def said(
        self, node: yaml.Node | None, key: str, comment: str, *, required: bool = False
    ) -> str:
        """Read translatable text: it goes to the translators under the msgctxt ``key``."""
        value = self.text(node, key.partition(".")[2], required=required)
        if value and node is not None:
            line = node.start_mark.line + 1
            # A folded value begins on the line after its key.
            line += isinstance(node, yaml.ScalarNode) and node.style in (">", "|")
            self.prose.append(Prose(key=key, text=value, line=line, comment=comment))
        return value

    def items(self, node: yaml.Node | None, where: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.error(
                node, "front-matter-type", f"{where}: expected a list", "begin each item with -"
            )
            return []
        return list(node.value)

    def texts(self, node: yaml.Node | None, where: str) -> tuple[str, ...]:
        return tuple(
            text
            for n, item in enumerate(self.items(node, where), start=1)
            if (text := self.text(item, f"{where}.{n}"))
        )

    def date(self, node: yaml.Node | None, where: str) -> datetime.date | None:
        if node is None:
            return None
        written = node.value if isinstance(node, yaml.ScalarNode) else "this"
        try:
            return datetime.date.fromisoformat(written)
        except ValueError:
            self.error(
                node,
                "front-matter-date",
                f"{where}: {written} is not a date",
                "write year-month-day: 2026-05-01",
            )
            return None

    def country(self, node: yaml.Node | None, where: str, *, required: bool = False) -> str:
        code = self.text(node, where, required=required)
        if code and not is_territory(code):
            near = nearest_territory(code)
            self.error(
                node,
                "country-unknown",
                f"{where}: {code} is not a country",
                f"did you mean {near}?" if near else "write the two letters of ISO 3166: KZ",
            )
        return code

    def languages(self, node: yaml.Node | None, where: str) -> tuple[str, ...]:
        tags = []
        for n, item in enumerate(self.items(node, where), start=1):
            tag = self.text(item, f"{where}.{n}")
            try:
                tags += [language(tag).tag] if tag else []
            except UnknownLanguage as error:
                near = error.suggestion
                self.error(
                    item,
                    "language-unknown",
                    f"{where}.{n}: {tag} is not a language",
                    f"did you mean {near}?" if near else "write a locale tag: kk, pt_BR",
                )
        return tuple(tags)

    def choice(
        self, node: yaml.Node | None, where: str, choices: tuple[str, ...], default: str
    ) -> str:
        value = self.text(node, where) or default
        if value not in choices:
            self.error(
                node,
                "front-matter-choice",
                f"{where}: {value} is not known",
                f"write one of: {', '.join(choices)}",
            )
            return default
        return value

    def whole(self, node: yaml.Node | None, where: str, default: int, low: int, high: int) -> int:
        if node is None:
            return default
        written = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not re.fullmatch("[0-9]{1,9}", written) or not low <= int(written) <= high:
            self.error(
                node,
                "front-matter-type",
                f"{where}: expected a whole number from {low} to {high}",
                "write digits",
            )
            return default
        return int(written)

    def phone(self, node: yaml.Node | None, where: str) -> str:
        number = self.text(node, where)
        if number and not phone_is_possible(number):
            self.error(
                node,
                "phone-impossible",
                f"{where}: {number} is not a telephone number with its country code",
                "write it as +44 20 …",
            )
        return number

    def email(self, node: yaml.Node | None, where: str) -> str:
        address = self.text(node, where)
        if address and not is_email(address):
            self.error(
                node,
                "email-malformed",
                f"{where}: {address} is not an e-mail address",
                "write name@example.org",
            )
        return address

    def url(self, node: yaml.Node | None, where: str) -> str:
        address = self.text(node, where)
        if address and not is_url(address):
            self.error(
                node, "url-malformed", f"{where}: {address} is not a web address", "write https://…"
            )
        return address
