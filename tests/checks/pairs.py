"""The hand-written right translations in `data/correct`, one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from appeal.checks import Style
from appeal.glossary import Glossary
from appeal.languages import language
from appeal.model import Entry

FOLDER = Path(__file__).parent / "data" / "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One English text with a right translation. ``path`` and ``line`` are where it stands."""

    path: str
    line: int
    style: Style
    why: str
    entry: Entry


def pairs() -> Iterator[Pair]:
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
        names = {name: tuple(forms) for name, forms in content["names"].items()}
        style = Style(
            language(content["language"]), Glossary(path=path.name, names=names), tuple(names)
        )
        lines = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith("translation")]
        for line, pair in zip(lines, content["pair"], strict=True):
            yield Pair(
                path=path.name,
                line=line,
                style=style,
                why=pair["why"],
                entry=Entry(msgid=pair["english"], msgstr=(pair["translation"],)),
            )
