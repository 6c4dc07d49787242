"""Recurrence rules: RFC 5545 text, the days it stands for, and how a person would say it.

Only rules a gathering can have are accepted: daily to yearly, every 1 to 99 of them. dateutil does the counting.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from dateutil import rrule
from msgspec import Struct
from msgspec.structs import replace

from store.dates import DAY_NAMES, LAST_YEAR, MONTH_NAMES, plain
from store.text import counted, listed, one_line

_FREQUENCIES: dict[str, Any] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LIMITS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}
_ONLY_WITH = {
    "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
    "BYSETPOS": ("MONTHLY", "YEARLY"),
    "BYYEARDAY": ("YEARLY",),
    "BYWEEKNO": ("YEARLY",),
}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}

# The calendar repeats every 400 years to the weekday. dateutil looks for the next match of a rule that has none
# until the year 9999, for minutes; moved as near to that year as the last year of a book allows, it ends at once.
_ERA_DAYS = 146_097
_SHIFT = timedelta(days=_ERA_DAYS * ((9999 - LAST_YEAR) // 400))


class Rule(Struct, frozen=True):
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
    text = one_line(text).upper()
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
    for name, fits in _ONLY_WITH.items():
        if name in numbers and frequency not in fits:
            raise ValueError(f"{name} goes with {listed([f.lower() for f in fits])} rules only")
    if "BYSETPOS" in numbers and not weekdays and len(numbers) == 1:
        raise ValueError("BYSETPOS needs days to choose from")
    if "BYWEEKNO" in numbers and any(which for _, which in weekdays):
        raise ValueError("a week has each day once")
    return Rule(text, frequency, interval, count, until, weekdays, numbers, week_start)


def _split(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, text.removeprefix("RRULE:").split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise ValueError(f"«{part}» is not a part of a rule")
        parts[name] = value
    return parts


def _number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= most):
        raise ValueError(f"{name} is a number from 1 to {most}")
    return int(value)


def _signed(name: str, value: str) -> int:
    sign = value[:1] if name != "BYMONTH" and value[:1] in ("+", "-") else ""
    return _number(name, value[len(sign) :], _LIMITS[name]) * (-1 if sign == "-" else 1)


def _until(value: str) -> date:
    """The last day of a rule. A day is counted itself; a midnight is over before a gathering of that day."""
    match = re.fullmatch(r"([0-9]{8})(?:T([0-9]{6})Z?)?", value)
    try:
        day = date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise ValueError(f"UNTIL={value} is not a day") from None
    return day - timedelta(days=1) if match and match[2] == "000000" else day


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
    """The days of a rule from ``start`` on that lie between ``since`` and ``until``, both counted.

    How long that takes depends on the days looked at, not on how long ago the rule began: it is counted from a
    period shortly before ``since``, and «so many times» is made a last day once.
    """
    rule = parse_rule(text)
    last = min(until, rule.until or until, date(LAST_YEAR, 12, 31))
    if rule.count:
        last = min(last, _last_counted(rule, start + _SHIFT) - _SHIFT)
    if max(start, since) > last:
        return
    for moment in _expanded(_without_count(rule), start + _SHIFT, _nearby(rule, start, since) + _SHIFT):
        day = moment.date() - _SHIFT
        if day > last:
            return
        if day >= max(start, since):
            yield day


def _nearby(rule: Rule, start: date, since: date) -> date:
    """A day to count from at or before ``since`` (not before ``start``) in a period the rule does not pass over."""
    if since <= start:
        return start
    if rule.frequency in ("DAILY", "WEEKLY"):
        period = rule.interval * (7 if rule.frequency == "WEEKLY" else 1)
        # a week that has begun still has its days: one period is left before ``since``
        return start + timedelta(days=max(0, (since - start).days // period - 1) * period)
    months = rule.interval * (12 if rule.frequency == "YEARLY" else 1)
    passed = (since.year - start.year) * 12 + since.month - start.month
    if periods := max(0, passed // months - 1):
        month = start.month - 1 + periods * months
        # the whole year or month counts, so that what is chosen from it by place stays the same
        return date(start.year + month // 12, 1 if rule.frequency == "YEARLY" else month % 12 + 1, 1)
    return start


@lru_cache(maxsize=512)
def _last_counted(rule: Rule, start: date) -> date:
    """The last of a rule's so many days; the last there can be where it never comes to so many."""
    found = islice(_expanded(rule, start, start), rule.count)
    moments = deque(found, maxlen=1)
    return moments[0].date() if moments else start


