"""A table of the book as CSV, for a spreadsheet: every field of its records, names in the place of ids.

What people's sheets say comes in again with :mod:`store.exchange.people_import.importer`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.fields import Field, fields
from store.core.labels import label_of
from store.core.parsing import format_value
from store.core.record import ORGANISER, Record
from store.core.text import clean
from store.exchange.people_import.cells import guarded
from store.exchange.people_import.import_fields import FIELD_LABELS, NOT_EXPORTED
from store.people.directory import by_name, full_name_of
from store.people.stages import standings
from store.training.training_requests import state_of

Rows = Iterator[list[str]]
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a CSV file for one in the local alphabet of twenty years ago."""


def as_csv(book: Book, what: str, today: date) -> bytes:
    """One of :data:`~store.exchange.csv_tables.TABLES` as a CSV file: a header, and a line for each record.

    A cell that a spreadsheet would take for a formula begins with ``'``, which an import takes off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    rows = _ROWS[what](book, today) if what in _ROWS else _all_of(book, what.replace("-", "_"))
    for row in rows:
        writer.writerow([guarded(clean(cell).strip()) for cell in row])
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8", "replace")


def _people(book: Book, today: date) -> Rows:
    labels = {name: label for name, label in FIELD_LABELS.items() if name not in NOT_EXPORTED}
    known = {field.name: field for field in fields(book.volunteers.kind)}
    where = standings(book, today)
    yield [*labels.values()]
    for volunteer in by_name(book.volunteers.values()):
        standing = where[volunteer.id]
        stage = {"stage": label_of(standing.stage), "stage_since": standing.since.isoformat()}
        yield [
            stage[name] if name in stage else _cell(book, known[name], getattr(volunteer, name)) for name in labels
        ]


def _gatherings(book: Book, today: date) -> Rows:
    """Every gathering that is saved, and those that the rules give up to today."""
    days = [day for g in book.gatherings.values() for day in (g.on,)]
    first = min([*days, *(ritual.start for ritual in book.rituals.values())], default=today)
    last = max(days, default=today)
    found = [g for g in gatherings(book, first, max(last, today)) if g.on <= today or g.id in book.gatherings]
    return _records(book, book.gatherings.kind, found, also=("ritual", "due_on", "state"))


def _all_of(book: Book, table: str) -> Rows:
    """Every record of a table, by its day where it has one."""
    records = book.tables[table]
    return _records(book, records.kind, sorted(records.values(), key=lambda record: (_day_of(record), record.id)))


def _day_of(record: Record) -> date:
    return getattr(record, "on", None) or date.min


def _records(book: Book, kind: type[Record], records: list[Any], also: tuple[str, ...] = ()) -> Rows:
    shown = [field for field in fields(kind) if not field.hidden or field.name in also]
    yield [field.label for field in shown]
    for record in records:
        yield [_cell(book, field, getattr(record, field.name), _also_named(record, field)) for field in shown]


def _also_named(record: Record, field: Field) -> tuple[str, ...]:
    """People who belong to a field and are kept by name, as they are not in the book."""
    return getattr(record, field.or_named) if field.or_named else ()


def _cell(book: Book, field: Field, value: Any, also: tuple[str, ...] = ()) -> str:
    if not field.ref:
        return format_value(field, value)
    ids = value if isinstance(value, tuple) else (value,)
    return ", ".join([*(_named(book, field, key) for key in ids if key), *also])


def _named(book: Book, field: Field, key: str) -> str:
    """The name behind an id of any table."""
    for table in field.ref.split("|"):
        if table == ORGANISER or table in ("volunteers", "stakeholders"):
            if key == ORGANISER or key in book.volunteers or key in book.stakeholders:
                return full_name_of(book, key)
        elif found := book.tables[table].get(key):
            return str(
                getattr(found, "name", "")
                or getattr(found, "title", "")
                or getattr(found, "what", "")
                or getattr(found, "kind", "")
                or key
            )
    return key


def _training_requests(book: Book, _today: date) -> Rows:
    """Every training request, with the state that its days and its session tell."""
    records = sorted(book.training_requests.values(), key=lambda request: (request.on, request.id))
    header, *rows = _records(book, book.training_requests.kind, records)
    yield ["State", *header]
    for request, row in zip(records, rows, strict=True):
        yield [state_of(book, request), *row]


_ROWS: dict[str, Callable[[Book, date], Rows]] = {
    "people": _people,
    "gatherings": _gatherings,
    "training-requests": _training_requests,
}
"""How the rows are made of what is more than the records of one table."""
