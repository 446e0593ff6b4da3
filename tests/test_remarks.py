"""The author's comments, and what does not belong into a source text."""

from __future__ import annotations

import pytest

from appeal import markup
from appeal.model import Finding, SourceText


def source(text: str) -> SourceText:
    return SourceText(path="source/x/appeal.md", body=text, body_line=1)


def filled(document: markup.Document, texts: list[str]) -> str:
    return markup.fill(document, markup.render(document, texts))


def units(text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [
        (unit.text, unit.comments, unit.context) for unit in markup.parse(source(text))[0].units
    ]


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


def test_emphasis_of_which_words_would_be_lost_is_refused() -> None:
    assert told("one\n\nStop *the**trial* now.\n\n**これ**は*それ*。\n\nStop *the**trial*.\n") == [
        (
            16,
            "markup-unread",
            "where emphasis or a link ends cannot be told",
            "put spaces around it, or write _ for one of two: _one **two** three_",
        )
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
