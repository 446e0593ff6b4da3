"""A translation stays inside its block, and whatever it holds, nothing unsafe comes out."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal import blocks, markup
from appeal.markup import Document
from appeal.model import Block, Run, SourceText
from tests.strategies import cases
from tests.visible import visible_text


def parsed(text: str) -> Document:
    document, findings = markup.parse(SourceText(path="x.md", body=text, body_line=1))
    assert findings == ()
    return document


# -- a paragraph stays one -------------------------------------------------------------------

LOOKS_LIKE_A_BLOCK = (
    "3. März 2026: Ende der Frist",
    "2026. március 3.",
    "- Erstens",
    "* Erstens",
    "+ Erstens",
    "# Überschrift",
    "#Hashtag",
    "> Zitat",
    "| a | b |",
    "    vier Leerzeichen",
    "[x]: y",
    '[x]: http://y.org "z"',
    "* * *",
    "---",
    "===",
    ": Definition",
    "!!! note",
    "```",
    "~~~ python",
    "[^1]: Notiz",
    "[TOC]",
    "///Footnotes Go Here///",
    "{: .x }",
    "{#id}",
    "<!-- Kommentar -->",
    "<div>",
    "Erste Zeile\n- zweite Zeile\n3. dritte Zeile",
    "Erster Absatz\n\nZweiter Absatz",
    "Term\n: Definition",
    "Überschrift\n===",
    "a | b\n--|--\nc | d",
)


def spoken(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("msgstr", LOOKS_LIKE_A_BLOCK)
def test_a_msgstr_that_looks_like_a_block_stays_a_paragraph(msgstr: str) -> None:
    document = parsed("One.\n\nTwo.\n\nThree.\n")
    inlines = markup.render(document, ["Eins.", msgstr, "Drei."])
    html = markup.fill(document, inlines)
    assert re.findall("</?[a-z0-9]+>", html) == ["<p>", "</p>"] * 3
    assert visible_text(html) == spoken(f"Eins. {msgstr} Drei.")
    tree = blocks.fill(blocks.template(document.pieces), [blocks.runs(i) for i in inlines])
    assert [block.kind for block in tree] == ["paragraph"] * 3
    assert spoken(blocks.plain_text(tree[1].runs)) == spoken(msgstr)


@pytest.mark.parametrize("msgstr", LOOKS_LIKE_A_BLOCK)
@pytest.mark.parametrize(
    "text", ["# One\n", "- One\n", "> One\n", "One\n: Two\n", "| One |\n|--|\n", "1. One\n"]
)
def test_a_msgstr_changes_no_other_structure_either(text: str, msgstr: str) -> None:
    document = parsed(text)
    msgids = [unit.text for unit in document.units]
    before = markup.fill(document, markup.render(document, msgids))
    after = markup.fill(document, markup.render(document, [msgstr, *msgids[1:]]))
    tags = re.compile("</?[a-z0-9]+")
    assert tags.findall(after) == tags.findall(before)


def test_a_msgstr_may_use_the_markup_of_its_msgid_only() -> None:
    document = parsed("*One* [two](http://a.org).\n\nThree.\n")
    link, bare = markup.render(
        document,
        [
            'Eins [zwei](http://b.org "Titel") **drei** `vier` ![fünf](x.png) *sechs*{: .x #y }',
            "*Drei* [vier](http://a.org) <http://b.org> ![x](x.png) [^1]",
        ],
    )
    assert link == 'Eins <a href="http://b.org">zwei</a> drei vier  <em>sechs</em>'
    assert bare == "Drei vier http://b.org  [^1]"


@pytest.mark.parametrize(
    "msgstr",
    [
        "*a**b*.",
        "*a**b*  \nc",
        "*a**b*`c`",
        "*a**b*[c](d)",
        "x*。**あ*。z",
        "これは**「重要」**です。",
    ],
)
def test_no_word_is_lost_between_marks_of_emphasis(msgstr: str) -> None:
    document = parsed("*One* **two** `three` [four](five)  \nsix\n")
    (html,) = markup.render(document, [msgstr])
    letters = re.sub(r"[*`\[\]()\s]|\(d\)", "", msgstr)
    assert re.sub(r"[*`\[\]()\s]|\(d\)", "", visible_text(html)) == letters


@settings(
    max_examples=cases(300, 20_000), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.text(alphabet="ab *_.(あ「", min_size=2, max_size=14))
def test_no_letter_is_lost_among_any_marks_of_emphasis(msgstr: str) -> None:
    (html,) = markup.render(parsed("*One* **two**\n"), [msgstr])
    assert re.sub(r"[*_\s]", "", visible_text(html)) == re.sub(r"[*_\s]", "", msgstr)


def test_an_escaped_character_in_an_automatic_link_is_that_character() -> None:
    document = parsed("<me@x.org>\n")
    (html,) = markup.render(document, ["<i@j\\\\-.org>"])
    assert visible_text(html) == "i@j\\-.org"


def test_words_in_a_tooltip_allow_no_attribute() -> None:
    document = parsed('[One](u.html "the onclick = style= class handler")\n')
    (html,) = markup.render(document, ["[Eins](u.html){: onclick=alert(1) style=x class=y }"])
    assert html == '<a href="u.html">Eins</a>'


def test_a_translated_tooltip_of_a_reference_stays_a_tooltip() -> None:
    document = parsed('[One][r]\n\n[r]: u "Title"\n')
    html, _ = markup.render(document, ["[Eins][r]", '"><script>x</script> & \x02wzxhzdk:0\x03'])
    assert html == (
        '<a href="u" title="&quot;&gt;&lt;script&gt;x&lt;/script&gt; &amp; wzxhzdk:0">Eins</a>'
    )


# -- hostile translations ----------------------------------------------------------------------

EVERYTHING = (
    '*em* **strong** `code` [link](http://a.org "t"){: .c #i lang=fr dir=ltr } ![alt](a.png "t")'
    "  \nbreak [r][r] [^1] <http://auto.org> <me@auto.org>\n\n[^1]: note\n\n[r]: http://r.org\n"
)
TAGS = {"a", "br", "code", "em", "img", "strong", "sup"}
ATTRIBUTES = {"alt", "class", "dir", "href", "id", "lang", "src", "title"}


class _Judge(HTMLParser):
    """Reads HTML as a browser does and refuses what may do harm."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name in ("href", "src"):
                url = re.sub("[\t\n\r]", "", value or "").lstrip("".join(map(chr, range(33))))
                url = url.replace("\\", "/")
                assert not url.startswith("//"), url
                scheme = re.match("([a-zA-Z][a-zA-Z0-9+.-]*):", url)
                assert scheme is None or scheme[1].lower() in ("http", "https", "mailto", "tel")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def judge(html: str) -> None:
    judge = _Judge(convert_charrefs=True)
    judge.feed(html)
    judge.close()
    html.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000-\uf8ff]", html)


