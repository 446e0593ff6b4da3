"""Every sentence that the checks say, word by word; and no sentence that no test has heard."""

from __future__ import annotations

import ast
import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

import appeal.checks
from appeal.checks import Style, check_entry, check_header, layout
from appeal.checks.language import inconsistent
from appeal.checks.source import check_source
from appeal.checks.wording import speaking
from appeal.glossary import Glossary
from appeal.interface import Words
from appeal.languages import language
from appeal.model import Catalogue, Entry, Finding
from tests.checks.sources import appeal_with

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "messages.toml").read_text(encoding="utf-8")
)["case"]
NAMES = {
    "Madel Ismailov": ("Мадэль Исмаилов", "Мадэля Исмаилова"),
    "Sergei Kolokov": ("Сергей Колоков", "Сергея Колокова"),
}
TERMS = {"hunger strike": ("grève de la faim",)}


def found(case: dict[str, Any]) -> list[Finding]:
    tag = case["language"]
    glossary = Glossary(
        path=f"locale/{tag}/glossary.toml",
        names=NAMES if tag == "ru" else {},
        terms=TERMS if tag == "fr" else {},
    )
    style = Style(language(tag), glossary, tuple(glossary.names))
    entry = Entry(msgid=case["english"], msgstr=(case["translation"],))
    return list(check_entry(entry, style))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['english']}")
def test_a_translation_is_told_of_word_by_word(case: dict[str, Any]) -> None:
    assert [[f.code, f.message, f.hint] for f in found(case)] == case["found"]


def header(*lines: str) -> Catalogue:
    text = "".join(f"{line}\n" for line in lines)
    plural = Entry(msgid="one", plural="many", msgstr=("jeden", "několik", "mnoho"))
    return Catalogue(
        path="x.po",
        language="cs",
        header=Entry(msgid="", msgstr=(text,), msgstr_lines=(2,)),
        entries=(plural,),
    )


def test_a_header_of_another_language_is_told_of_at_its_line() -> None:
    found = list(check_header(header("Project-Id-Version: x", "Language: sk"), language("cs")))
    assert [(f.line, f.message, f.hint) for f in found] == [
        (4, "the header says Language: sk, and the file is cs's", "write Language: cs")
    ]


def test_another_plural_rule_is_told_of_at_its_line() -> None:
    wrong = header("Language: cs", "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);")
    assert [(f.line, f.message, f.hint) for f in check_header(wrong, language("cs"))] == [
        (
            4,
            "Plural-Forms is not Čeština's rule",
            "write Plural-Forms: nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
        )
    ]


def test_another_spelling_of_the_same_rule_is_right() -> None:
    same = header("Language: cs", "Plural-Forms: nplurals=3; plural=((n==1)?0:(n>=2&&n<=4)?1:2);")
    assert list(check_header(same, language("cs"))) == []


@pytest.mark.parametrize(("named", "tag"), [("zh_CN", "zh_Hans"), ("zh_TW", "zh_Hant")])
def test_the_customary_tags_of_chinese_are_right(named: str, tag: str) -> None:
    assert list(check_header(header(f"Language: {named}"), language(tag))) == []


@pytest.mark.parametrize(("named", "tag"), [("de_AT", "de"), ("zh_TW", "zh_Hans"), ("xx", "de")])
def test_a_variant_or_another_script_is_another_language(named: str, tag: str) -> None:
    found = list(check_header(header(f"Language: {named}"), language(tag)))
    assert [f.code for f in found if f.code != "header-plurals"] == ["header-language"]


def test_two_translations_of_one_text_are_told_of_at_the_second() -> None:
    entries = (
        Entry(msgid="Signed:", msgstr=("Firmato:",), context="a", msgstr_lines=(8,)),
        Entry(msgid="Signed:", msgstr=("",), context="b", msgstr_lines=(11,)),
        Entry(msgid="Signed:", msgstr=("Sottoscritto:",), context="c", msgstr_lines=(14,)),
        Entry(msgid="Signed:", msgstr=("firmato:",), context="d", msgstr_lines=(17,)),
    )
    whole = Catalogue(path="x.po", language="it", header=Entry(msgid=""), entries=entries)
    found = [finding for _, finding in inconsistent.check_entries(whole)]
    assert [(f.line, f.message, f.hint) for f in found] == [
        (
            14,
            "the same English is “Firmato:” on line 8",
            "translate it alike, unless grammar wants another form here",
        )
    ]


