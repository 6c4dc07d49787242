"""Recurrence: the days that a rule stands for, and rules made from days. dateutil does the counting."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from dateutil import rrule
from msgspec.structs import replace

from store.core.dates import LAST_YEAR
from store.core.recurrence_rules import CODES, Rule, parse_rule

_FREQUENCIES: dict[str, Any] = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}

# The calendar repeats every 400 years to the weekday. dateutil looks for the next match of a rule that has none
# until the year 9999, for minutes; moved as near to that year as the last year of a book allows, it ends at once.
_ERA_DAYS = 146_097
_SHIFT = timedelta(days=_ERA_DAYS * ((9999 - LAST_YEAR) // 400))


def check_rule(text: str, start: date) -> None:
    """Refuse a rule that is malformed, too fine, or that never has a single day.

    Raises:
        ValueError: with the reason.
    """
    if next(days(text, start, start, date(LAST_YEAR, 12, 31)), None) is None:
        raise ValueError("no date matches this rule")


def days(text: str, start: date, since: date, until: date) -> Iterator[date]:
    """The days of a rule from ``start`` on that lie between ``since`` and ``until``, both counted.

    How long that takes depends on the days looked at, not on how long ago the rule began: it is counted from a
    period shortly before ``since``, and ‘so many times’ is made a last day once.
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
    # Those who say ‘on the 31st’ mean the last day in a shorter month, and 29 February means 28 in other years.
    code, week = CODES[start.weekday()], (start.day - 1) // 7 + 1
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
