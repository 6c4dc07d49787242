"""The plan of a command: what it means for a book, in words, before anything is saved."""

from collections.abc import Callable

from msgspec import Struct

from store.book.book import Book
from store.book.transaction import Change


class Plan(Struct, frozen=True):
    """One change of a book that a command asks for."""

    label: str
    """How undo will name it."""
    put: Callable[[Change], object]
    said: str
    """What is said once it is saved."""
    told: tuple[str, ...] = ()
    """What it means, line by line, to be read before."""

    def carry_out(self, book: Book, inbox: str = "") -> None:
        """Save it as one change.

        Args:
            book: the book it was made for.
            inbox: the id of the line of the inbox that asks for it, if one does.

        Raises:
            BookReadOnly, BookChanged, SaveFailed: as for :meth:`Book.change`.
        """
        with book.change(self.label) as change:
            change.inbox = inbox
            self.put(change)
