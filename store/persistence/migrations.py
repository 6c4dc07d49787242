"""Migrations from every older format of the file to the present one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from store.core.errors import BookUnreadable

FORMAT = 1
"""The form of the file this program writes; raised whenever an older program could misread a newer file."""

HEADER_TABLE, HEADER_ID = "guildbook", "file"

UNDO_TABLE = "steps"

Data = dict[str, dict[str, dict[str, Any]]]
"""All tables of a file as plain values, by table and id."""

MIGRATIONS: dict[int, Callable[[Data], None]] = {}
"""From each older format the step that brings its tables to the next one, in place."""


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
        raise BookUnreadable(f"{path} is not a Guildbook book; it was left as it is.")
    if version > FORMAT:
        raise BookTooNew(
            f"{path} was written by a newer Guildbook (format {version}, this one reads up to {FORMAT}); "
            "update Guildbook to open it. Nothing was changed."
        )
    return version


def migrate(data: Data, version: int) -> None:
    """Bring tables of an older format to the present one, in place.

    What could be undone before cannot be any more: the undo log holds records of the older form.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: the tables are not what that format promises.
    """
    data.pop(UNDO_TABLE, None)
    for older in range(version, FORMAT):
        MIGRATIONS[older](data)
    data[HEADER_TABLE][HEADER_ID]["format"] = FORMAT
