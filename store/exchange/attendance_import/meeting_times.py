"""Durations and moments as meeting programs write them, in any of their languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from msgspec import Struct

from store.core.text import normalize

DAY_SECONDS = 86_400
_UNITS = (
    (re.compile(r"h|hrs?|hours?|hs?|std|stdn?|stunden?|heures?|horas?|or[ae]|uur|uren|u|godz|godzin[ay]?|tim|tim(?:me|mar)|t"), 3600),
    (re.compile(r"m|mins?|minut\w*|min[uú]t\w*|мин"), 60),
    (re.compile(r"s|secs?|seconds?|sek|sekund\w*|segs?|segundos?|secondi|seconden|secondes?"), 1),
)  # fmt: skip
_PART = re.compile(r"(\d+)\s*([^\W\d_]+)\.?[\s,]*")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_WHOLE = re.compile(r"(\d{1,4})(?:[.,]\d+)?")
_DATE = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"|(?P<one>\d{1,2})[-/.]\s?(?P<two>\d{1,2})[-/.]\s?(?P<end>\d{4}|\d{2})(?!\d)"
)
_WORDED = re.compile(r"(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,})\.?,?\s+(?:de\s+)?(?P<year>\d{4})"
                     r"|(?P<first>[^\W\d_]{3,})\.?\s+(?P<second>\d{1,2}),?\s+(?P<last>\d{4})")  # fmt: skip
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:.h]([0-5]\d)(?:[:.]([0-5]\d))?(?!\d)\s*(?:([ap])\.?\s?m?\.?(?![^\W\d_]))?", re.IGNORECASE
)
_MONTHS = (
    "jan gen sty", "feb fev fév lut", "mar mär maa mrz", "apr avr abr kwi", "may mai mag mei maj", "jun juin giu cze", "jul juil lug lip",
    "aug aoû aou ago sie", "sep set wrz", "oct okt out ott paź paz", "nov lis", "dec dez déc dic gru",
)  # fmt: skip
"""How the names of the months begin, in the languages the programs speak."""


class Moment(Struct, frozen=True):
    """A day and time of day as a cell has them."""

    days: tuple[date, ...]
    """The days it can be: two where day and month cannot be told apart, none where only a time is given."""
    second: int
    """Seconds since midnight."""


def seconds_of(cell: str, *, clock: bool = True, minutes: bool = False) -> int | None:
    """The length of time in a cell: ``1h 3m 7s``, ``1 Std. 3 Min.``, ``PT53M10S``, ``0:53:10``; None where it is none.

    Args:
        cell: the text.
        clock: whether ``0:53`` may be one, too; it looks like a time of day.
        minutes: whether a plain number stands for minutes.
    """
    text = normalize(cell).strip().removeprefix("pt")
    if match := _WHOLE.fullmatch(text):
        return int(match[1]) * 60 if minutes else None
    if match := _CLOCK.fullmatch(text):
        first, second, third = int(match[1]), int(match[2]), match[3]
        return (first * 3600 + second * 60 + int(third or 0)) if clock else None
    total, end = 0, 0
    for match in _PART.finditer(text):
        unit = next((seconds for words, seconds in _UNITS if words.fullmatch(match[2])), 0)
        if match.start() != end or not unit:
            return None
        total, end = total + int(match[1]) * unit, match.end()
    return total if end and end == len(text) else None


def moment_of(cell: str) -> Moment | None:
    """The day and time in a cell, or None where it holds no time of day."""
    text = cell.replace("\u202f", " ").replace("\xa0", " ").strip()
    found = _DATE.search(text)
    rest = text[found.end() :] if found else text
    times = [*_TIME.finditer(rest)]
    if not times or len(text) > 60:
        return None
    hour, minute, second = (int(times[0][group] or 0) for group in (1, 2, 3))
    half = (times[0][4] or "").casefold()
    if hour > 23 or (half and hour > 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Moment(days_of(text), hour * 3600 + minute * 60 + second)


def days_of(text: str) -> tuple[date, ...]:
    """The days that a text can name; two where day and month cannot be told apart."""
    if match := _DATE.search(text):
        if match["year"]:
            return _dates([(match["year"], match["month"], match["day"])])
        year = match["end"] if len(match["end"]) == 4 else f"20{match['end']}"
        return _dates([(year, match["two"], match["one"]), (year, match["one"], match["two"])])
    if match := _WORDED.search(text):
        word = normalize(match["month"] or match["first"])
        month = next(
            (n for n, starts in enumerate(_MONTHS, 1) if word.startswith(tuple(map(normalize, starts.split())))), 0
        )
        return _dates([(match["year"] or match["last"], str(month), match["day"] or match["second"])])
    return ()


def _dates(parts: Iterable[tuple[str, str, str]]) -> tuple[date, ...]:
    found: dict[date, None] = {}
    for year, month, day in parts:
        with suppress(ValueError):
            found[date(int(year), int(month), int(day))] = None
    return tuple(found)


def between(joined: Moment, left: Moment) -> int:
    """Seconds from one moment to a later one, over midnight too."""
    return (left.second - joined.second) % DAY_SECONDS
