"""Second import of a calendar: what differs from the book by now.

Offered, old beside new, is when and where an event takes place, and whether it does; names and texts are the book's own.
What the book has held, skipped or retired stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.calendar import occurrences, recurrence_wording
from store.calendar.rituals import occurrence, ritual_days
from store.core.dates import format_day, format_duration
from store.core.record import R
from store.exchange.ical.exporter import uid_of
from store.exchange.ical.import_plan import Entry
from store.model.calendar import Gathering, Ritual

CANCELLED = "cancelled in the other calendar"
_TOLD = ("at", "minutes", "place")
"""What is compared of a ritual and its gatherings, beside their days."""


class Theirs(NamedTuple):
    """Ritual as a file has it, with the gatherings that differ from it."""

    entry: Entry
    ritual: Ritual
    saved: dict[date, Gathering]
    beside: list[Gathering]


def theirs_of(entry: Entry) -> Theirs | None:
    """What a file makes of a series; None where that is no ritual."""
    ritual = next((record for record in entry.records if isinstance(record, Ritual)), None)
    if ritual is None:
        return None
    given = [record for record in entry.records if isinstance(record, Gathering)]
    saved = {gathering.due_on: gathering for gathering in given if gathering.due_on}
    return Theirs(entry, ritual, saved, [gathering for gathering in given if not gathering.due_on])


class Reimport:
    """Compares what a file has with what the book has of it, between two days."""

    def __init__(self, book: Book, window: tuple[date, date], today: date) -> None:
        self._book, self._today = book, today
        self._since, self._until = window
        self.told_alone: set[tuple[str, date]] = set()
        """Days of rituals that the file tells by themselves, each with the ritual's UID."""
        self._rituals: dict[str, list[Ritual]] = {}
        for ritual in sorted(book.rituals.values(), key=lambda ritual: ritual.start):
            for uid in {_base(ritual.uid), uid_of(book, ritual)}:
                self._rituals.setdefault(uid, []).append(ritual)
        self._once: dict[str, Gathering] = {}
        self._of_ritual: dict[str, dict[date, Gathering]] = {}
        self._days_told: dict[str, list[tuple[str, Gathering]]] = {}
        """What happens once with its UID, by the UID of the series it is a day of; a series of one is its own."""
        for gathering in book.gatherings.values():
            uid = uid_of(book, gathering)
            self._once[uid] = gathering
            if gathering.ritual not in book.rituals:
                for series in {uid, uid.rpartition("#")[0] or uid}:
                    self._days_told.setdefault(series, []).append((uid, gathering))
            self._of_ritual.setdefault(gathering.ritual, {})[gathering.due_on or gathering.on] = gathering

    # -- what happens once -------------------------------------------------------------------------

    def once(self, uid: str) -> Gathering | None:
        """The gathering that the book has under a UID."""
        return self._once.get(uid)

    def moved(self, entry: Entry, theirs: Gathering, ours: Gathering) -> Iterator[Entry]:
        """Offer what differs in one gathering."""
        if ours.state != "planned" or not (self._inside(ours.on) or self._inside(theirs.on)):
            return
        if theirs.state == "skipped":
            yield self._cancelled(entry, ours)
        elif differing := [*(["on"] if ours.on != theirs.on else []), *_differing(ours, theirs)]:
            yield self._offered(
                entry, ours.on, (self._when(ours, differing), self._when(theirs, differing)),
                lambda change: change.put(_taken_over(self._now(change, ours), theirs)), ours.id,
            )  # fmt: skip

    def gone(self, entry: Entry, uid: str, given: Iterable[str]) -> Iterator[Entry]:
        """Offer to skip days of a series that are gone from the file.

        Args:
            entry: what is told of the series.
            uid: the UID of the series.
            given: the UIDs of the days that it has.
        """
        known = {*given}
        for own, ours in self._days_told.get(uid, ()):
            if own != uid and own not in known and ours.state == "planned" and self._inside(ours.on):
                yield self._cancelled(entry, ours)

    def _cancelled(self, entry: Entry, ours: Gathering) -> Entry:
        return self._offered(
            entry, ours.on, (self._when(ours, ()), "cancelled"),
            lambda change: change.put(replace(self._now(change, ours), state="skipped", why=CANCELLED)), ours.id,
        )  # fmt: skip

    def called_off(self, entry: Entry, uid: str) -> Iterator[Entry]:
        """Offer to retire what was cancelled, and to skip what is planned of it."""
        since = max(self._since, self._today)
        for ritual in self._going_on(uid):
            if first := next(ritual_days(ritual, since, self._until), None):
                words = self._rhythm(ritual, (), ended=False)
                take = partial(self._retire, occurrence(ritual, first), since)
                yield self._offered(entry, first, (words, "cancelled"), take, ritual.id)
        for _, ours in self._days_told.get(uid, ()):
            if ours.state == "planned" and since <= ours.on:
                yield self._cancelled(entry, ours)

    def _retire(self, first: Gathering, since: date, change: Change) -> None:
        occurrences.skip(self._book, change, first, since, why=CANCELLED, scope="all")

    # -- series ------------------------------------------------------------------------------------

    def series(self, uid: str, found: Sequence[Theirs]) -> Iterator[Entry]:
        """Offer what differs in a series kept as one ritual or several."""
        ours = self._going_on(uid) or self._rituals.get(uid, [])[-1:]
        if not ours or len(found) not in (len(ours), len(ours) + 1) or any(r.retired_on for r in ours):
            return
        if len(found) > len(ours) and {*self._days(ours[-1])} <= {*self._days(found[-1].ritual)}:
            found = found[1:]  # the book has the later part alone, as it was imported from a later day on
        until = self._until
        for number, (own, theirs) in enumerate(zip(ours, found, strict=False)):
            parted = {*self._days(own)} - {*self._days(theirs.ritual)}
            if number == len(ours) - 1 and len(found) > len(ours) and parted:
                until = min(parted) - timedelta(days=1)
                yield self._following(own, found[-1], min(parted))
            yield from self._ritual(own, theirs, until)

    def _going_on(self, uid: str) -> list[Ritual]:
        """The rituals of a UID that have days among those asked for."""
        own = self._rituals.get(uid, [])
        return [ritual for ritual in own if not ritual.retired_on and self._days(ritual)]

    def _days(self, ritual: Ritual, since: date | None = None, until: date | None = None) -> list[date]:
        """The days of a ritual's rule among those asked for, those taken out too."""
        return [*ritual_days(replace(ritual, except_on=()), since or self._since, until or self._until)]

    def _following(self, own: Ritual, theirs: Theirs, day: date) -> Entry:
        new = theirs.ritual

        def take(change: Change) -> None:
            now = self._now(change, own)
            changed = replace(
                occurrences.from_here(now, day), rule=new.rule, start=new.start, at=new.at, minutes=new.minutes,
                place=new.place, uid=new.uid,
            )  # fmt: skip
            kept = occurrences.change_following(self._book, change, now, changed, day, today=self._today)
            uid = now.uid if kept.id == now.id else kept.uid
            change.put(replace(kept, uid=uid, except_on=tuple(sorted({*kept.except_on, *new.except_on}))))
            for due, theirs_on_day in theirs.saved.items():
                ours = self._now(change, occurrence(kept, due))
                skipped = replace(ours, state="skipped", why=CANCELLED)
                change.put(skipped if theirs_on_day.state == "skipped" else _taken_over(ours, theirs_on_day))
            for gathering in theirs.beside:
                change.put(replace(gathering, ritual=kept.id))

        words = f"from {format_day(new.start, self._today)} onwards: {self._rhythm(new, (), ended=False)}"
        return self._offered(theirs.entry, day, (self._rhythm(own, (), ended=False), words), take, "following")

    def _ritual(self, own: Ritual, theirs: Theirs, until: date) -> Iterator[Entry]:
        """Offer what differs in one ritual, and of its days."""
        since = max(self._since, own.start)
        alone = {day for uid, day in self.told_alone if uid == uid_of(self._book, own)}
        before = [day for day in self._days(own, since, until) if day not in alone]
        now = self._days(theirs.ritual, since, until)
        differing = _differing(own, theirs.ritual)
        same_days = before == now
        saved = self._of_ritual.get(own.id, {})
        if not same_days or (differing and not _alike_by_day(own, saved, theirs, now)):
            yield self._changed(own, theirs, differing, same_days=same_days)
        for due in sorted({*now, *theirs.saved}):
            base = own if due in before else _with_rhythm(own, theirs.ritual)
            yield from self._day(theirs, base, saved.get(due), due, known=due in before)
        yield from self._beside(own, theirs, [g for g in saved.values() if not g.due_on])

    def _changed(self, own: Ritual, theirs: Theirs, differing: list[str], *, same_days: bool) -> Entry:
        new = theirs.ritual

        def take(change: Change) -> None:
            now = self._now(change, own)
            changed = replace(now, at=new.at, minutes=new.minutes or now.minutes, place=new.place or now.place)
            if not same_days:
                changed = replace(changed, rule=new.rule, start=new.start)
            kept = occurrences.change_all(self._book, change, now, changed, self._today)
            if not same_days:
                change.put(replace(kept, except_on=tuple(sorted({*kept.except_on, *new.except_on}))))

        old_words = self._rhythm(own, differing, ended=not same_days)
        new_words = self._rhythm(new, differing, ended=not same_days)
        if old_words == new_words:  # the same rule on other days
            new_words = f"{new_words}, from {format_day(new.start, self._today)}"
        return self._offered(theirs.entry, theirs.entry.on, (old_words, new_words), take, own.id)

    def _day(
        self, theirs: Theirs, own: Ritual, saved: Gathering | None, due: date, *, known: bool
    ) -> Iterator[Entry]:
        """Offer what differs in one day that a rule gives."""
        if due in own.except_on or (saved and saved.state != "planned"):
            return
        ours = saved or occurrence(own, due)
        new = None if due in theirs.ritual.except_on else theirs.saved.get(due)
        if due in theirs.ritual.except_on or (new and new.state == "skipped"):
            if known or new:  # else it is left out where the new rule is taken over
                yield self._cancelled(theirs.entry, ours)
            return
        if new is None and (not known or saved is None):
            return
        new = new or occurrence(theirs.ritual, due)
        differing = ["on"] if new.on != ours.on else []
        for name in _differing(ours, new):
            follows = getattr(ours, name) == getattr(own, name) and getattr(new, name) == getattr(
                theirs.ritual, name
            )
            differing += [] if follows else [name]
        if differing:
            taken = new
            yield self._offered(
                theirs.entry, ours.on, (self._when(ours, differing), self._when(new, differing)),
                lambda change: change.put(_taken_over(self._now(change, ours), taken)), ours.id,
            )  # fmt: skip

    def _beside(self, own: Ritual, theirs: Theirs, ours: list[Gathering]) -> Iterator[Entry]:
        """Offer days beside the rule that one side has and the other has not."""
        places = {(g.on, g.at) for g in ours}
        for new in theirs.beside:
            if (new.on, new.at) not in places:
                yield self._offered(
                    theirs.entry, new.on, ("not in the book", self._when(new, ())),
                    partial(_put, replace(new, ritual=own.id)), f"{own.id}:{new.on}:{new.at}",
                )  # fmt: skip
        given = {(g.on, g.at) for g in theirs.beside}
        for gathering in ours:
            planned = gathering.state == "planned" and self._inside(gathering.on)
            if planned and (gathering.on, gathering.at) not in given:
                yield self._cancelled(theirs.entry, gathering)

    def day(self, entry: Entry, uid: str, due: date, theirs: Gathering) -> Iterator[Entry]:
        """Offer what differs in one day of a ritual that the file has alone."""
        for ritual in self._rituals.get(uid, []):
            if not ritual.retired_on and due in self._days(ritual, due, due):
                saved = self._of_ritual.get(ritual.id, {}).get(due)
                yield from self._day(Theirs(entry, ritual, {due: theirs}, []), ritual, saved, due, known=True)

    # -- words and records -------------------------------------------------------------------------

    def _inside(self, day: date) -> bool:
        return self._since <= day <= self._until

    def _now(self, change: Change, ours: R) -> R:
        """A record as it stands by now: what was taken before may have changed it."""
        table = self._book.table_of(type(ours)).name
        pending = change.pending.get(table, {}).get(ours.id)
        return pending if isinstance(pending, type(ours)) else ours

    def _when(self, gathering: Gathering, differing: Sequence[str]) -> str:
        return f"{format_day(gathering.on, self._today)}{_details(gathering, ('at', *differing))}"

    def _rhythm(self, ritual: Ritual, differing: Sequence[str], *, ended: bool) -> str:
        """How a ritual repeats and when, and how long and where if that is otherwise."""
        rule = ritual.rule if ended else ";".join(
            part for part in ritual.rule.split(";") if not part.startswith(("COUNT=", "UNTIL="))
        )  # fmt: skip
        return f"{recurrence_wording.in_words(rule, ritual.start)}{_details(ritual, ('at', *differing))}"

    @staticmethod
    def _offered(
        entry: Entry, on: date | None, words: tuple[str, str], take: Callable[[Change], object], mark: str
    ) -> Entry:
        """An offer to take over what differs.

        Args:
            entry: what is told of the event.
            on: the day it is about.
            words: what the book has, and what the other calendar has.
            take: takes it over.
            mark: what tells it from all else that is offered of the event.
        """
        old, new = words
        return Entry(
            f"{entry.key}:{mark}", entry.name, on, "change", f"{old} → {new}", old=old, new=new, update=take
        )


