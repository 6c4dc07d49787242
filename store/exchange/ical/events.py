"""The events of a file as they are meant: their times in the zones they name, and what belongs together by UID."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct, field

from store.core.dates import in_range
from store.core.fields import LONGEST_LINE
from store.core.text import one_line
from store.exchange.ical.parser import Block, CalendarFile, CalendarUnreadable, Property
from store.exchange.ical.timezones import zone_described, zone_named

_MOMENT = re.compile(r"([0-9]{8})(?:T([0-9]{4})([0-9]{2})?(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:[0-9]{1,8}S)?)?"
)
_LINK = re.compile(r"https?://[^\s<>\"]{4,400}")
_LINKS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL")
_LONGEST_MINUTES = 60 * 24 * 31
MOST_TIMES = 50_000
"""Times that the events of one file may name, days left out and added among them."""


class Unreadable(ValueError):
    """One event that cannot be understood; the text says why."""


class Moment(Struct, frozen=True):
    """A time as an event has it: a wall-clock time, the zone it is in (none: floating), or a whole day."""

    wall: datetime
    zone: tzinfo | None = None
    whole_day: bool = False

    def within(self, zone: tzinfo | None) -> datetime:
        """The wall-clock time in another zone; whole days and floating times are the same everywhere."""
        if self.whole_day or self.zone is None or zone is None or self.zone is zone:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)


class Event(Struct, frozen=True):
    """One VEVENT, understood."""

    block: Block
    uid: str
    sequence: int
    name: str
    begins: Moment
    minutes: int | None
    days: int
    """How many days it goes on where it takes whole days."""
    place: str
    about: str
    cancelled: bool
    replaces: Moment | None
    """The time of the series this one stands in for."""
    and_following: bool
    rules: tuple[str, ...]
    except_rules: tuple[str, ...]
    extra: tuple[Moment, ...]
    without: tuple[Moment, ...]
    kind: str
    organiser: str
    """Their e-mail address, or nothing."""
    zone_unknown: str
    """The name of its zone where nobody knows that one."""


class Group(Struct):
    """All there is of one UID."""

    uid: str
    master: Event | None = None
    older: list[Event] = field(default_factory=list)
    changes: list[Event] = field(default_factory=list)


class Zones:
    """The zones of one file, and the one the book is in."""

    def __init__(self, file: CalendarFile, own: tzinfo | None) -> None:
        self._file = file
        self._found: dict[str, tzinfo | None] = {}
        self._told = 0
        self.own = own
        """The zone that times are turned into; none keeps them as they are."""
        self.kept = ""
        """The name of the file's own zone, where the book has none and times are kept as that has them."""
        if own is None and (name := self._usual()):
            self.own, self.kept = self.named(name), name

    def _usual(self) -> str:
        """The zone most of the file's times are in, by name."""
        if self._file.zone and self.named(self._file.zone):
            return self._file.zone
        starts = (block.first("DTSTART") for block in self._file.blocks)
        names = Counter(start.parameters["TZID"] for start in starts if start and start.parameters.get("TZID"))
        return next((name for name, _ in names.most_common(5) if self.named(name)), "")

    def named(self, name: str) -> tzinfo | None:
        """The zone a TZID means: a known one of that name, or what the file says it is."""
        if name not in self._found:
            lines = self._file.zones.get(name)
            self._found[name] = zone_named(name) or (zone_described(lines) if lines else None)
        return self._found[name]

    def moments(self, given: Property) -> Iterator[Moment]:
        """The times in a property's value.

        Raises:
            Unreadable: something in it is no time.
            CalendarUnreadable: the file names more of them than a calendar has.
        """
        name = given.parameters.get("TZID", "")
        for value in given.raw.split(","):
            self._told += 1
            if self._told > MOST_TIMES:
                raise CalendarUnreadable("This calendar names too many single days; export less of it.")
            match = _MOMENT.fullmatch(value.partition("/")[0].strip())
            try:
                if not match:
                    raise ValueError
                day = in_range(date(int(match[1][:4]), int(match[1][4:6]), int(match[1][6:])))
                at = time(int(match[2][:2]), int(match[2][2:])) if match[2] else time()
            except ValueError:
                raise Unreadable(f"«{one_line(value)[:40]}» is not a time") from None
            zone = (UTC if match[4] else self.named(name) if name else None) if match[2] else None
            yield Moment(datetime.combine(day, at), zone, not match[2])