HOSTILE = {
    "control characters": "a\x00b\x01c\x08d\x1be\x7ff\x85g\rh",
    "placeholders": "\x02wzxhzdk:0\x03 *\x02klzzwxh:0000\x03* \x0242\x03 \x02amp\x03 \x03\x02",
    "private use": "\ue1000\ue101 *\uf8ff* \U000f0000 \U0010fffd",
    "private use, as entities": "&#xE100;0&#xE101; *&#57600;1&#57601;* &#x1; &#0; &#xD800; &#128;",
    "lone surrogates": "\ud800 *x* \udfff [\udc00](\ud83d)",
    "non-characters": "\ufdd0 *\uffff* \ufffe",
    "raw HTML": "<b onclick=x>a</b> <script>alert(1)</script> <img src=x onerror=y> <!-- c -->",
    "unclosed HTML": "<script <img src= <!-- <![CDATA[ <? <a href='",
    "closing tags": "</p></div></body></html>",
    "attribute lists": "*a*{: onclick=alert(1) style=color:red } `b`{: onmouseover=x } {: .c }",
    "attribute list on a link": "[a](http://a.org){: href=javascript:x onclick=y target=_blank }",
    "attribute list on a picture": "![a](a.png){: src=javascript:x onerror=y srcset=z }",
    "breaking out of an attribute": '[a](http://a.org "t\\"><script>x</script>") ![a"><b>](a.png)',
    "javascript": "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](java\nscript:x) <javascript:x>",
    "javascript, hidden": "[a](&#106;avascript:x) [b](\x01javascript:x) [c](javascript&colon;x)",
    "javascript, tabs": "[a](<java\tscript:x>) [b](< javascript:x>) [c](<\u00a0javascript:x>)",
    "javascript, automatic": "<javascript://a%0aalert(1)> <vbscript://x> <data://x>",
    "data": "[a](data:text/html;base64,PHNjcmlwdD4=) ![b](data:image/svg+xml,<svg/onload=x>)",
    "other schemes": "[a](vbscript:x) [b](file:///etc/passwd) [c](blob:x) [d](ftp://x)",
    "hosts": "[a](//evil.org) ![b](//evil.org/x.png) [c](\\\\evil.org) [d](/\\evil.org)",
    "hosts, mixed": "[a](\\/evil) [b](/\\/evil) [c](\\\\\\\\evil)",
    "hosts, hidden": "[a](<\t//evil.org>) [b](</\t/evil.org>) [c](&#47;/evil.org)",
    "unclosed": "*a **b `c [d](e ![f](g [h][ <i@j <http://k [^1 ``` {: .l",
    "brackets": "[" * 20_000,
    "500 brackets": "[" * 500,
    "brackets and parentheses": "[a](" * 400,
    "pictures in pictures": "![a](" * 400,
    "nested emphasis": "*" * 10_000 + "a" + "*" * 10_000,
    "nested emphasis, spaced": "*a " * 1_000 + "a* " * 1_000,
    "emphasis of all kinds": "*a _b **c __d " * 300,
    "unclosed emphasis": "*a " * 1_999,
    "backticks": " ".join("`" * n for n in range(1, 60)),
    "backslashes": "\\" * 100_000,
    "line breaks": "  \n" * 30_000,
    "ampersands": "&" * 90_000,
    "less-than signs": "<" * 90_000,
    "entities": "&#1" * 30_000,
    "comments": "<!--" * 20_000,
    "quotation marks": "*a*{: a=" + '"' * 50_000,
    "quotation marks in a link": '[a](u "' + '"' * 50_000,
    "spaces": "*a*" + " " * 90_000 + "{: x",
    "attributes": "*a*{: " + "a=b " * 20_000,
    "footnotes": "[^1]" * 400,
    "fields": "{{unknown}} {{ }} {{{{x}}}} }}{{ {{x:y|z}}",
    "empty": "",
    "blank": " \n\t ",
    "direction marks": "\u202e\u2066\u2069\u200f *a* \u202c",
}


