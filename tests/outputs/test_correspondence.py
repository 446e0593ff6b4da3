"""What a letter says, to whom, from whom."""

from __future__ import annotations

import datetime
from dataclasses import replace

from appeal.languages import language
from appeal.model import Block, Contact, Person, Run, Section
from appeal.outputs.correspondence import Letter, envelope, letters, reads
from tests.outputs import samples

EMBASSY = Person(
    key="",
    organisation="Embassy of Kazakhstan",
    address=("Nordendstraße 14-17", "13156 Berlin"),
    country="DE",
    salutation="Dear Ambassador",
    languages=("de",),
)


def one(tag: str, **changes: object) -> Letter:
    edition = samples.edition(tag, **changes)  # type: ignore[arg-type]  # appeal's own fields
    return letters(edition, edition.own, samples.words(tag))[0]


def test_parts_are_in_the_editions_language() -> None:
    letter = one("de")
    assert letter.recipient == (
        "Nursultan Nazarbayev",
        "Präsident",
        "Residentsia presidentsia",
        "Astana",
        "KASACHSTAN",
    )
    assert letter.sender == (
        "Committee for a Workers’ International",
        "PO Box 3688",
        "London, E11 1YE",
        "VEREINIGTES KÖNIGREICH",
        "Tel +44\u00a020\u00a08558\u00a05814",
        "Fax +44\u00a020\u00a08988\u00a08793",
    )
    assert letter.subject == "Drangsalierung von Arbeitervertretern in Kasachstan"
    assert letter.copies_label == "Kopien an"
    assert letter.page_label == "Page {n} of {m}"


def test_section_signs_with_its_own_address_and_contact() -> None:
    edition = samples.edition("de")
    section = replace(
        edition.section,
        address=("Beispielweg 1", "12345 Berlin"),
        contact=Contact(tel="030 901820", country="DE", email="post@example.org"),
    )
    edition = replace(edition, section=section)
    letter = letters(edition, edition.own, samples.words("de"))[0]
    assert letter.sender[1:] == (
        "Beispielweg 1",
        "12345 Berlin",
        "DEUTSCHLAND",
        "Tel +49\u00a030\u00a0901820",
        "post@example.org",
    )
    assert letter.return_line.endswith("Beispielweg 1, 12345 Berlin, DEUTSCHLAND")


def test_one_letter_to_each_addressee_then_to_the_sections_own() -> None:
    edition = samples.edition("de")
    edition = replace(edition, section=replace(edition.section, recipients=(EMBASSY,)))
    first, second = letters(edition, edition.own, samples.words("de"))
    assert first.recipient[0] == "Nursultan Nazarbayev"
    assert second.recipient == (
        "Embassy of Kazakhstan",
        "Nordendstraße 14-17",
        "13156 Berlin",
    )
    assert second.salutation == "Dear Ambassador"
    assert first.salutation == "An den Präsidenten und die Regierung von Kasachstan"
    assert first.blocks == second.blocks


def test_salutation_of_an_addressee_is_the_translated_one() -> None:
    own = samples.localised("de", appeal__addressees__1__salutation="Sehr geehrter Herr")
    edition = samples.edition("de", own=own)
    assert letters(edition, own, samples.words("de"))[0].salutation == "Sehr geehrter Herr"


def test_a_translation_goes_only_to_those_who_read_it() -> None:
    edition = samples.edition("de", translations={"ru": samples.localised("ru")})
    edition = replace(edition, section=replace(edition.section, recipients=(EMBASSY,)))
    found = letters(edition, edition.translations["ru"], samples.words("ru"))
    assert [letter.recipient[0] for letter in found] == ["Nursultan Nazarbayev"]
    assert found[0].language == "ru"
    # The envelope is for the sender's post.
    assert found[0].recipient[-1] == "KASACHSTAN"


def test_variant_of_a_language_is_read_by_its_readers() -> None:
    person = replace(samples.PRESIDENT, languages=("pt_BR",))
    assert reads(person, language("pt_PT"))
    assert not reads(person, language("es"))


def test_undated_letter_asks_for_place_and_date_dated_one_for_the_date_of_signing() -> None:
    undated = one("de")
    assert (undated.date, undated.date_label) == ("", "Place and date")
    assert undated.blanks == ("Name", "Signature", "Address")
    dated = one("de", date=datetime.date(2026, 3, 2))
    assert dated.date == "2. März 2026"
    assert dated.blanks == ("Name", "Signature", "Address", "Date")


def test_numbers_and_addresses_are_isolated_in_right_to_left_letters_only() -> None:
    arabic, german = one("ar"), one("de")
    assert "هاتف \u2066+44\u00a020\u00a08558\u00a05814\u2069" in arabic.sender
    assert arabic.copies == (
        "Committee for a Workers' International، فاكس \u2066+44\u00a020\u00a08988\u00a08793\u2069",
    )
    assert not any("\u2066" in line for line in german.sender)


def test_enclosures_are_listed_in_the_letters_language() -> None:
    own = samples.localised("de", letter__enclosures__1="Ein Bericht")
    edition = samples.edition("de", own=own, enclosures=("A report",))
    letter = letters(edition, own, samples.words("de"))[0]
    assert letter.enclosures == ("Ein Bericht",)


def test_typewriter_marks_are_mended_in_every_block_but_code() -> None:
    quoted = (Run(text='"a"'),)
    blocks = (
        Block(kind="quote", children=(Block(kind="paragraph", runs=quoted),)),
        Block(kind="code", runs=quoted),
        Block(kind="paragraph", runs=quoted, language="de"),
    )
    edition = samples.edition("en_AU")
    own = replace(edition.own, letter=replace(edition.own.letter, blocks=blocks))
    letter = letters(replace(edition, own=own), own, samples.words("en_AU"))[0]
    assert letter.blocks[0].children[0].runs[0].text == "“a”"
    assert letter.blocks[1].runs[0].text == '"a"'
    assert letter.blocks[2].runs[0].text == "„a“"


def test_no_country_line_at_home() -> None:
    section = Section(slug="x", name="X", country="KZ", languages=("kk",))
    lines = envelope(samples.PRESIDENT, samples.localised("en"), language("kk"), section.country)
    assert lines[-1] == "Astana"
