"""Which Noto files are there, which characters they have, and what brings the missing ones."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from appeal.languages import TYPEFACES, Language

Style = Literal["serif", "sans"]

# Families beyond those of the scripts: for arrows, stars, ballot boxes and formulas.
SYMBOLS = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math")

# Google Fonts, and the npm packages made of it, name the families of Noto CJK otherwise.
OTHER_NAMES = {
    f"Noto {style} CJK {region}": f"Noto {style} {region}"
    for style in ("Serif", "Sans")
    for region in ("JP", "KR", "SC", "TC")
}

# Debian's bold faces of these two claim the weight of the regular ones.
MISLABELLED = ("NotoNastaliqUrdu-Bold", "NotoSerifMyanmar-Bold")

SYSTEM_FOLDERS = (
    "/usr/share/fonts/truetype/noto",  # Debian: fonts-noto-core
    "/usr/share/fonts/opentype/noto",  # Debian: fonts-noto-cjk
    "/usr/share/fonts/noto",  # Arch, Alpine
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto",  # Fedora
    "/usr/share/fonts/google-noto-cjk",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "node_modules/@expo-google-fonts",
)

_FILE = re.compile(
    r"(?P<family>Noto(?:Serif|Sans|Naskh|Nastaliq)[A-Za-z0-9]*?)(?P<region>CJK(?:jp|kr|sc|tc)?)?"
    r"[-_](?:400|700)?(?P<style>Regular|Bold|Italic|BoldItalic|Regular_Italic|Bold_Italic)"
    r"\.(?:ttf|otf|ttc)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face: its family, weight (400 or 700) and slope, and where it is."""

    family: str
    weight: int
    italic: bool
    path: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A character that no font has, in which language's text, and the package that brings it."""

    language: str
    character: str
    name: str
    package: str

    @property
    def said(self) -> str:
        return f"U+{ord(self.character):04X} {self.name}"

    def __str__(self) -> str:
        brought = f" (in {self.package})" if self.package else ""
        return f"{self.language}: {self.said}{brought}"


def _families() -> dict[str, str]:
    """Return every family that letters may use, by its file name's stem."""
    wanted = [family for face in TYPEFACES.values() for family in (face.serif, face.sans)]
    names = [*wanted, *SYMBOLS, *OTHER_NAMES.values()]
    return {name.replace(" ", ""): name for name in names}


def find(
    folders: Iterable[str | Path] = (), environ: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the paths of the Noto files that letters use, sorted.

    Looked for in the given folders, or else in those of APPEAL_FONTS (split
    like PATH), or else where systems keep Noto; below each of them too.
    The first file of a name wins.
    """
    return _find(searched(folders, environ))


def searched(
    folders: Iterable[str | Path] = (), environ: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the folders in which `find` looks."""
    chosen = [str(folder) for folder in folders]
    if not chosen:
        variable = (os.environ if environ is None else environ).get("APPEAL_FONTS", "")
        chosen = [folder for folder in variable.split(os.pathsep) if folder]
    return tuple(chosen or SYSTEM_FOLDERS)


@functools.lru_cache(maxsize=8)
def _find(folders: tuple[str, ...]) -> tuple[str, ...]:
    wanted = _families()
    found: dict[tuple[str, ...], str] = {}
    for folder in folders:
        for path in _files(Path(folder).expanduser()):
            match = _FILE.fullmatch(path.name)
            if not match or path.stem in MISLABELLED:
                continue
            family, region, style = match["family"], match["region"] or "", match["style"]
            if region or family in wanted:
                found.setdefault((family, region, style.replace("_", "")), str(path))
    return tuple(sorted(found.values()))


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent) / name for name in sorted(names) if name.startswith("Noto"))


@functools.lru_cache(maxsize=8)
def faces(files: tuple[str, ...]) -> tuple[Face, ...]:
    """Return the faces that the files hold, by family, weight and slope."""
    from appeal.outputs.press import load

    found = [
        Face(
            family=info.family,
            weight=info.weight,
            italic=info.style != "normal",
            path=info.path or "",
            index=info.index,
        )
        for info in load(files).fonts()
    ]
    return tuple(sorted(found, key=lambda face: (face.family, face.weight, face.italic)))


