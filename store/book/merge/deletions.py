"""Merged deletions: what went with a record that stays after all.

Deleting takes along what cannot be without the record (a move without its volunteer) and strikes its name everywhere
else. If the record stays, all of that has to stay with it, or it would come back without its history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from store.book.merge.copies import Tables
from store.book.references import reference_fields, without
from store.book.table import Table
from store.core.record import Record


class _Base:
    """Common state, in the form :mod:`store.book.references` reads."""

    def __init__(self, kinds: Mapping[str, type[Record]], base: Tables) -> None:
        self.tables: dict[str, Table[Any]] = {name: Table(name, kind) for name, kind in kinds.items()}
        for name, table in self.tables.items():
            table.take(base[name].copy())
        self.names = {kind: name for name, kind in kinds.items()}


def with_what_went(side: Tables, base: Tables, kinds: Mapping[str, type[Record]], stays: set[str]) -> Tables:
    """Copy as if it had not deleted what hung on some records.

    Those records themselves stay deleted.

    Args:
        side: the copy's tables, which stay as they are.
        base: the state both copies parted from.
        kinds: the kind of record in each table.
        stays: ids of the records that one copy deleted and that stay.
    """
    tables = {name: dict(rows) for name, rows in side.items()}
    before = _Base(kinds, base)
    back = {key for key in stays if not any(key in rows for rows in side.values())}
    known = set(back)
    while back:
        more = set()
        for record, left in without(before, *back):
            rows = tables[before.names[type(record)]]
            now = rows.get(record.id)
            if now is not None:
                rows[record.id] = _named_again(now, record, back)
            elif left is None and record.id not in known:
                rows[record.id] = record
                more.add(record.id)
        known |= more
        back = more
    return tables


def _named_again(now: Record, was: Record, back: set[str]) -> Record:
    """Record that names again what it named before, where that stays."""
    values: dict[str, Any] = {}
    for field in reference_fields(type(now)):
        names, named = getattr(now, field.name), getattr(was, field.name)
        if isinstance(names, tuple):
            again = [one for one in named if one in names or one in back]
            values[field.name] = (*again, *(one for one in names if one not in again))
        elif not names and named in back:
            values[field.name] = named
    return replace(now, **values)
