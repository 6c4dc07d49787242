"""Export of the calendar as an iCalendar file for other programs.

Rituals become rules with their exceptions, everything else events. The book alone decides the bytes. Every event keeps its UID for good, and SEQUENCE and DTSTAMP follow the last
change of the book, so a program that reads a later file updates what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from store.book.book import Book
from store.calendar.rituals import occurrence, occurrence_id, ritual_days
from store.core import recurrence_rules
from store.core.dates import LAST_YEAR
from store.core.text import clean, one_line
from store.exchange.ical.timezones import vtimezone, wall, zone_of
from store.model.calendar import Gathering, Ritual
from store.people.directory import full_name_of
from store.texts import invitations as texts

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//Guildbook//Guildbook//EN"
USUAL_MINUTES = 60
"""How long a gathering takes for other programs where the book does not say."""
YEARS_AHEAD = 5
"""Years from the last change on for which days are told one by one, where no plain rule tells them."""
_LONGEST_MINUTES = 60 * 24 * 31
_EPOCH = datetime(2020, 1, 1)
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def uid_of(book: Book, record: Ritual | Gathering) -> str:
    """UID of an event: the one it was imported with, else from its id.

    A ritual that continues another one from a day on is an event of its own.
    """
    before = book.rituals.get(record.continues) if isinstance(record, Ritual) else None
    if record.uid and not (before and before.uid == record.uid):
        return record.uid
    return f"{record.id}.{book.id}@guildbook"


def uid_of_day(uid: str, day: date) -> str:
    """UID of one day of a ritual that is exported by itself."""
    return f"{uid}#{day:%Y%m%d}"


def day_of(uid: str) -> tuple[str, date] | None:
    """Ritual's UID and day, if a UID is of a day exported by itself."""
    base, mark, day = uid.rpartition("#")
    try:
        return (base, datetime.strptime(day, "%Y%m%d").date()) if mark and len(day) == 8 else None
    except ValueError:
        return None


def as_ics(book: Book, ritual: Ritual | None = None) -> bytes:
    """The whole calendar, or one ritual, as an iCalendar file.

    What was said, decided and noted at a gathering stays in the book, as does who came: the file may go anywhere.

    Raises:
        GuildbookError: the community's time zone is none.
    """
    data: bytes = _Writer(book).calendar(ritual).to_ical(sorted=True)
    return data


class Shared(NamedTuple):
    """The part of a calendar that others may see, as they may see it."""

    name: str
    rituals: Mapping[str, Ritual]
    gatherings: Iterable[Gathering]
    named: Callable[[str], str]
    """The name of a host; nothing where it may not be read."""


def shared_as_ics(book: Book, shared: Shared) -> bytes:
    """Some rituals and gatherings as an iCalendar file, under the UIDs that the whole calendar has for them.

    Raises:
        GuildbookError: the community's time zone is none.
    """
    data: bytes = _Writer(book, shared).calendar(None).to_ical(sorted=True)
    return data


def gathering_as_ics(book: Book, gathering: Gathering) -> bytes:
    """One gathering as an iCalendar file, to attach or to send.

    One day of a ritual has a UID of its own, since who gets it has not got the series.

    Raises:
        GuildbookError: the community's time zone is none.
    """
    data: bytes = _Writer(book).of_one(gathering).to_ical(sorted=True)
    return data


class _Facts(NamedTuple):
    """What a program shows of one event."""

    name: str
    day: date
    at: time | None
    minutes: int | None
    place: str
    about: str


class _Series(NamedTuple):
    """The days of a ritual's rule as other programs are told them."""

    first: date
    rule: str
    without: list[date]
    changed: list[tuple[date, Gathering]]
    single: list[tuple[date, Gathering]]
    """Days that no rule tells which every program reads the same way: each an event of its own."""
    rest: list[Gathering]
    """Gatherings of the ritual that its rule does not give."""


