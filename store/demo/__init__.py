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

from store.book import Book
from store.dates import FIRST_YEAR, LAST_YEAR, Clock
from store.demo import (
    agreeing,
    decided,
    deeds,
    growing,
    launching,
    library,
    meetings,
    money,
    people,
    pitching,
    praise,
    support,
)
from store.demo.sample import Sample, workday_from
from store.errors import GuildbookError
from store.launch import Community

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
)
"""What fills the book once its people are known. A new part goes last: each draws from the same chance."""


def build_demo(
    path: Path,
    today: date,
    *,
    volunteers: int = 24,
    months: int = 9,
    seed: int = 1,
    habits: Community | None = None,
) -> None:
    """Write a new book with a sample community.

    Args:
        path: its file, which must not exist yet.
        today: the day it is about; nothing in it was done later.
        volunteers: how many people; never fewer than those of the story.
        months: how long the community exists, at least one.
        seed: another one makes another history.
        habits: whose way of typing dates and starting weeks it has.

    Raises:
        GuildbookError: a book cannot hold days that early or late.
        SaveFailed: there is a file already, or the system refused.
    """
    book = Book.open(path, Clock(today), write=False, create=True)
    sample = Sample(book, today, _first_day(today, months), Random(seed))
    people.departments(sample)
    people.cast(sample)
    people.others(sample, volunteers - len(sample.people))
    for part in PARTS:
        part(sample)
    if habits:
        told = {"date_order": habits.date_order, "week_starts": habits.week_starts}
        sample.add(replace(book.community, **told))
    records = (record for table in book.tables.values() for record in table.values())
    Book.write_new(path, records, book_id=sample.new_id())


def _first_day(today: date, months: int) -> date:
    try:
        start = workday_from(today - relativedelta(months=max(1, months)))
    except (ValueError, OverflowError):
        start = date.min
    if start.year < FIRST_YEAR or today.year >= LAST_YEAR:
        raise GuildbookError(f"A sample needs days from {FIRST_YEAR} to {LAST_YEAR - 1}; ask for fewer months.")
    return start
