"""To-dos about gatherings: recording, preparing, finding and reminding hosts, and writing up."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.calendar.occurrences import left_to_prepare
from store.calendar.rituals import (
    HOST_BEFORE,
    WRITE_UP_AFTER,
    gatherings,
    likely_host,
    unmarked,
    without_host,
    without_notes,
)
from store.core.dates import format_day
from store.core.record import ORGANISER
from store.core.text import join_words, pluralize
from store.model.calendar import Gathering
from store.people.directory import last_contact, name_of
from store.week.action import Act, DealWithGathering

PREPARE_BEFORE = 7
"""Days before a gathering in which it is prepared and its host reminded."""
WRITE_UP_UNTIL = 28
"""Days after which a gathering is no longer written up: no one remembers."""


def _records(book: Book, today: date) -> Iterator[Act]:
    return (record_act(gathering, today) for gathering in unmarked(book, today))


def record_act(gathering: Gathering, today: date) -> Act:
    """The to-do of a gathering to record."""
    why = f"{gathering.name} was planned for {format_day(gathering.on, today)}. Was it held, and who attended?"
    reason = f"planned for {format_day(gathering.on, today)}, not recorded yet"
    return Act(
        f"mark:{gathering.id}", "record", gathering.id, gathering.name, reason, why, DealWithGathering(gathering.id, "mark held"),
        since=gathering.on + timedelta(days=1),
    )  # fmt: skip


def _soon(book: Book, today: date) -> list[Gathering]:
    near = gatherings(book, today, today + timedelta(days=PREPARE_BEFORE))
    return [gathering for gathering in near if gathering.state == "planned"]


def _preparations(book: Book, today: date) -> Iterator[Act]:
    for gathering in _soon(book, today):
        left = left_to_prepare(book, gathering)
        if not left:
            continue
        host = name_of(book, gathering.host) if gathering.host else "no one yet"
        reason = (
            f"{format_day(gathering.on, today)} · {pluralize(len(left), 'item')} open: {join_words(left, most=3)}"
        )
        why = f"{gathering.name} is on {format_day(gathering.on, today)}, hosted by {host}. Still to prepare: {join_words(left)}."
        yield Act(
            f"prepare:{gathering.id}", "prepare", gathering.id, gathering.name, reason, why, DealWithGathering(gathering.id, "prepare"),
            since=gathering.on - timedelta(days=PREPARE_BEFORE), on=gathering.on, to="tick prepared items",
        )  # fmt: skip


def _hosts(book: Book, today: date) -> Iterator[Act]:
    for gathering in without_host(book, today):
        likely = likely_host(book, gathering, today)
        reason = f"no host for {format_day(gathering.on, today)}"
        why = f"No one hosts {gathering.name} on {format_day(gathering.on, today)} yet."
        if likely:
            attended = f"attended {pluralize(likely[1], 'time')}"
            reason = f"{reason}; {likely[0].name} {attended}"
            why = f"{why} {likely[0].name} has {attended} and never hosted: ask them first."
        yield Act(
            f"host:{gathering.id}", "find_host", gathering.id, gathering.name, reason, why, DealWithGathering(gathering.id, "pick host"),
            since=gathering.on - timedelta(days=HOST_BEFORE), on=gathering.on,
        )  # fmt: skip


def _host_reminders(book: Book, today: date) -> Iterator[Act]:
    """Hosts with whom there was no contact in the week before their gathering."""
    talked = last_contact(book)
    for gathering in _soon(book, today):
        first = gathering.on - timedelta(days=PREPARE_BEFORE)
        if gathering.host in ("", ORGANISER) or talked.get(gathering.host, date.min) >= first:
            continue
        name = name_of(book, gathering.host)
        reason = f"hosts {gathering.name} on {format_day(gathering.on, today)}"
        why = f"{name} hosts {gathering.name} on {format_day(gathering.on, today)}. You have not been in contact this week."
        yield Act(
            f"remind:{gathering.id}:{gathering.host}", "remind_host", gathering.host, name, reason, why, DealWithGathering(gathering.id, "remind host"),
            since=first, on=gathering.on, press="week.copy", to="copy a reminder and record the contact", gathering=gathering.name,
        )  # fmt: skip


def _write_ups(book: Book, today: date) -> Iterator[Act]:
    for gathering in without_notes(book, today, back=WRITE_UP_UNTIL):
        reason = f"held {format_day(gathering.on, today)}, no notes yet"
        why = f"{gathering.name} had {pluralize(len(gathering.attended), 'attendee')}. Write it up while you remember it."
        yield Act(
            f"notes:{gathering.id}", "write_up", gathering.id, gathering.name, reason, why, DealWithGathering(gathering.id, "write up"),
            since=gathering.on + timedelta(days=WRITE_UP_AFTER),
        )  # fmt: skip


GATHERING_SOURCES = (_records, _preparations, _hosts, _host_reminders, _write_ups)
