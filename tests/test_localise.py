"""An appeal in a language: every text from the right catalogue, every field in the right form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from appeal import catalogue
from appeal.catalogue import Lookup
from appeal.languages import language
from appeal.localise import complete, formatter, localise, localised_prose, translate
from appeal.manuscript import Manuscript, parse_manuscript
from appeal.model import (
    Block,
    Campaign,
    Catalogue,
    Contact,
    Entry,
    Localised,
    Run,
    Section,
    Text,
)
from tests.visible import visible_text

PAGE = """---
title: "{{miners:miner|miners}} in prison"
country: KZ
addressees:
  - name: A. Example
    role: Minister
values:
  hearing: 2026-05-01
  miners: 12
  hotline: {phone: "+7 7172 00 00 00"}
  fine: {money: 1250.50, currency: EUR}
  land: {country: KZ}
---
# Until {{hearing}}

Twelve *miners* wait.

We are in {{sections.count:country|countries}}.

Ask [us](https://x.org/{{section.name}}) in {{section.country}}: {{hotline}}, {{fine}}, {{land}}.

<!-- notranslate -->
Kept since {{hearing:full}}.

    code of {{miners}}
"""
LETTER = """---
salutation: Dear {{section.name}},
closing: Yours,
---
Free them by {{hearing:short}}.
"""


def manuscript(page: str = PAGE, letter: str = LETTER) -> Manuscript:
    return parse_manuscript("free", page.encode(), letter.encode())


Texts = Mapping[str, str | tuple[str, ...]]


def found(tag: str, texts: Texts, source: Manuscript) -> Catalogue:
    """Return a catalogue with translations by msgid, under every context of that text."""
    return Catalogue(
        path=f"{tag}.po",
        language=tag,
        header=Entry(msgid=""),
        entries=tuple(
            Entry(
                msgid=message.msgid,
                plural=message.plural,
                context=message.context,
                msgstr=(text,) if isinstance(text, str) else text,
            )
            for message in source.messages
            if (text := texts.get(message.msgid)) is not None
        ),
    )


def looked_up(source: Manuscript, *layers: tuple[str, Texts]) -> Lookup:
    (own, *wider) = [found(tag, texts, source) for tag, texts in layers]
    return catalogue.lookup(own, fallbacks=[(each, None) for each in wider])


def campaign(sections: int = 35) -> Campaign:
    return Campaign(
        name="Example Campaign",
        source_language="en",
        base_url="https://x.org",
        contact=Contact(),
        sections=tuple(
            Section(slug=f"s{n}", name=f"S{n}", country="DE", languages=("de",))
            for n in range(sections)
        ),
    )


GERMANY = Section(slug="germany", name="Über <uns>", country="DE", languages=("de",))


def localised(
    tag: str,
    lookup: Lookup,
    source: Manuscript,
    *,
    sections: int = 35,
    section: Section = GERMANY,
) -> Localised:
    translation = translate(
        source, lookup, tag, source_language="en", counts={"sections.count": sections}
    )
    return localise(source, translation, formatter(source, campaign(sections), section))


GERMAN: Texts = {
    "{{miners}} miner in prison": ("{{miners}} Bergmann in Haft", "{{miners}} Bergleute in Haft"),
    "Minister": "Minister",
    "Until {{hearing}}": "Bis {{hearing}}",
    "Twelve *miners* wait.": "Zwölf *Bergleute* warten.",
    "We are in {{sections.count}} country.": (
        "Wir sind in {{sections.count}} Land.",
        "Wir sind in {{sections.count}} Ländern.",
    ),
    "Ask [us](https://x.org/{{section.name}}) in {{section.country}}: {{hotline}}, {{fine}},"
    " {{land}}.": "Frag [uns](https://x.org/{{section.name}}) in {{section.country}}: {{hotline}},"
    " {{fine}}, {{land}}.",
    "Dear {{section.name}},": "Liebe {{section.name}},",
    "Yours,": "Ihre",
    "Free them by {{hearing:short}}.": "Befreien Sie sie bis {{hearing:short}}.",
}


# -- fields ------------------------------------------------------------


def test_fields_are_filled_in_as_the_language_writes_them() -> None:
    source = manuscript()
    german = localised("de", looked_up(source, ("de", GERMAN)), source)
    assert visible_text(german.page.html) == (
        "Bis 1. Mai 2026 Zwölf Bergleute warten. Wir sind in 35 Ländern."
        " Frag uns in Deutschland: +7 7172 00 00 00, 1.250,50 €, Kasachstan."
        " Kept since Friday, May 1, 2026. code of 12"
    )
    assert visible_text(german.letter.html) == "Befreien Sie sie bis 01.05.26."
    assert german.said("appeal.title") == "12 Bergleute in Haft"
    assert german.said("letter.salutation") == "Liebe Über <uns>,"
    assert german.said("letter.subject") == ""


def test_a_sections_words_are_text_in_html_and_letters() -> None:
    source = manuscript()
    german = localised("de", looked_up(source, ("de", GERMAN)), source)
    assert 'href="https://x.org/Über &lt;uns&gt;"' in german.page.html
    (link,) = [run for run in _runs(german.page.blocks) if run.href]
    assert (link.text, link.href) == ("uns", "https://x.org/Über <uns>")


def test_html_and_blocks_say_the_same() -> None:
    source = manuscript()
    german = localised("de", looked_up(source, ("de", GERMAN)), source)
    words = " ".join("".join(run.text for run in block.runs) for block in german.page.blocks)
    assert " ".join(words.split()) == visible_text(german.page.html)


def test_a_phone_number_is_isolated_in_arabic() -> None:
    source = manuscript(PAGE, LETTER)
    text = "اتصل بـ {{hotline}} {{section.country}} {{fine}} {{land}} [x](https://x.org/{{section.name}})"
    msgid = next(unit.text for unit in source.page.units if "{{hotline}}" in unit.text)
    arabic = localised("ar", looked_up(source, ("ar", {msgid: text})), source)
    assert "\u2066+7\u00a07172\u00a000\u00a000\u00a000\u2069" in arabic.page.html
    assert "ألمانيا" in arabic.page.html and "كازاخستان" in arabic.page.html


def test_an_unknown_field_or_form_stays_visible() -> None:
    source = manuscript()
    texts = {"Until {{hearing}}": "Bis {{datum}} {{hearing:lang}} {{miners:full}}"}
    german = localised("de", looked_up(source, ("de", texts)), source)
    assert "Bis {{datum}} {{hearing:lang}} {{miners:full}}" in german.page.html


@pytest.mark.parametrize(
    ("tag", "forms", "said"),
    [
        (
            "ru",
            (
                "в {{sections.count}} стране",
                "в {{sections.count}} странах",
                "в {{sections.count}} стран",
            ),
            {
                1: "в 1 стране",
                2: "в 2 странах",
                5: "в 5 стран",
                21: "в 21 стране",
                1000: "в 1 000 стран",
            },
        ),
        (
            "ar",
            (
                "ولا بلد",
                "في بلد واحد",
                "في بلدين",
                "في {{sections.count}} بلدان",
                "في {{sections.count}} بلدا",
                "في {{sections.count}} بلد",
            ),
            {
                0: "ولا بلد",
                1: "في بلد واحد",
                2: "في بلدين",
                3: "في 3 بلدان",
                35: "في 35 بلدا",
                100: "في 100 بلد",
            },
        ),
        ("ja", ("{{sections.count}}か国で",), {1: "1か国で", 35: "35か国で"}),
        (
            "de",
            ("in einem Land", "in {{sections.count}} Ländern"),
            {1: "in einem Land", 0: "in 0 Ländern"},
        ),
        (
            "fr",
            ("dans {{sections.count}} pays", "dans les {{sections.count}} pays"),
            {0: "dans 0 pays", 1: "dans 1 pays", 2: "dans les 2 pays"},
        ),
    ],
)
def test_plural_forms_from_the_source_to_the_filled_text(
    tag: str, forms: tuple[str, ...], said: dict[int, str]
) -> None:
    letter = LETTER.replace(
        "Free them by {{hearing:short}}.", "in {{sections.count:country|countries}}"
    )
    source = manuscript(
        PAGE.replace("We are in {{sections.count:country|countries}}.", "x"), letter
    )
    (message,) = [m for m in source.messages if "sections.count" in m.msgid]
    assert (message.msgid, message.plural) == (
        "in {{sections.count}} country",
        "in {{sections.count}} countries",
    )
    own = language(tag)
    assert len(forms) == own.nplurals
    template = catalogue.template(
        source.messages, path="x.pot", project="x", created=datetime(2026, 1, 1, tzinfo=UTC)
    )
    begun = catalogue.new(own, template, path="x.po")
    entries = tuple(
        replace(entry, msgstr=forms) if entry.msgid == message.msgid else entry
        for entry in begun.entries
    )
    # By way of the file that a translator would have saved.
    saved = catalogue.write(replace(begun, entries=entries))
    lookup = catalogue.lookup(catalogue.parse(saved, path="x.po"))
    for count, text in said.items():
        html = localised(tag, lookup, source, sections=count).letter.html
        assert visible_text(html) == " ".join(text.split())


def test_a_counted_value_of_the_appeal_takes_its_form() -> None:
    for count, title in (("1", "1 Bergmann in Haft"), ("12", "12 Bergleute in Haft")):
        source = manuscript(PAGE.replace("miners: 12", f"miners: {count}"))
        german = localised("de", looked_up(source, ("de", GERMAN)), source)
        assert german.said("appeal.title") == title
        english = localised("en", looked_up(source, ("en", {})), source)
        assert english.said("appeal.title") == (
            "1 miner in prison" if count == "1" else "12 miners in prison"
        )


# -- what is not translated ------------------------------------------------------------


def test_what_is_not_translated_stands_in_the_source_language_and_says_so() -> None:
    source = manuscript()
    texts = {"Until {{hearing}}": "Bis {{hearing}}"}
    german = localised("de", looked_up(source, ("de", texts)), source)
    assert re.findall(r"<p>.*?</p>", german.page.html)[0] == (
        '<p><span class="untranslated" lang="en" dir="ltr">Twelve <em>miners</em> wait.</span></p>'
    )
    heading, first, *_ = german.page.blocks
    assert heading == Block(kind="heading", level=1, runs=(Run(text="Bis 1. Mai 2026"),))
    assert first == Block(
        kind="paragraph",
        runs=(
            Run(text="Twelve ", language="en"),
            Run(text="miners", emphasis=True, language="en"),
            Run(text=" wait.", language="en"),
        ),
    )
    assert german.prose["appeal.addressees.1.role"] == Text(text="Minister", language="en")
    assert german.completeness.translated == 2
    assert not german.completeness.complete


def test_fields_of_an_untranslated_text_are_in_the_source_language_too() -> None:
    source = manuscript()
    german = localised("de", looked_up(source, ("de", {})), source)
    assert "Until May 1, 2026" in german.page.html
    assert "Germany: +7" in german.page.html and "€1,250.50, Kazakhstan." in german.page.html
    assert "We are in 35 countries." in visible_text(german.page.html)
    assert german.prose["appeal.title"] == Text(text="12 miners in prison", language="en")


def test_a_right_to_left_page_marks_its_english_as_left_to_right() -> None:
    source = manuscript()
    arabic = localised("ar", looked_up(source, ("ar", {})), source)
    assert '<span class="untranslated" lang="en" dir="ltr">' in arabic.page.html


def test_nothing_is_marked_when_all_is_translated() -> None:
    source = manuscript()
    german = localised("de", looked_up(source, ("de", GERMAN)), source)
    assert "untranslated" not in german.page.html + german.letter.html
    assert {text.language for text in german.prose.values()} == {"de"}
    assert german.completeness.complete


# -- regional varieties ------------------------------------------------------------


def test_a_variety_holds_what_differs_and_falls_back_to_its_language() -> None:
    source = manuscript()
    lookup = looked_up(
        source, ("de_AT", {"Until {{hearing}}": "Bis zum {{hearing}}"}), ("de", GERMAN)
    )
    austrian = localised("de_AT", lookup, source)
    text = visible_text(austrian.page.html)
    assert text.startswith("Bis zum 1. Mai 2026 Zwölf Bergleute warten.")
    assert {text.language for text in austrian.prose.values()} == {"de-AT"}
    assert austrian.completeness.complete


def test_a_variety_of_the_source_language_is_complete_without_a_catalogue() -> None:
    source = manuscript()
    lookup = looked_up(source, ("en_AU", {"Yours,": "Cheers,"}))
    australian = localised("en_AU", lookup, source)
    assert australian.completeness == complete(source)
    assert australian.completeness.all_reviewed
    assert australian.said("letter.closing") == "Cheers,"
    assert australian.said("appeal.title") == "12 miners in prison"
    assert "Until 1 May 2026" in australian.page.html
    assert "untranslated" not in australian.page.html
    assert {text.language for text in australian.prose.values()} == {"en-AU"}


def test_an_empty_or_fuzzy_translation_is_none() -> None:
    source = manuscript()
    own = found("de", {"Twelve *miners* wait.": "", "Yours,": "Ihre"}, source)
    fuzzy = tuple(
        Entry(msgid=e.msgid, context=e.context, msgstr=e.msgstr, flags=("fuzzy",))
        for e in own.entries
    )
    lookup = catalogue.lookup(
        Catalogue(path="", language="de", header=Entry(msgid=""), entries=fuzzy)
    )
    german = localised("de", lookup, source)
    assert "Twelve <em>miners</em> wait." in german.page.html
    assert german.said("letter.closing") == "Yours,"


# -- sharing ------------------------------------------------------------


def test_sections_share_a_text_without_fields() -> None:
    plain = "---\ntitle: T\ncountry: KZ\naddressees: [{name: A}]\n---\nOne.\n"
    source = manuscript(plain, "---\nsalutation: S\nclosing: C\n---\nTwo.\n")
    translation = translate(
        source, looked_up(source, ("de", {})), "de", source_language="en", counts={}
    )
    assert translation.shared is not None
    one = localise(source, translation, formatter(source, campaign(), GERMANY))
    assert one is translation.shared


def test_the_front_matter_alone_says_the_same_as_the_whole() -> None:
    source = manuscript()
    for tag, texts in (("de", GERMAN), ("ar", {}), ("en_AU", {})):
        lookup = looked_up(source, (tag, texts))
        alone = localised_prose(
            source,
            lookup,
            tag,
            formatter(source, campaign(), GERMANY),
            source_language="en",
            counts={"sections.count": 35},
        )
        assert alone == localised(tag, lookup, source).prose


def _runs(found: tuple[Block, ...]) -> list[Run]:
    return [run for block in found for run in (*block.runs, *_runs(block.children))]
