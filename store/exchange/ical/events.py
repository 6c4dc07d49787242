"""Events of a calendar file: their times, and what one UID holds."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct, field
from msgspec.structs import replace

from store.core.dates import LAST_YEAR
from store.core.fields import LONGEST_LINE
from store.core.text import one_line, pluralize
from store.exchange.ical.invitation import as_text, place_of
from store.exchange.ical.parser import Block, CalendarFile, CalendarUnreadable, Property
from store.exchange.ical.timezones import zone_described, zone_named

_MOMENT = re.compile(r"([0-9]{8})(?:T([0-9]{4})([0-9]{2})?(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:[0-9]{1,8}S)?)?"
)
_MEETING_LINKS = (
    "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)  # fmt: skip
_FIRST_YEAR = 1583
"""The first whole year of the calendar; a birthday without a year may begin in 1604."""
_NOON = timedelta(hours=12)
_LONGEST_MINUTES = 60 * 24 * 31
MOST_TIMES = 50_000
"""Times that the events of one file may name, excluded and additional days among them."""

Version = tuple[int, str, str]
"""How new an event is: SEQUENCE, then DTSTAMP (RFC 5546, 2.1.5), then LAST-MODIFIED."""


class Unreadable(ValueError):
    """One event that cannot be understood; the text says why."""


class Moment(Struct, frozen=True):
    """Wall-clock time in its zone (none: floating), or a whole day."""

    wall: datetime
    zone: tzinfo | None = None
    whole_day: bool = False

    def within(self, zone: tzinfo | None) -> datetime:
        """Wall-clock time in another zone; whole days and floating times stay."""
        if self.whole_day or self.zone is None or zone is None or self.zone is zone:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)


class Event(Struct, frozen=True):
    """One VEVENT, understood."""

    block: Block
    uid: str
    version: Version
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
    """Their email address, or nothing."""
    notes: tuple[str, ...] = ()
    """What is other than in the file: its zone, or values that cannot be read."""


class Group(Struct):
    """All there is of one UID."""

    uid: str
    master: Event | None = None
    older: list[Event] = field(default_factory=list)
    changes: list[Event] = field(default_factory=list)


class Zones:
    """The zones of one file, and the one the book is in."""

    def __init__(self, file: CalendarFile, own: tzinfo | None, until: date) -> None:
        self._file = file
        self.until = until
        """The last day asked for."""
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
        """Zone that a TZID means: a known one, or what the file describes."""
        if name not in self._found:
            lines = self._file.zones.get(name)
            self._found[name] = zone_named(name) or (zone_described(lines) if lines else None)
        return self._found[name]

    def first(self, given: Property) -> Moment:
        """The time in a property's value.

        Raises:
            Unreadable: it is no time.
            CalendarUnreadable: the file names more of them than a calendar has.
        """
        return self.moment(given, given.raw.partition(",")[0])

    def moment(self, given: Property, value: str) -> Moment:
        """One of the times in a property's value; see :meth:`first`."""
        name = given.parameters.get("TZID", "")
        self._told += 1
        if self._told > MOST_TIMES:
            raise CalendarUnreadable("This calendar lists too many individual dates. Export a shorter period.")
        match = _MOMENT.fullmatch(value.partition("/")[0].strip())
        try:
            if not match:
                raise ValueError
            day = datetime(int(match[1][:4]), int(match[1][4:6]), int(match[1][6:]))
            midnight = (match[2] or "")[:4] == "2400"
            at = time(int(match[2][:2]), int(match[2][2:])) if match[2] and not midnight else time()
        except ValueError:
            raise Unreadable(f"‘{one_line(value)[:40]}’ is not a time") from None
        if not _FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Unreadable(f"its year, {day.year}, is not between {_FIRST_YEAR} and {LAST_YEAR}")
        zone = (UTC if match[4] else self.named(name) if name else None) if match[2] else None
        return Moment(datetime.combine(day, at) + timedelta(days=midnight), zone, not match[2])

    def instant(self, moment: Moment) -> datetime:
        """Moment in UTC, if its zone or the book's is known, to be compared."""
        zone = moment.zone or self.own
        return moment.wall.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None) if zone else moment.wall

    def on_clock_of(self, begins: Moment, moment: Moment) -> datetime:
        """Wall-clock time in the zone of another moment, or else the book's."""
        if begins.whole_day:
            return self.whole_day(moment).wall
        return moment.within(begins.zone or self.own)

    def from_utc(self, begins: Moment) -> Callable[[datetime], datetime]:
        """What turns a moment in UTC into the wall clock of a time."""
        zone = begins.zone or self.own
        return lambda moment: Moment(moment, UTC).within(zone)

    def whole_day(self, moment: Moment) -> Moment:
        """Day that a time of a whole-day event means.

        Outlook writes some as midnight in UTC. That is midnight here, or by the clock that it names; of UTC, the midnight
        nearest to it, whosever it is.
        """
        wall = moment.wall
        if not moment.whole_day and (here := moment.within(self.own)).time() == time():
            wall = here
        elif moment.zone is UTC and wall.time() != time():
            wall += _NOON
        return Moment(datetime.combine(wall.date(), time()), whole_day=True)


