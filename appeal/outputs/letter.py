"""The letter as PDF: in the section's language, in its readers' languages, and in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from appeal.interface import Interface
from appeal.languages import Language, language
from appeal.model import Artifact, Block, Edition, Localised, Run
from appeal.outputs.address import direction, reading_side
from appeal.outputs.correspondence import Letter, letters, reads
from appeal.outputs.facts import recipients
from appeal.outputs.fit import TIGHTEST, Facts, Fitting, Measure, Overflow, settle
from appeal.outputs.fonts import Style, missing
from appeal.outputs.press import Press, PressError
from appeal.outputs.typography import STEPS, setting
from appeal.outputs.windows import Layout, Window, layout, paper_of, window_of

# Height of an address line. Marks above and below need more, and Nastaliq's words climb.
PITCH_MM = 4.4
HIGH_PITCH_MM = 4.9
TALL_PITCH_MM = 6.0

# Room for a signature by hand.
SIGNATURE_MM = 14


def artifacts(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield ``letter.pdf``, in the edition's own language."""
    own = letters(edition, edition.own, interface(edition.language))
    yield _artifact(edition, "letter.pdf", typeset(edition, [(item,) for item in own], press))


def for_readers(edition: Edition, interface: Interface, press: Press) -> Iterator[Artifact]:
    """Yield ``letter.<tag>.pdf`` for each language of the readers, and ``letter.bilingual.pdf``."""
    others = reading_languages(edition)
    for localised in others:
        theirs = letters(edition, localised, interface(localised.language))
        tag = language(localised.language).bcp47
        printed = typeset(edition, [(item,) for item in theirs], press)
        yield _artifact(edition, f"letter.{tag}.pdf", printed)
    if others:
        pairs = bilingual(edition, others[0], interface)
        yield _artifact(edition, "letter.bilingual.pdf", typeset(edition, pairs, press, BESIDE))


def printed_texts(edition: Edition, interface: Interface) -> Iterator[tuple[Language, str]]:
    """Yield every text that is printed of an edition, with its language: for the pre-flight."""
    for localised in (edition.own, *reading_languages(edition)):
        target = language(localised.language)
        words = interface(localised.language)
        for letter in letters(edition, localised, words):
            yield from ((target, text) for text in letter.texts)
        yield from ((target, localised.said(key)) for key in ("appeal.title", "appeal.summary"))


def _artifact(edition: Edition, name: str, printed: Typeset) -> Artifact:
    return Artifact(path=f"{edition.folder}/{name}", data=printed.pdf, kind="letter")


def reading_languages(edition: Edition) -> tuple[Localised, ...]:
    """Return the translations that some addressee reads, other than the edition's own language.

    In the order in which the addressees' languages are named.
    """
    own = language(edition.language).language
    found: dict[str, Localised] = {}
    for person in recipients(edition):
        for tag in person.languages:
            localised = edition.translations.get(tag)
            if localised and language(tag).language != own:
                found.setdefault(tag, localised)
    return tuple(found.values())


