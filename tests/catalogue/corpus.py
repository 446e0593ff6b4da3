"""Appeals for tests and measurements: made from a seed, alike in every run.

Each paragraph is a few sentences of campaign prose over a vocabulary of
some hundred words, so that unrelated ones share formulas as real ones do.
Translations are pseudo-words that keep sentences, one for each word.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence

from appeal.model import Catalogue, Entry


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split(";")]


WHO = _phrases(
    """
    trade unionists; bus drivers; dock workers; teachers; nurses; students; miners; journalists;
    tenants; textile workers; farm labourers; young activists; rail workers; street cleaners;
    postal workers; care workers; electricians; cooks; sailors; pensioners; refugees; lawyers;
    shop stewards; hospital porters; delivery riders; fishermen; weavers; librarians;
    firefighters; builders
    """
)
DID = _phrases(
    """
    marched against; went on strike over; wrote an open letter about; held a public meeting on;
    collected signatures against; occupied the offices responsible for; called a protest over;
    published a report on; organised a picket against; refused to accept; spoke on local radio
    about; blocked the road because of; appealed to the labour court over; walked out in protest
    at; sang outside the ministry against
    """
)
WHAT = _phrases(
    """
    unpaid wages; the closure of the depot; rising rents; the new security law; the
    privatisation of water; unsafe machinery; the dismissal of their colleagues; cuts to school
    meals; the price of bread; compulsory overtime; the eviction of forty families; censorship
    of their newspaper; the arrest of two speakers; racist attacks; the sale of the harbour;
    long working days; a ban on assemblies; the shortage of medicine; poisoned ground water; the
    pension reform
    """
)
WHERE = _phrases(
    """
    in the capital; in the northern province; at the central station; outside the town hall; in
    three cities; near the border; at the old factory gate; on the island; in the mining
    district; along the coast road; in the university quarter; at the harbour; in the southern
    suburbs; before the parliament; in the market square
    """
)
WHEN = _phrases(
    """
    last Tuesday; on the first of May; during the winter; after the election; two weeks ago; in
    the early morning; before the trial began; at the end of March; since the summer; on the eve
    of the holiday; for nine days; without any warning
    """
)
STATE = _phrases(
    """
    The police detained {n} of them and searched their homes; Plain-clothes officers followed
    the organisers for {n} weeks; The court sentenced {n} people behind closed doors; Nobody has
    told the families where the {n} prisoners are held; A judge extended their detention by
    another {n} days; Prison guards denied them visits and letters for {n} days; The ministry
    has declared the gathering of {n} people illegal; Witnesses counted {n} police vehicles
    around the building; Doctors treated {n} injured demonstrators that night; The employer has
    replaced {n} of the strikers; Soldiers tore down the {n} tents of the camp; The prosecutor
    demands {n} years in a labour colony; Their union was struck off the register {n} hours
    later; The local newspaper printed {n} false accusations; The landlord cut off the water of
    {n} flats
    """
)
CALL = _phrases(
    """
    We demand their immediate and unconditional release; We call on you to drop all charges;
    Your government has signed conventions that protect this right; We will not rest until they
    are free; Such methods have been condemned all over the world; We urge you to open talks
    with the elected representatives; The right to organise must be respected; We hold you
    responsible for their health; Their only crime is to have spoken up; An independent inquiry
    has to begin at once; We ask you to let their lawyers see them; Workers everywhere are
    watching this case; Those responsible must be brought to justice; The law against assemblies
    has to be repealed; Nothing justifies this violence
    """
)
HEADINGS = _phrases(
    """
    Background; What has happened; What you can do; Send your protest; Write to the minister;
    Copies to; Our demands; Solidarity works; Further reading; How to donate; Who they are; The
    trial
    """
)
ITEMS = _phrases(
    """
    Send a letter; Telephone the embassy; Pass a resolution in your branch; Put up the poster;
    Raise the case at work; Share this page; Hold a picket; Translate the appeal
    """
)


def sentence(rng: random.Random) -> str:
    """Return one sentence with its full stop."""
    kind = rng.random()
    if kind < 0.6:
        who = rng.choice(WHO)
        text = f"{who[0].upper()}{who[1:]} {rng.choice(DID)} {rng.choice(WHAT)}"
        text += f" {rng.choice(WHERE)} {rng.choice(WHEN)}"
    elif kind < 0.85:
        text = rng.choice(STATE).format(n=rng.randint(2, 400))
    else:
        text = rng.choice(CALL)
    return text + "."


def paragraph(rng: random.Random, long: float = 0.4) -> str:
    """Return a paragraph; this share of them is long, as the points of a protest letter are."""
    sizes = (2, 7) if rng.random() >= long else (10, 22)
    return " ".join(sentence(rng) for _ in range(rng.randint(*sizes)))


def texts(seed: int, size: int, long: float = 0.4) -> list[str]:
    """Return so many different texts of one appeal: mostly paragraphs, some short ones."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < size:
        kind = rng.random()
        if kind < 0.12:
            found[rng.choice(HEADINGS)] = None
        elif kind < 0.24:
            found[f"{rng.choice(ITEMS)} {rng.choice(WHEN)}"] = None
        elif kind < 0.4:
            found[sentence(rng)] = None
        else:
            found[paragraph(rng, long)] = None
    return list(found)


def translate(text: str, language: str) -> str:
    """Return a pseudo-translation: one word for each, punctuation and digits kept."""
    out = []
    for word in text.split(" "):
        core = word.strip(".,:;")
        if core.isdigit() or not core:
            out.append(word)
            continue
        number = zlib.crc32(f"{language}{core}".encode())
        syllables: list[str] = []
        while number and len(syllables) < 1 + len(core) // 3:
            number, digit = divmod(number, 60)
            syllables.append("bdfgklmnprstvz"[digit % 14] + "aeiouäöüéõ"[digit % 10])
        out.append(word.replace(core, "".join(syllables) or "a"))
    return " ".join(out)


def header(language: str, created: str = "2025-01-02 03:04+0000") -> Entry:
    fields = f"""Project-Id-Version: corpus
Report-Msgid-Bugs-To:
POT-Creation-Date: {created}
PO-Revision-Date: 2025-01-03 04:05+0000
Last-Translator: A. Translator <translator@example.org>
Language-Team: {language or "LANGUAGE"}
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n != 1);
"""
    return Entry(msgid="", msgstr=(fields,))


def template(slug: str, msgids: Sequence[str], created: str = "2025-01-02 03:04+0000") -> Catalogue:
    entries = tuple(
        Entry(
            msgid=msgid, extracted=("paragraph",), references=(f"source/{slug}/appeal.md:{line}",)
        )
        for line, msgid in enumerate(msgids, 10)
    )
    return Catalogue(
        path=f"locale/{slug}.pot", language="", header=header("", created), entries=entries
    )


def translated(slug: str, msgids: Sequence[str], language: str) -> Catalogue:
    """Return a finished catalogue."""
    pot = template(slug, msgids)
    entries = tuple(
        Entry(
            msgid=entry.msgid,
            msgstr=(translate(entry.msgid, language),),
            extracted=entry.extracted,
            references=entry.references,
        )
        for entry in pot.entries
    )
    return Catalogue(
        path=f"locale/{language}/LC_MESSAGES/{slug}.po",
        language=language,
        header=header(language),
        entries=entries,
    )
