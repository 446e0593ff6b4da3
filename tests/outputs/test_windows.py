"""Where things stand on the page, in numbers."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pytest
from pytest_regressions.data_regression import DataRegressionFixture

from appeal import config
from appeal.model import Section
from appeal.outputs.windows import (
    DEFAULT_WINDOWS,
    PAPERS,
    WINDOWS,
    WindowName,
    layout,
    paper_of,
    window_of,
)


def section(country: str, **changes: str) -> Section:
    made = Section(slug="one", name="One", country=country, languages=("en",))
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]  # strings all


def test_configuration_and_typesetting_know_the_same_windows() -> None:
    assert tuple(WINDOWS) == config.WINDOWS == get_args(WindowName)


@pytest.mark.parametrize(
    ("country", "window", "paper"),
    [
        ("DE", "din5008b", "a4"),
        ("CH", "ch-right", "a4"),
        ("FR", "fr", "a4"),
        ("GB", "uk-dl", "a4"),
        ("US", "us-10", "us-letter"),
        ("CL", "none", "us-letter"),
        ("SE", "nordic", "a4"),
        ("KZ", "none", "a4"),
    ],
)
def test_country_decides_window_and_paper(country: str, window: str, paper: str) -> None:
    assert window_of(section(country)).name == window
    assert paper_of(section(country)) == paper


def test_section_overrides_its_country() -> None:
    own = section("DE", window="din5008a", paper="us-letter")
    assert window_of(own).name == "din5008a"
    assert paper_of(own) == "us-letter"


def test_every_default_is_a_window() -> None:
    assert set(DEFAULT_WINDOWS.values()) <= set(WINDOWS)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("lines", [3, 5, 7])
@pytest.mark.parametrize("name", list(WINDOWS))
def test_address_stays_in_its_window(name: WindowName, lines: int, direction: Any) -> None:
    window = WINDOWS[name]
    place = layout(window, "a4", direction, lines, 4.0)
    if name != "none":
        assert window.x <= place.address.x
        assert place.address.x + place.address.width <= window.x + window.width + 0.01
        assert window.y <= place.address.y
        if lines * 4.0 <= window.height:
            assert place.address.y + place.address.height <= window.y + window.height + 0.01
    assert place.body_y > place.address.y + place.address.height
    # The sender's block stands beside the address, or ends above it.
    beside = place.sender.x >= place.address.x + place.address.width or (
        place.sender.x + place.sender.width <= place.address.x
    )
    assert beside or place.sender.y < place.address.y


def test_long_address_begins_higher_as_din_allows() -> None:
    window = WINDOWS["din5008b"]
    assert layout(window, "a4", "ltr", 5, 4.4).address.y == pytest.approx(45 + 17.7)
    assert layout(window, "a4", "ltr", 8, 4.4).address.y == pytest.approx(45 + 45 - 1 - 8 * 4.4)
    assert layout(window, "a4", "ltr", 12, 4.4).address.y == 45


def test_right_to_left_mirrors_only_where_no_envelope_decides() -> None:
    free = layout(WINDOWS["none"], "a4", "rtl", 5, 4.4)
    assert free.address.x + free.address.width == pytest.approx(210 - 25)
    assert free.margin_right == 25
    bound = layout(WINDOWS["din5008b"], "a4", "rtl", 5, 4.4)
    assert bound.address.x == 25


@pytest.mark.parametrize("paper", list(PAPERS))
def test_geometry_of_every_window_is_as_it_was_measured(
    paper: str, data_regression: DataRegressionFixture
) -> None:
    table = {}
    for name, window in WINDOWS.items():
        for direction in ("ltr", "rtl"):
            place = layout(window, paper, direction, 5, 4.4)
            table[f"{name} {direction}"] = _numbers(dataclasses.asdict(place))
    data_regression.check(table)


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_numbers(item) for item in value]
    return round(value, 2) if isinstance(value, float) else value
