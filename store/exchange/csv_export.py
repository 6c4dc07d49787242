"""A table of the book as CSV, for a spreadsheet: every field of its records, names in the place of ids.

What people's sheets say comes in again with :mod:`store.exchange.people_import.importer`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.fields import fields
from store.core.labels import label_of
from store.core.money import Style
from store.core.text import clean
from store.exchange.csv_tables import table_of
from store.exchange.people_import.cells import guarded
from store.exchange.people_import.import_fields import FIELD_LABELS, NOT_EXPORTED
from store.exchange.readable.record_cells import cell, in_order, rows
from store.people.directory import by_name
from store.people.stages import standings
from store.training.training_requests import state_of

Rows = Iterator[list[str]]
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a CSV file for one in the local alphabet of twenty years ago."""


def as_csv(book: Book, what: str, today: date) -> bytes:
    """One of :data:`~store.exchange.csv_tables.TABLES` as a CSV file: a header, and a line for each record.

    Where the book writes amounts with a comma or an apostrophe, cells are divided by semicolons, as spreadsheets of those
    places expect. A cell that a spreadsheet would take for a formula begins with ``'``, which an import takes off again.
    """
    style = book.community.amounts
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if style == "comma_point" else ";")
    lines = _ROWS[what](book, today, style) if what in _ROWS else _all_of(book, table_of(what), style)
    for line in lines:
        writer.writerow([guarded(clean(text).strip()) for text in line])
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8", "replace")


def _all_of(book: Book, table: str, style: Style) -> Rows:
    return rows(book, table, in_order(book, table), style)


def _people(book: Book, today: date, style: Style) -> Rows:
    labels = {name: label for name, label in FIELD_LABELS.items() if name not in NOT_EXPORTED}
    known = {field.name: field for field in fields(book.volunteers.kind)}
    where = standings(book, today)
    yield [*labels.values()]
    for volunteer in by_name(book.volunteers.values()):
        standing = where[volunteer.id]
        stage = {"stage": label_of(standing.stage), "stage_since": standing.since.isoformat()}
        yield [stage[name] if name in stage else cell(book, volunteer, known[name], style) for name in labels]


def _gatherings(book: Book, today: date, style: Style) -> Rows:
    """Every gathering that is saved, and those that the rules give up to today."""
    days = [day for g in book.gatherings.values() for day in (g.on,)]
    first = min([*days, *(ritual.start for ritual in book.rituals.values())], default=today)
    last = max(days, default=today)
    found = [g for g in gatherings(book, first, max(last, today)) if g.on <= today or g.id in book.gatherings]
    return rows(book, "gatherings", [*found], style)


def _training_requests(book: Book, _today: date, style: Style) -> Rows:
    """Every training request, with the state that its days and its session tell."""
    records = sorted(book.training_requests.values(), key=lambda request: (request.on, request.id))
    header, *found = rows(book, "training_requests", [*records], style)
    yield ["State", *header]
    for request, row in zip(records, found, strict=True):
        yield [state_of(book, request), *row]


_ROWS: dict[str, Callable[[Book, date, Style], Rows]] = {
    "people": _people,
    "gatherings": _gatherings,
    "training-requests": _training_requests,
}
"""How the rows are made of what is more than the records of one table."""
