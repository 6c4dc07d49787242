"""Parser of iCalendar files: events as properties, zones as lines.

The library reads about a thousand events a second and works out whatever a file asks of it. A file from outside
may hold ten years of someone's days, or be made to keep us busy: so here its lines are only sorted, what a
gathering has no use for (guests, reminders, attachments) is counted and let go, and nothing is worked out.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from msgspec import Struct, field

from store.core.errors import GuildbookError
from store.core.text import clean
from store.exchange.text_encoding import decode
from store.persistence.atomic_files import read_regular_file

MOST_BYTES = 12_000_000
MOST_LINES = 300_000
MOST_EVENTS = 10_000
"""Events of one file; ten years of a busy person's calendar are fewer."""
MOST_RULES = 1_000
"""Repeating events of one file."""
MOST_ALIKE = 1_000
"""Lines of one name in one event, such as the days a rule leaves out."""
DEEPEST = 8
LONGEST_VALUE = 20_000
LONGEST_LINE = 60_000

_FOLD = re.compile(rb"\n[ \t]")
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^=;:"]+=(?:"[^"]*"|[^;:"])*)*):(.*)', re.DOTALL)
_TIME_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^=;:"]+=(?:"[^"]*"|[^;"])*)*):([^:]*)')
"""A line of times, which hold no colon themselves: some programs write a zone's name with one, and do not quote it."""
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^;"])*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WANTED = frozenset(
    [
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "EXRULE",
        "RECURRENCE-ID",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "STATUS",
        "SEQUENCE",
        "DTSTAMP",
        "LAST-MODIFIED",
        "CATEGORIES",
        "ORGANIZER",
        "CONFERENCE",
        "X-GOOGLE-CONFERENCE",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
    ]
)
_TIMES = frozenset(["DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"])
_LEFT = {"ATTENDEE": "guests", "VALARM": "reminders", "ATTACH": "attachments"}
_NOT_GATHERINGS = {
    "VTODO": "task",
    "VJOURNAL": "journal entry",
    "VFREEBUSY": "free/busy entry",
    "VAVAILABILITY": "entry",
}


class CalendarUnreadable(GuildbookError):
    """The file is no calendar, or too much of one."""


class Property(Struct, frozen=True):
    """Line of an event: its parameters and its value, escapes and all."""

    parameters: dict[str, str]
    raw: str

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        shortened = self.raw[: LONGEST_VALUE * 2]
        return clean(_ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], shortened)).strip()[:LONGEST_VALUE]


class Block(Struct, frozen=True):
    """One VEVENT as it stands in the file."""

    number: int
    """Which event of the file it is, from 1."""
    calendar: int = 1
    """Which calendar of the file it stands in, from 1: METHOD is each one's own."""
    properties: dict[str, list[Property]] = field(default_factory=dict)

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return next(iter(self.properties.get(name, ())), None)

    def text(self, name: str) -> str:
        """The first value of a name as a person reads it, or nothing."""
        found = self.first(name)
        return found.text if found else ""


class CalendarFile(Struct):
    """What a file holds."""

    product: str = ""
    """The program that wrote it, by its own words."""
    zone: str = ""
    """The zone it says its calendar is in, by name."""
    cancelling: set[int] = field(default_factory=set)
    """Which of the file's calendars cancel all their events."""
    blocks: list[Block] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)
    """Each described zone's lines by its TZID."""
    others: Counter[str] = field(default_factory=Counter)
    """What is no event, by what it is called: tasks and the like."""
    left: set[str] = field(default_factory=set)
    """What gatherings have no use for and some event has: guests, reminders, attachments."""


