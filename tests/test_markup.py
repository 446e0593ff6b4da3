"""The laws of the walk, over generated documents and one document for each construct."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal import markup
from appeal.markup import Document
from appeal.model import Finding, SourceText
from tests.documents import Source, documents, scraps
from tests.strategies import cases
from tests.visible import visible_text


def generated(sample: int) -> settings:
    return settings(
        max_examples=cases(sample, 2500),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def source(text: str) -> SourceText:
    return SourceText(path="source/x/appeal.md", body=text, body_line=1)


def parsed(text: str) -> Document:
    document, findings = markup.parse(source(text))
    assert not [finding for finding in findings if finding.code != "comment-misplaced"]
    return document


def filled(document: Document, texts: list[str] | None = None) -> str:
    msgids = [unit.text for unit in document.units]
    return markup.fill(document, markup.render(document, texts or msgids))


def one_space(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def without_language(html: str) -> str:
    """Drop what only we say: in which language a block is that is kept out of translation."""
    return re.sub(' dir="ltr"| lang="en"', "", html)


# -- the law: filled with its own msgids, a document is what Python-Markdown makes of it ------


@generated(300)
@given(documents())
def test_filling_with_the_msgids_gives_the_plain_document(drawn: Source) -> None:
    text = drawn.text()
    plain = markup.sanitise(markup.plain(text))
    # An item's indented lines keep their indentation after a hard break; a msgid does not.
    plain = re.sub("<br>\n +", "<br>\n", plain)
    assert without_language(filled(parsed(text))) == plain


@generated(300)
@given(documents(), st.integers(16, 70))
def test_filling_a_wrapped_document_differs_in_white_space_only(drawn: Source, width: int) -> None:
    text = drawn.text(width)
    plain = markup.sanitise(markup.plain(text))
    assert one_space(without_language(filled(parsed(text)))) == one_space(plain)


@generated(300)
@given(scraps())
def test_filling_a_disorderly_document_differs_in_white_space_only(text: str) -> None:
    document, findings = markup.parse(source(text))
    if not findings:
        plain = markup.sanitise(markup.plain(text))
        assert one_space(without_language(filled(document))) == one_space(plain)


CONSTRUCTS = {
    "headings": "# One\n\n## Two ##\n\nThree\n=====\n\nFour\n----\n\n###### Six *six*\n",
    "headings with ids": "# One {#first}\n\n## Two {: .big #second } ##\n\nThree {#third}\n===\n",
    "the same heading twice": "# Same\n\n# Same\n",
    "paragraphs": "One.\n\nTwo *two* **two** ***two*** _two_ __two__ `two` ``t`wo``.\n",
    "hard breaks": "One  \ntwo  \n*three  \nfour*\n",
    "tight list": "- one\n- two\n    - three\n        - four\n- five\n",
    "loose list": "- one\n\n- two\n\n    more\n\n    - three\n\n        even more\n\n- four\n",
    "numbered points": "3. three\n4. four\n\n    more\n\n5. five\n",
    "numbered points, tight": "2026. one\n2027. two\n    1. three\n",
    "mixed lists": "1. one\n    - two\n        1. three\n\n* four\n",
    "quotes": "> one\n>\n> two\n>\n> - three\n>\n> > four\n",
    "table": "| a | b | c |\n|:--|:-:|--:|\n| *d* | e \\| f | `g` |\n| | h | |\n",
    "table without edges": "a | b\n--|--\nc | d\n",
    "table with attributes": "| a {: .x } | b |\n|:--|--|\n| c {: .y } | d |\n",
    "definitions": "One\n: first *definition*\n: second\n\nTwo\nThree\n\n:   loose\n\n    more\n",
    "footnotes": "One[^1] two[^b] again[^1].\n\n"
    "[^1]: Note *one*.\n[^b]: Note\n\n    two.\n\n    - x\n",
    "footnote called from depth first": "- a[^1]\n\nb[^1] c[^1]\n\n> d[^1]\n\n[^1]: n\n",
    "images": '![alt *text*](a.png) and ![other](b.png "Title") [![in a link](c.png)](d.html)\n',
    "links": '[a](http://a.org) [b](b.html "Title") [c](<c.org/x>) <http://d.org> <e@f.org>\n',
    "reference links": '[a][one] [one] [Two words][] ![i][one]\n\n[one]: http://a.org "Title"\n'
    "[two words]: <http://b.org>\n    'Late title'\n",
    "attribute lists": "One *two*{: .x #y lang=fr } [three](t.html){.z}.\n{: .block }\n\n"
    "- four\n    {: .item }\n",
    "attribute list with other braces": "One {two} {{three}}\n{: .x }\n",
    "merge field alone on the last line": "One two\n{{three}}\n",
    "merge field as a heading": "# {{one}}\n\n# Two {{three}}\n",
    "comments": "<!-- a note -->\n\nOne\n\n<!-- translators: hear\nhear -->\nTwo\n",
    "fenced code": "One\n\n```\n# no *heading*\n<b>\n```\n\nTwo\n\n~~~ python\nx = 1\n~~~\n",
    "indented code": "One\n\n    # no *heading*\n\n    <b>\n\nTwo\n",
    "tail text in an item": "- # One\n    two *three*\n- four\n",
    "rules": "One\n\n* * *\n\n---\n\nTwo\n",
    "characters": "A & B &amp; C &copy; &#8212; &unknown; < 5 > 4 \\* \\_ \\[ \\` \\\\ \\<\n\n"
    "\" ' \u00a0x\u00a0\n",
    "no-break spaces": "One\u00a0two &nbsp; three\n\n\u00a0four\u00a0\n\n&nbsp;\n",
    "no emphasis": "snake_case_name 2*3*4 * a_b ** \\*no\\*\n",
    "emphasis without spaces": "これは**「重要」**です\n",
    "style that looks like a cell's": 'Write style="text-align: left;" here.\n',
}


@pytest.mark.parametrize("text", CONSTRUCTS.values(), ids=CONSTRUCTS.keys())
def test_filling_a_construct_gives_the_plain_document(text: str) -> None:
    plain = one_space(markup.sanitise(markup.plain(text)))
    assert one_space(filled(parsed(text))) == plain
    assert visible_text(plain)


UNSANITISED = (
    "headings",
    "paragraphs",
    "hard breaks",
    "tight list",
    "loose list",
    "numbered points",
    "mixed lists",
    "quotes",
    "table without edges",
    "definitions",
    "merge field as a heading",
    "fenced code",
    "indented code",
    "tail text in an item",
    "rules",
    "emphasis without spaces",
)


@pytest.mark.parametrize("name", UNSANITISED)
def test_sanitising_changes_nothing_in_ordinary_documents(name: str) -> None:
    plain = markup.plain(CONSTRUCTS[name])
    assert markup.sanitise(plain) == plain.replace("&quot;", '"')
    assert filled(parsed(CONSTRUCTS[name])) == plain.replace("&quot;", '"')


@generated(100)
@given(documents())
def test_the_anchors_of_two_documents_on_one_page_stay_apart(drawn: Source) -> None:
    text = drawn.text()
    document, _ = markup.parse(source(text), id_prefix="letter-")
    html = without_language(filled(document))
    assert html == re.sub("<br>\n +", "<br>\n", markup.sanitise(markup.plain(text), "letter-"))
    ids = re.findall(' id="([^"]*)"', html)
    assert all(name.startswith("letter-") for name in ids)


def test_a_merge_field_after_an_attribute_list_keeps_its_braces() -> None:
    # Python-Markdown's attribute list would run on to the last brace of the line.
    assert filled(parsed("*One*{: .x } until {{two}} or {{three}}.\n")) == (
        '<p><em class="x">One</em> until {{two}} or {{three}}.</p>'
    )
    assert filled(parsed("# Until {{two}} {#until}\n")) == '<h1 id="until">Until {{two}}</h1>'


# -- pseudo-translation: nothing of the source is left --------------------------------------


@generated(100)
@given(documents(), st.integers(20, 60))
def test_pseudo_translation_leaves_no_word_of_the_source(drawn: Source, width: int) -> None:
    document = parsed(drawn.text(width))
    words = {unit.msgid: unit.msgstr for unit, _ in drawn.units()}
    html = filled(document, [words[unit.text] for unit in document.units])
    seen = re.sub(r"\{\{.*?\}\}", "", visible_text(html, tooltips=True))
    assert re.findall("[a-z]+", seen) == []


@generated(100)
@given(documents())
def test_pseudo_translation_keeps_the_structure(drawn: Source) -> None:
    document = parsed(drawn.text())
    words = {unit.msgid: unit.msgstr for unit, _ in drawn.units()}
    translated = filled(document, [words[unit.text] for unit in document.units])
    # Attribute lists are the one thing that the pseudo-translation of a link leaves out.
    tags = re.compile("</?[a-z0-9]+")
    assert tags.findall(translated) == tags.findall(filled(document))


# -- extraction ----------------------------------------------------------------------------


@generated(100)
@given(documents(), st.integers(16, 70))
def test_extraction_finds_exactly_the_texts_of_the_document(drawn: Source, width: int) -> None:
    document = parsed(drawn.text(width))
    expected = sorted(unit.msgid for unit, _ in drawn.units(width))
    assert sorted(unit.text for unit in document.units) == expected


@generated(100)
@given(documents(), st.integers(16, 40), st.integers(41, 100))
def test_wrapping_the_source_anew_changes_no_msgid(drawn: Source, narrow: int, wide: int) -> None:
    one, other = parsed(drawn.text(narrow)), parsed(drawn.text(wide))
    assert [unit.text for unit in one.units] == [unit.text for unit in other.units]
    assert [unit.kind for unit in one.units] == [unit.kind for unit in other.units]


@generated(100)
@given(documents(), st.integers(16, 70))
def test_every_unit_is_located_at_its_line(drawn: Source, width: int) -> None:
    text = drawn.text(width)
    document = parsed(text)
    found = sorted((unit.line or 0, unit.text) for unit in document.units)
    assert found == sorted((line, unit.msgid) for unit, line in drawn.units(width))


def test_each_unit_says_what_it_is() -> None:
    text = (
        "# H\n\npara\n\n- item\n\n> quote\n\n3. three\n4. four\n\n    more\n\n"
        "| th | x |\n|--|--|\n| td | y |\n\nterm\n: definition\n\nnote[^1]\n\n[^1]: foot\n\n"
        '[r]: u "tip"\n'
    )
    document, _ = markup.parse(source(text), kind="letter")
    assert {unit.text: unit.kind for unit in document.units} == {
        "H": "letter, heading 1",
        "para": "letter, paragraph",
        "item": "letter, list item",
        "quote": "letter, block quote",
        "three": "letter, point 3",
        "four": "letter, point 4",
        "more": "letter, point 4",
        "th": "letter, table header",
        "x": "letter, table header",
        "td": "letter, table cell",
        "y": "letter, table cell",
        "term": "letter, term",
        "definition": "letter, definition",
        "note[^1]": "letter, paragraph",
        "foot": "letter, footnote 1",
        "tip": "letter, link title",
    }


def test_hard_breaks_stay_in_the_msgid_and_soft_ones_become_a_space() -> None:
    document = parsed("One  \ntwo\n  three  \n    four  \nfive\n")
    assert [unit.text for unit in document.units] == ["One  \ntwo three  \nfour  \nfive"]


def test_attribute_lists_are_not_for_translators() -> None:
    document = parsed("# One {: #x .y }\n\nTwo\n{: .z }\n\n- three\n    {#a}\n\n| b {.c} |\n|--|\n")
    assert [unit.text for unit in document.units] == ["One", "Two", "three", "b"]


def test_closing_marks_of_a_heading_go_with_its_attributes() -> None:
    html = filled(parsed("# One # {#x}\n\n# C\\# {#y}\n"))
    assert html == '<h1 id="x">One</h1>\n<h1 id="y">C#</h1>'


def test_code_is_never_translated() -> None:
    document = parsed("```\nfenced\n```\n\n    indented\n\n- item\n\n        in an item\n")
    assert [unit.text for unit in document.units] == ["item"]


def test_a_link_reference_has_the_last_title_given() -> None:
    document = parsed('[x][r]\n\n[r]: u "first"\n\n[r]: u "second"\n')
    assert [unit.text for unit in document.units] == ["[x][r]", "second"]
    assert document.units[1].line == 5
    assert 'title="zweiter"' in filled(document, ["[x][r]", "zweiter"])


def test_heading_ids_come_from_the_english() -> None:
    document = parsed("# Release them\n\n[Back](#release-them)\n")
    html = filled(document, ["Освободите их", "[Назад](#release-them)"])
    assert html.startswith('<h1 id="release-them">Освободите их</h1>')


def test_a_document_can_be_filled_again_and_in_any_order() -> None:
    first, second = parsed("One[^1]\n\n[^1]: note\n"), parsed("[x][r]\n\n[r]: http://a.org\n")
    before = filled(first), filled(second)
    filled(first, ["Eins[^1] [x][r]", "Notiz"])
    assert (filled(first), filled(second)) == before
    assert "fn:1" not in filled(second, ["[^1]"])


def test_threads_do_not_disturb_one_another() -> None:
    texts = [
        f"# N{n}\n\nText {n}[^1] *em* [a][b]\n\n[^1]: note {n}\n\n[b]: u{n}\n" for n in range(8)
    ]
    alone = [filled(parsed(text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: filled(parsed(text)), texts * 5)) == alone * 5


# -- the author's comments -------------------------------------------------------------------


def units(text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(unit.text, unit.comments, unit.context) for unit in parsed(text).units]


def test_a_comment_goes_to_the_block_after_it() -> None:
    text = (
        "<!-- translators: short,\nplease -->\n\n# One\n\nTwo\n\n"
        "<!-- translators: a -->\n<!-- context: c -->\nThree\n"
    )
    assert units(text) == [
        ("One", ("short, please",), None),
        ("Two", (), None),
        ("Three", ("a",), "c"),
    ]


def test_a_comment_before_a_list_or_table_goes_to_all_of_it() -> None:
    text = (
        "<!-- translators: brief -->\n<!-- context: menu -->\n\n"
        "- one\n\n    more\n\n- two\n    - three\n\nfour\n"
    )
    assert units(text) == [
        ("one", ("brief",), "menu"),
        ("more", ("brief",), "menu"),
        ("two", ("brief",), "menu"),
        ("three", ("brief",), "menu"),
        ("four", (), None),
    ]
    table = "<!-- translators: cells -->\n\n| a | b |\n|--|--|\n| c | d |\n\ne\n"
    assert [comments for _, comments, _ in units(table)] == [("cells",)] * 4 + [()]


def test_a_block_kept_out_stays_in_the_source_language() -> None:
    document, findings = markup.parse(
        source("<!-- notranslate -->\n- *one*\n- two\n\nthree\n"), source_language="ar"
    )
    assert findings == ()
    assert [unit.text for unit in document.units] == ["three"]
    html = filled(document, ["drei"])
    assert html.strip() == (
        '<ul dir="rtl" lang="ar">\n<li><em>one</em></li>\n<li>two</li>\n</ul>\n<p>drei</p>'
    )


# -- what is refused ---------------------------------------------------------------------------


def told(text: str) -> list[tuple[int | None, str, str, str]]:
    _, findings = markup.parse(SourceText(path="source/x/appeal.md", body=text, body_line=10))
    return [(f.line, f.code, f.message, f.hint) for f in findings]


HTML_HINT = "write Markdown, or &lt; where the character < is meant"
INSIDE = (
    "comment-misplaced",
    "a comment stands inside a block",
    "put the comment on a line of its own before the block, not indented",
)


def test_raw_html_is_refused_with_its_line() -> None:
    text = (
        "One\n\n<div class='x'>\nhidden\n</div>\n\nTwo <b>bold</b>\n\n- three\n- four <br/> *<i>*\n"
        "\n`<code>` &lt;b> a<b\n\n<script>x</script>\n\n```\n<div>\n```\n\n<?php x ?>\n"
    )
    assert told(text) == [
        (12, "raw-html", "raw HTML is not allowed: <div class='x'> hidden </div>", HTML_HINT),
        (29, "raw-html", "raw HTML is not allowed: <?php x ?>", HTML_HINT),
        (16, "raw-html", "raw HTML is not allowed: <b>", HTML_HINT),
        (16, "raw-html", "raw HTML is not allowed: </b>", HTML_HINT),
        (19, "raw-html", "raw HTML is not allowed: <br/>", HTML_HINT),
        (19, "raw-html", "raw HTML is not allowed: <i>", HTML_HINT),
        (23, "raw-html", "raw HTML is not allowed: <script>", HTML_HINT),
        (23, "raw-html", "raw HTML is not allowed: </script>", HTML_HINT),
    ]


def test_the_same_raw_html_twice_is_told_at_both_places() -> None:
    assert [line for line, *_ in told("<hr>\n\na\n\n<hr>\n")] == [10, 14]


def test_raw_html_in_a_block_kept_out_is_refused_too() -> None:
    assert told("a\n\n<!-- notranslate -->\nb <i>c</i>\n") == [
        (13, "raw-html", "raw HTML is not allowed: <i>", HTML_HINT),
        (13, "raw-html", "raw HTML is not allowed: </i>", HTML_HINT),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "one\n\ntwo <!-- translators: x --> three\n",
        "one\n\n- two\n    <!-- translators: x -->\n",
        "one\n\n> <!-- translators: x -->\n",
        "- one\n- two\n  <!-- translators: x -->\n",
        "one\n\nunclosed <!-- translators\n",
        "one\n\n<!-- translators: never closed\n",
    ],
)
def test_a_comment_inside_a_block_is_refused(text: str) -> None:
    assert told(text) == [(12, *INSIDE)]


def test_a_comment_before_nothing_is_refused() -> None:
    assert told("one\n\n<!-- translators: x -->\n\n<!-- context: y -->\n") == [
        (
            line,
            "comment-misplaced",
            f"the comment {name} stands before no block",
            "put it on a line of its own right before the block that it is about",
        )
        for line, name in ((12, "translators"), (14, "context"))
    ]


def test_a_comment_that_says_nothing_is_refused() -> None:
    assert told("<!-- translators -->\n\n<!-- context: -->\nOne\n") == [
        (
            10,
            "comment-empty",
            "the comment translators says nothing",
            "write <!-- translators: … -->",
        ),
        (12, "comment-empty", "the comment context says nothing", "write <!-- context: … -->"),
    ]


def test_an_attribute_list_that_would_be_printed_is_refused() -> None:
    assert told("One\n\n- two {: .x }\n") == [
        (
            12,
            "attributes-misplaced",
            "an attribute list stands where it would be printed",
            "put it right behind a word's markup, or alone on the block's last line",
        )
    ]


# -- bounds ------------------------------------------------------------------------------------

MAX = 100_000
SPLIT = "split the block into several"
MOVE = "an appeal is short: move a part to a document that it links to"
TOO_DEEP = (
    "source-too-deep",
    "the text is nested more than 20 levels deep",
    "use fewer levels of lists and quotes",
)
HEAVY = {
    "brackets": (
        "a\n\n" + "[" * 1_900,
        (12, "source-too-much-markup", "a block has more than 500 brackets or 2000 marks", SPLIT),
    ),
    "20,000 brackets": (
        "[" * 20_000,
        (10, "source-too-long", "the text has more than 2000 brackets", MOVE),
    ),
    "angle brackets": (
        "<div " * 19_000,
        (10, "source-too-long", "the text has more than 2000 brackets", MOVE),
    ),
    "marks": (
        "a\n\n" + "*a " * 3_000,
        (12, "source-too-much-markup", "a block has more than 500 brackets or 2000 marks", SPLIT),
    ),
    "marks everywhere": (
        ("*a " * 500 + "\n\n") * 50,
        (10, "source-too-long", "the text has more than 20000 marks of emphasis", MOVE),
    ),
    "calls of footnotes": (
        "[^1] " * 5_000 + "\n\n[^1]: n\n",
        (10, "source-too-long", "the text has more than 2000 brackets", MOVE),
    ),
    "footnotes": (
        "".join(f"[^{n}]: x\n" for n in range(1_000)),
        (
            510,
            "source-too-much-markup",
            "the text has more than 500 footnotes",
            "write fewer footnotes",
        ),
    ),
    "nested lists": ("".join(f"{'    ' * n}- x\n" for n in range(80)), (30, *TOO_DEEP)),
    "400 nested lists": (
        "".join(f"{'    ' * n}- x\n" for n in range(400)),
        (
            10,
            "source-too-long",
            "the text has 320800 characters; at most 100000 are read",
            "an appeal is short: move the rest to a document that it links to",
        ),
    ),
    "nested lists on one line": ("x\n\n" + "- " * 3_000 + "x", (12, *TOO_DEEP)),
    "nested quotes": ("x\n\n" + ">" * 3_000 + "x", (12, *TOO_DEEP)),
    "definitions": (
        "".join(f"t{n}\n: d{n}\n" for n in range(3_000)),
        (
            10,
            "source-too-long",
            "a block has more than 2000 lines",
            "leave an empty line between its parts",
        ),
    ),
    "1,900 definitions": (
        "".join(f"t{n}\n: d{n}\n" for n in range(950)),
        (
            10,
            "source-too-deep",
            "the text is nested too deeply to be read",
            "use fewer levels of lists, quotes and definitions",
        ),
    ),
    "lines": (
        "# a\n" * 3_000,
        (
            10,
            "source-too-long",
            "a block has more than 2000 lines",
            "leave an empty line between its parts",
        ),
    ),
    "blocks": (
        "a\n\n" * 6_000,
        (10, "source-too-long", "the text has more than 5000 blocks", MOVE),
    ),
}


@pytest.mark.parametrize(("text", "finding"), HEAVY.values(), ids=HEAVY.keys())
def test_what_would_take_minutes_is_refused_at_once(
    text: str, finding: tuple[int, str, str, str]
) -> None:
    assert finding in told(text)


def test_an_error_in_depth_leaves_nothing_behind_for_the_next_document() -> None:
    before = filled(parsed("a\n\nb\n"))
    assert told(HEAVY["1,900 definitions"][0])
    assert filled(parsed("a\n\nb\n")) == before


@pytest.mark.parametrize(
    "text",
    [
        ("word " * 15 + "\n") * 1_300,
        "a paragraph\n\n" * 4_900,
        "- item\n" * 2_000,
        "".join(f"[a][r{n}] " for n in range(240))
        + "\n\n"
        + "".join(f"[r{n}]: u\n" for n in range(240)),
        "".join("    " * n + "- x\n" for n in range(20)),
        ("*a " * 500 + "a* " * 500 + "\n\n") * 19,
        "&amp; " * 16_000,
    ],
    ids=["words", "paragraphs", "items", "references", "depth", "emphasis", "entities"],
)
def test_what_is_just_within_the_bounds_is_read(text: str) -> None:
    assert told(text) == []


def test_characters_that_cannot_be_printed_are_refused() -> None:
    text = "One\nbell\x07\nprivate \ue000\n&#xE100;0&#xE101;\n&#7; &#128512; &#x1F; &#0;\nNEL\x85\n"
    retype = "delete it; it is invisible in most editors, so retype the word around it"
    assert told(text) == [
        (11, "control-character", "the character U+0007 cannot be printed", retype),
        (12, "control-character", "the character U+E000 cannot be printed", retype),
        (13, "control-character", "&#xE100; cannot be printed", "delete it"),
        (13, "control-character", "&#xE101; cannot be printed", "delete it"),
        (14, "control-character", "&#7; cannot be printed", "delete it"),
        (14, "control-character", "&#x1F; cannot be printed", "delete it"),
        (15, "control-character", "the character U+0085 cannot be printed", retype),
    ]


def test_findings_name_their_file() -> None:
    _, findings = markup.parse(source("<hr>\n"))
    assert findings == (
        Finding(
            path="source/x/appeal.md",
            line=1,
            code="raw-html",
            message="raw HTML is not allowed: <hr>",
            hint=HTML_HINT,
        ),
    )
