"""Days and times: the one clock, formatting, calendar arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from time import monotonic

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years a book may hold; calendars and arithmetic break at the edges of what Python can hold."""


class Clock:
    """Today and now, or one frozen day at nine in the morning.

    It is frozen for tests, for pictures and to look back.
    """

    def __init__(self, frozen: date | None = None) -> None:
        self.frozen = frozen

    def today(self) -> date:
        """Local day."""
        return self.frozen or date.today()

    def now(self) -> datetime:
        """Local wall-clock time, without a zone."""
        return datetime.combine(self.frozen, time(9)) if self.frozen else datetime.now()

    def ticks(self) -> float:
        """Seconds for measuring durations, from any beginning.

        They only go forward, and pass on a frozen day too.
        """
        return monotonic()


def in_range(day: date) -> date:
    """Return the day; ValueError where a book cannot hold it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"the year must be between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def format_duration(minutes: int) -> str:
    """Duration in hours and minutes: ``45 min``, ``2 h``, ``1 h 30``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours:,} h{f' {rest:02}' if rest else ''}" if hours else f"{rest} min"


def quarter_start(day: date) -> date:
    """First day of a day's quarter."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def format_day(day: date, today: date | None = None) -> str:
    """Day as screens write it: ``Mon 23 Nov``.

    The year is added if it is not today's, or where no ``today`` is given.
    """
    year = f" {day.year}" if today is None or day.year != today.year else ""
    return f"{DAY_NAMES[day.weekday()][:3]} {format_day_month(day)}{year}"


def format_day_relative(day: date, today: date) -> str:
    """Day with its distance from today: ``Fri 27 Nov 2026, in 4 days``."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    away = near.get(days) or (f"in {days:,} days" if days > 0 else f"{-days:,} days ago")
    return f"{format_day(day)}, {away}"


def format_day_short(day: date, today: date) -> str:
    """Day in at most eleven characters: ``Mon 23 Nov``.

    A day of another year reads ``23 Nov 2025``.
    """
    return format_day(day, today) if day.year == today.year else f"{format_day_month(day)} {day.year}"


def format_day_of_week(day: date) -> str:
    """Day below a heading that names its week: ``Mon 23``."""
    return f"{DAY_NAMES[day.weekday()][:3]} {day.day}"


def format_day_month(day: date) -> str:
    """Day without its weekday and year: ``23 Nov``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def format_day_typed(day: date, *, day_first: bool) -> str:
    """Day as it is typed in a form, in the order the settings choose: ``27/11/2026`` or ``11/27/2026``."""
    first, second = (day.day, day.month) if day_first else (day.month, day.day)
    return f"{first:02}/{second:02}/{day.year}"


def date_range(since: date, until: date) -> str:
    """Days from one to another: ``13–29 Nov 2026``, ``30 Oct – 29 Nov 2026``; one day is itself: ``29 Nov 2026``."""
    if since == until:
        return f"{format_day_month(until)} {until.year}"
    if since.year != until.year:
        return f"{format_day_month(since)} {since.year} – {format_day_month(until)} {until.year}"
    if since.month == until.month:
        return f"{since.day}–{format_day_month(until)} {until.year}"
    return f"{format_day_month(since)} – {format_day_month(until)} {until.year}"


def monday_of(day: date) -> date:
    """Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date, first: int = 0) -> date:
    """First day of a day's week.

    Weeks start on the weekday ``first``; Monday is 0.
    """
    return day - timedelta(days=(day.weekday() - first) % 7)


def weekdays_from(first: int = 0) -> tuple[str, ...]:
    """Names of the weekdays, from the weekday ``first`` on; Monday is 0."""
    return (*DAY_NAMES[first:], *DAY_NAMES[:first])


def month_start(day: date) -> date:
    """First day of a day's month."""
    return day.replace(day=1)


def months_back(today: date, count: int) -> Iterator[tuple[date, date]]:
    """Last ``count`` months: first day, first day of the next; oldest first."""
    month = today.year * 12 + today.month - count
    for number in range(month, month + count):
        yield date(number // 12, number % 12 + 1, 1), date((number + 1) // 12, (number + 1) % 12 + 1, 1)
