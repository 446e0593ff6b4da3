"""From source/<slug>/appeal.md and letter.md to an `Appeal`, with every error at its line."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from appeal.frontmatter import Reader, split
from appeal.model import Appeal, Contact, Finding, Person, SourceText
from appeal.values import declared, field_findings, read_values

RESERVED_SLUGS = frozenset({"interface", "common", "glossary"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SourceError(Exception):
    """A source text cannot be used; ``findings`` say why, all of them.

    ``appeal`` is what could be read all the same, for further checking.
    """

    def __init__(self, findings: tuple[Finding, ...], appeal: Appeal) -> None:
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


def paths(slug: str) -> tuple[str, str]:
    """Return the paths of an appeal's two files in the workspace."""
    return f"source/{slug}/appeal.md", f"source/{slug}/letter.md"


def read_appeal(root: Path, slug: str) -> tuple[Appeal, tuple[Finding, ...]]:
    """Read both files of an appeal; return it with its warnings.

    Raises `SourceError` with all findings when there is an error.
    """
    files = [root / path for path in paths(slug)]
    page, letter = (path.read_bytes() if path.is_file() else None for path in files)
    return parse_appeal(slug, page, letter)


def parse_appeal(
    slug: str, page: bytes | None, letter: bytes | None
) -> tuple[Appeal, tuple[Finding, ...]]:
    """Like `read_appeal`, from bytes; None for a file that is not there.

    Raises `SourceError` with all findings, those of the other file too when
    one cannot be read.
    """
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
    head = _File(page_path, slug, page, findings)
    tail = _File(letter_path, slug, letter, findings)
    appeal = _appeal(slug, head, tail)
    for file in (head, tail):
        if file.readable and not file.body.strip():
            findings.append(
                Finding(
                    path=file.path,
                    line=file.body_line,
                    code="source-empty",
                    message="there is no text after the front matter",
                    hint="write the text below the second line of ---",
                )
            )
    if head.readable:
        # Where the values could not be read, every field would seem unknown.
        findings.extend(field_findings(appeal, head.values))
    if any(finding.severity == "error" for finding in findings):
        raise SourceError(tuple(findings), appeal)
    return appeal, tuple(findings)


class _File:
    """One of the two files, split. What cannot be read is empty, and its fields are not missed."""

    def __init__(self, path: str, slug: str, data: bytes | None, findings: list[Finding]) -> None:
        self.path = path
        node, self.body, self.body_line = None, "", 1
        if data is None:
            findings.append(
                Finding(
                    path=path,
                    code="source-missing",
                    message="the file is missing",
                    hint=f"appeal new {slug} writes one to fill in",
                )
            )
        else:
            node, self.body, self.body_line = split(path, data, findings)
        self.readable = node is not None
        self.node = node or yaml.MappingNode("tag:yaml.org,2002:map", [])
        self.reader = Reader(path, findings if self.readable else [])

    @property
    def values(self) -> frozenset[str]:
        """The names of all values, right or wrong."""
        found = {key.value: node for key, node in self.node.value if key.id == "scalar"}
        return declared(found.get("values"))

    def source(self) -> SourceText:
        return SourceText(
            path=self.path,
            body=self.body,
            body_line=self.body_line,
            prose=tuple(self.reader.prose),
        )


PAGE_FIELDS = (
    *("title", "summary", "country", "date", "send_before", "status", "addressees"),
    *("copies_to", "signatory", "contact", "names", "values", "notes"),
)
LETTER_FIELDS = ("subject", "salutation", "closing", "enclosures", "max_pages")
PERSON_FIELDS = (
    *("name", "role", "organisation", "salutation", "address", "country"),
    *("fax", "tel", "email", "languages"),
)
CONTACT_FIELDS = ("post", "country", "tel", "fax", "email", "url")


