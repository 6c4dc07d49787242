"""Recurrence rules as other programs write them, taken apart.

They write more than RFC 5545 allows (blanks, parts with nothing in them, ``COUNT=-1`` for no count), and say some rules
in a way that dateutil or a ritual has no words for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from store.core.dates import FIRST_YEAR, LAST_YEAR

TIMES_OF_DAY = {"BYHOUR": 24, "BYMINUTE": 60, "BYSECOND": 61}
"""The parts that name times of day, each with the number it stays below."""
_LEGAL = re.compile(r"(?:FREQ=[A-Z]+|(?:INTERVAL|COUNT)=[0-9]{1,6}|WKST=[A-Z]{2}|BYDAY=[-+0-9A-Z,]+|"
                    r"(?:BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|BYHOUR|BYMINUTE|BYSECOND)=[-+0-9,]+)")  # fmt: skip
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{4})(?:[0-9]{2})?(Z?))?")
_NO_NUMBER = re.compile(r"0+|-[0-9]{1,6}")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST_RULE = 500


def read_rule(
    text: str, start: datetime, from_utc: Callable[[datetime], datetime]
) -> tuple[dict[str, str], datetime | None]:
    """Parts of a rule but its end, as plain as can be; and its last moment.

    Of a part that is there twice the last one holds, as with other programs.

    Args:
        text: an RRULE's value.
        start: the event's first time, by its own wall clock.
        from_utc: turns a moment in UTC into the event's wall clock.

    Raises:
        ValueError: a part that no rule has.
    """
    parts: dict[str, str] = {}
    last = None
    text = "".join(text.split()).upper().removeprefix("RRULE:")
    if len(text) > _LONGEST_RULE:
        raise ValueError(text)
    for part in filter(None, text.split(";")):
        name, _, given = part.partition("=")
        value = ",".join(filter(None, given.split(",")))
        if not value or name.startswith("X-") or (name, value) in (("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")):
            continue
        if name == "UNTIL":
            last = _last(value, from_utc)
        elif name in ("COUNT", "INTERVAL") and _NO_NUMBER.fullmatch(value):
            parts.pop(name, None)
        elif not _LEGAL.fullmatch(f"{name}={value}"):
            raise ValueError(part)
        else:
            parts[name] = value
    if last and last < start:
        last = start  # some programs write the day alone, and mean it
    return _plain(parts, start), last


def _last(value: str, from_utc: Callable[[datetime], datetime]) -> datetime | None:
    """The last moment of a rule; none where its year is one that programs write for never."""
    match = _UNTIL.fullmatch(value)
    if not match:
        raise ValueError(value)
    if not FIRST_YEAR <= int(match[1][:4]) <= LAST_YEAR:
        return None
    if not match[2]:
        return datetime.strptime(match[1], "%Y%m%d") + timedelta(days=1, seconds=-1)
    moment = datetime.strptime(match[1] + match[2], "%Y%m%d%H%M")
    return from_utc(moment) if match[3] else moment


def _plain(parts: dict[str, str], start: datetime) -> dict[str, str]:
    """The same rule with what dateutil and a ritual have no words for said in those they have."""
    frequency, chosen = parts.get("FREQ"), parts.get("BYSETPOS")
    days = parts.get("BYDAY", "").split(",")
    if frequency == "WEEKLY" and chosen and not {"BYMONTH", *TIMES_OF_DAY} & {*parts}:
        first = _CODES.index(parts.get("WKST", "MO"))
        week = sorted(
            {_CODES.index(day[-2:]) for day in days if day} or {start.weekday()}, key=lambda day: (day - first) % 7
        )
        places = {int(place) for place in chosen.split(",")}
        kept = [_CODES[day] for number, day in enumerate(week) if {number + 1, number - len(week)} & places]
        if not kept:
            raise ValueError(chosen)
        plain = {name: value for name, value in parts.items() if name != "BYSETPOS"}
        return {**plain, "BYDAY": ",".join(kept)}
    if frequency == "DAILY" and chosen and not {*TIMES_OF_DAY} & {*parts} and {"1", "-1"} & {*chosen.split(",")}:
        return {name: value for name, value in parts.items() if name != "BYSETPOS"}
    numbered = [day for day in days if len(day) > 2]
    if frequency in ("MONTHLY", "YEARLY") and 0 < len(numbered) < len(days) and "BYWEEKNO" not in parts:
        most = 53 if frequency == "YEARLY" and "BYMONTH" not in parts else 5
        every = (f"{which}{day}" for day in days if len(day) == 2 for which in range(1, most + 1))
        return {**parts, "BYDAY": ",".join(dict.fromkeys([*every, *numbered]))}
    return parts
