"""Making templates and first catalogues, which gettext's own tools accept."""

from __future__ import annotations

import datetime

import pytest

from appeal.catalogue import new, parse, template, write
from appeal.languages import language
from appeal.model import Catalogue, Message
from tests.catalogue.gettext_tools import msgcat, msgfmt_faults

MOMENT = datetime.datetime(
    2025, 3, 1, 12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2))
)
MESSAGES = (
    Message(msgid="Stop the evictions", context="appeal.title", references=("appeal.md:2",)),
    Message(msgid="one day left", plural="{{n}} days left", comments=("counted\nlines", "more")),
)


def made(
    *messages: Message, created: datetime.datetime = MOMENT, previous: Catalogue | None = None
) -> Catalogue:
    return template(
        messages or MESSAGES,
        path="locale/x.pot",
        project="Campaign: x",
        created=created,
        previous=previous,
    )


def test_a_template_is_what_gettext_writes() -> None:
    data = write(made())
    assert data == msgcat(data)
    assert parse(data, path="locale/x.pot") == made()
    assert data.decode() == (
        "# Template of Campaign: x.\n"
        "#, fuzzy\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Campaign: x\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: 2025-03-01 12:30+0200\\n"\n'
        '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
        '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"\n'
        '"Language-Team: LANGUAGE <LL@li.org>\\n"\n'
        '"Language: \\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
        "\n"
        "#: appeal.md:2\n"
        'msgctxt "appeal.title"\n'
        'msgid "Stop the evictions"\n'
        'msgstr ""\n'
        "\n"
        "#. counted\n"
        "#. lines\n"
        "#. more\n"
        'msgid "one day left"\n'
        'msgid_plural "{{n}} days left"\n'
        'msgstr[0] ""\n'
        'msgstr[1] ""\n'
    )


def test_the_date_changes_only_when_a_message_does() -> None:
    first = made()
    later = MOMENT + datetime.timedelta(days=1)
    moved = (Message(msgid=MESSAGES[0].msgid, context="appeal.title", references=("appeal.md:3",)),)
    same = made(*moved, MESSAGES[1], created=later, previous=first)
    assert same.header == first.header
    changed = made(MESSAGES[0], created=later, previous=first)
    assert changed.headers["POT-Creation-Date"] == "2025-03-02 12:30+0200"


@pytest.mark.parametrize("tag", ["de", "pt_BR", "ar", "ja", "pl", "ga", "kk", "zh_Hant", "si"])
def test_a_new_catalogue_is_sound_and_has_the_forms_of_its_language(tag: str) -> None:
    catalogue = new(language(tag), made(), path=f"locale/{tag}/LC_MESSAGES/x.po")
    data = write(catalogue)
    assert data == msgcat(data)
    assert msgfmt_faults(data) == []
    assert parse(data, path=catalogue.path) == catalogue
    assert len(catalogue.entries[1].msgstr) == language(tag).nplurals
    headers = catalogue.headers
    assert headers["Language"] == language(tag).header_tag
    assert headers["X-Translation-Status"] == "draft"
    assert headers["POT-Creation-Date"] == "2025-03-01 12:30+0200"
    assert "X-Generator" not in headers


def test_a_variant_begins_with_its_header_alone() -> None:
    catalogue = new(language("de_AT"), made(), path="x.po", variant=True)
    assert catalogue.entries == ()
    assert catalogue.headers["Language-Team"] == "German (Austria)"
    assert parse(write(catalogue), path="x.po") == catalogue


def test_a_header_field_cannot_break_out_of_its_line() -> None:
    catalogue = new(language("de"), made(), path="x.po", team="Us\nX-Evil: 1", translator="A\tB")
    assert catalogue.headers["Language-Team"] == "Us X-Evil: 1"
    assert catalogue.headers["Last-Translator"] == "A B"
