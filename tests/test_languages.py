"""Facts about languages and territories, compared with Babel where Babel has them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.languages import (
    TYPEFACES,
    UnknownLanguage,
    _own_names,
    is_territory,
    language,
    nearest_territory,
    paper,
)

SECTIONS = tomllib.loads(
    (Path(__file__).parent.parent / "sections.toml").read_text(encoding="utf-8")
)
ROSTER = sorted({tag for section in SECTIONS.values() for tag in section["languages"]})
# All but those with a variant (be_TARASK).
EVERY = sorted(
    tag for tag in locale_identifiers() if all(len(piece) < 5 for piece in tag.split("_"))
)
# Whole numbers that tell CLDR's plural rules apart.
NUMBERS = (*range(250), 1000, 1001, 1234, 10_000, 100_000, 100_001)


def test_the_roster_is_that_of_the_workspace() -> None:
    assert {"de_AT", "ar", "he", "ja", "ta", "zh_Hant"} <= set(ROSTER)


@pytest.mark.parametrize("tag", ROSTER)
def test_a_plural_form_stands_for_one_category_of_cldr(tag: str) -> None:
    own, rule = language(tag), Locale.parse(tag).plural_form
    categories = {(own.plural_index(n), rule(n)) for n in NUMBERS}
    assert len({index for index, _ in categories}) == len(categories)
    assert len({category for _, category in categories}) == len(categories)
    assert own.nplurals == len(categories)


def test_plural_forms_of_every_locale_agree_with_cldr() -> None:
    for tag in EVERY:
        own, rule = language(tag), Locale.parse(tag).plural_form
        categories = {(own.plural_index(n), rule(n)) for n in NUMBERS}
        assert len({index for index, _ in categories}) == len(categories), tag
        assert max(index for index, _ in categories) < own.nplurals, tag


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("ja", "nplurals=1; plural=0;"),
        ("de", "nplurals=2; plural=(n != 1);"),
        ("fr", "nplurals=2; plural=(n > 1);"),
        (
            "ru",
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4"
            " && (n%100<10 || n%100>=20) ? 1 : 2);",
        ),
        (
            "ar",
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
            " : n%100>=11 ? 4 : 5);",
        ),
        ("cs", "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
    ],
)
def test_plural_forms_are_spelled_as_gettext_does(tag: str, forms: str) -> None:
    assert language(tag).plural_forms == forms


def test_direction_agrees_with_cldr() -> None:
    for tag in EVERY:
        # Traditional Mongolian runs from top to bottom, which no outlet here does.
        if "Mong" not in tag:
            assert language(tag).direction == Locale.parse(tag).text_direction, tag


@pytest.mark.parametrize(
    ("tag", "script", "hand"),
    [
        ("de", "Latn", "Latn"),
        ("sr", "Cyrl", "Cyrl"),
        ("sr_Latn", "Latn", "Latn"),
        ("ur", "Arab", "Aran"),
        ("pa", "Guru", "Guru"),
        ("pa_PK", "Arab", "Aran"),
        ("fa", "Arab", "Arab"),
        ("zh_Hans", "Hans", "Hans"),
        ("zh_TW", "Hant", "Hant"),
        ("zh", "Hans", "Hans"),
        ("ja", "Jpan", "Jpan"),
        ("ko", "Kore", "Kore"),
        ("ta", "Taml", "Taml"),
    ],
)
def test_the_script_is_the_one_that_the_language_is_written_in(
    tag: str, script: str, hand: str
) -> None:
    assert (language(tag).script, language(tag).hand) == (script, hand)


@pytest.mark.parametrize("tag", ROSTER)
def test_every_language_of_the_roster_has_a_typeface(tag: str) -> None:
    assert language(tag).hand in TYPEFACES
    assert language(tag).typeface.serif.startswith("Noto ")


def test_a_script_without_an_entry_has_the_typeface_that_noto_names_after_it() -> None:
    assert language("chr").typeface.serif == "Noto Sans Cherokee"
    assert all(language(tag).typeface.sans for tag in EVERY)


@pytest.mark.parametrize(
    ("tag", "fallbacks"),
    [
        ("de", ()),
        ("de_AT", ("de",)),
        ("pt_BR", ("pt",)),
        ("es_419", ("es",)),
        ("zh_Hans_CN", ("zh_Hans", "zh")),
        # Never into another script.
        ("zh_TW", ("zh_Hant",)),
        ("zh_Hant_HK", ("zh_Hant",)),
        ("zh_Hant", ()),
        ("sr_Latn_ME", ("sr_Latn",)),
        ("sr_Latn", ()),
        ("pa_PK", ("pa_Arab",)),
    ],
)
def test_look_up_falls_back_inside_the_language_and_its_script(
    tag: str, fallbacks: tuple[str, ...]
) -> None:
    assert language(tag).fallbacks == fallbacks


def test_both_spellings_of_a_tag_are_one_language() -> None:
    assert language("pt-BR") == language("pt_BR")
    assert (language("pt-BR").tag, language("pt-BR").bcp47) == ("pt_BR", "pt-BR")
    assert language("zh_Hant").header_tag == "zh_TW"
    assert language("pt_BR").header_tag == "pt_BR"


def test_own_names_are_those_of_the_babel_that_is_installed() -> None:
    own = {tag: Locale.parse(tag) for tag in locale_identifiers()}
    names = {tag: locale.get_display_name(locale) for tag, locale in own.items()}
    assert _own_names() == {tag: name for tag, name in names.items() if name}


def test_names_are_those_of_cldr() -> None:
    assert language("de").own_name == "Deutsch"
    assert language("ru").own_name == "Русский"
    assert language("pt_BR").own_name == "Português (Brasil)"
    assert language("de").territory_name("KZ") == "Kasachstan"
    assert language("de").territory_name("??") == "??"
    assert language("de").language_name("pt_BR") == "Portugiesisch (Brasilien)"


@pytest.mark.parametrize(
    ("tag", "suggestion"),
    [
        ("de_at", "de_AT"),
        ("DE", "de"),
        ("pt-br", "pt_BR"),
        ("ptBR", "pt_BR"),
        ("german", "de"),
        ("Tamil", "ta"),
        ("Kazak", "kk"),
        ("rus", "ru"),
        ("ger", "de"),
        ("iw", "he"),
        ("tl", "fil"),
        ("jp", "ja"),
        ("gr", "el"),
        ("ua", "uk"),
        ("de.UTF-8", "de"),
        ("de@euro", "de"),
        ("C", ""),
        ("", ""),
        ("_", ""),
        ("../..", ""),
    ],
)
def test_an_unknown_tag_is_refused_with_the_nearest_known(tag: str, suggestion: str) -> None:
    with pytest.raises(UnknownLanguage, match="unknown language") as caught:
        language(tag)
    assert (caught.value.tag, caught.value.suggestion) == (tag, suggestion)
    assert str(caught.value) == f"unknown language {tag!r}"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12) | st.text(alphabet="abdeztnrHKs_-@.09", max_size=9))
def test_any_text_is_a_language_or_refused_with_a_suggestion_that_is_one(tag: str) -> None:
    try:
        known = language(tag)
    except UnknownLanguage as error:
        assert error.suggestion == "" or language(error.suggestion)
    else:
        assert known.tag == tag.replace("-", "_")


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("de", "DE"),
        ("UK", "GB"),
        ("USA", "US"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("Gernany", "DE"),
        ("kazakstan", "KZ"),
        ("Burma", "MM"),
        ("South Korea", "KR"),
        ("XX", ""),
        ("", ""),
        ("Atlantis", ""),
    ],
)
def test_an_unknown_country_has_the_nearest_known(code: str, nearest: str) -> None:
    assert not is_territory(code)
    assert nearest_territory(code) == nearest


@pytest.mark.parametrize("code", ["EU", "UN", "ZZ", "XA", "001", "419", "ＤＥ"])
def test_groups_of_countries_are_none(code: str) -> None:
    assert not is_territory(code)


def test_every_section_is_in_a_country_and_has_its_paper() -> None:
    for section in SECTIONS.values():
        assert is_territory(section["country"])
    assert {c for s in SECTIONS.values() if paper(c := s["country"]) == "us-letter"} == {
        *("CA", "CL", "US"),
    }
    assert paper("MX") == paper("PH") == "us-letter"
    assert paper("GB") == paper("ZZ") == "a4"
