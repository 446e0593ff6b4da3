"""campaign.toml and sections.toml -> `Campaign`; an error names file, key and cure."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from appeal.contacts import is_email, is_url
from appeal.fields import phone_is_possible
from appeal.languages import UnknownLanguage, is_territory, language, nearest_territory
from appeal.model import Campaign, Contact, Finding, Person, Section
from appeal.toml_lines import line_of, toml_lines

_Window = Literal[
    "", "din5008a", "din5008b", "fr", "ch-left", "ch-right", "uk-dl", "us-10", "nordic", "none"
]
WINDOWS: tuple[str, ...] = get_args(_Window)[1:]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_Policy = Literal["reviewed", "translated", "partial", "frozen"]


class ConfigError(Exception):
    """The workspace's configuration is broken; ``findings`` say where and how, all of it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(f"{f.path}: {f.message}" for f in findings))
        self.findings = findings


class _ContactTable(msgspec.Struct, frozen=True):
    post: tuple[str, ...] = ()
    country: str = ""
    tel: str = ""
    fax: str = ""
    email: str = ""
    url: str = ""


class _RecipientTable(msgspec.Struct, frozen=True):
    name: str = ""
    role: str = ""
    organisation: str = ""
    salutation: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    fax: str = ""
    tel: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()


class _SectionTable(msgspec.Struct, frozen=True):
    country: str
    languages: tuple[str, ...]
    name: str = ""
    address: tuple[str, ...] = ()
    contact: _ContactTable | None = None
    paper: Literal["", "a4", "us-letter"] = ""
    window: _Window = ""
    publish: _Policy | None = None
    recipients: tuple[_RecipientTable, ...] = ()


class _CampaignTable(msgspec.Struct, frozen=True):
    name: str
    base_url: str
    contact: _ContactTable
    source_language: str = "en"
    publish: _Policy = "reviewed"


