"""sitemap.xml with hreflang: each page and each letter, with its counterparts.

https://www.sitemaps.org/protocol.html, and the ``xhtml:link`` annotations
that search engines read for pages and, alone, for PDFs.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Collection, Iterator, Sequence

from appeal.model import Artifact, Campaign
from appeal.outputs.links import Alternate, address, alternates_of
from appeal.release.records import EditionRecord
from appeal.xmltext import escape, quoteattr

KIND = "sitemap"
NAME = "sitemap.xml"
LETTER = "letter.pdf"

# The protocol allows 50,000 addresses and 50 MB a file. Each page names all of its counterparts,
# so a thousand appeals are 230 MB: files of a tenth of the limit keep memory flat.
MOST_URLS = 50_000
MOST_BYTES = 5 * 1024 * 1024

_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_OPEN = f'{_HEAD}<urlset {_XMLNS} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSE = "</urlset>\n"


def sitemaps(
    campaign: Campaign,
    editions: Sequence[EditionRecord],
    paths: Collection[str],
    *,
    most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> Iterator[Artifact]:
    """Yield sitemap.xml for the released editions; ``paths`` are all of the build's files.

    Where that is more than one file may hold, sitemap.xml is the index of
    sitemap-1.xml and so on. The campaign must have a base URL.
    """
    parts = _parts(_urls(campaign, editions, paths), most_urls, most_bytes)
    first = next(parts, [])
    second = next(parts, None)
    if second is None:
        yield Artifact(path=NAME, data=_whole(first), kind=KIND)
        return
    names = []
    for number, part in enumerate(itertools.chain((first, second), parts), start=1):
        names.append(f"sitemap-{number}.xml")
        yield Artifact(path=names[-1], data=_whole(part), kind=KIND)
    index = "".join(
        f"<sitemap><loc>{escape(address(campaign.base_url, name))}</loc></sitemap>\n"
        for name in names
    )
    data = f"{_HEAD}<sitemapindex {_XMLNS}>\n{index}</sitemapindex>\n".encode()
    yield Artifact(path=NAME, data=data, kind=KIND)


def _urls(
    campaign: Campaign, editions: Sequence[EditionRecord], paths: Collection[str]
) -> Iterator[str]:
    appeals: dict[str, list[EditionRecord]] = {}
    for record in editions:
        appeals.setdefault(record.slug, []).append(record)
    for slug in sorted(appeals):
        records = appeals[slug]
        for name in ("", LETTER):
            having = [r for r in records if not name or f"{r.folder}/{name}" in paths]
            pages = alternates_of(campaign, tuple(record.link for record in having))
            alternates = [Alternate(a.hreflang, a.url + name) for a in pages]
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{a.hreflang}" href={quoteattr(a.url)}/>\n'
                for a in alternates
            )
            named = {a.url for a in alternates}
            for record in having:
                url = address(campaign.base_url, f"{record.folder}/{name}")
                # Two sections of one country share a tag, which names the first alone: a set
                # that does not name its own page is no set.
                yield _url(url, record.updated, links if url in named else "")


def _url(url: str, updated: datetime.datetime | None, links: str) -> str:
    lastmod = ""
    if updated is not None:
        time = updated.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        lastmod = f"<lastmod>{time}</lastmod>\n"
    return f"<url>\n<loc>{escape(url)}</loc>\n{lastmod}{links}</url>\n"


def _parts(urls: Iterator[str], most_urls: int, most_bytes: int) -> Iterator[list[str]]:
    part: list[str] = []
    room = most_bytes - len(_OPEN) - len(_CLOSE)
    size = 0
    for url in urls:
        length = len(url.encode())
        if part and (len(part) == most_urls or size + length > room):
            yield part
            part = []
            size = 0
        part.append(url)
        size += length
    if part:
        yield part


def _whole(urls: list[str]) -> bytes:
    return f"{_OPEN}{''.join(urls)}{_CLOSE}".encode()
