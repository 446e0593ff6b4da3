"""The Nu HTML checker over every page, and reciprocal hreflang sets over all of them."""

from __future__ import annotations

import gzip
import json
import re
import subprocess

from appeal.workspace import Workspace
from tests.browser.conftest import NODE, ROOT, SLUG, Site

VNU = NODE / "vnu-jar/build/dist/vnu.jar"


def errors(paths: list[str]) -> list[str]:
    """Return what the Nu HTML checker calls errors; its guesses of languages are no errors."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--exit-zero-always", *paths]
    made = subprocess.run(command, capture_output=True, check=True)
    messages = json.loads(made.stderr)["messages"]
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info"
    ]


def test_every_page_and_fragment_is_valid_html(site: Site, states: Site) -> None:
    pages = sorted(map(str, site.folder.glob(f"*/*/{SLUG}/index.html")))
    assert len(pages) == sum(len(s.languages) for s in Workspace(ROOT).campaign.sections)
    made = sorted(map(str, states.folder.glob("*.html")))
    # One start of the checker for all: a page that is wrong shows that it looks.
    wrong = states.folder / "wrong.htm"
    text = (states.folder / "expired.html").read_text(encoding="utf-8")
    wrong.write_text(text.replace("<main>", '<main><p id="copy">'), encoding="utf-8")
    found = errors([*pages, *made, str(wrong)])
    wrong.unlink()
    assert [line for line in found if "wrong.htm" not in line] == []
    assert any("Duplicate ID" in line for line in found)


def test_hreflang_sets_are_identical_reciprocal_and_lead_to_pages(site: Site) -> None:
    base = Workspace(ROOT).campaign.base_url
    sets: dict[str, tuple[tuple[str, str], ...]] = {}
    for path in site.folder.glob(f"*/*/{SLUG}/index.html"):
        html = path.read_text(encoding="utf-8")
        canonical = re.findall('<link rel="canonical" href="([^"]*)">', html)
        folder = path.parent.relative_to(site.folder).as_posix()
        assert canonical == [f"{base}/{folder}/"]
        found = re.findall('<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', html)
        sets[canonical[0]] = tuple(found)
    assert len(set(sets.values())) == 1
    (only,) = set(sets.values())
    tags = [tag for tag, _ in only]
    assert len(tags) == len(set(tags))
    assert tags[-1] == "x-default"
    assert {url for _, url in only} == set(sets)


def test_pages_are_light(site: Site) -> None:
    for path in site.folder.glob(f"*/*/{SLUG}/index.html"):
        data = path.read_bytes()
        assert len(data.decode()) <= 30_000, path
        assert len(gzip.compress(data, mtime=0)) <= 10_000, path
