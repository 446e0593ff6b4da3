"""appeal.txt and letter.txt: what they say, and how blocks become text."""

from __future__ import annotations

import datetime

import pytest

from appeal.model import Block, Edition, Run
from appeal.outputs import text as module
from appeal.outputs.flowed import columns, flowed, unflowed
from appeal.outputs.plain import paragraphs, words
from appeal.outputs.text import appeal_paragraphs, letter_paragraphs, notices
from tests.outputs import samples


def letter(edition: Edition) -> str:
    return unflowed(letter_paragraphs(edition, samples.words(edition.language)))


def whole(edition: Edition) -> str:
    return unflowed(appeal_paragraphs(edition, samples.words(edition.language)))


def rendered(html: str) -> str:
    return unflowed(paragraphs(samples.body(html).blocks))


def test_every_construct_becomes_readable_text() -> None:
    assert (
        rendered(samples.EVERYTHING)
        == """\
What happened
-------------

A paragraph with bold, emphasis, code and a report <https://example.org/report>, a@example.org.

Fax one
Fax two

3. third
4. fourth
  • inner

• loose

second paragraph

• loose too

> They said:
>
>> never again

Who       Days
--------  ----
Madel       14
イオヌル     7

CWI
    Committee for a Workers' International

    fax --to  1
       two

* * *

With a note[1] and a picture [a banner].

* * *

[1] The note.
"""
    )


def test_a_letter_says_all_of_it_in_order() -> None:
    assert (
        letter(samples.edition("de"))
        == """\
Nursultan Nazarbayev
Präsident
Residentsia presidentsia
Astana
Kasachstan

Drangsalierung von Arbeitervertretern in Kasachstan

An den Präsidenten und die Regierung von Kasachstan

Wir, das Komitee für eine Arbeiterinternationale mit angeschlossenen Gruppen und Sektionen in \
35 Ländern, sind alarmiert über die anhaltende Drangsalierung von Arbeitervertretern in \
Kasachstan.

1. Wir, das Komitee für eine Arbeiterinternationale mit angeschlossenen Gruppen und Sektionen in \
35 Ländern, sind alarmiert über die anhaltende Drangsalierung von Arbeitervertretern in \
Kasachstan.

2. Wir bitten Genossinnen und Genossen, vor den Botschaften Kasachstans zu protestieren.

Unterzeichnet:
Robert Labi
Committee for a Workers' International

Kopien an
• Committee for a Workers' International, Fax +44 20 8988 8793

Kontakt
PO Box 3688
London, E11 1YE
Tel +44 20 8558 5814
Fax +44 20 8988 8793
"""
    )


def test_the_appeal_begins_with_its_title_and_ends_with_its_page() -> None:
    text = whole(samples.edition("ja"))
    assert text.startswith("カザフスタンの社会主義者を守れ\n==============================\n")
    assert "\n書簡\n----\n" in text
    assert text.endswith(
        "\nhttps://appeals.example.org/japan/ja/defend-socialists-in-kazakhstan/\n"
    )


def test_at_home_the_address_has_no_country() -> None:
    assert "Astana\n\n" in letter(samples.edition("ru"))


def test_numbers_and_names_are_isolated_in_right_to_left_text() -> None:
    text = letter(samples.edition("ar"))
    assert "\u2068Nursultan Nazarbayev\u2069\n" in text
    assert "هاتف \u2068+44 20 8558 5814\u2069\n" in text
    assert "الرئيس\n" in text
    assert "\u2068" not in letter(samples.edition("de"))


def test_a_person_with_a_salutation_of_their_own_is_greeted_with_it() -> None:
    own = samples.localised("de", appeal__addressees__1__salutation="Herr Präsident,")
    assert "\nHerr Präsident,\n" in letter(samples.edition("de", own=own))
    two = samples.edition("de", own=own, addressees=(samples.PRESIDENT, samples.REACHABLE))
    assert "\nHerr Präsident,\n" not in letter(two)


