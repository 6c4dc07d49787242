"""What tests of the store begin with: the day they stand on, and records put into a book in one change."""

from __future__ import annotations

from datetime import date, timedelta

from store.book.book import Book
from store.core.record import Record

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    """A day before today; a negative number lies ahead."""
    return TODAY - timedelta(days=days)


def fill(book: Book, *records: Record) -> None:
    """Put records into a book, all in one change."""
    with book.change("Fill") as change:
        for record in records:
            change.put(record)
