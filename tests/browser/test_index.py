"""The campaign's index in a real browser, with the whole roster of this repository."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Site
from tests.browser.test_markup import errors


def test_index_is_valid_html(site: Site) -> None:
    assert errors([str(site.folder / "index.html")]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_index_is_accessible_quiet_and_fits(site: Site, scheme: str, width: int) -> None:
    visit = site.open("index.html", viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert visit.axe() == []
    assert visit.console == []
    assert visit.requests == [visit.url]
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_index_names_every_section_and_leads_to_its_zip(site: Site) -> None:
    visit = site.open("index.html")
    names = visit.page.locator("section.unit h3").all_inner_texts()
    zips = visit.page.locator("section.unit a[download]")
    assert len(names) == len(set(names)) >= 35
    with visit.page.expect_download() as download:
        zips.first.click()
    assert download.value.suggested_filename.endswith(".zip")