class _Writer:
    """Writes one book's calendar."""

    def __init__(self, book: Book, shared: Shared | None = None) -> None:
        self._book = book
        self._name = shared.name if shared else book.community.name
        self._rituals: Mapping[str, Ritual] = shared.rituals if shared else book.rituals
        self._named = shared.named if shared else partial(full_name_of, book)
        self._zone: tzinfo | None = zone_of(book.community.timezone)
        changed = max((step.at for step in book.steps.values()), default=_EPOCH).replace(tzinfo=None, microsecond=0)
        self._sequence = max(0, int((changed - _EPOCH).total_seconds()))
        self._stamp = changed.replace(tzinfo=self._zone or UTC).astimezone(UTC)
        self._days: list[date] = []
        self._saved: dict[str, list[Gathering]] = {}
        gatherings = shared.gatherings if shared else book.gatherings.values()
        for gathering in sorted(gatherings, key=lambda g: g.id):
            self._saved.setdefault(gathering.ritual, []).append(gathering)

    def calendar(self, only: Ritual | None) -> Calendar:
        events = [*self._events(only)]
        return self._calendar(only.name if only else self._name, events)

    def of_one(self, gathering: Gathering) -> Calendar:
        ritual = self._book.rituals.get(gathering.ritual)
        uid = uid_of(self._book, gathering)
        if ritual and not gathering.uid:
            uid = uid_of_day(uid_of(self._book, ritual), gathering.due_on or gathering.on)
        return self._calendar(gathering.name, [self._one_off(gathering, uid)])

    def _calendar(self, name: str, events: Sequence[Event]) -> Calendar:
        from icalendar import Calendar

        calendar = Calendar()
        for field, value in (
            ("PRODID", PRODUCT),
            ("VERSION", "2.0"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
        ):
            calendar.add(field, value)
        calendar.add("X-WR-CALNAME", one_line(name))
        if isinstance(self._zone, ZoneInfo):
            calendar.add("X-WR-TIMEZONE", self._zone.key)
        if isinstance(self._zone, ZoneInfo) and self._days:
            calendar.add_component(vtimezone(self._zone, min(self._days), max(self._days)))
        for event in events:
            calendar.add_component(event)
        return calendar

    def _events(self, only: Ritual | None) -> Iterator[Event]:
        rituals = [only] if only else sorted(self._rituals.values(), key=lambda r: r.id)
        for ritual in rituals:
            yield from self._ritual(ritual)
        if not only:
            for gathering in self._saved.get("", ()):
                yield self._one_off(gathering)

    # -- rituals -----------------------------------------------------------------------------------

    def _ritual(self, ritual: Ritual) -> Iterator[Event]:
        uid, saved = uid_of(self._book, ritual), self._saved.get(ritual.id, [])
        if not ritual.rule:
            known = {g.id: g for g in saved}
            for day in ritual_days(ritual, ritual.start, ritual.start):
                gathering = known.pop(occurrence_id(ritual, day), occurrence(ritual, day))
                yield self._one_off(gathering, uid)
            yield from (self._one_off(gathering) for gathering in known.values())
            return
        series = _series(ritual, saved, self._stamp.year + YEARS_AHEAD)
        if series.rule:
            usual = self._facts(replace(occurrence(ritual, series.first), host=""), ritual)
            event = self._event(uid, usual, ritual)
            from icalendar import vRecur

            event.add("RRULE", vRecur.from_ical(self._ended(series.rule, ritual.at)))
            if series.without:
                days = [wall(day, ritual.at, self._zone) for day in series.without]
                event.add("EXDATE", days, parameters={} if ritual.at is not None else {"VALUE": "DATE"})
            yield event
            for day, gathering in series.changed:
                facts = self._facts(gathering, ritual)
                if facts != usual._replace(day=day):
                    other = self._event(uid, facts, ritual)
                    other.add("RECURRENCE-ID", wall(day, ritual.at, self._zone))
                    yield other
        for day, gathering in series.single:
            yield self._one_off(gathering, uid_of_day(uid, day))
        for gathering in series.rest:
            yield self._one_off(gathering)

    def _ended(self, rule: str, at: time | None) -> str:
        """A rule's text with its last day as RFC 5545 wants it: a moment of the zone named in UTC."""
        head, until, last = rule.partition("UNTIL=")
        if not until:
            return rule
        day = date(int(last[:4]), int(last[4:6]), int(last[6:8]))
        moment = wall(day, at, self._zone)
        if not isinstance(moment, datetime):
            return rule
        end = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if moment.tzinfo else f"{moment:%Y%m%dT%H%M%S}"
        return f"{head}{until}{end}{last[8:]}"

    # -- events ------------------------------------------------------------------------------------

    def _one_off(self, gathering: Gathering, uid: str = "") -> Event:
        ritual = self._rituals.get(gathering.ritual)
        event = self._event(uid or uid_of(self._book, gathering), self._facts(gathering, ritual), ritual)
        if gathering.state == "skipped":
            del event["STATUS"]
            event.add("STATUS", "CANCELLED")
        return event

    def _facts(self, g: Gathering, ritual: Ritual | None) -> _Facts:
        return _Facts(
            one_line(g.name) or texts.UNNAMED, g.on, g.at, g.minutes, one_line(g.place), self._about(g, ritual)
        )

    def _about(self, g: Gathering, ritual: Ritual | None) -> str:
        def names(people: tuple[str, ...]) -> list[str]:
            return [name for person in people if (name := one_line(self._named(person)))]

        lines = [clean(g.invitation or (ritual.invitation if ritual else "")).strip()]
        if ritual:
            lines += [one_line(ritual.gain), one_line(ritual.meaning)]
        if hosts := names((g.host, *g.cohosts) if g.host else ()):
            lines.append(texts.hosts(hosts))
        elif rota := names(ritual.hosts if ritual and not g.host else ()):
            lines.append(texts.host_rota(rota))
        if g.topic:
            lines.append(texts.topic(one_line(g.topic)))
        if g.moved and g.due_on:
            lines.append(texts.moved(g.due_on, one_line(g.why)))
        lines += map(one_line, g.links)
        return "\n".join(filter(None, lines))

    def _event(self, uid: str, facts: _Facts, ritual: Ritual | None) -> Event:
        from icalendar import Event

        begins = wall(facts.day, facts.at, self._zone)
        event = Event()
        event.add("UID", uid)
        event.add("DTSTAMP", self._stamp)
        event.add("LAST-MODIFIED", self._stamp)
        event.add("SEQUENCE", self._sequence)
        event.add("SUMMARY", facts.name)
        event.add("STATUS", "CONFIRMED")
        event.add("DTSTART", begins)
        event.add("DTEND", _end(begins, facts.minutes))
        if facts.about:
            event.add("DESCRIPTION", facts.about)
        if facts.place:
            event.add("LOCATION", facts.place)
        if ritual and ritual.kind != "other":
            event.add("CATEGORIES", [one_line(ritual.kind_label)])
        self._days.append(facts.day)
        return event


def _end(begins: Any, minutes: int | None) -> Any:
    """When an event ends: so many minutes later by the clock of the world, not of the wall."""
    if not isinstance(begins, datetime):
        return begins + timedelta(days=1)
    length = timedelta(minutes=minutes if minutes and 0 < minutes <= _LONGEST_MINUTES else USUAL_MINUTES)
    if begins.tzinfo is None:
        return begins + length
    return (begins.astimezone(UTC) + length).astimezone(begins.tzinfo)


def _series(ritual: Ritual, saved: list[Gathering], last_year: int) -> _Series:
    """A ritual's days as a rule other programs read the same way, single days beside it, and what differs from it."""
    plain = replace(ritual, except_on=(), retired_on=None)
    first = next(ritual_days(plain, ritual.start, date(LAST_YEAR, 12, 31)), None)
    ends = ritual.retired_on
    if first is None or (ends and ends < first):
        return _Series(ritual.start, "", [], [], [], saved)
    known = {g.id: g for g in saved}
    horizon = max([first, *ritual.except_on, *(day for g in saved for day in (g.due_on, g.on) if day)])
    plain = replace(plain, retired_on=ends)
    rule = recurrence_rules.parse_rule(ritual.rule)
    told = _told_plainly(rule)
    if told != rule.text:
        horizon = max(horizon, date(min(max(last_year, first.year + YEARS_AHEAD), LAST_YEAR), 12, 31))
    given = [*ritual_days(plain, first, horizon)]
    in_rule = {*ritual_days(replace(plain, rule=told), ritual.start, horizon)} & {*given} if told else set()
    without, changed, single = {*ritual.except_on} & in_rule, [], []
    for day in given:
        if day in ritual.except_on:
            continue
        gathering = known.pop(occurrence_id(ritual, day), None)
        if day not in in_rule:
            single.append((day, gathering or replace(occurrence(ritual, day), host="")))
        elif gathering and gathering.state == "skipped":
            without.add(day)
        elif gathering:
            changed.append((day, gathering))
    text = _plain_rule(plain, told, min(in_rule)) if in_rule else ""
    return _Series(min(in_rule, default=first), text, sorted(without), changed, single, [*known.values()])


def _told_plainly(rule: recurrence_rules.Rule) -> str:
    """A rule that every program reads the same way, with all days of another one or most of them; or nothing.

    ical.js, and so Thunderbird and Nextcloud, gives each of the days in BYMONTHDAY where BYSETPOS chooses one of them,
    and each Monday for the 20th of a year.
    ‘The 31st, or the last day’ is the last day; of ‘the 30th, or the last day’ all but February's are the 30th.
    """
    month_days, months = rule.numbers.get("BYMONTHDAY", ()), rule.numbers.get("BYMONTH")
    of_the_year = rule.frequency == "YEARLY" and not months and any(which for _, which in rule.weekdays)
    if not of_the_year and "BYWEEKNO" not in rule.numbers and not (month_days and "BYSETPOS" in rule.numbers):
        return rule.text
    falls_back = rule.numbers.get("BYSETPOS") == (-1,) and month_days == (*range(28, 28 + len(month_days)),)
    one_a_month = rule.frequency == "MONTHLY" or (rule.frequency == "YEARLY" and months and len(months) == 1)
    if not (falls_back and one_a_month) or rule.weekdays or {"BYWEEKNO", "BYYEARDAY"} & {*rule.numbers}:
        return ""
    last = month_days[-1] == (29 if months == (2,) else 31)
    parts = (part for part in rule.text.removeprefix("RRULE:").split(";") if not part.startswith("BYSETPOS"))
    said = f"BYMONTHDAY={-1 if last else month_days[-1]}"
    return ";".join(said if part.startswith("BYMONTHDAY") else part for part in parts if part)


def _plain_rule(ritual: Ritual, told: str, first: date) -> str:
    """A rule with nothing left to be understood: what RFC 5545 takes from the start is said, as some programs don't."""
    rule = recurrence_rules.parse_rule(told)
    weekdays = [f"{which or ''}{_CODES[day]}" for day, which in rule.weekdays]
    weekly = rule.frequency == "WEEKLY"
    if weekly and not weekdays:
        weekdays = [_CODES[ritual.start.weekday()]]
    numbers = _plain_numbers(rule, ritual.start, weekdays)
    until, count = _plain_end(ritual, rule, first)
    parts = [f"FREQ={rule.frequency}"]
    parts += [f"INTERVAL={rule.interval}"] if rule.interval > 1 else []
    parts += [f"COUNT={count}"] if count else []
    parts += [f"WKST={_CODES[rule.week_start]}"] if weekly and (rule.interval > 1 or rule.week_start) else []
    parts += [f"{name}={','.join(map(str, values))}" for name, values in sorted(numbers.items())]
    parts += [f"BYDAY={','.join(weekdays)}"] if weekdays else []
    parts += [f"UNTIL={until:%Y%m%d}"] if until else []
    return ";".join(parts)


def _plain_numbers(rule: recurrence_rules.Rule, start: date, weekdays: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The days and months of a rule, those said that it takes from its start."""
    numbers = dict(rule.numbers)
    unsaid = not weekdays and not {"BYMONTHDAY", "BYYEARDAY"} & {*numbers}
    if unsaid and rule.frequency in ("MONTHLY", "YEARLY"):
        numbers["BYMONTHDAY"] = (start.day,)
        if rule.frequency == "YEARLY":
            numbers.setdefault("BYMONTH", (start.month,))
    return numbers


def _plain_end(ritual: Ritual, rule: recurrence_rules.Rule, first: date) -> tuple[date | None, int | None]:
    """The last day of a rule, or its count, where the ritual was ended too."""
    ends = ritual.retired_on
    chose = "BYSETPOS" in ritual.rule.upper() and "BYSETPOS" not in rule.numbers
    if rule.count and chose:  # some of the days it counts are told one by one
        return max(ritual_days(ritual, first, date(LAST_YEAR, 12, 31)), default=None), None
    if not ends:
        return rule.until, rule.count
    if rule.count:
        return rule.until, sum(1 for _ in ritual_days(ritual, first, ends))
    return min(ends, rule.until or ends), rule.count
