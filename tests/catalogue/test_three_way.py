"""Three-way merging: disjoint work never conflicts and is never lost; real conflicts show both."""

from __future__ import annotations

import dataclasses

import pytest

from appeal.catalogue import merge, parse, reviewed, sign, threeway, write
from appeal.model import Catalogue, Entry
from tests.catalogue import branches, corpus
from tests.catalogue.gettext_tools import msgcat, msgfmt_faults
from tests.strategies import cases

HEADER = corpus.header("de")
LATER = corpus.header("de", created="2025-05-05 00:00+0000")


def po(*entries: Entry, header: Entry = HEADER) -> Catalogue:
    return Catalogue(path="x.po", language="de", header=header, entries=entries)


def entry(msgstr: str = "", msgid: str = "Text.", *flags: str) -> Entry:
    return Entry(msgid=msgid, msgstr=(msgstr,), flags=flags)


def test_disjoint_edits_never_conflict_and_no_translation_is_lost() -> None:
    for seed in range(cases(150, 1000)):
        base, ours, theirs = branches.branches(seed)
        merged = threeway(base, ours, theirs)
        assert merged.conflicts == ()
        kept = branches.finished(merged.catalogue)
        assert branches.new_work(base, ours) <= kept
        assert branches.new_work(base, theirs) <= kept
        held = branches.finished(ours) & branches.finished(theirs)
        assert held <= kept
        data = write(merged.catalogue)
        assert parse(data, path=base.path) == merged.catalogue


def test_the_other_way_round_the_same_translations_stand() -> None:
    for seed in range(cases(60, 500)):
        base, ours, theirs = branches.branches(seed)
        one = threeway(base, ours, theirs).catalogue
        other = threeway(base, theirs, ours).catalogue
        assert branches.finished(one) == branches.finished(other)
        assert {e.key for e in one.entries} == {e.key for e in other.entries}


def test_merging_with_an_untouched_side_gives_the_other() -> None:
    for seed in range(cases(30, 300)):
        base, ours, _ = branches.branches(seed)
        assert write(threeway(base, ours, base).catalogue) == write(ours)
        assert write(threeway(base, base, ours).catalogue) == write(ours)


def test_two_translations_of_one_text_conflict_and_both_stand_in_the_file() -> None:
    merged = threeway(po(entry("Alt")), po(entry("Eins")), po(entry("Zwei\nDrei")))
    (conflict,) = merged.conflicts
    assert conflict.msgstr == ("Eins",)
    assert conflict.fuzzy
    assert conflict.comments == ("the other version: Zwei\\nDrei",)
    data = write(merged.catalogue)
    assert data == msgcat(data)
    assert msgfmt_faults(data) == []


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        # The same edit twice is one.
        (entry("Alt"), entry("Neu"), entry("Neu"), entry("Neu")),
        # Who empties an entry yields to who translates it.
        (entry("Alt"), entry(""), entry("Neu"), entry("Neu")),
        (entry("Alt"), entry("Neu"), entry(""), entry("Neu")),
        # A doubt about the old words yields to new words.
        (entry("Alt"), entry("Alt", "Text.", "fuzzy"), entry("Neu"), entry("Neu")),
        # The same new words, of which one is not sure, are not sure.
        (entry(), entry("Neu", "Text.", "fuzzy"), entry("Neu"), entry("Neu", "Text.", "fuzzy")),
        # A tool's proposal for a new text yields to a translation.
        (
            entry(),
            dataclasses.replace(entry("Rest", "Text.", "fuzzy"), previous_msgid="Rest."),
            entry("Neu"),
            entry("Neu"),
        ),
    ],
)
def test_what_is_no_conflict(base: Entry, ours: Entry, theirs: Entry, expected: Entry) -> None:
    for merged in (
        threeway(po(base), po(ours), po(theirs)),
        threeway(po(base), po(theirs), po(ours)),
    ):
        assert merged.conflicts == ()
        assert merged.catalogue.entries == (expected,)


