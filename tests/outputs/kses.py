"""WordPress's filter of post content (KSES), written anew from its public documentation.

https://developer.wordpress.org/reference/functions/wp_kses_allowed_html/ (context ``post``),
https://developer.wordpress.org/reference/functions/wp_kses_normalize_entities/ and
https://developer.wordpress.org/reference/functions/wp_allowed_protocols/. ``dir`` and ``lang``
are allowed on every element since WordPress 6.0.

Of the elements, those that prose is made of. An element that is not here is stripped, so a
missing one can only make a test stricter.
"""

from __future__ import annotations

import re

GLOBAL = {
    *("aria-describedby", "aria-details", "aria-hidden", "aria-label", "aria-labelledby"),
    *("class", "dir", "id", "lang", "role", "style", "title", "xml:lang"),
}
PLAIN = """
address abbr b br code dd dfn dl dt em i kbd mark s samp small strong sub sup tt u var
"""
ALIGNED = """
article aside caption div figure footer h1 h2 h3 h4 h5 h6 header nav p section span
"""
ELEMENTS: dict[str, set[str]] = {
    **{name: set() for name in PLAIN.split()},
    **{name: {"align"} for name in ALIGNED.split()},
    "a": {"href", "rel", "rev", "name", "target"},
    "blockquote": {"cite"},
    "details": {"align", "open"},
    "summary": {"align"},
    "hr": {"align", "noshade", "size", "width"},
    "img": {"alt", "align", "border", "height", "hspace", "longdesc", "src", "vspace", "width"},
    "li": {"align", "value"},
    "ol": {"start", "type", "reversed"},
    "pre": {"width"},
    "q": {"cite"},
    "table": {"align", "bgcolor", "border", "cellpadding", "cellspacing", "rules", "summary"},
    "tbody": {"align", "char", "charoff", "valign"},
    "td": {"abbr", "align", "colspan", "headers", "rowspan", "scope", "valign", "width"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope", "valign", "width"},
    "thead": {"align", "char", "charoff", "valign"},
    "tr": {"align", "bgcolor", "char", "charoff", "valign"},
    "ul": {"type"},
}
PROTOCOLS = {
    *("http", "https", "ftp", "ftps", "mailto", "news", "irc", "irc6", "ircs", "gopher", "nntp"),
    *("feed", "telnet", "mms", "rtsp", "sms", "svn", "tel", "fax", "xmpp", "webcal", "urn"),
}
# The named references that prose needs; all others lose their "&".
ENTITIES = {"amp", "lt", "gt", "quot", "apos", "nbsp", "shy", "ndash", "mdash", "hellip"}
URLS = {"href", "src", "cite", "longdesc"}

_ATTRIBUTE = re.compile(r"""([-a-zA-Z:]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)|([-a-zA-Z:]+)""")


def kses(html: str) -> str:
    """Return what WordPress stores of a post by somebody who may not post unfiltered HTML."""
    html = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", html)
    html = re.sub(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]+[0-9]*);)", "&amp;", html)
    html = re.sub(
        r"&([A-Za-z]+[0-9]*);", lambda m: m[0] if m[1] in ENTITIES else f"&amp;{m[1]};", html
    )
    html = re.sub(r"&#0*([0-9]+);", lambda m: f"&#{m[1].zfill(3)};", html)
    return re.sub(r"<!--.*?(?:-->|$)|<[^>]*(?:>|$)|>", _tag, html, flags=re.S)


def _tag(found: re.Match[str]) -> str:
    text = found[0].replace('\\"', '"')
    if text == ">":
        return "&gt;"
    if text.startswith("<!--"):
        return text
    parts = re.fullmatch(r"<\s*(/\s*)?([a-zA-Z0-9-]+)([^>]*)>?", text)
    if not parts or parts[2].lower() not in ELEMENTS:
        return ""
    if parts[1]:
        return f"</{parts[2]}>"
    slash = " /" if re.search(r"\s*/\s*$", parts[3]) else ""
    allowed = ELEMENTS[parts[2].lower()] | GLOBAL
    kept: dict[str, str] = {}
    for name, value, bare in _ATTRIBUTE.findall(parts[3]):
        key = (name or bare).lower()
        if key not in allowed or key in kept:
            continue
        quote = value[0] if value[:1] in {'"', "'"} else '"'
        inner = value.strip(quote)
        if key in URLS:
            inner = _protocol(inner)
        if key == "style":
            inner = ";".join(rule.strip() for rule in inner.split(";") if rule.strip())
        kept[key] = f" {name}={quote}{inner}{quote}" if name else f" {bare}"
    return f"<{parts[2]}{re.sub('[<>]', '', ''.join(kept.values()))}{slash}>"


def _protocol(url: str) -> str:
    scheme, colon, rest = url.partition(":")
    if not colon or "/" in scheme or "?" in scheme or "#" in scheme:
        return url
    return f"{scheme.lower()}:{rest.strip()}" if scheme.lower() in PROTOCOLS else rest.strip()
