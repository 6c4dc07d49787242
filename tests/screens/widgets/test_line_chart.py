"""The plot of characters: every value in its row, every day in its column, readable when it is small."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.charts.line_chart import (
    STROKES,
    Line,
    Mark,
    columns,
    day_ticks,
    draw,
    names,
    number_axis,
    number_ticks,
    row_of,
)

SINCE, UNTIL = date(2026, 2, 27), date(2026, 11, 23)


def text(
    *lines: Line, size: tuple[int, int] = (60, 8), since: date = SINCE, until: date = UNTIL, most: float = 0
) -> list[str]:
    return ["".join(part for part, _ in line) for line in draw(lines, since, until, size, most=most)]


def test_a_line_of_steps() -> None:
    steps = Line("open", [(SINCE, 0), (date(2026, 4, 10), 1), (date(2026, 7, 1), 2), (date(2026, 10, 1), 3)])
    assert text(steps, size=(44, 6)) == [
        " 3 ┤                              ┏━━━━━━━ 3",
        "   │                  ┏━━━━━━━━━━━┛         ",
        "   │      ┏━━━━━━━━━━━┛                     ",
        " 0 ┤━━━━━━┛                                 ",
        "   └─┬───────────┬────────────┬───────────",
        "     Mar 2026    Jun          Sep",
    ]


def test_the_legend_has_the_order_of_the_lines_at_their_right_end_where_their_last_values_stand() -> None:
    low = Line("costs", [(SINCE, 0), (date(2026, 6, 1), 40)])
    high = Line("benefits", [(SINCE, 0), (date(2026, 6, 1), 90)])
    drawn = text(low, high)
    assert names([low, high]) == "── benefits   ━━ costs"
    assert [line.split()[-1] for line in drawn if line.rstrip()[-1].isdigit()][:2] == ["90", "40"]
    assert not any(line.rstrip()[-1].isdigit() for line in text(low, high, size=(28, 8))[:-1])  # no room


def test_last_values_that_meet_have_a_row_each() -> None:
    drawn = text(Line("a", [(SINCE, 0), (UNTIL, 100)]), Line("b", [(SINCE, 99)]))
    assert [line.split()[-1] for line in drawn[:2]] == ["100", "99"]


@pytest.mark.parametrize(
    ("values", "target", "axis"),
    [
        ((58, 63), 66, (58, 66)),  # five points of movement take most of the height
        ((58, 63), 95, (58, 63)),  # a target out of reach would flatten them
        ((58, 58), 75, (55, 75)),
        ((19, 6), 5, (0, 19)),  # nought is near
        ((70, 70), 70, (60, 80)),
        ((0, 0), 0, (0, 1)),
        ((-9, -4), 0, (-10, 0)),
    ],
)
def test_an_axis_near_the_lines(values: tuple[float, float], target: float, axis: tuple[float, float]) -> None:
    moving = Line("reading", [(SINCE, values[0]), (UNTIL, values[1])])
    assert number_axis([moving, Line("target", [(SINCE, target)], reference=True)], near=True) == axis
    assert number_axis([moving])[0] <= 0


def test_a_target_out_of_reach_is_pointed_to() -> None:
    lines = [Line("reading", [(SINCE, 58), (UNTIL, 63)]), Line("target", [(SINCE, 95)], reference=True)]
    drawn = ["".join(part for part, _ in line) for line in draw(lines, SINCE, UNTIL, (60, 8), near=True)]
    assert drawn[0].endswith("↑95")


def test_the_words_of_a_day_stand_beside_it_where_nothing_is_drawn() -> None:
    rising = Line("saved", [(SINCE, 0), (date(2026, 9, 1), 10)])
    even = Mark(date(2026, 5, 1), "even")
    drawn = ["".join(part for part, _ in line) for line in draw([rising], SINCE, UNTIL, (60, 8), marks=[even])]
    assert "┊ even " in drawn[0]
    crowded = [Line("a", [(SINCE, 1)]), Line("b", [(SINCE, 0)])]
    narrow = ["".join(part for part, _ in line) for line in draw(crowded, SINCE, UNTIL, (16, 4), marks=[even])]
    assert not any("even" in line for line in narrow)


def test_two_lines_are_told_apart_without_colour_and_the_first_lies_on_top() -> None:
    over = Line("saved", [(SINCE, 0), (date(2026, 6, 1), 10)])
    under = Line("spent", [(SINCE, 0), (date(2026, 9, 1), 10)])
    drawn = "\n".join(text(over, under))
    assert "━" in drawn
    assert "─╯" in drawn
    assert drawn.splitlines()[0].count("━") > 20  # where both are at the top only the first is seen
    assert drawn.splitlines()[0].count("─") == 0
    assert names([over, under]) == "━━ saved   ── spent"


def test_a_falling_line_and_numbers_below_nought() -> None:
    drawn = text(Line("left", [(SINCE, 4), (date(2026, 6, 1), 0), (date(2026, 9, 1), -4)]), size=(40, 11))
    assert [line[:4].strip(" ┤│") for line in drawn[:9:2]] == ["4", "2", "0", "-2", "-4"]
    assert "━┓" in drawn[0]
    assert "┗━" in drawn[8]


def test_nothing_is_drawn_before_the_first_point() -> None:
    found = columns([(date(2026, 6, 1), 5)], SINCE, UNTIL, 50)
    assert found[0] is None
    assert found[-1] == 5
    assert found.count(None) == 18


def test_the_newest_value_is_in_the_last_column() -> None:
    assert columns([(SINCE, 0), (UNTIL, 7)], SINCE, UNTIL, 9)[-1] == 7


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 9, 4, [0, 5]),
        (0, 6, 4, [0, 2, 4, 6]),
        (0, 1, 5, [0, 1]),
        (0, 6, 2, [0, 6]),
        (0, 7362, 5, [0, 2000, 4000, 6000]),
        (-3, 3, 4, [-2, 0, 2]),
    ],
)
def test_round_numbers(low: float, high: float, most: int, ticks: list[float]) -> None:
    assert number_ticks(low, high, most) == ticks


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, ["22 Nov", "23 Nov"]),
        (28, ["26 Oct", "2 Nov", "9 Nov", "16 Nov", "23 Nov"]),
        (270, ["Mar 2026", "May", "Jul", "Sep", "Nov"]),
        (3 * 365, ["Jan 2024", "Jan 2025", "Jan 2026"]),
    ],
)
def test_days_below(days: int, words: list[str]) -> None:
    assert [word for _, word in day_ticks(UNTIL - timedelta(days=days), UNTIL, 46)] == words


@given(
    points=st.lists(st.tuples(st.integers(0, 3000), st.integers(-50, 10**6)), max_size=12),
    span=st.integers(0, 3000),
    width=st.integers(1, 140),
    height=st.integers(1, 40),
)
def test_any_lines_fit_any_size(points: list[tuple[int, int]], span: int, width: int, height: int) -> None:
    line = Line("x", sorted((UNTIL - timedelta(days=days), float(value)) for days, value in points))
    drawn = text(line, size=(width, height), since=UNTIL - timedelta(days=span))
    if width >= 24 and height >= 4:
        assert len(drawn) == height
        assert max(map(cell_len, drawn)) <= width
    shown = [value for value in columns(line.points, UNTIL - timedelta(days=span), UNTIL, 30) if value is not None]
    assert bool(set("".join(drawn)) & set(STROKES[0])) >= (bool(shown) and span > 0)


@given(values=st.lists(st.integers(0, 1000), min_size=1), height=st.integers(2, 40))
def test_more_is_never_lower(values: list[int], height: int) -> None:
    scale = (0, max(values) or 1)
    rows = [row_of(value, scale, height) for value in sorted(values)]
    assert rows == sorted(rows, reverse=True)
    assert all(0 <= row < height for row in rows)
