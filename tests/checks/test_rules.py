"""Every rule finds its own wrong example, says nothing of the right one, and speaks well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import appeal.checks
from appeal.checks import CHECKS, Rule, Style, check_entry, explanations, select
from appeal.checks.wording import speaking
from appeal.glossary import Glossary
from appeal.interface import Words
from appeal.languages import language
from appeal.model import Entry, Finding

FOLDER = Path(appeal.checks.__file__).parent


def _check(rule: Rule, text: str) -> list[Finding]:
    example = rule.EXAMPLE
    glossary = Glossary(names=example.names, terms=example.terms)
    style = Style(language(example.language), glossary, tuple(example.names))
    entry = Entry(msgid=example.english, msgstr=(text,), line=4, msgstr_lines=(5,))
    return list(check_entry(entry, style, path="x.po"))


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.CODE)
def test_a_rule_finds_its_wrong_example_at_the_line_of_the_msgstr(rule: Rule) -> None:
    found = [f for f in _check(rule, rule.EXAMPLE.wrong) if f.code == rule.CODE]
    assert [(f.severity, f.path, f.line) for f in found] == [(rule.SEVERITY, "x.po", 5)]


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.CODE)
def test_no_rule_says_anything_of_a_right_example(rule: Rule) -> None:
    assert _check(rule, rule.EXAMPLE.right) == []


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.CODE)
def test_a_message_is_one_line_with_a_hint(rule: Rule) -> None:
    for finding in _check(rule, rule.EXAMPLE.wrong):
        assert finding.message
        assert finding.hint
        assert "\n" not in finding.message + finding.hint
        assert not finding.message.endswith(".")


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.CODE)
def test_a_message_is_spoken_in_the_language_of_the_moment(rule: Rule) -> None:
    class Echo(Words):
        def __call__(self, msgid: str, /, **values: object) -> str:
            return f"<{msgid.format_map(values) if values else msgid}>"

    plain = [f.message for f in _check(rule, rule.EXAMPLE.wrong)]
    with speaking(Echo(tag="xx")):
        spoken = [f.message for f in _check(rule, rule.EXAMPLE.wrong)]
    assert len(spoken) == len(plain)
    assert all(message.startswith("<") and message.endswith(">") for message in spoken)


def test_codes_are_unique_and_explained() -> None:
    codes = [rule.CODE for rule in CHECKS]
    assert len(set(codes)) == len(codes)
    known = explanations()
    assert set(codes) <= set(known)
    assert all(text.endswith((".", "!")) and len(text) < 130 for text in known.values())


def test_every_module_with_a_code_is_in_the_tuple() -> None:
    """The registry is literal: a rule that nobody calls would be a check that cannot fail."""
    defined = set()
    for path in FOLDER.rglob("*.py"):
        defined |= set(re.findall(r'^[A-Z_]*CODE = "([a-z-]+)"', path.read_text("utf-8"), re.M))
    assert defined == set(explanations())


def test_rules_are_selected_by_code() -> None:
    assert [rule.CODE for rule in select(["kashida", "not-nfc"])] == ["kashida", "not-nfc"]
    assert "kashida" not in [rule.CODE for rule in select(skip=["kashida"])]
