"""Recurrence rules: RFC 5545 text parsed and checked.

A rule that no gathering can have is refused.
Only rules a gathering can have are accepted: daily to yearly, every 1 to 99 of them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from store.core.text import join_words, one_line

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LIMITS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}
_ONLY_WITH = {
    "BYMONTHDAY": ("DAILY", "MONTHLY", "YEARLY"),
    "BYSETPOS": ("MONTHLY", "YEARLY"),
    "BYYEARDAY": ("YEARLY",),
    "BYWEEKNO": ("YEARLY",),
}


class Rule(Struct, frozen=True):
    """Parsed recurrence rule; ``text`` is its RFC 5545 form."""

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
    if frequency not in FREQUENCIES:
        raise ValueError("a gathering repeats daily, weekly, monthly or yearly, not more often")
    interval = _number("INTERVAL", parts.pop("INTERVAL", "1"), 99)
    count = _number("COUNT", parts.pop("COUNT"), 9999) if "COUNT" in parts else None
    until = _until(parts.pop("UNTIL")) if "UNTIL" in parts else None
    if count and until:
        raise ValueError("a rule can have COUNT or UNTIL, but not both")
    week_start = CODES.index(_code(parts.pop("WKST", "MO")))
    weekdays = tuple(_weekday(day, frequency) for day in parts.pop("BYDAY", "").split(",") if day)
    numbers = _numbers(parts)
    if parts:
        raise ValueError(f"gatherings do not support {', '.join(parts)}")
    rule = Rule(text, frequency, interval, count, until, weekdays, numbers, week_start)
    _refuse_misfits(rule)
    return rule


def _numbers(parts: dict[str, str]) -> dict[str, tuple[int, ...]]:
    """Take the numbers of days, weeks and months out of a rule's parts."""
    return {
        name: tuple(_signed(name, number) for number in parts.pop(name).split(","))
        for name in _LIMITS
        if name in parts
    }


def _refuse_misfits(rule: Rule) -> None:
    """Refuse parts that do not go together."""
    for name, fits in _ONLY_WITH.items():
        if name in rule.numbers and rule.frequency not in fits:
            raise ValueError(f"{name} is allowed in {join_words([f.lower() for f in fits])} rules only")
    if "BYSETPOS" in rule.numbers and not rule.weekdays and len(rule.numbers) == 1:
        raise ValueError("BYSETPOS needs days to choose from")
    if "BYWEEKNO" in rule.numbers and any(which for _, which in rule.weekdays):
        raise ValueError("each weekday can appear only once")


def _split(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, text.removeprefix("RRULE:").split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise ValueError(f"‘{part}’ is not part of a rule")
        parts[name] = value
    return parts


def _number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= most):
        raise ValueError(f"{name} must be a number from 1 to {most}")
    return int(value)


def _signed(name: str, value: str) -> int:
    sign = value[:1] if name != "BYMONTH" and value[:1] in ("+", "-") else ""
    return _number(name, value[len(sign) :], _LIMITS[name]) * (-1 if sign == "-" else 1)


def _until(value: str) -> date:
    """Last day of a rule.

    A day is counted itself; a midnight is over before a gathering of that day.
    """
    match = re.fullmatch(r"([0-9]{8})(?:T([0-9]{6})Z?)?", value)
    try:
        day = date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise ValueError(f"UNTIL={value} is not a day") from None
    return day - timedelta(days=1) if match and match[2] == "000000" else day


def _code(value: str) -> str:
    if value not in CODES:
        raise ValueError(f"‘{value}’ is not a day of the week")
    return value


def _weekday(value: str, frequency: str) -> tuple[int, int]:
    day, which = CODES.index(_code(value[-2:])), value[:-2]
    if which and frequency not in ("MONTHLY", "YEARLY"):
        raise ValueError(f"{value} is allowed in monthly and yearly rules only")
    return day, _signed("BYWEEKNO", which) if which else 0
