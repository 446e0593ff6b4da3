"""From a commit to a section's site: build, publish, serve and pull a real, small campaign."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from appeal.release.manifest import Manifest, read_manifest
from appeal.release.publish import publish, verify_build
from tests.release.atom import faults
from tests.release.pulling import fetch, section, tree
from tests.release.repository import Repository
from tests.release.test_manifest import VALIDATOR
from tests.release.test_sitemap import sets
from tests.release.web_server import serving
from tests.workspaces import CAMPAIGN, SLUG, edit

COMMITTED = 1_776_000_000
A_DAY = 86_400


def checkout(root: Path) -> Repository:
    """Return the sample campaign, committed, in a folder."""
    repository = Repository(root)
    files = {
        p.relative_to(CAMPAIGN).as_posix(): p.read_text(encoding="utf-8")
        for p in CAMPAIGN.rglob("*")
        if p.is_file()
    }
    repository.commit({**files, ".gitignore": "build/\n"}, time=COMMITTED)
    return repository


def run_build(
    root: Path, *options: str, day: int = 0, zone: str = "UTC", cwd: Path | None = None
) -> Manifest:
    """Run ``appeal build`` in a process of its own, on a day and in a time zone."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(COMMITTED + day * A_DAY),
        "TZ": zone,
        "PYTHONHASHSEED": str(day),
    }
    program = "from appeal.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--root", str(root), "build", *options],
        cwd=cwd or root,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return read_manifest((root / "build/manifest.json").read_bytes())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "campaign"
    checkout(root)
    run_build(root, "--today", "2026-04-13")
    return root


def test_one_commit_gives_one_release_wherever_and_whenever_it_is_built(
    built: Path, tmp_path: Path
) -> None:
    other = tmp_path / "quite another/place"
    checkout(other)
    run_build(
        other,
        *("--today", "2026-04-13", "--jobs", "2"),
        day=400,
        zone="Pacific/Kiritimati",
        cwd=tmp_path,
    )
    assert (other / "build/SHA256SUMS").read_bytes() == (built / "build/SHA256SUMS").read_bytes()
    assert tree(other / "build") == tree(built / "build")


def test_appeal_without_a_deadline_is_the_same_on_every_day(tmp_path: Path) -> None:
    sums = []
    for day, zone in ((0, "America/Adak"), (500, "Asia/Kathmandu")):
        root = tmp_path / f"day-{day}"
        repository = checkout(root)
        source = root / f"source/{SLUG}/appeal.md"
        text = source.read_text(encoding="utf-8")
        without = re.sub(r"(?m)^send_before:.*\n", "", text)
        assert without != text
        repository.commit({f"source/{SLUG}/appeal.md": without}, time=COMMITTED + 60)
        run_build(root, "--only", "page,text,mail", day=day, zone=zone)
        sums.append((root / "build/SHA256SUMS").read_bytes())
    assert sums[0] == sums[1]


def test_release_has_the_number_of_its_commit(built: Path) -> None:
    assert read_manifest((built / "build/manifest.json").read_bytes()).serial == COMMITTED


def test_real_manifest_fits_the_schema_and_its_files(built: Path) -> None:
    import json

    VALIDATOR.validate(json.loads((built / "build/manifest.json").read_bytes()))
    manifest = verify_build(built / "build")
    files = set(tree(built / "build"))
    assert {f.path for f in manifest.files} | {"manifest.json", "SHA256SUMS"} == files


def test_real_feeds_are_atom(built: Path) -> None:
    feeds = list((built / "build").rglob("feed.xml"))
    assert len(feeds) == 5
    for path in feeds:
        assert faults(path.read_bytes()) == []


def test_pages_and_sitemap_name_the_same_counterparts(built: Path) -> None:
    found = sets((built / "build/sitemap.xml").read_bytes())
    pages = list((built / "build").glob("*/*/*/index.html"))
    assert len(pages) == 5
    for page in pages:
        html = page.read_text(encoding="utf-8")
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)
        assert canonical
        links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
        assert found[canonical[1]] == links


def test_change_of_one_language_reaches_the_site_as_that_alone(tmp_path: Path) -> None:
    repository = checkout(tmp_path / "campaign")
    root = repository.root
    dest = tmp_path / "dest"
    site = tmp_path / "site/appeals"
    run_build(root, "--only", "page,text")
    publish(root / "build", dest)
    with serving(dest, tmp_path / "nginx") as server:
        fetch(f"{server.url}/latest", site, ("germany", "japan"))
        catalogue = f"locale/de/LC_MESSAGES/{SLUG}.po"
        edit(root / catalogue, "Sie haben gestreikt.", "Sie haben die Arbeit niedergelegt.")
        repository.commit({}, time=COMMITTED + 3600)
        run_build(root, "--only", "page,text")
        publish(root / "build", dest)
        server.requests()
        done = fetch(f"{server.url}/latest", site, ("germany", "japan"))
        asked = {request.path.removeprefix("/latest/") for request in server.requests()}
    assert all(path.startswith("germany/de/") for path in done.replaced)
    assert f"germany/de/{SLUG}/index.html" in done.replaced
    assert asked == {"SHA256SUMS", "manifest.json", *done.replaced}
    page = (site / f"germany/de/{SLUG}/index.html").read_text(encoding="utf-8")
    assert "niedergelegt" in page
    assert section(site, "germany", "japan") == section(dest / "latest", "germany", "japan")