def bilingual(
    edition: Edition, other: Localised, interface: Interface
) -> list[tuple[Letter, Letter]]:
    """Return the letters to those who read another language, beside the edition's own."""
    target = language(other.language)
    own = letters(edition, edition.own, interface(edition.language))
    theirs = letters(edition, other, interface(other.language))
    addressees = [reads(person, target) for person in recipients(edition)]
    mine = [letter for letter, read in zip(own, addressees, strict=True) if read]
    return list(zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """In which form letters are set.

    ``window`` and ``style`` are those of a letter to be posted unless a
    form says otherwise. ``size`` is a factor of all sizes of the text, ``tightest``
    the last of `STEPS` that the form allows.
    ``cover`` makes a cover sheet's rows for a letter: label and text, "" for
    a blank to be filled in.
    """

    style: Style = "serif"
    size: float = 1.0
    tightest: int = TIGHTEST
    window: Window | None = None
    cover: Callable[[Letter], Sequence[tuple[str, str]]] | None = None
    cover_title: str = ""


POSTED = Form()
# Two columns are half as wide each; what is read beside its original may be a little smaller.
BESIDE = Form(size=0.9, tightest=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """Letters as they were set: the bytes, each one's pages, step and overflow."""

    pdf: bytes
    pages: tuple[int, ...]
    steps: tuple[int, ...]
    overflows: tuple[Overflow | None, ...]


def typeset(
    edition: Edition,
    items: Sequence[tuple[Letter, ...]],
    press: Press,
    form: Form = POSTED,
    *,
    steps: Sequence[int] = (),
) -> Typeset:
    """Typeset letters, each in one language or two side by side, one after another.

    ``steps`` are where the search for each letter's fit begins: those of a
    letter that differs only in its signatory spare the search.
    """
    first = items[0][0]
    target = language(first.language)
    tags = settings(items, press.families, edition.section.country, form.style)
    pitch = max(address_pitch(part) for item in items for part in item)
    place = layout(
        form.window or window_of(edition.section),
        paper_of(edition.section),
        target.direction,
        max(len(item[0].recipient) for item in items),
        pitch,
    )
    data: dict[str, Any] = {
        "title": first.title,
        # The same for all signatories: see the template on what styles may hold.
        "author": edition.campaign.name,
        "language": first.language,
        "settings": tags,
        "layout": _layout(place, pitch),
        "steps": [asdict(step) for step in STEPS],
        "size": form.size,
        "blank_height": 9.0,
        "cover_title": form.cover_title,
        "letters": [
            {
                "parts": [part_data(part, len(item) > 1) for part in item],
                "cover": form.cover(item[0]) if form.cover else None,
            }
            for item in items
        ],
    }
    measure = Measure(
        paper_height=place.paper_height,
        margin_top=place.margin_top,
        margin_bottom=place.margin_bottom,
        size_pt=tags[first.language]["size"] * form.size,
        leading_em=tags[first.language]["leading"],
        # Two languages take twice the room.
        max_pages=edition.appeal.max_pages * len(items[0]),
    )
    hints: Sequence[int | None] = steps or [None] * len(items)
    fittings = [Fitting(measure, hint, form.tightest) for hint in hints]
    try:
        while True:
            for values, fitting in zip(data["letters"], fittings, strict=True):
                values["step"] = fitting.step
            # Some letters are tried at several steps; the PDF is made of the last alone.
            if settle(fittings, [Facts(**facts) for facts in press.facts("letter.typ", data)]):
                break
        pdf = press.pdf("letter.typ", data, date=edition.appeal.date)
    except PressError as error:
        raise _explained(error, items, press, form.style) from None
    return Typeset(
        pdf=pdf,
        pages=tuple(fitting.facts.pages for fitting in fittings),
        steps=tuple(fitting.step for fitting in fittings),
        overflows=tuple(fitting.overflow for fitting in fittings),
    )


def _explained(
    error: PressError, items: Iterable[tuple[Letter, ...]], press: Press, style: Style
) -> PressError:
    """Return an error that names all characters without a font; Typst names one."""
    texts = [
        (language(part.language), text) for item in items for part in item for text in part.texts
    ]
    absent = missing(texts, press.files, style)
    return (
        PressError(error.template, "no font has " + ", ".join(map(str, absent)))
        if absent
        else error
    )


def address_pitch(letter: Letter) -> float:
    """Return the height of a line of the address in mm."""
    leading = language(letter.language).typeface.leading_em
    return PITCH_MM if leading < 0.7 else HIGH_PITCH_MM if leading < 1 else TALL_PITCH_MM


def settings(
    items: Iterable[tuple[Letter, ...]],
    families: frozenset[str],
    country: str,
    style: Style = "serif",
) -> dict[str, Any]:
    """Return the settings of every language that occurs in letters, by its tag."""
    tags: set[str] = set()
    for item in items:
        for part in item:
            tags.add(part.language)
            for block in part.blocks:
                tags |= _languages(block)
    return {tag: setting(language(tag), families, country, style) for tag in sorted(tags)}


def _languages(block: Block) -> set[str]:
    tags = {block.language} | {run.language for run in block.runs}
    for child in block.children:
        tags |= _languages(child)
    return tags - {""}


def _layout(place: Layout, pitch: float) -> dict[str, Any]:
    return {
        **asdict(place),
        "folds": place.window.folds,
        "hole": place.window.hole,
        "pitch": pitch,
    }


def part_data(letter: Letter, rows: bool) -> dict[str, Any]:
    """Return a letter as the template's values; in rows where it stands beside another."""
    target = language(letter.language)
    data: dict[str, Any] = {
        "language": letter.language,
        "sender": letter.sender,
        "return_line": letter.return_line,
        "recipient": [
            {"text": line, "dir": direction(line, target.direction)} for line in letter.recipient
        ],
        "recipient_dir": reading_side(letter.recipient, target.direction),
        "date": letter.date,
        "date_label": letter.date_label,
        "subject": letter.subject,
        "salutation": letter.salutation,
        "closing": letter.closing,
        "room": SIGNATURE_MM if letter.by_hand else 0,
        "signatory": letter.signatory,
        "blanks": letter.blanks,
        "copies_label": letter.copies_label,
        "copies": letter.copies,
        "enclosures_label": letter.enclosures_label,
        "enclosures": letter.enclosures,
        "page_label": letter.page_label,
        "digits": letter.digits,
    }
    outline = _Outline(1 if letter.subject else 0)
    blocks = [block_data(block, outline) for block in letter.blocks]
    if rows:
        data["rows"] = [
            {"kind": "subject", "text": letter.subject},
            {"kind": "text", "text": letter.salutation},
            *({"kind": "blocks", "blocks": [block]} for block in _points(blocks)),
        ]
    else:
        data["blocks"] = blocks
    return data


def _points(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the blocks with each list taken apart, so that point stands beside point."""
    for block in blocks:
        if block["kind"] == "list":
            for number, item in enumerate(block["children"]):
                start = {"start": block["start"] + number} if "start" in block else {}
                yield {**block, **start, "children": [item]}
        else:
            yield block


class _Outline:
    """The levels of a letter's headings: none may skip one (PDF/UA-1, 7.4.2)."""

    def __init__(self, level: int) -> None:
        self.top = level
        self.level = level

    def next(self, wanted: int) -> int:
        self.level = min(self.top + wanted, self.level + 1)
        return self.level


def block_data(block: Block, outline: _Outline) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": block.kind}
    if block.runs:
        data["runs"] = [run_data(run) for run in block.runs]
    if block.kind == "heading":
        data["level"] = outline.next(block.level)
    if block.children:
        data["children"] = [block_data(child, outline) for child in block.children]
    for name, value in (
        ("start", block.start),
        ("header", block.header),
        ("align", block.align),
        ("language", block.language),
    ):
        if value or (name == "start" and value is not None):
            data[name] = value
    return data


def run_data(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = {"text": run.text}
    for name in ("strong", "emphasis", "code", "href", "note", "language", "image"):
        value = getattr(run, name)
        if value:
            data[name] = value
    return data
