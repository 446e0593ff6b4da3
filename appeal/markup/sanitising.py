"""What may leave the renderer: our own tags, attributes and schemes, and nothing else."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import nh3

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_EVERYWHERE = ("class", "dir", "id", "lang")
_OF_TAG = {
    "a": ("href", "title"),
    "img": ("alt", "src", "title"),
    "ol": ("start",),
}
INLINE_TAGS = ("a", "br", "code", "em", "img", "strong", "sup")
BLOCK_TAGS = (
    *("blockquote", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"),
)

# The tags that a text may use, each with its attributes.
Allowed = tuple[tuple[str, tuple[str, ...]], ...]


def _allow(*tags: str) -> Allowed:
    return tuple((tag, (*_EVERYWHERE, *_OF_TAG.get(tag, ()))) for tag in tags)


_BLOCK = _allow(*INLINE_TAGS, *BLOCK_TAGS)
INLINE = _allow(*INLINE_TAGS)

_CELL_STYLE = re.compile(
    r'(<t[dh])((?: [a-z-]+(?:="[^"]*")?)*) style="text-align: (left|right|center);"'
)
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s[^\s=>]+(?:="[^"]*")?)*)\s?/?>')
_ATTRIBUTE = re.compile(r'\s([^\s=>]+)(?:="[^"]*")?')


def sanitise(html: str, id_prefix: str = "") -> str:
    """Return block HTML with only our tags, attributes and schemes; comments vanish.

    The alignment of table cells becomes a class. ``id_prefix`` goes before
    every id and every link to one.
    """
    return _cleaner(_BLOCK, id_prefix)(_CELL_STYLE.sub(_aligned, html))


@functools.lru_cache(maxsize=4096)
def sanitise_inline(html: str, allowed: Allowed = INLINE, id_prefix: str = "") -> str:
    """Return inline HTML with only the allowed tags and attributes. What a tag held stays."""
    return _cleaner(allowed, id_prefix)(html)


def escape(text: str) -> str:
    """Return plain text as HTML, spelled like everything that is sanitised."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\u00a0", "&nbsp;")):
        text = text.replace(character, entity)
    return text


@functools.lru_cache(maxsize=4096)
def markup_of(html: str) -> Allowed:
    """Return the tags that sanitised inline HTML uses, each with its attributes."""
    used: dict[str, set[str]] = {}
    for tag, attributes in _TAG.findall(html):
        used.setdefault(tag, set()).update(_ATTRIBUTE.findall(attributes))
    return tuple(
        (tag, tuple(name for name in known if name in used[tag]))
        for tag, known in INLINE
        if tag in used
    )


def _aligned(match: re.Match[str]) -> str:
    tag, attributes, align = match[1], match[2], f"align-{match[3]}"
    if ' class="' in attributes:
        return tag + attributes.replace(' class="', f' class="{align} ', 1)
    return f'{tag}{attributes} class="{align}"'


@functools.lru_cache(maxsize=512)
def _cleaner(allowed: Allowed, id_prefix: str) -> Callable[[str], str]:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "title" and not value:
            return None
        if attribute in {"href", "src"} and _names_host(value):
            return None
        if id_prefix and attribute == "id":
            return id_prefix + value
        if id_prefix and attribute == "href" and value.startswith("#"):
            return f"#{id_prefix}{value[1:]}"
        return value

    cleaner = nh3.Cleaner(
        tags={tag for tag, _ in allowed},
        # Without "*", nh3 lets every tag have lang and title.
        attributes={"*": set(), **{tag: set(names) for tag, names in allowed}},
        attribute_filter=keep,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    return cleaner.clean


def _names_host(url: str) -> bool:
    """Tell whether a URL without a scheme leads to another host, as browsers read it."""
    # They drop tabs and newlines, skip control characters and spaces, and take "\\" for "/".
    read = re.sub("[\t\n\r]", "", url).lstrip("".join(map(chr, range(33)))).replace("\\", "/")
    return read.startswith("//")