def groups(file: CalendarFile, zones: Zones) -> tuple[list[Group], list[tuple[Block, str]]]:
    """The events of a file by UID, in its order; and those that cannot be understood, with the reason."""
    found: dict[str, Group] = {}
    wrong: list[tuple[Block, str]] = []
    for block in file.blocks:
        try:
            event = _event(block, file, zones)
        except Unreadable as error:
            wrong.append((block, str(error)))
            continue
        group = found.setdefault(event.uid, Group(event.uid))
        if event.replaces:
            group.changes.append(event)
        elif group.master is None or event.sequence >= group.master.sequence:
            group.older += [group.master] if group.master else []
            group.master = event
        else:
            group.older.append(event)
    return [*found.values()], wrong


def _event(block: Block, file: CalendarFile, zones: Zones) -> Event:
    start = block.first("DTSTART")
    if start is None:
        raise Unreadable("it has no beginning")
    begins = _beginning(block, start, zones)
    minutes, days = _length(block, begins, zones)
    replaced = block.first("RECURRENCE-ID")
    zone_name = start.parameters.get("TZID", "")
    return Event(
        block=block,
        uid=_uid(block),
        sequence=_sequence(block),
        name=one_line(block.text("SUMMARY"))[:LONGEST_LINE] or "Without a name",
        begins=begins,
        minutes=minutes,
        days=days,
        place=_place(block),
        about=block.text("DESCRIPTION"),
        cancelled=file.cancels or block.text("STATUS").upper() == "CANCELLED",
        replaces=next(zones.moments(replaced)) if replaced else None,
        and_following=bool(replaced and replaced.parameters.get("RANGE", "").upper() == "THISANDFUTURE"),
        rules=_raw_values(block, "RRULE"),
        except_rules=_raw_values(block, "EXRULE"),
        extra=_moments(block, "RDATE", zones),
        without=_moments(block, "EXDATE", zones),
        kind=one_line(block.text("CATEGORIES")).casefold(),
        organiser=_address(block.first("ORGANIZER")),
        zone_unknown=zone_name if zone_name and begins.zone is None and not begins.whole_day else "",
    )


def _beginning(block: Block, start: Property, zones: Zones) -> Moment:
    """When an event begins; Outlook says of some that begin at midnight that they take the whole day."""
    begins = next(zones.moments(start))
    if block.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE" and begins.wall.time() == time():
        return Moment(begins.wall, whole_day=True)
    return begins


def _sequence(block: Block) -> int:
    """How often an event was revised."""
    text = block.text("SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _place(block: Block) -> str:
    """Where an event takes place, or else the link of its meeting."""
    links = (_LINK.search(block.text(name)) for name in _LINKS)
    link = next((match[0] for match in links if match), "")
    return (one_line(block.text("LOCATION")) or link)[:LONGEST_LINE]


def _raw_values(block: Block, name: str) -> tuple[str, ...]:
    return tuple(found.raw for found in block.properties.get(name, ()))


def _moments(block: Block, name: str, zones: Zones) -> tuple[Moment, ...]:
    return tuple(moment for found in block.properties.get(name, ()) for moment in zones.moments(found))


def _uid(block: Block) -> str:
    """An event's UID; one without gets one that is the same at the next import."""
    if uid := one_line(block.text("UID"))[:LONGEST_LINE]:
        return uid
    told = "\n".join(f"{name}:{values[0].raw}" for name, values in sorted(block.properties.items()))
    return f"without-uid-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _address(organiser: Property | None) -> str:
    if organiser is None:
        return ""
    given = organiser.parameters.get("EMAIL") or organiser.raw
    return re.sub("^mailto:", "", given.strip(), flags=re.IGNORECASE).casefold()[:LONGEST_LINE]


def _length(block: Block, begins: Moment, zones: Zones) -> tuple[int | None, int]:
    """How many minutes an event takes, or how many days."""
    length = timedelta()
    if end := block.first("DTEND"):
        ends = next(zones.moments(end))
        if begins.zone and ends.zone and not begins.whole_day:
            length = ends.wall.replace(tzinfo=ends.zone) - begins.wall.replace(tzinfo=begins.zone)
        else:
            length = ends.wall - begins.wall
    elif match := _DURATION.fullmatch(block.text("DURATION")):
        weeks, days, hours, minutes = (int(number or 0) for number in match.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if begins.whole_day:
        return None, max(1, length.days)
    total = int(length.total_seconds() // 60)
    return (total if 0 < total <= _LONGEST_MINUTES else None), 1
