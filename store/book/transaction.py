"""Transaction: the records one action puts into the book and removes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from store.book.references import without
from store.book.schema import Tables
from store.book.table import Table, tidied
from store.core.errors import Invalid
from store.core.record import R, Record
from store.core.validation import problems


class Change:
    """Records that one action puts into and takes out of the book.

    They are saved all together or not at all.
    """

    def __init__(self, book: Tables) -> None:
        self._book = book
        self.pending: dict[str, dict[str, Record | None]] = {}
        self.joined = self.inbox = ""

    def put(self, record: R) -> R:
        """Add a record, or put it in the place of the one with its id.

        Returns:
            The record with its texts clean.

        Raises:
            Invalid: a value that does not fit its field.
        """
        if errors := problems(record):
            raise Invalid(errors)
        record = tidied(record, msgspec.json.encode(record))
        self._pending(record)[record.id] = record
        return record

    def remove(self, record: Record) -> None:
        """Take a record out, and its id out of every record that names it.

        What cannot be without it (a move without its volunteer) goes too.
        """
        self.drop(record)
        gone = [record.id]
        while gone:
            left = [*without(self, *gone)]
            for other, kept in left:
                self._pending(other)[other.id] = kept
            gone = [other.id for other, kept in left if kept is None]

    def drop(self, record: Record) -> None:
        """Remove a record that nothing names.

        What names another record of the same id stays as it is.
        """
        self._pending(record)[record.id] = None

    def added(self) -> list[str]:
        """The ids of what was put so far and is not in the book yet."""
        return [
            key
            for name, rows in self.pending.items()
            for key, record in rows.items()
            if record is not None and key not in self._book.tables[name]
        ]

    @property
    def tables(self) -> dict[str, Table[Any]]:
        """Tables as they will be if this change is saved now."""
        tables = dict(self._book.tables)
        for name, rows in self.pending.items():
            tables[name] = Table(name, tables[name].kind)
            tables[name].take(dict(self._book.tables[name].items()))
            tables[name].replace(rows)
        return tables

    def differences(self, tables: Mapping[str, Table[Any]]) -> dict[str, dict[str, Record | None]]:
        """Changes that differ from these tables, or from their file."""
        changed = {
            name: {
                key: record
                for key, record in rows.items()
                if tables[name].get(key) != record or key in tables[name].misnamed
            }
            for name, rows in self.pending.items()
        }
        return {name: rows for name, rows in changed.items() if rows}

    def _pending(self, record: Record) -> dict[str, Record | None]:
        return self.pending.setdefault(self._book.table_of(type(record)).name, {})
