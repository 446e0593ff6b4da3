"""Spelling by hunspell, where it and a dictionary are installed; the glossary's names are known."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from appeal import catalogue, glossary
from appeal.catalogue import CatalogueError
from appeal.checks.patterns import blank_links
from appeal.checks.wording import words
from appeal.languages import Language, UnknownLanguage, language
from appeal.model import Finding
from appeal.workspace import Workspace

CODE = "spelling"
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# Abbreviations and single letters are no dictionary's business.
_SHORT = 3


def check_spelling(workspace: Workspace, path: str) -> Iterator[Finding]:
    """Yield a warning for each word of a catalogue that its dictionary does not know.

    One note, and nothing else, where hunspell has no dictionary of the
    language.
    """
    data = workspace.read(path)
    if data is None:
        return
    try:
        found = catalogue.parse(data, path=path)
        lang = language(
            PurePosixPath(path).parts[-3] if "/LC_MESSAGES/" in path else found.language
        )
    except (CatalogueError, UnknownLanguage):
        # The checks tell of both.
        return
    dictionary = dictionary_of(lang)
    if dictionary is None:
        yield Finding(
            path=path,
            code=CODE,
            severity="note",
            message=words("hunspell has no dictionary of {language}", language=lang.own_name),
            hint=words("install the package hunspell-{code}", code=lang.language),
        )
        return
    known = glossary.read(workspace.root, lang)[0].words
    entries = [entry for entry in found.entries if entry.translated]
    used = {
        word
        for entry in entries
        for text in entry.msgstr
        for word in _WORD.findall(blank_links(text))
        if len(word) >= _SHORT and not word.isupper() and word not in known
    }
    wrong = unknown(sorted(used), dictionary)
    for entry in entries:
        for text, line in zip(entry.msgstr, entry.msgstr_lines, strict=True):
            for word in dict.fromkeys(_WORD.findall(blank_links(text))):
                if word in wrong and word not in entry.msgid:
                    near = ", ".join(wrong[word][:3])
                    yield Finding(
                        path=path,
                        line=line,
                        code=CODE,
                        severity="warning",
                        message=words("the dictionary does not know “{word}”", word=word),
                        hint=words("did you mean {words}?", words=near)
                        if near
                        else words("if it is right, leave it, or add it to the glossary"),
                        msgid=entry.msgid,
                    )


@functools.lru_cache(maxsize=1)
def dictionaries() -> tuple[str, ...]:
    """Return the names of hunspell's dictionaries, () without hunspell."""
    program = shutil.which("hunspell")
    if program is None:
        return ()
    listed = subprocess.run(
        [program, "-D"],
        input="",
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    paths = [line.strip() for line in listed.stderr.split("\n") if line.startswith("/")]
    return tuple(dict.fromkeys(path.rpartition("/")[2] for path in paths if ":" not in path))


def dictionary_of(lang: Language) -> str | None:
    """Return the dictionary for a language: its own, else the one of its name or usual country."""
    names = dictionaries()
    for name in (lang.tag, lang.language, f"{lang.language}_{lang.language.upper()}"):
        if name in names:
            return name
    return next((name for name in sorted(names) if name.startswith(f"{lang.language}_")), None)


def unknown(listed: Sequence[str], dictionary: str) -> dict[str, tuple[str, ...]]:
    """Return the words that a dictionary does not know, with what it suggests."""
    if not listed:
        return {}
    # "^" keeps hunspell from taking a word's first character for a command.
    answer = subprocess.run(
        ["hunspell", "-a", "-i", "UTF-8", "-d", dictionary],
        input="".join(f"^{word}\n" for word in listed),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    wrong: dict[str, tuple[str, ...]] = {}
    blocks = answer.stdout.partition("\n")[2].split("\n\n")
    for word, block in zip(listed, blocks, strict=False):
        for line in block.split("\n"):
            if line.startswith(("&", "#")):
                near = line.partition(": ")[2]
                wrong[word] = tuple(near.split(", ")) if near else ()
    return wrong
