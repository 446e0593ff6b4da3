"""The laws of the walk, over generated documents and one document for each construct."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appeal import markup
from appeal.markup import Document
from appeal.model import SourceText
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
    "points in other digits": "٣. three\n٤. four\n",
    "a number beyond all bounds": f"{'9' * 5000}. one\n",
    "rules": "One\n\n* * *\n\n---\n\nTwo\n",
    "characters": "A & B &amp; C &copy; &#8212; &unknown; < 5 > 4 \\* \\_ \\[ \\` \\\\ \\<\n\n"
    "\" ' \u00a0x\u00a0\n",
    "entities without an end": "AT&T &copy &lt; &notit; &#169 &#169; &\n",
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
