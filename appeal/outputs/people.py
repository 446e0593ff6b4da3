"""Signatories from a spreadsheet: a CSV file as people save it, row by row."""

from __future__ import annotations

import csv
import functools
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from appeal.languages import is_territory, nearest_territory
from appeal.model import Finding, Severity
from appeal.outputs.address import Field, ordered

# What columns may be called, in lower case, without spaces and marks. Each is also its own name.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("fullname", "signatory"),
    "given_name": ("firstname", "forename", "vorname", "prenom", "nombre"),
    "family_name": ("lastname", "surname", "nachname", "nom", "apellidos"),
    "address": ("addresslines", "adresse", "direccion"),
    "street_address": ("street", "address1", "addressline1", "strasse", "rue", "calle"),
    "street_address_2": ("address2", "addressline2"),
    "city_area": ("district", "suburb", "neighbourhood"),
    "city": ("town", "place", "ort", "stadt", "ville", "ciudad"),
    "country_area": ("region", "state", "province", "county", "prefecture"),
    "postal_code": ("postcode", "zip", "zipcode", "plz", "codepostal"),
    "country": ("land", "pays", "pais"),
}
_POSTAL: tuple[Field, ...] = (
    "street_address",
    "city_area",
    "city",
    "country_area",
    "postal_code",
)

# Longer cells are a mistake (a lost quotation mark), not a name.
LONGEST = 300

# A row of more lines than this, an address in one cell, has a quotation mark too many or too few.
MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody who signs: where in the file, the name, and where they live.

    ``address`` are the lines in the order of the country's post, without
    the country. ``number`` counts the good rows from 1.
    """

    number: int
    line: int
    name: str
    address: tuple[str, ...]
    city: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The signatories of a file, and what is wrong with its other rows."""

    signatories: tuple[Signatory, ...]
    findings: tuple[Finding, ...]


def read(data: bytes, path: str, country: str) -> People:
    """Return the signatories of a CSV file; bad rows become findings and do not stop the rest.

    UTF-8, or what Excel saves: with a byte order mark, UTF-16 with tabs,
    semicolons, a ``sep=`` line; Windows-1252 with a warning, since it may
    garble names. The first row names the columns (`COLUMNS`). Rows without
    a country live in ``country``.
    """
    text, findings = _decode(data, path)
    rows = _rows(text)
    first = next(rows, None)
    if first is None:
        return People(
            signatories=(),
            findings=(*findings, _error(path, 1, "people-empty", "the file has no rows", "")),
        )
    line, titles = first
    if titles is None:
        broken = _error(path, line, "people-row", "the row cannot be read", _QUOTES)
        return People(signatories=(), findings=(*findings, broken))
    columns, trouble = _columns(titles, path, line)
    findings += trouble
    if any(finding.severity == "error" for finding in findings):
        return People(signatories=(), findings=tuple(findings))
    people: list[Signatory] = []
    seen: dict[tuple[str, tuple[str, ...]], int] = {}
    for line, cells in rows:
        if cells is None:
            findings.append(_error(path, line, "people-row", "the row cannot be read", _QUOTES))
            continue
        if not any(cells):
            continue
        try:
            person = _person(len(people) + 1, line, cells, columns, country)
        except _BadRow as error:
            findings.append(_error(path, line, error.code, error.message, error.hint))
            continue
        same = (person.name.casefold(), person.address)
        if same in seen:
            message = f"{person.name} stands on line {seen[same]} already"
            hint = "one letter is made; delete one of the two rows"
            findings.append(_finding(path, line, "people-twice", "warning", message, hint))
            continue
        seen[same] = line
        people.append(person)
    return People(signatories=tuple(people), findings=tuple(findings))


class _BadRow(Exception):
    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def _decode(data: bytes, path: str) -> tuple[str, list[Finding]]:
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        pass
    finding = _finding(
        path,
        None,
        "people-encoding",
        "warning",
        "the file is not UTF-8; it is read as Windows-1252",
        "check the names of the letters, or save it as “CSV UTF-8”",
    )
    return data.decode("cp1252", errors="replace"), [finding]


