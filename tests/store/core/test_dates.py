"""Days as people type them and as they are shown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.core.date_parsing import parse_day, parse_minutes, parse_time, perhaps_meant
from store.core.dates import (
    DAY_NAMES,
    FIRST_YEAR,
    LAST_YEAR,
    Clock,
    date_range,
    format_day,
    format_day_month,
    format_day_relative,
    format_day_short,
    format_duration,
    in_range,
    monday_of,
    month_start,
    months_back,
    quarter_start,
    week_of,
    weekdays_from,
)
from tests.support.making import TODAY

IN_BOOKS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))

TYPED = {
    "today": date(2026, 11, 23),
    "Tomorrow": date(2026, 11, 24),
    " yesterday ": date(2026, 11, 22),
    "mon": date(2026, 11, 23),  # today counts
    "Monday": date(2026, 11, 23),
    "tu": date(2026, 11, 24),
    "Thurs": date(2026, 11, 26),
    "fri": date(2026, 11, 27),
    "FRI": date(2026, 11, 27),
    "sun": date(2026, 11, 29),
    "+2w": date(2026, 12, 7),
    "+ 2 w": date(2026, 12, 7),
    "-3d": date(2026, 11, 20),
    "+0d": date(2026, 11, 23),
    "+3m": date(2027, 2, 23),
    "+1y": date(2027, 11, 23),
    "27/11": date(2026, 11, 27),
    "27.11.": date(2026, 11, 27),
    "3/1": date(2027, 1, 3),  # the nearest one
    "3/6": date(2026, 6, 3),
    "27/11/2025": date(2025, 11, 27),
    "27.11.2025": date(2025, 11, 27),
    "27 nov": date(2026, 11, 27),
    "27. Nov.": date(2026, 11, 27),
    "27 November 2024": date(2024, 11, 27),
    "nov 27": date(2026, 11, 27),
    "Nov 27, 2024": date(2024, 11, 27),
    "5 sept": date(2026, 9, 5),
    "1 jan": date(2027, 1, 1),
    "may 3": date(2027, 5, 3),
    "27th November": date(2026, 11, 27),
    "1st of dec": date(2026, 12, 1),
    "Nov 27th, 2024": date(2024, 11, 27),
    "in 2 weeks": date(2026, 12, 7),
    "in a month": date(2026, 12, 23),
    "3 days ago": date(2026, 11, 20),
    "a week ago": date(2026, 11, 16),
    "last fri": date(2026, 11, 20),
    "last mon": date(2026, 11, 16),  # today is not the last one
    "this fri": date(2026, 11, 27),
    "next fri": date(2026, 12, 4),  # of the week after this
    "next monday": date(2026, 11, 30),
    "fri 27 nov": date(2026, 11, 27),
    "Friday, 27/11": date(2026, 11, 27),
    "Fri 27 Nov 2026": date(2026, 11, 27),
    "sun 4 jan": date(2026, 1, 4),  # nearer is 4 Jan 2027, but that is a Monday
    "mon 4 jan": date(2027, 1, 4),
    "27/11/26": date(2026, 11, 27),
    "27-11-26": date(2026, 11, 27),
    "27.11.26": date(2026, 11, 27),
    "27.11.98": date(1998, 11, 27),  # the century that is nearest
    "27-11-2025": date(2025, 11, 27),
    "23. 11.": date(2026, 11, 23),
    "23. 11. 26": date(2026, 11, 23),
    "23 Nov 26": date(2026, 11, 23),
    "23 November '26": date(2026, 11, 23),
    "Nov 23 ’25": date(2025, 11, 23),
    "23-Nov-26": date(2026, 11, 23),
    "23nov": date(2026, 11, 23),
    "fri the 27th of November 2026": date(2026, 11, 27),
    "23rd": date(2026, 11, 23),
    "the 2nd": date(2026, 12, 2),
    "2026.11.23": date(2026, 11, 23),
    "2026/11/23": date(2026, 11, 23),
    "2026-1-5": date(2026, 1, 5),
    "20261201": date(2026, 12, 1),
    "fri 2026-11-27": date(2026, 11, 27),
    "2026-12-01": date(2026, 12, 1),
    "2026-01-12": date(2026, 1, 12),
    "1900-01-01": date(1900, 1, 1),
    "2200-12-31": date(2200, 12, 31),
}

BAD = [
    "", "x", "t", "s", "soon", "next week", "32/11", "29/2", "29/2/2027", "31 apr", "2026-02-30", "2026-13-01",
    "2026-1", "2026121", "27/13", "0/1", "11/27/26", "10-11", "3 / 4", "27/11-26", "1.2.3", "27 marble", "27 no", "27 novembers",
    "mon 27 nov", "tue +2w", "mon 2026-11-27", "31st of apr", "32nd", "+2", "2w", "+w", "+1000w", "+1 fortnight", "27", "nov", "1e3", "nan",
    "today tomorrow", "27/11/2026/1", "[/x]", "½/1",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), TYPED.items())
def test_what_people_type_is_understood(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", BAD)
def test_what_is_not_a_day_is_said_in_one_line_with_a_way_out(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^‘.*’ is not a day: enter one such as fri, 27/11, \+2w or 2026-11-23$"):
        parse_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["1899-12-31", "2201-01-01", "+999y", "-200y", "0001-01-01", "9999-12-31"])
def test_years_no_book_holds_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"between 1900 and 2200|is not a day"):
        parse_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11/27", date(2026, 11, 27)),
        ("3/4/2025", date(2025, 3, 4)),
        ("3/4/25", date(2025, 3, 4)),
        ("3-4-25", date(2025, 3, 4)),
        ("27 nov", date(2026, 11, 27)),
    ],
)
def test_month_first_where_that_is_the_custom(typed: str, meant: date) -> None:
    assert parse_day(typed, TODAY, day_first=False) == meant
    assert parse_day("2026-03-04", TODAY, day_first=False) == date(2026, 3, 4)
    assert parse_day("4.3.2026", TODAY, day_first=False) == date(
        2026, 3, 4
    )  # with points it is the day first anywhere
    with pytest.raises(ValueError, match="11/27"):
        parse_day("27/11", TODAY, day_first=False)


@pytest.mark.parametrize(
    ("typed", "days"), [("fri", -3), ("mon", 0), ("tue", -6), ("tomorrow", 1), ("27/11", 4), ("the 24th", -30)]
)
def test_what_was_is_told_of_by_the_latest_weekday(typed: str, days: int) -> None:
    assert parse_day(typed, TODAY, past=True) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("11/23/26", [date(2026, 11, 23)]),  # day and month the other way round
        ("11.23.26", [date(2026, 11, 23)]),
        ("32.13.26", []),
        ("31 apr", []),
        ("Feb 29 '27", []),
        ("29/2", []),
        ("1.1.1850", []),
        ("10.30", None),  # a time
        ("10-12", None),  # from ten to twelve
        ("24/60", None),
        ("1.2.3", None),
        ("40 march", None),
        ("words", None),
    ],
)
def test_what_has_the_form_of_a_day_is_known_from_other_words(typed: str, days: list[date] | None) -> None:
    assert perhaps_meant(typed, TODAY) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Mon 23 Nov 2026, today"),
        (1, "Tue 24 Nov 2026, tomorrow"),
        (-1, "Sun 22 Nov 2026, yesterday"),
        (4, "Fri 27 Nov 2026, in 4 days"),
        (-1200, "Fri 11 Aug 2023, 1,200 days ago"),
    ],
)
def test_a_day_in_full_says_how_far_it_is(days: int, words: str) -> None:
    assert format_day_relative(TODAY + timedelta(days=days), TODAY) == words


@given(IN_BOOKS, st.integers(0, 6))
def test_weeks_start_where_the_book_says(day: date, first: int) -> None:
    if day >= date(FIRST_YEAR, 1, 8):
        start = week_of(day, first)
        assert 0 <= (day - start).days <= 6
        assert start.weekday() == first
        assert weekdays_from(first)[0] == f"{start:%A}"


@given(IN_BOOKS, IN_BOOKS, st.booleans())
def test_iso_is_always_iso(day: date, today: date, day_first: bool) -> None:
    assert parse_day(day.isoformat(), today, day_first=day_first) == day


@given(IN_BOOKS, IN_BOOKS, st.booleans())
def test_what_is_shown_can_be_typed(day: date, today: date, day_first: bool) -> None:
    assert parse_day(format_day(day, today), today, day_first=day_first) == day
    assert parse_day(format_day(day), today, day_first=day_first) == day


@given(IN_BOOKS, st.sampled_from(DAY_NAMES))
def test_a_weekday_is_the_next_one(today: date, name: str) -> None:
    if today <= date(LAST_YEAR, 12, 24):
        found = parse_day(name, today)
        assert today <= found <= today + timedelta(days=6)
        assert f"{found:%A}" == name


@given(st.text(), st.sampled_from(["", "\n", "\x1b[31m", "27/11 " * 500]))
def test_anything_typed_is_a_day_or_one_short_line(typed: str, more: str) -> None:
    try:
        found = parse_day(typed + more + typed, TODAY)
    except ValueError as error:
        found, said = None, str(error)
    if found:
        assert in_range(found) == found
    else:
        assert len(said.splitlines()) == 1
        assert "\x1b" not in said
        assert len(said) < 120


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:00", time(14)), ("14.30", time(14, 30)), ("14h30", time(14, 30)), ("9", time(9)), ("2pm", time(14)),
        ("2:15 PM", time(14, 15)), ("12am", time(0)), ("12pm", time(12)), ("0930", time(9, 30)), ("0000", time(0)),
        (" 23:59 ", time(23, 59)),
    ],
)  # fmt: skip
def test_times_people_type_are_understood(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "24:00", "25", "13pm", "9:60", "2400", "0960", "noon", "14:0", "1:2:3", "-1", "9h"]
)
def test_what_is_not_a_time_is_said_in_one_line(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a time: enter one such as 14:00 or 2pm$"):
        parse_time(typed)


def test_days_are_shown_with_their_year_where_it_is_not_this_one() -> None:
    assert format_day(TODAY, TODAY) == "Mon 23 Nov"
    assert format_day(date(2027, 1, 4), TODAY) == "Mon 4 Jan 2027"
    assert format_day(TODAY) == "Mon 23 Nov 2026"
    assert format_day_month(TODAY) == "23 Nov"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 10, 21), date(2026, 11, 23), "21 Oct – 23 Nov 2026"),
        (date(2026, 11, 2), date(2026, 11, 23), "2–23 Nov 2026"),
        (date(2026, 11, 23), date(2026, 11, 23), "23 Nov 2026"),
        (date(2025, 12, 24), date(2026, 1, 6), "24 Dec 2025 – 6 Jan 2026"),
        (date(2025, 11, 24), date(2026, 11, 23), "24 Nov 2025 – 23 Nov 2026"),
    ],
)
def test_a_stretch_of_days_in_words(since: date, until: date, words: str) -> None:
    assert date_range(since, until) == words


def test_months_back_are_whole_and_touch() -> None:
    months = list(months_back(TODAY, 12))
    assert months[0] == (date(2025, 12, 1), date(2026, 1, 1))
    assert months[-1] == (date(2026, 11, 1), date(2026, 12, 1))
    assert [after for _, after in months[:-1]] == [first for first, _ in months[1:]]
    assert [first for first, _ in months_back(date(2024, 3, 31), 2)] == [date(2024, 2, 1), date(2024, 3, 1)]


@given(IN_BOOKS)
def test_weeks_begin_on_monday_and_months_on_the_first(day: date) -> None:
    if day >= date(FIRST_YEAR, 1, 8):
        assert monday_of(day).weekday() == 0
        assert 0 <= (day - monday_of(day)).days <= 6
    assert (month_start(day).year, month_start(day).month, month_start(day).day) == (day.year, day.month, 1)


def test_a_frozen_clock_stands_still_at_nine() -> None:
    assert Clock(TODAY).today() == TODAY
    assert Clock(TODAY).now() == datetime(2026, 11, 23, 9)


def test_a_running_clock_is_the_systems() -> None:
    before = datetime.now()
    clock = Clock()
    assert before <= clock.now() <= datetime.now()
    assert before.date() <= clock.today() <= datetime.now().date()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("90 min", 90),
        ("1:30", 90),
        ("1h30", 90),
        ("1 h 05", 65),
        ("1.5 h", 90),
        ("1,25h", 75),
        ("2 hours", 120),
        ("0", 0),
    ],
)
def test_a_length_of_time_is_understood(typed: str, minutes: int) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "1:60", "-5", "1.5", "h", "1234567", "1:5"])
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a length of time: enter one such as 90, 1:30 or 1\.5 h"):
        parse_minutes(typed)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (600, "10 h")]
)
def test_a_length_of_time_is_said(minutes: int, said: str) -> None:
    assert format_duration(minutes) == said


@pytest.mark.parametrize(("month", "first"), [(1, 1), (3, 1), (4, 4), (9, 7), (12, 10)])
def test_the_first_day_of_the_quarter(month: int, first: int) -> None:
    assert quarter_start(date(2026, month, 28)) == date(2026, first, 1)


@pytest.mark.parametrize(
    ("typed", "like_a_day"),
    [
        ("31/4", True), ("4/31", True), ("31/12", True), ("32/4", False), ("0/4", False), ("31/13", False), ("12/12", True),
        ("31 apr", True), ("32 apr", False), ("apr 31", True), ("apr 32", False),
    ],
)  # fmt: skip
def test_two_numbers_may_be_a_day_where_some_month_has_it(typed: str, like_a_day: bool) -> None:
    assert (perhaps_meant(typed, TODAY) is not None) == like_a_day


@pytest.mark.parametrize(
    ("day", "short", "relative"),
    [
        (TODAY, "Mon 23 Nov", "today"),
        (TODAY + timedelta(days=2), "Wed 25 Nov", "in 2 days"),
        (TODAY - timedelta(days=2), "Sat 21 Nov", "2 days ago"),
        (date(2025, 11, 23), "23 Nov 2025", "365 days ago"),
        (date(2030, 11, 23), "23 Nov 2030", "in 1,461 days"),
    ],
)
def test_a_day_in_short_and_how_far_it_is(day: date, short: str, relative: str) -> None:
    assert format_day_short(day, TODAY) == short
    assert format_day_relative(day, TODAY).endswith(f", {relative}")
