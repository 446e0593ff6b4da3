"""canonical, hreflang and the switcher: one reciprocal set, and links that work when pulled."""

from __future__ import annotations

from dataclasses import replace

from appeal.model import Link, Section
from appeal.outputs.links import (
    Alternate,
    alternates,
    hreflang,
    other_languages,
    own_languages,
    page_url,
)
from tests.outputs import samples

BASE = "https://appeals.example.org"


def test_each_page_has_the_same_set_and_names_itself() -> None:
    sets = []
    for link in samples.links():
        edition = samples.edition(link.language)
        found = alternates(edition)
        assert page_url(edition.campaign, edition.folder) in [url for _, url in found]
        sets.append(found)
    assert len(set(sets)) == 1
    tags = [tag for tag, _ in sets[0]]
    assert len(tags) == len(set(tags))
    assert tags.count("x-default") == 1


def test_tags_have_the_section_s_country_and_variants_their_own() -> None:
    assert hreflang("CH", "fr") == "fr-CH"
    assert hreflang("BR", "pt_BR") == "pt-BR"
    assert hreflang("MY", "zh_Hans") == "zh-Hans-MY"


def test_x_default_is_the_source_language() -> None:
    found = alternates(samples.edition("ja"))
    assert found[-1] == Alternate("x-default", f"{BASE}/australia/en-AU/{samples.SLUG}/")
    without = tuple(link for link in samples.links() if link.language != "en_AU")
    assert alternates(samples.edition("ja", siblings=without))[-1].url == found[1].url


def test_an_edition_that_is_not_released_or_has_no_address_has_no_set() -> None:
    others = tuple(link for link in samples.links() if link.language != "ja")
    assert alternates(samples.edition("ja", siblings=others)) == ()
    assert alternates(samples.edition("ja", base_url="")) == ()


def test_of_two_sections_with_one_country_and_language_the_first_is_in_the_set() -> None:
    twin = Section(slug="bavaria", name="Bavaria", country="DE", languages=("de",))
    edition = samples.edition("de")
    campaign = replace(edition.campaign, sections=(*edition.campaign.sections, twin))
    link = Link(section="bavaria", language="de", path=f"bavaria/de/{samples.SLUG}")
    siblings = (*samples.links(), link)
    first = replace(edition, campaign=campaign, siblings=siblings)
    second = replace(first, section=twin)
    assert [url for tag, url in alternates(first) if tag == "de-DE"] == [
        f"{BASE}/germany/de/{samples.SLUG}/"
    ]
    assert alternates(second) == ()


def test_the_own_section_s_languages_are_relative_so_they_work_when_pulled() -> None:
    choices = own_languages(samples.edition("ar"))
    assert [(choice.name, choice.tag, choice.current) for choice in choices] == [
        ("עברית", "he", False),
        ("العربية", "ar", True),
    ]
    assert choices[0].href == f"../../he/{samples.SLUG}/index.html"
    assert choices[1].href == "index.html"


def test_other_sections_languages_are_absolute_and_each_stands_once_by_name() -> None:
    choices = other_languages(samples.edition("ja"))
    assert [choice.name for choice in choices] == [
        "Deutsch",
        "English",
        "Français",
        "Nederlands",
        "Português (Brasil)",
        "Português (Portugal)",
        "Русский",
        "Қазақ тілі",
        "עברית",
        "اردو",
        "العربية",
        "தமிழ்",
        "සිංහල",
    ]
    assert choices[0].href == f"{BASE}/germany/de/{samples.SLUG}/"
    assert choices[1].tag == "en-AU"


def test_a_variant_of_the_own_language_is_no_other_language() -> None:
    assert "Deutsch" not in [choice.name for choice in other_languages(samples.edition("de_AT"))]


def test_without_a_base_url_all_links_are_relative() -> None:
    choices = other_languages(samples.edition("ja", base_url=""))
    assert choices[0].href == f"../../../germany/de/{samples.SLUG}/index.html"
