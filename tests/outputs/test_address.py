"""Order and capitals of addresses, and the country in the sender's words."""

from __future__ import annotations

import pytest

from appeal.languages import language
from appeal.outputs.address import (
    Field,
    abroad,
    capitals,
    country_line,
    direction,
    ordered,
    reading_side,
    unbroken,
)

HOUSE: dict[Field, str] = {
    "street_address": "Domstr. 1\nHinterhaus",
    "postal_code": "50667",
    "city": "Köln",
}


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("DE", ("Domstr. 1", "Hinterhaus", "50667 Köln")),
        ("FR", ("Domstr. 1", "Hinterhaus", "50667 Köln")),
        ("GB", ("Domstr. 1", "Hinterhaus", "Köln", "50667")),
        ("US", ("Domstr. 1", "Hinterhaus", "Köln 50667")),
        ("TR", ("Domstr. 1", "Hinterhaus", "50667 Köln")),
        ("SE", ("Domstr. 1", "Hinterhaus", "SE-50667 Köln")),
        ("KZ", ("50667", "Köln", "Domstr. 1", "Hinterhaus")),
        ("XX", ("Domstr. 1", "Hinterhaus", "Köln", "50667")),
    ],
)
def test_lines_stand_as_the_countrys_post_wants_them(country: str, lines: tuple[str, ...]) -> None:
    assert ordered(HOUSE, country) == lines


def test_code_has_no_country_prefix_at_home() -> None:
    assert ordered(HOUSE, "SE", "SE")[-1] == "50667 Köln"
    assert ordered(HOUSE, "CH", "CH")[-1] == "50667 Köln"


def test_japanese_city_is_not_lost() -> None:
    own: dict[Field, str] = {
        "postal_code": "100-0001",
        "country_area": "東京都",
        "city": "千代田区",
        "street_address": "千代田1-1",
    }
    assert ordered(own, "JP") == ("〒100-0001", "東京都千代田区", "千代田1-1")
    latin: dict[Field, str] = {
        "postal_code": "100-0001",
        "country_area": "Tokyo",
        "city": "Chiyoda-ku",
        "street_address": "1-1 Chiyoda",
    }
    assert ordered(latin, "JP") == ("1-1 Chiyoda, Chiyoda-ku, Tokyo", "100-0001")


@pytest.mark.parametrize("country", ["DE", "JP", "KZ", "US", "LK", "HK", "IE", "XX", ""])
def test_nothing_that_is_given_is_left_out(country: str) -> None:
    fields: dict[Field, str] = {
        "street_address": "street",
        "city_area": "district",
        "city": "town",
        "country_area": "region",
        "postal_code": "12345",
    }
    printed = " ".join(ordered(fields, country))
    assert all(value in printed for value in fields.values())


def test_town_is_in_capitals_abroad_where_the_code_shows_it() -> None:
    assert abroad(("1401 16th Street NW", "Washington, DC 20036"), "US")[-1] == (
        "WASHINGTON, DC 20036"
    )
    assert abroad(("125 Pall Mall", "London", "SW1Y 5EA"), "GB") == (
        "125 Pall Mall",
        "LONDON",
        "SW1Y 5EA",
    )
    assert abroad(("Residentsia presidentsia", "Astana"), "KZ") == (
        "Residentsia presidentsia",
        "Astana",
    )
    assert abroad(("Seestrasse 1", "8002 Zürich"), "CH") == ("Seestrasse 1", "8002 Zürich")


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("de", "KASACHSTAN"),
        ("tr", "KAZAKİSTAN"),
        ("el", "ΚΑΖΑΚΣΤΑΝ"),
        ("ja", "カザフスタン"),
        ("ar", "كازاخستان"),
    ],
)
def test_country_is_in_the_senders_language_and_capitals(tag: str, line: str) -> None:
    assert country_line("KZ", "DE", language(tag)) == line


def test_no_country_line_inside_a_country() -> None:
    assert country_line("KZ", "KZ", language("ru")) == ""
    assert country_line("", "KZ", language("ru")) == ""


def test_capitals_follow_the_language() -> None:
    assert capitals("ıi", "tr") == "Iİ"
    assert capitals("Μαΐου", "el") == "ΜΑΪΟΥ"
    assert capitals("Straße") == "STRASSE"


def test_direction_is_the_first_strong_characters() -> None:
    assert direction("12 שדרות", "ltr") == "rtl"
    assert direction("(Astana) א", "rtl") == "ltr"
    assert direction("12-34", "rtl") == "rtl"


def test_an_address_is_aligned_where_most_of_it_is_read_from() -> None:
    assert reading_side(("Nursultan Nazarbayev", "نائب", "Astana"), "rtl") == "ltr"
    assert reading_side(("نائب", "عمّان", "PO Box"), "ltr") == "rtl"


def test_phone_number_has_nowhere_to_break() -> None:
    assert unbroken("+44 20 8558-5814") == "+44\u00a020\u00a08558\u20115814"