def read_file(path: Path) -> CalendarFile:
    """Take a calendar file apart.

    Raises:
        CalendarUnreadable: it cannot be read, is no calendar, or is too large.
    """
    try:
        data = read_regular_file(path, MOST_BYTES + 1)
    except FileNotFoundError:
        raise CalendarUnreadable(f"There is no file at {path}. Check its name and folder.") from None
    except (OSError, ValueError) as error:
        raise CalendarUnreadable(f"{path} cannot be read: {getattr(error, 'strerror', '') or error}.") from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str = "The file") -> CalendarFile:
    """Take a calendar apart.

    Raises:
        CalendarUnreadable: it is no calendar, or too large.
    """
    if len(data) > MOST_BYTES:
        raise CalendarUnreadable(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Export a shorter period.")
    text = _unfolded(data)
    if not text.lstrip()[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise CalendarUnreadable(f"{name} is not a calendar: an .ics file begins with BEGIN:VCALENDAR.")
    if text.count("\n") > MOST_LINES:
        raise CalendarUnreadable(f"{name} holds more than {MOST_LINES:,} lines. Export a shorter period.")
    return _Sorter(name).sort(text)


def _unfolded(data: bytes) -> str:
    """The text of a file, with the lines that were folded whole again.

    A fold may lie inside a character (RFC 5545, 3.1), so it is taken out of the bytes before they are decoded.
    """
    if b"\0" in data[:4096]:  # UTF-16, whose breaks are no single bytes
        data = decode(data).text.encode("utf-8", "replace")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return decode(_FOLD.sub(b"", data)).text.removeprefix("\ufeff")


class _Sorter:
    """Sorts the lines of one file into what they belong to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found = CalendarFile()
        self._open: list[str] = []
        self._zone: list[str] = []
        self._tzid = ""
        self._calendar = 0

    def sort(self, text: str) -> CalendarFile:
        for line in text.split("\n"):
            head = line[:12].upper()
            if head.startswith("BEGIN:"):
                self._begin(line[6:].strip().upper()[:20])
            elif head.startswith("END:"):
                self._end(line)
            elif line:
                self._property(line)
        if sum("RRULE" in block.properties for block in self._found.blocks) > MOST_RULES:
            raise CalendarUnreadable(
                f"{self._name} holds more than {MOST_RULES:,} repeating events. Export a shorter period."
            )
        return self._found

    def _begin(self, kind: str) -> None:
        self._open.append(kind)
        if len(self._open) > DEEPEST:
            raise CalendarUnreadable(f"{self._name} is damaged: it nests one component within another too deeply.")
        if kind == "VEVENT":
            self._found.blocks.append(Block(len(self._found.blocks) + 1, self._calendar))
            if len(self._found.blocks) > MOST_EVENTS:
                raise CalendarUnreadable(
                    f"{self._name} holds more than {MOST_EVENTS:,} events. Export a shorter period."
                )
        elif kind in _NOT_GATHERINGS:
            self._found.others[_NOT_GATHERINGS[kind]] += 1
        elif kind in _LEFT:
            self._found.left.add(_LEFT[kind])
        elif kind == "VCALENDAR":
            self._calendar += 1
        elif kind == "VTIMEZONE":
            self._zone, self._tzid = [], ""
        if "VTIMEZONE" in self._open:
            self._zone.append(f"BEGIN:{kind}")

    def _end(self, line: str) -> None:
        kind = line[4:].strip().upper()
        if kind not in self._open:
            return
        while self._open:  # what was never ended, ends here too
            ended = self._open.pop()
            if "VTIMEZONE" in (*self._open, ended):
                self._zone.append(f"END:{ended}")
            if ended == "VTIMEZONE" and self._tzid:
                self._found.zones.setdefault(self._tzid, self._zone)
            if ended == kind:
                return

    def _property(self, line: str) -> None:
        inside = self._open[-1] if self._open else ""
        if "VTIMEZONE" in self._open:
            if len(self._zone) < 1000 and not line.upper().startswith("X-"):
                self._zone.append(line)
            if inside == "VTIMEZONE" and line[:4].upper() == "TZID":
                self._tzid = line.partition(":")[2].strip()
            return
        if inside not in ("VEVENT", "VCALENDAR"):
            return
        name = line[:60].partition(":")[0].partition(";")[0].upper()
        if inside == "VCALENDAR":
            self._of_calendar(name, line.partition(":")[2].strip())
        elif name in _WANTED:
            shape = _TIME_LINE if name in _TIMES else _LINE
            if match := shape.fullmatch(line[:LONGEST_LINE]):
                parameters = {key.upper(): value.strip('"') for key, value in _PARAMETER.findall(match[2])}
                alike = self._found.blocks[-1].properties.setdefault(name, [])
                if len(alike) >= MOST_ALIKE:
                    raise CalendarUnreadable(
                        f"{self._name} is damaged: one event has {name} more than {MOST_ALIKE:,} times."
                    )
                alike.append(Property(parameters, match[3].strip()))
        elif name in _LEFT:
            self._found.left.add(_LEFT[name])

    def _of_calendar(self, name: str, value: str) -> None:
        if name == "PRODID" and not self._found.product:
            self._found.product = clean(value)[:200]
        elif name == "X-WR-TIMEZONE" and not self._found.zone:
            self._found.zone = value[:200]
        elif name == "METHOD" and value.upper() == "CANCEL":
            self._found.cancelling.add(self._calendar)
