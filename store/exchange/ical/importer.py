"""Bringing in another calendar: what becomes of each of its events, to be shown first and carried out then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time
from typing import Any, get_args

from dateutil.relativedelta import relativedelta

from store.book.book import Book
from store.book.transaction import Change
from store.calendar import recurrence_wording
from store.calendar.rituals import occurrence_id
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.labels import label_of
from store.core.text import join_words, normalize, one_line, pluralize
from store.core.validation import build
from store.exchange.ical.events import Event, Group, Moment, Zones, groups
from store.exchange.ical.exporter import is_day_of, uid_of
from store.exchange.ical.import_plan import CalendarPlan, Entry, coming_words, summary
from store.exchange.ical.parser import CalendarFile, CalendarUnreadable, read_bytes, read_file
from store.exchange.ical.rule_expansion import Budget
from store.exchange.ical.series import Series
from store.exchange.ical.this_and_following import parts_of
from store.exchange.ical.timezones import zone_of
from store.model.calendar import Gathering, Ritual, RitualKind

__all__ = [
    "CalendarFile", "CalendarPlan", "CalendarUnreadable", "Entry",
    "carry_out", "coming_words", "plan_import", "read_bytes", "read_file", "summary", "usual_window",
]  # fmt: skip

Progress = Callable[[int, int], None]
"""Called with how many events are done, and of how many."""

MOST_RECORDS = 5_000
"""Rituals and gatherings that one file may bring in at once."""
_TELL_EVERY = 50
_KINDS = {label_of(kind).casefold(): kind for kind in get_args(RitualKind)}


def usual_window(today: date) -> tuple[date, date]:
    """The days asked for unless somebody says otherwise: from today on, a year."""
    return today, today + relativedelta(years=1)


def plan_import(
    book: Book,
    file: CalendarFile,
    today: date,
    window: tuple[date | None, date | None] = (None, None),
    progress: Progress | None = None,
) -> CalendarPlan:
    """Work out what becomes of every event of a file. The book is only looked at.

    An event comes in where one of its days lies between the two days: what comes back as a ritual, from its first
    day there on; all else as gatherings. What is known by its UID stays as it is in the book.

    Args:
        book: where it is to go.
        file: what was read.
        today: what the two days go by where they are not given.
        window: the first and the last day asked for; see :func:`usual_window`.
        progress: told now and then how far it is; may raise to stop.

    Raises:
        CalendarUnreadable: the file asks for too much.
        GuildbookError: the book's own time zone is none, or the days are the wrong way round.
    """
    since = window[0] or today
    until = window[1] or usual_window(since)[1]
    if until < since:
        raise GuildbookError(f"{until} lies before {since}; turn the two days round.")
    zones = Zones(file, zone_of(book.community.timezone), until)
    planner = _Planner(book, zones, since, until, today)
    found, wrong = groups(file, zones)
    entries = [planner.unreadable(block.number, one_line(block.text("SUMMARY")), why) for block, why in wrong]
    records = 0
    for done, group in enumerate(found):
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(found))
        for entry in planner.entries(group):
            entries.append(entry)
            records += len(entry.records)
        if records > MOST_RECORDS:
            raise CalendarUnreadable(f"More than {MOST_RECORDS:,} gatherings lie in these days; choose fewer days.")
    order = sorted(entries, key=lambda e: (not e.records, e.outside, e.on or since, normalize(e.name), e.key))
    return CalendarPlan(_source(file), since, until, order, _whole_file(file, zones, found))


def _source(file: CalendarFile) -> str:
    product = normalize(file.product)
    known = {"google": "Google Calendar", "outlook": "Outlook", "microsoft": "Outlook", "exchange": "Outlook",
             "apple": "Apple Calendar", "khal": "khal", "pimutils": "khal", "mozilla": "Thunderbird",
             "nextcloud": "Nextcloud", "guildbook": "Guildbook"}  # fmt: skip
    return next((name for word, name in known.items() if word in product), "A calendar")


def _whole_file(file: CalendarFile, zones: Zones, found: list[Group]) -> list[str]:
    notes = []
    if zones.kept:
        notes.append(f"The book has no time zone yet, so times stay as they are in {one_line(zones.kept)}.")
    elif zones.own is None and any(group.master and group.master.begins.zone for group in found):
        notes.append("The book has no time zone yet, so times stay as they are written.")
    if file.others:
        others = [
            pluralize(n, kind, f"{kind[:-1]}ies" if kind.endswith("y") else "") for kind, n in file.others.items()
        ]
        notes.append(f"No gatherings, so left aside: {join_words(others)}.")
    if file.left:
        notes.append(f"Stays in the other calendar: {join_words(sorted(file.left))}.")
    return notes


class _Planner:
    """Decides what becomes of each event."""

    def __init__(self, book: Book, zones: Zones, since: date, until: date, today: date) -> None:
        self._book, self._zones, self._today = book, zones, today
        self._since, self._until = since, until
        self._budget = Budget()
        own: list[Ritual | Gathering] = [*book.rituals.values(), *book.gatherings.values()]
        self._known = {record.uid for record in own if record.uid} | {uid_of(book, record) for record in own}
        self._people = {normalize(v.email): v.id for v in book.volunteers.values() if v.email}

    # -- one UID -----------------------------------------------------------------------------------

    def unreadable(self, number: int, name: str, why: str) -> Entry:
        """An event that cannot be understood."""
        return Entry(
            f"{number}", name or f"Event {number}", None, "nothing", f"cannot be read: {why}", problem=True
        )

    def entries(self, group: Group) -> Iterator[Entry]:
        """What becomes of everything of one UID."""
        for old in group.older:
            yield self._nothing(old, "a later version of it is in the file too")
        master = group.master
        if group.uid in self._known or is_day_of(group.uid, self._known):
            for event in [*([master] if master else []), *group.changes]:
                yield self._nothing(event, "in the book already")
        elif master is None:
            for event in group.changes:
                yield self._lone_change(event)
        elif master.cancelled:
            for event in [master, *group.changes]:
                yield self._nothing(event, "cancelled there")
        elif not master.rules and not master.extra:
            yield from self._single_event(master, group.changes)
        else:
            yield from self._recurring(master, group.changes)

    def _nothing(self, event: Event, why: str, *, outside: bool = False) -> Entry:
        return Entry(f"{event.block.number}", event.name, self._day(event.begins), "nothing", why, outside=outside)

    def _outside(self, event: Event, day: date) -> Entry:
        side = "before" if day < self._since else "after"
        return self._nothing(event, f"{format_day(day, self._today)} lies {side} the days chosen", outside=True)

    def _day(self, moment: Moment) -> date:
        return moment.within(self._zones.own).date()

    def _inside(self, day: date) -> bool:
        return self._since <= day <= self._until

    # -- single events -----------------------------------------------------------------------------

    def _single_event(self, master: Event, changes: list[Event]) -> Iterator[Entry]:
        """An event that happens once, or what a change of its only day makes of it."""
        begins, only = self._zones.instant(master.begins), master
        for change in sorted(changes, key=lambda event: event.version):
            assert change.replaces
            if self._zones.instant(change.replaces) != begins:
                yield self._lone_change(change)
            elif change.version >= master.version:
                only = change
        taken_out = begins in map(self._zones.instant, master.without)
        yield self._nothing(only, "cancelled there") if only.cancelled or taken_out else self._single(only)

    def _single(self, event: Event, uid: str = "") -> Entry:
        if not self._inside(day := self._day(event.begins)):
            return self._outside(event, day)
        return self._one(event, self._gathering(event, event.begins, uid=uid or event.uid))

    def _one(self, event: Event, gathering: Gathering, *notes: str) -> Entry:
        at = f" at {gathering.at:%H:%M}" if gathering.at else ""
        words = f"once, {format_day(gathering.on, self._today)}{at}"
        return Entry(f"{event.block.number}", event.name, gathering.on, "gathering", words,
                     (*notes, *self._notes(event)), (gathering,))  # fmt: skip

    def _lone_change(self, event: Event) -> Entry:
        """One day of a series that is not in the file: somebody was asked to this one only."""
        assert event.replaces
        uid = f"{event.uid}#{event.replaces.wall:%Y%m%dT%H%M}"
        if uid in self._known:
            return self._nothing(event, "in the book already")
        return self._nothing(event, "cancelled there") if event.cancelled else self._single(event, uid)

    def _gathering(self, event: Event, begins: Moment, **more: Any) -> Gathering:
        local = begins.within(self._zones.own)
        host = self._people.get(event.organiser, "")
        values: dict[str, Any] = {
            "name": event.name,
            "on": local.date(),
            "at": None if begins.whole_day else local.time(),
            "minutes": event.minutes,
            "place": event.place,
            "host": host,
            "invitation": event.about,
        }
        return build(Gathering, values | more)

    def _notes(self, event: Event) -> tuple[str, ...]:
        long = f"it takes {event.days} days; only the first one is imported"
        return (*event.notes, long) if event.days > 1 else event.notes

    # -- what comes back ---------------------------------------------------------------------------

    def _recurring(self, master: Event, changes: list[Event]) -> Iterator[Entry]:
        before = ""
        for part in parts_of(master, changes, self._zones, self._budget):
            series = Series(part.master, part.changes, self._zones, (self._since, self._until), self._budget)
            entry = self._as_ritual(series, before) or self._as_dates(series)
            yield entry or self._never(part.master, series)
            if entry and entry.becomes == "ritual":
                before = entry.records[0].id
            for change in series.strays:
                yield self._lone_change(change)

    def _never(self, master: Event, series: Series) -> Entry:
        day = self._day(master.begins)
        if series.unreadable:
            return self.unreadable(master.block.number, master.name, "its rule is not one of RFC 5545")
        if day > self._until:
            return self._outside(master, day)
        return self._nothing(master, "none of its days lies in the days chosen", outside=True)

    def _as_ritual(self, series: Series, before: str) -> Entry | None:
        """The series as a ritual with what differs from its rule; None where no ritual can be that.

        Args:
            series: the series, or a part of it.
            before: the id of the ritual that an earlier part of it became.
        """
        master, days = series.master, series.ritual_days()
        if not days:
            return None
        start = next(iter(days))
        rule = series.rule_from(start, [*days])
        if not rule:
            return None
        at = None if master.begins.whole_day else Counter(days.values()).most_common(1)[0][0]
        host = self._people.get(master.organiser)
        ritual = build(Ritual, {
            "name": master.name, "kind": _KINDS.get(master.kind, "other"), "start": start, "rule": rule,
            "at": at, "minutes": master.minutes, "place": master.place, "hosts": (host,) if host else (),
            "except_on": series.excepted(start), "invitation": master.about,
            "uid": f"{master.uid}#{start:%Y%m%d}" if before else master.uid, "continues": before,
        })  # fmt: skip
        records: list[Ritual | Gathering] = [ritual]
        notes = [*self._notes(master), *series.notes]
        for day, local in days.items():
            if at is not None and local != at and day not in series.changed_days and day not in ritual.except_on:
                moment = Moment(datetime.combine(day, local))
                records.append(self._of(ritual, master, moment, day, place=ritual.place))
        odd = len(records) - 1
        if odd:
            notes.append(f"{pluralize(odd, 'day is', 'days are')} at another time, as its own time zone has it")
        for change, day in series.changes_since(start):
            records.append(self._changed(ritual, change, day))
            notes += [note for note in self._notes(change) if note not in notes]
        for moment in series.extra_inside():
            records.append(self._gathering(master, moment, ritual=ritual.id))
        words = f"{recurrence_wording.in_words(rule, start)}{f', {at:%H:%M}' if at else ''}, from {format_day(start, self._today)}"
        return Entry(f"{master.block.number}", master.name, start, "ritual", words,
                     (*notes, *_told(records, ritual, odd)), tuple(records))  # fmt: skip

    def _of(self, ritual: Ritual, event: Event, moment: Moment, due: date, **more: Any) -> Gathering:
        values = {"ritual": ritual.id, "due_on": due, "id": occurrence_id(ritual, due)} | more
        return self._gathering(event, moment, **values)

    def _changed(self, ritual: Ritual, change: Event, due: date) -> Gathering:
        if change.cancelled:
            moment = Moment(datetime.combine(due, ritual.at or time()), whole_day=ritual.at is None)
            return self._of(ritual, change, moment, due, state="skipped", why="cancelled in the other calendar")
        about = "" if change.about == ritual.invitation else change.about
        return self._of(ritual, change, change.begins, due, invitation=about)

    def _as_dates(self, series: Series) -> Entry | None:
        """The series as gatherings that happen once each; None where none lies in the days asked for."""
        master, notes = series.master, [*series.notes]
        several = len(series.moments) + len(series.extra) + len(series.changed) > 1
        found: list[Gathering] = []
        skipped = 0
        for event, original, moment in series.single():
            uid = f"{master.uid}#{original:%Y%m%dT%H%M}" if several or series.note else master.uid
            if uid in self._known:
                skipped += 1
            elif self._inside(self._day(moment)):
                found.append(self._gathering(event, moment, uid=uid))
        if not found:
            return self._nothing(master, "in the book already") if skipped else None
        found.sort(key=lambda g: (g.on, g.at or time.min))
        if skipped:
            notes.append(f"{pluralize(skipped, 'of its days is', 'of its days are')} in the book already")
        if len(found) == 1:
            return self._one(master, found[0], *notes)
        words = f"{pluralize(len(found), 'gathering')}, {format_day(found[0].on, self._today)} – {format_day(found[-1].on, self._today)}"
        return Entry(f"{master.block.number}", master.name, found[0].on, "gatherings", words,
                     (*notes, *self._notes(master)), tuple(found))  # fmt: skip


def _told(records: list[Ritual | Gathering], ritual: Ritual, odd: int) -> Iterator[str]:
    """How the days of a ritual differ from its rule."""
    given = [g for g in records[1 + odd :] if isinstance(g, Gathering)]
    for what, number in (
        ("left out", len(ritual.except_on)),
        ("skipped", sum(g.state == "skipped" for g in given)),
        ("moved", sum(g.moved and g.state != "skipped" for g in given)),
        ("changed", sum(g.due_on is not None and not g.moved and g.state != "skipped" for g in given)),
        ("beside its rule", sum(g.due_on is None for g in given)),
    ):
        if number:
            yield f"{pluralize(number, 'day')} {what}"


# -- carrying it out -------------------------------------------------------------------------------


def carry_out(
    plan: CalendarPlan,
    change: Change,
    left_out: Collection[str] = (),
    progress: Progress | None = None,
) -> None:
    """Put everything a plan holds into one change.

    Args:
        plan: what comes in.
        change: what is saved all together, or not at all.
        left_out: the keys of entries that are to stay out after all.
        progress: told now and then how far it is; may raise to stop.

    Raises:
        Invalid: a value that does not fit its field.
    """
    records = [record for entry in plan.coming if entry.key not in left_out for record in entry.records]
    for done, record in enumerate(records):
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(records))
        change.put(record)
