"""Finding fonts, and naming every character that none of them has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appeal.languages import TYPEFACES, language
from appeal.outputs import fonts
from appeal.outputs.correspondence import letters
from appeal.outputs.letter import typeset
from appeal.outputs.press import Press, PressError
from tests.outputs import samples

DEBIAN = Path("/usr/share/fonts/truetype/noto")


@pytest.fixture
def latin_only(tmp_path: Path) -> tuple[str, ...]:
    """A folder with nothing but Noto Serif and Noto Sans."""
    for path in (*DEBIAN.glob("NotoSerif-*"), *DEBIAN.glob("NotoSans-*")):
        shutil.copyfile(path, tmp_path / path.name)
    return fonts.find([tmp_path])


def test_every_script_has_its_fonts_on_this_machine() -> None:
    files = fonts.find()
    needs = [fonts.need(hand, files) for hand in TYPEFACES]
    assert [need for need in needs if need.lacks] == []


def test_folders_come_from_the_argument_then_the_environment(
    latin_only: tuple[str, ...], tmp_path: Path
) -> None:
    assert len(latin_only) == 8
    assert fonts.find(environ={"APPEAL_FONTS": str(tmp_path)}) == latin_only
    assert fonts.find([DEBIAN], environ={"APPEAL_FONTS": str(tmp_path)}) != latin_only
    assert len(fonts.find(environ={})) > 80


def test_mislabelled_bold_faces_are_left_out() -> None:
    names = [Path(path).name for path in fonts.find([DEBIAN])]
    assert "NotoNastaliqUrdu-Regular.ttf" in names
    assert "NotoNastaliqUrdu-Bold.ttf" not in names
    assert "NotoSerifMyanmar-Bold.ttf" not in names


def test_files_of_npm_packages_are_found_and_heavier_weights_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "noto-serif" / "400Regular"
    folder.mkdir(parents=True)
    for name in (
        "NotoSerif_400Regular.ttf",
        "NotoSerif_400Regular_Italic.ttf",
        "NotoSerif_600SemiBold.ttf",
        "NotoSerif_900Black.ttf",
    ):
        shutil.copyfile(DEBIAN / "NotoSerif-Regular.ttf", folder / name)
    found = [Path(path).name for path in fonts.find([tmp_path])]
    assert found == ["NotoSerif_400Regular.ttf", "NotoSerif_400Regular_Italic.ttf"]


def test_own_script_comes_first_then_latin() -> None:
    installed = fonts.families(fonts.find())
    assert fonts.chain(language("ta"), "serif", installed)[:2] == (
        "Noto Serif Tamil",
        "Noto Serif",
    )
    assert fonts.chain(language("ur"), "sans", installed)[0] == "Noto Nastaliq Urdu"
    assert fonts.chain(language("zh_Hant"), "serif", installed)[0] == "Noto Serif CJK TC"


def test_the_other_style_is_better_than_a_box() -> None:
    installed = frozenset({"Noto Serif", "Noto Sans Tamil"})
    assert fonts.chain(language("ta"), "serif", installed) == ("Noto Serif", "Noto Sans Tamil")


def test_missing_names_every_character_with_language_and_package(
    latin_only: tuple[str, ...],
) -> None:
    texts = [
        (language("ta"), "அஆ A"),
        (language("ja"), "日。"),
        (language("de"), "Straße \u2066\u00a0\u2069\n"),
        (language("ta"), "அ 😀"),
    ]
    assert [str(found) for found in fonts.missing(texts, latin_only)] == [
        "ja: U+3002 IDEOGRAPHIC FULL STOP (in fonts-noto-cjk)",
        "ja: U+65E5 CJK UNIFIED IDEOGRAPH-65E5 (in fonts-noto-cjk)",
        "ta: U+0B85 TAMIL LETTER A (in fonts-noto-core)",
        "ta: U+0B86 TAMIL LETTER AA (in fonts-noto-core)",
        "ta: U+1F600 GRINNING FACE",
    ]


def test_nothing_is_missing_from_the_samples_with_all_fonts() -> None:
    texts = [(language(tag), text) for tag in samples.EXCERPTS for text in samples.EXCERPTS[tag]]
    assert fonts.missing(texts, fonts.find()) == ()


def test_letter_with_missing_glyphs_is_refused_and_names_them_all(
    latin_only: tuple[str, ...],
) -> None:
    edition = samples.edition("ja")
    items = letters(edition, edition.own, samples.words("ja"))
    with pytest.raises(PressError) as caught:
        typeset(edition, [(item,) for item in items], Press(latin_only))
    message = caught.value.message
    assert message.startswith("no font has ja: U+3001 IDEOGRAPHIC COMMA (in fonts-noto-cjk), ")
    assert message.count("ja: U+") > 40


def test_need_names_families_files_and_package(latin_only: tuple[str, ...]) -> None:
    need = fonts.need("Cyrl", latin_only)
    assert (need.lacks, len(need.files)) == ((), 8)
    need = fonts.need("Jpan", latin_only)
    assert need.lacks == ("Noto Serif CJK JP", "Noto Sans CJK JP")
    assert need.package == "fonts-noto-cjk"
