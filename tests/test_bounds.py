"""What would take Python-Markdown minutes is refused at once; what is within bounds is read."""

from __future__ import annotations

import time

import pytest

from appeal import markup
from appeal.model import SourceText


def told(text: str) -> list[tuple[int | None, str, str, str]]:
    _, findings = markup.parse(SourceText(path="source/x/appeal.md", body=text, body_line=10))
    return [(f.line, f.code, f.message, f.hint) for f in findings]


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
    began = time.process_time()
    assert finding in told(text)
    assert time.process_time() - began < 5


def test_an_error_in_depth_leaves_nothing_behind_for_the_next_document() -> None:
    text = SourceText(path="x.md", body="a\n\nb\n", body_line=1)
    before = markup.parse(text)
    assert told(HEAVY["1,900 definitions"][0])
    assert markup.parse(text) == before


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
    began = time.process_time()
    assert told(text) == []
    assert time.process_time() - began < 5


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
