"""Days as people type them and as the screens show them, and the one clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years a book may hold; calendars and arithmetic break at the edges of what Python can hold."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AHEAD = re.compile(r"([+-])\s*(\d{1,3})\s*([dwmy])")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\.?")
_DAY_NAMED = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_NAMED_DAY = re.compile(r"([a-z]{3,9})\s+(\d{1,2})(?:,?\s+(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")


class Clock:
    """Today and now, or one frozen day at nine in the morning (for tests, pictures and looking back)."""

    def __init__(self, frozen: date | None = None) -> None:
        self.frozen = frozen

    def today(self) -> date:
        """The user's local day."""
        return self.frozen or date.today()

    def now(self) -> datetime:
        """The user's local wall-clock time, without a zone."""
        return datetime.combine(self.frozen, time(9)) if self.frozen else datetime.now()


def in_range(day: date) -> date:
    """The same day, or a ValueError where a book cannot hold it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"a year between {FIRST_YEAR} and {LAST_YEAR} is needed")
    return day


def parse_day(text: str, today: date, *, day_first: bool = True) -> date:
    """The day that was meant by ``fri``, ``tomorrow``, ``+2w``, ``27/11``, ``27 nov`` or an ISO date.

    A weekday is the next one (today counts); a day without a year is the one nearest to today. ISO dates are
    always read as ISO.

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    word = " ".join(text.casefold().split())
    try:
        day = _meant(word, today, day_first)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise ValueError(f"«{text.strip()}» is not a day: try fri, 27/11, +2w or {today.isoformat()}")
    return in_range(day)


def _meant(word: str, today: date, day_first: bool) -> date | None:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in near:
        return today + timedelta(days=near[word])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return date.fromisoformat(word)
    if match := _AHEAD.fullmatch(word):
        count = int(match[1] + match[2])
        unit = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[match[3]]
        return today + relativedelta(**{unit: count})  # type: ignore[arg-type]
    if len(word) >= 2 and (found := [n for n, name in enumerate(DAY_NAMES) if name.casefold().startswith(word)]):
        return today + timedelta(days=(found[0] - today.weekday()) % 7) if len(found) == 1 else None
    if match := _NUMBERS.fullmatch(word):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if day_first else (second, first)
        return _nearest(day, month, match[3], today)
    if match := _DAY_NAMED.fullmatch(word):
        return _nearest(int(match[1]), _MONTHS.index(match[2][:3]) + 1, match[3], today)
    if match := _NAMED_DAY.fullmatch(word):
        return _nearest(int(match[2]), _MONTHS.index(match[1][:3]) + 1, match[3], today)
    return None


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return date(int(year), month, day)
    candidates = []
    for some_year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(some_year, month, day))
        except ValueError:
            continue  # 29 February outside a leap year
    return min(candidates, key=lambda found: abs(found - today), default=None)


def parse_time(text: str) -> time:
    """The time of day meant by ``14:00``, ``14.30``, ``9``, ``2pm`` or ``0930``.

    Raises:
        ValueError: nothing of the kind, said in one line.
    """
    word = text.strip().casefold()
    if re.fullmatch(r"\d{4}", word):
        word = f"{word[:2]}:{word[2:]}"
    match = _CLOCK.fullmatch(word)
    hour = int(match[1]) if match else 99
    if match and match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0) if hour <= 12 else 99
    if not match or hour > 23 or int(match[2] or 0) > 59:
        raise ValueError(f"«{text.strip()}» is not a time: try 14:00 or 2pm")
    return time(hour, int(match[2] or 0))


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def shown(day: date, today: date | None = None) -> str:
    """A day as the screens write it: ``Mon 23 Nov``, with its year where that is not this year."""
    year = f" {day.year}" if today is None or day.year != today.year else ""
    return f"{DAY_NAMES[day.weekday()][:3]} {plain(day)}{year}"


def plain(day: date) -> str:
    """A day without its weekday or year: ``23 Nov``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def period(since: date, until: date) -> str:
    """A stretch of days in words: ``21 Oct – 23 Nov 2026``."""
    if since.year != until.year:
        return f"{plain(since)} {since.year} – {plain(until)} {until.year}"
    start = str(since.day) if since.month == until.month else plain(since)
    return f"{start} – {plain(until)} {until.year}"


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def month_start(day: date) -> date:
    """The first day of that day's month."""
    return day.replace(day=1)


def months_back(today: date, count: int) -> Iterator[tuple[date, date]]:
    """The last ``count`` calendar months as (first day, first day of the next), oldest first."""
    first = month_start(today)
    for back in range(count - 1, -1, -1):
        start = first - relativedelta(months=back)
        yield start, start + relativedelta(months=1)
