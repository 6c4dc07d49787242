"""What keeps the whole in order, as acts of the week: needs, what nobody keeps, the worst mistake, check-ups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import shown, week_of
from store.core.text import counted
from store.insights.health_check import signs, worst
from store.launch.assessments import reviews
from store.library.resources import orphans
from store.people.needs import from_whom, waiting
from store.week.action import Act


def upkeep(book: Book, today: date) -> Iterator[Act]:
    """All of them."""
    yield from _needs(book, today)
    yield from _unkept(book)
    yield from _mistake(book, today)
    yield from _reviews(book, today)


def _needs(book: Book, today: date) -> Iterator[Act]:
    for need in waiting(book, today):
        days = counted((today - need.on).days, "day")
        why = f"{from_whom(book, need)} asked for it on {shown(need.on, today)}."
        yield Act(
            f"need:{need.id}",
            "See to",
            need.id,
            need.what,
            f"{need.kind}, asked {days} ago",
            why,
            45,
            to="note what you do about it",
        )


def _unkept(book: Book) -> Iterator[Act]:
    for lost in orphans(book):
        weight = 43 if lost.owner else 38
        first = lost.resources[0].id
        yield Act(lost.key, "Keep", first, lost.title, lost.reason, lost.why, weight, to="name an owner")


def _mistake(book: Book, today: date) -> Iterator[Act]:
    """The one of the eight that most wants putting right; back on the list when it gets worse or is another one."""
    if sign := worst(signs(book, today)):
        weight = 58 if sign.state == "act" else 37
        why = f"{sign.why[0].upper()}{sign.why[1:]}. {sign.advice}"
        key = f"sign:{sign.key}:{sign.state}"
        yield Act(key, "Steer", sign.key, sign.title, sign.why, why, weight)


def _reviews(book: Book, today: date) -> Iterator[Act]:
    for review in reviews(book, week_of(today, book.community.first_weekday) + timedelta(days=6)):
        reason = f"to be looked at again, {shown(review.on, today)}"
        why = f"{review.element.question} Answered on {shown(review.answer.on, today)}: is it still so?"
        key = f"review:{review.answer.id}"
        yield Act(key, "Revisit", review.key, review.element.title, reason, why, 36)
