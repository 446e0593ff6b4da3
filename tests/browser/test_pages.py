"""What people do on a page, in Chromium: switch, copy, skip, print; in every state."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from appeal.workspace import Workspace
from tests.browser import states as made
from tests.browser.conftest import ROOT, Site, path_of

SHARED = [
    (section.slug, section.languages)
    for section in Workspace(ROOT).campaign.sections
    if len(section.languages) > 1
]


@pytest.mark.parametrize(("section", "tags"), SHARED, ids=[slug for slug, _ in SHARED])
def test_the_switcher_goes_to_each_language_of_the_section_and_back(
    site: Site, section: str, tags: tuple[str, ...]
) -> None:
    visit = site.open(path_of(section, tags[0]))
    page = visit.page
    for tag in (*tags[1:], tags[0]):
        bcp47 = tag.replace("_", "-")
        page.locator(f'nav ul a[lang="{bcp47}"]').first.click()
        page.wait_for_url(f"**/{section}/{bcp47}/**")
        assert page.locator("html").get_attribute("lang") == bcp47
        assert page.locator("nav [aria-current=page]").get_attribute("lang") == bcp47
    page.context.close()


def test_other_languages_open_by_keyboard_and_lead_to_published_pages(site: Site) -> None:
    base = Workspace(ROOT).campaign.base_url
    page = site.open(path_of("japan", "ja")).page
    assert not page.locator("details a").first.is_visible()
    page.locator("summary").press("Enter")
    links = page.locator("details a")
    assert links.first.is_visible()
    found = links.evaluate_all("links => links.map(a => [a.href, a.lang, a.textContent])")
    assert len(found) > 20
    for href, lang, name in found:
        path = href.removeprefix(f"{base}/")
        html = (site.folder / path / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}"' in html
        assert name.strip()
    page.context.close()


def test_the_first_tab_leads_to_the_letter(site: Site) -> None:
    page = site.open(path_of("germany", "de")).page
    skip = page.locator(".skip")
    page.keyboard.press("Tab")
    assert skip.evaluate("skip => document.activeElement === skip")
    assert skip.evaluate("skip => getComputedStyle(skip).clipPath") == "none"
    page.keyboard.press("Enter")
    assert page.url.endswith("#letter")
    page.context.close()


@pytest.mark.parametrize(("section", "tag"), [("germany", "de"), ("israel", "ar"), ("japan", "ja")])
def test_one_click_selects_the_whole_letter_with_its_numbers(
    site: Site, section: str, tag: str
) -> None:
    page = site.open(path_of(section, tag)).page
    assert not page.locator(".copy").is_visible()
    page.locator("a.quiet").click()
    assert page.locator(".copy").is_visible()
    page.locator(".sheet p").first.click()
    selected = page.evaluate("getSelection().toString()")
    shown = page.locator(".sheet").inner_text()
    assert re.sub(r"\s+", " ", selected).strip() == re.sub(r"\s+", " ", shown).strip()
    assert "\n1. " in selected
    assert "\n2. " in selected
    page.context.close()


@pytest.mark.parametrize(
    ("section", "tag", "text"), [("pakistan", "ur", "قزاخستان"), ("sri-lanka", "si", "සිංහල")]
)
def test_the_font_beside_the_page_loads_under_its_own_policy(
    site: Site, section: str, tag: str, text: str
) -> None:
    visit = site.open(path_of(section, tag))
    asked = [url for url in visit.requests if url.endswith(".woff2")]
    assert asked == [], "this system has the script, so nothing should be fetched"
    loaded = visit.page.evaluate(
        "async text => (await document.fonts.load('16px \"Appeal Web\"', text))"
        ".map(face => face.status)",
        text,
    )
    assert loaded == ["loaded"]
    assert visit.console == []
    visit.page.context.close()


@pytest.mark.parametrize(
    ("section", "tag", "title"),
    [
        ("germany", "de", "Kasachstan"),
        ("japan", "ja", "カザフスタン"),
        ("usa", "en_US", "Kazakhstan"),
    ],
)
def test_a_page_prints_as_a_readable_document(
    site: Site, section: str, tag: str, title: str, tmp_path: Path
) -> None:
    page = site.open(path_of(section, tag)).page
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    found = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    )
    text = found.stdout.decode()
    assert title in text
    assert "PO Box 3688" in text
    assert f"/{section}/{tag.replace('_', '-')}/defend-socialists-in-kazakhstan/" in text
    assert 2 <= text.count("\f") <= 4
    page.context.close()


@pytest.mark.parametrize("name", made.EDITIONS)
def test_every_state_and_construct_is_accessible_and_narrow(states: Site, name: str) -> None:
    visit = states.open(f"{name}.html")
    assert visit.axe() == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    visit.page.emulate_media(color_scheme="dark")
    assert visit.axe("color-contrast") == []
    assert visit.console == []
    visit.page.context.close()


def test_the_checks_themselves_can_fail(states: Site) -> None:
    visit = states.open("expired.html")
    page = visit.page
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x>')")
    page.evaluate("document.querySelector('h1').style.width = '600px'")
    assert {line.partition(":")[0] for line in visit.axe()} >= {"html-has-lang", "image-alt"}
    assert page.evaluate("document.documentElement.scrollWidth") > 320
    assert any("Content Security Policy" in line for line in visit.console)
    page.context.close()
