"""Recurrence rules: RFC 5545 text, the days it stands for, and how a person would say it.

Only rules a gathering can have are accepted: daily to yearly, every 1 to 99 of them. dateutil does the counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from dateutil import rrule

from store.dates import DAY_NAMES, LAST_YEAR, MONTH_NAMES, plain
from store.text import listed

_FREQUENCIES: dict[str, Any] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LIMITS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}

# The calendar repeats every 400 years to the weekday. dateutil looks for the next match of a rule that has none
# until the year 9999, for minutes; moved to the last 400 of those years, the same search ends at once.
_ERA_YEARS, _ERA_DAYS = 400, 146_097


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule taken apart; ``text`` is its RFC 5545 form."""

    text: str
    frequency: str
    interval: int
    count: int | None
    until: date | None
    weekdays: tuple[tuple[int, int], ...]
    """(weekday 0–6, which one of the month or 0 for each)"""
    numbers: dict[str, tuple[int, ...]]
    week_start: int

    def __hash__(self) -> int:
        return hash(self.text)


@lru_cache(maxsize=1024)
def parse_rule(text: str) -> Rule:
    """Take a rule apart.

    Raises:
        ValueError: not a rule, or one that no gathering can have, with the reason.
    """
    parts = _split(text)
    frequency = parts.pop("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise ValueError("a gathering comes back daily, weekly, monthly or yearly, nothing finer")
    interval = _number("INTERVAL", parts.pop("INTERVAL", "1"), 99)
    count = _number("COUNT", parts.pop("COUNT"), 9999) if "COUNT" in parts else None
    until = _until(parts.pop("UNTIL")) if "UNTIL" in parts else None
    if count and until:
        raise ValueError("COUNT and UNTIL exclude each other")
    week_start = _CODES.index(_code(parts.pop("WKST", "MO")))
    weekdays = tuple(_weekday(day, frequency) for day in parts.pop("BYDAY", "").split(",") if day)
    numbers = {
        name: tuple(_signed(name, number) for number in parts.pop(name).split(","))
        for name in _LIMITS
        if name in parts
    }
    if parts:
        raise ValueError(f"{', '.join(parts)} cannot be kept for a gathering")
    if "BYSETPOS" in numbers and frequency not in ("MONTHLY", "YEARLY"):
        raise ValueError("BYSETPOS goes with monthly and yearly rules only")
    return Rule(text.strip().upper(), frequency, interval, count, until, weekdays, numbers, week_start)


def _split(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, text.strip().upper().removeprefix("RRULE:").split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise ValueError(f"«{part}» is not a part of a rule")
        parts[name] = value
    return parts


def _number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
        raise ValueError(f"{name} is a number from 1 to {most}")
    return int(value)


def _signed(name: str, value: str) -> int:
    if name in ("BYMONTH",):
        return _number(name, value, _LIMITS[name])
    return _number(name, value.lstrip("+-"), _LIMITS[name]) * (-1 if value.startswith("-") else 1)


def _until(value: str) -> date:
    try:
        return datetime.strptime(value[:8], "%Y%m%d").date()
    except ValueError:
        raise ValueError(f"UNTIL={value} is not a day") from None


def _code(value: str) -> str:
    if value not in _CODES:
        raise ValueError(f"«{value}» is not a day of the week")
    return value


def _weekday(value: str, frequency: str) -> tuple[int, int]:
    day, which = _CODES.index(_code(value[-2:])), value[:-2]
    if which and frequency not in ("MONTHLY", "YEARLY"):
        raise ValueError(f"{value} goes with monthly and yearly rules only")
    return day, _signed("BYWEEKNO", which) if which else 0


def check_rule(text: str, start: date) -> None:
    """Refuse a rule that is malformed, too fine, or that never has a single day.

    Raises:
        ValueError: with the reason.
    """
    if next(days(text, start, start, date(LAST_YEAR, 12, 31)), None) is None:
        raise ValueError("no day ever fits this rule")


def days(text: str, start: date, since: date, until: date) -> Iterator[date]:
    """The days of a rule from ``start`` on that lie between ``since`` and ``until``, both counted."""
    rule = parse_rule(text)
    shift = timedelta(days=_ERA_DAYS * ((9999 - start.year) // _ERA_YEARS))
    last = min(until, rule.until or until, date(LAST_YEAR, 12, 31))
    for moment in _expanded(rule, start + shift):
        day = moment.date() - shift
        if day > last:
            return
        if day >= since:
            yield day


@lru_cache(maxsize=512)
def _expanded(rule: Rule, start: date) -> rrule.rrule:
    names: dict[str, Any] = {name.lower(): list(values) for name, values in rule.numbers.items()}
    weekdays = [rrule.weekday(day, which or None) for day, which in rule.weekdays]
    return rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=datetime(start.year, start.month, start.day),
        interval=rule.interval,
        wkst=rule.week_start,
        count=rule.count,
        byweekday=weekdays or None,
        cache=True,
        **names,
    )


def suggestions(start: date) -> list[str]:
    """The rules a person most likely means for something that first happens on ``start``."""
    code, week = _CODES[start.weekday()], (start.day - 1) // 7 + 1
    is_last = (start + timedelta(days=7)).month != start.month
    monthly = [f"FREQ=MONTHLY;BYDAY={week}{code}"] if week < 5 else []
    if is_last:
        monthly.append(f"FREQ=MONTHLY;BYDAY=-1{code}")
    on_day = str(start.day) if start.day <= 28 else f"{','.join(map(str, range(28, start.day + 1)))};BYSETPOS=-1"
    return [
        f"FREQ=WEEKLY;BYDAY={code}",
        f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}",
        *monthly,
        f"FREQ=MONTHLY;BYMONTHDAY={on_day}",
        f"FREQ=MONTHLY;INTERVAL=3;BYDAY={min(week, 4)}{code}",
        "FREQ=YEARLY",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    ]


def in_words(text: str, start: date) -> str:
    """A rule as a person would say it: «every second Tuesday», «monthly on the last Friday»."""
    if not text:
        return "once"
    rule = parse_rule(text)
    end = (
        f", {rule.count} times"
        if rule.count
        else f", until {plain(rule.until)} {rule.until.year}"
        if rule.until
        else ""
    )
    words = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.frequency](
        rule, start
    )
    return words + end


def _every(rule: Rule) -> str:
    unit = _UNITS[rule.frequency]
    return {1: f"every {unit}", 2: f"every second {unit}"}.get(rule.interval, f"every {rule.interval} {unit}s")


def _day_names(rule: Rule) -> str:
    return listed([f"{_which(which)} {DAY_NAMES[day]}".strip() for day, which in rule.weekdays])


def _which(which: int) -> str:
    if which == 0:
        return ""
    return _ORDINALS.get(which) or (f"{ordinal(-which)} last" if which < 0 else ordinal(which))


def _workdays(rule: Rule) -> bool:
    return [day for day, which in rule.weekdays if not which] == [0, 1, 2, 3, 4]


def _in_months(rule: Rule) -> str:
    months = rule.numbers.get("BYMONTH", ())
    return f" in {listed([MONTH_NAMES[month - 1] for month in months])}" if months else ""


def _daily(rule: Rule, _start: date) -> str:
    if rule.interval == 1 and _workdays(rule):
        return "every working day" + _in_months(rule)
    on = f" if a {_day_names(rule)}" if rule.weekdays else ""
    month_days = f" on the {_month_days(rule)}" if "BYMONTHDAY" in rule.numbers else ""
    return _every(rule) + on + month_days + _in_months(rule)


def _weekly(rule: Rule, start: date) -> str:
    if rule.interval == 1 and _workdays(rule):
        return "every working day" + _in_months(rule)
    names = _day_names(rule) or DAY_NAMES[start.weekday()]
    if rule.interval <= 2 and len(rule.weekdays) <= 1:
        return f"every {'second ' if rule.interval == 2 else ''}{names}" + _in_months(rule)
    return f"{_every(rule)} on {names}" + _in_months(rule)


def _month_days(rule: Rule) -> str:
    days_of = rule.numbers.get("BYMONTHDAY", ())
    return listed(["last day" if n == -1 else f"{ordinal(-n)} last day" if n < 0 else ordinal(n) for n in days_of])


def _is_fallback(rule: Rule) -> bool:
    """The 29th, 30th or 31st, or else the last day a month has."""
    found = rule.numbers.get("BYMONTHDAY", ())
    return rule.numbers.get("BYSETPOS") == (-1,) and found == tuple(range(28, 28 + len(found)))


def _positioned(rule: Rule) -> str:
    positions = listed([_which(n) for n in rule.numbers["BYSETPOS"]])
    names = "working day" if _workdays(rule) else " or ".join(DAY_NAMES[day] for day, _ in rule.weekdays) or "day"
    return f"the {positions} {names}"


def _monthly(rule: Rule, start: date) -> str:
    every = "monthly" if rule.interval == 1 else "quarterly" if rule.interval == 3 else _every(rule)
    if _is_fallback(rule):
        return f"{every} on the {ordinal(rule.numbers['BYMONTHDAY'][-1])}, or the last day" + _in_months(rule)
    if "BYSETPOS" in rule.numbers:
        return f"{every} on {_positioned(rule)}" + _in_months(rule)
    month_days, names = _month_days(rule), _day_names(rule)
    if month_days and names:
        return f"{every} on {names} the {month_days}" + _in_months(rule)
    return f"{every} on the {month_days or names or ordinal(start.day)}" + _in_months(rule)


def _yearly(rule: Rule, start: date) -> str:
    every = "yearly" if rule.interval == 1 else _every(rule)
    if "BYYEARDAY" in rule.numbers:
        return f"{every} on the {listed([_which(n) if n > 0 else f'{_which(n)}' for n in rule.numbers['BYYEARDAY']])} day"
    if "BYWEEKNO" in rule.numbers:
        weeks = listed([str(n) for n in rule.numbers["BYWEEKNO"]])
        return f"{every} on {_day_names(rule) or DAY_NAMES[start.weekday()]} of week {weeks}"
    months = _in_months(rule)
    if "BYSETPOS" in rule.numbers:
        return f"{every} on {_positioned(rule)}{months}"
    if rule.weekdays:
        month_days = f" the {_month_days(rule)}" if "BYMONTHDAY" in rule.numbers else ""
        the = "the " if any(which for _, which in rule.weekdays) else ""
        return f"{every} on {the}{_day_names(rule)}{month_days}{months}"
    day = _month_days(rule) or ordinal(start.day)
    return f"{every} on the {day}{months or f' of {MONTH_NAMES[start.month - 1]}'}"


def ordinal(number: int) -> str:
    """«1st», «2nd», «3rd», «11th»."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
