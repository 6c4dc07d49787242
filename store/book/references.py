"""References between records, for deleting, checking and merging.

They are found from the fields' own descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from msgspec.structs import replace

from store.core.fields import Field, fields
from store.core.record import ORGANISER, R, Record


@cache
def reference_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Fields of a record that hold ids of other records."""
    return tuple(field for field in fields(kind) if field.ref)


def named_by(record: Record) -> Iterator[tuple[Field, str]]:
    """Ids that a record names, each with its field."""
    for field in reference_fields(type(record)):
        value = getattr(record, field.name)
        for named in value if isinstance(value, tuple) else (value,):
            if named:
                yield field, named


class Holder(Protocol):
    """Tables of records: a book, or a change to one."""

    @property
    def tables(self) -> Mapping[str, Any]:
        """Tables by name: mappings from id to record, with their ``kind``."""


def naming(book: Holder, *wanted: str) -> Iterator[Record]:
    """Records that name one of these ids."""
    ids = frozenset(wanted)
    for table in book.tables.values():
        names = [field.name for field in reference_fields(table.kind)]
        for record in table.values() if names else ():
            values = (getattr(record, name) for name in names)
            if any(not ids.isdisjoint(v) if isinstance(v, tuple) else v in ids for v in values):
                yield record


def without(book: Holder, *gone: str) -> Iterator[tuple[Record, Record | None]]:
    """Records that name an id, each as it is without it.

    None where nothing is left, so that it goes too.
    """
    for record in naming(book, *gone):
        left: dict[str, Any] = {}
        for field in reference_fields(type(record)):
            value = getattr(record, field.name)
            if isinstance(value, tuple):
                left[field.name] = tuple(named for named in value if named not in gone)
            else:
                left[field.name] = "" if value in gone else value
        needed = [
            f for f in reference_fields(type(record)) if f.needed or (f.goes_with and getattr(record, f.name))
        ]
        alone = any(not left[f.name] and not (f.or_named and getattr(record, f.or_named)) for f in needed)
        yield record, None if alone else replace(record, **left)


def renamed(record: R, names: Mapping[str, str]) -> R:
    """Record with other ids in the place of those it names.

    Each stands only once in a list.
    """
    named: dict[str, Any] = {}
    for field in reference_fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            named[field.name] = tuple(dict.fromkeys(names.get(one, one) for one in value))
        else:
            named[field.name] = names.get(value, value)
    return replace(record, **named)


def dangling(book: Holder) -> Iterator[tuple[str, Record, Field, str]]:
    """Dangling references: table, record, field and the missing id."""
    for table in book.tables.values():
        for record in table.values():
            for field, named in named_by(record):
                tables = field.ref.split("|")
                if named == ORGANISER and ORGANISER in tables:
                    continue
                if not any(named in book.tables[name] for name in tables if name in book.tables):
                    yield table.name, record, field, named
