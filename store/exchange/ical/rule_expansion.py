"""Expansion of another calendar's rules between two days.

What a ritual can keep is counted by :mod:`store.calendar.recurrence`. What it cannot (every hour, several times a day, every
hundredth day) is worked out here as far as the days asked for, and never further: a file decides what rules it has,
so each costs, and a file that asks for too much is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, product, takewhile

from msgspec import Struct, field

from store.calendar import recurrence
from store.core import recurrence_rules
from store.core.dates import LAST_YEAR
from store.exchange.ical.parser import CalendarUnreadable
from store.exchange.ical.rule_reader import TIMES_OF_DAY, read_rule

MOST_STEPS = 60_000
"""Days that may come of the rules of one file: about a second's work, and more than a busy year has."""
MOST_DATES = 400
"""Dates of one event that are imported where its rule cannot be kept."""
ALL_DAY_LONG = 100
"""Times within the days asked for beyond which a rule finer than a day is imported once a day only."""

_BARREN = {"DAILY": 30_000, "WEEKLY": 12_000, "MONTHLY": 4_000, "YEARLY": 3_000}
"""What it costs to see that a rule never has a day."""
_UNIT_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_FINE = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Budget:
    """What one file may cost."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def spend(self, steps: float) -> None:
        """Take so many steps.

        Raises:
            CalendarUnreadable: there are none left.
        """
        self._left -= max(1, int(steps))
        if self._left < 0:
            raise CalendarUnreadable(
                "The repeating events in this calendar take too long to work out. Choose a shorter period, or export fewer events."
            )


class Wanted(Struct, frozen=True):
    """The days asked for, both counted, and what finding out may cost."""

    since: date
    until: date
    budget: Budget


class Expansion(Struct, frozen=True):
    """What a rule gives."""

    moments: list[datetime] = field(default_factory=list)
    """Its wall-clock times between the days asked for, in the event's own zone; midnight for whole days."""
    rule: str = ""
    """The rule as a ritual can keep it, with UNTIL as a day; nothing where it cannot."""
    before: int = 0
    """How often it was before the days asked for, where it ends after so many times."""
    note: str = ""
    """Why the rule cannot be kept, in words."""
    unreadable: bool = False
    """It is no rule: of its days only the first is known."""


def expand(
    text: str,
    start: datetime,
    wanted: Wanted,
    from_utc: Callable[[datetime], datetime] = lambda moment: moment,
) -> Expansion:
    """The times of a rule between two days.

    Args:
        text: an RRULE's value.
        start: the event's first time, by its own wall clock.
        wanted: the days asked for, and what they may cost.
        from_utc: turns a moment in UTC into the event's wall clock, for a rule's last moment.

    Raises:
        CalendarUnreadable: the budget is used up.
    """
    wanted.budget.spend(50)
    try:
        parts, last = read_rule(text, start, from_utc)
        if (last and last.date() < wanted.since) or start.date() > wanted.until:
            return Expansion()
        if parts["FREQ"] in _FINE:
            return _finer(parts, start, last, wanted)
        return _by_days(parts, start, last, wanted)
    except (ValueError, KeyError, OverflowError):
        inside = [start] if wanted.since <= start.date() <= wanted.until else []
        return Expansion(
            inside, note="its repeat rule cannot be read, so only its first day is imported", unreadable=True
        )


# -- rules of days ---------------------------------------------------------------------------------


def _by_days(parts: dict[str, str], start: datetime, last: datetime | None, wanted: Wanted) -> Expansion:
    times = _times(parts, start)
    if len(times) > 1:
        return _several_times(parts, start, last, wanted)
    plain = {name: value for name, value in parts.items() if name not in TIMES_OF_DAY}
    last_day = None
    if last:
        last_day = last.date() if last.time() >= times[0] else last.date() - timedelta(days=1)
    count = int(plain.pop("COUNT", 0))
    told = ";".join(f"{name}={value}" for name, value in plain.items())
    try:
        recurrence_rules.parse_rule(f"{told};COUNT={count}" if count else told)
        why = ""
    except ValueError as error:
        why = str(error)
    days = _Days(plain, start.date(), wanted.budget, known=not why)
    if count and last_day and not days.come_to(count, last_day):
        count = 0  # both ends are named: the sooner one holds
    rule = f"{told};COUNT={count}" if count else f"{told};UNTIL={last_day:%Y%m%d}" if last_day else told
    found = days.between(wanted.since, min(wanted.until, last_day or wanted.until), count)
    moments = [datetime.combine(day, times[0]) for day in found.days]
    if why:
        return Expansion(moments[:MOST_DATES], note=_as_dates(why, len(moments)))
    return Expansion(moments, rule, found.before)


