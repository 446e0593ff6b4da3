"""Chromium, and the pages of this repository's own campaign served to it on loopback."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from appeal.cli import run
from appeal.workspace import Workspace
from tests.outputs import samples

ROOT = Path(__file__).resolve().parents[2]
NODE = ROOT / "node_modules"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
SLUG = samples.SLUG


def editions() -> list[tuple[str, str]]:
    """Return (section, locale tag) of the first edition of each language of the roster."""
    found: dict[str, str] = {}
    for section in Workspace(ROOT).campaign.sections:
        for tag in section.languages:
            found.setdefault(tag, section.slug)
    return [(section, tag) for tag, section in found.items()]


def path_of(section: str, tag: str) -> str:
    return f"{section}/{tag.replace('_', '-')}/{SLUG}/index.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@dataclass
class Visit:
    """A page that was opened, with what it said and asked for while it was open."""

    page: Page
    url: str
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def axe(self, *rules: str) -> list[str]:
        """Return axe-core's violations in words; all rules, best practices included."""
        source = (NODE / "axe-core/axe.min.js").read_text(encoding="utf-8")
        self.page.evaluate(source)
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        result = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{found['id']}: {found['help']}: {node['html']}"
            for found in result["violations"]
            for node in found["nodes"]
        ]


@dataclass
class Site:
    """A folder of pages, a server for it and a browser to look at them."""

    folder: Path
    base: str
    browser: Browser

    def open(self, path: str, **context: Any) -> Visit:
        """Open a page in a context of its own (``viewport``, ``color_scheme``)."""
        context.setdefault("viewport", {"width": 320, "height": 640})
        page = self.browser.new_context(**context).new_page()
        visit = Visit(page, f"{self.base}/{path}")
        page.on("console", lambda message: visit.console.append(message.text))
        page.on("pageerror", lambda error: visit.console.append(str(error)))
        page.on("request", lambda request: visit.requests.append(request.url))
        page.goto(visit.url)
        return visit


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """All pages of this repository's campaign."""
    folder = tmp_path_factory.mktemp("site")
    assert run(["--root", str(ROOT), "build", "--only", "page,text", "--out", str(folder)]) == 0
    with _served(folder) as base:
        yield Site(folder, base, browser)


@pytest.fixture(scope="session")
def states(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Pages of hand-made editions: every construct, every way to act, every state."""
    from tests.browser.states import write

    folder = tmp_path_factory.mktemp("states")
    write(folder)
    with _served(folder) as base:
        yield Site(folder, base, browser)


class _served:
    """Serves a folder on a free port of loopback while it is in use."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
