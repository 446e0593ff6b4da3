"""index.html: what stands on the page, in which state, and what it may load."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from appeal.languages import language
from appeal.model import Completeness, Edition, Text
from appeal.outputs import page as module
from appeal.outputs.faces import FACES
from appeal.outputs.page import index
from appeal.outputs.style import minified, style
from tests.outputs import samples

DAY = datetime.date(2026, 3, 31)
FULL = samples.edition(
    "de",
    own=samples.localised("de", page=samples.EVERYTHING, letter=samples.EVERYTHING),
    addressees=(samples.REACHABLE,),
    date=datetime.date(2026, 2, 19),
    send_before=DAY,
    today=datetime.date(2026, 3, 1),
    translations={"ru": samples.localised("ru"), "kk": samples.localised("kk")},
)


class Elements(HTMLParser):
    """All start tags with their attributes, and the text of each element by its id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **wanted: str) -> Iterator[dict[str, str]]:
        for name, attributes in self.found:
            if name == tag and all(attributes.get(k) == v for k, v in wanted.items()):
                yield attributes


def page(edition: Edition) -> str:
    return index(edition, samples.words(edition.language))


def elements(edition: Edition) -> Elements:
    return Elements(page(edition))


def test_the_document_bears_language_and_direction() -> None:
    assert page(samples.edition("ar")).startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert '<html lang="pt-BR" dir="ltr">' in page(samples.edition("pt_BR"))


@pytest.mark.parametrize("tag", ["en_AU", "de", "ur", "ja"])
def test_the_policy_allows_our_style_sheet_by_its_hash_and_nothing_else(tag: str) -> None:
    html = page(samples.edition(tag))
    policy = next(Elements(html).all("meta", **{"http-equiv": "Content-Security-Policy"}))
    sheet = re.search("<style>(.*)</style>", html, re.S)
    assert sheet
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    fonts = "; font-src 'self'" if tag == "ur" else ""
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'{fonts}; base-uri 'none'; "
        "form-action 'none'"
    )
    assert "<script" not in html
    assert " style=" not in html
    assert " on" not in re.sub(">[^<]*<", "><", html.partition("</style>")[2])


def test_pictures_of_the_text_are_allowed_where_they_are() -> None:
    own = samples.localised(
        "de", page='<p><img alt="x" src="https://pictures.example.org/a.jpg"></p>'
    )
    assert "; img-src https://pictures.example.org;" in page(samples.edition("de", own=own))
    assert "; img-src 'self';" in page(FULL)


def test_search_engines_and_cards_are_told_the_truth() -> None:
    url = "https://appeals.example.org/germany/de/defend-socialists-in-kazakhstan/"
    found = elements(FULL)
    assert [link["href"] for link in found.all("link", rel="canonical")] == [url]
    alternates = list(found.all("link", rel="alternate"))
    assert {"rel": "alternate", "hreflang": "de-DE", "href": url} in alternates
    assert len(alternates) == len(samples.links()) + 1
    graph = {meta["property"]: meta["content"] for meta in found.all("meta") if "property" in meta}
    assert graph["og:url"] == url
    assert graph["og:image"] == f"{url}card.png"
    assert graph["og:title"] == "Verteidigt die Sozialisten in Kasachstan"
    assert graph["og:locale"] == "de_DE"
    assert list(found.all("article", itemtype="https://schema.org/Article"))
    props = {attributes["itemprop"] for _, attributes in found.found if "itemprop" in attributes}
    assert props >= {"headline", "description", "inLanguage", "datePublished", "articleBody"}


def test_without_a_base_url_nothing_points_to_the_web() -> None:
    html = page(samples.edition("de", base_url=""))
    assert "canonical" not in html
    assert "og:url" not in html
    assert "https://" not in html.replace("https://schema.org", "")


def test_what_to_do_comes_before_the_appeal_and_the_letter() -> None:
    html = page(FULL)
    order = ["Was du jetzt tun kannst", "What happened", "Der Brief</h2>", "Downloads"]
    assert sorted(order, key=html.index) == order


def test_every_way_to_act_is_offered_where_the_addressee_has_it() -> None:
    html = page(FULL)
    assert 'href="mailto:president@example.org?subject=' in html
    assert 'href="letter.pdf">Print and sign the letter' in html
    assert 'href="letter.kk.pdf" lang="kk" hreflang="kk">Қазақ тілі (PDF)' in html
    assert 'href="letter.ru.pdf" lang="ru" hreflang="ru">Русский (PDF)' in html
    assert 'href="letter.bilingual.pdf"' in html
    assert 'href="fax.pdf">Send a fax' in html
    assert '<bdi dir="ltr">+7 7172 74 56 31</bdi>' in html
    assert '<bdi dir="ltr"><a href="tel:+7-7172-74-56-32">+7 7172 74 56 32</a></bdi>' in html
    assert 'href="#copy">Copy the text' in html
    assert "Kopien an" in html


def test_only_what_there_is_is_offered() -> None:
    html = page(samples.edition("de"))
    assert "mailto:" not in html
    assert "Send a fax" not in html
    assert "bilingual" not in html
    assert 'href="letter.pdf"' in html


def test_a_letter_too_long_for_a_mail_link_says_what_to_do() -> None:
    hint = "Copy the text of the letter below and paste it into your message."
    short = samples.edition("de", addressees=(samples.REACHABLE,))
    assert hint not in page(short)
    long = samples.localised("de", letter=f"<p>{'lang ' * 500}</p>")
    html = page(samples.edition("de", own=long, addressees=(samples.REACHABLE,)))
    assert hint in html
    link = next(a for a in Elements(html).all("a") if a["href"].startswith("mailto:"))
    assert len(link["href"]) <= 2000


