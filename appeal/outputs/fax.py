"""The fax: a cover sheet and the letter, in a sans face that survives 98 lines an inch."""

from __future__ import annotations

from collections.abc import Iterator

from appeal.interface import Interface, Words
from appeal.model import Artifact, Edition
from appeal.outputs.address import unbroken
from appeal.outputs.correspondence import Letter, letters
from appeal.outputs.letter import Form, typeset
from appeal.outputs.press import Press
from appeal.outputs.windows import WINDOWS


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield ``fax.pdf``: for each addressee a cover sheet and the letter."""
    words = interface(edition.language)
    items = [(letter,) for letter in letters(edition, edition.own, words)]
    printed = typeset(edition, items, press, fax_form(words))
    yield Artifact(path=f"{edition.folder}/fax.pdf", data=printed.pdf, kind="fax")


def fax_form(words: Words) -> Form:
    """Return the form of a fax: no window, no folds, nothing smaller than 10.5 pt."""

    def cover(letter: Letter) -> list[tuple[str, str]]:
        rows = [
            (words("To"), "\n".join(letter.recipient)),
            # A number keeps its direction in a line of its own, too.
            (words("Fax"), f"\u2066{unbroken(letter.fax)}\u2069" if letter.fax else ""),
            (words("From"), "\n".join(letter.sender)),
            (words("Date"), letter.date),
            # Known only when all is set.
            (words("Pages"), "{pages}"),
            (words("Subject"), letter.subject),
        ]
        if letter.copies:
            rows.append((words("Copies to"), "\n".join(letter.copies)))
        return rows

    return Form(
        style="sans",
        size=1.1,
        window=WINDOWS["none"],
        cover=cover,
        cover_title=words("Fax cover sheet"),
    )
