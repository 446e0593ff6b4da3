"""Which entries are checked, with which English, at which line."""

from __future__ import annotations

from dataclasses import replace

from appeal import catalogue
from appeal.checks import check_catalogue
from appeal.languages import language
from appeal.model import Catalogue, Entry, Finding


def found(tag: str, *entries: Entry) -> list[Finding]:
    """Return the findings of a catalogue as it is read from its file."""
    lang = language(tag)
    header = Entry(
        msgid="",
        msgstr=(
            "Content-Type: text/plain; charset=UTF-8\n"
            f"Language: {tag}\nPlural-Forms: {lang.plural_forms}\n",
        ),
    )
    whole = Catalogue(path="x.po", language=tag, header=header, entries=entries)
    read = catalogue.parse(catalogue.write(whole), path="x.po")
    return list(check_catalogue(read, language=lang))


WRONG = Entry(msgid="Groups in 35 towns.", msgstr=("Gruppen in 53 Städten.",))


def test_only_what_counts_as_translated_is_checked() -> None:
    assert [f.code for f in found("de", WRONG)] == ["number-differs"]
    assert found("de", replace(WRONG, flags=("fuzzy",))) == []
    assert found("de", replace(WRONG, obsolete=True)) == []
    assert found("de", replace(WRONG, msgstr=("",))) == []


def test_a_finding_names_the_line_of_its_msgstr_and_its_msgid() -> None:
    first = Entry(msgid="One", msgstr=("Eins",), comments=("a comment", "another"))
    (finding,) = found("de", first, WRONG)
    assert (finding.path, finding.line, finding.msgid) == ("x.po", 13, WRONG.msgid)


COUNTED = Entry(msgid="{{n}} country", plural="{{n}} countries", msgstr=("", ""))


def test_each_plural_form_has_its_line() -> None:
    wrong = replace(COUNTED, msgstr=("{{n}} kraj", "{{n}} kraje", "{{m}} krajów"))
    assert [(f.line, f.code) for f in found("pl", wrong)] == [
        (11, "value-missing"),
        (11, "value-unknown"),
    ]


def test_a_form_for_one_number_alone_may_leave_the_field_out() -> None:
    assert found("it", replace(COUNTED, msgstr=("un paese", "{{n}} paesi"))) == []
    forms = ("لا بلدان", "بلد واحد", "بلدان", "{{n}} بلدان", "{{n}} بلداً", "{{n}} بلد")
    assert found("ar", replace(COUNTED, msgstr=forms)) == []


def test_a_form_for_several_numbers_may_not() -> None:
    # In French and Russian "one" also serves 0, or 21.
    assert [f.code for f in found("fr", replace(COUNTED, msgstr=("un pays", "{{n}} pays")))] == [
        "value-missing"
    ]
    russian = ("одна страна", "{{n}} страны", "{{n}} стран")
    assert [f.code for f in found("ru", replace(COUNTED, msgstr=russian))] == ["value-missing"]


def test_one_form_serves_all_numbers_where_grammar_has_no_plural() -> None:
    assert found("ja", replace(COUNTED, msgstr=("{{n}}か国",))) == []


def test_the_interfaces_placeholders_are_fields_too() -> None:
    page = Entry(msgid="Page {n} of {m}", msgstr=("Seite {n} von {m}",))
    assert found("de", page) == []
    lost = replace(page, msgstr=("Seite {n}",))
    assert [f.message for f in found("de", lost)] == ["{m} is not in the translation"]
