"""Merging: what stays, what becomes fuzzy, and that no translation is ever lost."""

from __future__ import annotations

import dataclasses
import datetime
import random
from pathlib import Path

import pytest

from appeal.catalogue import (
    candidates,
    is_variant,
    memory,
    merge,
    parse,
    reviewed,
    sign,
    template,
    write,
)
from appeal.languages import language
from appeal.model import Catalogue, Entry, Message
from tests.catalogue import corpus, edits
from tests.catalogue.gettext_tools import msgcat, msgmerge
from tests.catalogue.test_signoff import DAY
from tests.strategies import cases

PARAGRAPH = (
    "Bus drivers marched against unpaid wages in the capital. The police detained 12 of them."
    " We demand their immediate release."
)
SENTENCES = PARAGRAPH.replace(". ", ".\n").split("\n")
GERMAN = (
    "Busfahrer demonstrierten in der Hauptstadt gegen ausstehende Löhne. Die Polizei nahm 12 von"
    " ihnen fest. Wir fordern ihre sofortige Freilassung."
)
GERMAN_SENTENCES = GERMAN.replace(". ", ".\n").split("\n")


def pot(*msgids: str, created: str = "2025-02-02 03:04+0000") -> Catalogue:
    return corpus.template("x", msgids, created)


def po(*entries: Entry, tag: str = "de") -> Catalogue:
    return Catalogue(
        path=f"locale/{tag}/LC_MESSAGES/x.po",
        language=tag,
        header=corpus.header(tag),
        entries=entries,
    )


def only(catalogue: Catalogue, msgid: str, context: str | None = None) -> Entry:
    (entry,) = (e for e in catalogue.entries if e.key == (context, msgid))
    return entry


# -- laws -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", edits.KINDS)
def test_merging_twice_is_as_merging_once(kind: str) -> None:
    for seed in range(cases(3, 40)):
        old = corpus.texts(seed, 30)
        changed = edits.edit(kind, random.Random(seed), old)
        new = pot(*dict.fromkeys(text for edit in changed for text in edit.new))
        once = merge(new, corpus.translated("x", old, "de"))
        again = merge(new, parse(write(once), path=once.path))
        assert write(again) == write(once) == msgcat(write(once))


def test_an_unchanged_template_changes_no_byte() -> None:
    texts = corpus.texts(1, 30)
    catalogue = corpus.translated("x", texts, "de")
    assert write(merge(corpus.template("x", texts), catalogue)) == write(catalogue)


def test_no_finished_translation_is_ever_lost_over_many_edits() -> None:
    for seed in range(cases(6, 100)):
        rng = random.Random(seed)
        texts = corpus.texts(seed, 25)
        catalogue = corpus.translated("x", texts, "de")
        finished = {(e.msgid, e.msgstr) for e in catalogue.entries}
        for _ in range(5):
            kind = rng.choice(edits.KINDS)
            changed = edits.edit(kind, rng, texts, rate=0.4)
            texts = list(dict.fromkeys(text for edit in changed for text in edit.new))
            catalogue = parse(write(merge(pot(*texts), catalogue)), path="x.po")
            kept = {(e.msgid, e.msgstr) for e in catalogue.entries if not e.fuzzy}
            assert finished <= kept


def test_a_change_taken_back_costs_nothing() -> None:
    for kind in edits.KINDS:
        old = corpus.texts(5, 30)
        before = corpus.translated("x", old, "de")
        changed = edits.edit(kind, random.Random(2), old, rate=0.5)
        merged = merge(pot(*dict.fromkeys(t for edit in changed for t in edit.new)), before)
        back = merge(corpus.template("x", old), parse(write(merged), path=before.path))
        live = tuple(entry for entry in back.entries if not entry.obsolete)
        assert live == before.entries


def test_candidates_shared_by_all_languages_give_what_each_alone_would() -> None:
    old = corpus.texts(2, 30)
    changed = edits.edit("one changed sentence", random.Random(2), old, rate=0.6)
    new = pot(*dict.fromkeys(text for edit in changed for text in edit.new))
    catalogues = [corpus.translated("x", old, tag) for tag in ("de", "fr", "tr")]
    shared = candidates(new, catalogues)
    for catalogue in catalogues:
        assert merge(new, catalogue, candidates=shared) == merge(new, catalogue)


