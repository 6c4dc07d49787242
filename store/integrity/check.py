"""Checks of a book: dangling ids, and values that do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from store.book.book import Book
from store.book.references import dangling
from store.book.schema import Tables
from store.book.table import Table
from store.calendar import recurrence
from store.core.colours import parse_colour
from store.core.currencies import parse_currency
from store.core.errors import BookUnreadable
from store.core.fields import HIGHEST_RATING, LOWEST_RATING, MOST_MONEY, MOST_NUMBER, Field, fields
from store.core.labels import label_of
from store.core.record import Record
from store.core.text import one_line, pluralize
from store.core.validation import beyond_their_whole, ends_too_early, problems
from store.model.community import COMMUNITY
from store.people.directory import name_of
from store.people.stages import latest_moves, needs_yes
from store.persistence.json_lines import ANOTHER_ENCODING, NO_LINES, Lines, decode_tables, is_utf8

MOST = {
    "money": MOST_MONEY,
    "figure": MOST_MONEY,
    "number": MOST_NUMBER,
    "minutes": MOST_NUMBER,
    "rating": HIGHEST_RATING,
}
LEAST = {"figure": -MOST_MONEY, "rating": LOWEST_RATING}
"""The largest and the smallest that a field of a kind can hold; nothing is below nought but figures."""


def findings(book: Book) -> Iterator[str]:
    """Problems found in a book, a line each; nothing for a sound one."""
    yield from map(one_line, _findings(book))


def _findings(book: Book) -> Iterator[str]:
    for name, record, field, missing in dangling(book):
        yield f"{name}, record {record.id}: {field.label} refers to {missing}, which is not in the book"
    for table in book.tables.values():
        if table is not book.steps:
            yield from _in_table(table)
    for key in book.erased.keys() & book.volunteers.keys():
        yield f"volunteers, record {key}: erased on {book.erased[key].on} but in the book again; erase the person again if that is not intended"
    for other in sorted({*book.communities} - {COMMUNITY}):
        yield f"communities, record {other}: ignored, as only the settings with the ID {COMMUNITY} are read"
    yield from _rules(book)
    for move in latest_moves(book).values():
        volunteer = book.volunteers.get(move.volunteer)
        if volunteer and needs_yes(volunteer, move.stage):
            yield f"volunteers, record {volunteer.id}: {name_of(book, volunteer.id)} is {label_of(move.stage)} without recorded consent"


def _in_table(table: Table[Any]) -> Iterator[str]:
    for key, record in table.items():
        if key in table.misnamed:
            yield f"{table.name}, record {key}: its own ID reads {table.misnamed[key]}"
        for error in (*problems(record).values(), *_impossible(record)):
            yield f"{table.name}, record {key}: {error}"


def _rules(book: Book) -> Iterator[str]:
    for ritual in book.rituals.values():
        try:
            if ritual.rule:
                recurrence.check_rule(ritual.rule, ritual.start)
        except ValueError as error:
            yield f"rituals, record {ritual.id}: {ritual.name} cannot repeat by the rule ‘{ritual.rule}’: {error}"


def damages(data: bytes, path: Path) -> Iterator[str]:
    """Records that keep a book from being opened, a line each; those in another encoding than UTF-8 share one.

    Its file as a whole can be decoded.

    Raises:
        BookUnreadable: the file as a whole is damaged.
    """
    tables = decode_tables(data, path)
    foreign = []
    for table in Tables().tables.values():
        for key, raw in tables.get(table.name, NO_LINES).raws.items():
            if not is_utf8(raw):
                foreign.append(f"{table.name}, record {key}")
                continue
            try:
                table.read(Lines({key: raw}), path)
            except BookUnreadable as error:
                yield plain_decode_error(
                    str(error).removeprefix(f"{path}: ").removesuffix(". Nothing was changed.")
                )
    if foreign:
        more = f" and {pluralize(len(foreign) - 1, 'more record')}" if foreign[1:] else ""
        yield one_line(f"{foreign[0]}{more}: text that is not UTF-8; {ANOTHER_ENCODING}")


def plain_decode_error(error: str) -> str:
    """Plain-language decode error."""
    for jargon, word in PLAIN.items():
        error = error.replace(jargon, word)
    return one_line(error)


PLAIN = {
    "Invalid RFC3339 encoded date": "not a date",
    "Invalid RFC3339 encoded time": "not a time of day",
    "Invalid decimal string": "not an amount",
    "Object missing required field": "missing field",
    "Object contains unknown field": "unknown field",
}


def _impossible(record: Record) -> Iterator[str]:
    """Values that no form takes, and ends before the beginning.

    Only another program can have written them.
    """
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if value and field.kind in _READ_BY:
            yield from _unreadable(field, value)
        most, least = MOST.get(field.kind), LEAST.get(field.kind, 0)
        if most is None or value is None:
            continue
        if isinstance(value, Decimal) and not value.is_finite():
            continue  # named already, by validation
        if not least <= value <= most:
            yield f"{field.label} is {value}, which is not between {least:,} and {most:,}"
        elif isinstance(value, Decimal) and value != round(value, 2):
            yield f"{field.label} is {value}, which has more than 2 decimals"
    yield from beyond_their_whole(record).values()
    if days := ends_too_early(record):
        yield f"its last day, {days[1]}, is before its first, {days[0]}"


_READ_BY: dict[str, Callable[[str], str]] = {"currency": parse_currency, "colour": parse_colour}
"""What reads a text that is a code, by the kind of its field."""


def _unreadable(field: Field, value: str) -> Iterator[str]:
    try:
        _READ_BY[field.kind](value)
    except ValueError as error:
        yield f"{field.label}: {error}"
