"""The block tree says what the page says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from appeal import blocks, markup
from appeal.model import Block, Run, SourceText
from tests.documents import Source, documents
from tests.strategies import cases
from tests.visible import visible_text


def tree(text: str, texts: Sequence[str] = ()) -> tuple[tuple[Block, ...], str]:
    """Return the block tree and the HTML of a document."""
    document, _ = markup.parse(SourceText(path="x.md", body=text, body_line=1))
    inlines = markup.render(document, texts or [unit.text for unit in document.units])
    filled = blocks.fill(
        blocks.template(document.pieces), [blocks.runs(inline) for inline in inlines]
    )
    return filled, markup.fill(document, inlines)


def words(found: Sequence[Block]) -> Iterator[str]:
    for block in found:
        yield "".join(run.note or run.text for run in block.runs)
        yield from words(block.children)


def leaves(found: Sequence[Block]) -> Iterator[Run]:
    for block in found:
        yield from block.runs
        yield from leaves(block.children)


@settings(
    max_examples=cases(200, 2500), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(documents())
def test_blocks_say_what_the_page_says(drawn: Source) -> None:
    found, html = tree(drawn.text(50))
    assert " ".join(" ".join(words(found)).split()) == visible_text(html)


@settings(
    max_examples=cases(100, 2500), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(documents())
def test_pseudo_translated_blocks_hold_no_word_of_the_source(drawn: Source) -> None:
    text = drawn.text(50)
    document, _ = markup.parse(SourceText(path="x.md", body=text, body_line=1))
    said = {unit.msgid: unit.msgstr for unit, _ in drawn.units()}
    found, _ = tree(text, [said[unit.text] for unit in document.units])
    for run in leaves(found):
        if "{{" not in run.text:
            assert not set(run.text) & set("abcdefghijklmnopqrstuvwxyz"), run.text


def run(text: str, **style: object) -> Run:
    return Run(text=text, **style)  # type: ignore[arg-type]  # a style is checked by comparison


def paragraph(*runs: Run | str) -> Block:
    return Block(
        kind="paragraph", runs=tuple(r if isinstance(r, Run) else Run(text=r) for r in runs)
    )


TREES = {
    "# One *two*\n": (
        Block(kind="heading", level=1, runs=(run("One "), run("two", emphasis=True))),
    ),
    "One  \ntwo  \n*three*\n": (paragraph("One\ntwo\n", run("three", emphasis=True)),),
    "**a *b* c** `d e`\n": (
        paragraph(
            run("a ", strong=True),
            run("b", strong=True, emphasis=True),
            run(" c", strong=True),
            " ",
            run("d e", code=True),
        ),
    ),
    "[a *b*](http://c.org) d\n": (
        paragraph(
            run("a ", href="http://c.org"),
            run("b", href="http://c.org", emphasis=True),
            " d",
        ),
    ),
    "![a](b.png)![a](b.png)[![c](d.png)](e.html)\n": (
        paragraph(
            run("a", image="b.png"),
            run("a", image="b.png"),
            run("c", image="d.png", href="e.html"),
        ),
    ),
    "*a*{: lang=fr } b\n{: lang=de }\n": (
        Block(
            kind="paragraph",
            language="de",
            runs=(run("a", emphasis=True, language="fr"), run(" b")),
        ),
    ),
    "3. a\n4. b\n": (
        Block(
            kind="list",
            start=3,
            children=(
                Block(kind="item", runs=(run("a"),)),
                Block(kind="item", runs=(run("b"),)),
            ),
        ),
    ),
    "- a\n    1. b\n\n- c\n": (
        Block(
            kind="list",
            children=(
                Block(
                    kind="item",
                    children=(
                        paragraph("a"),
                        Block(
                            kind="list", start=1, children=(Block(kind="item", runs=(run("b"),)),)
                        ),
                    ),
                ),
                Block(kind="item", children=(paragraph("c"),)),
            ),
        ),
    ),
    "> a\n>\n> b\n": (Block(kind="quote", children=(paragraph("a"), paragraph("b"))),),
    "| a | b |\n|:-:|---|\n| c | |\n": (
        Block(
            kind="table",
            children=(
                Block(
                    kind="row",
                    children=(
                        Block(kind="cell", header=True, align="center", runs=(run("a"),)),
                        Block(kind="cell", header=True, runs=(run("b"),)),
                    ),
                ),
                Block(
                    kind="row",
                    children=(
                        Block(kind="cell", align="center", runs=(run("c"),)),
                        Block(kind="cell"),
                    ),
                ),
            ),
        ),
    ),
    "a\n: b\n\n: c\n\n    d\n": (
        Block(
            kind="definitions",
            children=(
                Block(kind="term", runs=(run("a"),)),
                Block(kind="definition", runs=(run("b"),)),
                Block(kind="definition", children=(paragraph("c"), paragraph("d"))),
            ),
        ),
    ),
    "```\na  b\n\n  c\n```\n": (Block(kind="code", runs=(run("a  b\n\n  c\n", code=True),)),),
    "---\n": (Block(kind="rule"),),
    "a[^1][^1] b\n\n[^1]: c\n": (
        paragraph("a", run("", note="1"), run("", note="1"), " b"),
        Block(
            kind="notes",
            children=(
                Block(kind="rule"),
                Block(
                    kind="list", start=1, children=(Block(kind="item", children=(paragraph("c"),)),)
                ),
            ),
        ),
    ),
    "a &lt;b&gt; & \u00a0c &copy;\n": (paragraph("a <b> & \u00a0c ©"),),
    "<!-- notranslate -->\na *b*\n": (
        Block(kind="paragraph", language="en", runs=(run("a "), run("b", emphasis=True))),
    ),
}


@pytest.mark.parametrize("text", TREES)
def test_the_tree_of_each_construct(text: str) -> None:
    assert tree(text)[0] == TREES[text]


def test_a_unit_in_another_language_says_so() -> None:
    html = '<span class="untranslated" lang="en" dir="ltr">One <strong>two</strong></span>'
    assert blocks.runs(html) == (
        run("One ", language="en"),
        run("two", language="en", strong=True),
    )


def test_a_cell_has_its_alignment_whatever_other_classes_it_has() -> None:
    found, _ = tree("| a {: .x } | b {: .y } |\n|:-:|--|\n| c | d |\n")
    assert [cell.align for cell in found[0].children[0].children] == ["center", ""]


def test_a_list_that_begins_beyond_all_bounds_has_some_start() -> None:
    found, _ = tree(f"{'9' * 5000}. one\n")
    assert found[0].start == 999_999_999


def test_plain_text_of_runs_has_no_style() -> None:
    assert blocks.plain_text((run("a", strong=True), run("\n"), run("b"))) == "a\nb"


def test_runs_of_nothing_are_none() -> None:
    assert blocks.runs("") == ()