def _several_times(parts: dict[str, str], start: datetime, last: datetime | None, wanted: Wanted) -> Expansion:
    """The times of a rule that has several a day: none before the start, from which it counts."""
    from dateutil.rrule import rrulestr

    count = int(parts.get("COUNT", 0))
    plain = {name: value for name, value in parts.items() if name not in ("COUNT", "BYSECOND")}
    days = _Days(plain, start.date(), wanted.budget, known=False)
    begin = start.date() if count else days.nearer(wanted.since)
    begins = datetime.combine(begin, start.time().replace(second=0))
    moments: list[datetime] = []
    seen = 0
    for shifted in rrulestr(days.text, dtstart=min(begins, datetime.combine(begin, time())) + recurrence._SHIFT):
        wanted.budget.spend(1)
        moment = shifted - recurrence._SHIFT
        if moment < begins and begin == start.date():
            continue
        seen += 1
        if moment.date() > wanted.until or (last and moment > last) or (count and seen > count):
            break
        if moment.date() >= wanted.since:
            moments.append(moment)
    if not seen:
        wanted.budget.spend(_BARREN[parts["FREQ"]])
    return Expansion(moments[:MOST_DATES], note=_as_dates("it repeats several times a day", len(moments)))


def _as_dates(why: str, count: int) -> str:
    dates = f"the first {MOST_DATES} dates" if count > MOST_DATES else "its dates"
    return f"its repeat rule cannot be kept ({why}), so {dates} are imported one by one"


def _times(parts: dict[str, str], start: datetime) -> list[time]:
    """The times of day of a rule; that of the event's start unless the rule says others."""
    values = [
        sorted({_number(number, most) for number in parts[name].split(",")}) if name in parts else [usual]
        for (name, most), usual in zip(TIMES_OF_DAY.items(), (start.hour, start.minute, 0), strict=True)
    ]
    found = [time(hour, minute) for hour, minute, _ in product(*values)]
    return sorted(set(found))[:MOST_DATES]


def _number(text: str, below: int) -> int:
    if not text.isdigit() or len(text) > 2 or int(text) >= below:
        raise ValueError(text)
    return int(text)


class _Found(Struct, frozen=True):
    days: list[date]
    before: int


