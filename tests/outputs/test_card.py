"""The picture for sharing."""

from __future__ import annotations

import datetime
import io
import itertools
import shutil
from pathlib import Path

import pytest
from PIL import Image

from appeal.outputs import card, fonts
from appeal.outputs.press import Press, PressError
from tests.outputs import real, samples
from tests.outputs.printed import press

RED = (163, 18, 31)


def picture(tag: str, **changes: object) -> Image.Image:
    edition = samples.edition(tag, **changes)  # type: ignore[arg-type]  # appeal's own fields
    (artifact,) = card.artifacts(edition, samples.words, press())
    assert artifact.path.endswith("/card.png")
    return Image.open(io.BytesIO(artifact.data)).convert("RGB")


@pytest.mark.parametrize("tag", ["de", "ar", "ur", "ja", "ta"])
def test_card_has_the_size_that_networks_show(tag: str) -> None:
    assert picture(tag).size == (1200, 630)


def test_bar_stands_where_reading_begins() -> None:
    left, right = (5, 300), (1194, 300)
    assert picture("de").getpixel(left) == RED != picture("de").getpixel(right)
    assert picture("ar").getpixel(right) == RED != picture("ar").getpixel(left)


def test_deadline_is_on_it_where_there_is_one() -> None:
    plain = picture("de")
    dated = picture("de", send_before=datetime.date(2026, 5, 1))
    corner = (700, 520, 1120, 600)
    assert len(set(plain.crop(corner).get_flattened_data())) == 1
    assert len(set(dated.crop(corner).get_flattened_data())) > 1


def test_nothing_touches_the_edge_or_runs_into_the_foot() -> None:
    for name in ("germany/de", "pakistan/ur", "india/ta", "sri-lanka/si", "greece/el", "japan/ja"):
        (artifact,) = card.artifacts(real.editions()[name], real.workspace().words, press())
        whole = Image.open(io.BytesIO(artifact.data)).convert("RGB")
        ground = whole.getpixel((600, 10))
        for box in ((40, 0, 1160, 40), (40, 600, 1160, 630)):
            assert set(whole.crop(box).get_flattened_data()) == {ground}, name
        rows = [
            row
            for row in range(45, 600)
            if set(whole.crop((84, row, 1116, row + 1)).get_flattened_data()) != {ground}
        ]
        # Title, summary and foot are apart from each other.
        gaps = [after - before for before, after in itertools.pairwise(rows)]
        assert max(gaps) > 12, name


def test_card_is_the_same_every_time() -> None:
    edition = samples.edition("ja")
    first, second = (
        next(card.artifacts(edition, samples.words, own)).data
        for own in (press(), Press(fonts.find()))
    )
    assert first == second


def test_missing_character_is_refused(tmp_path: Path) -> None:
    for path in Path("/usr/share/fonts/truetype/noto").glob("NotoSerif-*"):
        shutil.copyfile(path, tmp_path / path.name)
    with pytest.raises(PressError, match="ja: U\\+30AB KATAKANA LETTER KA"):
        list(card.artifacts(samples.edition("ja"), samples.words, Press(fonts.find([tmp_path]))))
