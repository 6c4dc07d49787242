"""Backups that can be read: the newest one that holds a whole book."""

from __future__ import annotations

from pathlib import Path

from store.book.schema import Tables
from store.core.errors import GuildbookError
from store.persistence.atomic_files import read_regular_file
from store.persistence.backups import Backup, backups
from store.persistence.json_lines import NO_LINES, decode_tables
from store.persistence.migrations import FORMAT, HEADER_ID, HEADER_TABLE, format_of


def newest_good(book: Path) -> Backup | None:
    """Newest backup that can be read."""
    return next((backup for backup in backups(book) if is_good(backup.path)), None)


def is_good(path: Path) -> bool:
    """True if a file is a readable book.

    In the present format every record is read; in an older one, the tables.
    """
    try:
        tables = decode_tables(read_regular_file(path), path)
        if format_of(tables[HEADER_TABLE][HEADER_ID].decoded(), path) == FORMAT:
            for table in Tables().tables.values():
                table.read(tables.get(table.name, NO_LINES), path)
    except (GuildbookError, OSError, KeyError, ValueError):
        return False
    return True
