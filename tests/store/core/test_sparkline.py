"""Trend lines and bars made of characters."""

from __future__ import annotations

import pytest

from store.core.sparkline import WIDTH, bar, spark


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([5], "█"),
        ([0, 0], "▁▁"),
        ([3, 3], "██"),  # from nothing up, not from the lowest
        ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"),
        ([-7, -3, 0], "▁▅█"),
        ([-2, 5], "▁█"),
        ([-4], "▁"),
    ],
)
def test_a_trend_line_reaches_from_nothing_or_less_to_the_highest(values: list[float], line: str) -> None:
    assert spark(values) == line


@pytest.mark.parametrize(
    ("part", "whole", "filled"),
    [
        (0, 4, 0),
        (1, 4, 2),
        (3, 5, 6),
        (4, 4, 10),
        (9, 4, 10),
        (-1, 4, 0),
        (1, 0, 0),
        (1, -1, 0),
        (1, 1, 10),
        (0.5, 1, 5),
    ],
)
def test_a_bar_shows_a_share_and_is_never_longer_than_the_whole(part: float, whole: float, filled: int) -> None:
    assert bar(part, whole) == "█" * filled + "░" * (WIDTH - filled)
    assert len(bar(part, whole, 20)) == 20


def test_the_lowest_step_is_nought_though_no_value_is() -> None:
    assert spark([2, 4]) == "▅█"
