"""TinyDB with tables whose document ids are our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from store.model.undo import Values
from store.persistence.json_lines import raws_of
from store.persistence.storage import SafeStorage


class BookTable(Table):
    """TinyDB table whose ids are our own random strings."""

    document_id_class = str  # type: ignore[assignment]

    def exchange(self, rows: Mapping[str, Values | None]) -> None:
        """Put records in and take others out, in one pass over the table."""

        def change(table: dict[Any, Mapping[str, Any]]) -> None:
            for key, row in rows.items():
                table.pop(key, None)
                if row is not None:
                    table[key] = row

        self._update_table(change)

    def _update_table(self, updater: Callable[[dict[Any, Mapping[str, Any]]], None]) -> None:
        """Update as TinyDB does, without converting ids: ours are text."""
        tables = self._storage.read() or {}
        table = raws_of(tables.get(self.name, {}))
        updater(table)
        self._storage.write({**tables, self.name: table})
        self.clear_cache()


class BookFile(TinyDB):
    """TinyDB over the storage that loses nothing."""

    table_class = BookTable


def storage_of(file: BookFile) -> SafeStorage:
    """Storage behind a book's TinyDB."""
    storage = file.storage
    assert isinstance(storage, SafeStorage)
    return storage
