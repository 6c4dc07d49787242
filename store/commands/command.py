"""The commands that change a book, and what they have in common."""

from datetime import date
from typing import Protocol

from store.book.book import Book
from store.commands.plan import Plan


class Command(Protocol):
    """What someone asks of a book in words."""

    def plan(self, book: Book, today: date) -> Plan:
        """What it means for a book on a day.

        Raises:
            GuildbookError: it leaves something open, or lacks something.
        """
