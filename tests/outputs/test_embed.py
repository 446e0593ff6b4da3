"""The appeal's HTML on a page: heading levels, addresses, numbers of points."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.outputs.embed import absolute, numbered, picture_hosts, under


@pytest.mark.parametrize(
    ("html", "level", "expected"),
    [
        ("<p>x</p>", 2, "<p>x</p>"),
        ("<h1>a</h1><h2>b</h2>", 2, "<h2>a</h2><h3>b</h3>"),
        ('<h3 id="h">a</h3>', 2, '<h2 id="h">a</h2>'),
        ("<h1>a</h1><h6>b</h6>", 3, "<h3>a</h3><h6>b</h6>"),
        ("<hr><p>h1</p>", 2, "<hr><p>h1</p>"),
    ],
)
def test_headings_go_under_the_page_s_own(html: str, level: int, expected: str) -> None:
    assert under(html, level) == expected


def test_addresses_become_absolute_and_anchors_stay() -> None:
    html = '<a href="a.pdf">a</a><a href="#n">n</a><a href="https://x.example/">x</a><img src="p">'
    assert absolute(html, "https://example.org/s/") == (
        '<a href="https://example.org/s/a.pdf">a</a><a href="#n">n</a>'
        '<a href="https://x.example/">x</a><img src="https://example.org/s/p">'
    )
    assert absolute(html, "") == html


def test_an_address_in_the_text_is_left_alone() -> None:
    html = '<p>write &lt;a href="x"&gt; so</p>'
    assert absolute(html, "https://example.org/") == html


def test_picture_hosts_cannot_end_the_policy() -> None:
    html = '<img src="https://a.example;script-src *"><img alt="b" src="b.jpg">'
    assert picture_hosts(html) == ("'self'", "https://a.examplescript-src*")


def test_ordered_lists_bear_their_numbers_and_bulleted_ones_do_not() -> None:
    html = (
        '<ol start="3" class="c">\n<li>a</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ol>'
        "<ul><li>d<ol><li>e</li></ol></li><li>f</li></ul>"
    )
    assert numbered(html) == (
        '<div role="list" class="c">\n<div role="listitem"><span class="n">3.</span> a</div>\n'
        '<div role="listitem"><p><span class="n">4.</span> b</p>\n<p>c</p>\n</div>\n</div>'
        '<ul><li>d<div role="list"><div role="listitem"><span class="n">1.</span> e</div></div>'
        "</li><li>f</li></ul>"
    )


@st.composite
def _lists(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(["ol", "ul"]))
    items = []
    for _ in range(draw(st.integers(1, 3))):
        inner = draw(_lists(depth=depth + 1)) if depth < 3 and draw(st.booleans()) else ""
        items.append(f"<li>{draw(st.sampled_from(['x', '<p>x</p>']))}{inner}</li>")
    return f"<{tag}>{''.join(items)}</{tag}>"


@settings(deadline=None)
@given(_lists())
def test_only_numbers_are_added_and_the_nesting_stays(html: str) -> None:
    made = numbered(html)
    assert re.sub(r'<span class="n">\d+\.</span> ', "", re.sub("</?div[^>]*>", "", made)) == (
        re.sub("</?(?:ol)>", "", _without_ordered_items(html))
    )
    assert made.count("<div") == made.count("</div>")
    assert made.count("<ul") == html.count("<ul")


def _without_ordered_items(html: str) -> str:
    """Drop the tags of items whose list is ordered, by walking the tags."""
    lists: list[str] = []
    out = []
    for token in re.split("(<[^>]*>)", html):
        if token in {"<ol>", "<ul>"}:
            lists.append(token)
        elif token in {"</ol>", "</ul>"}:
            lists.pop()
        if token in {"<li>", "</li>"} and lists[-1] == "<ol>":
            continue
        out.append(token)
    return "".join(out)
