"""Undo log: what is undone and redone next, and how far back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from store.book.table import Table, misnamed
from store.core.errors import BookUnreadable, GuildbookError
from store.core.record import Record
from store.model.undo import Step, Values
from store.persistence.json_lines import Lines, encode_record

UNDO_STEPS = 100
"""How many changes can be undone, also after a restart."""

Pending = dict[str, dict[str, Record | None]]
"""What changes in each table: a record by its id, or None where it goes."""
Tables = Mapping[str, Table[Any]]


def log_of(step: Step, steps: Iterable[Step]) -> dict[str, Record | None]:
    """Changes to the log for a new step.

    All undone steps go, and those too far back.

    Args:
        step: the new step; its number is given here.
        steps: the log so far.
    """
    steps = list(steps)
    done = sorted((old for old in steps if not old.undone), key=lambda old: old.number)
    number = done[-1].number + 1 if done else 1
    gone = [*done[: max(0, len(done) + 1 - UNDO_STEPS)], *(old for old in steps if old.undone)]
    return {step.id: msgspec.structs.replace(step, number=number), **dict.fromkeys(old.id for old in gone)}


def next_to_undo(steps: Iterable[Step]) -> Step | None:
    """Last step that still stands."""
    return max((step for step in steps if not step.undone), key=lambda step: step.number, default=None)


def next_to_redo(steps: Iterable[Step]) -> Step | None:
    """Step that was undone last."""
    return min((step for step in steps if step.undone), key=lambda step: step.number, default=None)


def images_of(tables: Tables, pending: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Values | None]]:
    """Plain values the tables hold now, for every record that changes."""
    return {name: {key: plain_values(tables[name].get(key)) for key in rows} for name, rows in pending.items()}


def records_before(step: Step, tables: Tables, path: Path) -> Pending:
    """Records of a step's images, read as strictly as those of a file.

    What is saved must open again.

    Raises:
        GuildbookError: they are damaged.
    """
    try:
        return {name: _records(tables[name], images, path) for name, images in step.before.items()}
    except (KeyError, ValueError, BookUnreadable):
        raise GuildbookError(f"‘{step.label}’ cannot be undone or redone: its records are damaged.") from None


def _records(table: Table[Any], images: Mapping[str, Values | None], path: Path) -> dict[str, Record | None]:
    lines = Lines({key: encode_record(image) for key, image in images.items() if image is not None})
    records = table.read(lines, path)
    return {**dict.fromkeys(images), **records, **misnamed(records)}


def plain_values(record: Record | None) -> Values | None:
    """Record as plain values."""
    return None if record is None else msgspec.to_builtins(record)
