"""Readings that are due: KPIs which recipients watch and which were not read for longer than usual."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from msgspec import Struct

from store.book.book import Book
from store.finance.kpis import trend
from store.model.finance import Kpi

USUAL = 91
"""Days between two readings of a KPI that has none yet to go by."""
SOONEST, LATEST = 28, 183
"""Days after which a reading is due at the soonest, and at the latest."""


class ReadingDue(Struct, frozen=True):
    """A KPI that recipients watch and that was not read for longer than usual."""

    kpi: Kpi
    last: date
    """The day of its last reading, or of the baseline."""
    on: date
    """The day on which a reading was due."""
    watchers: tuple[str, ...]
    """The stakeholders who watch it."""


def readings_due(book: Book, today: date) -> list[ReadingDue]:
    """The KPIs that a stakeholder watches and whose next reading is due, the longest overdue first.

    It is due when the last one is older than readings of that KPI usually lie apart.
    """
    found = []
    for kpi in book.kpis.values():
        watchers = tuple(sorted(who.id for who in book.stakeholders.values() if who.watches == kpi.id))
        if not watchers:
            continue
        days = [kpi.baseline_on, *(one.on for one in trend(book, kpi).readings)]
        gaps = [(after - before).days for before, after in pairwise(days)]
        usual = min(max(int(median(gaps)) if gaps else USUAL, SOONEST), LATEST)
        on = days[-1] + timedelta(days=usual)
        if on <= today:
            found.append(ReadingDue(kpi, days[-1], on, watchers))
    return sorted(found, key=lambda due: (due.on, due.kpi.id))
