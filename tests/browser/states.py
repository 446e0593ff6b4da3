"""Hand-made pages that the real campaign has not: every construct, every state."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from appeal.model import Completeness, Edition, Text
from appeal.outputs.page import fragment, index
from tests.outputs import samples

LAST = datetime.date(2026, 3, 31)


def _partial(tag: str) -> Edition:
    own = samples.localised(
        tag,
        page='<p><span class="untranslated" lang="en" dir="ltr">Not translated yet.</span></p>',
    )
    prose = {**own.prose, "appeal.title": Text(text="Defend Socialists", language="en")}
    half = Completeness(words=9, translated=4, entries=2, entries_translated=1)
    return samples.edition(tag, own=replace(own, prose=prose, completeness=half))


def _everything(tag: str) -> Edition:
    return samples.edition(
        tag,
        own=samples.localised(
            tag,
            page=samples.EVERYTHING,
            letter=samples.EVERYTHING.replace('id="', 'id="letter-').replace('"#', '"#letter-'),
        ),
        addressees=(samples.REACHABLE, samples.PRESIDENT),
        date=datetime.date(2026, 2, 19),
        send_before=LAST,
        today=datetime.date(2026, 3, 1),
        frozen_on=datetime.date(2026, 2, 20),
        translations={"ru": samples.localised("ru"), "kk": samples.localised("kk")},
    )


EDITIONS = {
    "everything-de": _everything("de"),
    "everything-ar": _everything("ar"),
    "everything-ur": _everything("ur"),
    "everything-ja": _everything("ja"),
    "partial-ar": _partial("ar"),
    "expired": samples.edition("de", send_before=LAST, today=datetime.date(2026, 4, 1)),
    "withdrawn": samples.edition("ta", status="withdrawn"),
}


def write(folder: Path) -> None:
    """Write each state's page as <name>.html, and its fragment as a document of its own."""
    for name, edition in EDITIONS.items():
        words = samples.words(edition.language)
        (folder / f"{name}.html").write_text(index(edition, words), encoding="utf-8")
        (folder / f"{name}-fragment.html").write_text(
            f'<!DOCTYPE html><html lang="{words.language.bcp47}"><head><meta charset="utf-8">'
            f"<title>{name}</title></head><body><h1>{name}</h1>{fragment(edition, words)}"
            "</body></html>",
            encoding="utf-8",
        )
    # Chromium asks for an icon once, where a page's policy lets it have pictures.
    for name in ("banner.jpg", "favicon.ico"):
        (folder / name).write_bytes(b"")
