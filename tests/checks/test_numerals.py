"""Numbers by value: what CLDR writes, our reader reads."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from appeal.checks import Style, check_entry
from appeal.checks.numerals import han_numbers, roman, tokens
from appeal.checks.style import plain
from appeal.glossary import Glossary
from appeal.languages import language
from appeal.model import Entry

TAGS = (
    *("ar", "bn", "cs", "de", "de_AT", "de_CH", "el", "en_IN", "es", "es_MX", "fa", "fr", "fr_CA"),
    *("ga", "he", "hi", "hu", "it", "ja", "kk", "ko", "ms", "nl", "pl", "pt_BR", "pt_PT", "ru"),
    *("si", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh_Hans", "zh_Hant", "km", "my", "hy"),
)
EXAMPLES = 400 if os.environ.get("APPEAL_SOAK") else 60
NUMBERS = st.integers(0, 10**10) | st.decimals(0, 10**6, places=1).map(abs)


@settings(max_examples=EXAMPLES, deadline=None)
@given(number=NUMBERS, tag=st.sampled_from(TAGS))
def test_a_number_as_cldr_writes_it_has_its_value(number: int | Decimal, tag: str) -> None:
    for system in ("latn", "default"):
        text = format_decimal(number, locale=tag, numbering_system=system)
        found = tokens(f"x {text} x", plain(tag).decimal)
        assert [token.readings[0] for token in found] == [(number,)], text


@settings(max_examples=EXAMPLES, deadline=None)
@given(number=NUMBERS, tag=st.sampled_from(TAGS))
def test_no_alarm_where_the_number_is_formatted_for_the_language(
    number: int | Decimal, tag: str
) -> None:
    english = f"They were {format_decimal(number, locale='en')} in all."
    text = f"… {format_decimal(number, locale=tag)} …"
    style = Style(language(tag), Glossary())
    entry = Entry(msgid=english, msgstr=(text,))
    assert [f.message for f in check_entry(entry, style) if f.code == "number-differs"] == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(number=st.integers(1000, 10**8), tag=st.sampled_from(TAGS), step=st.integers(1, 900))
def test_another_number_is_always_noticed(number: int, tag: str, step: int) -> None:
    english = f"They were {format_decimal(number, locale='en')} in all."
    text = f"… {format_decimal(number + step, locale=tag)} …"
    entry = Entry(msgid=english, msgstr=(text,))
    codes = [f.code for f in check_entry(entry, Style(language(tag), Glossary()))]
    assert "number-differs" in codes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十四", 14),
        ("二〇二四", 2024),
        ("两千零五", 2005),
        ("一百二十五万", 1_250_000),
        ("三億", 300_000_000),
        ("十", 10),
    ],
)
def test_chinese_numerals_have_their_value(text: str, number: int) -> None:
    assert han_numbers(f"第{text}号") == {number}


@pytest.mark.parametrize(("number", "numeral"), [(20, "XX"), (19, "XIX"), (1999, "MCMXCIX")])
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


RIGHT = (
    ("At 3 pm the 50 men left.", "de", "Um 15 Uhr gingen die 50 Männer."),
    ("From 2019–21 he was held.", "fr", "De 2019 à 2021, il fut détenu."),
    ("Two million signed.", "hi", "20 लाख ने हस्ताक्षर किए।"),
    ("2 million signed.", "hi", "20 लाख लोगों ने हस्ताक्षर किए।"),
    ("2.5 million signed.", "ja", "250万人が署名した。"),
    ("350,000 signed.", "ja", "35万人が署名した。"),
    ("It costs 3.5 million.", "de", "Es kostet 3,5 Millionen."),
    ("See article 3.5 of the law.", "de", "Siehe Artikel 3.5 des Gesetzes."),
    ("The 14th and the 15th came.", "fr", "Le 14e et le 15e sont venus."),
    ("Section 12 (a) and 13", "ru", "Статья 12 (а) и 13"),
    ("Twenty-five came in 1999.", "pl", "25 osób przyszło w 1999 r."),
    ("In 2024 he was held.", "th", "เขาถูกควบคุมตัวในปี ๒๕๖๗"),
    ("The 1990s were hard.", "ru", "90-е годы были тяжёлыми."),
    ("He was 7.", "kk", "Ол жетіде еді."),
    ("COVID-19 and B-52", "el", "COVID-19 και B-52"),
    ("They sang “99 Luftballons”", "nl", "Ze zongen “99 Luftballons”"),
    ("World War II ended.", "ja", "第二次世界大戦が終わった。"),
    ("World War II ended.", "tr", "2. Dünya Savaşı bitti."),
    ("1 in 3 was hurt; 1 died.", "it", "1 su 3 è rimasto ferito; uno è morto."),
)
WRONG = (
    ("1,000 signed.", "de", "1,000 haben unterschrieben."),
    ("1,500 signed.", "es", "1,500 firmaron."),
    ("3.5 million signed.", "de", "35 Millionen haben unterschrieben."),
    ("350,000 signed.", "ja", "35億人が署名した。"),
    ("In 2024 he was held.", "th", "เขาถูกควบคุมตัวในปี ๒๕๖๘"),
    ("It happened in the 20th century.", "es", "Ocurrió en el siglo XIX."),
    ("He was 7.", "de", "Er war acht."),
    ("35 countries", "ar", "٥٣ بلداً"),
)


@pytest.mark.parametrize(("english", "tag", "text"), RIGHT)
def test_a_right_number_is_left_alone(english: str, tag: str, text: str) -> None:
    assert _numbers(english, tag, text) == []


@pytest.mark.parametrize(("english", "tag", "text"), WRONG)
def test_a_wrong_number_is_noticed(english: str, tag: str, text: str) -> None:
    assert len(_numbers(english, tag, text)) == 1


def _numbers(english: str, tag: str, text: str) -> list[str]:
    style = Style(language(tag), Glossary())
    entry = Entry(msgid=english, msgstr=(text,))
    return [f.message for f in check_entry(entry, style) if f.code == "number-differs"]
