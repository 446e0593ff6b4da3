"""Quotation marks, dashes, digits and the settings of scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeal.languages import language
from appeal.model import Run
from appeal.outputs import fonts
from appeal.outputs.typography import STEPS, digits, setting, typographic


def said(text: str, tag: str = "en") -> str:
    return "".join(run.text for run in typographic((Run(text=text),), language(tag)))


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        (
            'to be "addressing an illegal meeting" - the',
            "to be “addressing an illegal meeting”\u00a0– the",
        ),
        ("the workers' leader's house", "the workers’ leader’s house"),
        ("('90s) and 'so' on", "(’90s) and ‘so’ on"),
        ("\"'Yes', he said\"", "“‘Yes’, he said”"),
        ("a-b and 5-6", "a-b and 5-6"),
        ("no marks at all", "no marks at all"),
    ],
)
def test_typewriter_marks_become_english_ones(plain: str, printed: str) -> None:
    assert said(plain) == printed


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("de", "„a“"),
        ("fr", "«\u00a0a\u00a0»"),
        ("sv", "”a”"),
        ("pl", "„a”"),
        ("ru", "«a»"),
        ("ja", '"a"'),
        ("he", '"a"'),
    ],
)
def test_marks_are_the_languages_own_and_else_left_alone(tag: str, printed: str) -> None:
    assert said('"a"', tag) == printed


def test_marks_pair_across_runs_and_code_is_never_touched() -> None:
    runs = (
        Run(text='say "'),
        Run(text="no", strong=True),
        Run(text='" to '),
        Run(text='"x"', code=True),
    )
    printed = typographic(runs, language("en"))
    assert [run.text for run in printed] == ["say “", "no", "” to ", '"x"']
    assert printed[1].strong


def test_no_line_begins_with_a_dash_between_spaces() -> None:
    assert said("haben – auf der", "de") == "haben\u00a0– auf der"
    assert said("что — это", "ru") == "что\u00a0— это"


@given(st.text(alphabet="ab \"'-–.,(«", max_size=40))
def test_only_marks_dashes_and_spaces_change(text: str) -> None:
    kept = [char for char in text if char in "ab.,("]
    assert [char for char in said(text) if char in "ab.,("] == kept
    assert '"' not in said(text)


def test_numbers_are_in_the_digits_that_the_text_uses() -> None:
    assert digits("في ٥ نيسان ٣٥") == "٠١٢٣٤٥٦٧٨٩"
    assert digits("35 দেশ") == "0123456789"
    assert digits("35 ٥") == digits("") == "0123456789"


def test_steps_go_from_comfortable_to_the_stated_limit() -> None:
    assert STEPS[0].size == STEPS[0].leading == 1
    assert min(step.size for step in STEPS) >= 0.9
    assert min(step.leading for step in STEPS) >= 0.9


@pytest.mark.parametrize("tag", ["de", "ur", "he", "ja", "zh_Hant", "ta", "ru", "pt_BR"])
def test_settings_name_only_installed_families(tag: str) -> None:
    installed = fonts.families(fonts.find())
    made = setting(language(tag), installed, "HK")
    names = [name if isinstance(name, str) else name["name"] for name in made["fonts"]]
    assert set(names) <= installed
    assert made["lang"] == language(tag).language


def test_region_decides_chinese_glyphs() -> None:
    installed = fonts.families(fonts.find())
    assert setting(language("zh_Hant"), installed, "HK")["region"] == "HK"
    assert setting(language("zh_Hant"), installed, "DE")["region"] == "TW"
    assert setting(language("zh_Hans"), installed, "MY")["region"] == "MY"
    assert setting(language("pt_BR"), installed, "DE")["region"] == "BR"
    assert setting(language("de"), installed, "DE")["region"] is None