def layout_findings() -> list[Finding]:
    return [
        *layout.letter_pages(path="x.po", pages=3, max_pages=2, overflow_lines=4),
        *layout.letter_pages(path="x.po", pages=3, max_pages=2),
        *layout.letter_pages(path="x.po", pages=2, max_pages=2),
        *layout.glyphs(path="x.po", missing=[("ක", "fonts-noto-core"), ("ᛗ", "")]),
        *layout.address_widths(
            path="x.po", lines=[("A", 10), ("B" * 60, 120)], width_mm=85, most_lines=1
        ),
        *layout.address_widths(path="x.po", lines=[("A", 10)], width_mm=85, most_lines=1),
        *layout.mailto(path="build/x.html", characters=2400),
        *layout.mailto(path="build/x.html", characters=2000),
    ]


def test_what_does_not_fit_is_told_of_with_its_measures() -> None:
    assert [(f.severity, f.code, f.message, f.hint) for f in layout_findings()] == [
        (
            "error",
            "letter-too-long",
            "the letter takes 3 pages, 4 lines more than 2 pages hold",
            "shorten the translation, or raise max_pages in letter.md",
        ),
        (
            "error",
            "letter-too-long",
            "the letter takes 3 pages of at most 2",
            "shorten the translation, or raise max_pages in letter.md",
        ),
        (
            "error",
            "glyph-missing",
            "no font has ක (U+0D9A)",
            "install fonts-noto-core, or write another character",
        ),
        ("error", "glyph-missing", "no font has ᛗ (U+16D7)", "write another character"),
        (
            "error",
            "address-too-wide",
            f"the address line “{'B' * 60}” is 120 mm wide and the window 85 mm",
            "part the line in two, or shorten it",
        ),
        (
            "error",
            "address-too-wide",
            "the address has 2 lines and the window shows 1",
            "join lines of the address",
        ),
        (
            "warning",
            "mailto-too-long",
            "the mailto: link has 2400 characters",
            "browsers cut it near 2000: leave the text to the .eml file",
        ),
    ]


SOURCE = (
    (
        "We demand:\n- his release\n- an inquiry\n",
        3,
        "a list begins without a blank line before it: - his release",
        "put a blank line before the first item",
    ),
    (
        "\nSee the [map][m] or[^2].\n\n[^2]: Here.\n",
        3,
        "[m] is defined nowhere in this file",
        "add a line [m]: … at the end of the file",
    ),
    (
        "## One\n\n#### Two\n",
        4,
        "a heading of level 4 follows one of level 2",
        "write ###",
    ),
    (
        "word " * 351,
        2,
        "this paragraph has 351 words",
        "part it in two; 350 words are the most",
    ),
)


@pytest.mark.parametrize(("body", "line", "message", "hint"), SOURCE)
def test_odd_english_is_told_of_at_its_line(body: str, line: int, message: str, hint: str) -> None:
    found = list(check_source(appeal_with(body)))
    assert [(f.path, f.line, f.message, f.hint) for f in found] == [
        ("source/x/appeal.md", line, message, hint)
    ]


TODAY = datetime.date(2026, 5, 1)


def test_a_past_deadline_and_none_at_all_are_told_of() -> None:
    past = appeal_with("Text.", send_before=datetime.date(2026, 4, 30))
    assert [(f.severity, f.message, f.hint) for f in check_source(past, today=TODAY)] == [
        (
            "warning",
            "the deadline 2026-04-30 is past",
            "write a later send_before:, or status: withdrawn",
        )
    ]
    never = appeal_with("Text.")
    assert [(f.severity, f.message, f.hint) for f in check_source(never, today=TODAY)] == [
        (
            "note",
            "the appeal has no deadline",
            "if letters are useless after some day, write send_before: with that day",
        )
    ]


def test_no_sentence_is_unheard() -> None:
    """What `appeal/checks` can say is what the tests above have heard: untested ones rot."""
    heard: set[str] = set()

    class Listening(Words):
        def __call__(self, msgid: str, /, **values: object) -> str:
            heard.add(msgid)
            return msgid.format_map(values) if values else msgid

    with speaking(Listening(tag="en")):
        for case in CASES:
            found(case)
        layout_findings()
        for body, *_ in SOURCE:
            list(check_source(appeal_with(body), today=TODAY))
        past = appeal_with("Text.", send_before=datetime.date(2026, 4, 30))
        list(check_source(past, today=TODAY))
        test_a_header_of_another_language_is_told_of_at_its_line()
        test_another_plural_rule_is_told_of_at_its_line()
        test_two_translations_of_one_text_are_told_of_at_the_second()
    sayable = set()
    for path in Path(appeal.checks.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "words":
                assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"
                sayable.add(node.args[0].value)
    sayable.discard(None)
    assert sayable - heard == set()
