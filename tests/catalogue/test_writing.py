"""Writing: byte for byte what ``msgcat --no-wrap`` writes, and read back the same."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import given, settings

from appeal.catalogue import parse, save, save_all, write
from appeal.model import Catalogue, Entry
from tests.catalogue import mutations
from tests.catalogue.gettext_tools import msgcat
from tests.strategies import cases, catalogues

LOCALE = Path(__file__).parents[2] / "locale"
HEADER = Entry(msgid="", msgstr=("Content-Type: text/plain; charset=UTF-8\n",))


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue(path="x.po", language="", header=HEADER, entries=entries)


def written(*entries: Entry) -> str:
    """Return the bytes of the entries, without the header; msgcat has to agree."""
    data = write(catalogue(*entries))
    assert data == msgcat(data)
    return data.decode().partition("\n\n")[2]


@given(catalogues())
@settings(max_examples=cases(40, 2000), deadline=None)
def test_any_catalogue_is_written_as_msgcat_writes_it_and_read_back_the_same(
    any_catalogue: Catalogue,
) -> None:
    data = write(any_catalogue)
    assert data == msgcat(data)
    assert parse(data, path=any_catalogue.path) == any_catalogue


def test_generated_catalogues_are_written_as_msgcat_writes_them() -> None:
    for seed in range(cases(40, 1000)):
        data = mutations.specimen(random.Random(seed))
        assert data == msgcat(data)
        assert write(parse(data, path="x.po")) == data


@pytest.mark.parametrize(
    "path", sorted(LOCALE.rglob("*.po*")), ids=lambda path: str(path.relative_to(LOCALE))
)
def test_each_catalogue_of_the_repository_is_as_msgcat_writes_it(path: Path) -> None:
    data = path.read_bytes()
    assert write(parse(data, path=path.name)) == data
    assert msgcat(data) == data


def test_strings_break_after_each_newline_and_nowhere_else() -> None:
    long = "word " * 60
    entry = Entry(msgid=f"one\ntwo\n{long}", msgstr=("eins\n",))
    assert written(entry) == f'msgid ""\n"one\\n"\n"two\\n"\n"{long}"\nmsgstr "eins\\n"\n'


def test_places_wrap_at_79_bytes_and_a_place_stands_once() -> None:
    places = ("source/defend-the-miners/letter.md:12", "ü.md:7", "ü.md:7", "a" * 76, "b.md")
    entry = Entry(msgid="a", msgstr=("b",), references=places)
    assert written(entry).splitlines()[:3] == [
        "#: source/defend-the-miners/letter.md:12 ü.md:7",
        f"#: {'a' * 76}",
        "#: b.md",
    ]


def test_fuzzy_comes_first_and_flags_that_gettext_does_not_know_go() -> None:
    entry = Entry(msgid="a", msgstr=("b",), flags=("no-wrap", "ignore-x", "c-format", "fuzzy"))
    assert written(entry).startswith("#, fuzzy, c-format, no-wrap\n")


def test_an_empty_translation_is_not_fuzzy() -> None:
    assert written(Entry(msgid="a", flags=("fuzzy",))) == 'msgid "a"\nmsgstr ""\n'


def test_obsolete_entries_come_last_with_their_previous_text() -> None:
    gone = Entry(
        msgid="gone\nfor good",
        msgstr=("weg",),
        obsolete=True,
        flags=("fuzzy",),
        previous_msgid="going",
        previous_context="c",
        comments=("note",),
    )
    assert written(gone, Entry(msgid="a", msgstr=("b",))) == (
        'msgid "a"\nmsgstr "b"\n\n'
        '# note\n#, fuzzy\n#~| msgctxt "c"\n#~| msgid "going"\n'
        '#~ msgid ""\n#~ "gone\\n"\n#~ "for good"\n#~ msgstr "weg"\n'
    )


def test_an_obsolete_entry_without_a_translation_is_not_written() -> None:
    assert written(Entry(msgid="gone", obsolete=True), Entry(msgid="a")) == (
        'msgid "a"\nmsgstr ""\n'
    )


def test_a_comment_cannot_swallow_the_next_line() -> None:
    assert written(Entry(msgid="a", comments=("back\\",))).startswith("# back\\ \n")


def test_a_previous_context_without_a_previous_text_is_not_written() -> None:
    entry = Entry(msgid="a", msgstr=("b",), previous_context="c")
    assert written(entry) == 'msgid "a"\nmsgstr "b"\n'


def test_saving_what_stands_there_writes_nothing(tmp_path: Path) -> None:
    one = catalogue(Entry(msgid="a", msgstr=("b",)))
    path = tmp_path / "locale" / "x.po"
    assert save(path, one)
    before = path.stat().st_mtime_ns
    assert not save(path, one)
    assert path.stat().st_mtime_ns == before


def test_saving_many_returns_what_was_new_and_leaves_nothing_else(tmp_path: Path) -> None:
    one = catalogue(Entry(msgid="a", msgstr=("b",)))
    other = dataclasses.replace(one, entries=(Entry(msgid="a", msgstr=("c",)),))
    paths = [tmp_path / f"{number}.po" for number in range(300)]
    assert save_all((path, one) for path in paths) == paths
    assert save_all([(paths[0], one), (paths[7], other)]) == [paths[7]]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
