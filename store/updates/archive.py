"""What was sent: every update that left the house, and how two of them differ."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.core.text import join_words
from store.model.stakeholders import Update
from store.people.directory import name_of


def all_sent(book: Book) -> list[Update]:
    """Every update that was sent, the newest first."""
    found = [update for update in book.updates.values() if update.state == "sent" and update.sent_on]
    return sorted(found, key=lambda update: (update.sent_on or update.until, update.until, update.id), reverse=True)


def readers_of(book: Book, update: Update) -> str:
    """Who got it, by name."""
    return join_words([name_of(book, reader) for reader in update.to], most=3)


def letter_of(update: Update) -> str:
    """Subject and text as they were sent."""
    return f"Subject: {update.subject}\n\n{update.text}" if update.subject else update.text


class Change(Struct, frozen=True):
    """A line of one text or of both."""

    which: Literal["same", "gone", "new"]
    text: str


def compared(old: str, new: str) -> list[Change]:
    """Two texts line by line: what both say, what only the old one says, what only the new one says."""
    before, after = old.split("\n"), new.split("\n")
    found: list[Change] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Change("same", line) for line in before[i1:i2]]
        else:
            found += [Change("gone", line) for line in before[i1:i2] if line.strip()]
            found += [Change("new", line) for line in after[j1:j2] if line.strip()]
    return found
