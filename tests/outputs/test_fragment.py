"""fragment.html: what WordPress's filter leaves as it is."""

from __future__ import annotations

import datetime

import pytest

from appeal.model import Edition
from appeal.outputs.page import fragment
from tests.outputs import samples
from tests.outputs.kses import kses

EDITIONS = {
    "plain": samples.edition("en_AU"),
    "right-to-left": samples.edition("ar"),
    "everything": samples.edition(
        "de",
        own=samples.localised("de", page=samples.EVERYTHING, letter=samples.EVERYTHING),
        addressees=(samples.REACHABLE,),
        date=datetime.date(2026, 2, 19),
        send_before=datetime.date(2026, 3, 31),
        today=datetime.date(2026, 3, 1),
    ),
    "translated": samples.edition(
        "ja", translations={"ru": samples.localised("ru"), "kk": samples.localised("kk")}
    ),
    "untranslated": samples.edition(
        "ur",
        own=samples.localised(
            "ur", page='<p><span class="untranslated" lang="en" dir="ltr">Not yet</span></p>'
        ),
    ),
    "withdrawn": samples.edition("ta", status="withdrawn"),
}


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_wordpress_keeps_the_fragment_byte_for_byte(edition: Edition) -> None:
    html = fragment(edition, samples.words(edition.language))
    assert kses(html) == html


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<bdi>x</bdi>", "x"),
        ('<time datetime="2026-01-01">x</time>', "x"),
        ('<p lang="ar" dir="rtl" translate="no">x</p>', '<p lang="ar" dir="rtl">x</p>'),
        ('<a href="x" hreflang="de">x</a>', '<a href="x">x</a>'),
        ("<script>x</script>", "x"),
        ('<a href="javascript:x">x</a>', '<a href="x">x</a>'),
        ("<br/>", "<br />"),
        ("AT&T &hearts; 3 > 2", "AT&amp;T &amp;hearts; 3 &gt; 2"),
        ('<a href="tel:+44-20" dir="ltr">x</a>', '<a href="tel:+44-20" dir="ltr">x</a>'),
        ('<p style="color: red;">x</p>', '<p style="color: red">x</p>'),
    ],
)
def test_the_filter_itself_strips_what_wordpress_strips(before: str, after: str) -> None:
    assert kses(before) == after


def test_links_are_absolute_because_the_page_is_somebody_elses() -> None:
    html = fragment(EDITIONS["everything"], samples.words("de"))
    here = "https://appeals.example.org/germany/de/defend-socialists-in-kazakhstan/"
    assert f'href="{here}letter.pdf"' in html
    assert f'src="{here}banner.jpg"' in html
    assert 'href="#fn:1"' in html
    assert 'href="letter' not in html


def test_without_a_base_url_no_file_is_linked() -> None:
    html = fragment(samples.edition("de", base_url=""), samples.words("de"))
    assert ".pdf" not in html
    assert "Print and sign the letter" in html


def test_language_and_direction_stand_on_the_outermost_element() -> None:
    html = fragment(EDITIONS["right-to-left"], samples.words("ar"))
    assert html.startswith('<div class="appeal" lang="ar" dir="rtl">')
    assert '<span dir="auto">Nursultan Nazarbayev</span>' in html
    assert '<span dir="ltr">+44 20 8988 8793</span>' in html


def test_headings_begin_below_the_sites_own() -> None:
    own = samples.localised("de", page="<h1>Erstens</h1>\n<h3>Drittens</h3>\n<p>x</p>")
    html = fragment(samples.edition("de", own=own), samples.words("de"))
    assert "<h1" not in html
    assert "<h2>Erstens</h2>" in html
    assert "<h4>Drittens</h4>" in html