def test_where_nothing_is_alike_the_bytes_are_those_of_msgmerge(tmp_path: Path) -> None:
    old = corpus.texts(4, 20)
    catalogue = corpus.translated("x", old, "de")
    gone = tuple(
        dataclasses.replace(entry, references=(), extracted=(), comments=("a note",))
        for entry in catalogue.entries[:3]
    )
    catalogue = dataclasses.replace(catalogue, entries=(*gone, *catalogue.entries[3:]))
    new = pot(*old[:2:-1], *edits.FRESH)
    theirs = msgmerge(write(catalogue), write(new), tmp_path)
    assert write(merge(new, catalogue)) == theirs


# -- single entries -----------------------------------------------------------------


def test_a_changed_text_is_fuzzy_and_shows_what_it_was() -> None:
    new = PARAGRAPH.replace("12", "14")
    merged = merge(pot(new), po(Entry(msgid=PARAGRAPH, msgstr=(GERMAN,), comments=("note",))))
    assert only(merged, new) == Entry(
        msgid=new,
        msgstr=(GERMAN,),
        comments=("note",),
        extracted=("paragraph",),
        references=("source/x/appeal.md:10",),
        flags=("fuzzy",),
        previous_msgid=PARAGRAPH,
    )
    assert only(merged, PARAGRAPH).obsolete


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The law has been repealed.", "The law has not been repealed."),
        ("We will rest until they are free.", "We will never rest until they are free."),
        ("It is legal to strike.", "It is illegal to strike."),
        ("Nobody was released.", "Somebody was released."),
        ("They were tried without a lawyer.", "They were tried with a lawyer."),
    ],
)
def test_a_changed_negation_is_always_fuzzy(old: str, new: str) -> None:
    for before, after in ((old, new), (new, old)):
        entry = only(merge(pot(after), po(Entry(msgid=before, msgstr=("Übersetzt.",)))), after)
        assert entry.fuzzy
        assert not entry.translated
        assert entry.previous_msgid == before


def test_a_split_paragraph_gives_each_part_its_sentences() -> None:
    first, rest = SENTENCES[0], " ".join(SENTENCES[1:])
    merged = merge(pot(first, rest), po(Entry(msgid=PARAGRAPH, msgstr=(GERMAN,))))
    assert only(merged, first).msgstr == (GERMAN_SENTENCES[0],)
    assert only(merged, first).previous_msgid == first
    assert only(merged, rest).fuzzy
    assert only(merged, rest).msgstr[0].endswith(" ".join(GERMAN_SENTENCES[1:]))


def test_joined_paragraphs_bring_both_translations() -> None:
    entries = [
        Entry(msgid=m, msgstr=(s,)) for m, s in zip(SENTENCES, GERMAN_SENTENCES, strict=True)
    ]
    entry = only(merge(pot(PARAGRAPH), po(*entries)), PARAGRAPH)
    assert entry.msgstr == (GERMAN,)
    assert entry.fuzzy
    assert entry.previous_msgid == PARAGRAPH


def test_languages_without_spaces_join_without_one() -> None:
    entries = [Entry(msgid=m, msgstr=(f"文{n}。",)) for n, m in enumerate(SENTENCES)]
    entry = only(merge(pot(PARAGRAPH), po(*entries, tag="zh_Hans")), PARAGRAPH)
    assert entry.msgstr == ("文0。文1。文2。",)


def test_a_join_of_which_one_part_is_untranslated_brings_the_other() -> None:
    entries = [
        Entry(msgid=SENTENCES[0]),
        Entry(msgid=" ".join(SENTENCES[1:]), msgstr=("Rest.",)),
    ]
    assert only(merge(pot(PARAGRAPH), po(*entries)), PARAGRAPH).msgstr == ("Rest.",)


@pytest.mark.parametrize("text", edits.FRESH)
def test_really_new_text_gets_no_proposal(text: str) -> None:
    for seed in range(4):
        merged = merge(pot(text), corpus.translated("x", corpus.texts(seed, 40), "de"))
        assert only(merged, text).msgstr == ("",)


