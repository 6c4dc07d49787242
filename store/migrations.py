"""Numbered steps from every older form of the file to the one this program writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from store.errors import BookUnreadable

FORMAT = 1
"""The form of the file this program writes; raised whenever an older program could misread a newer file."""

HEADER_TABLE, HEADER_ID = "guildbook", "file"

Data = dict[str, dict[str, dict[str, Any]]]
"""All tables of a file as plain values, by table and id."""

MIGRATIONS: dict[int, Callable[[Data], None]] = {}
"""From each older format the step that brings its tables to the next one, in place."""


def format_of(header: Any, path: Path) -> int:
    """The format a file's header names.

    Raises:
        BookUnreadable: no header, or a format newer than this program.
    """
    version = header.get("format") if header is not None else None
    if type(version) is not int or version < 1:
        raise BookUnreadable(f"{path} is not a Guildbook book; it was left as it is.")
    if version > FORMAT:
        raise BookUnreadable(
            f"{path} was written by a newer Guildbook (format {version}, this one reads up to {FORMAT}); "
            "update Guildbook to open it. Nothing was changed."
        )
    return version


def migrate(data: Data, version: int) -> None:
    """Bring tables of an older format to the present one, step by step, in place."""
    for older in range(version, FORMAT):
        MIGRATIONS[older](data)
    data[HEADER_TABLE][HEADER_ID]["format"] = FORMAT