def _base(uid: str) -> str:
    """The UID of the series that a ritual's UID belongs to: a later part of it has its first day behind it."""
    base, mark, day = uid.rpartition("#")
    return base if mark and day.isdigit() and len(day) == 8 else uid


def _details(record: Ritual | Gathering, names: Sequence[str]) -> str:
    at: time | None = record.at
    found = [f"{at:%H:%M}"] if at else ["all day"] if "at" in names[1:] else []
    if "minutes" in names and record.minutes:
        found.append(format_duration(int(record.minutes)))
    if "place" in names:
        found.append(record.place or "no place")
    return "".join(f", {text}" for text in found)


def _differing(ours: Ritual | Gathering, theirs: Ritual | Gathering) -> list[str]:
    """What of two records differs; a length or place that is not said is no difference."""
    names = [name for name in _TOLD if getattr(ours, name) != getattr(theirs, name)]
    unsaid = {"minutes": None in (ours.minutes, theirs.minutes), "place": not theirs.place}
    return [name for name in names if not unsaid.get(name)]


def _put(record: Gathering, change: Change) -> None:
    change.put(record)


def _alike_by_day(own: Ritual, saved: dict[date, Gathering], theirs: Theirs, days: Sequence[date]) -> bool:
    """Whether two rituals that differ have the same days all the same, each said for itself."""
    return all(
        not _differing(
            saved.get(due) or occurrence(own, due), theirs.saved.get(due) or occurrence(theirs.ritual, due)
        )
        for due in days
        if due not in theirs.ritual.except_on
    )


def _with_rhythm(own: Ritual, theirs: Ritual) -> Ritual:
    return replace(
        own, rule=theirs.rule, start=theirs.start, at=theirs.at, minutes=theirs.minutes, place=theirs.place
    )


def _taken_over(ours: Gathering, theirs: Gathering) -> Gathering:
    """A gathering with the other calendar's day, time, length and place; all else stays."""
    return replace(
        ours, on=theirs.on, at=theirs.at, minutes=theirs.minutes or ours.minutes, place=theirs.place or ours.place
    )