def test_a_proposal_on_a_proposal_shows_what_was_translated() -> None:
    second = PARAGRAPH.replace("12", "14")
    third = second.replace("capital", "harbour")
    entry = Entry(msgid=second, msgstr=(GERMAN,), flags=("fuzzy",), previous_msgid=PARAGRAPH)
    merged = merge(pot(third), po(entry))
    assert only(merged, third).previous_msgid == PARAGRAPH
    # The proposal has moved on; there is nothing else in the old entry to keep.
    assert [e.msgid for e in merged.entries] == [third]


def test_the_same_text_in_another_context_is_fuzzy_with_the_old_context() -> None:
    new = template(
        [Message(msgid="Minister", context="addressees.2.role")],
        path="x.pot",
        project="x",
        created=corpus_moment(),
    )
    old = po(Entry(msgid="Minister", context="addressees.1.role", msgstr=("Minister",)))
    entry = only(merge(new, old), "Minister", "addressees.2.role")
    assert (entry.previous_context, entry.previous_msgid) == ("addressees.1.role", "Minister")
    assert entry.fuzzy


def test_a_removed_text_becomes_obsolete_and_returns_with_its_text() -> None:
    old = po(
        sign(Entry(msgid="One.", msgstr=("Eins.",)), name="A", date=DAY),
        Entry(msgid="Two.", msgstr=("",)),
    )
    gone = merge(pot("Three."), old)
    assert [(e.msgid, e.obsolete) for e in gone.entries] == [("Three.", False), ("One.", True)]
    back = merge(pot("One."), parse(write(gone), path=gone.path))
    assert only(back, "One.").translated
    assert reviewed(only(back, "One."))


def test_a_text_that_gets_a_plural_keeps_its_words_fuzzy() -> None:
    new = template(
        [Message(msgid="one day", plural="{{n}} days")],
        path="x.pot",
        project="x",
        created=corpus_moment(),
    )
    entry = only(merge(new, po(Entry(msgid="one day", msgstr=("ein Tag",)))), "one day")
    assert entry.msgstr == ("ein Tag", "ein Tag")
    assert entry.fuzzy
    back = merge(pot("one day"), po(dataclasses.replace(entry, flags=())))
    assert only(back, "one day").msgstr == ("ein Tag",)
    assert only(back, "one day").previous_plural == "{{n}} days"


def test_a_plural_rule_is_added_where_it_is_needed() -> None:
    new = template(
        [Message(msgid="one day", plural="{{n}} days")],
        path="x.pot",
        project="x",
        created=corpus_moment(),
    )
    text = corpus.header("pl").msgstr[0].replace("Plural-Forms: nplurals=2; plural=(n != 1);\n", "")
    old = dataclasses.replace(po(tag="pl"), header=Entry(msgid="", msgstr=(text,)))
    merged = merge(new, old)
    assert merged.headers["Plural-Forms"] == language("pl").plural_forms
    assert len(only(merged, "one day").msgstr) == 3


def test_the_header_keeps_all_but_the_date_of_the_template() -> None:
    text = corpus.header("de").msgstr[0] + "X-Generator: Poedit 3.4\nLanguage-Team: us\n"
    old = dataclasses.replace(po(), header=Entry(msgid="", msgstr=(text,), comments=("by us",)))
    merged = merge(pot("A.", created="2026-01-01 00:00+0000"), old)
    assert merged.header.msgstr[0] == text.replace("2025-01-02 03:04", "2026-01-01 00:00")
    assert merged.header.comments == ("by us",)


# -- memory ---------------------------------------------------------------------------


def other(*entries: Entry, revised: str = "2025-01-03 04:05+0000") -> Catalogue:
    catalogue = po(*entries)
    text = catalogue.header.msgstr[0].replace("2025-01-03 04:05+0000", revised)
    return dataclasses.replace(catalogue, header=Entry(msgid="", msgstr=(text,)))


def test_a_reviewed_translation_of_the_same_text_is_remembered_as_finished() -> None:
    known = sign(Entry(msgid="Our demands", msgstr=("Unsere Forderungen",)), name="A", date=DAY)
    entry = only(merge(pot("Our demands"), po(), memory=memory([other(known)])), "Our demands")
    assert entry.translated
    assert reviewed(entry)


@pytest.mark.parametrize("context", [None, "heading"])
def test_an_unreviewed_translation_or_another_context_is_remembered_as_fuzzy(
    context: str | None,
) -> None:
    known = Entry(msgid="Our demands", context=context, msgstr=("Unsere Forderungen",))
    if context:
        known = sign(known, name="A", date=DAY)
    entry = only(merge(pot("Our demands"), po(), memory=memory([other(known)])), "Our demands")
    assert entry.msgstr == ("Unsere Forderungen",)
    assert entry.fuzzy
    assert (entry.previous_context, entry.previous_msgid) == (context, "Our demands")


