"""Who names whom: found from the fields' own descriptions, for deleting, checking and merging."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from store.records import ORGANISER, Field, Record, fields

if TYPE_CHECKING:
    from store.book import Book


@cache
def reference_fields(kind: type[Record]) -> tuple[Field, ...]:
    """The fields of a record that hold ids of other records."""
    return tuple(field for field in fields(kind) if field.ref)


def named_by(record: Record) -> Iterator[tuple[Field, str]]:
    """Every id a record names, with the field that names it."""
    for field in reference_fields(type(record)):
        value = getattr(record, field.name)
        for named in value if isinstance(value, tuple) else (value,):
            if named:
                yield field, named


def naming(book: Book, wanted: str) -> Iterator[Record]:
    """The records that name an id."""
    for table in book.tables.values():
        kind: type[Record] = table.kind
        if reference_fields(kind):
            yield from (
                record for record in table.values() if any(named == wanted for _, named in named_by(record))
            )


def without(book: Book, gone: str) -> Iterator[tuple[Record, Record | None]]:
    """Each record that names an id, with what is left of it when the id goes (None: nothing, it goes too)."""
    for record in naming(book, gone):
        left: dict[str, Any] = {}
        for field in reference_fields(type(record)):
            value = getattr(record, field.name)
            if isinstance(value, tuple):
                left[field.name] = tuple(named for named in value if named != gone)
            else:
                left[field.name] = "" if value == gone else value
        needed = [field.name for field in reference_fields(type(record)) if field.needed]
        yield record, None if any(not left[name] for name in needed) else replace(record, **left)


def dangling(book: Book) -> Iterator[tuple[str, Record, Field, str]]:
    """Every id that is named but not in the book: table, record, field and the missing id."""
    for table in book.tables.values():
        for record in table.values():
            for field, named in named_by(record):
                tables = field.ref.split("|")
                if named == ORGANISER and ORGANISER in tables:
                    continue
                if not any(named in book.tables[name] for name in tables if name in book.tables):
                    yield table.name, record, field, named
