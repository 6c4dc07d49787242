"""Planning of an import: what becomes of each event of another calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, get_args

from store.book.book import Book
from store.calendar import recurrence_wording
from store.calendar.rituals import occurrence_id
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import normalize, one_line, pluralize
from store.core.validation import build
from store.exchange.ical.events import Event, Group, Moment, Zones
from store.exchange.ical.exporter import day_of, uid_of
from store.exchange.ical.import_plan import Entry
from store.exchange.ical.reimport import CANCELLED, Reimport, theirs_of
from store.exchange.ical.rule_expansion import MOST_DATES, Budget
from store.exchange.ical.series import Series
from store.exchange.ical.this_and_following import parts_of
from store.model.calendar import Gathering, Ritual, RitualKind

_KINDS = {label_of(kind).casefold(): kind for kind in get_args(RitualKind)}
"""The kinds of rituals by what their categories in a file are called."""


class EventPlanner:
    """Decides what becomes of each event."""

    def __init__(self, book: Book, zones: Zones, window: tuple[date, date], today: date) -> None:
        self._book, self._zones, self._today = book, zones, today
        self._since, self._until = window
        self._budget = Budget()
        own: list[Ritual | Gathering] = [*book.rituals.values(), *book.gatherings.values()]
        self._known = {record.uid for record in own if record.uid} | {uid_of(book, record) for record in own}
        self._reimport = Reimport(book, window, today)
        self._offers: list[Entry] = []
        """What differs by now of one UID that the book has."""
        self._people = {normalize(v.email): v.id for v in book.volunteers.values() if v.email}

    def expect(self, uids: Iterable[str]) -> None:
        """Learn which days of rituals the file tells by themselves."""
        self._reimport.told_alone = {*filter(None, map(day_of, uids))}

    # -- one UID -----------------------------------------------------------------------------------

    def unreadable(self, number: int, name: str, why: str) -> Entry:
        """An event that cannot be understood."""
        return Entry(
            f"{number}", name or f"Event {number}", None, "nothing", f"cannot be read: {why}", problem=True
        )

    def entries(self, group: Group) -> Iterator[Entry]:
        """Entries of one UID: what becomes of it, or why it is not imported."""
        for old in group.older:
            yield self._nothing(old, "the file contains a later version")
        self._offers = []
        alone = day_of(group.uid)
        if group.uid in self._known or (alone and alone[0] in self._known):
            yield from self._known_before(group)
        else:
            yield from self._new(group)
        yield from self._offers

    def _new(self, group: Group, *, whole: bool = False) -> Iterator[Entry]:
        """Entries of a UID that is not in the book; see :meth:`_as_ritual` for ``whole``."""
        master = group.master
        if master is None:
            for event in group.changes:
                yield self._lone_change(event)
        elif master.cancelled:
            self._offers += self._reimport.called_off(self._nothing(master, CANCELLED), group.uid)
            for event in [master, *group.changes] if not self._offers else ():
                yield self._nothing(event, CANCELLED)
        elif not master.rules and not master.extra:
            yield from self._single_event(master, group.changes)
        else:
            yield from self._recurring(master, group.changes, whole=whole)

    def _known_before(self, group: Group) -> Iterator[Entry]:
        """Entries of a UID that is in the book: it stays as it is, and what differs by now is offered."""
        master = group.master
        told = [*([master] if master else []), *group.changes]
        entry = self._nothing(told[0], "already in the book")
        if master is None:
            for change in group.changes:
                assert change.replaces
                entry = self._nothing(change, "already in the book")
                state = "skipped" if change.cancelled else "planned"
                theirs = self._gathering(change, change.begins, state=state)
                self._offers += self._reimport.day(entry, group.uid, self._day(change.replaces), theirs)
        elif master.cancelled:
            self._offers += self._reimport.called_off(entry, group.uid)
        elif not master.rules and not master.extra:
            self._single_known(entry, group.uid, self._only(master, group.changes))
        else:
            found = [*filter(None, map(theirs_of, self._new(group, whole=True)))]
            self._offers += self._reimport.series(group.uid, found)
        if not self._offers:
            for event in told:
                yield self._nothing(event, "already in the book")

    def _single_known(self, entry: Entry, uid: str, event: Event | None) -> None:
        if event is None:
            self._offers += self._reimport.called_off(entry, uid)
        else:
            theirs = self._gathering(event, event.begins)
            if ours := self._reimport.once(uid):
                self._offers += self._reimport.moved(entry, theirs, ours)
            elif alone := day_of(uid):
                self._offers += self._reimport.day(entry, *alone, theirs)

    def _nothing(self, event: Event, why: str, *, outside: bool = False) -> Entry:
        return Entry(f"{event.block.number}", event.name, self._day(event.begins), "nothing", why, outside=outside)

    def _outside(self, event: Event, day: date) -> Entry:
        side = "before" if day < self._since else "after"
        return self._nothing(event, f"{format_day(day, self._today)} is {side} the chosen dates", outside=True)

    def _day(self, moment: Moment) -> date:
        return moment.within(self._zones.own).date()

    def _inside(self, day: date) -> bool:
        return self._since <= day <= self._until

    # -- single events -----------------------------------------------------------------------------

    def _single_event(self, master: Event, changes: list[Event]) -> Iterator[Entry]:
        """An event that happens once, and changes of days that it has not."""
        begins = self._zones.instant(master.begins)
        for change in changes:
            if change.replaces and self._zones.instant(change.replaces) != begins:
                yield self._lone_change(change)
        only = self._only(master, changes)
        yield self._single(only) if only else self._nothing(master, CANCELLED)

    def _only(self, master: Event, changes: list[Event]) -> Event | None:
        """An event that happens once, or what the last change of its only day makes of it; None if it is cancelled."""
        begins, only = self._zones.instant(master.begins), master
        for change in sorted(changes, key=lambda event: event.version):
            if (
                change.replaces
                and self._zones.instant(change.replaces) == begins
                and change.version >= master.version
            ):
                only = change
        taken_out = begins in map(self._zones.instant, master.without)
        return None if only.cancelled or taken_out else only

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
        """One day of a series that is not in the file, as in an invitation to that day alone."""
        uid = _uid_of_change(event)
        entry = self._nothing(event, "already in the book")
        if ours := self._reimport.once(uid):
            theirs = self._gathering(event, event.begins, state="skipped" if event.cancelled else "planned")
            self._offers += self._reimport.moved(entry, theirs, ours)
            return entry
        return self._nothing(event, CANCELLED) if event.cancelled else self._single(event, uid)

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
        long = f"it lasts {event.days} days; only the first is imported"
        return (*event.notes, long) if event.days > 1 else event.notes

    # -- what comes back ---------------------------------------------------------------------------

    def _recurring(self, master: Event, changes: list[Event], *, whole: bool) -> Iterator[Entry]:
        before, all_told = "", True
        parts = parts_of(master, changes, self._zones, self._budget)
        told: set[str] = set()
        for part in parts:
            series = Series(part.master, part.changes, self._zones, (self._since, self._until), self._budget)
            entry = self._as_ritual(series, before, whole=whole or len(parts) > 1) or self._as_dates(series)
            yield entry or self._never(part.master, series)
            if entry and entry.becomes == "ritual":
                before = entry.records[0].id
            told |= {self._uid_of_day(series, wall) for _, wall, _ in series.single()}
            for change in series.strays:
                told.add(_uid_of_change(change))
                yield self._lone_change(change)
            all_told = all_told and not series.unreadable
        if not before and all_told and len(told) < MOST_DATES:
            self._offers += self._reimport.gone(self._nothing(master, ""), master.uid, told)

    def _uid_of_day(self, series: Series, original: datetime) -> str:
        """What one day of a series is known by that no ritual can be."""
        several = len(series.moments) + len(series.extra) + len(series.changed) > 1
        return f"{series.master.uid}#{original:%Y%m%dT%H%M}" if several or series.note else series.master.uid

    def _never(self, master: Event, series: Series) -> Entry:
        day = self._day(master.begins)
        if series.unreadable:
            return self.unreadable(
                master.block.number,
                master.name,
                f"its repeat rule is not valid: ‘{one_line(master.rules[0])[:60]}’",
            )
        if day > self._until:
            return self._outside(master, day)
        return self._nothing(master, "none of its dates is among the chosen dates", outside=True)

    def _as_ritual(self, series: Series, before: str, *, whole: bool) -> Entry | None:
        """The series as a ritual with what differs from its rule; None where no ritual can be that.

        Args:
            series: the series, or a part of it.
            before: the id of the ritual that an earlier part of it became.
            whole: make it a ritual also where one day is left of it.
        """
        master, days = series.master, series.ritual_days(whole=whole)
        if not days:
            return None
        start = next(iter(days))
        rule = series.rule_from(start, [*days])
        if not rule:
            return None
        kept = {day for day, uid in series.days_known_as() if day >= start and self._reimport.once(uid)}
        at = None if master.begins.whole_day else Counter(days.values()).most_common(1)[0][0]
        host = self._people.get(master.organiser)
        ritual = build(Ritual, {
            "name": master.name, "kind": _KINDS.get(master.kind, "other"), "start": start, "rule": rule,
            "at": at, "minutes": master.minutes, "place": master.place, "hosts": (host,) if host else (),
            "except_on": tuple(sorted({*series.excepted(start), *kept})), "invitation": master.about,
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
            notes.append(
                "1 day has a different time, because the clocks change on other dates in its time zone"
                if odd == 1
                else f"{odd:,} days have a different time, because the clocks change on other dates in its time zone"
            )
        for change, day in series.changes_since(start):
            if day in kept:
                continue
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
            return self._of(ritual, change, moment, due, state="skipped", why=CANCELLED)
        about = "" if change.about == ritual.invitation else change.about
        return self._of(ritual, change, change.begins, due, invitation=about)

    def _as_dates(self, series: Series) -> Entry | None:
        """The series as gatherings that happen once each; None where none lies in the days asked for."""
        master, notes = series.master, [*series.notes]
        found: list[Gathering] = []
        known: set[str] = set()
        entry = self._nothing(master, "already in the book")
        for event, original, moment in series.single():
            uid = self._uid_of_day(series, original)
            ours = self._reimport.once(uid)
            if ours is None and not self._inside(self._day(moment)):
                continue
            gathering = self._gathering(event, moment, uid=uid)
            if ours:
                known.add(uid)
                self._offers += self._reimport.moved(entry, gathering, ours)
            else:
                found.append(gathering)
        if not found:
            return entry if known else None
        found.sort(key=lambda g: (g.on, g.at or time.min))
        if known:
            notes.append(
                "1 of its gatherings is already in the book"
                if len(known) == 1
                else f"{len(known):,} of its gatherings are already in the book"
            )
        if len(found) == 1:
            return self._one(master, found[0], *notes)
        words = f"{pluralize(len(found), 'gathering')}, {format_day(found[0].on, self._today)} – {format_day(found[-1].on, self._today)}"
        return Entry(f"{master.block.number}", master.name, found[0].on, "gatherings", words,
                     (*notes, *self._notes(master)), tuple(found))  # fmt: skip


def _uid_of_change(event: Event) -> str:
    """What the change of one day is known by, where its series is not in the file."""
    assert event.replaces
    return f"{event.uid}#{event.replaces.wall:%Y%m%dT%H%M}"


def _told(records: list[Ritual | Gathering], ritual: Ritual, odd: int) -> Iterator[str]:
    """How the days of a ritual differ from its rule."""
    given = [g for g in records[1 + odd :] if isinstance(g, Gathering)]
    for what, number in (
        ("left out", len(ritual.except_on)),
        ("skipped", sum(g.state == "skipped" for g in given)),
        ("moved", sum(g.moved and g.state != "skipped" for g in given)),
        ("changed", sum(g.due_on is not None and not g.moved and g.state != "skipped" for g in given)),
        ("outside its repeat rule", sum(g.due_on is None for g in given)),
    ):
        if number:
            yield f"{pluralize(number, 'day')} {what}"
