"""The style sheet of a page: one for each script, with its fonts, its leading and its hash.

Pages use the fonts that readers' systems have. Where systems lack a script
(Nastaliq, Sinhala, Khmer, Burmese) a WOFF2 file lies beside the page; it is
the last of the stack, so only those who need it fetch it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from appeal.languages import Language
from appeal.outputs.faces import FACES, OTHER, Face

_TEMPLATES = Path(__file__).parent / "templates"
_WEBFONTS = Path(__file__).parent / "webfonts"


WEIGHTS = (400, 700)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A page's style sheet, its hash as a CSP source, and the font files that it may ask for."""

    css: str
    csp: str
    fonts: tuple[str, ...]


def style(language: Language) -> Style:
    """Return the style sheet of a language's pages."""
    return _style(language.hand)


def leading(language: Language) -> float:
    """Return the line height that a language's script needs."""
    return FACES.get(language.hand, OTHER).leading


def font_file(name: str) -> bytes:
    """Return the bytes of a font file that a style sheet names."""
    return _font_file(name)


@functools.lru_cache(maxsize=64)
def _style(hand: str) -> Style:
    face = FACES.get(hand, OTHER)
    fonts = tuple(f"{face.webfont}-{weight}.woff2" for weight in WEIGHTS if face.webfont)
    css = "".join((_font_faces(face), _base(), _variables(face), _habits(hand, face)))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Style(css=css, csp=f"'sha256-{digest}'", fonts=fonts)


def _font_faces(face: Face) -> str:
    return "".join(
        f'@font-face{{font-family:"Appeal Web";font-weight:{weight};font-display:swap;'
        f'src:url({face.webfont}-{weight}.woff2) format("woff2");unicode-range:{face.covers}}}'
        for weight in WEIGHTS
        if face.webfont
    )


def _variables(face: Face) -> str:
    stack = face.stack
    if face.webfont:
        families, _, generic = stack.rpartition(",")
        stack = f'{families},"Appeal Web",{generic}'
    return (
        f":root{{--face:{stack};--leading:{face.leading};--tight:{face.tight};"
        f"--size:{106.25 * face.scale:.4g}%;--least:{face.least_heading_rem}rem}}"
    )


def _habits(hand: str, face: Face) -> str:
    """Rules that only some scripts want."""
    rules = []
    if face.slanted:
        rules.append("body{hyphens:auto}h1,.button{hyphens:manual}")
    else:
        # A slanted Arabic or a slanted kanji is a fault, not an emphasis.
        rules.append("em{font-style:normal;font-weight:600}")
    if hand in {"Arab", "Aran"}:
        # These fonts' Latin digits are drawn for running text and too heavy for phone numbers.
        rules.append(
            f"address bdi{{font-family:{FACES['Latn'].stack.rpartition(',')[0]},var(--face)}}"
        )
    if hand in {"Jpan", "Hans", "Hant"}:
        rules.append("body{line-break:strict}")
    if hand == "Jpan":
        # Headings break between phrases, where the browser knows them.
        rules.append("h1,h2,h3{word-break:auto-phrase}")
    if hand == "Kore":
        rules.append("body{word-break:keep-all}")
    return "".join(rules)


@functools.lru_cache(maxsize=1)
def _base() -> str:
    return minified((_TEMPLATES / "page.css").read_text(encoding="utf-8"))


def minified(css: str) -> str:
    """Return a style sheet without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    return re.sub(r"(?<=[\w-]): (?=\S)", ":", css).replace(";}", "}").strip()


@functools.lru_cache(maxsize=16)
def _font_file(name: str) -> bytes:
    return (_WEBFONTS / name).read_bytes()
