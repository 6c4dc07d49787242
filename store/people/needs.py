"""Needs of members: who raised them and when, and the action taken."""

from datetime import date

from store.book.book import Book
from store.core.dates import format_day_month
from store.core.errors import Invalid
from store.core.labels import label_of
from store.core.text import pluralize
from store.model.people import Need, Status
from store.people.directory import name_of

SETTLED: tuple[Status, ...] = ("met", "not_possible")
WAITS_AFTER = 14
"""Days after which an open need becomes a to-do."""


def needs_of(book: Book, person: str) -> list[Need]:
    """What one volunteer asked for, the newest first."""
    return sorted((n for n in book.needs.values() if n.who == person), key=lambda n: (n.on, n.id), reverse=True)


def all_needs(book: Book) -> list[Need]:
    """Every need: those that still wait, oldest first; then those that are settled, the newest first."""
    waiting = sorted((n for n in book.needs.values() if n.status not in SETTLED), key=lambda n: (n.on, n.id))
    settled = [n for n in book.needs.values() if n.status in SETTLED]
    return waiting + sorted(settled, key=lambda n: (n.done_on or n.on, n.id), reverse=True)


def waiting(book: Book, today: date, after: int = WAITS_AFTER) -> list[Need]:
    """Open needs that nothing was done about for more than ``after`` days, oldest first."""
    return [n for n in all_needs(book) if n.status == "open" and (today - n.on).days > after]


def from_whom(book: Book, need: Need) -> str:
    """Who asked for it, as the screens say it."""
    return name_of(book, need.who) if need.who else "several people"


def stands(need: Need) -> str:
    """Status of a need, with the action taken."""
    how = f"{label_of(need.status)} {format_day_month(need.done_on)}" if need.done_on else label_of(need.status)
    return f"{how}: {need.done}" if need.done else how


def tally(book: Book) -> str:
    """How many were asked for and how many of them are met, in a line."""
    met = sum(need.status == "met" for need in book.needs.values())
    waits = sum(need.status not in SETTLED for need in book.needs.values())
    return f"{pluralize(len(book.needs), 'need')}, {met} met, {waits} outstanding"


def check_settled(need: Need) -> None:
    """See that a need that is settled says how.

    Raises:
        Invalid: it says nothing.
    """
    if need.status in SETTLED and not need.done.strip():
        raise Invalid({"done": "Enter the action taken, or why it is not possible."})
