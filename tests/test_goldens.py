"""One golden for each kind of output, readable by a reviewer; beside it what must be true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from tests.workspaces import SLUG, appeal


@pytest.fixture
def built(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    code = appeal(workspace, "build", "--only", "page,text,mail", "--today", "2026-04-01")
    assert code == 0, capsys.readouterr()
    return workspace / "build"


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        ("germany/de", "appeal.txt"),
        ("jordan/ar", "appeal.txt"),
        ("japan/ja", "letter.txt"),
        ("germany/de", "fragment.html"),
        ("jordan/ar", "index.html"),
        ("germany/de", "letter.eml"),
    ],
)
def test_output_is_as_it_was_read(
    built: Path, edition: str, name: str, file_regression: FileRegressionFixture
) -> None:
    data = (built / edition / SLUG / name).read_bytes()
    # The style has tests of its own; here it would hide the text.
    data = re.sub(rb"<style>.*?</style>", b"<style></style>", data)
    data = re.sub(rb"sha256-[^']*", b"sha256-", data)
    suffix = Path(name).suffix
    file_regression.check(data, binary=True, extension=suffix)


def test_the_template_is_as_it_was_read(
    workspace: Path, file_regression: FileRegressionFixture
) -> None:
    assert appeal(workspace, "extract") == 0
    data = (workspace / f"locale/{SLUG}.pot").read_bytes()
    file_regression.check(data, binary=True, extension=".pot")


def test_a_translation_that_looks_like_a_list_stays_a_paragraph(built: Path) -> None:
    text = (built / "germany/de" / SLUG / "letter.txt").read_text(encoding="utf-8")
    assert "\n5. April: Ich schreibe wegen des Prozesses am 5. April 2026.\n" in text
    page = (built / "germany/de" / SLUG / "index.html").read_text(encoding="utf-8")
    assert "<p>5. April: Ich schreibe" in page


def test_points_keep_their_numbers_and_plurals_their_form(built: Path) -> None:
    japanese = (built / "japan/ja" / SLUG / "letter.txt").read_text(encoding="utf-8")
    assert "\n3. 12人の鉱山労働者全員を釈放してください。\n" in japanese
    arabic = (built / "jordan/ar" / SLUG / "appeal.txt").read_text(encoding="utf-8")
    # Five sections: CLDR's "few" in Arabic.
    assert "لنا فروع في 5 بلدان" in arabic
