"""No text makes a rule raise, and none makes it slow."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from appeal.checks import Style, check_entry
from appeal.glossary import Glossary
from appeal.languages import language
from appeal.model import Entry

TAGS = ("ar", "de", "el", "es", "fa", "fr", "he", "hi", "ja", "ko", "ru", "th", "vi", "zh_Hans")
GLOSSARY = Glossary(names={"Madel": ("Мадэль",)}, terms={"trade union": ("Gewerkschaft",)})
EXAMPLES = 3000 if os.environ.get("APPEAL_SOAK") else 200
PIECES = st.sampled_from(
    (
        *("35", "1,250,000", "3.5 million", "5 April 2024", "January", "+44 20 7946 0123", "not"),
        *("a@example.org", "https://example.org/a", "{{amount}}", "{{n", "}}", "[x](y)", "[^1]"),
        *("**", "*", "_", "`", "<b>", "{: .x}", "\u202e", "\u2066", "\ufeff", "ـ", "।", "。", "?"),
        *("Madel", "trade union", "  \n", "\n", "十四", "٣٥", "a\u0301", "\u200b", "«", '"', "¿"),
        *("ein Wort", "слово", "λέξη", "كلمة", "शब्द", "말", "言葉", "คำ", "№", "½", "²", "Ⅳ"),
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=12).map(" ".join)


@settings(max_examples=EXAMPLES, deadline=None)
@given(english=TEXTS.filter(bool), text=TEXTS.filter(bool), tag=st.sampled_from(TAGS))
@example(english="35", text="[\n] []", tag="ar")
@example(english="See [it][a b].", text="Siehe [es][a\nc].", tag="de")
def test_no_text_makes_a_rule_raise(english: str, text: str, tag: str) -> None:
    style = Style(language(tag), GLOSSARY, ("Madel",))
    for finding in check_entry(Entry(msgid=english, msgstr=(text,)), style):
        assert finding.message
        assert "\n" not in finding.message


SIZE = 4 if os.environ.get("APPEAL_SOAK") else 1
LONG = {
    "brackets": "[" * (5000 * SIZE),
    "footnotes": "[^1]" * (1250 * SIZE),
    "links": "[a](b" * (1000 * SIZE),
    "nested": "[[a]" * (1250 * SIZE),
    "stars": "*" * (5000 * SIZE),
    "backticks": "`" + " `` ``` " * (750 * SIZE),
    "digits": "1" * (1000 * SIZE),
    "numbers": "1,000 " * (1000 * SIZE),
    "digits and a scale": "1" * (1000 * SIZE) + "x万",
    "spaced digits": "1 " * (2500 * SIZE),
    "letters": "a" * (5000 * SIZE) + " @",
    "dots": "a." * (2500 * SIZE) + " @",
    "stretched": "ب" * (5000 * SIZE) + " ـ",
    "braces": "{" * (5000 * SIZE),
    "attributes": "{: " * (1750 * SIZE),
    "tags": "<a " * (1750 * SIZE),
    "spaces": "1" + " " * (5000 * SIZE) + "x",
    "months": "April " * (1000 * SIZE),
    "sentences": "He is not here. " * (75 * SIZE),
    "isolates": "\u2066" * (5000 * SIZE),
    "phones": "+44 20 7946 0123 " * (75 * SIZE),
    "capitals": "A. " * (1750 * SIZE),
    "combining": "a" + "\u0301" * (5000 * SIZE),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("tag", ["de", "ja"])
def test_no_text_makes_a_rule_slow(name: str, tag: str) -> None:
    style = Style(language(tag), GLOSSARY, ("Madel",))
    for english, text in ((LONG[name], LONG[name]), ("One of 35.", LONG[name])):
        start = time.process_time()
        list(check_entry(Entry(msgid=english, msgstr=(text,)), style))
        assert time.process_time() - start < 3
