"""All that the sections of one text are written from: the facts, those of the period before, and what was told before."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.model.stakeholders import Kind, Leg, Stakeholder
from store.updates.commitments import Promise
from store.updates.metrics import Activity, Facts, activity
from store.updates.outcomes import Row
from store.updates.told import Told

ALIKE = 3
"""Days by which two periods that are compared may differ, as months do."""
LONG = 75
"""Days from which on a period is told by month or quarter."""


class RenderedSection(Struct, frozen=True):
    """Rendered section: its figure for the list, its words, the rows behind them."""

    figure: str
    words: str
    rows: tuple[Row, ...] = ()
    waits: str = ""
    """What its sender must decide before this leaves the house."""
    suggestion: str = ""
    """Words to begin with where it waits for some."""


class Context(Struct, frozen=True):
    """What one text is written from."""

    book: Book
    readers: tuple[Stakeholder, ...]
    facts: Facts
    before: Activity
    """What was done in the period before."""
    told: Told
    kind: Kind
    promises: tuple[Promise, ...] = ()

    @property
    def picture(self) -> bool:
        """Whether figures are drawn as bars."""
        return self.kind == "charts"

    @property
    def brief(self) -> bool:
        """Whether it is a quick overview."""
        return self.kind == "quick_overview"

    @property
    def leg(self) -> Leg:
        """The side whose concerns come first: that of the first reader."""
        return self.readers[0].leg if self.readers else "management"

    @property
    def is_long(self) -> bool:
        """Whether it tells of a quarter or more."""
        return (self.facts.until - self.facts.since).days >= LONG

    @property
    def has_table(self) -> bool:
        """Whether its figures stand in one table, by month or quarter."""
        return self.is_long and not self.brief


def activity_before(book: Book, told: Told, since: date, until: date) -> Activity:
    """What was done in the period before: that of the last update where the two can be compared, else one as long."""
    days = (until - since).days + 1
    for last in told.latest[:1]:
        if since - last.until == timedelta(days=1) and abs((last.until - last.since).days + 1 - days) <= ALIKE:
            return activity(book, last.since, last.until)
    if since.toordinal() <= days:
        return Activity(since, until)
    return activity(book, since - timedelta(days=days), since - timedelta(days=1))