@functools.lru_cache(maxsize=8)
def families(files: tuple[str, ...]) -> frozenset[str]:
    return frozenset(face.family for face in faces(files))


def chain(language: Language, style: Style, installed: frozenset[str]) -> tuple[str, ...]:
    """Return the installed families for text in a language, the likeliest first.

    First the script's own, then Latin, then all others in the same style,
    the symbols, and the other style where that is all there is: a name in
    another script is set in that script's face, never as a box.
    """
    other: Style = "sans" if style == "serif" else "serif"
    names = [
        *(_named(script, style) for script in (language.hand, "Latn", *TYPEFACES)),
        *SYMBOLS,
        *(_named(script, other) for script in (language.hand, "Latn", *TYPEFACES)),
    ]
    known = [name if name in installed else OTHER_NAMES.get(name, "") for name in names]
    return tuple(dict.fromkeys(name for name in known if name in installed))


def _named(script: str, style: Style) -> str:
    face = TYPEFACES[script]
    return face.serif if style == "serif" else face.sans


@functools.lru_cache(maxsize=256)
def characters(path: str, index: int) -> frozenset[int]:
    """Return the code points that a face has."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # has no stubs

    # The faces of a Noto CJK collection differ in their shapes, not in what they have.
    number = 0 if path.endswith(".ttc") else index
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing(
    texts: Iterable[tuple[Language, str]], files: tuple[str, ...], style: Style = "serif"
) -> tuple[Missing, ...]:
    """Return every character of texts that no font has, each once for its language.

    Controls, spaces and the marks of bidirectional text need no glyph.
    Sorted by language and code point.
    """
    needed: dict[str, set[str]] = {}
    languages: dict[str, Language] = {}
    for language, text in texts:
        languages[language.tag] = language
        needed.setdefault(language.tag, set()).update(text)
    regular = {face.family: face for face in faces(files) if face.weight == 400 and not face.italic}
    found = []
    for tag in sorted(needed):
        rest = {ord(c) for c in needed[tag] if unicodedata.category(c) not in _GLYPHLESS}
        for family in chain(languages[tag], style, frozenset(regular)):
            if not rest:
                break
            rest -= characters(regular[family].path, regular[family].index)
        found += [
            Missing(
                language=tag,
                character=chr(code),
                name=unicodedata.name(chr(code), "unnamed character"),
                package=package(languages[tag], chr(code)),
            )
            for code in sorted(rest)
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a script is printed with: its families, their files, and those that are not there."""

    hand: str
    families: tuple[str, ...]
    lacks: tuple[str, ...]
    files: tuple[str, ...]
    package: str


def need(hand: str, files: tuple[str, ...]) -> Need:
    """Return what a script needs and what of it is there."""
    wanted = dict.fromkeys(_named(hand, style) for style in _STYLES)
    names = {name: {name, OTHER_NAMES.get(name, name)} for name in wanted}
    there = families(files)
    found = {face.path for face in faces(files) for own in names.values() if face.family in own}
    return Need(
        hand=hand,
        families=tuple(wanted),
        lacks=tuple(name for name, own in names.items() if not own & there),
        files=tuple(sorted(found)),
        package=_package_of(TYPEFACES[hand].serif),
    )


_STYLES: tuple[Style, ...] = ("serif", "sans")


def _package_of(family: str) -> str:
    return "fonts-noto-cjk" if "CJK" in family else "fonts-noto-core"


_GLYPHLESS = frozenset(["Cc", "Cf", "Zs", "Zl", "Zp"])


def package(language: Language, character: str = "") -> str:
    """Return the Debian package that brings the font of a language or of one character.

    "" for a character that no package of Noto's text fonts has (emoji,
    private use).
    """
    if character:
        if unicodedata.category(character) in {"Co", "Cn", "Cs"} or ord(character) >= 0x1F000:
            return ""
        if unicodedata.east_asian_width(character) in {"W", "F"}:
            return "fonts-noto-cjk"
        return "fonts-noto-core"
    return _package_of(language.typeface.serif)
