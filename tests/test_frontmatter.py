"""What is wrong with front matter is told all at once, each at its line and with a hint."""

from __future__ import annotations

import pytest

from tests.sources import PAGE, one, page, told

MISSING = "error source-missing: the file is missing | appeal new free writes one to fill in"
BEGIN = "begin the file with ---, the fields, and --- again"
QUOTE = "put a value that contains a colon or begins with a mark in quotes"
NO_YAML = "error front-matter-syntax: the front matter is not YAML:"


def test_missing_files_are_both_named() -> None:
    assert told(None, None) == [f"appeal.md:None: {MISSING}", f"letter.md:None: {MISSING}"]


def test_one_broken_file_does_not_hide_what_is_wrong_with_the_other() -> None:
    letter = b"---\nsubject: [x]\n---\n<div>\n"
    assert told(None, letter) == [
        f"appeal.md:None: {MISSING}",
        "letter.md:2: error front-matter-type: subject: expected text | write it on one line",
        "letter.md:2: error front-matter-missing-field: salutation: is missing | add salutation: …",
        "letter.md:2: error front-matter-missing-field: closing: is missing | add closing: …",
        "letter.md:4: error raw-html: raw HTML is not allowed: <div>"
        " | write Markdown, or &lt; where the character < is meant",
    ]


def test_the_text_below_broken_front_matter_is_judged_too() -> None:
    assert told(b"---\ntitle: [\n---\n\nOne <b>two</b>\n") == [
        f"appeal.md:3: {NO_YAML} did not find expected node content | {QUOTE}",
        "appeal.md:5: error raw-html: raw HTML is not allowed: <b>"
        " | write Markdown, or &lt; where the character < is meant",
        "appeal.md:5: error raw-html: raw HTML is not allowed: </b>"
        " | write Markdown, or &lt; where the character < is meant",
    ]


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (
            b"---\ntitle: caf\xe9\n---\nx\n",
            "2: error not-utf-8: the file is not UTF-8 | save the file as UTF-8",
        ),
        (
            "---\ntitle: x\n---\nx\n".encode("utf-16"),
            "1: error not-utf-8: the file is UTF-16 | save the file as UTF-8",
        ),
        (
            "---\ntitle: x\n---\nx\n".encode("utf-16-le"),
            "1: error front-matter-missing: the first line of --- around the front matter is"
            " missing"
            f" | {BEGIN}",
        ),
        (
            b"",
            "1: error front-matter-missing: the first line of --- around the front matter is"
            " missing"
            f" | {BEGIN}",
        ),
        (
            b"\n---\ntitle: x\n---\n",
            "1: error front-matter-missing: the first line of --- around the front matter is"
            " missing"
            f" | {BEGIN}",
        ),
        (
            b"---\ntitle: x\n",
            "1: error front-matter-missing: the second line of --- around the front matter"
            " is missing"
            f" | {BEGIN}",
        ),
        (
            b"---\n---\nx\n",
            "2: error front-matter-syntax: the front matter has no fields"
            " | write fields as name: value",
        ),
        (
            b"---\n- a\n---\nx\n",
            "2: error front-matter-syntax: the front matter has no fields"
            " | write fields as name: value",
        ),
        (
            b"---\ntitle: a: b\n---\nx\n",
            f"2: {NO_YAML} mapping values are not allowed in this context | {QUOTE}",
        ),
        (
            b"---\ntitle: x\n\tsummary: y\n---\nx\n",
            f"3: {NO_YAML} found a tab character that violates indentation"
            " | indent with spaces, not with tabs",
        ),
        (
            b"---\ntitle: 'x\n---\nx\n",
            f"2: {NO_YAML} found unexpected end of stream | {QUOTE}",
        ),
        (
            b"---\ntitle: *x\n---\nx\n",
            f"2: {NO_YAML} found undefined alias | {QUOTE}",
        ),
        (
            b"---\ntitle: x\nsummary: a\x00b\n---\nx\n",
            f"3: {NO_YAML} unacceptable character #x0000: control characters are"
            " not allowed | delete characters that cannot be seen",
        ),
        (
            b"---\ntitle: " + b"x" * 60_000 + b"\n---\nx\n",
            "2: error front-matter-too-long: the front matter has more than 50000 characters"
            " | front matter holds a title, addresses and a few values: move the rest to the text",
        ),
        (
            b"---\ntitle: " + b"[" * 40_000 + b"\n---\nx\n",
            "2: error front-matter-too-long: the front matter has more than 500 brackets"
            " | front matter holds a title, addresses and a few values: move the rest to the text",
        ),
        (
            b"---\n" + b"- " * 20_000 + b"x\n---\nx\n",
            "2: error front-matter-too-long: the front matter is nested more than 50 levels deep"
            " | front matter holds a title, addresses and a few values: move the rest to the text",
        ),
    ],
)
def test_front_matter_that_cannot_be_read(data: bytes, finding: str) -> None:
    assert told(data) == [f"appeal.md:{finding}"]