def test_the_deadline_is_a_date_and_the_count_says_when_it_was_counted() -> None:
    html = page(FULL)
    assert (
        'Appeal of <time datetime="2026-02-19">19. Februar 2026</time> · '
        '<strong>Vor dem <time datetime="2026-03-31">31. März 2026</time> absenden</strong> '
        "<small>(Updated 1. März 2026 · 30 days left)</small>"
    ) in html
    undated = page(samples.edition("de", send_before=DAY))
    assert "31. März 2026" in undated
    assert "left)" not in undated


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (
            samples.edition("de", send_before=DAY, today=datetime.date(2026, 4, 1)),
            "This appeal has expired: its last day was 31. März 2026.",
        ),
        (
            samples.edition("de", status="withdrawn"),
            "This appeal has been withdrawn. Please do not send any more letters.",
        ),
    ],
    ids=["expired", "withdrawn"],
)
def test_an_appeal_that_is_over_says_so_and_offers_nothing_to_send(
    edition: Edition, said: str
) -> None:
    html = page(edition)
    assert f'<p class="notice stop">{said}</p>' in html
    assert "What you can do now" not in html
    assert "Was du jetzt tun kannst" not in html
    assert ".pdf" not in html
    assert edition.own.said("letter.subject") in html


def test_a_draft_says_so_and_a_reviewed_or_source_page_does_not() -> None:
    draft = "This translation is a draft."
    assert draft in page(samples.edition("de"))
    assert draft not in page(samples.edition("en_AU"))


def test_untranslated_lines_are_marked_with_their_language() -> None:
    own = samples.localised("ar")
    prose = {**own.prose, "appeal.title": Text(text="Defend <them>", language="en")}
    partial = replace(own, prose=prose, completeness=Completeness(words=9, entries=2, translated=5))
    html = page(samples.edition("ar", own=partial))
    assert (
        '<span class="untranslated" lang="en" dir="ltr">Defend &lt;them&gt;</span></h1>'
    ) in html
    assert "Parts of this page are not translated yet and stand in English." in html


def test_everything_that_people_write_is_escaped() -> None:
    own = samples.localised("de", appeal__title="<b>\"&'", letter__subject="</style><script>x")
    html = page(samples.edition("de", own=own))
    assert "<title>&lt;b&gt;&quot;&amp;' · Urgent appeals</title>" in html
    assert "<script" not in html
    assert html.count("</style>") == 1


def test_the_letter_s_points_bear_their_numbers_as_text() -> None:
    html = page(samples.edition("de"))
    assert '<div role="listitem"><p><span class="n">2.</span> Wir bitten' in html
    nested = samples.localised("de", letter=samples.EVERYTHING)
    letter = page(samples.edition("de", own=nested)).partition('id="copy"')[2]
    assert '<span class="n">3.</span> third' in letter
    assert '<span class="n">4.</span> fourth\n<ul>\n<li>inner</li>' in letter
    assert letter.count("<div") == letter.count("</div>") - 1
    assert "<ol" not in letter


def test_the_current_language_is_marked_and_the_others_named_in_themselves() -> None:
    found = elements(samples.edition("ar"))
    assert list(found.all("a", lang="ar", hreflang="ar")) == [
        {"href": "index.html", "lang": "ar", "hreflang": "ar", "aria-current": "page"}
    ]
    assert [a["href"] for a in found.all("a", lang="he", hreflang="he")] == [
        "../../he/defend-socialists-in-kazakhstan/index.html"
    ]


@pytest.mark.parametrize("tag", ["en_AU", "de", "ar", "ja", "ta", "ur"])
def test_a_page_is_light(tag: str) -> None:
    html = page(samples.edition(tag)).encode()
    assert len(html) <= 30_000
    assert len(gzip.compress(html, mtime=0)) <= 8_000


def test_fonts_lie_beside_the_page_only_where_systems_lack_the_script() -> None:
    def files(tag: str) -> list[str]:
        made = module.artifacts(samples.edition(tag), samples.words, None)  # type: ignore[arg-type]  # pages need no press
        return [artifact.path.rsplit("/", 1)[1] for artifact in made]

    assert files("de") == ["index.html", "fragment.html"]
    assert files("ur") == [
        "index.html",
        "fragment.html",
        "noto-nastaliq-urdu-400.woff2",
        "noto-nastaliq-urdu-700.woff2",
    ]
    assert files("si")[2:] == ["noto-sans-sinhala-400.woff2", "noto-sans-sinhala-700.woff2"]


@pytest.mark.parametrize("tag", ["km", "my", "si", "ur"])
def test_a_font_file_is_the_last_choice_and_only_for_its_script(tag: str) -> None:
    sheet = style(language(tag))
    face = FACES[language(tag).hand]
    assert re.search(r'--face:.*,"Appeal Web",[a-z-]+;', sheet.css)
    assert sheet.css.count(f"unicode-range:{face.covers}") == len(sheet.fonts) == 2
    first = int(face.covers.removeprefix("U+").partition("-")[0], 16)
    assert chr(first) > "\u04ff"


def test_a_style_sheet_loses_only_comments_and_space() -> None:
    assert minified("/* x */\na  >  b,\n c { color: red; margin: 0 auto; }\n") == (
        "a>b,c{color:red;margin:0 auto}"
    )
    assert minified("@media (min-width: 1em) { a { b: c } }") == ("@media (min-width:1em){a{b:c}}")


def test_two_runs_give_the_same_bytes() -> None:
    assert page(FULL) == page(FULL)
