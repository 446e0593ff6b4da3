"""The values of merge fields, and how texts use them, wrong in every way."""

from __future__ import annotations

import pytest

from appeal.source import parse_appeal
from tests.sources import LETTER, PAGE, one, page, told


def values(text: str) -> dict[str, tuple[str, str, str]]:
    body = " ".join(f"{{{{{line.partition(':')[0]}}}}}" for line in text.split("\n") if ":" in line)
    indented = "\n".join(f"  {line}" for line in text.split("\n"))
    appeal, findings = parse_appeal("free", page(f"values:\n{indented}", body), LETTER)
    assert findings == ()
    return {name: (v.type, v.text, v.currency) for name, v in appeal.values.items()}


def test_values_are_what_they_look_like_or_what_they_say() -> None:
    text = (
        "a: 2026-05-01\nb: 14\nc: -1250.50\nd: some words\ne: '14'\nf: yes\ng: 14:30\nh: 1e3\n"
        "i: {money: 300, currency: EUR}\nj: {country: KZ}\nk: {phone: '+44 20 8558 5814'}\n"
        "l: {number: 7}\nm: {date: 2026-05-01}\nn: {text: 2026}\no.p-q_r: x"
    )
    assert values(text) == {
        "a": ("date", "2026-05-01", ""),
        "b": ("number", "14", ""),
        "c": ("number", "-1250.50", ""),
        "d": ("text", "some words", ""),
        "e": ("text", "14", ""),
        "f": ("text", "yes", ""),
        "g": ("text", "14:30", ""),
        "h": ("text", "1e3", ""),
        "i": ("money", "300", "EUR"),
        "j": ("country", "KZ", ""),
        "k": ("phone", "+44 20 8558 5814", ""),
        "l": ("number", "7", ""),
        "m": ("date", "2026-05-01", ""),
        "n": ("text", "2026", ""),
        "o.p-q_r": ("text", "x", ""),
    }


