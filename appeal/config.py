"""campaign.toml and sections.toml -> `Campaign`; an error names file, key and cure."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import msgspec

from appeal.fields import phone_is_possible
from appeal.languages import UnknownLanguage, is_territory, language, nearest_territory
from appeal.model import Campaign, Contact, Finding, Person, Section

WINDOWS = ("din5008a", "din5008b", "fr", "ch-left", "ch-right", "uk-dl", "us-10", "nordic", "none")
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
    window: str = ""
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
    campaign = _load(files, "campaign.toml", findings)
    roster = _load(files, "sections.toml", findings)
    if findings:
        raise ConfigError(tuple(findings))
    check = _Check("campaign.toml", findings)
    table = check.table(campaign, _CampaignTable, "")
    if table is not None:
        if check.language(table.source_language, "source_language"):
            check.contact(table.contact, "contact")
        if not re.fullmatch(r"https?://[^\s/]+(?:/[^\s]*)?", table.base_url):
            check.error("base_url", f"{table.base_url!r} is no address", "write https://…")
    sections = _Check("sections.toml", findings)
    read = tuple(
        section
        for slug, value in roster.items()
        if (section := _section(sections, slug, value)) is not None
    )
    if not roster:
        sections.error("", "there is no section", "add [germany] with country and languages")
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


def _load(files: Mapping[str, bytes], name: str, findings: list[Finding]) -> dict[str, Any]:
    data = files.get(name)
    if data is None:
        findings.append(
            Finding(
                path=name,
                code="config-missing",
                message="the file is missing",
                hint="appeal new SLUG writes one in an empty folder",
            )
        )
        return {}
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        message, line, hint = "the file is not UTF-8", None, "save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = int(place[1]) if place else None
        message = f"the file is not TOML: {str(error).partition(' (at')[0]}"
        hint = "put texts in quotes and lists in brackets"
    findings.append(Finding(path=name, line=line, code="config-syntax", message=message, hint=hint))
    return {}


def _section(check: _Check, slug: str, value: object) -> Section | None:
    if not _SLUG.fullmatch(slug):
        check.error(
            slug, "a section's name has small letters, digits and hyphens", "write [south-africa]"
        )
        return None
    table = check.table(value, _SectionTable, slug)
    if isinstance(value, Mapping):
        # Also where the table has errors: all of them are told at once.
        if isinstance(country := value.get("country"), str):
            check.country(country, f"{slug}.country")
        tags = value.get("languages")
        for n, tag in enumerate(tags if isinstance(tags, list) else ()):
            if isinstance(tag, str):
                check.language(tag, f"{slug}.languages[{n}]")
    if table is None:
        return None
    if not table.languages:
        check.error(f"{slug}.languages", "a section needs a language", 'write languages = ["de"]')
    if len(set(table.languages)) < len(table.languages):
        check.error(f"{slug}.languages", "a language stands here twice", "delete one")
    if table.window and table.window not in WINDOWS:
        check.choice(table.window, f"{slug}.window", WINDOWS)
    if table.contact is not None:
        check.contact(table.contact, f"{slug}.contact")
    recipients = []
    for n, recipient in enumerate(table.recipients):
        where = f"{slug}.recipients[{n}]"
        if recipient.country:
            check.country(recipient.country, f"{where}.country")
        for m, tag in enumerate(recipient.languages):
            check.language(tag, f"{where}.languages[{m}]")
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
                languages=tuple(tag.replace("-", "_") for tag in recipient.languages),
            )
        )
    return Section(
        slug=slug,
        name=table.name or slug.replace("-", " ").title(),
        country=table.country,
        languages=tuple(tag.replace("-", "_") for tag in table.languages),
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
_INNER: tuple[type[msgspec.Struct], ...] = (_ContactTable, _RecipientTable)


class _Check:
    """Collects what is wrong with one file."""

    def __init__(self, path: str, findings: list[Finding]) -> None:
        self.path = path
        self.findings = findings

    def error(self, where: str, message: str, hint: str) -> None:
        said = f"{where}: {message}" if where else message
        self.findings.append(Finding(path=self.path, code="config", message=said, hint=hint))

    def table(self, value: object, kind: type[_T], where: str) -> _T | None:
        """Convert one table key by key, so that every error in it is found, not only the first."""
        if not isinstance(value, Mapping):
            self.error(where, "expected a table", f"write [{where}] and its keys below it")
            return None
        prefix = f"{where}." if where else ""
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        converted: dict[str, Any] = {}
        before = len(self.findings)
        for key, item in value.items():
            if key not in fields:
                close = difflib.get_close_matches(key, fields, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(fields)}"
                self.error(f"{prefix}{key}", "there is no such key", hint)
                continue
            self._unknown_below(item, fields[key].type, f"{prefix}{key}")
            try:
                converted[key] = msgspec.convert(item, fields[key].type)
            except msgspec.ValidationError as error:
                message, _, place = str(error).partition(" - at `$")
                self.error(
                    f"{prefix}{key}{place.rstrip('`')}", message[:1].lower() + message[1:], ""
                )
        for field in fields.values():
            if field.required and field.name not in value:
                self.error(f"{prefix}{field.name}", "is missing", f"add {field.name} = …")
        return kind(**converted) if len(self.findings) == before else None

    def _unknown_below(self, item: object, kind: object, where: str) -> None:
        """Find unknown keys of inner tables: msgspec names only the first of them."""
        struct = next((s for s in _INNER if s is kind or s in get_args(kind)), None)
        if struct is None:
            return
        items = item if isinstance(item, list) else [item]
        for n, table in enumerate(items):
            place = f"{where}[{n}]" if isinstance(item, list) else where
            if isinstance(table, Mapping):
                for key in table:
                    if key not in struct.__struct_fields__:
                        close = difflib.get_close_matches(key, struct.__struct_fields__, n=1)
                        hint = f"did you mean {close[0]!r}?" if close else "delete it"
                        self.error(f"{place}.{key}", "there is no such key", hint)

    def choice(self, value: str, where: str, known: tuple[str, ...]) -> None:
        close = difflib.get_close_matches(value, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"write one of: {', '.join(known)}"
        self.error(where, f"{value!r} is not known", hint)

    def language(self, tag: str, where: str) -> bool:
        try:
            language(tag)
        except UnknownLanguage as error:
            near = error.suggestion
            hint = f"did you mean {near!r}?" if near else "write a locale tag: de, pt_BR, zh_Hans"
            self.error(where, f"unknown language {tag!r}", hint)
            return False
        return True

    def country(self, code: str, where: str) -> None:
        if not is_territory(code):
            near = nearest_territory(code)
            hint = f"did you mean {near!r}?" if near else "write the two letters of ISO 3166"
            self.error(where, f"unknown country {code!r}", hint)

    def contact(self, table: _ContactTable, where: str) -> None:
        if table.country:
            self.country(table.country, f"{where}.country")
        for name in ("tel", "fax"):
            number = getattr(table, name)
            if number and not phone_is_possible(number):
                self.error(
                    f"{where}.{name}",
                    f"{number!r} is not a telephone number with its country code",
                    "write it as +44 20 …",
                )
