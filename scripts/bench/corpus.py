"""A workspace of any size, always the same: appeals, their languages, and an edited version.

    python -m scripts.bench.corpus FOLDER --appeals 100 --languages 40

An appeal has 34 messages: nine of front matter, fifteen on its page, ten in
its letter. `write_workspace` writes it as `appeal` keeps it;
`documents` gives the same texts as plain Markdown, for tools that know no
front matter. Version 2 is what a secretariat does to an appeal in a week:
a typo mended, a sentence added, a number changed, a paragraph new.
"""

from __future__ import annotations

import argparse
import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from appeal import catalogue
from appeal.languages import language
from appeal.manuscript import parse_manuscript
from appeal.model import Catalogue
from scripts.bench.prose import LANGUAGES, NAMES, PLACES, sentences, translate

CREATED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_BREAK = "  \n"
FOREIGN = "ru"  # what the addressee reads

# A section for each language; where it is does not matter but for paper and post.
_COUNTRIES = {
    "de": "DE", "ru": "RU", "ar": "EG", "ja": "JP", "fr": "FR", "es": "ES", "hi": "IN",
    "tr": "TR", "el": "GR", "pt_BR": "BR", "zh_Hans": "SG", "ta": "LK", "it": "IT", "pl": "PL",
    "uk": "UA", "ko": "KR", "ur": "PK", "sv": "SE", "cs": "CZ", "he": "IL", "bn": "BD",
    "nl": "NL", "th": "TH", "ga": "IE", "kk": "KZ", "ms": "MY", "pt_PT": "PT", "si": "LK",
    "zh_Hant": "TW", "da": "DK", "nb": "NO", "fi": "FI", "hu": "HU", "ro": "RO", "bg": "BG",
    "fa": "IR", "id": "ID", "vi": "VN", "sw": "TZ", "hy": "AM",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One appeal: its front matter's prose and the two bodies, in Markdown."""

    slug: str
    title: str
    summary: str
    subject: str
    salutation: str
    closing: str
    page: str
    letter: str

    ROLE = "Minister of Justice"
    ORGANISATION = "Committee for Workers' Rights"
    SIGNATORY_ROLE = "General Secretary"


def slugs(count: int) -> list[str]:
    """Return the slugs of a corpus. Smaller corpora are the beginning of larger ones."""
    return [f"appeal-{number:04}" for number in range(count)]


def texts(slug: str, version: int = 1) -> Texts:
    """Return the texts of an appeal; version 2 is version 1 edited."""
    rng = Random(slug)
    name, place = rng.choice(NAMES), rng.choice(PLACES)
    points = [sentences(rng, size) for size in (6, 4, 3)]
    paragraphs = [sentences(rng, size) for size in (3, 2, 4, 3)]
    number = rng.randint(2, 30)
    new = f"{sentences(rng, 2)}\n\n"
    if version == 1:
        new = ""
        paragraphs[1] = paragraphs[1].replace(" the ", " teh ", 1)
    else:
        points[0] += " " + sentences(rng, 1)
        number += 1
    fax = f"+44 20 7946 0{rng.randint(100, 999)}"
    page = f"""\
**{name}** was arrested in {place} on {number} March 2026. {paragraphs[0]}

{paragraphs[1]}

## What has happened in {place}

{paragraphs[2]}

{new}{paragraphs[3]}

> {sentences(rng, 2)}

1. {sentences(rng, 2)}
2. {sentences(rng, 1)}
3. {sentences(rng, 2)}

## What you can do

- Send a letter to the *Ministry of Justice*.
- Raise the case of {name} in your union.
- Read [the report](https://example.org/{slug}/report) and pass it on.

The Minister of Justice,{_BREAK}Government House,{_BREAK}{place}

Send copies by fax to {fax} or to [protest@example.org](mailto:protest@example.org).
"""
    letter = f"""\
We are alarmed at the arrest of {name} in {place}. {sentences(rng, 2)}

1. {points[0]}
2. {points[1]}
3. {points[2]}

{sentences(rng, 2)} This was reported on [our page](https://example.org/{slug}).

We therefore call on you

- to release {name} *at once* and without conditions;
- to return all {number} cases to an independent court;
- to publish the findings of the inquiry.

{sentences(rng, 1)}
"""
    return Texts(
        slug=slug,
        title=f"Free {name}: defend the right to organise in {place}",
        summary=f"{name} was arrested in {place}. {sentences(rng, 1)} Please protest today.",
        subject=f"The arrest of {name} in {place}",
        salutation="To the Minister of Justice",
        closing="Yours sincerely,",
        page=_wrapped(page),
        letter=_wrapped(letter),
    )


def _wrapped(text: str) -> str:
    """Wrap paragraphs and points at 79 columns, as people do; address lines stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= 79 or line.endswith("  "):
            lines.append(line)
            continue
        mark = line.split(" ", 1)[0]
        indent = ""
        if mark[:-1].isdigit() or mark in ("-", ">"):
            indent = "> " if mark == ">" else "   " if mark != "-" else "  "
        lines += textwrap.wrap(
            line,
            79,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def sources(one: Texts) -> tuple[bytes, bytes]:
    """Return appeal.md and letter.md as `appeal` keeps them."""
    page = f"""\
---
title: "{one.title}"
summary: "{one.summary}"
country: GB
date: 2026-03-01
addressees:
  - name: Alex Example
    role: {one.ROLE}
    address:
      - Government House
      - 1 Example Street
      - London SW1A 1AA
    country: GB
    languages: [en, {FOREIGN}]
copies_to:
  - organisation: {one.ORGANISATION}
    fax: "+44 20 7946 0999"
signatory:
  name: Sam Example
  role: {one.SIGNATORY_ROLE}
  organisation: {one.ORGANISATION}
names: [{", ".join((*NAMES, *PLACES))}]
notes: "Keep the polite form of your language."
---

{one.page}"""
    letter = f"""\
---
subject: "{one.subject}"
salutation: "{one.salutation}"
closing: "{one.closing}"
max_pages: 3
---

{one.letter}"""
    return page.encode(), letter.encode()


def documents(one: Texts) -> dict[str, str]:
    """Return the same texts as plain Markdown: file name without suffix -> text."""
    return {
        f"{one.slug}-page": f"# {one.title}\n\n{one.summary}\n\n{one.page}",
        f"{one.slug}-letter": (
            f"# {one.subject}\n\n{one.ROLE}\n\n{one.salutation}\n\n{one.letter}\n"
            f"{one.closing}\n\n{one.SIGNATORY_ROLE}\n\n{one.ORGANISATION}\n"
        ),
    }


def template(one: Texts) -> Catalogue:
    """Return an appeal's template."""
    manuscript = parse_manuscript(one.slug, *sources(one))
    return catalogue.template(
        manuscript.messages,
        path=f"locale/{one.slug}.pot",
        project=one.slug,
        created=CREATED,
        previous=None,
    )


def translated(made: Catalogue, tag: str) -> Catalogue:
    """Return a template's complete catalogue in a language."""
    path = f"locale/{tag}/LC_MESSAGES/{Path(made.path).stem}.po"
    empty = catalogue.new(language(tag), made, path=path)
    header = replace(
        empty.header,
        msgstr=(empty.header.msgstr[0].replace("YEAR-MO-DA HO:MI+ZONE", "2026-01-02 00:00+0000"),),
    )
    return replace(
        empty,
        header=header,
        entries=tuple(
            replace(entry, msgstr=tuple(translate(entry.msgid, tag) for _ in entry.msgstr))
            for entry in empty.entries
        ),
    )


def roster(languages: int) -> str:
    """Return sections.toml with a section for each of the first languages."""
    return "\n".join(
        f'[section-{tag.lower().replace("_", "-")}]\nname = "Section {tag}"\n'
        f'country = "{_COUNTRIES[tag]}"\nlanguages = ["{tag}"]\n'
        for tag in LANGUAGES[:languages]
    )


CAMPAIGN = """\
name = "Committee for Workers' Rights"
source_language = "en"
base_url = "https://appeals.example.org"
publish = "translated"

[contact]
post = ["PO Box 1", "London", "E1 1AA"]
country = "GB"
fax = "+44 20 7946 0999"
email = "protest@example.org"
"""


def workspace(appeals: int, languages: int, version: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file of a workspace with complete translations."""
    yield "campaign.toml", CAMPAIGN.encode()
    yield "sections.toml", roster(languages).encode()
    for slug in slugs(appeals):
        one = texts(slug, version)
        page, letter = sources(one)
        yield f"source/{slug}/appeal.md", page
        yield f"source/{slug}/letter.md", letter
        made = template(one)
        yield made.path, catalogue.write(made)
        for tag in LANGUAGES[:languages]:
            done = translated(made, tag)
            yield done.path, catalogue.write(done)


def write_workspace(root: Path, appeals: int, languages: int, version: int = 1) -> None:
    """Write a workspace; files that are there are overwritten, no file is removed."""
    for name, data in workspace(appeals, languages, version):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def edit(root: Path, appeals: int) -> None:
    """Turn the sources of a workspace into version 2; catalogues stay as translators left them."""
    for slug in slugs(appeals):
        page, letter = sources(texts(slug, 2))
        (root / f"source/{slug}/appeal.md").write_bytes(page)
        (root / f"source/{slug}/letter.md").write_bytes(letter)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--appeals", type=int, default=10)
    parser.add_argument("--languages", type=int, default=4, choices=range(len(LANGUAGES) + 1))
    parser.add_argument("--version", type=int, default=1, choices=(1, 2))
    arguments = parser.parse_args()
    write_workspace(arguments.folder, arguments.appeals, arguments.languages, arguments.version)


if __name__ == "__main__":
    main()
