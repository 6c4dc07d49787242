"""Typed days, times and lengths at their limits: which of several days is meant, and what is just too much."""

from __future__ import annotations

from datetime import date, time

import pytest

from store.core.date_parsing import end_of_month, month_number, parse_day, parse_minutes, parse_time, perhaps_meant
from tests.support.making import TODAY

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("word", "number"),
    [("january", 1), ("Jan", 1), ("sept", 9), ("Sept.", 9), ("sep", 9), ("september,", 9), ("dec", 12), ("may", 5), ("", 0), ("ja", 0), ("janu", 0), ("soon", 0)],
)  # fmt: skip
def test_a_month_by_its_name(word: str, number: int) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(
    ("number", "year", "last"),
    [
        (11, None, date(2026, 11, 30)), (10, None, date(2027, 10, 31)), (12, None, date(2026, 12, 31)), (2, None, date(2027, 2, 28)),
        (2, 2028, date(2028, 2, 29)), (1, 2026, date(2026, 1, 31)), (11, 2024, date(2024, 11, 30)),
    ],
)  # fmt: skip
def test_the_end_of_a_month_that_is_not_over(number: int, year: int | None, last: date) -> None:
    assert end_of_month(number, year, TODAY) == last


@pytest.mark.parametrize(
    ("text", "today", "past", "day"),
    [
        ("mon", TODAY, True, TODAY),  # today counts
        ("tue", TODAY, True, date(2026, 11, 17)),
        ("tu", TODAY, True, date(2026, 11, 17)),
        ("sun", TODAY, True, date(2026, 11, 22)),
        ("23rd", TODAY, True, TODAY),
        ("24th", TODAY, True, date(2026, 10, 24)),
        ("22nd", TODAY, True, date(2026, 11, 22)),
        ("23rd", TODAY, False, TODAY),
        ("24th", TODAY, False, date(2026, 11, 24)),
        ("7th", TODAY, False, date(2026, 12, 7)),
        ("9th", TODAY, False, date(2026, 11, 9)),
        ("31st", date(2026, 2, 10), False, date(2026, 1, 31)),
        ("30th", date(2026, 2, 20), False, date(2026, 1, 30)),
        ("tomorrow", TODAY, True, date(2026, 11, 24)),
        ("27 nov", TODAY, True, date(2026, 11, 27)),
        ("last wed", WEDNESDAY, False, date(2026, 11, 18)),
        ("last tue", WEDNESDAY, False, date(2026, 11, 24)),
        ("this tue", WEDNESDAY, False, date(2026, 12, 1)),
        ("this wed", WEDNESDAY, False, WEDNESDAY),
        ("this sun", WEDNESDAY, False, date(2026, 11, 29)),
        ("next wed", WEDNESDAY, False, date(2026, 12, 2)),
        ("next we", WEDNESDAY, False, date(2026, 12, 2)),
        ("in one week", TODAY, False, date(2026, 11, 30)),
        ("in a week", TODAY, False, date(2026, 11, 30)),
        ("in two weeks", TODAY, False, date(2026, 12, 7)),
        ("in three days", TODAY, False, date(2026, 11, 26)),
        ("an month ago", TODAY, False, date(2026, 10, 23)),
        ("two days ago", TODAY, False, date(2026, 11, 21)),
        ("one year ago", TODAY, False, date(2025, 11, 23)),
        ("fr 27 nov", TODAY, False, date(2026, 11, 27)),
        ("24/5", TODAY, False, date(2027, 5, 24)),
        ("25/5", TODAY, False, date(2026, 5, 25)),
        ("1/12", date(2026, 1, 10), False, date(2025, 12, 1)),
        ("29/2", date(2027, 6, 1), False, date(2028, 2, 29)),
        ("1.1.76", TODAY, False, date(2076, 1, 1)),
        ("1.1.75", TODAY, False, date(2075, 1, 1)),
        ("1.1.77", TODAY, False, date(1977, 1, 1)),
        ("1.1.02", date(1999, 6, 1), False, date(2002, 1, 1)),
        ("1.1.95", date(2004, 6, 1), False, date(1995, 1, 1)),
    ],
)  # fmt: skip
def test_which_of_several_days_is_meant(text: str, today: date, past: bool, day: date) -> None:
    assert parse_day(text, today, past=past) == day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11/23/26", [date(2026, 11, 23)]), ("31 apr", []), ("32 nov", None), ("31 nov", []), ("nov 31", []), ("31/12", [date(2026, 12, 31)]), ("12/31", [date(2026, 12, 31)]),
        ("13/13", None), ("12/32", None), ("0/1", None), ("1/0", None), ("31/1", [date(2027, 1, 31)]), ("soon", None), ("1/1/1900", [date(1900, 1, 1)]), ("1/1/1899", []),
        ("31/12/2200", [date(2200, 12, 31)]), ("1/1/2201", []), ("31 m", None),
    ],
)  # fmt: skip
def test_what_has_the_form_of_a_day(text: str, days: list[date] | None) -> None:
    found = perhaps_meant(text, TODAY)
    assert (None if found is None else sorted({*found})) == days


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0:00", time(0)), ("23:59", time(23, 59)), ("12am", time(0)), ("12pm", time(12)), ("1pm", time(13)), ("11.30 pm", time(23, 30)), ("0930", time(9, 30)),
        ("0", time(0)), ("9h15", time(9, 15)),
    ],
)  # fmt: skip
def test_a_time_of_the_day(text: str, meant: time) -> None:
    assert parse_time(text) == meant


@pytest.mark.parametrize("text", ["24:00", "24", "13pm", "9:60", "2460", "", "noon", "x" * 50])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="not a time") as error:
        parse_time(text)
    assert f"‘{text[:40]}’" in str(error.value)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("0", 0), ("90 min", 90), ("1 m", 1), ("2:05", 125), ("2h 05", 125), ("3 h", 180), ("2 hours", 120), ("1.5h", 90), ("2,25 h", 135), ("2.1 h", 126)],
)  # fmt: skip
def test_a_length_of_time(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "1:60", "soon", "y" * 50])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="not a length of time") as error:
        parse_minutes(text)
    assert f"‘{text[:40]}’" in str(error.value)


def test_a_long_text_that_is_no_day_is_cut_short() -> None:
    with pytest.raises(ValueError, match=f"‘{'z' * 40}’ is not a day: enter one such as fri, 11/27"):
        parse_day("z" * 50, TODAY, day_first=False)
