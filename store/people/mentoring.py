"""Mentors and newcomers: who looks after whom, and when it is time to ask how it goes."""

from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import format_day, format_day_month
from store.core.errors import Invalid
from store.model.training import Buddies
from store.people.directory import last_contact, name_of
from store.people.stages import latest_moves

CHECK_IN_AFTER = timedelta(days=30)
"""Time after which the first check-in with a pair is due, unless another day is set."""


def is_together(pair: Buddies, today: date) -> bool:
    """Whether a mentor looks after a newcomer today, or will."""
    return pair.until is None or pair.until > today


def check_in_day(pair: Buddies) -> date:
    """The day on which the first check-in is due."""
    return pair.check_in_on or pair.on + CHECK_IN_AFTER


def checked_in(book: Book, pair: Buddies) -> date | None:
    """The day of the check-in; a contact with the newcomer from the day it was due on is one."""
    talked = last_contact(book).get(pair.newcomer)
    return pair.checked_in_on or (talked if talked and talked >= check_in_day(pair) else None)


def pairs_of(book: Book, person: str) -> list[Buddies]:
    """Every pair that someone belongs to, the newest first."""
    found = [pair for pair in book.buddies.values() if person in (pair.mentor, pair.newcomer)]
    return sorted(found, key=lambda pair: (pair.on, pair.id), reverse=True)


def to_check_in(book: Book, until: date) -> list[Buddies]:
    """The pairs with whom a check-in is due up to a day, the earliest first; no one who has left."""
    gone = {who for who, move in latest_moves(book).items() if move.stage == "alumni"}
    found = [
        pair
        for pair in book.buddies.values()
        if check_in_day(pair) <= until
        and is_together(pair, check_in_day(pair))
        and gone.isdisjoint((pair.mentor, pair.newcomer))
        and not checked_in(book, pair)
    ]
    return sorted(found, key=lambda pair: (check_in_day(pair), pair.id))


def check_pair(book: Book, pair: Buddies, today: date) -> None:
    """See to it that two different people are paired, and once.

    Raises:
        Invalid: the field that has to change, and why.
    """
    if pair.mentor == pair.newcomer:
        raise Invalid({"mentor": "The mentor and the newcomer are the same person. Choose two people."})
    if pair.until and pair.until < pair.on:
        raise Invalid(
            {
                "until": f"‘Until’ is before {format_day(pair.on, today)}, the day the pair started. Enter that day or a later one."
            }
        )
    twins = (pair.mentor, pair.newcomer)
    others = (other for other in pairs_of(book, pair.newcomer) if other.id != pair.id and is_together(other, today))
    if is_together(pair, today) and any((other.mentor, other.newcomer) == twins for other in others):
        raise Invalid({"mentor": f"{name_of(book, pair.mentor)} is already their mentor."})


def told_pair(book: Book, pair: Buddies, today: date) -> str:
    """How it stands with a pair, in three words: when to check in, since when they are together, or until when."""
    if not is_together(pair, today):
        return f"until {format_day_month(pair.until or today)}"
    return (
        f"since {format_day_month(pair.on)}"
        if checked_in(book, pair)
        else f"check in {format_day_month(check_in_day(pair))}"
    )
