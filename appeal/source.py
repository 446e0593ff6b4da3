"""From source/<slug>/appeal.md and letter.md to an `Appeal`, with every error at its line."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from appeal import fields
from appeal.languages import UnknownLanguage, is_territory, language, nearest_territory
from appeal.model import Appeal, Contact, Finding, Person, Prose, SourceText, Value, ValueType

# libyaml's composer is ten times faster; both keep line numbers.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Merge fields that every appeal has, beside its own `values`.
BUILT_IN_COUNTS = ("sections.count",)
BUILT_IN_TEXTS = ("section.name", "section.country", "campaign.name")

RESERVED_SLUGS = frozenset({"interface", "common", "glossary"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SourceError(Exception):
    """A source text cannot be used; ``findings`` say why, all of them.

    ``appeal`` is what could be read all the same, for further checking.
    """

    def __init__(self, findings: tuple[Finding, ...], appeal: Appeal | None = None) -> None:
        super().__init__("\n".join(f"{f.path}:{f.line}: {f.message}" for f in findings))
        self.findings = findings
        self.appeal = appeal


def slugs(root: Path) -> tuple[str, ...]:
    """Return the slugs of all appeals below source/, sorted."""
    found = {path.parent.name for path in root.glob("source/*/*.md")}
    return tuple(sorted(found))


def slug_problem(slug: str) -> str:
    """Return why a slug cannot name an appeal, or ""."""
    if slug in RESERVED_SLUGS:
        return "is the name of a catalogue of its own"
    if not _SLUG.fullmatch(slug):
        return "cannot name an appeal: only small letters, digits and hyphens can"
    return ""


def both(slug: str, page: bytes | None, letter: bytes | None) -> tuple[bytes, bytes]:
    """Return an appeal's two files. Raises `SourceError` naming each that is missing (None)."""
    if page is not None and letter is not None:
        return page, letter
    raise SourceError(
        tuple(
            Finding(
                path=path,
                code="source-missing",
                message="the file is missing",
                hint=f"appeal new {slug} writes one to fill in",
            )
            for path, data in zip(paths(slug), (page, letter), strict=True)
            if data is None
        )
    )


def paths(slug: str) -> tuple[str, str]:
    """Return the paths of an appeal's two files in the workspace."""
    return f"source/{slug}/appeal.md", f"source/{slug}/letter.md"


def read_appeal(root: Path, slug: str) -> tuple[Appeal, tuple[Finding, ...]]:
    """Read both files of an appeal; return it with its warnings.

    Raises `SourceError` with all findings when there is an error.
    """
    files = [root / path for path in paths(slug)]
    page, letter = (path.read_bytes() if path.is_file() else None for path in files)
    return parse_appeal(slug, *both(slug, page, letter))


def parse_appeal(slug: str, page: bytes, letter: bytes) -> tuple[Appeal, tuple[Finding, ...]]:
    """Like `read_appeal`, from bytes. Raises `SourceError` with all findings."""
    page_path, letter_path = paths(slug)
    findings: list[Finding] = []
    if problem := slug_problem(slug):
        findings.append(
            Finding(
                path=page_path,
                code="slug",
                message=f"{slug} {problem}",
                hint="rename the folder: small letters, digits and hyphens",
            )
        )
    front, page_body, page_line = _split(page_path, page, findings)
    letter_front, letter_body, letter_line = _split(letter_path, letter, findings)
    if front is None or letter_front is None:
        raise SourceError(tuple(findings))
    head = _Reader(page_path, findings)
    tail = _Reader(letter_path, findings)
    appeal = replace(
        _appeal(slug, head, front, tail, letter_front),
        page=SourceText(
            path=page_path, body=page_body, body_line=page_line, prose=tuple(head.prose)
        ),
        letter=SourceText(
            path=letter_path, body=letter_body, body_line=letter_line, prose=tuple(tail.prose)
        ),
    )
    for text in (appeal.page, appeal.letter):
        if not text.body.strip():
            findings.append(
                Finding(
                    path=text.path,
                    line=text.body_line,
                    code="source-empty",
                    message="there is no text after the front matter",
                    hint="write the text below the second line of ---",
                )
            )
    findings.extend(_field_findings(appeal))
    if any(finding.severity == "error" for finding in findings):
        raise SourceError(tuple(findings), appeal)
    return appeal, tuple(findings)


