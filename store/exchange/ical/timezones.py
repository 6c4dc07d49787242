"""Time zones by the names that programs write, and their description."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from store.core.dates import LAST_YEAR
from store.core.errors import GuildbookError

if TYPE_CHECKING:
    from icalendar import Timezone

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS_ON = 10
"""Years after the last known day for which a zone's changes must go on by their rule."""
_SHOWN = re.compile(r"\(?(?:GMT|UTC) ?([+-])([0-9]{1,2}):?([0-9]{2})?\)? ?(.{2,80})")
_MOST_CHANGES = 60
"""Parts of a zone's description in a file; more is not what a program writes."""


def zone_of(name: str) -> tzinfo | None:
    """The community's own zone; none where it has not said which.

    Raises:
        GuildbookError: there is no zone of that name.
    """
    if not name.strip():
        return None
    if zone := zone_named(name):
        return zone
    raise GuildbookError(f"There is no time zone ‘{name.strip()}’. Set one such as Europe/Vienna in the settings.")


@lru_cache(256)
def zone_named(name: str) -> tzinfo | None:
    """Zone by its name in the database, also after a prefix, or Windows' name."""
    bare = name.strip().strip('"')
    if bare.upper() in ("UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "COORDINATED UNIVERSAL TIME"):
        return UTC
    parts = [part for part in bare.split("/") if part]
    candidates = ["/".join(parts[start:]) for start in range(len(parts))] if len(bare) < 120 else []
    if found := next(filter(None, (_from_database(candidate) for candidate in candidates)), None):
        return found
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known = {key.casefold(): value for key, value in WINDOWS_TO_OLSON.items()}
    return _from_database(known.get(bare.casefold(), "")) or _by_city(bare)


def _by_city(name: str) -> tzinfo | None:
    """The zone of a name as programs show it, ‘(GMT+01:00) Berlin’: that of a city named, if it has the offset."""
    match = _SHOWN.fullmatch(name)
    if not match:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[1] == "-" else 1)
    by_city = {key.rpartition("/")[2].replace("_", " ").casefold(): key for key in sorted(available_timezones())}
    for city in re.split(r"[,;/&]", match[4].casefold()):
        zone = _from_database(by_city.get(city.strip(), ""))
        if zone and any(datetime(2026, month, 1, tzinfo=zone).utcoffset() == offset for month in (1, 7)):
            return zone
    return None


def _from_database(key: str) -> tzinfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (KeyError, ValueError, OSError):  # not there, not a name at all, or a folder of zones
        return None


def zone_described(lines: list[str]) -> tzinfo | None:
    """Zone from its description in a file, if it changes by a yearly rule.

    Args:
        lines: the unfolded lines from ``BEGIN:VTIMEZONE`` to ``END:VTIMEZONE``.
    """
    if len(lines) > _MOST_CHANGES * 10 or any(_is_odd(line) for line in lines):
        return None
    from icalendar import Timezone

    try:
        described: Any = Timezone.from_ical("\r\n".join([*lines, ""]))
        zone: tzinfo = described.to_tz(lookup_tzid=False)
        for year in (2000, 2026):
            zone.utcoffset(datetime(year, 7, 1))
    except Exception:  # a description can be wrong in more ways than the library names
        return None
    return zone


def _is_odd(line: str) -> bool:
    """A rule that would take long to work out, or none that a zone ever had."""
    if not line.upper().startswith("RRULE"):
        return len(line) > 5000
    parts = dict(part.partition("=")[::2] for part in line.partition(":")[2].upper().split(";"))
    return parts.get("FREQ") != "YEARLY" or not {*parts} <= {
        "FREQ",
        "BYMONTH",
        "BYDAY",
        "UNTIL",
        "INTERVAL",
        "WKST",
    }


class _Change(NamedTuple):
    """One change of a zone's clock: the wall-clock time before it, and what changes."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def vtimezone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Zone described for other programs, for all days from ``first`` on.

    The clock's changes are told by a yearly rule where they have one, as other programs write and read it; else as
    the days of the changes, up to ten years after ``last``.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

    years = range(max(first.year - 1, 1900), min(last.year + _YEARS_ON, LAST_YEAR) + 1)
    by_year = [_changes(zone, year) for year in years]
    described = Timezone()
    described.add("TZID", zone.key)
    for change, rule, days in _by_rule(by_year) or _by_days([_standing(zone, years[0]), *chain(*by_year)]):
        part: Any = TimezoneDaylight() if change.summer else TimezoneStandard()
        part.add("DTSTART", change.at)
        part.add("TZOFFSETFROM", change.before)
        part.add("TZOFFSETTO", change.after)
        part.add("TZNAME", change.name)
        if rule:
            part.add("RRULE", vRecur.from_ical(rule))
        if days:
            part.add("RDATE", days)
        described.add_component(part)
    return described


def _standing(zone: tzinfo, year: int) -> _Change:
    """What a zone whose clock never changes keeps to."""
    start = datetime(year, 1, 1, tzinfo=zone)
    offset = start.utcoffset() or timedelta()
    return _Change(start.replace(tzinfo=None), offset, offset, start.tzname() or "", False)


def _changes(zone: tzinfo, year: int) -> list[_Change]:
    found = []
    day, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    before = day.astimezone(zone).utcoffset() or timedelta()
    while day < end:
        after = (day + timedelta(days=1)).astimezone(zone).utcoffset() or timedelta()
        if after != before:
            low, high = day, day + timedelta(days=1)
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) // 2
                same = (middle.astimezone(zone).utcoffset() or timedelta()) == before
                low, high = (middle, high) if same else (low, middle)
            moment = high.replace(second=0, microsecond=0)
            local = moment.astimezone(zone)
            wall = (moment + before).replace(tzinfo=None)
            found.append(_Change(wall, before, after, local.tzname() or "", bool(local.dst())))
            before = after
        day += timedelta(days=1)
    return found


_Told = list[tuple[_Change, str, list[datetime]]]


def _by_rule(by_year: list[list[_Change]]) -> _Told:
    """The first of each kind of change with the yearly rule it goes by; nothing where there is no such rule."""
    if {len(changes) for changes in by_year} != {2}:
        return []
    found: _Told = []
    for alike in zip(*by_year, strict=True):
        if len({(c.before, c.after, c.name, c.at.month, c.at.weekday(), c.at.time()) for c in alike}) != 1:
            return []
        first = alike[0]
        weeks = {(c.at.day - 1) // 7 + 1 for c in alike}
        last = all((c.at + timedelta(days=7)).month != c.at.month for c in alike)
        if not last and len(weeks) != 1:
            return []
        which = "-1" if last else str(weeks.pop())
        rule = f"FREQ=YEARLY;BYMONTH={first.at.month};BYDAY={which}{_CODES[first.at.weekday()]}"
        found.append((first, rule, []))
    return found


def _by_days(changes: list[_Change]) -> _Told:
    """The first of each kind of change with the days of the others."""
    kinds: dict[tuple[Any, ...], list[_Change]] = {}
    for change in changes:
        kinds.setdefault(change[1:], []).append(change)
    return [(alike[0], "", [change.at for change in alike[1:]]) for alike in kinds.values()]


def wall(day: date, at: time | None, zone: tzinfo | None) -> date | datetime:
    """Day, floating time, or time in a zone, as iCalendar has it."""
    return day if at is None else datetime.combine(day, at.replace(second=0, microsecond=0), zone)
