"""Recurrence rules in words: how a person would say one."""

from __future__ import annotations

from datetime import date

from store.core.dates import DAY_NAMES, MONTH_NAMES, format_day_month
from store.core.recurrence_rules import Rule, parse_rule
from store.core.text import join_words, ordinal, pluralize

_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def in_words(text: str, start: date) -> str:
    """A rule as a person would say it: ‘every second Tuesday’, ‘monthly on the last Friday’."""
    if not text:
        return "once"
    rule = parse_rule(text)
    words = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.frequency](
        rule, start
    )
    if rule.count:
        return f"{words}, {pluralize(rule.count, 'time')}"
    return f"{words}, until {format_day_month(rule.until)} {rule.until.year}" if rule.until else words


def _every(rule: Rule) -> str:
    unit = _UNITS[rule.frequency]
    return {1: f"every {unit}", 2: f"every second {unit}"}.get(rule.interval, f"every {rule.interval} {unit}s")


def _which(which: int) -> str:
    """‘first’, ‘20th’, ‘last’, ‘second to last’."""
    if which < 0:
        return "last" if which == -1 else f"{_which(-which)} to last"
    return _ORDINALS.get(which) or ordinal(which)


def _either(names: list[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _plain_days(rule: Rule) -> list[str]:
    return [DAY_NAMES[day] for day, which in rule.weekdays if not which]


def _day_names(rule: Rule) -> str:
    """The days of the week: ‘Monday and Friday’, ‘the first and last Sunday’."""
    whiches: dict[int, list[str]] = {}
    for day, which in rule.weekdays:
        if which:
            whiches.setdefault(day, []).append(_which(which))
    counted_days = [f"the {join_words(found)} {DAY_NAMES[day]}" for day, found in whiches.items()]
    return join_words([*counted_days, *_plain_days(rule)])


def _days_alone(rule: Rule) -> str:
    """The days of the week without a number, as one name where they have one: ‘working day’, ‘Tuesday’."""
    days_of = sorted(day for day, which in rule.weekdays if not which)
    known = {(0, 1, 2, 3, 4): "working day", (5, 6): "weekend day", (0, 1, 2, 3, 4, 5, 6): "day", (): "day"}
    return known.get(tuple(days_of)) or join_words(_plain_days(rule))


def _in_months(rule: Rule) -> str:
    months = rule.numbers.get("BYMONTH", ())
    return f" in {join_words([MONTH_NAMES[month - 1] for month in months])}" if months else ""


def _month_days(rule: Rule) -> str:
    """The days of the month: ‘2nd and 15th’, ‘10th to 15th’, ‘last day’."""
    found = rule.numbers.get("BYMONTHDAY", ())
    if _is_run(found):
        return f"{ordinal(found[0])} to {ordinal(found[-1])}"
    return join_words([ordinal(n) if n > 0 else f"{_which(n)} day" for n in found])


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
    return f"{_every(rule)} on {join_words(_plain_days(rule)) or names}{_in_months(rule)}"


def _positioned(rule: Rule) -> str:
    """The days that BYSETPOS chooses: ‘the last working day’, ‘the third of all Tuesdays and Thursdays’."""
    positions = join_words([_which(n) for n in rule.numbers["BYSETPOS"]])
    if "BYMONTHDAY" in rule.numbers:
        return f"the {positions} of {_days_and_month_days(rule)}"
    name = _days_alone(rule)
    if " " in name and name not in ("working day", "weekend day"):
        return f"the {positions} of all {join_words([f'{day}s' for day in _plain_days(rule)])}"
    return f"the {positions} {name}"


def _days_and_month_days(rule: Rule) -> str:
    """Days that both lists name: ‘Friday the 13th’, ‘the Saturday between the 7th and the 13th’."""
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
        return f"{every} on the {join_words([_which(n) for n in numbers['BYYEARDAY']])} day of the year{months}"
    if "BYWEEKNO" in numbers:
        weeks = join_words([f"{n}" if n > 0 else f"{_which(n)}" for n in numbers["BYWEEKNO"]])
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
    """Days of a year: ‘23 November’, ‘the 10th of June and July’."""
    of = rule.numbers.get("BYMONTH", () if "BYMONTHDAY" in rule.numbers else (start.month,))
    found = rule.numbers.get("BYMONTHDAY", (start.day,))
    if len(of) == len(found) == 1 and found[0] > 0:
        return f"{found[0]} {MONTH_NAMES[of[0] - 1]}"
    names = join_words([MONTH_NAMES[month - 1] for month in of]) or "every month"
    return f"the {_month_days(rule) or ordinal(start.day)} of {names}"
