"""Repair of what :mod:`store.integrity.check` finds, where it is safe."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from msgspec.structs import replace

from store.book.book import Book
from store.book.references import dangling
from store.book.transaction import Change
from store.core.fields import fields
from store.core.record import Record
from store.core.text import one_line
from store.core.validation import problems

Lost = defaultdict[tuple[str, str], dict[str, set[str]]]
"""By table and record, the ids that each field names although they are not in the book."""


def repair(book: Book, change: Change) -> list[str]:
    """Put safe repairs into a change: dangling references, wrong ids.

    A reference to what is gone is removed where the record can be without it. What only a person can decide (a move of
    someone who is not in the book, a day in the wrong century) stays as it is, and the check goes on reporting it.

    Returns:
        The repairs, a line each.
    """
    lost: Lost = defaultdict(lambda: defaultdict(set))
    for name, record, field, gone in dangling(book):
        if not (field.needed or field.goes_with):
            lost[name, record.id][field.name].add(gone)
    lines = []
    for name, table in book.tables.items():
        for key, record in table.items() if table is not book.steps else ():
            mended, done = _mended(record, lost[name, key])
            if key in table.misnamed:
                done.append(f"its own ID read {table.misnamed[key]}")
            if done and not problems(mended):
                change.put(mended)
                lines += [one_line(f"{name}, record {key}: {line}") for line in done]
    return lines


def _mended(record: Record, lost: dict[str, set[str]]) -> tuple[Record, list[str]]:
    """Repaired record, and what was done to it."""
    labels = {field.name: field.label for field in fields(type(record))}
    values: dict[str, Any] = {}
    done = []
    for name, gone in lost.items():
        value = getattr(record, name)
        values[name] = tuple(part for part in value if part not in gone) if isinstance(value, tuple) else ""
        done.append(f"{labels[name]} no longer refers to {', '.join(sorted(gone))}")
    return replace(record, **values), done
