"""What comes next about one record: its to-dos of the week, then what is ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from store.book.book import Book
from store.profiles.record_page import Line
from store.week.action import Act, DealWithGathering
from store.week.plan import waiting

ABOUT_OTHERS = ("thank_manager",)
"""Kinds of to-dos that bear the id of someone they are not about."""


def todos_about(book: Book, subjects: Collection[str], today: date) -> tuple[Act, ...]:
    """The to-dos of the week about some records, in the order of the week.

    Args:
        book: the book.
        subjects: the ids of the records.
        today: the day.
    """
    return tuple(act for act in waiting(book, today) if _is_about(act, subjects))


def _is_about(act: Act, subjects: Collection[str]) -> bool:
    if isinstance(act.target, DealWithGathering) and act.target.gathering in subjects:
        return True
    return act.subject in subjects and act.kind not in ABOUT_OTHERS


def still_ahead(ahead: Iterable[Line], acts: Sequence[Act]) -> tuple[Line, ...]:
    """What is ahead without what is a to-do already."""
    keys = [f"{act.key}:" for act in acts]
    met = {act.target.gathering for act in acts if isinstance(act.target, DealWithGathering)}
    return tuple(
        line
        for line in ahead
        if not any(key.startswith(f"{line.key}:") for key in keys) and not (line.record and line.record.id in met)
    )