NAMES = "a merge field's name begins with a small letter and has small letters, digits, _, - and ."
TYPES = "write one of: text, date, number, money, country, phone"


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        ("A: 1", f"error value-name: values.A: {NAMES} | rename it"),
        ("1a: x", f"error value-name: values.1a: {NAMES} | rename it"),
        (
            "section.name: x",
            "error value-name: values.section.name: is built in | choose another name",
        ),
        (
            "sections.count: 3",
            "error value-name: values.sections.count: is built in | choose another name",
        ),
        (
            "x: [1]",
            "error front-matter-type: values.x: expected fields, one a line"
            " | write name: value, indented",
        ),
        ("x: {}", f"error value-type: values.x: expected one value and its type | {TYPES}"),
        (
            "x: {date: 2026-05-01, text: y}",
            f"error value-type: values.x: expected one value and its type | {TYPES}",
        ),
        (
            "x: {datum: 2026-05-01}",
            "error front-matter-unknown: values.x.datum: there is no such field | did you"
            " mean date?",
        ),
        ("x: {text: [y]}", "error value-type: values.x: expected one value | write it on one line"),
        (
            "x: {date: soon}",
            "error front-matter-date: values.x: soon is not a date | write year-month-day:"
            " 2026-05-01",
        ),
        ("x: 2026-05-01 10:00:00", ""),
        *(
            (
                f"x: '{text}'",
                f"error value-type: values.x: {text} is a program, not a text | write https://…",
            )
            for text in ("javascript:alert(1)", "JavaScript :x", "data:text/html,x")
        ),
        ("x: 0x1F", "error value-type: values.x: 0x1F is not a number | write digits: 1250.50"),
        ("x: 1_000", "error value-type: values.x: 1_000 is not a number | write digits: 1250.50"),
        ("x: .inf", "error value-type: values.x: .inf is not a number | write digits: 1250.50"),
        (
            "x: {number: --5}",
            "error value-type: values.x: --5 is not a number | write digits: 1250.50",
        ),
        (
            "x: {number: 1.²}",
            "error value-type: values.x: 1.² is not a number | write digits: 1250.50",
        ),
        (
            "x: {number: '" + "9" * 21 + "'}",
            f"error value-type: values.x: {'9' * 21} is not a number | write digits: 1250.50",
        ),
        (
            "x: {money: 300}",
            "error value-type: values.x: has no currency | add currency: EUR, three letters"
            " of ISO 4217",
        ),
        (
            "x: {money: 300, currency: Euro}",
            "error value-type: values.x: Euro is not a currency | add currency: EUR, three"
            " letters of ISO 4217",
        ),
        (
            "x: {money: a lot, currency: EUR}",
            "error value-type: values.x: a lot is not a number | write digits: 1250.50",
        ),
        (
            "x: {number: 3, currency: EUR}",
            "error value-type: values.x: only money has a currency | delete currency",
        ),
        (
            "x: {country: Germany}",
            "error country-unknown: values.x: Germany is not a country | did you mean DE?",
        ),
        (
            "x: {phone: '1'}",
            "error phone-impossible: values.x: 1 is not a telephone number with its country"
            " code | write it as +44 20 …",
        ),
        (
            "x: {phone: 442085585814}",
            "error front-matter-type: values.x: expected text | put the value in quotes",
        ),
    ],
)
def test_each_value_wrong_in_each_way(value: str, finding: str) -> None:
    found = told(page(f"values:\n  {value}"))
    if finding:
        assert found[0] == f"appeal.md:6: {finding}"
    # A value that could not be read is not said to be unused; one with a slip may be.
    assert all("value-unused" in other for other in found[1:])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "{{dedline}}",
            "error field-unknown: {{dedline}} has no value | did you mean {{deadline}}?",
        ),
        (
            "{{q}}",
            "error field-unknown: {{q}} has no value | add q: … under values: in the front matter",
        ),
        (
            "{{section.nam}}",
            "error field-unknown: {{section.nam}} has no value | did you mean {{section.name}}?",
        ),
        *(
            (
                text,
                f"error field-malformed: {shown} is not a merge field"
                " | write {{name}} or {{name:form}} on one line, with small letters",
            )
            for text, shown in (
                ("{{Deadline}}", "{{Deadline}}"),
                ("{{dead line}}", "{{dead line}}"),
                ("{{}}", "{{}}"),
                ("{{deadline}", "{{deadline}"),
                ("{{deadline", "{{deadline"),
                ("a }} b", "}}"),
            )
        ),
        (
            "{{deadline:longer}}",
            "error field-form: {{deadline:longer}}: there is no such form"
            " | write one of: short, medium, long, full",
        ),
        (
            "{{miners:long}}",
            "error field-form: {{miners:long}}: there is no such form"
            " | write one of: decimal, percent, compact",
        ),
        (
            "{{town:long}}",
            "error field-form: {{town:long}}: there is no such form | write {{town}}",
        ),
        (
            "{{section.name:long}}",
            "error field-form: {{section.name:long}}: there is no such form"
            " | write {{section.name}}",
        ),
        (
            "{{sections.count:long}}",
            "error field-form: {{sections.count:long}}: there is no such form"
            " | write one of: decimal, percent, compact",
        ),
        (
            "{{town:one|many}}",
            "error field-form: {{town:one|many}}: there is no such form"
            " | only whole numbers have a singular and a plural",
        ),
        (
            "{{share:one|many}}",
            "error field-form: {{share:one|many}}: there is no such form"
            " | only whole numbers have a singular and a plural",
        ),
        (
            "{{miners:a|b|c}}",
            "error field-form: {{miners:a|b|c}}: there is no such form"
            " | write two forms, of one and of many: {{miners:country|countries}}",
        ),
    ],
)
def test_each_merge_field_wrong_in_each_way(text: str, finding: str) -> None:
    front = "values:\n  deadline: 2026-05-01\n  miners: 12\n  share: 0.5\n  town: Alma Ata"
    body = "{{deadline}} {{miners}} {{share}} {{town}}\n\n" + text
    assert one(front, body) == f"appeal.md:13: {finding}"


def test_a_field_is_judged_in_front_matter_and_letter_too() -> None:
    letter = LETTER.replace(b"We protest.", b"We {{protst}}.").replace(b"Twelve miners", b"'{{x}}'")
    assert told(PAGE, letter) == [
        "letter.md:2: error field-unknown: {{x}} has no value"
        " | add x: … under values: in the front matter",
        "letter.md:9: error field-unknown: {{protst}} has no value"
        " | add protst: … under values: in the front matter",
    ]


def test_an_unused_value_is_a_warning() -> None:
    assert one("values:\n  x: 1") == (
        "appeal.md:6: warning value-unused: values.x is not used"
        " | write {{x}} where it belongs, or delete it"
    )


def test_two_counted_fields_in_one_text_are_refused() -> None:
    body = "{{n:man|men}} in {{sections.count:country|countries}}\n"
    assert one("values:\n  n: 3", body) == (
        "appeal.md:8: error field-counts: a text can count only one thing"
        " | make two blocks of it, or write one of the numbers without its forms"
    )
    letter = LETTER.replace(b"Twelve miners", b"'{{miners:a|b}} {{sections.count:c|d}}'")
    assert told(PAGE, letter) == [
        "letter.md:2: error field-counts: subject: a text can count only one thing"
        " | write one of the numbers without its forms"
    ]


def test_a_counted_field_is_not_cut_by_a_tables_border() -> None:
    body = "| a | b |\n|--|--|\n| {{sections.count:country|countries}} | d |\n"
    assert one("notes: x", body) == (
        "appeal.md:9: error field-malformed: a table's border cuts {{sections.count:country"
        " | write the table's counted fields outside of it"
    )
