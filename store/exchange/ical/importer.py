"""Import of another calendar: planned, shown, then carried out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from dateutil.relativedelta import relativedelta

from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line, pluralize
from store.exchange.ical.event_planner import EventPlanner
from store.exchange.ical.events import Group, Zones, groups
from store.exchange.ical.import_plan import CalendarPlan, Entry, coming_words, summary
from store.exchange.ical.parser import CalendarFile, CalendarUnreadable, read_bytes, read_file
from store.exchange.ical.timezones import zone_of

__all__ = [
    "CalendarFile", "CalendarPlan", "CalendarUnreadable", "Entry",
    "carry_out", "coming_words", "plan_import", "read_bytes", "read_file", "summary", "usual_window",
]  # fmt: skip

Progress = Callable[[int, int], None]
"""Called with how many events are done, and of how many."""

MOST_RECORDS = 5_000
"""Rituals and gatherings that one file may hold."""
_TELL_EVERY = 50


def usual_window(today: date) -> tuple[date, date]:
    """The days that are imported unless others are chosen: a year from today."""
    return today, today + relativedelta(years=1)


def plan_import(
    book: Book,
    file: CalendarFile,
    today: date,
    window: tuple[date | None, date | None] = (None, None),
    progress: Progress | None = None,
) -> CalendarPlan:
    """Plan what becomes of every event of a file, changing nothing.

    An event is imported if one of its days lies between the two days: what repeats as a ritual, from its first
    day there on; all else as gatherings. What the book has by its UID stays as it is; what differs is offered.

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
        raise GuildbookError(f"{until} is before {since}. Swap the two dates.")
    zones = Zones(file, zone_of(book.community.timezone), until)
    planner = EventPlanner(book, zones, (since, until), today)
    found, wrong = groups(file, zones)
    planner.expect(group.uid for group in found)
    entries = [planner.unreadable(block.number, one_line(block.text("SUMMARY")), why) for block, why in wrong]
    records = 0
    for done, group in enumerate(found):
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(found))
        for entry in planner.entries(group):
            entries.append(entry)
            records += len(entry.records)
        if records > MOST_RECORDS:
            raise CalendarUnreadable(
                f"This period has more than {MOST_RECORDS:,} gatherings. Choose a shorter one."
            )
    order = sorted(
        entries, key=lambda e: (not e.records, not e.update, e.outside, e.on or since, normalize(e.name), e.key)
    )
    events = len(wrong) + sum(1 if group.master else len(group.changes) for group in found)
    return CalendarPlan(_source(file), since, until, order, events, _whole_file(file, zones, found))


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
        notes.append(f"Not gatherings, so not imported: {join_words(others)}.")
    if file.left:
        notes.append(f"Not imported from the other calendar: {join_words(sorted(file.left))}.")
    return notes


# -- carrying it out -------------------------------------------------------------------------------


def carry_out(
    plan: CalendarPlan,
    change: Change,
    left_out: Collection[str] = (),
    progress: Progress | None = None,
    taken: Collection[str] = (),
) -> None:
    """Put everything a plan holds into one change.

    Args:
        plan: what comes in.
        change: what is saved all together, or not at all.
        left_out: the keys of entries that are to stay out after all.
        progress: told now and then how far it is; may raise to stop.
        taken: the keys of the entries whose change in the other calendar is taken over.

    Raises:
        Invalid: a value that does not fit its field.
    """
    records = [record for entry in plan.coming if entry.key not in left_out for record in entry.records]
    for done, record in enumerate(records):
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(records))
        change.put(record)
    for entry in plan.offered:
        if entry.update and entry.key in taken:
            entry.update(change)