# -- fields -----------------------------------------------------------------------------------

ISO = "write the two letters of ISO 3166: KZ"


@pytest.mark.parametrize(
    ("front", "finding"),
    [
        (
            "titel: x",
            "5: error front-matter-unknown: titel: there is no such field | did you mean title?",
        ),
        (
            "zzz: x",
            "5: error front-matter-unknown: zzz: there is no such field | known: title, summary,"
            " country, date, send_before, status, addressees, copies_to, signatory, contact, names,"
            " values, notes",
        ),
        (
            "notes: a\nnotes: b",
            "6: error front-matter-twice: notes: stands here twice | delete one",
        ),
        ("notes:\nnotes: b", "6: error front-matter-twice: notes: stands here twice | delete one"),
        (
            "? [a]\n: b",
            "5: error front-matter-type: front matter: expected the name of a field"
            " | write name: value",
        ),
        (
            "summary: [a]",
            "5: error front-matter-type: summary: expected text | write it on one line",
        ),
        (
            "summary: 2026",
            "5: error front-matter-type: summary: expected text | put the value in quotes",
        ),
        (
            "summary: yes",
            "5: error front-matter-type: summary: expected text | put the value in quotes",
        ),
        (
            "summary: !!python/object:os.system x",
            "5: error front-matter-type: summary: expected text | put the value in quotes",
        ),
        (
            "summary: a\ue000",
            "5: error control-character: summary: the character U+E000 cannot be printed"
            " | delete it; it is invisible in most editors, so retype the word around it",
        ),
        (
            "summary: a &#7;",
            "5: error control-character: summary: &#7; cannot be printed | delete it",
        ),
        ("title:", "2: error front-matter-missing-field: title: is missing | add title: …"),
        ("title: ''", "4: error front-matter-missing-field: title: is empty | fill it in"),
        ("title: '\u00a0'", "4: error front-matter-missing-field: title: is empty | fill it in"),
        ("country:", "2: error front-matter-missing-field: country: is missing | add country: …"),
        (
            "country: UK",
            "4: error country-unknown: country: UK is not a country | did you mean GB?",
        ),
        (
            "country: Kazakstan",
            "4: error country-unknown: country: Kazakstan is not a country | did you mean KZ?",
        ),
        (
            "country: Atlantis",
            f"4: error country-unknown: country: Atlantis is not a country | {ISO}",
        ),
        (
            "country: NO",
            "4: error front-matter-type: country: expected text | put the value in quotes",
        ),
        (
            "date: 1.5.2026",
            "5: error front-matter-date: date: 1.5.2026 is not a date"
            " | write year-month-day: 2026-05-01",
        ),
        (
            "send_before: 2026-02-30",
            "5: error front-matter-date: send_before: 2026-02-30 is not a date"
            " | write year-month-day: 2026-05-01",
        ),
        (
            "date: [2026]",
            "5: error front-matter-date: date: this is not a date | write year-month-day:"
            " 2026-05-01",
        ),
        (
            "date: 2026-05-02\nsend_before: 2026-05-01",
            "6: error front-matter-date: send_before: 2026-05-01 is before the appeal's date,"
            " 2026-05-02 | mend one of them",
        ),
        (
            "status: closed",
            "5: error front-matter-choice: status: closed is not known"
            " | write one of: open, withdrawn",
        ),
        (
            "addressees:",
            "2: error front-matter-missing-field: addressees: an appeal needs somebody to write to"
            " | add addressees: with a name, an address and a country",
        ),
        (
            "addressees: []",
            "4: error front-matter-missing-field: addressees: an appeal needs somebody to write to"
            " | add addressees: with a name, an address and a country",
        ),
        (
            "addressees: A",
            "4: error front-matter-type: addressees: expected a list | begin each item with -",
        ),
        (
            "addressees:\n  - A",
            "5: error front-matter-type: addressees.1: expected fields, one a line"
            " | write name: value, indented",
        ),
        (
            "addressees:\n  - name: A\n  - name:\n    country: KZ",
            "6: error front-matter-missing-field: addressees.2: has neither name, role nor"
            " organisation | add name: …",
        ),
        (
            "addressees:\n  - {}",
            "5: error front-matter-missing-field: addressees.1: has neither name, role nor"
            " organisation | add name: …",
        ),
        (
            "addressees:\n  - nmae: A\n    role: B",
            "5: error front-matter-unknown: addressees.1.nmae: there is no such field"
            " | did you mean name?",
        ),
        (
            "addressees:\n  - name: A\n    address: Street 1",
            "6: error front-matter-type: addressees.1.address: expected a list"
            " | begin each item with -",
        ),
        (
            "addressees:\n  - name: A\n    address:\n      - Street\n      - 12345",
            "8: error front-matter-type: addressees.1.address.2: expected text"
            " | put the value in quotes",
        ),
        (
            "addressees:\n  - name: A\n    languages: kk",
            "6: error front-matter-type: addressees.1.languages: expected a list"
            " | begin each item with -",
        ),
        (
            "addressees:\n  - name: A\n    languages: [kk, russian, '?']",
            "",
        ),
        (
            "addressees:\n  - name: A\n    fax: '020 8558'",
            "6: error phone-impossible: addressees.1.fax: 020 8558 is not a telephone number"
            " with its"
            " country code | write it as +44 20 …",
        ),
        (
            "addressees:\n  - name: A\n    tel: 442085585814",
            "6: error front-matter-type: addressees.1.tel: expected text | put the value in quotes",
        ),
        (
            "addressees:\n  - name: A\n    email: minister at example.org",
            "6: error email-malformed: addressees.1.email: minister at example.org is not an e-mail"
            " address | write name@example.org",
        ),
        (
            "addressees:\n  - &a {name: A}\n  - *a",
            "5: error front-matter-alias: addressees.2: anchors and aliases are not read"
            " | write the value out",
        ),
        (
            "signatory: B",
            "5: error front-matter-type: signatory: expected fields, one a line"
            " | write name: value, indented",
        ),
        (
            "contact:\n  url: appeals.example.org",
            "6: error url-malformed: contact.url: appeals.example.org is not a web address"
            " | write https://…",
        ),
        (
            "contact:\n  phone: x",
            "6: error front-matter-unknown: contact.phone: there is no such field | known: post,"
            " country, tel, fax, email, url",
        ),
        ("names: A", "5: error front-matter-type: names: expected a list | begin each item with -"),
        (
            "<<: {notes: x}",
            "5: error front-matter-unknown: <<: there is no such field | known: title,"
            " summary, country, date, send_before, status, addressees, copies_to, signatory,"
            " contact,"
            " names, values, notes",
        ),
    ],
)
def test_each_field_wrong_in_each_way(front: str, finding: str) -> None:
    if finding:
        assert one(front) == f"appeal.md:{finding}"
    else:
        assert told(page(front)) == [
            "appeal.md:6: error language-unknown: addressees.1.languages.2: russian is not a"
            " language"
            " | did you mean ru?",
            "appeal.md:6: error language-unknown: addressees.1.languages.3: ? is not a language"
            " | write a locale tag: kk, pt_BR",
        ]


