"""Looking a book over: every id that leads nowhere, every value that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store import recurrence
from store.adoption import latest_moves, needs_yes
from store.people import name_of
from store.records import problems
from store.references import dangling
from store.text import one_line

if TYPE_CHECKING:
    from store.book import Book


def findings(book: Book) -> Iterator[str]:
    """What is wrong with a book, a line each; nothing for a sound one."""
    yield from map(one_line, _findings(book))


def _findings(book: Book) -> Iterator[str]:
    for name, record, field, missing in dangling(book):
        yield f"{name}, record {record.id}: {field.label} names {missing}, which is not in the book"
    for table in book.tables.values():
        if table is book.steps:
            continue
        for key, record in table.items():
            if key != record.id:
                yield f"{table.name}, record {key}: calls itself {record.id}"
            for error in problems(record).values():
                yield f"{table.name}, record {key}: {error}"
    for ritual in book.rituals.values():
        try:
            if ritual.rule:
                recurrence.check_rule(ritual.rule, ritual.start)
        except ValueError as error:
            yield f"rituals, record {ritual.id}: {ritual.name} cannot come back by «{ritual.rule}»: {error}"
    for move in latest_moves(book).values():
        volunteer = book.volunteers.get(move.volunteer)
        if volunteer and needs_yes(volunteer, move.stage):
            yield f"volunteers, record {volunteer.id}: {name_of(book, volunteer.id)} is {move.stage} without a recorded yes"
