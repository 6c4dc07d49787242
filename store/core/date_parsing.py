"""Parsing of days, times and durations as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta

from store.core.dates import DAY_NAMES, FIRST_YEAR, LAST_YEAR, MONTH_NAMES, in_range, monday_of
from store.core.text import one_line

# patterns, compiled when someone types a day: a start reads none
_AHEAD = r"([+-])\s*(\d{1,3})\s*([dwmy])"
_YEAR = r"(\d{4}|['’‘`]?\d{2})"
_NUMBERS = rf"(\d{{1,2}})([/.-])(\d{{1,2}})(?:\2{_YEAR})?\.?"
_SPACED = r"(\d{1,2})\. (\d{1,2})\.(?: (?=\d))?"
_YEAR_FIRST = r"(\d{4})([/.-]?)(\d{1,2})\2(\d{1,2})"
_DAY_NAMED = (
    rf"(?:the (?=\d+[snrt]))?(\d{{1,2}})(?:\.|st|nd|rd|th)?[ /-]*(?:of )?([a-z]{{3,9}})\.?(?:[ ,/-]*{_YEAR})?\.?"
)
_NAMED_DAY = rf"([a-z]{{3,9}})\.?[ -]*(\d{{1,2}})(?:st|nd|rd|th)?(?:[ ,.-]+{_YEAR})?\.?"
_ORDINAL = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)"
_OF_THREE = r"(?:\d{1,2}|\d{4})([/.-])\d{1,2}\1(?:\d{2}|\d{4})"
_COUNTED = r"(?:in\s+)?(\d{1,3}|an?|one|two|three)\s+(day|week|month|year)s?(\s+ago)?"
_TURNED = r"(last|next|this)\s+([a-z]{2,9})"
_WITH_WEEKDAY = r"([a-z]{2,9})\.?,?\s+(.+)"
_MINUTES = r"(\d{1,6})\s*(?:m|min|minutes?)?"
_HOURS = r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|hours?)"
_HOURS_MINUTES = r"(\d{1,3})\s*[:h]\s*([0-5]\d)\s*(?:m|min)?"
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"


def parse_day(text: str, today: date, *, day_first: bool = True, past: bool = False) -> date:
    """Parse a day: ``fri``, ``+2w``, ``27/11``, ``27 nov`` or an ISO date.

    Also ``tomorrow`` and ``fri 27 nov``.
    A weekday is the next one (today counts); ``next fri`` is the one of the week after this, ``last fri`` the latest
    before today, as Monday weeks have it. A day without a year is the one nearest to today that falls on the weekday
    before it, if there is one; ``23rd`` alone is one of this month or its neighbours. A year of two digits is in the
    century that brings it nearest to today. What begins with a year of four digits goes on with the month.

    Args:
        text: what was typed.
        today: the day it is counted from.
        day_first: whether 10/11 is in November, or else in October; 10.11. always is in November.
        past: it tells of what was: a weekday alone is the latest one (today counts).

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    word = " ".join(text.casefold().split())
    try:
        day = _meant(word, today, day_first)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        example = "27/11" if day_first else "11/27"
        raise ValueError(
            f"‘{one_line(text)[:40]}’ is not a day: enter one such as fri, {example}, +2w or {today.isoformat()}"
        )
    if past and day > today and _named(word, DAY_NAMES, 2) is not None:
        day -= timedelta(days=7)
    elif past and day > today and re.fullmatch(_ORDINAL, word):
        day = max((day for day in _of_a_month(int(_digits(word)), today) if day <= today), default=day)
    return in_range(day)


def month_number(word: str) -> int:
    """The number of a month by its name, whole or in three letters; 0 where it is none."""
    plain = word.casefold().strip(".,")
    return (
        9
        if plain == "sept"
        else next((n for n, m in enumerate(MONTH_NAMES, 1) if plain in (m.casefold(), m[:3].casefold())), 0)
    )


def end_of_month(number: int, year: int | None, today: date) -> date:
    """The last day of a month; without a year, of the next such month that is not over."""
    first = date(year or today.year + (number < today.month), number, 1)
    return first + relativedelta(months=1) - timedelta(days=1)


def perhaps_meant(text: str, today: date) -> list[date] | None:
    """Days that a text :func:`parse_day` refuses may stand for.

    None where the text has not the form of a day.

    Returns:
        The day it is with day and month the other way round, if any: ``11/23/26``; nothing in the list where the
        calendar has no such day either way: ``31 apr``; None where it is no more like a day than any other words.
    """
    word = " ".join(text.casefold().split())
    if not _is_day_like(word):
        return None
    orders = (next(_of_the_calendar(word.replace(".", "/"), today, order), None) for order in (True, False))
    return [day for day in orders if day and FIRST_YEAR <= day.year <= LAST_YEAR]


def _is_day_like(word: str) -> bool:
    """True if a text has the form of a day, whatever the calendar says."""
    if re.fullmatch(_OF_THREE, word):
        return True
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})", word):
        return max(map(int, match.groups())) <= 31 and 1 <= min(map(int, match.groups())) <= 12
    named = ((re.fullmatch(_DAY_NAMED, word), 2, 1), (re.fullmatch(_NAMED_DAY, word), 1, 2))
    return any(m and _named(m[name], MONTH_NAMES, 3) is not None and int(m[day]) <= 31 for m, name, day in named)


