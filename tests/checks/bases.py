"""All right pairs that defects are put into: our own translations and the hand-written ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from appeal import catalogue, glossary
from appeal.checks import Style
from appeal.languages import language
from tests.checks.pairs import pairs

ROOT = Path(__file__).resolve().parents[2]
SLUG = "defend-socialists-in-kazakhstan"
NAMES = (
    *("Nursultan Nazarbayev", "Nazarbayev", "Madel Ismailov", "Madel", "Ionur Kurmanov", "Ionur"),
    *("Sergei Kolokov", "Robert Labi", "Kazakhstan", "Astana", "Alma Ata", "Uralsk", "Metalist"),
)


@dataclass(frozen=True, kw_only=True)
class Base:
    """A right pair. ``real`` tells whether it is the repository's own translation."""

    style: Style
    english: str
    text: str
    real: bool

    @property
    def tag(self) -> str:
        return self.style.tag


@lru_cache(maxsize=1)
def bases() -> tuple[Base, ...]:
    found = []
    for path in sorted((ROOT / "locale").glob(f"*/LC_MESSAGES/{SLUG}.po")):
        lang = language(path.parent.parent.name)
        style = Style(lang, glossary.read(ROOT, lang)[0], NAMES)
        for entry in catalogue.read(path, name=str(path)).entries:
            if entry.translated:
                found.append(
                    Base(style=style, english=entry.msgid, text=entry.msgstr[0], real=True)
                )
    for pair in pairs():
        found.append(
            Base(style=pair.style, english=pair.entry.msgid, text=pair.entry.msgstr[0], real=False)
        )
    return tuple(found)
