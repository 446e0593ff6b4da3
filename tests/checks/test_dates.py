"""Dates by value: what CLDR writes, our reader reads."""

from __future__ import annotations

import datetime
import os

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.checks import Style, check_entry
from appeal.checks.dates import english_dates, persian
from appeal.glossary import Glossary
from appeal.languages import language
from appeal.model import Entry, Finding

TAGS = (
    *("ar", "ar_SY", "bn", "cs", "de", "de_AT", "el", "es", "fa", "fr", "ga", "he", "hi", "hu"),
    *("it", "ja", "kk", "ko", "ms", "nl", "pl", "pt_BR", "pt_PT", "ru", "si", "sv", "ta", "th"),
    *("tr", "uk", "ur", "vi", "zh_Hans", "zh_Hant", "fi", "hy", "am", "km", "my"),
)
EXAMPLES = 500 if os.environ.get("APPEAL_SOAK") else 80
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31))
DATE_CODES = {"date-differs", "number-differs"}


def facts(english: str, tag: str, text: str) -> list[Finding]:
    style = Style(language(tag), Glossary())
    found = check_entry(Entry(msgid=english, msgstr=(text,)), style)
    return [f for f in found if f.code in DATE_CODES]


@settings(max_examples=EXAMPLES, deadline=None)
@given(day=DAYS, tag=st.sampled_from(TAGS))
def test_a_long_date_as_cldr_writes_it_is_right(day: datetime.date, tag: str) -> None:
    english = f"He was arrested on {format_date(day, 'long', locale='en')}."
    text = f"… {format_date(day, 'long', locale=tag)} …"
    assert [f.message for f in facts(english, tag, text)] == [], text


@settings(max_examples=EXAMPLES, deadline=None)
@given(day=DAYS, tag=st.sampled_from(TAGS), step=st.integers(1, 300))
def test_another_date_is_noticed(day: datetime.date, tag: str, step: int) -> None:
    english = f"He was arrested on {format_date(day, 'long', locale='en')}."
    other = day + datetime.timedelta(days=step)
    text = f"… {format_date(other, 'long', locale=tag)} …"
    assert facts(english, tag, text), text


@pytest.mark.parametrize(
    ("english", "tag", "text"),
    [
        ("On April 5th they came.", "ru", "Пришли 5-го апреля."),
        ("On April 5th they came.", "de", "Sie kamen am 5.4."),
        ("On 5 April 2024 they came.", "de", "Sie kamen am 05.04.2024."),
        ("On 5 April 2024 they came.", "sv", "De kom 2024-04-05."),
        ("On 2024-04-05 they came.", "fr", "Ils sont venus le 5 avril 2024."),
        ("On 5 April 2024 they came.", "fa", "در ۱۷ فروردین ۱۴۰۳ آمدند."),
        ("On 5 April 2024 they came.", "fa", "در ۵ آوریل ۲۰۲۴ آمدند."),
        ("On May 1st they came.", "fr", "Ils sont venus le premier mai."),
        ("On 14 and 15 May they came.", "es", "Vinieron el 14 y el 15 de mayo."),
        ("They may march in May.", "hi", "वे मई में मार्च कर सकते हैं।"),
        ("They march.", "hi", "वे मार्च करते हैं।"),
        ("The December demonstration", "ru", "Декабрьская демонстрация"),
        ("In January it was cold.", "ar", "كان الجو باردا في كانون الثاني."),
        ("In August 1991 it ended.", "kk", "Бұл 1991 жылдың тамызында аяқталды."),
    ],
)
def test_a_right_date_is_left_alone(english: str, tag: str, text: str) -> None:
    assert [f.message for f in facts(english, tag, text)] == []


@pytest.mark.parametrize(
    ("english", "tag", "text"),
    [
        ("On 5 April and 7 May they came.", "de", "Sie kamen am 7. April und am 5. Mai."),
        ("On 5 April and 7 May they came.", "ja", "4月7日と5月5日に来た。"),
        ("On 5 April 2024 they came.", "fa", "در ۱۸ فروردین ۱۴۰۳ آمدند."),
        ("On 4 May they came.", "sv", "De kom den 5 april."),
        ("On 5 April 2024 they came.", "de", "Sie kamen am 04.05.2024."),
        ("In December it ended.", "pl", "Skończyło się w listopadzie."),
    ],
)
def test_a_wrong_date_is_noticed_once(english: str, tag: str, text: str) -> None:
    assert [f.code for f in facts(english, tag, text)] == ["date-differs"]


def test_english_verbs_are_no_months() -> None:
    assert english_dates("You may march on. They may 5 times.") == ()
    found = english_dates("On 3rd of March, April 5th, 2 May 2020, December 1999 and Sept 11.")
    assert [(d.month, d.day, d.year) for d in found] == [
        (3, 3, None),
        (4, 5, None),
        (5, 2, 2020),
        (12, None, 1999),
        (9, 11, None),
    ]


@pytest.mark.parametrize(
    ("gregorian", "expected"),
    [
        ((2024, 3, 20), (1403, 1, 1)),
        ((2024, 4, 5), (1403, 1, 17)),
        ((2024, 3, 3), (1402, 12, 13)),
        ((1979, 2, 11), (1357, 11, 22)),
        ((2021, 3, 20), (1399, 12, 30)),
    ],
)
def test_the_persian_calendar(
    gregorian: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    assert persian(*gregorian) == expected
