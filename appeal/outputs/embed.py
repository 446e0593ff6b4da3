"""An appeal's sanitised HTML on somebody else's page: heading levels and addresses."""

from __future__ import annotations

import functools
import re
from urllib.parse import urljoin, urlsplit

_LIST = re.compile(r'<(/?)(ol|ul|li)((?: [a-z]+="[^"]*")*)>(\s*<p(?: [a-z]+="[^"]*")*>)?')
_START = re.compile(r' start="(-?[0-9]+)"')
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
# Sanitised attribute values hold no raw quotation mark, and "<" in text is escaped.
_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*? (?:href|src)=")([^"]*)(?=")')
_SOURCE = re.compile(r'<img\b[^>]*? src="([^"]*)"')


@functools.lru_cache(maxsize=256)
def under(html: str, level: int) -> str:
    """Return HTML whose highest heading is of that level and the others follow it.

    The page has its own headings above, and levels must not be skipped.
    """
    levels = [int(found[2]) for found in _HEADING.finditer(html)]
    if not levels or min(levels) == level:
        return html
    shift = level - min(levels)
    return _HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + shift, 6)}", html)


@functools.lru_cache(maxsize=256)
def numbered(html: str) -> str:
    """Return HTML whose ordered lists bear their numbers as text.

    What browsers copy as plain text leaves list markers out, and a letter
    must not lose the numbers of its points on the way into a mail.
    """
    if "<ol" not in html:
        return html
    # The next number of each open list, None for a bulleted one.
    open_lists: list[int | None] = []

    def replaced(found: re.Match[str]) -> str:
        close, tag, attributes, paragraph = found.groups()
        if tag == "li":
            number = open_lists[-1] if open_lists else None
            if number is None:
                return found[0]
            if close:
                return "</div>"
            open_lists[-1] = number + 1
            mark = f'<span class="n">{number}.</span> '
            return f'<div role="listitem"{attributes}>{(paragraph or "").strip()}{mark}'
        if close:
            return found[0] if open_lists.pop() is None else "</div>"
        start = _START.search(attributes)
        open_lists.append((int(start[1]) if start else 1) if tag == "ol" else None)
        return f'<div role="list"{_START.sub("", attributes)}>' if tag == "ol" else found[0]

    return _LIST.sub(replaced, html)


@functools.lru_cache(maxsize=256)
def absolute(html: str, base: str) -> str:
    """Return HTML whose links and pictures have absolute addresses; anchors stay."""
    if not base:
        return html

    def joined(found: re.Match[str]) -> str:
        return found[0] if found[2].startswith("#") else found[1] + urljoin(base, found[2])

    return _ADDRESS.sub(joined, html)


@functools.lru_cache(maxsize=256)
def picture_hosts(html: str) -> tuple[str, ...]:
    """Return the origins of an HTML's pictures, as CSP sources; ``'self'`` for relative ones."""
    found = set()
    for source in _SOURCE.findall(html):
        parts = urlsplit(source)
        # What could end a CSP source is in no host name.
        host = re.sub(r"[\s;,'\"&]", "", parts.netloc)
        found.add(f"{parts.scheme}://{host}" if host else "'self'")
    return tuple(sorted(found))
