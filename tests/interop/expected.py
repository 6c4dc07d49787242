"""What another program has to list of an exported calendar: the book's own gatherings between two days."""

from __future__ import annotations

from collections import Counter
from datetime import date

from store.book.book import Book
from store.calendar.rituals import gatherings

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
Shown = tuple[str, ...]
"""Day, time and title of one gathering; no time where it has none."""


def told(book: Book, last: date = LAST) -> Counter[Shown]:
    """Every gathering of the book that takes place, up to a day."""
    found = [g for g in gatherings(book, FIRST, last) if g.state != "skipped"]
    return Counter((g.on.isoformat(), f"{g.at:%H:%M}" if g.at else "", g.name) for g in found)
