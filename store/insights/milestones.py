"""Milestones of members that are worth a word: a round number of sessions led, a year in the community."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.core.text import ordinal, pluralize
from store.model.people import Volunteer
from store.people.stages import MEMBERS, members
from store.recognition.recognition import last_thanks, sessions

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
    lately = {who for session in sessions(book, since, today) for who in session.leaders if who in inside}
    led: dict[str, list[date]] = {who: [] for who in lately}
    for session in sessions(book, date.min, date.max):
        for who in session.leaders:
            if who in led and session.on <= today:
                led[who].append(session.on)
    for who, days in led.items():
        if len(days) >= SESSIONS[0]:
            days.sort()
            for number in SESSIONS:
                if number <= len(days):
                    words = f"{ordinal(number)} session led"
                    yield Milestone(inside[who], f"sessions-{number}", days[number - 1], words)
