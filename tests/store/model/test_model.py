"""The records as a whole: each kind has a table, and no module of them asks a book anything."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import store.model
from store.book.schema import Tables
from store.core.fields import fields
from store.core.record import Record


def test_every_record_has_a_table() -> None:
    """A record without one could be made, and never be saved."""
    modules = [import_module(found.name) for found in iter_modules(store.model.__path__, "store.model.")]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    records = {kind for kind in kinds if issubclass(kind, Record) and kind.__module__.startswith("store.model.")}
    assert len(records) > 40
    assert records == {table.kind for table in Tables().tables.values()}


def test_numbers_that_no_file_holds() -> None:
    """A field at its default is left out of the file: another default would change every book there is."""
    assert {
        f"{table.name}.{field.name}": field.default
        for table in Tables().tables.values()
        for field in fields(table.kind)
        if type(field.default) is int and field.default
    } == {
        "communities.stuck_interested": 14,
        "communities.stuck_said_yes": 14,
        "communities.stuck_onboarding": 30,
        "communities.stuck_newcomer": 90,
        "communities.quiet_after": 45,
        "communities.keep_months": 12,
        "communities.shortest_stay": 5,
        "communities.thank_within": 60,
        "weights.attended": 4,
        "weights.helped": 6,
        "weights.idea": 6,
        "weights.shared": 7,
        "weights.co_led": 8,
        "weights.mentored": 8,
        "weights.led": 9,
        "weights.hosted": 10,
        "weights.took_over": 11,
        "claims.place": 50,
        "talks.minutes": 10,
    }
