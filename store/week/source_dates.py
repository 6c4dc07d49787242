"""What the sources of to-dos have in common: their days, and lateness in words."""

from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import week_of
from store.core.text import pluralize


def last_day(book: Book, today: date) -> date:
    """The last day of this week."""
    return week_of(today, book.community.first_weekday) + timedelta(days=6)


def late_first(days: int, rest: str) -> str:
    """A reason that begins with lateness: ‘14 days overdue · fortnightly, email’."""
    return f"{pluralize(days, 'day')} overdue · {rest}" if days > 0 else rest