@pytest.mark.parametrize("msgstr", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_msgstr_does_no_harm(msgstr: str) -> None:
    document = parsed(EVERYTHING)
    began = time.process_time()
    html, note = markup.render(document, [msgstr, msgstr])
    runs = blocks.runs(html)
    assert time.process_time() - began < 2
    judge(html)
    judge(note)
    for run in runs:
        run.text.encode("utf-8")
        assert "\x02" not in run.text and "\ue100" not in run.text
    markup.fill(document, [html, note])


_PIECES = (
    *HOSTILE["unclosed"].split(),
    *("*", "**", "_", "`", "[", "]", "(", ")", "![", "](", "<", ">", "&", "&lt;", "&#60;", "\\"),
    *("javascript:", "//", "\\\\", "data:", "http:", "a", "b c", "\n", "  \n", "\n\n", "{:", "}"),
    *('"', "'", "=", "onclick=", "href=", "[r]", "[^1]", "\x02", "\x03", "wzxhzdk:0", "\ue100"),
    *("\ud800", "\t", "\u00a0", "<script>", "</a>", "<!--", "-->", "style=", "{: .c }", "{#i}"),
)


@settings(
    max_examples=cases(500, 20_000), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_no_msgstr_does_harm(msgstr: str) -> None:
    html, note = markup.render(parsed(EVERYTHING), [msgstr, msgstr])
    judge(html)
    judge(note)


@settings(
    max_examples=cases(300, 5_000), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_at_all_is_rendered(msgstr: str) -> None:
    html, note = markup.render(parsed(EVERYTHING), [msgstr, msgstr])
    judge(html)
    judge(note)


# -- what the sanitiser does to blocks -----------------------------------------------------------


def test_sanitising_keeps_only_our_tags_attributes_and_schemes() -> None:
    html = (
        '<p onclick="x" style="color:red" class="c" lang="fr" dir="rtl" id="i">a<script>b</script>'
        '<iframe src="x"></iframe><b>c</b><a href="javascript:x" target="_blank" rel="x">d</a>'
        '<a href="tel:+44" title="">e</a><a href="http:/\\evil">f</a><!-- g --></p>'
        '<ol start="3" type="a"><li value="2">h</li></ol>'
    )
    assert markup.sanitise(html) == (
        '<p class="c" lang="fr" dir="rtl" id="i">ac<a>d</a><a href="tel:+44">e</a>'
        '<a href="http:/\\evil">f</a></p><ol start="3"><li>h</li></ol>'
    )


def test_a_cells_alignment_becomes_a_class_beside_its_own() -> None:
    html = markup.sanitise(
        '<table><tr><td class="x" style="text-align: right;">a</td>'
        '<th style="text-align: center;">b</th></tr></table>'
    )
    assert '<td class="align-right x">a</td><th class="align-center">b</th>' in html


def test_a_source_may_not_lead_to_other_hosts_without_a_scheme() -> None:
    document = parsed("[a](//evil.org) [b](\\\\\\\\evil.org) [c](http://a.org)\n")
    (html,) = markup.render(document, [document.units[0].text])
    assert html == '<a>a</a> <a>b</a> <a href="http://a.org">c</a>'


def test_block_tree_of_a_msgstr_beyond_the_bounds_is_its_text() -> None:
    msgstr = "*x* " + "[" * 501
    (html,) = markup.render(parsed("*One*\n"), [msgstr])
    assert blocks.runs(html) == (Run(text=msgstr),)
    tree = blocks.fill(blocks.template(parsed("*One*\n").pieces), [blocks.runs(html)])
    assert tree == (Block(kind="paragraph", runs=(Run(text=msgstr),)),)