def test_of_several_remembered_translations_the_newest_reviewed_wins() -> None:
    def known(text: str) -> Entry:
        return Entry(msgid="a", msgstr=(text,))

    early = sign(known("early"), name="A", date=DAY)
    late = sign(known("late"), name="A", date=DAY.replace(year=DAY.year + 1))
    unreviewed = other(known("unreviewed"), revised="2099-01-01 00:00+0000")
    obsolete = other(dataclasses.replace(known("obsolete"), obsolete=True))
    old = other(known("old"), revised="2020-01-01 00:00+0000")
    catalogues = [other(early), other(late), unreviewed, obsolete, old]
    while catalogues:
        expected = ["late", "early", "unreviewed", "old", "obsolete"][-len(catalogues)]
        for order in (catalogues, catalogues[::-1]):
            merged = merge(pot("a"), po(), memory=memory(order))
            assert only(merged, "a").msgstr == (expected,)
        catalogues = [c for c in catalogues if c.entries[0].msgstr != (expected,)]


def test_an_empty_entry_is_filled_from_memory_and_a_translated_one_is_left() -> None:
    known = memory(
        [other(Entry(msgid="a", msgstr=("known",)), Entry(msgid="b", msgstr=("known",)))]
    )
    old = po(Entry(msgid="a", comments=("note",)), Entry(msgid="b", msgstr=("mine",)))
    merged = merge(pot("a", "b"), old, memory=known)
    assert only(merged, "a").msgstr == ("known",)
    assert only(merged, "a").comments == ("note",)
    assert only(merged, "b").msgstr == ("mine",)


def test_a_formula_of_common_po_fills_new_entries_as_finished() -> None:
    common = po(Entry(msgid="Yours sincerely,", msgstr=("Mit freundlichen Grüßen",)))
    new = template(
        [Message(msgid="Yours sincerely,", context="letter.closing")],
        path="x.pot",
        project="x",
        created=corpus_moment(),
    )
    merged = merge(new, po(), memory=memory([], common=common))
    assert only(merged, "Yours sincerely,", "letter.closing").translated


# -- variants -------------------------------------------------------------------------


def test_a_variant_holds_only_what_differs() -> None:
    changed = PARAGRAPH.replace("12", "14")
    old = po(
        Entry(msgid=PARAGRAPH, msgstr=(GERMAN,)),
        Entry(msgid="January", msgstr=("Jänner",)),
        Entry(msgid="Gone.", msgstr=("Weg.",)),
        tag="de_AT",
    )
    merged = merge(pot(changed, "January", "Something new."), old, variant=True)
    assert [(e.msgid, e.fuzzy, e.obsolete) for e in merged.entries] == [
        (changed, True, False),
        ("January", False, False),
        (PARAGRAPH, False, True),
        ("Gone.", False, True),
    ]


def test_a_variant_takes_nothing_that_came_from_another_text() -> None:
    # "Two" is alike, but the new text comes from "One", which the variant does not have.
    one = "We demand the immediate release of the bus drivers who were arrested in the capital."
    two = "We demand the immediate release of the nurses who were arrested in the harbour."
    new = one.replace("We demand", "We demand again")
    variant = po(Entry(msgid=two, msgstr=("Zwei",)), tag="de_AT")
    base = po(Entry(msgid=one, msgstr=("Eins",)), Entry(msgid=two, msgstr=("Zwei",)))
    shared = candidates(pot(new), [base, variant])
    merged = merge(pot(new), variant, candidates=shared, variant=True)
    assert [(e.msgid, e.obsolete) for e in merged.entries] == [(two, True)]


def test_what_is_a_variant_depends_on_the_catalogues_there_are() -> None:
    assert is_variant(language("de_AT"), ["de", "fr"])
    assert not is_variant(language("pt_BR"), ["de", "pt_PT"])
    assert not is_variant(language("de"), ["de"])


def corpus_moment() -> datetime.datetime:
    return datetime.datetime(2025, 2, 2, 3, 4, tzinfo=datetime.UTC)
