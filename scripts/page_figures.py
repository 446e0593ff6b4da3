"""Measure pages as an old phone on a slow line sees them, in Chromium, and print a table.

    python scripts/page_figures.py [BUILD] [--write]

BUILD is a folder that `appeal build` made (default: build). With --write the table takes its
place in docs/pages.md. The line is Lighthouse's "slow 4G" (150 ms, 1.6 Mbit/s), the processor
four times slower than this machine's; each figure is the median of five cold loads.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from appeal.languages import language

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "de", "ru", "ar", "ur", "he", "hi", "ta", "si", "ja", "zh-Hans", "ko")
RUNS = 5
MARKS = ("<!-- figures -->", "<!-- end of figures -->")

_OBSERVE = """
window.shift = 0; window.largest = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value })
  .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) window.largest = e.startTime })
  .observe({type: 'largest-contentful-paint', buffered: true});
"""
_READ = """() => ({
  first: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  largest: window.largest, shift: window.shift,
  nodes: document.querySelectorAll('*').length,
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("build", nargs="?", type=Path, default=ROOT / "build")
    parser.add_argument("--write", action="store_true", help="put the table into docs/pages.md")
    options = parser.parse_args()
    table = "\n".join(_table(_pages(options.build)))
    print(table)
    if options.write:
        path = ROOT / "docs/pages.md"
        text = path.read_text(encoding="utf-8")
        between = re.compile(f"(?<={re.escape(MARKS[0])}\n).*?(?={re.escape(MARKS[1])})", re.S)
        path.write_text(between.sub(lambda _: table + "\n", text), encoding="utf-8")


def _pages(build: Path) -> list[Path]:
    found = []
    for tag in LANGUAGES:
        pages = sorted(build.glob(f"*/{tag}/*/index.html")) or sorted(
            build.glob(f"*/{tag}-*/*/index.html")
        )
        found.extend(pages[:1])
    return found


def _table(pages: list[Path]) -> list[str]:
    lines = [
        "| language | file | sent | elements | first paint | largest paint | layout shift |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        for path in pages:
            data = path.read_bytes()
            sent = len(gzip.compress(data, compresslevel=6, mtime=0))
            loads = [_load(browser, data) for _ in range(RUNS)]
            median = {name: statistics.median(load[name] for load in loads) for name in loads[0]}
            lines.append(
                f"| {_name(path)} | {len(data) / 1000:.1f} kB | {sent / 1000:.1f} kB "
                f"| {median['nodes']:.0f} | {median['first']:.0f} ms | {median['largest']:.0f} ms "
                f"| {median['shift']:.3f} |"
            )
        browser.close()
    return lines


def _name(path: Path) -> str:
    return str(language(path.parent.parent.name).locale.get_display_name("en"))


def _load(browser: Browser, data: bytes) -> dict[str, float]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(data))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2)
    try:
        page = context.new_page()
        page.add_init_script(_OBSERVE)
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": 150,
                "downloadThroughput": 1_600_000 / 8,
                "uploadThroughput": 750_000 / 8,
            },
        )
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="load")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        page.wait_for_timeout(300)
        figures: dict[str, float] = page.evaluate(_READ)
        return figures
    finally:
        context.close()
        server.shutdown()
        server.server_close()


def _handler(data: bytes) -> type[BaseHTTPRequestHandler]:
    body = gzip.compress(data, compresslevel=6, mtime=0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


if __name__ == "__main__":
    main()