def _appeal(slug: str, head: _File, tail: _File) -> Appeal:
    """Read both files' fields, in the order in which translators should meet them."""
    page, letter = head.reader, tail.reader
    node = page.mapping(head.node, PAGE_FIELDS, "")
    page.said(node.get("title"), "appeal.title", "title of the appeal, as a heading", required=True)
    page.said(node.get("summary"), "appeal.summary", "one or two sentences for lists and previews")
    country = page.country(node.get("country"), "country", required=True)
    date = page.date(node.get("date"), "date")
    send_before = page.date(node.get("send_before"), "send_before")
    if date and send_before and send_before < date:
        page.error(
            node["send_before"],
            "front-matter-date",
            f"send_before: {send_before} is before the appeal's date, {date}",
            "mend one of them",
        )
    status = page.choice(node.get("status"), "status", ("open", "withdrawn"), "open")
    addressees = _people(page, node.get("addressees"), "addressees", "addressee")
    if isinstance(node.get("addressees"), yaml.SequenceNode | None) and not addressees:
        page.error(
            node.get("addressees"),
            "front-matter-missing-field",
            "addressees: an appeal needs somebody to write to",
            "add addressees: with a name, an address and a country",
        )
    copies = _people(page, node.get("copies_to"), "copies_to", "who gets a copy")
    signatory = Person(key="appeal.signatory")
    if "signatory" in node:
        signatory = _person(page, node["signatory"], "signatory", "signatory")
    below = letter.mapping(tail.node, LETTER_FIELDS, "")
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
    enclosures = tuple(
        letter.said(item, f"letter.enclosures.{n}", "enclosure")
        for n, item in enumerate(letter.items(below.get("enclosures"), "enclosures"), start=1)
    )
    return Appeal(
        slug=slug,
        page=head.source(),
        letter=tail.source(),
        country=country,
        date=date,
        send_before=send_before,
        status="withdrawn" if status == "withdrawn" else "open",
        addressees=addressees,
        copies_to=copies,
        signatory=signatory,
        contact=_contact(page, node["contact"], "contact") if "contact" in node else None,
        names=page.texts(node.get("names"), "names"),
        values=read_values(page, node.get("values")),
        notes=page.text(node.get("notes"), "notes"),
        max_pages=letter.whole(below.get("max_pages"), "max_pages", 2, 1, 20),
        enclosures=enclosures,
    )


def _people(reader: Reader, node: yaml.Node | None, where: str, what: str) -> tuple[Person, ...]:
    return tuple(
        _person(reader, item, f"{where}.{n}", what)
        for n, item in enumerate(reader.items(node, where), start=1)
    )


def _person(reader: Reader, node: yaml.Node, where: str, what: str) -> Person:
    before = len(reader.findings)
    found = reader.mapping(node, PERSON_FIELDS, where)
    if len(reader.findings) == before and not {"name", "role", "organisation"} & found.keys():
        reader.error(
            node,
            "front-matter-missing-field",
            f"{where}: has neither name, role nor organisation",
            "add name: …",
        )
    key = f"appeal.{where}"
    return Person(
        key=key,
        name=reader.text(found.get("name"), f"{where}.name"),
        role=reader.said(found.get("role"), f"{key}.role", f"role: {what}"),
        organisation=reader.said(
            found.get("organisation"), f"{key}.organisation", f"organisation: {what}"
        ),
        salutation=reader.said(found.get("salutation"), f"{key}.salutation", f"salutation: {what}"),
        address=reader.texts(found.get("address"), f"{where}.address"),
        country=reader.country(found.get("country"), f"{where}.country"),
        fax=reader.phone(found.get("fax"), f"{where}.fax"),
        tel=reader.phone(found.get("tel"), f"{where}.tel"),
        email=reader.email(found.get("email"), f"{where}.email"),
        languages=reader.languages(found.get("languages"), f"{where}.languages"),
    )


def _contact(reader: Reader, node: yaml.Node, where: str) -> Contact:
    found = reader.mapping(node, CONTACT_FIELDS, where)
    return Contact(
        post=reader.texts(found.get("post"), f"{where}.post"),
        country=reader.country(found.get("country"), f"{where}.country"),
        tel=reader.phone(found.get("tel"), f"{where}.tel"),
        fax=reader.phone(found.get("fax"), f"{where}.fax"),
        email=reader.email(found.get("email"), f"{where}.email"),
        url=reader.url(found.get("url"), f"{where}.url"),
    )