@lru_cache(maxsize=512)
def _without_count(rule: Rule) -> Rule:
    return replace(rule, text=f"{rule.text} without its count", count=None) if rule.count else rule


@lru_cache(maxsize=512)
def _expanded(rule: Rule, start: date, first: date) -> rrule.rrule:
    """The moments of a rule that began on ``start``, from ``first`` on."""
    names: dict[str, Any] = {name.lower(): list(values) for name, values in rule.numbers.items()}
    weekdays = [rrule.weekday(day, which or None) for day, which in rule.weekdays]
    if "BYWEEKNO" in rule.numbers and not weekdays:
        weekdays = [rrule.weekday(start.weekday())]  # RFC 5545 takes what is not said from the start
    if not weekdays and not {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"} & {*rule.numbers}:
        if rule.frequency == "WEEKLY":
            weekdays = [rrule.weekday(start.weekday())]
        elif rule.frequency in ("MONTHLY", "YEARLY"):
            names["bymonthday"] = [start.day]
        if rule.frequency == "YEARLY":
            names.setdefault("bymonth", [start.month])
    return rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=datetime(first.year, first.month, first.day),
        interval=rule.interval,
        wkst=rule.week_start,
        count=rule.count,
        byweekday=weekdays or None,
        cache=True,
        **names,
    )


def until_before(text: str, start: date, day: date) -> str:
    """A rule that ends before a day; itself where it has ended by then."""
    if from_day(text, start, day) is None:
        return text
    return f"{_without_end(parse_rule(text))};UNTIL={day - timedelta(days=1):%Y%m%d}"


def from_day(text: str, start: date, since: date) -> tuple[str, date] | None:
    """The rule and first day that give just what a rule gives from ``since`` on; None where it gives nothing more."""
    rule = parse_rule(text)
    first = next(days(text, start, since, date(LAST_YEAR, 12, 31)), None)
    if first is None:
        return None
    if not rule.count or first <= start:
        return text, first
    passed = sum(1 for _ in days(text, start, start, first - timedelta(days=1)))
    return f"{_without_end(rule)};COUNT={rule.count - passed}", first


def _without_end(rule: Rule) -> str:
    """A rule's text without how often or until when."""
    parts = rule.text.removeprefix("RRULE:").split(";")
    return ";".join(part for part in parts if part and not part.startswith(("COUNT=", "UNTIL=")))


def suggestions(start: date) -> list[str]:
    """The rules a person most likely means for something that first happens on ``start``."""
    # Those who say «on the 31st» mean the last day in a shorter month, and 29 February means 28 in other years.
    code, week = _CODES[start.weekday()], (start.day - 1) // 7 + 1
    is_last = (start + timedelta(days=7)).month != start.month
    monthly = [f"FREQ=MONTHLY;BYDAY={week}{code}"] if week < 5 else []
    if is_last:
        monthly.append(f"FREQ=MONTHLY;BYDAY=-1{code}")
    nth = f"-1{code}" if week == 5 else f"{week}{code}"
    on_day = f"BYMONTHDAY={','.join(map(str, range(28, start.day + 1)))};BYSETPOS=-1"
    if start.day <= 28:
        on_day = f"BYMONTHDAY={start.day}"
    leap_day = (start.month, start.day) == (2, 29)
    return [
        f"FREQ=WEEKLY;BYDAY={code}",
        f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}",
        *monthly,
        f"FREQ=MONTHLY;{on_day}",
        f"FREQ=MONTHLY;INTERVAL=3;BYDAY={nth}",
        f"FREQ=YEARLY;BYMONTH=2;{on_day}" if leap_day else "FREQ=YEARLY",
        *(["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"] if start.weekday() < 5 else []),
    ]


def follow(rule: str, old: date, new: date) -> str:
    """The suggestion for ``new`` that means what ``rule`` meant for ``old``; any other rule stays as it is."""
    if rule not in suggestions(old):
        return rule
    alike = [other for other in suggestions(new) if _shape(other) == _shape(rule)]
    return alike[-1 if "-1" in rule else 0] if alike else rule


