"""One Atom feed a section and language (RFC 4287): its released appeals, the newest first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from appeal.languages import language
from appeal.model import Campaign, Section
from appeal.outputs.links import address, page_url
from appeal.release.records import EditionRecord, FileRecord, Read
from appeal.xmltext import escape, quoteattr

NAME = "feed.xml"
FRAGMENT = "fragment.html"

# How many entries a feed has: who reads one wants what is new, and a long campaign has thousands.
NEWEST = 100

# Files that a feed's entry offers beside its page, with their media type.
ENCLOSURES = {"letter.pdf": "application/pdf"}

# XML 1.0 has no way to write these, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def feed(
    campaign: Campaign,
    section: Section,
    tag: str,
    editions: Sequence[EditionRecord],
    files: Mapping[str, FileRecord],
    read: Read,
    *,
    fallback: datetime.datetime,
) -> bytes:
    """Return the feed of a section's newest released editions in one language.

    Each entry's content is the edition's fragment, read from the build;
    ``files`` has all of the build's files by path. ``fallback`` is the
    time of an edition of which nobody knows when it changed. The campaign
    must have a base URL: Atom's ids are absolute.
    """
    known = language(tag)
    own = address(campaign.base_url, f"{section.slug}/{known.bcp47}/{NAME}")
    entries = sorted(
        ((record.updated or fallback, record) for record in editions),
        key=lambda pair: (-pair[0].timestamp(), pair[1].slug),
    )[:NEWEST]
    updated = max((time for time, _ in entries), default=fallback)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(known.bcp47)}>',
        f"<id>{_text(own)}</id>",
        f"<title>{_text(campaign.name)} · {_text(section.name)}</title>",
        f"<updated>{_time(updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(own)}/>',
        f"<author><name>{_text(campaign.name)}</name></author>",
        "<generator>appeal</generator>",
    ]
    for time, record in entries:
        lines += _entry(campaign, record, time, files, read)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(
    campaign: Campaign,
    record: EditionRecord,
    time: datetime.datetime,
    files: Mapping[str, FileRecord],
    read: Read,
) -> list[str]:
    url = page_url(campaign, record.folder)
    lines = [
        "<entry>",
        f"<id>{_text(url)}</id>",
        f"<title xml:lang={_quoted(record.title_tag)}>{_text(record.title)}</title>",
        f"<updated>{_time(time)}</updated>",
    ]
    if record.date is not None:
        lines.append(f"<published>{record.date.isoformat()}T00:00:00Z</published>")
    lines += [
        f'<link rel="alternate" type="text/html" hreflang={_quoted(record.tag)}'
        f" href={_quoted(url)}/>",
        f"<category term={_quoted(record.state)}/>",
    ]
    for name, media_type in ENCLOSURES.items():
        if file := files.get(f"{record.folder}/{name}"):
            lines.append(
                f'<link rel="enclosure" type="{media_type}" hreflang={_quoted(record.tag)}'
                f' length="{file.size}" href={_quoted(address(campaign.base_url, file.path))}/>'
            )
    if record.summary:
        tag = _quoted(record.summary_tag)
        lines.append(f"<summary xml:lang={tag}>{_text(record.summary)}</summary>")
    fragment = f"{record.folder}/{FRAGMENT}"
    if fragment in files:
        content = _text(read(fragment).decode())
        lines.append(f'<content type="html" xml:base={_quoted(url)}>{content}</content>')
    lines.append("</entry>")
    return lines


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _time(time: datetime.datetime) -> str:
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
