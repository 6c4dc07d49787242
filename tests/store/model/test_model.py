"""The records as a whole: each kind has a table, and no module of them asks a book anything."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import store.model
from store.book.schema import Tables
from store.core.record import Record


def test_every_record_has_a_table() -> None:
    """A record without one could be made, and never be saved."""
    modules = [import_module(found.name) for found in iter_modules(store.model.__path__, "store.model.")]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    records = {kind for kind in kinds if issubclass(kind, Record) and kind.__module__.startswith("store.model.")}
    assert len(records) > 40
    assert records == {table.kind for table in Tables().tables.values()}