# -- text and front matter ------------------------------------------------------


def decode(path: str, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return a file's text with newlines as \\n; a finding, and "", where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            hint = "the file is UTF-16: save it as UTF-8"
        return "", (
            Finding(
                path=path,
                line=line,
                code="not-utf-8",
                message="the file is not UTF-8",
                hint=hint,
            ),
        )


def _split(
    path: str, data: bytes, findings: list[Finding]
) -> tuple[yaml.MappingNode | None, str, int]:
    """Return the front matter's node, the body and the body's first line."""
    text, bad = decode(path, data)
    findings.extend(bad)
    if bad:
        return None, "", 1
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        missing = "first" if lines[0].rstrip() != "---" else "second"
        findings.append(
            Finding(
                path=path,
                line=1,
                code="front-matter-missing",
                message=f"the {missing} line of --- around the front matter is missing",
                hint="begin the file with ---, the fields, and --- again",
            )
        )
        return None, "", 1
    body = "\n".join(lines[end + 1 :])
    try:
        node = yaml.compose("\n".join(["", *lines[1:end]]), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        findings.append(
            Finding(
                path=path,
                line=mark.line + 1 if mark else 1,
                code="front-matter-syntax",
                message=f"the front matter is not YAML: {error.problem or error.context}",
                hint="put a value that contains a colon or begins with a mark in quotes",
            )
        )
        return None, body, end + 2
    except yaml.YAMLError as error:
        findings.append(
            Finding(
                path=path,
                line=1,
                code="front-matter-syntax",
                message=f"the front matter is not YAML: {str(error).splitlines()[0]}",
                hint="delete characters that cannot be seen",
            )
        )
        return None, body, end + 2
    if not isinstance(node, yaml.MappingNode):
        findings.append(
            Finding(
                path=path,
                line=2,
                code="front-matter-syntax",
                message="the front matter has no fields",
                hint="write fields as name: value",
            )
        )
        return None, body, end + 2
    return node, body, end + 2


@dataclass
class _Reader:
    """Reads typed values out of YAML nodes; what does not fit becomes a finding at its line."""

    path: str
    findings: list[Finding]
    prose: list[Prose] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def error(self, node: yaml.Node | None, code: str, message: str, hint: str) -> None:
        line = node.start_mark.line + 1 if node is not None else 2
        self.findings.append(
            Finding(path=self.path, line=line, code=code, message=message, hint=hint)
        )

    def mapping(self, node: yaml.Node, known: tuple[str, ...], where: str) -> dict[str, yaml.Node]:
        """Return a mapping's nodes by key; unknown and repeated keys are findings."""
        if not isinstance(node, yaml.MappingNode):
            self.error(
                node,
                "front-matter-type",
                f"{where or 'front matter'}: expected fields, one a line",
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
        for key_node, value in node.value:
            key = str(key_node.value)
            name = f"{where}.{key}" if where else key
            if key in result:
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
            elif not self._empty(value):
                result[key] = value
        return result

    @staticmethod
    def _empty(node: yaml.Node) -> bool:
        return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")

    def text(self, node: yaml.Node | None, where: str, *, required: bool = False) -> str:
        if node is None:
            if required:
                self.error(
                    None, "front-matter-missing-field", f"{where}: is missing", f"add {where}: …"
                )
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
            self.error(
                node, "front-matter-type", f"{where}: expected text", "put the value in quotes"
            )
            return ""
        value = " ".join(node.value.split())
        if not value and required:
            self.error(node, "front-matter-missing-field", f"{where}: is empty", "fill it in")
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
        try:
            return datetime.date.fromisoformat(str(node.value))
        except ValueError:
            self.error(
                node,
                "front-matter-date",
                f"{where}: {node.value} is not a date",
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
        for item in self.items(node, where):
            tag = self.text(item, where)
            try:
                tags.append(language(tag).tag)
            except UnknownLanguage as error:
                self.error(
                    item,
                    "language-unknown",
                    f"{where}: {tag} is not a language",
                    f"did you mean {error.suggestion}?"
                    if error.suggestion
                    else "write a locale tag: kk, pt_BR",
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
        return value

    def whole(self, node: yaml.Node | None, where: str, default: int, low: int, high: int) -> int:
        if node is None:
            return default
        if not str(node.value).isascii() or not str(node.value).isdigit():
            self.error(
                node, "front-matter-type", f"{where}: expected a whole number", "write digits"
            )
            return default
        value = int(node.value)
        if not low <= value <= high:
            self.error(
                node,
                "front-matter-type",
                f"{where}: {value} is not between {low} and {high}",
                f"write a number from {low} to {high}",
            )
        return value


_PAGE_FIELDS = (
    *("title", "summary", "country", "date", "send_before", "status", "addressees"),
    *("copies_to", "signatory", "contact", "names", "values", "notes"),
)
_LETTER_FIELDS = ("subject", "salutation", "closing", "enclosures", "max_pages")
_PERSON_FIELDS = (
    *("name", "role", "organisation", "salutation", "address", "country"),
    *("fax", "tel", "email", "languages"),
)
_CONTACT_FIELDS = ("post", "country", "tel", "fax", "email", "url")


def _appeal(
    slug: str,
    page: _Reader,
    page_node: yaml.MappingNode,
    letter: _Reader,
    letter_node: yaml.MappingNode,
) -> Appeal:
    node = page.mapping(page_node, _PAGE_FIELDS, "")
    page.said(node.get("title"), "appeal.title", "title of the appeal, as a heading", required=True)
    page.said(node.get("summary"), "appeal.summary", "one or two sentences for lists and previews")
    addressees = _people(page, node.get("addressees"), "addressees", "addressee")
    if not addressees:
        page.error(
            node.get("addressees", page_node),
            "front-matter-missing-field",
            "addressees: an appeal needs somebody to write to",
            "add addressees: with a name, an address and a country",
        )
    copies = _people(page, node.get("copies_to"), "copies_to", "who gets a copy")
    signatory = (
        _person(page, node["signatory"], "signatory", "signatory")
        if "signatory" in node
        else Person(key="appeal.signatory")
    )
    below = letter.mapping(letter_node, _LETTER_FIELDS, "")
    letter.said(below.get("subject"), "letter.subject", "subject line of the letter")
    letter.said(
        below.get("salutation"),
        "letter.salutation",
        "salutation, or the line that says to whom the letter is addressed",
        required=True,
    )
    letter.said(
        below.get("closing"), "letter.closing", "closing, before the signature", required=True
    )
    enclosures = []
    for n, item in enumerate(letter.items(below.get("enclosures"), "enclosures"), start=1):
        enclosures.append(letter.said(item, f"letter.enclosures.{n}", "enclosure"))
    contact = node.get("contact")
    status = page.choice(node.get("status"), "status", ("open", "withdrawn"), "open")
    empty = SourceText(path="", body="", body_line=1)
    return Appeal(
        slug=slug,
        page=empty,
        letter=empty,
        country=page.country(node.get("country"), "country", required=True),
        date=page.date(node.get("date"), "date"),
        send_before=page.date(node.get("send_before"), "send_before"),
        status="withdrawn" if status == "withdrawn" else "open",
        addressees=addressees,
        copies_to=copies,
        signatory=signatory,
        contact=_contact(page, contact, "contact") if contact is not None else None,
        names=page.texts(node.get("names"), "names"),
        values=_values(page, node.get("values")),
        notes=page.text(node.get("notes"), "notes"),
        max_pages=letter.whole(below.get("max_pages"), "max_pages", 2, 1, 20),
        enclosures=tuple(enclosures),
    )


def _people(reader: _Reader, node: yaml.Node | None, where: str, what: str) -> tuple[Person, ...]:
    return tuple(
        _person(reader, item, f"{where}.{n}", what)
        for n, item in enumerate(reader.items(node, where), start=1)
    )


def _person(reader: _Reader, node: yaml.Node, where: str, what: str) -> Person:
    fields_ = reader.mapping(node, _PERSON_FIELDS, where)
    key = f"appeal.{where}"
    person = Person(
        key=key,
        name=reader.text(fields_.get("name"), f"{where}.name"),
        role=reader.said(fields_.get("role"), f"{key}.role", f"role: {what}"),
        organisation=reader.said(
            fields_.get("organisation"), f"{key}.organisation", f"organisation: {what}"
        ),
        salutation=reader.said(
            fields_.get("salutation"), f"{key}.salutation", f"salutation: {what}"
        ),
        address=reader.texts(fields_.get("address"), f"{where}.address"),
        country=reader.country(fields_.get("country"), f"{where}.country"),
        fax=_phone(reader, fields_.get("fax"), f"{where}.fax"),
        tel=_phone(reader, fields_.get("tel"), f"{where}.tel"),
        email=_email(reader, fields_.get("email"), f"{where}.email"),
        languages=reader.languages(fields_.get("languages"), f"{where}.languages"),
    )
    if fields_ and not person.name and not person.role and not person.organisation:
        reader.error(
            node,
            "front-matter-missing-field",
            f"{where}: has neither name, role nor organisation",
            "add name: …",
        )
    return person


def _contact(reader: _Reader, node: yaml.Node, where: str) -> Contact:
    found = reader.mapping(node, _CONTACT_FIELDS, where)
    return Contact(
        post=reader.texts(found.get("post"), f"{where}.post"),
        country=reader.country(found.get("country"), f"{where}.country"),
        tel=_phone(reader, found.get("tel"), f"{where}.tel"),
        fax=_phone(reader, found.get("fax"), f"{where}.fax"),
        email=_email(reader, found.get("email"), f"{where}.email"),
        url=reader.text(found.get("url"), f"{where}.url"),
    )


def _phone(reader: _Reader, node: yaml.Node | None, where: str) -> str:
    number = reader.text(node, where)
    if number and not fields.phone_is_possible(number):
        reader.error(
            node,
            "phone-impossible",
            f"{where}: {number} is not a telephone number with its country code",
            "write it as +44 20 …",
        )
    return number


def _email(reader: _Reader, node: yaml.Node | None, where: str) -> str:
    address = reader.text(node, where)
    name, at, host = address.partition("@")
    if address and (not name or not at or "." not in host or " " in address or "@" in host):
        reader.error(
            node, "email-malformed", f"{where}: {address} is not an e-mail address", "mend it"
        )
    return address


# -- merge fields -----------------------------------------------------------------


def _values(reader: _Reader, node: yaml.Node | None) -> dict[str, Value]:
    if node is None:
        return {}
    values = {}
    for name, item in reader.mapping(node, (), "values").items():
        value = _value(reader, name, item)
        if value is not None:
            values[name] = value
    return values


def _value(reader: _Reader, name: str, node: yaml.Node) -> Value | None:
    """Read one value: a plain scalar, or a mapping that says what it is.

    ``deadline: 2026-05-01`` is a date, ``victims: 14`` a number, other
    scalars text; ``{money: 300, currency: EUR}``, ``{country: KZ}``,
    ``{phone: "+44 …"}``, ``{number: 14}``, ``{date: 2026-05-01}``,
    ``{text: …}`` say it.
    """
    where = f"values.{name}"
    line = node.start_mark.line + 1
    if not fields.FIELD.fullmatch(f"{{{{{name}}}}}"):
        reader.error(
            node,
            "value-name",
            f"{where}: a merge field's name has small letters, digits and _",
            "rename it",
        )
        return None
    if name in BUILT_IN_COUNTS or name in BUILT_IN_TEXTS:
        reader.error(node, "value-name", f"{where}: is built in", "choose another name")
        return None
    if isinstance(node, yaml.ScalarNode):
        tag = node.tag.rpartition(":")[2]
        guessed: dict[str, ValueType] = {"timestamp": "date", "int": "number", "float": "number"}
        kind: ValueType = guessed.get(tag, "text")
        return _typed(reader, name, kind, node, "", line)
    inner = reader.mapping(node, (*fields.FORMS, "currency"), where)
    currency = inner.pop("currency", None)
    if len(inner) != 1:
        reader.error(
            node,
            "value-type",
            f"{where}: say of one type what it is",
            f"write one of: {', '.join(fields.FORMS)}",
        )
        return None
    kind_name, item = next(iter(inner.items()))
    for candidate in _TYPES:
        if candidate == kind_name:
            code = reader.text(currency, f"{where}.currency") if currency is not None else ""
            return _typed(reader, name, candidate, item, code, line)
    return None


_TYPES: tuple[ValueType, ...] = ("text", "date", "number", "money", "country", "phone")


def _typed(
    reader: _Reader, name: str, kind: ValueType, node: yaml.Node, currency: str, line: int
) -> Value | None:
    where = f"values.{name}"
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode):
        reader.error(node, "value-type", f"{where}: expected one value", "write it on one line")
        return None
    date = None
    if kind == "date":
        date = reader.date(node, where)
        if date is None:
            return None
    elif kind in ("number", "money") and not _is_number(text):
        reader.error(
            node, "value-type", f"{where}: {text} is not a number", "write digits: 1250.50"
        )
        return None
    elif kind == "country":
        reader.country(node, where)
    elif kind == "phone":
        _phone(reader, node, where)
    if kind == "money" and not _is_currency(currency):
        reader.error(
            node,
            "value-type",
            f"{where}: {currency or 'no currency'} is not a currency",
            "add currency: EUR, three letters of ISO 4217",
        )
        return None
    return Value(name=name, type=kind, text=text, date=date, currency=currency, line=line)


def _is_number(text: str) -> bool:
    whole, _, fraction = text.lstrip("-").partition(".")
    return whole.isascii() and whole.isdigit() and (not fraction or fraction.isdigit())


def _is_currency(code: str) -> bool:
    return code in language("en").locale.currencies


def _field_findings(appeal: Appeal) -> Iterator[Finding]:
    """Find unknown fields and forms (errors) and unused values (warnings)."""
    known = (*appeal.values, *BUILT_IN_COUNTS, *BUILT_IN_TEXTS)
    used: set[str] = set()
    for path, line, text in _lines(appeal):
        for found in fields.SUSPECT.finditer(text):
            match = fields.FIELD.fullmatch(found[0])
            if match is None:
                yield Finding(
                    path=path,
                    line=line,
                    code="field-malformed",
                    message=f"{found[0]} is not a merge field",
                    hint="write {{name}} or {{name:form}}, with small letters",
                )
                continue
            name, form = match[1], match[2] or ""
            used.add(name)
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                yield Finding(
                    path=path,
                    line=line,
                    code="field-unknown",
                    message=f"{{{{{name}}}}} has no value",
                    hint=f"did you mean {{{{{close[0]}}}}}?"
                    if close
                    else f"add {name}: … under values: in the front matter",
                )
            elif problem := _form_problem(appeal.values, name, form):
                yield Finding(
                    path=path,
                    line=line,
                    code="field-form",
                    message=f"{{{{{name}:{form}}}}}: there is no such form",
                    hint=problem,
                )
    for name, value in appeal.values.items():
        if name not in used:
            yield Finding(
                path=appeal.page.path,
                line=value.line,
                code="value-unused",
                severity="warning",
                message=f"values.{name} is not used",
                hint=f"write {{{{{name}}}}} where it belongs, or delete it",
            )


def _form_problem(values: Mapping[str, Value], name: str, form: str) -> str:
    """Return how a field's form is wrong, as a hint, or ""."""
    if not form:
        return ""
    number = name in BUILT_IN_COUNTS or (name in values and values[name].type == "number")
    if "|" in form:
        whole = name in BUILT_IN_COUNTS or (number and values[name].text.isdigit())
        return "" if whole else "only whole numbers have a singular and a plural"
    forms = fields.FORMS["number" if number else values[name].type if name in values else "text"]
    if form in forms:
        return ""
    return f"write one of: {', '.join(forms)}" if forms else f"write {{{{{name}}}}}"


def _lines(appeal: Appeal) -> Iterator[tuple[str, int, str]]:
    for source in (appeal.page, appeal.letter):
        for prose in source.prose:
            yield source.path, prose.line or 1, prose.text
        for number, line in enumerate(source.body.split("\n"), start=source.body_line):
            yield source.path, number, line
