"""Parts of a series whose days change from one of them on."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from store.core.dates import LAST_YEAR
from store.exchange.ical.events import Event, Moment, Zones
from store.exchange.ical.rule_expansion import Budget, Wanted, expand

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MINUTE = timedelta(minutes=1)
_MONTHS_ALIKE = 28
"""Days that each month has."""
_UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{4}).*?(Z?))?")


class Part(Struct, frozen=True):
    """Part of a series: an event with its days, and changes of single ones."""

    master: Event
    changes: list[Event]


def parts_of(master: Event, changes: list[Event], zones: Zones, budget: Budget) -> list[Part]:
    """Split a series at its changes of ‘this and following’.

    Raises:
        CalendarUnreadable: the budget is used up.
    """
    borders = [change for change in changes if change.and_following]
    if not borders:
        return [Part(master, changes)]

    def at(change: Event) -> datetime:
        assert change.replaces
        return zones.on_clock_of(master.begins, change.replaces)

    first = min(map(at, borders))
    border = max((change for change in borders if at(change) == first), key=lambda change: change.version)
    before = [change for change in changes if at(change) < first]
    head = [Part(_ended(master, first, zones), before)] if first > master.begins.wall else []
    if border.cancelled:
        return head
    later = [
        change for change in changes if at(change) >= first and not (change.and_following and at(change) == first)
    ]
    shift = _Shift(master, border, first, zones, budget)
    return [*head, *parts_of(shift.event(), [shift.change(change, at(change)) for change in later], zones, budget)]


def _ended(master: Event, first: datetime, zones: Zones) -> Event:
    """A series without what lies at a time or after it."""
    until = f"UNTIL={first - _MINUTE:%Y%m%dT%H%M00}"
    rules = tuple(";".join([*_without(rule, "UNTIL"), until]) for rule in master.rules)
    extra, without = (
        tuple(moment for moment in moments if zones.on_clock_of(master.begins, moment) < first)
        for moments in (master.extra, master.without)
    )
    return replace(master, rules=rules, extra=extra, without=without)


def _without(rule: str, *names: str) -> list[str]:
    """The parts of a rule but some."""
    told = "".join(rule.split()).upper().removeprefix("RRULE:").split(";")
    return [part for part in told if part and part.partition("=")[0] not in names]


class _Shift:
    """What a change of ‘this and following’ does to the days from its own on: all move as it does."""

    def __init__(self, master: Event, border: Event, first: datetime, zones: Zones, budget: Budget) -> None:
        self._master, self._border, self._first = master, border, first
        self._zones, self._budget = zones, budget
        self._by = border.begins.wall - first
        self._days = (border.begins.wall.date() - first.date()).days

    def event(self) -> Event:
        """The series from the change on."""
        master, border = self._master, self._border
        notes = (*border.notes, "changed in the other calendar from this date onwards")
        plain = replace(border, replaces=None, and_following=False, notes=notes)
        if border.rules or border.extra:
            return plain
        after = [m for m in master.extra if self._zones.on_clock_of(master.begins, m) >= self._first]
        extra = tuple(map(self._moved, after))
        without = (*map(self._moved, master.without), *border.without)
        try:
            if master.except_rules:
                raise ValueError
            rules = tuple(map(self._rule, master.rules))
        except (ValueError, OverflowError):
            return replace(plain, extra=(*self._dates(), *extra), without=without)
        return replace(plain, rules=rules, extra=extra, without=without)

    def change(self, change: Event, at: datetime) -> Event:
        """Later change, naming the time of the moved series."""
        if at.time() != self._master.begins.wall.time() or self._border.rules:
            return change
        return replace(change, replaces=self._on_new_clock(at))

    def _on_new_clock(self, wall: datetime) -> Moment:
        begins = self._border.begins
        moved = wall + self._by
        if begins.whole_day:
            moved = datetime.combine(moved.date(), datetime.min.time())
        return Moment(moved, begins.zone, begins.whole_day)

    def _moved(self, moment: Moment) -> Moment:
        return self._on_new_clock(self._zones.on_clock_of(self._master.begins, moment))

    def _wanted(self) -> Wanted:
        begins, ends = self._master.begins.wall.date(), self._first.date()
        return Wanted(begins, ends, self._budget)

    def _rule(self, rule: str) -> str:
        """A rule that gives the days of another one from the change on, moved.

        Raises:
            ValueError: there is no such rule.
        """
        values = dict(part.partition("=")[::2] for part in _without(rule, "BYHOUR", "BYMINUTE", "BYSECOND"))
        if any("," in part for part in _without(rule) if part[:6] in ("BYHOUR", "BYMINU", "BYSECO")):
            raise ValueError(rule)
        if values.get("COUNT", "").isdigit():
            before = [m for m in self._expanded(rule, self._wanted()) if m < self._first]
            values["COUNT"] = str(max(1, int(values["COUNT"]) - len(before)))
        match = _UNTIL.fullmatch(values.get("UNTIL", ""))
        if match and int(match[1][:4]) <= LAST_YEAR:
            last = datetime.strptime(match[1] + (match[2] or "2359"), "%Y%m%d%H%M") + self._by
            values["UNTIL"] = f"{last:%Y%m%dT%H%M00}{match[3] or ''}" if match[2] else f"{last:%Y%m%d}"
        if self._days:
            self._move_days(values)
        return ";".join(f"{name}={value}" for name, value in values.items())

    def _move_days(self, values: dict[str, str]) -> None:
        chooses = {*values} - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
        if values.get("FREQ") in ("DAILY", "WEEKLY") and chooses <= {"BYDAY"}:
            for name in ("BYDAY", "WKST"):
                if name in values or (name, values.get("FREQ")) == ("WKST", "WEEKLY"):
                    codes = values.get(name, "MO").split(",")
                    values[name] = ",".join(_CODES[(_CODES.index(code) + self._days) % 7] for code in codes)
        elif chooses <= {"BYMONTHDAY"} and values.get("FREQ") == "MONTHLY":
            day = int(values.get("BYMONTHDAY", self._first.day)) + self._days
            if not max(1, 1 + self._days) <= day <= min(_MONTHS_ALIKE, _MONTHS_ALIKE + self._days):
                raise ValueError(day)
            values["BYMONTHDAY"] = str(day)
        else:
            raise ValueError(values)

    def _dates(self) -> list[Moment]:
        """The days of the rules from the change on, moved, where no rule gives them."""
        found: set[datetime] = set()
        wanted = Wanted(self._first.date(), self._zones.until, self._budget)
        for rule in self._master.rules:
            found |= {*self._expanded(rule, wanted)}
        for rule in self._master.except_rules:
            found -= {*self._expanded(rule, wanted)}
        return [self._on_new_clock(wall) for wall in sorted(found) if wall >= self._first]

    def _expanded(self, rule: str, wanted: Wanted) -> list[datetime]:
        return expand(rule, self._master.begins.wall, wanted, self._zones.from_utc(self._master.begins)).moments