class _Days:
    """The days of one rule, at a price."""

    def __init__(self, parts: dict[str, str], start: date, budget: Budget, *, known: bool) -> None:
        self._parts, self._start, self._budget = parts, start, budget
        self._days = self._known if known else self._unknown
        self.text = ";".join(f"{name}={value}" for name, value in parts.items())
        self._unit = _UNIT_DAYS[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))

    def come_to(self, count: int, last: date) -> bool:
        """Whether there are so many days until the last one."""
        days = takewhile(lambda day: day <= last, islice(self._days(self._start), count))
        reached = sum(1 for _ in days)
        self._budget.spend(reached)
        return reached >= count

    def between(self, since: date, until: date, count: int) -> _Found:
        """Days between two, and how many were before if the rule has a count."""
        begin = self._start if count else self.nearer(since)
        self._budget.spend((since - begin).days / self._unit / 4)
        found: list[date] = []
        before = seen = 0
        for day in self._days(begin):
            seen += 1
            if day > until or (count and seen > count):
                break
            if day < since:
                before += 1
            else:
                self._budget.spend(1)
                found.append(day)
        if not seen:
            self._budget.spend(_BARREN[self._parts["FREQ"]])
        return _Found(found, before)

    def nearer(self, since: date) -> date:
        """Later day that a rule may as well begin on, to skip years before it."""
        if self._parts["FREQ"] not in ("DAILY", "WEEKLY") or since <= self._start:
            return self._start
        return self._start + timedelta(days=(since - self._start).days // self._unit * self._unit)

    def _known(self, begin: date) -> Iterator[date]:
        return recurrence.days(self.text, begin, begin, date(LAST_YEAR, 12, 31))

    def _unknown(self, begin: date) -> Iterator[date]:
        """Rules that RFC 5545 allows and a ritual does not; dateutil takes some it forbids too, as others do."""
        from dateutil.rrule import rrulestr

        shift = recurrence._SHIFT
        first = begin
        if self._parts["FREQ"] == "WEEKLY" and "BYSETPOS" in self._parts:  # places are counted in whole weeks
            first -= timedelta(days=(begin.weekday() - _CODES.index(self._parts.get("WKST", "MO"))) % 7)
        dates = rrulestr(self.text, dtstart=datetime.combine(first + shift, time()))
        return (moment.date() - shift for moment in dates if moment.date() - shift >= begin)


# -- rules finer than a day ------------------------------------------------------------------------


def _finer(parts: dict[str, str], start: datetime, last: datetime | None, wanted: Wanted) -> Expansion:
    """The times of a rule of hours, minutes or seconds; of minutes and seconds once a day."""
    since = wanted.since
    until = min(wanted.until, last.date()) if last else wanted.until
    unit = _FINE[parts["FREQ"]]
    step = unit * int(parts.get("INTERVAL", "1"))
    count = int(parts.get("COUNT", 0))
    if {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"} & {*parts}:
        raise ValueError("too fine")
    often = {"HOURLY": "hour", "MINUTELY": "minute", "SECONDLY": "second"}[parts["FREQ"]]
    why = f"its interval is in {often}s"
    fits = _filter(parts)
    if unit == 3600 or step >= 3600:
        moments = [*_stepping(start, timedelta(seconds=step), count, fits, Wanted(since, until, wanted.budget))]
    else:
        ends = start + timedelta(seconds=step * (count - 1)) if count else datetime.max
        days = [since + timedelta(days=number) for number in range((min(until, ends.date()) - since).days + 1)]
        wanted.budget.spend(len(days))
        hours = sorted({_number(hour, 24) for hour in parts.get("BYHOUR", str(start.hour)).split(",")})
        at = time(start.hour if start.hour in hours else hours[0], start.minute)
        moments = [
            datetime.combine(day, at) for day in days if day >= start.date() and fits(datetime.combine(day, at))
        ]
    moments = [moment for moment in moments if last is None or moment <= last]
    by_day: dict[date, datetime] = {}
    for moment in moments:
        by_day.setdefault(moment.date(), moment)
    if len(moments) <= ALL_DAY_LONG and step >= 3600:
        return Expansion(moments, note=_as_dates(why, len(moments)))
    note = f"its repeat rule cannot be kept ({why}), so it is imported once a day"
    return Expansion([*by_day.values()][:MOST_DATES], note=note)


def _filter(parts: dict[str, str]) -> Callable[[datetime], bool]:
    """Whether a moment is on one of the days and at one of the hours that a rule finer than a day allows."""

    def numbers(name: str) -> set[int]:
        return {int(number) for number in parts[name].split(",")} if name in parts else set()

    months, month_days, hours = numbers("BYMONTH"), numbers("BYMONTHDAY"), numbers("BYHOUR")
    weekdays = {_CODES.index(code) for code in parts["BYDAY"].split(",")} if "BYDAY" in parts else set()

    def fits(moment: datetime) -> bool:
        from_end = moment.day - _month_length(moment) - 1
        return (
            (not months or moment.month in months)
            and (not month_days or moment.day in month_days or from_end in month_days)
            and (not weekdays or moment.weekday() in weekdays)
            and (not hours or moment.hour in hours)
        )

    return fits


def _month_length(moment: datetime) -> int:
    following = moment.replace(day=28) + timedelta(days=4)
    return (following - timedelta(days=following.day)).day


def _stepping(
    start: datetime, step: timedelta, count: int, fits: Callable[[datetime], bool], wanted: Wanted
) -> Iterator[datetime]:
    """The moments a step apart that fit, between two days."""
    moment, seen = start, 0
    begin = datetime.combine(wanted.since, time())
    if not count and moment < begin:
        moment += (begin - moment) // step * step
    while moment.date() <= wanted.until:
        wanted.budget.spend(1)
        if fits(moment):
            seen += 1
            if count and seen > count:
                return
            if moment >= begin:
                yield moment
        moment += step
