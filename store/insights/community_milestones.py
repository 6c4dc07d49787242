"""Milestones of the community: round numbers of attendances, a year, a target reached, half of the departments.

Each is worked out from the records and has one day and one stable key, so that neither undo nor another start tells it
twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from operator import attrgetter

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import held
from store.core.money import AmountFormat
from store.core.text import normalize
from store.finance.kpis import Trend, trends, with_unit
from store.insights.milestones import CELEBRATED_WITHIN
from store.people.stages import MEMBERS, moves_in_order
from store.recognition.recognition import sessions
from store.texts import milestones as texts

ATTENDANCES = (100, 250, 500, 1000, 2500, 5000, 10_000)
"""Numbers of learner attendances that are a milestone."""
FEWEST_DEPARTMENTS = 4
"""Departments from which on half of them is worth telling."""
_YEARS = range(1, 51)


class CommunityMilestone(Struct, frozen=True):
    """One milestone of the community."""

    key: str
    """Stable name of it: ‘attendances-100’, ‘years-1’."""
    on: date
    words: str


def community_milestones(book: Book) -> list[CommunityMilestone]:
    """All of them, those ahead included, the earliest first."""
    return book.cached_query(_all)


def just_reached(book: Book, today: date) -> list[CommunityMilestone]:
    """Those of the last days that no post tells of yet."""
    since = today - timedelta(days=CELEBRATED_WITHIN)
    told = [normalize(post.what) for post in book.posts.values()]
    found = [one for one in community_milestones(book) if since <= one.on <= today]
    return [one for one in found if not any(normalize(one.words) in what for what in told)]


def milestone_of(book: Book, key: str) -> CommunityMilestone | None:
    """The milestone of a key."""
    return next((one for one in community_milestones(book) if one.key == key), None)


def _all(book: Book) -> list[CommunityMilestone]:
    found = [*_attendances(book), *_years(book), *_targets(book), *_departments(book)]
    return sorted(found, key=lambda one: (one.on, one.key))


def _attendances(book: Book) -> Iterator[CommunityMilestone]:
    count, ahead = 0, list(ATTENDANCES)
    for session in sorted(sessions(book, date.min, date.max), key=attrgetter("on", "id")):
        count += session.learners
        while ahead and count >= ahead[0]:
            number = ahead.pop(0)
            yield CommunityMilestone(f"attendances-{number}", session.on, texts.attendances(number))


def _years(book: Book) -> Iterator[CommunityMilestone]:
    for first in held(book, date.min, date.max)[:1]:
        for number in _YEARS:
            yield CommunityMilestone(f"years-{number}", first.on + relativedelta(years=number), texts.years(number))


def _targets(book: Book) -> Iterator[CommunityMilestone]:
    """KPIs on the day of the first reading that was at the target or beyond it."""
    style = AmountFormat(book.community).style
    for one in trends(book):
        for number, reading in enumerate(one.readings, 1):
            way = Trend(one.kpi, one.readings[:number]).way
            if way is not None and way >= 100:
                words = texts.target_reached(one.kpi.name, with_unit(reading.value, one.kpi, style))
                yield CommunityMilestone(f"target-{one.kpi.id}", reading.on, words)
                break


def _departments(book: Book) -> Iterator[CommunityMilestone]:
    """The day on which someone of half of the departments had become a member."""
    of, reached = len(book.departments), set[str]()
    if of < FEWEST_DEPARTMENTS:
        return
    for move in moves_in_order(book):
        who = book.volunteers.get(move.volunteer)
        if who is None or move.stage not in MEMBERS:
            continue
        if who.department in book.departments:
            reached.add(who.department)
        if 2 * len(reached) >= of:
            yield CommunityMilestone("departments-half", move.on, texts.half_the_departments(len(reached), of))
            return