def _rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each row with the line on which it begins, None for one that cannot be read.

    A quotation mark that is never closed would swallow the rest of the
    file: its row ends where its line does.
    """
    lines = list(io.StringIO(text, newline=""))
    place = 0
    delimiter = ""
    if lines and lines[0].lower().startswith("sep="):
        delimiter = lines[0].strip()[4:5]
        place = 1
    head = lines[place] if place < len(lines) else ""
    delimiter = delimiter or max((";", "\t", ","), key=head.count)
    while place < len(lines):
        reader = csv.reader(lines[place : place + MOST_LINES], delimiter=delimiter, strict=True)
        try:
            row = next(reader)
        except csv.Error:
            yield place + 1, None
            place += 1
            continue
        yield place + 1, [_clean(cell) for cell in row]
        place += reader.line_num


def _clean(cell: str) -> str:
    lines = (" ".join(line.split()) for line in cell.strip().splitlines())
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def _columns(titles: Sequence[str], path: str, line: int) -> tuple[dict[str, int], list[Finding]]:
    known = {_key(name): name for name in COLUMNS}
    known.update({other: name for name, others in COLUMNS.items() for other in others})
    columns: dict[str, int] = {}
    findings = []
    for place, title in enumerate(titles):
        name = known.get(_key(title))
        if name is None and title:
            message = f"column {title!r} is not known and is left out"
            hint = "known are " + ", ".join(COLUMNS)
            findings.append(_finding(path, line, "people-column", "note", message, hint))
        elif name in columns:
            message = f"two columns are {name!r}: {titles[columns[name]]!r} and {title!r}"
            findings.append(_error(path, line, "people-column", message, "rename one of them"))
        elif name:
            columns[name] = place
    if "name" not in columns and "family_name" not in columns:
        message = "no column is called “name”"
        hint = "the first row must name the columns: name, street, postcode, city"
        findings.append(_error(path, line, "people-column", message, hint))
    return columns, findings


def _key(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(char for char in plain if char.isalnum())


def _person(
    number: int, line: int, cells: Sequence[str], columns: Mapping[str, int], home: str
) -> Signatory:
    def cell(name: str) -> str:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    name = cell("name") or " ".join(filter(None, (cell("given_name"), cell("family_name"))))
    if not name:
        raise _BadRow("people-name", "the row has no name", "fill in the name, or delete the row")
    for column in columns:
        _check(column, cell(column))
    country = _country(cell("country"), home)
    fields: dict[Field, str] = {field: cell(field) for field in _POSTAL if cell(field)}
    second = cell("street_address_2")
    if second:
        fields["street_address"] = "\n".join(filter(None, (fields.get("street_address"), second)))
    free = tuple(cell("address").split("\n")) if cell("address") else ()
    return Signatory(
        number=number,
        line=line,
        name=name.replace("\n", " "),
        address=(*free, *ordered(fields, country, home)),
        city=fields.get("city", ""),
        country=country,
    )


_QUOTES = "look for a quotation mark that is not closed"


def _check(column: str, text: str) -> None:
    if len(text) > LONGEST:
        raise _BadRow("people-long", f"{column} has {len(text)} characters", _QUOTES)
    for char in text:
        kind = unicodedata.category(char)
        if (char != "\n" and kind in {"Cc", "Co", "Cs", "Cn"}) or char == "\ufffd":
            message = f"{column} has a character that cannot be printed, U+{ord(char):04X}"
            raise _BadRow("people-character", message, "type the cell again")


def _country(text: str, home: str) -> str:
    if not text:
        return home
    if is_territory(text.upper()):
        return text.upper()
    found = _named_countries(home).get(text.casefold())
    if found:
        return found
    close = nearest_territory(text)
    hint = f"write the two letters of ISO 3166; is it {close}?" if close else "write DE, FR, GB …"
    raise _BadRow("people-country", f"{text!r} is not a country", hint)


@functools.lru_cache(maxsize=64)
def _named_countries(home: str) -> dict[str, str]:
    """Return ISO 3166 codes by name, in English and in the languages of a country."""
    from babel.core import Locale, UnknownLocaleError, get_global

    names = {"uk": "GB", "usa": "US"}
    for tag in ("en", *get_global("territory_languages").get(home, {})):
        try:
            territories = Locale.parse(tag).territories
        except UnknownLocaleError:
            continue
        pairs = ((str(name).casefold(), code) for code, name in territories.items())
        names.update((name, code) for name, code in pairs if is_territory(code))
    return names


def _error(path: str, line: int, code: str, message: str, hint: str) -> Finding:
    return _finding(path, line, code, "error", message, hint)


def _finding(
    path: str, line: int | None, code: str, severity: Severity, message: str, hint: str
) -> Finding:
    return Finding(path=path, line=line, code=code, severity=severity, message=message, hint=hint)
