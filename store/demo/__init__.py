"""A believable sample community, dated around any day: a throw-away book to look around in.

The words are in :mod:`store.demo.words`, each room of the book is filled by a module of its own. Chance comes from a
seed and days are counted from ``today``, so the same seed and day make the same book to the byte.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import FIRST_YEAR, LAST_YEAR, Clock
from store.core.errors import GuildbookError
from store.demo import (
    agreeing,
    decided,
    deeds,
    demand,
    growing,
    launching,
    library,
    meetings,
    money,
    people,
    pitching,
    praise,
    publishing,
    support,
)
from store.demo.sample import Sample, workday_from
from store.model.community import Community

PARTS = (
    people.moves,
    people.roles,
    meetings.rituals,
    meetings.gatherings,
    deeds.contributions,
    deeds.thanks,
    money.costs,
    support.allies,
    support.contacts,
    pitching.figures,
    support.updates,
    meetings.hosts_in_turn,
    library.library,
    growing.asks,
    growing.checklists,
    people.further,
    growing.readiness,
    growing.teaching,
    decided.decided,
    pitching.pitch,
    launching.launching,
    praise.praise,
    agreeing.agreed,
    agreeing.survey,
    support.duties,
    support.posts,
    publishing.publishing,
    people.absences,
    growing.mentoring,
    demand.requests,
    growing.session_plans,
)
"""What fills the book once its people are known. A new part goes last: each draws from the same chance."""


def build_demo(path: Path, today: date, *, volunteers: int = 24, months: int = 9, seed: int = 1) -> None:
    """Write a new book with a sample community; see :func:`begin_demo`.

    Raises:
        GuildbookError: a book cannot hold days that early or late.
        SaveFailed: there is a file already, or the system refused.
    """
    sample = _sample(path, today, volunteers, months, seed)
    book_id = sample.new_id()
    Book.write_new(path, [*sample.records(), *sample.update_texts.written()], book_id=book_id)


def begin_demo(
    path: Path,
    clock: Clock,
    *,
    volunteers: int = 24,
    months: int = 9,
    seed: int = 1,
    habits: Community | None = None,
) -> Book:
    """A new book with a sample community, open; its file is made once it is claimed.

    Args:
        path: where that will be.
        clock: the time it keeps; nothing in it was done later than today.
        volunteers: how many people; never fewer than those of the story.
        months: how long the community exists, at least one.
        seed: another one makes another history.
        habits: whose way of typing dates and starting weeks it has.

    Raises:
        GuildbookError: a book cannot hold days that early or late.
    """
    sample = _sample(path, clock.today(), volunteers, months, seed)
    if habits:
        told = {"date_order": habits.date_order, "week_starts": habits.week_starts}
        sample.add(replace(sample.book.community, **told))
    book_id = sample.new_id()
    return Book.beginning_with(
        path, sample.records(), later=sample.update_texts.written, book_id=book_id, clock=clock
    )


def _sample(path: Path, today: date, volunteers: int, months: int, seed: int) -> Sample:
    book = Book.open(path, Clock(today), write=False, create=True, anew=True)
    sample = Sample(book, today, _first_day(today, months), Random(seed))
    people.departments(sample)
    people.cast(sample)
    people.others(sample, volunteers - len(sample.people))
    for part in PARTS:
        part(sample)
    return sample


def _first_day(today: date, months: int) -> date:
    try:
        start = workday_from(today - relativedelta(months=max(1, months)))
    except (ValueError, OverflowError):
        start = date.min
    if start.year < FIRST_YEAR or today.year >= LAST_YEAR:
        raise GuildbookError(f"A sample needs days from {FIRST_YEAR} to {LAST_YEAR - 1}; ask for fewer months.")
    return start
