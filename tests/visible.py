"""What a reader sees of HTML: an independent reading of it, for the tests."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        *("blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    }
)


class _Reader(HTMLParser):
    def __init__(self, *, tooltips: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.tooltips = tooltips
        self.parts: list[str] = []
        self.way_back = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self.parts.append(" ")
        if tag == "img":
            self.parts.append(values.get("alt") or "")
        if self.tooltips and values.get("title"):
            self.parts.append(f" {values['title']} ")
        if tag == "a" and values.get("class") == "footnote-backref":
            self.way_back = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append(" ")
        if tag == "a":
            self.way_back = False

    def handle_data(self, data: str) -> None:
        if not self.way_back:
            self.parts.append(data)


def visible_text(html: str, *, tooltips: bool = False) -> str:
    """Return the words that a page shows, pictures' texts included, with single spaces.

    The footnotes' ways back are no words. ``tooltips`` adds those of links.
    """
    reader = _Reader(tooltips=tooltips)
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())
