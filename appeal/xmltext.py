"""Text and attributes in XML, as `xml.sax.saxutils` writes them.

That module imports an HTTP client, TLS and e-mail, which a build takes
longer to import than to write its feeds.
"""

from __future__ import annotations


def escape(text: str) -> str:
    """Return text with ``&``, ``<`` and ``>`` as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoteattr(text: str) -> str:
    """Return text as an attribute's value in quotation marks, white space kept by references."""
    text = escape(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"{}"'.format(text.replace('"', "&quot;"))