def _shape(rule: str) -> str:
    """A suggestion without the weekday or day of the month it is about."""
    return re.sub(r"BYDAY=(-?\d)?[A-Z]{2}$", "weekday", re.sub(r"BYMONTHDAY=[\d,]+(;BYSETPOS=-1)?", "date", rule))


def in_words(text: str, start: date) -> str:
    """A rule as a person would say it: «every second Tuesday», «monthly on the last Friday»."""
    if not text:
        return "once"
    rule = parse_rule(text)
    words = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.frequency](
        rule, start
    )
    if rule.count:
        return f"{words}, {counted(rule.count, 'time')}"
    return f"{words}, until {plain(rule.until)} {rule.until.year}" if rule.until else words


def _every(rule: Rule) -> str:
    unit = _UNITS[rule.frequency]
    return {1: f"every {unit}", 2: f"every second {unit}"}.get(rule.interval, f"every {rule.interval} {unit}s")


def _which(which: int) -> str:
    """«first», «20th», «last», «second to last»."""
    if which < 0:
        return "last" if which == -1 else f"{_which(-which)} to last"
    return _ORDINALS.get(which) or ordinal(which)


def _either(names: list[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _plain_days(rule: Rule) -> list[str]:
    return [DAY_NAMES[day] for day, which in rule.weekdays if not which]


def _day_names(rule: Rule) -> str:
    """The days of the week: «Monday and Friday», «the first and last Sunday»."""
    whiches: dict[int, list[str]] = {}
    for day, which in rule.weekdays:
        if which:
            whiches.setdefault(day, []).append(_which(which))
    counted_days = [f"the {listed(found)} {DAY_NAMES[day]}" for day, found in whiches.items()]
    return listed([*counted_days, *_plain_days(rule)])


def _days_alone(rule: Rule) -> str:
    """The days of the week without a number, as one name where they have one: «working day», «Tuesday»."""
    days_of = sorted(day for day, which in rule.weekdays if not which)
    known = {(0, 1, 2, 3, 4): "working day", (5, 6): "weekend day", (0, 1, 2, 3, 4, 5, 6): "day", (): "day"}
    return known.get(tuple(days_of)) or listed(_plain_days(rule))


def _in_months(rule: Rule) -> str:
    months = rule.numbers.get("BYMONTH", ())
    return f" in {listed([MONTH_NAMES[month - 1] for month in months])}" if months else ""


def _month_days(rule: Rule) -> str:
    """The days of the month: «2nd and 15th», «10th to 15th», «last day»."""
    found = rule.numbers.get("BYMONTHDAY", ())
    if _is_run(found):
        return f"{ordinal(found[0])} to {ordinal(found[-1])}"
    return listed([ordinal(n) if n > 0 else f"{_which(n)} day" for n in found])


def _is_run(numbers: tuple[int, ...]) -> bool:
    return len(numbers) > 2 and numbers[0] > 0 and numbers == tuple(range(numbers[0], numbers[-1] + 1))


def _is_fallback(rule: Rule) -> bool:
    """The 29th, 30th or 31st, or else the last day a month has."""
    found = rule.numbers.get("BYMONTHDAY", ())
    last = rule.numbers.get("BYSETPOS") == (-1,) and not rule.weekdays
    return last and len(found) > 1 and found == tuple(range(28, 28 + len(found)))


def _daily(rule: Rule, start: date) -> str:
    month_days, months = rule.numbers.get("BYMONTHDAY"), _in_months(rule)
    if rule.interval == 1 and month_days:
        return _monthly(rule, start)
    if rule.interval == 1:
        return f"every {_days_alone(rule)}{months}"
    one_of = f" if a {_either(_plain_days(rule))}" if rule.weekdays else ""
    return f"{_every(rule)}{one_of}{f' on the {_month_days(rule)}' if month_days else ''}{months}"


def _weekly(rule: Rule, start: date) -> str:
    names = _days_alone(rule) if rule.weekdays else DAY_NAMES[start.weekday()]
    if rule.interval == 1 or (rule.interval == 2 and len(rule.weekdays) <= 1):
        return f"every {'second ' if rule.interval == 2 else ''}{names}{_in_months(rule)}"
    return f"{_every(rule)} on {listed(_plain_days(rule)) or names}{_in_months(rule)}"


def _positioned(rule: Rule) -> str:
    """The days that BYSETPOS chooses: «the last working day», «the third of all Tuesdays and Thursdays»."""
    positions = listed([_which(n) for n in rule.numbers["BYSETPOS"]])
    if "BYMONTHDAY" in rule.numbers:
        return f"the {positions} of {_days_and_month_days(rule)}"
    name = _days_alone(rule)
    if " " in name and name not in ("working day", "weekend day"):
        return f"the {positions} of all {listed([f'{day}s' for day in _plain_days(rule)])}"
    return f"the {positions} {name}"


def _days_and_month_days(rule: Rule) -> str:
    """Days that both lists name: «Friday the 13th», «the Saturday between the 7th and the 13th»."""
    names, found = _plain_days(rule), rule.numbers.get("BYMONTHDAY", ())
    if not names:
        return f"the {_month_days(rule)}"
    if _is_run(found):
        return f"the {_either(names)} between the {ordinal(found[0])} and the {ordinal(found[-1])}"
    return f"{_either(names)} the {_either([ordinal(n) if n > 0 else f'{_which(n)} day' for n in found])}"


def _monthly(rule: Rule, start: date) -> str:
    every = {"MONTHLY1": "monthly", "DAILY1": "monthly", "MONTHLY3": "quarterly"}.get(
        f"{rule.frequency}{rule.interval}", _every(rule)
    )
    months = _in_months(rule)
    if _is_fallback(rule):
        return f"{every} on the {ordinal(rule.numbers['BYMONTHDAY'][-1])}, or the last day{months}"
    if "BYSETPOS" in rule.numbers:
        return f"{every} on {_positioned(rule)}{months}"
    if rule.weekdays and "BYMONTHDAY" in rule.numbers:
        return f"{every} on {_days_and_month_days(rule)}{months}"
    if rule.weekdays and not any(which for _, which in rule.weekdays):
        return f"every {_days_alone(rule)}{'' if rule.interval == 1 else f' of {_every(rule)}'}{months}"
    return f"{every} on {_day_names(rule) or f'the {_month_days(rule) or ordinal(start.day)}'}{months}"


def _yearly(rule: Rule, start: date) -> str:
    every = "yearly" if rule.interval == 1 else _every(rule)
    numbers, months = rule.numbers, _in_months(rule)
    of_year = months or " of the year"
    if "BYYEARDAY" in numbers:
        return f"{every} on the {listed([_which(n) for n in numbers['BYYEARDAY']])} day of the year{months}"
    if "BYWEEKNO" in numbers:
        weeks = listed([f"{n}" if n > 0 else f"{_which(n)}" for n in numbers["BYWEEKNO"]])
        return f"{every} on {_day_names(rule) or DAY_NAMES[start.weekday()]} of week {weeks}"
    if _is_fallback(rule) and numbers.get("BYMONTH") == (2,):
        return f"{every} on 29 February, or the last day"
    if "BYSETPOS" in numbers:
        return f"{every} on {_positioned(rule)}{of_year}"
    if rule.weekdays and "BYMONTHDAY" in numbers:
        return f"{every} on {_days_and_month_days(rule)}{months}"
    if any(which for _, which in rule.weekdays):
        return f"{every} on {_day_names(rule)}{of_year}"
    if rule.weekdays:
        return f"every {_days_alone(rule)}{months}{'' if rule.interval == 1 else f' of {_every(rule)}'}"
    return f"{every} on {_dates(rule, start)}"


def _dates(rule: Rule, start: date) -> str:
    """Days of a year: «23 November», «the 10th of June and July»."""
    of = rule.numbers.get("BYMONTH", () if "BYMONTHDAY" in rule.numbers else (start.month,))
    found = rule.numbers.get("BYMONTHDAY", (start.day,))
    if len(of) == len(found) == 1 and found[0] > 0:
        return f"{found[0]} {MONTH_NAMES[of[0] - 1]}"
    names = listed([MONTH_NAMES[month - 1] for month in of]) or "every month"
    return f"the {_month_days(rule) or ordinal(start.day)} of {names}"


def ordinal(number: int) -> str:
    """«1st», «2nd», «3rd», «11th»."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