def test_headers_and_references_never_conflict() -> None:
    def side(revised: str, translator: str, created: str, reference: str) -> Catalogue:
        text = HEADER.msgstr[0]
        for old, new in (
            ("2025-01-03 04:05", revised),
            ("A. Translator", translator),
            ("2025-01-02 03:04", created),
        ):
            text = text.replace(old, new)
        return po(
            dataclasses.replace(entry("Alt"), references=(reference,)),
            header=Entry(msgid="", msgstr=(text + f"X-{translator}: 1\n",)),
        )

    merged = threeway(
        po(dataclasses.replace(entry("Alt"), references=("a:1",))),
        side("2025-06-01 00:00", "Ada", "2025-07-01 00:00", "a:2"),
        side("2025-05-01 00:00", "Bo", "2025-08-01 00:00", "a:3"),
    )
    assert merged.conflicts == ()
    headers = merged.catalogue.headers
    assert headers["PO-Revision-Date"] == "2025-06-01 00:00+0000"
    assert headers["Last-Translator"].startswith("Ada")
    assert headers["POT-Creation-Date"] == "2025-08-01 00:00+0000"
    assert headers["X-Ada"] == headers["X-Bo"] == "1"
    assert merged.catalogue.entries[0].references == ("a:3",)


def test_comments_of_both_sides_stay_and_deleted_ones_go() -> None:
    def side(*comments: str) -> Catalogue:
        return po(dataclasses.replace(entry("Alt"), comments=comments))

    merged = threeway(side("old", "kept"), side("kept", "ours"), side("old", "kept", "theirs"))
    assert merged.catalogue.entries[0].comments == ("kept", "ours", "theirs")


def test_sign_offs_of_both_sides_hold() -> None:
    one = sign(entry("Alt"), name="A", date=branches.DAY)
    other = sign(entry("Alt"), name="B", date=branches.DAY)
    (merged,) = threeway(po(entry("Alt")), po(one), po(other)).catalogue.entries
    assert reviewed(merged)
    assert len(merged.comments) == 2


def test_a_translation_of_a_text_that_changed_meanwhile_becomes_the_proposal() -> None:
    old = "We demand the release of the 12 bus drivers who were arrested in the capital."
    new = old.replace("12", "14")
    base = po(entry("", old))
    ours = merge(corpus.template("x", [new], "2025-05-05 00:00+0000"), base)
    theirs = po(entry("Wir fordern die Freilassung der 12 Fahrer.", old))
    for merged in (threeway(base, ours, theirs), threeway(base, theirs, ours)):
        assert merged.conflicts == ()
        live, gone = merged.catalogue.entries
        assert (live.msgid, live.fuzzy, live.previous_msgid) == (new, True, old)
        assert live.msgstr == gone.msgstr == theirs.entries[0].msgstr
        assert gone.obsolete


def test_a_better_translation_of_a_text_that_changed_meanwhile_replaces_the_old_proposal() -> None:
    old = "We demand the release of the 12 bus drivers who were arrested in the capital."
    new = old.replace("12", "14")
    base = po(entry("Schlecht.", old))
    ours = merge(corpus.template("x", [new], "2025-05-05 00:00+0000"), base)
    theirs = po(entry("Besser.", old))
    live, gone = threeway(base, ours, theirs).catalogue.entries
    assert live.msgstr == gone.msgstr == ("Besser.",)
    assert live.fuzzy


def test_an_entry_deleted_on_one_side_stays_deleted_unless_it_holds_a_translation() -> None:
    base = po(
        entry("Alt"), entry("", "Empty."), dataclasses.replace(entry("x", "Gone."), obsolete=True)
    )
    ours = po(header=LATER)
    merged = threeway(base, ours, base).catalogue
    assert merged.entries == (dataclasses.replace(entry("Alt"), obsolete=True),)


def test_both_sides_began_the_file() -> None:
    merged = threeway(None, po(entry("Eins")), po(entry("", "Other."), entry("Eins")))
    assert merged.conflicts == ()
    assert [e.msgid for e in merged.catalogue.entries] == ["Other.", "Text."]
    assert threeway(None, po(entry("Eins")), po(entry("Zwei"))).conflicts
