"""Merge fields: finding them, and writing their values as each language does."""

from __future__ import annotations

import datetime

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal import fields
from appeal.languages import language
from appeal.model import Value, ValueType

LRI, PDI, NBSP, NNBSP = "\u2066", "\u2069", "\u00a0", "\u202f"


def value(kind: ValueType, text: str, currency: str = "") -> Value:
    date = datetime.date.fromisoformat(text) if kind == "date" else None
    return Value(name="it", type=kind, text=text, date=date, currency=currency)


@pytest.mark.parametrize(
    ("tag", "form", "text"),
    [
        ("en", "", "May 1, 2026"),
        ("en_GB", "", "1 May 2026"),
        ("en_GB", "full", "Friday, 1 May 2026"),
        ("de", "", "1. Mai 2026"),
        ("de", "short", "01.05.26"),
        ("de", "medium", "01.05.2026"),
        ("de", "full", "Freitag, 1. Mai 2026"),
        ("fr", "", "1 mai 2026"),
        ("hu", "", "2026. május 1."),
        ("ru", "", f"1 мая 2026{NNBSP}г."),
        ("ar", "", "1 مايو 2026"),
        ("ja", "", "2026年5月1日"),
        ("ta", "", "1 மே, 2026"),
    ],
)
def test_dates_are_written_as_the_language_does(tag: str, form: str, text: str) -> None:
    assert fields.format_value(value("date", "2026-05-01"), form, language(tag)) == text


@pytest.mark.parametrize(
    ("tag", "form", "number", "text"),
    [
        ("en", "", "1250", "1,250"),
        ("de", "", "1250.50", "1.250,50"),
        ("de_CH", "", "1250.5", "1’250.5"),
        ("fr", "decimal", "1250.5", f"1{NNBSP}250,5"),
        ("hi", "", "1234567", "12,34,567"),
        ("en", "", "1.23456", "1.23456"),
        ("en", "", "-7", "-7"),
        ("de", "percent", "0.125", f"12,5{NBSP}%"),
        ("tr", "percent", "0.5", "%50"),
        ("en", "compact", "1250", "1.25K"),
        ("ja", "compact", "1234567", "123.46万"),
    ],
)
def test_numbers_keep_the_digits_that_were_written(
    tag: str, form: str, number: str, text: str
) -> None:
    assert fields.format_value(value("number", number), form, language(tag)) == text


@pytest.mark.parametrize(
    ("tag", "form", "amount", "currency", "text"),
    [
        ("en", "", "300", "EUR", "€300"),
        ("en", "standard", "1250.5", "EUR", "€1,250.50"),
        ("de", "", "1250.50", "EUR", f"1.250,50{NBSP}€"),
        ("de", "name", "300", "EUR", "300 Euro"),
        ("ru", "name", "300", "JPY", f"300{NBSP}японских иен".replace(NBSP, " ")),
        ("ar", "", "300", "EUR", f"\u200f300{NBSP}€"),
        ("ja", "name", "300", "JPY", "300円"),
        ("en", "", "0.001", "EUR", "€0.001"),
    ],
)
def test_money_is_never_rounded(tag: str, form: str, amount: str, currency: str, text: str) -> None:
    assert fields.format_value(value("money", amount, currency), form, language(tag)) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [("de", "Kasachstan"), ("fr", "Kazakhstan"), ("ta", "கஸகஸ்தான்"), ("en", "Kazakhstan")],
)
def test_countries_have_the_languages_name(tag: str, text: str) -> None:
    assert fields.format_value(value("country", "KZ"), "", language(tag)) == text


def test_a_phone_number_does_not_break_across_lines() -> None:
    number = fields.format_value(value("phone", "+44 (0)20-8558 5814"), "", language("de"))
    assert number == f"+44{NBSP}20{NBSP}8558{NBSP}5814"
    american = fields.format_value(value("phone", "+1 212 555 0100"), "", language("en"))
    assert american == f"+1{NBSP}212\u2011555\u20110100"


@pytest.mark.parametrize("tag", ["ar", "fa", "he", "ur", "pa_Arab"])
def test_a_phone_number_is_isolated_in_right_to_left_text(tag: str) -> None:
    number = fields.format_value(value("phone", "+442085585814"), "international", language(tag))
    assert number == f"{LRI}+44{NBSP}20{NBSP}8558{NBSP}5814{PDI}"


