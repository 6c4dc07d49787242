"""What the recipients of an update were told before, read from the very texts that were sent to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.core.text import one_line
from store.model.stakeholders import Stakeholder, Update
from store.updates.stakeholders import sent_updates

REMEMBERED = timedelta(days=365)
"""How long something counts as told."""


class Told(Struct, frozen=True):
    """The updates that each recipient of one text was sent within a year; what one of them was not told is news."""

    sent: tuple[tuple[Update, ...], ...]

    def times(self, *words: str) -> int:
        """How often all these words stood in one line; for several recipients, of the one who was told least often."""
        return min((len(_found(updates, words)) for updates in self.sent), default=0)

    def last(self, *words: str) -> date | None:
        """When all these words were last told in one line; None where a recipient was never told."""
        found = [_found(updates, words) for updates in self.sent]
        return (
            min((updates[-1].sent_on or updates[-1].until for updates in found), default=None)
            if all(found)
            else None
        )

    @property
    def latest(self) -> tuple[Update, ...]:
        """The last update to each recipient who had one."""
        return tuple(updates[-1] for updates in self.sent if updates)


def told(book: Book, readers: Iterable[Stakeholder], until: date) -> Told:
    """What these recipients were told in the year before a day."""
    since = until - REMEMBERED
    return Told(
        tuple(
            tuple(update for update in sent_updates(book, reader.id) if update.until >= since) for reader in readers
        )
    )


def _found(updates: tuple[Update, ...], words: tuple[str, ...]) -> list[Update]:
    wanted = [one_line(word).casefold() for word in words]
    return [
        update for update in updates if any(_stand_in(line, wanted) for line in update.text.casefold().split("\n"))
    ]


def _stand_in(line: str, wanted: list[str]) -> bool:
    """Whether all these words stand in a line, each as whole words."""
    there = all(word in line for word in wanted)  # patterns are made for the few lines that may fit
    return there and all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) for word in wanted)
