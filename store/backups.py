"""Backups of a book: made when it is opened, thinned out by age, and brought back when needed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from msgspec import Struct

from store.errors import BookMissing, GuildbookError
from store.files import backup_folder, latest_backup, private_folder, write_new
from store.lines import decode_tables
from store.migrations import HEADER_ID, HEADER_TABLE, format_of

KEEP_LAST, KEEP_DAYS, KEEP_MONTHS = 10, 14, 12
"""The newest ten, then one a day for a fortnight, then one a month for a year."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{6})(?:-(\d+))?\.json")


class Backup(Struct, frozen=True):
    """One kept copy of a book."""

    path: Path
    made: datetime


def backups(book: Path) -> list[Backup]:
    """The kept copies of a book, newest first; the state before the last save counts as one."""
    found = []
    with suppress(OSError):
        for path in backup_folder(book).iterdir():
            if match := _NAME.fullmatch(path.name):
                with suppress(ValueError):  # a name of digits that is no day
                    made = datetime.fromisoformat(f"{match[1]}T{match[2]}")
                    found.append(Backup(path, made.replace(microsecond=int(match[3] or 0))))
    with suppress(OSError):
        latest = latest_backup(book)
        found.append(Backup(latest, datetime.fromtimestamp(latest.stat().st_mtime)))
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def newest_good(book: Path) -> Backup | None:
    """The newest copy that can be read."""
    return next((backup for backup in backups(book) if is_good(backup.path)), None)


def is_good(path: Path) -> bool:
    """Whether a file holds the readable tables of a book."""
    try:
        header = decode_tables(path.read_bytes(), path)[HEADER_TABLE][HEADER_ID]
        format_of(header.decoded(), path)
    except (GuildbookError, OSError, KeyError, ValueError):
        return False
    return True


def make_backup(book: Path, now: datetime) -> Backup | None:
    """Keep a copy of the book as it stands, unless the newest kept copy is the same.

    A copy and not a link, so that a program that writes into the book's file does not write into its backup.

    Returns:
        The new backup, or None where the newest one already holds this state.

    Raises:
        BookMissing: there is no book to keep.
        SaveFailed, OSError: the system refused.
    """
    if not book.is_file():
        raise BookMissing(f"There is no book at {book} to back up.")
    data = book.read_bytes()
    dated = [backup for backup in backups(book) if backup.path != latest_backup(book)]
    if dated and dated[0].path.read_bytes() == data:
        return None
    folder = backup_folder(book)
    private_folder(folder)
    path = folder / f"{now:%Y-%m-%dT%H%M%S}.json"
    number = 0
    while path.exists():
        number += 1
        path = folder / f"{now:%Y-%m-%dT%H%M%S}-{number}.json"
    write_new(path, data)
    return Backup(path, now)


def set_aside(book: Path, now: datetime) -> Path:
    """Where a file that cannot be read may be kept: among the backups, under a free name that says so."""
    names = (f"{now:%Y-%m-%dT%H%M%S}-unreadable{f'-{number}' if number else ''}.json" for number in count())
    return next(path for name in names if not (path := backup_folder(book) / name).exists())


def thin_out(book: Path, today: date) -> None:
    """Remove the dated copies that age has made superfluous."""
    dated = [backup for backup in backups(book) if backup.path != latest_backup(book)]
    keep = set(dated[:KEEP_LAST])
    for found, oldest in (
        ({(b.made.date(),): b for b in reversed(dated)}, today - timedelta(days=KEEP_DAYS)),
        ({(b.made.year, b.made.month): b for b in reversed(dated)}, today - timedelta(days=31 * KEEP_MONTHS)),
    ):
        keep |= {backup for backup in found.values() if backup.made.date() >= oldest}
    for backup in set(dated) - keep:
        with suppress(OSError):
            backup.path.unlink()


def copies_beside(book: Path) -> list[Path]:
    """Copies of a book that lie beside it under a name that begins like its own, as sync services leave them."""
    wanted, found = _identity(book), sorted(book.parent.iterdir())
    named = [path for path in found if path.name.startswith(book.stem) and path.suffix == book.suffix]
    return [path for path in named if path != book and wanted and _identity(path) == wanted]


def _identity(path: Path) -> str:
    """What tells a book from every other; nothing for what is no book."""
    try:
        return str(decode_tables(path.read_bytes(), path)[HEADER_TABLE][HEADER_ID].get("book", ""))
    except (GuildbookError, OSError, KeyError, TypeError, ValueError):
        return ""