def _meant(word: str, today: date, day_first: bool) -> date | None:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in near:
        return today + timedelta(days=near[word])
    if match := re.fullmatch(_AHEAD, word):
        count = int(match[1] + match[2])
        unit = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[match[3]]
        return today + relativedelta(**{unit: count})  # type: ignore[arg-type]
    if match := re.fullmatch(_COUNTED, word):
        return _counted(match, today)
    if (match := re.fullmatch(_TURNED, word)) and (weekday := _named(match[2], DAY_NAMES, 2)) is not None:
        return _turned(match[1], weekday, today)
    if (weekday := _named(word, DAY_NAMES, 2)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    weekday = None
    if (match := re.fullmatch(_WITH_WEEKDAY, word)) and (weekday := _named(match[1], DAY_NAMES, 2)) is not None:
        word = match[2]
    return next((day for day in _of_the_calendar(word, today, day_first) if weekday in (None, day.weekday())), None)


def _counted(match: re.Match[str], today: date) -> date | None:
    """Parse ‘in 2 weeks’ or ‘a month ago’.

    A number alone, without ‘in’ or ‘ago’, is no day.
    """
    if not (match[3] or match[0].startswith("in ")):
        return None
    count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}.get(match[1]) or int(match[1])
    return today + relativedelta(**{f"{match[2]}s": -count if match[3] else count})  # type: ignore[arg-type]


def _turned(which: str, weekday: int, today: date) -> date:
    """Weekday of next week, the latest before today, or the next."""
    if which == "next":
        return monday_of(today) + timedelta(days=7 + weekday)
    if which == "last":
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _named(word: str, names: tuple[str, ...], least: int) -> int | None:
    """Index of the one name that begins so."""
    places = [place for place, name in enumerate(names) if name.casefold().startswith(word)]
    return places[0] if len(word) >= least and len(places) == 1 else None


def _of_the_calendar(word: str, today: date, day_first: bool) -> Iterator[date]:
    """Days that a day and a month can mean, nearest to today first.

    There is one where the year is given.
    """
    word = re.sub(rf"^{_SPACED}", r"\1.\2.", word)  # ‘23. 11. 2026’
    if match := re.fullmatch(_ORDINAL, word):
        yield from _of_a_month(int(match[1]), today)
    elif numbers := _in_numbers(word, day_first) or _with_month_named(word):
        day, month, year = numbers
        years = [_whole_year(year, today)] if year else [today.year - 1, today.year, today.year + 1]
        yield from _nearest([(year, month, day) for year in years], today)


def _in_numbers(word: str, day_first: bool) -> tuple[int, int, str] | None:
    """Day, month and year of ``27/11``, ``27.11.26`` or ``2026-11-27``."""
    if match := re.fullmatch(_YEAR_FIRST, word):
        return (int(match[4]), int(match[3]), match[1]) if match[2] or len(word) == len("20261127") else None
    match = re.fullmatch(_NUMBERS, word)
    if not match or (match[2] == "-" and not match[4]):
        return None  # ‘10-12’ is from ten to twelve
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if day_first or match[2] == "." else (second, first)
    return day, month, match[4] or ""


def _with_month_named(word: str) -> tuple[int, int, str] | None:
    """Day, month and year of ``27 Nov``, ``27th of November`` or ``Nov 27``."""
    for pattern, day, month in ((_DAY_NAMED, 1, 2), (_NAMED_DAY, 2, 1)):
        if (match := re.fullmatch(pattern, word)) and (place := _named(match[month], MONTH_NAMES, 3)) is not None:
            return int(match[day]), place + 1, match[3] or ""
    return None


def _whole_year(typed: str, today: date) -> int:
    """Year as typed; two digits mean the nearest year that ends so."""
    year = int(_digits(typed))
    if len(typed) == 4:
        return year
    century = today.year - today.year % 100
    return min((century + year + away for away in (0, -100, 100)), key=lambda year: abs(year - today.year))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _of_a_month(day: int, today: date) -> list[date]:
    """That day of this month and its neighbours, the nearest to today first."""
    around = (today + relativedelta(months=away) for away in (-1, 0, 1))
    return _nearest([(month.year, month.month, day) for month in around], today)


def _nearest(days: Iterable[tuple[int, int, int]], today: date) -> list[date]:
    """Days of these that exist, nearest to today first."""
    dates = []
    for year, month, day in days:
        with suppress(ValueError):  # 29 February outside a leap year
            dates.append(date(year, month, day))
    return sorted(dates, key=lambda day: abs(day - today))


def parse_time(text: str) -> time:
    """Parse a time: ``14:00``, ``14.30``, ``9``, ``2pm`` or ``0930``.

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    word = text.strip().casefold()
    if re.fullmatch(r"\d{4}", word):
        word = f"{word[:2]}:{word[2:]}"
    match = re.fullmatch(_CLOCK, word)
    hour = int(match[1]) if match else 99
    if match and match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0) if hour <= 12 else 99
    if not match or hour > 23 or int(match[2] or 0) > 59:
        raise ValueError(f"‘{one_line(text)[:40]}’ is not a time: enter one such as 14:00 or 2pm")
    return time(hour, int(match[2] or 0))


def parse_minutes(text: str) -> int:
    """Parse a duration: ``90``, ``90 min``, ``1:30``, ``1h30`` or ``1.5 h``.

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    word = text.strip().casefold()
    if match := re.fullmatch(_MINUTES, word):
        return int(match[1])
    if match := re.fullmatch(_HOURS_MINUTES, word):
        return 60 * int(match[1]) + int(match[2])
    if match := re.fullmatch(_HOURS, word):
        return 60 * int(match[1]) + round(60 * float(f"0.{match[2] or 0}"))
    raise ValueError(f"‘{one_line(text)[:40]}’ is not a length of time: enter one such as 90, 1:30 or 1.5 h")