def test_a_phone_number_that_nobody_knows_stays_as_written() -> None:
    assert fields.international("extension 12") == "extension 12"
    assert not fields.phone_is_possible("extension 12")
    assert not fields.phone_is_possible("020 8558 5814")
    assert not fields.phone_is_possible("+44 1")
    assert fields.phone_is_possible("+44 20 8558 5814")


@pytest.mark.parametrize("kind", ["text", "country", "phone"])
def test_a_form_that_a_type_does_not_have_is_an_error(kind: ValueType) -> None:
    with pytest.raises(ValueError, match="long"):
        fields.format_value(value(kind, "KZ"), "long", language("de"))


def test_every_locale_of_cldr_writes_every_value() -> None:
    values = (
        value("date", "2026-05-01"),
        value("number", "1250.50"),
        value("money", "1250.50", "EUR"),
        value("country", "KZ"),
        value("phone", "+442085585814"),
        value("text", "Alma Ata"),
    )
    # All but those with a variant (be_TARASK).
    tags = [tag for tag in locale_identifiers() if all(len(part) < 5 for part in tag.split("_"))]
    for own in map(language, tags):
        for found in values:
            for form in ("", *fields.FORMS[found.type]):
                written = fields.format_value(found, form, own)
                assert written and "\n" not in written, (own.tag, found)


def test_the_formatter_knows_values_counts_texts_and_countries() -> None:
    formatted = fields.formatter(
        {"it": value("date", "2026-05-01")},
        {"sections.count": 1250},
        {"section.name": "Österreich"},
        {"section.country": "AT"},
    )
    german = language("de")
    assert formatted("it", "short", german) == "01.05.26"
    assert formatted("sections.count", "", german) == "1.250"
    assert formatted("section.name", "", german) == "Österreich"
    assert formatted("section.country", "", german) == "Österreich"
    with pytest.raises(KeyError):
        formatted("unknown", "", german)
    with pytest.raises(ValueError, match="full"):
        formatted("sections.count", "full", german)


# -- texts ----------------------------------------------------------------------------------------


def test_fields_are_found_in_order_with_their_forms() -> None:
    text = "{{a}} {{ b : long }} {c} {{D}} {{e.f_g-h:one|many}} {{}} {{a}}"
    assert fields.names(text) == ("a", "b", "e.f_g-h", "a")
    assert fields.collect([text]) == {("a", ""), ("b", "long"), ("e.f_g-h", "one|many")}


def test_what_is_no_field_is_suspect() -> None:
    found = fields.SUSPECT.findall("{{a}} {{B c}} {{d} e}} {{")
    assert found == ["{{a}}", "{{B c}}", "{{d}", "}}", "{{"]


def test_a_counted_field_gives_two_texts() -> None:
    assert fields.counted("in {{ n : country | countries }} now") == (
        "in {{n}} country now",
        "in {{n}} countries now",
    )
    assert fields.counted("{{n}} {{m:long}}") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{n:person|people}} in {{m}}", "n"),
        ("{{m}} and {{n:person|people}} in {{o}}", "n"),
        ("{{m}}{{n:|s}}", "n"),
        ("{{n:sheep|sheep}}", "n"),
    ],
)
def test_the_field_that_counts_is_known_from_the_two_texts(text: str, name: str) -> None:
    forms = fields.counted(text)
    assert forms is not None
    assert fields.counting(*forms) == name


def test_only_fields_with_a_value_are_substituted() -> None:
    text = "{{a}} {{a:long}} {{ b }} {{c}}"
    values = {("a", ""): "1", ("a", "long"): "one", ("b", ""): "{{a}}"}
    assert fields.substitute(text, values) == "1 one {{a}} {{c}}"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab{}:| .\n", max_size=30))
def test_every_field_is_also_suspect(text: str) -> None:
    suspects = [match.span() for match in fields.SUSPECT.finditer(text)]
    for match in fields.FIELD.finditer(text):
        assert any(begin <= match.start() and match.end() <= end for begin, end in suspects)
