"""docs/checks.md says what the rules say."""

from __future__ import annotations

from scripts.checks_doc import PATH, written


def test_the_page_is_current() -> None:
    assert PATH.read_text(encoding="utf-8") == written(), "run: python -m scripts.checks_doc"


def test_the_page_has_every_rule_with_its_examples() -> None:
    from appeal.checks import CHECKS, explanations

    page = PATH.read_text(encoding="utf-8")
    assert all(f"`{code}`" in page for code in explanations())
    assert all(f"### {rule.CODE}\n" in page for rule in CHECKS)
