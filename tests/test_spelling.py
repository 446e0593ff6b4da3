"""Spelling by hunspell, where it is; the glossary's names are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal import spelling
from appeal.languages import language
from appeal.workspace import Workspace
from tests.workspaces import SLUG, edit

DE = f"locale/de/LC_MESSAGES/{SLUG}.po"


@pytest.fixture
def hunspell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hunspell of our own making that knows a few German words: no test needs a dictionary."""
    program = tmp_path / "bin/hunspell"
    program.parent.mkdir()
    program.write_text(
        """\
#!/usr/bin/env python3
import sys
KNOWN = {"Freiheit", "für", "die", "Sie", "haben", "wurden", "geschlagen"}
if "-D" in sys.argv:
    print("AVAILABLE DICTIONARIES (path is not mandatory for -d option):", file=sys.stderr)
    print("/usr/share/hunspell/de_DE\\n/usr/share/hunspell/de_LU", file=sys.stderr)
    sys.exit()
assert sys.argv[sys.argv.index("-d") + 1] == "de_DE"
print("@(#) International Ispell Version 3.2.06")
for line in sys.stdin:
    word = line.strip().lstrip("^")
    if word in KNOWN:
        print("*")
    elif word == "gestreigt":
        print("& gestreigt 2 1: gestreikt, gestreift")
    else:
        print(f"# {word} 1")
    print()
""",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return program


@pytest.fixture(autouse=True)
def forget_dictionaries() -> None:
    spelling.dictionaries.cache_clear()


def test_an_unknown_word_is_told_at_its_line_with_suggestions(
    workspace: Path, hunspell: Path
) -> None:
    edit(workspace / DE, "Sie haben gestreikt.", "Sie haben gestreigt.")
    found = list(spelling.check_spelling(Workspace(workspace), DE))
    lines = (workspace / DE).read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, 1) if "gestreigt" in text)
    told = [(f.line, f.severity, f.message, f.hint) for f in found if "gestreigt" in f.message]
    assert told == [
        (
            line,
            "warning",
            "the dictionary does not know “gestreigt”",
            "did you mean gestreikt, gestreift?",
        )
    ]
    assert not any("“haben”" in f.message for f in found)


def test_the_glossarys_names_are_known(workspace: Path, hunspell: Path) -> None:
    before = [f.message for f in spelling.check_spelling(Workspace(workspace), DE)]
    assert "the dictionary does not know “Bergleute”" in before
    (workspace / "locale/de/glossary.toml").write_text(
        '[terms]\n"miners" = ["Bergleute"]\n', encoding="utf-8"
    )
    after = [f.message for f in spelling.check_spelling(Workspace(workspace), DE)]
    assert "the dictionary does not know “Bergleute”" not in after


def test_links_and_fields_are_not_spelled(workspace: Path, hunspell: Path) -> None:
    said = " ".join(f.message for f in spelling.check_spelling(Workspace(workspace), DE))
    assert "hearing" not in said
    assert "beaten" not in said


def test_a_language_without_a_dictionary_gets_one_note(workspace: Path, hunspell: Path) -> None:
    found = list(spelling.check_spelling(Workspace(workspace), f"locale/ar/LC_MESSAGES/{SLUG}.po"))
    assert [(f.severity, f.message, f.hint) for f in found] == [
        ("note", "hunspell has no dictionary of العربية", "install the package hunspell-ar")
    ]


def test_the_nearest_dictionary_serves(hunspell: Path) -> None:
    assert spelling.dictionary_of(language("de")) == "de_DE"
    assert spelling.dictionary_of(language("de_LU")) == "de_LU"
    assert spelling.dictionary_of(language("de_AT")) == "de_DE"
    assert spelling.dictionary_of(language("ja")) is None


def test_without_hunspell_there_is_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert spelling.dictionaries() == ()
