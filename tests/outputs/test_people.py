"""Signatories from CSV files as people save them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.outputs.people import MOST_LINES, People, read


def people(text: str, country: str = "DE", encoding: str = "utf-8") -> People:
    return read(text.encode(encoding), "people.csv", country)


def told(found: People) -> list[tuple[int | None, str, str]]:
    return [(finding.line, finding.code, finding.message) for finding in found.findings]


EXCEL = 'Vorname;Nachname;Straße;PLZ;Ort\r\nAnna;Köhler;"Domstr. 1\nHinterhaus";50667;Köln\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_excel_are_read(encoding: str) -> None:
    (anna,) = people(EXCEL, encoding=encoding).signatories
    assert anna.name == "Anna Köhler"
    assert anna.address == ("Domstr. 1", "Hinterhaus", "50667 Köln")
    assert (anna.city, anna.country, anna.line, anna.number) == ("Köln", "DE", 2, 1)


def test_windows_1252_is_read_with_a_warning() -> None:
    found = people(EXCEL, encoding="cp1252")
    assert found.signatories[0].name == "Anna Köhler"
    assert told(found) == [
        (None, "people-encoding", "the file is not UTF-8; it is read as Windows-1252")
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_may_be_parted_by_comma_semicolon_or_tab(mark: str) -> None:
    text = "name,street,postcode,city\nAnna,Domstr. 1,50667,Köln\n".replace(",", mark)
    (anna,) = people(text).signatories
    assert anna.address == ("Domstr. 1", "50667 Köln")


def test_line_that_names_the_mark_is_obeyed_and_counted() -> None:
    (anna,) = people("sep=;\nname;city\nAnna, B.;Köln\n").signatories
    assert (anna.name, anna.line) == ("Anna, B.", 3)


def test_country_is_a_code_or_a_name_in_english_or_at_home() -> None:
    rows = ["GB", "uk", "Germany", "deutschland", "Frankreich", ""]
    text = "name,country\n" + "".join(f"P{n},{row}\n" for n, row in enumerate(rows))
    found = people(text)
    assert [p.country for p in found.signatories] == ["GB", "GB", "DE", "DE", "FR", "DE"]
    assert found.findings == ()


def test_free_address_lines_stay_as_they_are() -> None:
    (anna,) = people('name,address\nAnna,"1 Road\nTown  X"\n').signatories
    assert anna.address == ("1 Road", "Town X")


def test_bad_rows_are_listed_with_their_line_and_do_not_stop_the_rest() -> None:
    text = (
        "name,street,country\n"
        "Anna,1 Road,\n"
        ",2 Road,\n"
        "Bob,3 Road,Germani\n"
        f"Carl,{'x' * 301},\n"
        "Dora\x07,4 Road,\n"
        "\n"
        "Anna,1 Road,\n"
        "Eva,5 Road,\n"
    )
    found = people(text)
    assert [(p.number, p.name, p.line) for p in found.signatories] == [
        (1, "Anna", 2),
        (2, "Eva", 9),
    ]
    assert told(found) == [
        (3, "people-name", "the row has no name"),
        (4, "people-country", "'Germani' is not a country"),
        (5, "people-long", "street_address has 301 characters"),
        (6, "people-character", "name has a character that cannot be printed, U+0007"),
        (8, "people-twice", "Anna stands on line 2 already"),
    ]
    assert [finding.severity for finding in found.findings] == ["error"] * 4 + ["warning"]
    assert found.findings[1].hint == "write the two letters of ISO 3166; is it DE?"


def test_quotation_mark_that_is_not_closed_costs_one_row_only() -> None:
    rows = "".join(f"P{n},{n} Road\n" for n in range(3 * MOST_LINES))
    found = people(f'name,street\nAnna,"1 Road\n{rows}')
    assert len(found.signatories) == 3 * MOST_LINES
    assert told(found) == [(2, "people-row", "the row cannot be read")]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "people-empty", "the file has no rows"),
        ("street,city\nx,y\n", "people-column", "no column is called “name”"),
        ("name,Name\na,b\n", "people-column", "two columns are 'name': 'name' and 'Name'"),
        ('"name\n', "people-row", "the row cannot be read"),
    ],
)
def test_file_without_usable_columns_is_refused(text: str, code: str, message: str) -> None:
    found = people(text)
    assert found.signatories == ()
    assert (found.findings[-1].code, found.findings[-1].message) == (code, message)


def test_unknown_column_is_noted_and_left_out() -> None:
    found = people("name,shoe size\nAnna,38\n")
    assert [finding.severity for finding in found.findings] == ["note"]
    assert len(found.signatories) == 1


@given(st.binary(max_size=300))
def test_no_file_is_a_bug(data: bytes) -> None:
    found = read(data, "people.csv", "DE")
    assert all(person.name for person in found.signatories)


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="Aä,;\"' \n", min_size=1, max_size=12).filter(str.strip),
            st.text(alphabet='Bß,;" 9', max_size=12),
        ),
        max_size=8,
        unique_by=lambda row: " ".join(row[0].split()).casefold(),
    )
)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([("name", "street"), *rows])
    found = people(stream.getvalue())
    assert [person.name for person in found.signatories] == [
        " ".join(name.split()) for name, _ in rows
    ]