def read_campaign(root: Path) -> Campaign:
    """Read the workspace's two files. Raises `ConfigError` with everything that is wrong."""
    files = {name: root / name for name in ("campaign.toml", "sections.toml")}
    return parse_campaign(
        {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    )


def parse_campaign(files: Mapping[str, bytes]) -> Campaign:
    """Like `read_campaign`, from the files' bytes by name; one that is absent is an error."""
    findings: list[Finding] = []
    check = _Check("campaign.toml", files, findings)
    table = None if check.tables is None else check.table(check.tables, _CampaignTable, "")
    if table is not None:
        check.language(table.source_language, "source_language")
        check.contact(table.contact, "contact")
        check.filled(check.tables, "name", "", "write the campaign's name")
        check.filled(check.tables, "base_url", "", "write https://…")
        check.url(table.base_url, "base_url")
    check = _Check("sections.toml", files, findings)
    read = tuple(
        section
        for slug, value in (check.tables or {}).items()
        if (section := _section(check, slug, value)) is not None
    )
    if check.tables == {}:
        check.error("", "there is no section", "add [germany] with country and languages")
    if findings or table is None:
        raise ConfigError(tuple(findings))
    return Campaign(
        name=table.name,
        source_language=language(table.source_language).tag,
        base_url=table.base_url.rstrip("/"),
        contact=_contact(table.contact),
        publish=table.publish,
        sections=read,
    )


def _section(check: _Check, slug: str, value: object) -> Section | None:
    if not _SLUG.fullmatch(slug):
        check.error(
            slug, "a section's name has small letters, digits and hyphens", "write [south-africa]"
        )
    table = check.table(value, _SectionTable, slug)
    if table is None:
        return None
    check.country(table.country, f"{slug}.country")
    check.filled(value, f"{slug}.country", "", "write the two letters of ISO 3166")
    check.filled(value, f"{slug}.languages", [], 'write languages = ["de"]')
    languages = check.languages(table.languages, f"{slug}.languages")
    if len(set(languages)) < len(languages):
        check.error(f"{slug}.languages", "a language stands here twice", "delete one")
    if table.contact is not None:
        check.contact(table.contact, f"{slug}.contact")
    recipients = []
    for n, recipient in enumerate(table.recipients):
        if recipient is None:
            continue  # what is no table has been told
        where = f"{slug}.recipients[{n}]"
        check.contact(recipient, where)
        if not (recipient.name or recipient.role or recipient.organisation):
            check.error(where, "has neither name, role nor organisation", "add name")
        recipients.append(
            Person(
                key="",
                **{
                    name: getattr(recipient, name)
                    for name in ("name", "role", "organisation", "salutation", "address", "country")
                },
                fax=recipient.fax,
                tel=recipient.tel,
                email=recipient.email,
                languages=check.languages(recipient.languages, f"{where}.languages"),
            )
        )
    return Section(
        slug=slug,
        name=table.name or slug.replace("-", " ").title(),
        country=table.country,
        languages=languages,
        address=table.address,
        contact=_contact(table.contact) if table.contact else None,
        paper=table.paper,
        window=table.window,
        publish=table.publish,
        recipients=tuple(recipients),
    )


def _contact(table: _ContactTable) -> Contact:
    return Contact(**msgspec.structs.asdict(table))


_T = TypeVar("_T", bound=msgspec.Struct)


def _nothing(kind: Any) -> Any:
    """Return the empty value of a type: "", () or a table without keys."""
    return () if get_origin(kind) is tuple else "" if get_args(kind) else kind()


class _Check:
    """Reads one file and collects what is wrong with it. ``tables`` is None where it is no TOML."""

    def __init__(self, path: str, files: Mapping[str, bytes], findings: list[Finding]) -> None:
        self.path = path
        self.findings = findings
        self.lines: dict[str, int] = {}
        self.tables = self._load(files.get(path))

    def _load(self, data: bytes | None) -> dict[str, Any] | None:
        line = None
        if data is None:
            code, message = "config-missing", "the file is missing"
            hint = "appeal new SLUG writes one in an empty folder"
        else:
            code = "config-syntax"
            try:
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
                self.lines = toml_lines(text)
                return tomllib.loads(text)
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                message, hint = "the file is not UTF-8", "save it as UTF-8"
            except tomllib.TOMLDecodeError as error:
                said, _, place = str(error).partition(" (at ")
                at = re.match(r"line (\d+)", place)
                line = int(at[1]) if at else max(text.rstrip().count("\n") + 1, 1)
                message = f"the file is not TOML: {said}"
                twice = "twice" in said or "overwrite" in said
                hint = (
                    "delete one of the two"
                    if twice
                    else "put texts in quotes and lists in brackets"
                )
            except RecursionError:
                message, hint = "values are nested too deeply to be read", "write flat lists"
        self.findings.append(
            Finding(path=self.path, line=line, code=code, message=message, hint=hint)
        )
        return None

    def error(self, where: str, message: str, hint: str) -> None:
        self.findings.append(
            Finding(
                path=self.path,
                line=line_of(self.lines, where),
                code="config",
                message=f"{where}: {message}" if where else message,
                hint=hint,
            )
        )

    def table(self, value: object, kind: type[_T], where: str) -> _T | None:
        """Convert one table key by key, so that every error in it is found, not only the first.

        What is wrong or missing is empty in the result, for further checking;
        None where there is no table at all.
        """
        if not isinstance(value, Mapping):
            header = f"[{re.sub(r'.[0-9]+.$', '', where)}]" if where.endswith("]") else where
            self.error(where, "expected a table", f"write [{header}] and its keys below it")
            return None
        prefix = f"{where}." if where else ""
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        converted = {name: _nothing(field.type) for name, field in fields.items() if field.required}
        for key, item in value.items():
            if key in fields:
                read = self._value(item, fields[key].type, f"{prefix}{key}")
                if read is not None:
                    converted[key] = read
            else:
                close = difflib.get_close_matches(key, fields, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(fields)}"
                self.error(f"{prefix}{key}", "there is no such key", hint)
        for field in fields.values():
            if field.required and field.name not in value:
                self.error(f"{prefix}{field.name}", "is missing", f"add {field.name} = …")
        return kind(**converted)

    def _value(self, item: object, kind: Any, where: str) -> Any:
        """Convert one value; None where it is wrong. All that is wrong in a list is told."""
        inner = get_args(kind)
        if get_origin(kind) is tuple:
            if not isinstance(item, list):
                self.error(where, "expected a list", 'write it in brackets: ["…"]')
                return None
            return tuple(
                self._value(each, inner[0], f"{where}[{n}]") for n, each in enumerate(item)
            )
        for struct in (kind, *inner):
            if isinstance(struct, type) and issubclass(struct, msgspec.Struct):
                return self.table(item, struct, where)
        choices = tuple(c for k in (kind, *inner) if get_origin(k) is Literal for c in get_args(k))
        if choices and isinstance(item, str):
            return item if self.choice(item, where, choices) else None
        try:
            return msgspec.convert(item, kind)
        except msgspec.ValidationError as error:
            said = str(error)
            self.error(where, said[:1].lower() + said[1:], "write one text in quotes")
            return None

    def choice(self, value: str, where: str, known: tuple[str, ...]) -> bool:
        if value in known:
            return True
        close = difflib.get_close_matches(value, known, n=1)
        shown = ", ".join(name for name in known if name)
        hint = f"did you mean {close[0]!r}?" if close else f"write one of: {shown}"
        self.error(where, f"{value!r} is not known", hint)
        return False

    def languages(self, tags: Sequence[str | None], where: str) -> tuple[str, ...]:
        """Return the tags in gettext's spelling."""
        return tuple(
            self.language(tag, f"{where}[{n}]") for n, tag in enumerate(tags) if tag is not None
        )

    def language(self, tag: str, where: str) -> str:
        try:
            return language(tag).tag
        except UnknownLanguage as error:
            near = error.suggestion
            hint = f"did you mean {near!r}?" if near else "write a locale tag: de, pt_BR, zh_Hans"
            self.error(where, f"unknown language {tag!r}", hint)
            return tag

    def country(self, code: str, where: str) -> None:
        if code and not is_territory(code):
            near = nearest_territory(code)
            hint = f"did you mean {near!r}?" if near else "write the two letters of ISO 3166"
            self.error(where, f"unknown country {code!r}", hint)

    def contact(self, table: _ContactTable | _RecipientTable, where: str) -> None:
        self.country(table.country, f"{where}.country")
        for name in ("tel", "fax"):
            number = getattr(table, name)
            if number and not phone_is_possible(number):
                self.error(
                    f"{where}.{name}",
                    f"{number!r} is not a telephone number with its country code",
                    "write it as +44 20 …",
                )
        if table.email and not is_email(table.email):
            self.error(
                f"{where}.email",
                f"{table.email!r} is not an e-mail address",
                "write name@example.org",
            )
        self.url(getattr(table, "url", ""), f"{where}.url")

    def url(self, address: str, where: str) -> None:
        if address and not is_url(address):
            self.error(where, f"{address!r} is no web address", "write https://…")

    def filled(self, table: object, where: str, empty: object, hint: str) -> None:
        """Tell where a key that must say something is there and empty."""
        if isinstance(table, Mapping) and table.get(where.rpartition(".")[2]) == empty:
            self.error(where, "is empty", hint)
