"""The picture for sharing: title, summary and last day on 1200 by 630 pixels."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.interface import Interface
from appeal.languages import language
from appeal.model import Artifact, Edition, Run
from appeal.outputs import fonts
from appeal.outputs.facts import long_date, party
from appeal.outputs.press import Press, PressError
from appeal.outputs.typography import setting, typographic

# One point is one pixel.
PPI = 72.0


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield ``card.png``. Raises `PressError` where no font has a character of it."""
    target = language(edition.language)
    words = interface(edition.language)
    who = party(edition.own, edition.appeal.signatory, target)
    last = edition.appeal.send_before
    texts = {
        "title": edition.own.said("appeal.title"),
        "summary": edition.own.said("appeal.summary"),
        "issuer": who.organisation or edition.campaign.name,
        "deadline": words("Send before {date}", date=long_date(last, target)) if last else "",
    }
    texts = {name: _typographic(text, edition.language) for name, text in texts.items()}
    # As a picture Typst prints a box, without a word, where a PDF would be refused.
    absent = fonts.missing([(target, text) for text in texts.values()], press.files)
    if absent:
        raise PressError("card.typ", "; ".join(map(str, absent)))
    data = {**texts, "setting": setting(target, press.families, edition.section.country)}
    yield Artifact(
        path=f"{edition.folder}/card.png",
        data=press.png("card.typ", data, ppi=PPI),
        kind="card",
    )


def _typographic(text: str, tag: str) -> str:
    return "".join(run.text for run in typographic((Run(text=text),), language(tag)))
