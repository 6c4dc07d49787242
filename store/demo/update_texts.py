"""What the updates say that the sample community has sent.

That they were sent is known at once. Their texts take longer than all else in a sample, and no one reads them on the first
screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.model.stakeholders import Update


class UpdateTexts:
    """Updates that were sent, to be composed from the book as it stood on their days."""

    def __init__(self, book: Book, today: date) -> None:
        """Remember what the sample holds by now: what is added to it later, they must not know."""
        self._past = Book.open(book.path, Clock(today), write=False, create=True, anew=True)
        for name in ("communities", "volunteers", "departments", "stakeholders", "rituals", "kpis", "rates"):
            self._past.tables[name].replace(book.tables[name])
        self._dated = [
            record
            for table in (book.moves, book.gatherings, book.contributions, book.costs, book.readings)
            for record in table.values()
            if getattr(record, "state", "spent") in ("held", "skipped", "spent")
        ]
        self._unwritten: list[Update] = []

    def add(self, update: Update) -> None:
        """An update without its text; those of earlier days come first."""
        self._unwritten.append(update)

    def written(self) -> Iterator[Update]:
        """Each of them with subject, text and what it announces."""
        from store.updates.compose import compose, sent  # thirty modules that the first screen does without

        past = self._past
        dated = sorted(self._dated, key=lambda record: (record.on, record.id), reverse=True)
        for update in self._unwritten:
            day = update.until
            while dated and dated[-1].on <= day:
                record = dated.pop()
                past.table_of(type(record)).replace({record.id: record})
            reader = replace(past.stakeholders[update.to[0]], ask="", ask_by=None)
            written = replace(sent(past, compose(past, reader, day, since=update.since), day), id=update.id)
            past.updates.replace({written.id: written})
            yield written
