"""What a day without gatherings offers to who plans one: who is away, who could host, what was requested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.book.book import Book
from store.calendar.hosting import never_hosted
from store.core.dates import format_day_short
from store.core.text import join_words, pluralize, quoted
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from store.people.absences import EVERYONE, absences, closing_on, covering, told_closed
from store.people.directory import name_of
from store.training.training_requests import open_requests, state_of

NAMED = 3
"""People and requests that a line names; of more, their number."""


def without_date(book: Book) -> Sequence[TrainingRequest]:
    """The open training requests for which no session is planned, the oldest first."""
    return book.cached_query(_without_date)


def _without_date(book: Book) -> tuple[TrainingRequest, ...]:
    return tuple(request for request in open_requests(book) if state_of(book, request) != "scheduled")


def away_on(book: Book, day: date) -> list[Absence]:
    """Who is away on a day, those first who are back first."""
    known = absences(book)
    found = (covering(known, who, day) for who in known if who != EVERYONE)
    return sorted((a for a in found if a), key=lambda a: (a.until, name_of(book, a.volunteer), a.id))


def could_host(book: Book, day: date, today: date) -> list[str]:
    """The names of the regular attendees who have never hosted and are there that day, the likeliest first."""
    ready = book.cached_query(never_hosted, today)
    away = {absence.volunteer for absence in away_on(book, day)}
    return [one.volunteer.name for one in ready if one.turn is None and one.volunteer.id not in away]


def about_day(book: Book, day: date, today: date) -> list[str]:
    """What to know before something is planned on a day, a line each."""
    lines = []
    if closing := closing_on(book, day):
        lines.append(f"! The community is {told_closed(closing, today)}.")
    if away := away_on(book, day):
        names = [f"{name_of(book, a.volunteer)} until {format_day_short(a.until, today)}" for a in away]
        lines.append(f"Away: {join_words(names, most=NAMED)}.")
    if day >= today:
        lines += [*hosts_line(book, day, today), *requests_line(book, without_date(book))]
    return lines


def hosts_line(book: Book, day: date, today: date) -> list[str]:
    """Who could be asked to host that day."""
    names = could_host(book, day, today)
    return [f"Regular attendees who have never hosted: {join_words(names, most=NAMED)}."] if names else []


def requests_line(book: Book, requests: Sequence[TrainingRequest]) -> list[str]:
    """The training requests for which a day is wanted."""
    if not requests:
        return []
    topics = join_words([quoted(request.topic) for request in requests], most=NAMED)
    return [f"{pluralize(len(requests), 'training request')} without a date: {topics}."]
