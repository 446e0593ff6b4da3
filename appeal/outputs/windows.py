"""Paper, envelope windows and fold marks: where things stand on the first page, in millimetres.

Sources: DIN 5008:2020 with DIN 680 (forms A and B), NF Z 11-001 (France), SN 010130
(Switzerland), SFS 2487 and 2488 (Nordic), the common British DL and American no. 10 envelopes.
All distances are from the paper's left and top edges, whatever the direction of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from appeal.languages import Direction, paper
from appeal.model import Section

WindowName = Literal[
    "din5008a", "din5008b", "fr", "ch-left", "ch-right", "uk-dl", "us-10", "nordic", "none"
]
Side = Literal["left", "right"]

PAPERS = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}

INCH = 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """An envelope's window as it lies on the folded letter.

    The address begins ``inset_x`` and ``inset_y`` inside the window: where
    the envelope leaves the letter room to slide, what is inset stays
    visible. ``return_line`` tells whether the window has room for the
    sender in one small line above the address. ``sender_y`` is where the
    sender's block begins on the other half of the page.
    """

    name: WindowName
    x: float
    y: float
    width: float
    height: float
    inset_x: float
    inset_y: float
    folds: tuple[float, ...] = ()
    hole: float | None = None
    return_line: bool = False
    sender_y: float = 20.0

    @property
    def side(self) -> Side:
        return "right" if self.x > 90 else "left"


WINDOWS: dict[WindowName, Window] = {
    window.name: window
    for window in (
        Window(
            name="din5008a",
            x=20,
            y=27,
            width=85,
            height=45,
            inset_x=5,
            inset_y=17.7,
            folds=(87, 192),
            hole=148.5,
            return_line=True,
            sender_y=32,
        ),
        Window(
            name="din5008b",
            x=20,
            y=45,
            width=85,
            height=45,
            inset_x=5,
            inset_y=17.7,
            folds=(105, 210),
            hole=148.5,
            return_line=True,
            sender_y=50,
        ),
        Window(name="fr", x=110, y=55, width=85, height=33, inset_x=3, inset_y=3, folds=(99, 198)),
        Window(
            name="ch-left",
            x=20,
            y=35.5,
            width=100,
            height=45,
            inset_x=5,
            inset_y=12,
            folds=(105, 210),
            return_line=True,
            sender_y=35.5,
        ),
        Window(
            name="ch-right",
            x=112,
            y=45,
            width=90,
            height=45,
            inset_x=6,
            inset_y=12,
            folds=(105, 210),
            return_line=True,
        ),
        # 35 × 90 mm, 20 from the left and 18 from the bottom of an envelope 110 mm high; a sheet
        # folded in three is 99 mm high and slides by 11.
        Window(
            name="uk-dl", x=20, y=52, width=85, height=34, inset_x=5, inset_y=5, folds=(99, 198)
        ),
        # 7/8 in from the left, 1/2 in from the bottom; 1/8 in clear on every side.
        Window(
            name="us-10",
            x=0.875 * INCH,
            y=2.3125 * INCH,
            width=4 * INCH,
            height=1.125 * INCH,
            inset_x=0.125 * INCH,
            inset_y=0.125 * INCH,
            folds=(3.75 * INCH, 7.375 * INCH),
        ),
        # What the windows of C5, C65, E5 and E65 have in common.
        Window(
            name="nordic", x=18, y=40, width=90, height=30, inset_x=2, inset_y=4, folds=(99, 198)
        ),
        Window(name="none", x=25, y=48, width=85, height=33, inset_x=0, inset_y=0),
    )
}

# Where a standard or a habit of the country's post names one; elsewhere none is guessed.
DEFAULT_WINDOWS: dict[str, WindowName] = {
    "AT": "din5008b",
    "CA": "us-10",
    "CH": "ch-right",
    "DE": "din5008b",
    "DK": "nordic",
    "FI": "nordic",
    "FR": "fr",
    "GB": "uk-dl",
    "IE": "uk-dl",
    "IS": "nordic",
    "LI": "ch-right",
    "NO": "nordic",
    "SE": "nordic",
    "US": "us-10",
}


def is_window(name: str) -> bool:
    return name in get_args(WindowName)


def window_of(section: Section) -> Window:
    """Return the section's window, or its country's.

    The configuration is validated before: an unknown name raises
    StopIteration.
    """
    if section.window:
        return next(window for name, window in WINDOWS.items() if name == section.window)
    return WINDOWS[DEFAULT_WINDOWS.get(section.country, "none")]


def paper_of(section: Section) -> str:
    """Return the section's paper, or its country's: ``a4`` or ``us-letter``."""
    return section.paper or paper(section.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the page, in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The geometry of a letter's first page, in millimetres.

    ``address`` is the box that the address fills from its top; the return
    line, where there is one, is set in ``return_box``. ``sender`` has no
    fixed height (0): the text begins below it and not above ``body_y``.
    ``date_in_sender`` tells whether the date ends the sender's block or has
    a line of its own.
    """

    paper_width: float
    paper_height: float
    window: Window
    address: Box
    return_box: Box | None
    sender: Box
    body_y: float
    date_in_sender: bool
    margin_left: float
    margin_right: float
    margin_top: float
    margin_bottom: float


MARGIN_LEFT = 25.0
MARGIN_RIGHT = 20.0
MARGIN_TOP = 20.0
MARGIN_BOTTOM = 20.0

# From the lower edge of the window, or the upper fold, to the text (DIN 5008: two lines).
GAP = 8.46


def layout(
    window: Window, paper_name: str, direction: Direction, lines: int, pitch_mm: float
) -> Layout:
    """Return where the parts of the first page stand for an address of so many lines.

    An address too long for its zone begins higher, as DIN 5008 allows, up
    to the window's upper edge. Without a window, a page that is read from
    the right mirrors its head.
    """
    paper_width, paper_height = PAPERS[paper_name]
    needed = lines * pitch_mm
    y = window.y + max(0.0, min(window.inset_y, window.height - needed - 1))
    mirrored = window.name == "none" and direction == "rtl"
    inside, outside = (MARGIN_RIGHT, MARGIN_LEFT) if mirrored else (MARGIN_LEFT, MARGIN_RIGHT)
    x = window.x + window.inset_x
    width = window.width - window.inset_x
    if mirrored:
        x = paper_width - x - width
    address = Box(x=x, y=y, width=width, height=needed)
    on_left = (window.side == "left") != mirrored
    sender_width = 65.0
    sender_x = paper_width - outside - sender_width if on_left else inside
    return_box = None
    if window.return_line:
        return_y = max(window.y, y - 5)
        return_box = Box(x=x, y=return_y, width=width, height=min(4.0, y - return_y))
        if return_box.height < 3:
            return_box = None
    body_y = max(window.y + window.height, y + needed) + GAP
    return Layout(
        paper_width=paper_width,
        paper_height=paper_height,
        window=window,
        address=address,
        return_box=return_box,
        sender=Box(x=sender_x, y=window.sender_y, width=sender_width, height=0),
        body_y=body_y,
        date_in_sender=window.side == "left",
        margin_left=inside,
        margin_right=outside,
        margin_top=MARGIN_TOP,
        margin_bottom=MARGIN_BOTTOM,
    )
