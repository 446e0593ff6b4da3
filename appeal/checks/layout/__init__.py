"""Print and mail have edges. What is measured elsewhere is judged here.

The measures (pages, widths, characters) are arguments: who prints, passes
them in.
"""

from __future__ import annotations

from collections.abc import Sequence

from appeal.checks.wording import words
from appeal.model import Finding

LETTER_CODE = "letter-too-long"
GLYPH_CODE = "glyph-missing"
ADDRESS_CODE = "address-too-wide"
MAILTO_CODE = "mailto-too-long"
EXPLANATIONS = {
    LETTER_CODE: "A letter takes no more pages than its max_pages.",
    GLYPH_CODE: "Every character of an edition is in a font that is installed.",
    ADDRESS_CODE: "The address fits the envelope's window.",
    MAILTO_CODE: "A mailto: link is short enough for browsers.",
}

# Chrome and Windows cut mailto: links near 2,000 characters.
MAILTO_CHARACTERS = 2000


def letter_pages(
    *, path: str, pages: int, max_pages: int, overflow_lines: int = 0
) -> tuple[Finding, ...]:
    """Return an error where a letter takes more pages than it may."""
    if pages <= max_pages:
        return ()
    if overflow_lines:
        message = words(
            "the letter takes {pages} pages, {lines} lines more than {most} pages hold",
            pages=pages,
            lines=overflow_lines,
            most=max_pages,
        )
    else:
        message = words(
            "the letter takes {pages} pages of at most {most}", pages=pages, most=max_pages
        )
    return (
        Finding(
            path=path,
            code=LETTER_CODE,
            message=message,
            hint=words("shorten the translation, or raise max_pages in letter.md"),
        ),
    )


def glyphs(*, path: str, missing: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """Return an error for each character that no font has, with the package that has it.

    ``missing`` are pairs of character and package.
    """
    return tuple(
        Finding(
            path=path,
            code=GLYPH_CODE,
            message=words(
                "no font has {character} (U+{code})",
                character=character,
                code=f"{ord(character):04X}",
            ),
            hint=words("install {package}, or write another character", package=package)
            if package
            else words("write another character"),
        )
        for character, package in missing
    )


def address_widths(
    *, path: str, lines: Sequence[tuple[str, float]], width_mm: float, most_lines: int = 0
) -> tuple[Finding, ...]:
    """Return an error for each address line that the envelope's window would cut.

    ``lines`` are pairs of text and width in millimetres; ``most_lines`` is
    how many the window shows (0: any number).
    """
    found = [
        Finding(
            path=path,
            code=ADDRESS_CODE,
            message=words(
                "the address line “{line}” is {found} mm wide and the window {width} mm",
                line=line,
                found=round(width),
                width=round(width_mm),
            ),
            hint=words("part the line in two, or shorten it"),
        )
        for line, width in lines
        if width > width_mm
    ]
    if most_lines and len(lines) > most_lines:
        found.append(
            Finding(
                path=path,
                code=ADDRESS_CODE,
                message=words(
                    "the address has {found} lines and the window shows {most}",
                    found=len(lines),
                    most=most_lines,
                ),
                hint=words("join lines of the address"),
            )
        )
    return tuple(found)


def mailto(*, path: str, characters: int) -> tuple[Finding, ...]:
    """Return a warning where a mailto: link is longer than browsers pass on."""
    if characters <= MAILTO_CHARACTERS:
        return ()
    return (
        Finding(
            path=path,
            code=MAILTO_CODE,
            severity="warning",
            message=words("the mailto: link has {found} characters", found=characters),
            hint=words(
                "browsers cut it near {most}: leave the text to the .eml file",
                most=MAILTO_CHARACTERS,
            ),
        ),
    )
