"""The rules on the English, and what they leave alone."""

from __future__ import annotations

import datetime

import pytest

from appeal.checks.source import SOURCE_CHECKS, check_source
from appeal.checks.source.rule import SourceRule
from tests.checks.sources import appeal_with

TODAY = datetime.date(2026, 5, 1)


def _codes(rule: SourceRule, text: str) -> list[str]:
    if rule.EXAMPLE.field:
        made = appeal_with("Text.\n", send_before=datetime.date.fromisoformat(text))
    else:
        made = appeal_with(text)
    return [f.code for f in check_source(made, today=TODAY if rule.EXAMPLE.field else None)]


@pytest.mark.parametrize("rule", SOURCE_CHECKS, ids=lambda rule: rule.CODE)
def test_a_rule_finds_its_wrong_example_and_not_its_right_one(rule: SourceRule) -> None:
    assert set(_codes(rule, rule.EXAMPLE.wrong)) == {rule.CODE}
    assert _codes(rule, rule.EXAMPLE.right) == []


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\n- one\n- two\n\n  more of two\n- three\n",
        "1. one\n   goes on\n2. two\n",
        "A line\nof 5 - 3 words, *and*\n*more* of it.\n",
        "```\ntext\n- no list\n[a][b]\n#### x\n```\n",
        "<!-- translators: a\n- b\n[c][d] -->\n\nText.\n",
        "`[a][b]` is code. A [link](#x) and \\[a][b].\n",
        "[Text] [1]\n\n[1]: https://example.org\n",
        "## A\n\n### B\n\n## C\n\n### D\n\n#### E\n",
        "> quoted\n\n- one\n",
    ],
)
def test_ordinary_markdown_is_left_alone(body: str) -> None:
    assert [(f.code, f.line) for f in check_source(appeal_with(body))] == []


def test_a_withdrawn_appeal_needs_no_deadline() -> None:
    old = datetime.date(2020, 1, 1)
    withdrawn = appeal_with("Text.", send_before=old, status="withdrawn")
    assert list(check_source(withdrawn, today=TODAY)) == []
    assert list(check_source(appeal_with("Text.", send_before=TODAY), today=TODAY)) == []


def test_lines_are_counted_in_the_file() -> None:
    body = "One.\n\n<!-- context: a\nb -->\n\nTwo [x][y].\n"
    assert [f.line for f in check_source(appeal_with(body))] == [7]
