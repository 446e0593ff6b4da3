"""appeal fonts"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.workspaces import appeal, edit


def test_every_script_of_the_roster_is_there(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "fonts") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        "script  families                                    languages",
        "Latn    Noto Serif, Noto Sans                there  en_GB de en_US es",
        "Arab    Noto Naskh Arabic, Noto Sans Arabic  there  ar",
        "Jpan    Noto Serif CJK JP, Noto Sans CJK JP  there  ja",
    ]


def test_missing_fonts_and_characters_are_named_with_the_command_that_helps(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in Path("/usr/share/fonts/truetype/noto").glob("NotoS*-Regular.ttf"):
        if path.name.startswith(("NotoSerif-", "NotoSans-", "NotoSansArabic-", "NotoSerifArab")):
            shutil.copyfile(path, tmp_path / path.name)
    assert appeal(workspace, "fonts", "--fonts", str(tmp_path)) == 1
    told = capsys.readouterr()
    assert "missing: Noto Serif CJK JP, Noto Sans CJK JP" in told.out
    lines = told.err.splitlines()
    assert "no font has ja: U+3001 IDEOGRAPHIC COMMA (in fonts-noto-cjk)" in lines
    assert not any(line.startswith("no font has ar") for line in lines)
    assert lines[-2] == "Debian, Ubuntu: apt-get install fonts-noto-cjk fonts-noto-core"
    assert lines[-1] == (
        "elsewhere, in the workspace: npm install @expo-google-fonts/noto-naskh-arabic"
        " @expo-google-fonts/noto-sans-jp @expo-google-fonts/noto-serif-jp"
    )


def test_character_that_no_font_has_is_found_in_an_unfinished_language_too(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = workspace / "locale/de/LC_MESSAGES/free-the-miners.po"
    edit(catalogue, "Der Prozess gegen", "Der \U00010f30 Prozess gegen")
    assert appeal(workspace, "fonts", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["characters"] == [
        {
            "language": "de",
            "character": "\U00010f30",
            "name": "SOGDIAN LETTER ALEPH",
            "package": "fonts-noto-core",
        }
    ]
    assert [row["script"] for row in told["scripts"]] == ["Latn", "Arab", "Jpan"]


def test_every_script_can_be_shown_with_its_files(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert appeal(workspace, "fonts", "--every", "--files") == 0
    out = capsys.readouterr().out
    assert "Khmr    Noto Serif Khmer" in out
    assert "Khmr  /usr/share/fonts/truetype/noto/NotoSerifKhmer-Regular.ttf" in out
