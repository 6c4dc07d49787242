"""Lengths and moments as meeting programs write them, at the limits of what they may be."""

from __future__ import annotations

from datetime import date

import pytest

from store.exchange.attendance_import.meeting_times import Moment, between, days_of, moment_of, seconds_of


@pytest.mark.parametrize(
    ("cell", "seconds", "plain"),
    [
        ("33", None, 1980), ("9999", None, 599_940), ("10000", None, None), ("30,5", None, 1800), ("0:53", 3180, 3180), ("100:00", 360_000, 360_000), ("0:60", None, None), ("1:02:03", 3723, 3723),
        ("1h", 3600, 3600), ("2 Stunden", 7200, 7200), ("1 h, 3 min", 3780, 3780), ("5s", 5, 5), ("0 min", 0, 0), ("", None, None), ("h", None, None), ("1h x", None, None), ("x 1h", None, None),
    ],
)  # fmt: skip
def test_a_length_of_time(cell: str, seconds: int | None, plain: int | None) -> None:
    assert seconds_of(cell) == seconds
    assert seconds_of(cell, minutes=True) == plain


def test_a_clock_time_is_a_length_only_where_it_may_be_one() -> None:
    assert (seconds_of("0:53", clock=False), seconds_of("53m", clock=False)) == (None, 3180)


@pytest.mark.parametrize(
    ("cell", "second"),
    [
        ("12:00 AM", 0), ("12:30 pm", 45_000), ("1:00 p.m.", 46_800), ("11:59:59 PM", 86_399), ("23:59", 86_340), ("0:00", 0), ("9.05", 32_700), ("9h05", 32_700), ("13:00 PM", None),
        ("24:00", None), ("noon", None), ("9:60", None), ("24.11.2026", None), (f"9:00 {'x' * 55}", 32_400), (f"9:00 {'x' * 56}", None),
    ],
)  # fmt: skip
def test_a_time_of_day(cell: str, second: int | None) -> None:
    found = moment_of(cell)
    assert (found and found.second) == second


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-11-24", ["2026-11-24"]), ("2026-13-24", []), ("24.11.26", ["2026-11-24"]), ("11/24/26", ["2026-11-24"]), ("04/05/2026", ["2026-05-04", "2026-04-05"]), ("05/05/2026", ["2026-05-05"]),
        ("31/31/2026", []), ("4. Dez. 2026", ["2026-12-04"]), ("Nov 4, 2026", ["2026-11-04"]), ("4 de noviembre de 2026", ["2026-11-04"]), ("4 mai 2026", ["2026-05-04"]), ("4 xyz 2026", []),
        ("31 Feb 2026", []), ("sometime", []), ("1 Jan 2026", ["2026-01-01"]),
    ],
)  # fmt: skip
def test_the_days_a_text_can_name(text: str, days: list[str]) -> None:
    assert days_of(text) == tuple(map(date.fromisoformat, days))


def test_a_stay_goes_on_past_midnight() -> None:
    late, early = Moment((), 86_000), Moment((), 600)
    assert (between(late, early), between(early, late), between(early, early)) == (1000, 85_400, 0)
