"""What RFC 4287 asks of a feed, as a list of faults."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Section -> (child, least, most); None: any number.
FEED = {
    "author": (0, None),
    "category": (0, None),
    "contributor": (0, None),
    "generator": (0, 1),
    "icon": (0, 1),
    "id": (1, 1),
    "link": (0, None),
    "logo": (0, 1),
    "rights": (0, 1),
    "subtitle": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "entry": (0, None),
}
ENTRY = {
    "author": (0, None),
    "category": (0, None),
    "content": (0, 1),
    "contributor": (0, None),
    "id": (1, 1),
    "link": (0, None),
    "published": (0, 1),
    "rights": (0, 1),
    "source": (0, 1),
    "summary": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
}
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "title": {"type"},
    "summary": {"type"},
    "subtitle": {"type"},
    "rights": {"type"},
    "generator": {"uri", "version"},
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_MEDIA_TYPE = re.compile(r".+/.+")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a feed; [] for a good one."""
    root = ET.fromstring(data)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    return list(_feed(root))


def _feed(feed: ET.Element) -> Iterator[str]:
    yield from _children(feed, FEED)
    entries = feed.findall(f"{ATOM}entry")
    # 4.1.1: an author, unless each entry has one.
    if feed.find(f"{ATOM}author") is None and not all(
        entry.find(f"{ATOM}author") is not None for entry in entries
    ):
        yield "feed: no author"
    relations = [link.get("rel", "alternate") for link in feed.findall(f"{ATOM}link")]
    if relations.count("self") != 1:
        yield "feed: not one link to itself"
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    updates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    # 4.1.1: the same id twice only with different times of update.
    if len(set(zip(identities, updates, strict=True))) != len(entries):
        yield "feed: an entry twice"
    for entry in entries:
        yield from _entry(entry)


def _entry(entry: ET.Element) -> Iterator[str]:
    yield from _children(entry, ENTRY)
    links = entry.findall(f"{ATOM}link")
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    content = entry.find(f"{ATOM}content")
    if content is None and not alternates:
        yield "entry: neither content nor an alternate"
    pairs = [(link.get("type"), link.get("hreflang")) for link in alternates]
    if len(set(pairs)) != len(pairs):
        yield "entry: two alternates of one type and language"
    # 4.1.2: a summary where the content is elsewhere or is not text.
    if content is not None and content.get("src") and entry.find(f"{ATOM}summary") is None:
        yield "entry: no summary of content that is elsewhere"


def _children(parent: ET.Element, rules: dict[str, tuple[int, int | None]]) -> Iterator[str]:
    where = parent.tag.removeprefix(ATOM)
    if (parent.text or "").strip():
        yield f"{where}: text between its elements"
    for name, (least, most) in rules.items():
        count = len(parent.findall(ATOM + name))
        if count < least or (most is not None and count > most):
            yield f"{where}: {count} × {name}"
    for child in parent:
        name = child.tag.removeprefix(ATOM)
        if name not in rules:
            yield f"{where}: unexpected {child.tag}"
        elif name != "entry":
            yield from _element(where, name, child)


def _element(where: str, name: str, element: ET.Element) -> Iterator[str]:
    allowed = ATTRIBUTES.get(name, set()) | {f"{XML}lang", f"{XML}base"}
    for attribute in set(element.attrib) - allowed:
        yield f"{where}: {name} with {attribute}"
    text = element.text or ""
    language = element.get(f"{XML}lang")
    if language is not None and not _TAG.fullmatch(language):
        yield f"{where}: {name} in {language}"
    if name == "id" and not _absolute(text):
        yield f"{where}: id {text!r} is no absolute IRI"
    if name in ("updated", "published") and not _is_time(text):
        yield f"{where}: {name} {text!r} is no time"
    if name == "author" and [child.tag for child in element] != [f"{ATOM}name"]:
        yield f"{where}: author without a name"
    if name == "category" and not element.get("term"):
        yield f"{where}: category without a term"
    plain = element.get("type", "text") == "text"
    if name in ("title", "summary") and plain and (len(element) or not text.strip()):
        yield f"{where}: {name} is empty or not text"
    if name == "content" and element.get("type") == "html" and len(element):
        yield f"{where}: html content has elements"
    if name == "link":
        yield from _link(where, element)


def _link(where: str, link: ET.Element) -> Iterator[str]:
    if not _absolute(link.get("href", "")):
        yield f"{where}: link to {link.get('href')!r}"
    if "type" in link.attrib and not _MEDIA_TYPE.fullmatch(link.get("type", "")):
        yield f"{where}: link of type {link.get('type')!r}"
    if "hreflang" in link.attrib and not _TAG.fullmatch(link.get("hreflang", "")):
        yield f"{where}: link in {link.get('hreflang')!r}"
    if link.get("rel") == "enclosure" and not (link.get("length") or "").isdigit():
        yield f"{where}: enclosure without a length"


def _absolute(iri: str) -> bool:
    parts = urlsplit(iri)
    return bool(parts.scheme and parts.netloc) and " " not in iri


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    datetime.datetime.fromisoformat(text)
    return True
