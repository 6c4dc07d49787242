"""Milestones of members that are worth a word: a round number of sessions led, a year in the community."""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.text import ordinal, pluralize
from store.model.people import Volunteer
from store.people.stages import MEMBERS, members
from store.recognition.recognition import LED, deeds, last_thanks

SESSIONS = (10, 25, 50, 100, 250)
"""Numbers of sessions led that are a milestone."""
CELEBRATED_WITHIN = 28
"""Days after a milestone in which it is celebrated."""


class Milestone(Struct, frozen=True):
    """One milestone that a member has just reached."""

    volunteer: Volunteer
    key: str
    """Stable name of it: ‘sessions-10’, ‘years-1’."""
    on: date
    words: str
    """What it is: ‘10th session led’, ‘1 year in the community’."""


def milestones(book: Book, today: date) -> list[Milestone]:
    """Those of the last days for which no one has thanked the member since, the earliest first."""
    since, thanked = today - timedelta(days=CELEBRATED_WITHIN), last_thanks(book)
    inside = {volunteer.id: volunteer for volunteer in members(book, today)}
    found = [*_years(book, inside, today), *_sessions(book, inside, today, since)]
    return sorted(
        (one for one in found if since <= one.on <= today and thanked.get(one.volunteer.id, date.min) < one.on),
        key=lambda one: (one.on, one.volunteer.name, one.key),
    )


def _years(book: Book, inside: dict[str, Volunteer], today: date) -> Iterator[Milestone]:
    joined: dict[str, date] = {}
    for move in book.moves.values():
        if move.stage in MEMBERS:
            joined[move.volunteer] = min(move.on, joined.get(move.volunteer, move.on))
    for who, volunteer in inside.items():
        first = joined[who]
        years = today.year - first.year - ((today.month, today.day) < (first.month, first.day))
        if years > 0:
            words = f"{pluralize(years, 'year')} in the community"
            yield Milestone(volunteer, f"years-{years}", _anniversary(first, years), words)


def _anniversary(first: date, years: int) -> date:
    """The same day so many years later; of 29 February the last of the month."""
    leap = (first.month, first.day) == (2, 29) and not isleap(first.year + years)
    return first.replace(year=first.year + years, day=28 if leap else first.day)


def _sessions(book: Book, inside: dict[str, Volunteer], today: date, since: date) -> Iterator[Milestone]:
    lately = {deed.volunteer for deed in deeds(book, since, today) if deed.kind in LED} & inside.keys()
    for who, days in _days_of_leading(book, lately, today).items():
        if len(days) < SESSIONS[0]:
            continue
        led = [
            deed.on
            for day in sorted(set(days))
            for deed in deeds(book, day, day)
            if deed.volunteer == who and deed.kind in LED
        ]
        for number in SESSIONS:
            if number <= len(led):
                words = f"{ordinal(number)} session led"
                yield Milestone(inside[who], f"sessions-{number}", led[number - 1], words)


def _days_of_leading(book: Book, people: set[str], today: date) -> dict[str, list[date]]:
    """Each day on which the book tells of a session someone led, which may be told twice: a first, quick look."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for made in book.contributions.values():
        if made.kind in LED and made.on <= today:
            if made.volunteer in people:
                days[made.volunteer].append(made.on)
            for who in made.together:
                if who in people:
                    days[who].append(made.on)
    for gathering in held(book, date.min, today) if people else ():
        if gathering.topic:
            for who in people.intersection((gathering.host, *gathering.cohosts)):
                days[who].append(gathering.on)
    return days
