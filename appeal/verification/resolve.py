"""Links inside a release lead to something that is there."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from appeal.checks import layout
from appeal.checks.wording import words
from appeal.model import Finding

LINK_CODE = "link-broken"
FILE_CODE = "file-missing"
_XML_LINK = re.compile(r"<loc>([^<]+)</loc>|<link[^>]*\shref=\"([^\"]+)\"")


class _Page(HTMLParser):
    """Collects a page's links and anchors."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value:
                self.links.append(value)
            elif name in {"id", "name"} and value:
                self.anchors.add(value)


def unresolved(out: Path, base_url: str) -> Iterator[Finding]:
    """Yield each link of a built release that leads nowhere within it, and each file missing.

    Links that leave the release are not followed: no check depends on the
    net. ``base_url`` is where the release will stand.
    """
    pages: dict[str, _Page] = {}
    for path in sorted(out.rglob("*.html")):
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(out).as_posix()] = page
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            if link.startswith("mailto:"):
                yield from layout.mailto(path=f"build/{name}", characters=len(link))
            elif not _leads(link, name, out, base_url, pages):
                yield _broken(name, link)
    for path in sorted(out.rglob("*.xml")):
        name = path.relative_to(out).as_posix()
        text = path.read_text(encoding="utf-8")
        for match in _XML_LINK.finditer(text):
            link = (match[1] or match[2]).replace("&amp;", "&")
            if not _leads(link, name, out, base_url, pages):
                yield _broken(name, link)
    yield from _manifest(out)


def _leads(link: str, name: str, out: Path, base_url: str, pages: dict[str, _Page]) -> bool:
    if link.startswith(base_url.rstrip("/") + "/"):
        link = "/" + link[len(base_url.rstrip("/")) + 1 :]
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    if path.startswith("/"):
        target = path.lstrip("/")
    elif path:
        target = posixpath.join(posixpath.dirname(name), path)
    else:
        target = name
    target = posixpath.normpath(target or ".")
    if target.startswith(".."):
        return False
    file = out / target
    if file.is_dir():
        file = file / "index.html"
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if not file.is_file():
        return False
    return not parts.fragment or target not in pages or parts.fragment in pages[target].anchors


def _broken(name: str, link: str) -> Finding:
    return Finding(
        path=f"build/{name}",
        code=LINK_CODE,
        message=words("the link {link} leads to nothing in the release", link=link),
        hint=words("mend the link in the source, or the file that it names"),
    )


def _manifest(out: Path) -> Iterator[Finding]:
    """Yield every file that the manifest promises and the release has not."""
    path = out / "manifest.json"
    if not path.is_file():
        return
    for entry in json.loads(path.read_text(encoding="utf-8")).get("files", ()):
        name = entry["path"] if isinstance(entry, dict) else entry
        if not (out / name).is_file():
            yield Finding(
                path=f"build/{name}",
                code=FILE_CODE,
                message=words("the manifest names this file and it is not there"),
                hint=words("this is a bug of the build; please report it"),
            )
