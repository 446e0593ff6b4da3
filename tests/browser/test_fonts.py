"""The fonts beside the pages are those of their packages, unchanged."""

from __future__ import annotations

import pytest

from appeal.outputs.faces import FACES
from appeal.outputs.style import WEIGHTS, font_file
from tests.browser.conftest import NODE

SUBSETS = {
    "noto-nastaliq-urdu": "arabic",
    "noto-sans-sinhala": "sinhala",
    "noto-sans-khmer": "khmer",
    "noto-sans-myanmar": "myanmar",
}


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("name", SUBSETS)
def test_a_font_is_the_one_of_its_package(name: str, weight: int) -> None:
    package = NODE / "@fontsource" / name / "files"
    wanted = package / f"{name}-{SUBSETS[name]}-{weight}-normal.woff2"
    assert font_file(f"{name}-{weight}.woff2") == wanted.read_bytes()


def test_every_font_has_its_package() -> None:
    assert {face.webfont for face in FACES.values() if face.webfont} == set(SUBSETS)
