"""The real pages of every language in Chromium: accessible, silent, self-contained, narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from appeal.languages import language
from tests.browser.conftest import Site, editions, path_of


@pytest.mark.parametrize(("section", "tag"), editions(), ids=[tag for _, tag in editions()])
def test_a_page_is_accessible_silent_and_fits_an_old_phone(
    site: Site, section: str, tag: str
) -> None:
    path = path_of(section, tag)
    visit = site.open(path)
    page, known = visit.page, language(tag)
    root = page.locator("html")
    assert root.get_attribute("lang") == known.bcp47
    assert root.evaluate("root => getComputedStyle(root).direction") == known.direction
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visit.axe() == []
    page.emulate_media(color_scheme="dark")
    assert visit.axe("color-contrast") == []
    _prints(visit.page)
    folder = visit.url.removesuffix("index.html")
    assert [url for url in visit.requests if not url.startswith(folder)] == []
    assert visit.console == []
    page.context.close()


def _prints(page: Page) -> None:
    """On paper: the letter, and nothing that only a screen can use."""
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".sheet .subject").is_visible()
    assert page.locator(".where").is_visible()
    for hidden in (".top nav", ".files", ".skip"):
        assert not page.locator(hidden).first.is_visible()
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == "rgb(255, 255, 255)"