def test_enclosures_are_listed() -> None:
    own = samples.localised("de", letter__enclosures__1="Bericht")
    assert "\nEnclosures\n• Bericht\n" in letter(
        samples.edition("de", own=own, enclosures=("Report",))
    )


@pytest.mark.parametrize("tag", ["en_AU", "de", "ar", "ja", "ta", "ur"])
def test_files_are_flowed_utf8_within_78_columns(tag: str) -> None:
    made = list(module.artifacts(samples.edition(tag), samples.words, None))  # type: ignore[arg-type]  # texts need no press
    assert [artifact.path.rsplit("/", 1)[1] for artifact in made] == ["appeal.txt", "letter.txt"]
    for artifact in made:
        lines = artifact.data.decode().split("\n")
        assert lines[-1] == ""
        assert all(columns(line) <= 78 for line in lines)
        assert any(line.endswith(" ") for line in lines)


DAY = datetime.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (samples.edition("en_AU"), []),
        (
            samples.edition("de"),
            ["This translation is a draft. No native speaker has reviewed it yet."],
        ),
        (
            samples.edition("en_AU", send_before=DAY, today=datetime.date(2026, 4, 1)),
            ["This appeal has expired: its last day was 31 March 2026."],
        ),
        (samples.edition("en_AU", send_before=DAY, today=DAY), []),
        (samples.edition("en_AU", send_before=DAY), []),
        (
            samples.edition("en_AU", status="withdrawn"),
            ["This appeal has been withdrawn. Please do not send any more letters."],
        ),
        (
            samples.edition("ja", frozen_on=DAY),
            [
                "This translation is older than the English text."
                " It shows the state of 2026年3月31日.",
                "This translation is a draft. No native speaker has reviewed it yet.",
            ],
        ),
    ],
    ids=["open", "draft", "expired", "last day", "undated build", "withdrawn", "frozen"],
)
def test_what_a_reader_must_know_comes_first(edition: Edition, said: list[str]) -> None:
    assert list(notices(edition, samples.words(edition.language))) == said
    text = whole(edition)
    for notice in said:
        assert text.index(notice) < text.index(edition.own.said("letter.subject"))


def test_a_withdrawn_letter_says_so_above_everything() -> None:
    assert letter(samples.edition("de", status="withdrawn")).startswith(
        "This appeal has been withdrawn."
    )


def test_dates_are_stated() -> None:
    text = whole(samples.edition("de", date=datetime.date(2026, 2, 19), send_before=DAY, today=DAY))
    assert "\nAppeal of 19. Februar 2026\nVor dem 31. März 2026 absenden\n" in text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((Run(text="a"), Run(text="b", href="https://example.org/")), "ab <https://example.org/>"),
        (
            (Run(text="x ", href="https://example.org"), Run(text="y", href="https://example.org")),
            "x y <https://example.org>",
        ),
        ((Run(text="https://example.org", href="https://example.org/"),), "https://example.org"),
        ((Run(text="+44 20 8558 5814", href="tel:+44-20-8558-5814"),), "+44 20 8558 5814"),
        ((Run(text="call", href="tel:+44-20"),), "call <+44-20>"),
        ((Run(text="up", href="#top"),), "up"),
        ((Run(text="", image="x.png"), Run(text="alt", image="y.png")), "[alt]"),
        ((Run(text="so", strong=True), Run(text="", note="2")), "so[2]"),
    ],
)
def test_links_pictures_and_notes_in_words(runs: tuple[Run, ...], text: str) -> None:
    assert words(runs) == text


def test_a_table_too_wide_for_a_line_becomes_one_paragraph_a_row() -> None:
    def cell(text: str) -> Block:
        return Block(kind="cell", runs=(Run(text=text),))

    rows = tuple(
        Block(kind="row", children=(cell(f"{n}. " + "word " * 9), cell("other " * 9)))
        for n in range(2)
    )
    text = flowed(paragraphs([Block(kind="table", children=rows)]), delsp=False)
    assert "| other" in text.replace(" \n", " ")
    assert all(columns(line) <= 78 for line in text.split("\n"))
