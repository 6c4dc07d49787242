"""What a day without gatherings offers to who plans one: who is away, who could host, what was requested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from screens.widgets.facts import Fact
from store.book.book import Book
from store.calendar.hosting import never_hosted
from store.core.dates import format_day_short
from store.core.text import join_words, pluralize, quoted
from store.model.people import Absence
from store.model.training_requests import TrainingRequest
from store.people.absences import EVERYONE, absences, closing_on, covering, told_absence
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


def about_day(book: Book, day: date, today: date) -> Iterator[Fact]:
    """What to know before something is planned on a day."""
    if closing := closing_on(book, day):
        yield Fact(f"! {told_absence(book, closing, today)}.", "warn")
    names = [f"{name_of(book, a.volunteer)} until {format_day_short(a.until, today)}" for a in away_on(book, day)]
    yield Fact(join_words(names, most=NAMED), label="Away")
    if day >= today:
        yield hosts_fact(book, day, today)
        yield requests_fact(without_date(book))


def hosts_fact(book: Book, day: date, today: date) -> Fact:
    """Who could be asked to host that day; without a text where no one is ready."""
    names = could_host(book, day, today)
    told = f"{join_words(names, most=NAMED)}: regular attendees who have never hosted." if names else ""
    return Fact(told, label="Could host")


def requests_fact(requests: Sequence[TrainingRequest]) -> Fact:
    """The training requests for which a day is wanted."""
    topics = join_words([quoted(request.topic) for request in requests], most=NAMED)
    told = f"{pluralize(len(requests), 'training request')} without a date: {topics}." if requests else ""
    return Fact(told, label="Requests")
