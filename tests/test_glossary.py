"""Glossaries: strict, every trouble at its line, variants over their wider language."""

from __future__ import annotations

from pathlib import Path

import pytest

from appeal import glossary
from appeal.languages import language

ROOT = Path(__file__).resolve().parents[1]

GOOD = """\
# People and places.
[names]
"Madel Ismailov" = ["Мадэль Исмаилов", "Мадэля Исмаилова"]
[terms]
"hunger strike" = ["голодовка"]
"""


def _write(root: Path, tag: str, text: str) -> None:
    path = root / glossary.path_of(tag)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_glossary_is_read(tmp_path: Path) -> None:
    _write(tmp_path, "ru", GOOD)
    found, findings = glossary.read(tmp_path, language("ru"))
    assert findings == ()
    assert found.path == "locale/ru/glossary.toml"
    assert found.names == {"Madel Ismailov": ("Мадэль Исмаилов", "Мадэля Исмаилова")}
    assert found.terms == {"hunger strike": ("голодовка",)}
    assert found.words == {"Мадэль", "Исмаилов", "Мадэля", "Исмаилова", "голодовка"}


def test_no_glossary_is_an_empty_one(tmp_path: Path) -> None:
    found, findings = glossary.read(tmp_path, language("de"))
    assert (found.path, found.names, found.terms, findings) == ("", {}, {}, ())


def test_a_variant_has_its_own_entries_over_the_wider_languages(tmp_path: Path) -> None:
    _write(tmp_path, "de", '[names]\n"A" = ["Ä"]\n"B" = ["Be"]\n')
    _write(tmp_path, "de_AT", '[names]\n"A" = ["Öst"]\n')
    found, _ = glossary.read(tmp_path, language("de_AT"))
    assert found.names == {"A": ("Öst",), "B": ("Be",)}
    assert found.path == "locale/de_AT/glossary.toml"


LIST = "A: a list of at least one form is wanted"
TOML = "not valid TOML: "


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[names\n"A" = ["a"]\n', 1, f"{TOML}Expected ']' at the end of a table declaration"),
        ('[names]\n"A" = ["a"]\n"A" = ["b"]\n', 3, f"{TOML}Cannot overwrite a value"),
        ('[names]\n\n"A" = "a"\n', 3, LIST),
        ('[names]\n"A" = []\n', 2, LIST),
        ('[names]\n"A" = ["a"]\n[terms]\n"A" = []\n', 4, LIST),
        ('[names]\n"A" = ["a", 1]\n', 2, "A: 1 is not a text"),
        ('[names]\n"A" = ["a", " "]\n', 2, "A: a form is empty"),
        ('[names]\n"A" = ["a "]\n', 2, "A: the form 'a ' begins or ends with a space"),
        ('[names]\n"A" = ["a", "a"]\n', 2, "A: a form stands twice"),
        ('[people]\n"A" = ["a"]\n', 1, "[people] is no table of a glossary"),
    ],
)
def test_trouble_is_told_at_its_line(text: str, line: int, message: str) -> None:
    _, findings = glossary.parse(text.encode(), "locale/xx/glossary.toml")
    assert [(f.line, f.message) for f in findings] == [(line, message)]
    assert all(f.hint for f in findings)


def test_what_is_sound_is_used_beside_what_is_not() -> None:
    found, findings = glossary.parse(b'[names]\n"A" = []\n"B" = ["b"]\n', "x")
    assert found.names == {"B": ("b",)}
    assert len(findings) == 1


def test_another_encoding_is_told_of() -> None:
    _, findings = glossary.parse('[names]\n"A" = ["ä"]\n'.encode("latin-1"), "x")
    assert [(f.line, f.message) for f in findings] == [(2, "the file is not UTF-8")]


def test_forms_are_compared_in_normal_form_c() -> None:
    found, _ = glossary.parse('[names]\n"A" = ["a\u0308"]\n'.encode(), "x")
    assert found.names == {"A": ("ä",)}


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("locale/*/glossary.toml")), ids=lambda path: path.parent.name
)
def test_our_own_glossaries_are_sound(path: Path) -> None:
    found, findings = glossary.parse(path.read_bytes(), path.name)
    assert findings == ()
    assert found.names
