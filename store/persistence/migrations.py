"""Migrations from every older format of the file to the present one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from store.core.errors import BookUnreadable
from store.core.old_names import FORMAT_1_VALUES

FORMAT = 3
"""The form of the file this program writes; raised whenever an older program could misread a newer file."""

HEADER_TABLE, HEADER_ID = "guildbook", "file"

UNDO_TABLE = "steps"

Data = dict[str, dict[str, dict[str, Any]]]
"""All tables of a file as plain values, by table and id."""


def _name_values(data: Data) -> None:
    """Format 2: choices are stored under names that never change, no longer as words of the screen."""
    _name_values_of(data)
    for step in data.get(UNDO_TABLE, {}).values():
        _name_values_of(step["before"])


def _name_values_of(tables: Mapping[str, Mapping[str, dict[str, Any] | None]]) -> None:
    for table, fields in FORMAT_1_VALUES.items():
        for row in filter(None, tables.get(table, {}).values()):
            for field, names in fields.items():
                if field in row:
                    row[field] = _named(row[field], names)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [names.get(one, one) for one in value]
    return names.get(value, value)


def _leave_as_they_are(_: Data) -> None:
    """Format 3: new tables (training requests, absences, session plans, mentors), which an older program does not know."""


MIGRATIONS: dict[int, Callable[[Data], None]] = {1: _name_values, 2: _leave_as_they_are}
"""From each older format the step that brings its tables to the next one, in place; what can be undone included."""


class BookTooNew(BookUnreadable):
    """File of a newer Guildbook; an older copy would be a step back."""


def format_of(header: Any, path: Path) -> int:
    """Format that a file's header names.

    Raises:
        BookUnreadable: no header, or one without a format.
        BookTooNew: a format newer than this program's.
    """
    version = header.get("format") if isinstance(header, Mapping) else None
    if type(version) is not int or version < 1:
        raise BookUnreadable(f"{path} is not a Guildbook book. Nothing was changed.")
    if version > FORMAT:
        raise BookTooNew(
            f"{path} was written by a newer Guildbook (format {version}; this one reads up to {FORMAT}). "
            "Update Guildbook to open it. Nothing was changed."
        )
    return version


def migrate(data: Data, version: int) -> None:
    """Bring tables of an older format to the present one, in place.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: the tables are not what that format promises.
    """
    for older in range(version, FORMAT):
        MIGRATIONS[older](data)
    data[HEADER_TABLE][HEADER_ID]["format"] = FORMAT