@pytest.mark.parametrize(
    ("front", "finding"),
    [
        (
            "closing: c",
            "2: error front-matter-missing-field: salutation: is missing | add salutation: …",
        ),
        (
            "salutation: s",
            "2: error front-matter-missing-field: closing: is missing | add closing: …",
        ),
        (
            "salutation: s\nclosing: c\nsubjects: x",
            "4: error front-matter-unknown: subjects: there is no such field | did you mean"
            " subject?",
        ),
        (
            "salutation: s\nclosing: c\nenclosures: x",
            "4: error front-matter-type: enclosures: expected a list | begin each item with -",
        ),
        *(
            (
                f"salutation: s\nclosing: c\nmax_pages: {value}",
                "4: error front-matter-type: max_pages: expected a whole number from 1 to 20"
                " | write digits",
            )
            for value in ("0", "21", "two", "1.5", "-1", "9" * 5000, "[1]", "²")
        ),
    ],
)
def test_each_field_of_the_letter_wrong_in_each_way(front: str, finding: str) -> None:
    assert told(PAGE, f"---\n{front}\n---\nText.\n".encode()) == [f"letter.md:{finding}"]


def test_a_file_without_a_text_is_refused() -> None:
    empty = "error source-empty: there is no text after the front matter"
    hint = "write the text below the second line of ---"
    assert told(page("notes: x", " \n\n"), b"---\nsalutation: s\nclosing: c\n---") == [
        f"appeal.md:7: {empty} | {hint}",
        f"letter.md:5: {empty} | {hint}",
    ]


def test_an_alias_bomb_is_refused_at_once() -> None:
    levels = ["a0: &a0 {x: y}"]
    levels += [
        f"a{n}: &a{n} {{{', '.join(f'k{k}: *a{n - 1}' for k in range(9))}}}" for n in range(1, 12)
    ]
    found = told(page("values:\n  " + "\n  ".join(levels)))
    # One finding a key that is written, however often it is meant.
    assert len(found) == 1 + 11 * 9
    assert found[1] == (
        "appeal.md:7: error front-matter-unknown: values.a1.k0: there is no such field"
        " | known: text, date, number, money, country, phone, currency"
    )