def groups(file: CalendarFile, zones: Zones) -> tuple[list[Group], list[tuple[Block, str]]]:
    """Group a file's events by UID; list those that cannot be read."""
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
        elif group.master is None or event.version >= group.master.version:
            group.older += [group.master] if group.master else []
            group.master = event
        else:
            group.older.append(event)
    for group in found.values():
        _find_master(group)
        _keep_newest(group, zones)
    return [*found.values()], wrong


def _keep_newest(group: Group, zones: Zones) -> None:
    """Of several changes of one day keep the newest."""
    newest: dict[tuple[datetime, bool], Event] = {}
    for change in sorted(group.changes, key=lambda event: event.version):
        assert change.replaces
        alone = bool(group.master) and change.and_following
        place = (zones.instant(change.replaces), alone)
        group.older += [newest[place]] if place in newest else []
        newest[place] = change
    kept = {id(change) for change in newest.values()}
    group.changes = [change for change in group.changes if id(change) in kept]


def _find_master(group: Group) -> None:
    """Take the event with all the days for the series where the file has no such event, as in invitations from Notes."""
    several = [event for event in group.changes if event.rules or event.extra]
    if group.master is None and several:
        most = max(several, key=lambda event: (len(event.rules), len(event.extra), event.version))
        group.master = replace(most, replaces=None, and_following=False)
        group.changes.remove(most)


def _event(block: Block, file: CalendarFile, zones: Zones) -> Event:
    start = block.first("DTSTART")
    if start is None:
        raise Unreadable("it has no start")
    begins = _beginning(block, start, zones)
    notes = [*_unknown_zone(start, begins)]
    minutes, days = _length(block, begins, zones, notes)
    replaced = block.first("RECURRENCE-ID")
    about = as_text(block.text("DESCRIPTION"))
    return Event(
        block=block,
        uid=_uid(block),
        version=_version(block),
        name=one_line(block.text("SUMMARY"))[:LONGEST_LINE] or "Untitled",
        begins=begins,
        minutes=minutes,
        days=days,
        place=place_of(block.text("LOCATION"), map(block.text, _MEETING_LINKS), block.text("URL"), about),
        about=about,
        cancelled=block.calendar in file.cancelling or block.text("STATUS").upper() == "CANCELLED",
        replaces=zones.first(replaced) if replaced else None,
        and_following=bool(replaced and replaced.parameters.get("RANGE", "").upper() == "THISANDFUTURE"),
        rules=_raw_values(block, "RRULE"),
        except_rules=_raw_values(block, "EXRULE"),
        extra=_moments(block, "RDATE", zones, notes, "additional day"),
        without=_moments(block, "EXDATE", zones, notes, "excluded day"),
        kind=one_line(block.text("CATEGORIES")).casefold(),
        organiser=_address(block.first("ORGANIZER")),
        notes=tuple(notes),
    )


def _beginning(block: Block, start: Property, zones: Zones) -> Moment:
    """When an event begins; Outlook says of some that begin at midnight somewhere that they take the whole day."""
    begins = zones.first(start)
    if begins.whole_day or block.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() != "TRUE":
        return begins
    at_midnight = time() in (begins.wall.time(), begins.within(zones.own).time())
    return zones.whole_day(begins) if at_midnight or begins.zone is UTC else begins


def _unknown_zone(start: Property, begins: Moment) -> Iterator[str]:
    name = one_line(start.parameters.get("TZID", ""))[:60]
    if name and begins.zone is None and not begins.whole_day:
        yield f"its time zone ‘{name}’ is unknown, so its times stay as written"


def _version(block: Block) -> Version:
    """How new an event is; what is not said is old."""
    text = block.text("SEQUENCE")
    sequence = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    stamps = (block.text(name) for name in ("DTSTAMP", "LAST-MODIFIED"))
    stamp, modified = (text if _MOMENT.fullmatch(text) else "" for text in stamps)
    return sequence, stamp, modified


def _raw_values(block: Block, name: str) -> tuple[str, ...]:
    return tuple(found.raw for found in block.properties.get(name, ()) if found.raw)


def _moments(block: Block, name: str, zones: Zones, notes: list[str], what: str) -> tuple[Moment, ...]:
    """The times of a list; an empty value says nothing, one that is no time is told of."""
    found: list[Moment] = []
    wrong = 0
    for given in block.properties.get(name, ()):
        for value in filter(str.strip, given.raw.split(",")):
            try:
                found.append(zones.moment(given, value))
            except Unreadable:
                wrong += 1
    if wrong:
        notes.append(f"{pluralize(wrong, what)} cannot be read")
    return tuple(found)


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


def _length(block: Block, begins: Moment, zones: Zones, notes: list[str]) -> tuple[int | None, int]:
    """How many minutes an event takes by the clock of the world, or how many days."""
    length = timedelta()
    if (end := block.first("DTEND")) and end.raw:
        try:
            ends = zones.first(end)
        except Unreadable:
            notes.append("its end cannot be read")
            ends = begins
        if begins.whole_day:
            length = zones.whole_day(ends).wall - begins.wall
        else:
            length = zones.instant(ends) - zones.instant(begins)
    elif match := _DURATION.fullmatch(block.text("DURATION")):
        weeks, days, hours, minutes = (int(number or 0) for number in match.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if begins.whole_day:
        return None, max(1, length.days)
    total = int(length.total_seconds() // 60)
    return (total if 0 < total <= _LONGEST_MINUTES else None), 1
