"""Backups of a book: make, thin out, list.

Which one is newer is told by the number in its name, never by a clock: a laptop's may be wrong, and a book may be
opened as of another day. The state before the last save needs no number while it is ``latest.json``: it is newer than
every numbered copy, as making one gives it a number of its own first.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from msgspec import Struct

from store.core.errors import BookMissing, GuildbookError
from store.persistence.atomic_files import private_folder, read_regular_file, require_file, write_new
from store.persistence.book_paths import backup_folder, latest_backup
from store.persistence.json_lines import decode_tables
from store.persistence.migrations import HEADER_ID, HEADER_TABLE

KEEP_LAST, KEEP_DAYS, KEEP_MONTHS = 10, 14, 12
"""The newest ten, then one a day for the fourteen days before, then one a month for twelve months."""

_NAME = re.compile(r"(?P<number>\d{5,9})-(?P<day>\d{4}-\d{2}-\d{2})T(?P<time>\d{6})(?P<before>-before)?\.json")
_UNNUMBERED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<time>\d{6})(?:-(?P<number>\d{1,6}))?\.json")
"""As earlier versions named their copies: older than any numbered one, in the order of their names."""
_UNREADABLE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}-unreadable(-\d+)?\.json")


class Backup(Struct, frozen=True):
    """One kept copy of a book."""

    path: Path
    made: datetime
    """When it was made, by the clock of that time: to be shown, never compared."""
    order: tuple[int, str, int] = (0, "", 0)
    """Its place among the others; the greatest is the newest."""
    before_a_save: bool = False
    """Whether it is the state before the last save of its time, not one that was found at opening."""

    @property
    def number(self) -> int:
        """Number in its name; 0 without one."""
        return self.order[0]


_NEWEST = (10**9, "", 0)
"""The place of ``latest.json`` beside numbered copies; beside those of earlier versions only its time tells."""
_STAMP = "%Y-%m-%dT%H%M%S"


def backups(book: Path) -> list[Backup]:
    """Backups of a book, newest first.

    The state before the last save counts as one.
    """
    kept: list[Backup] = []
    with suppress(OSError):
        paths = [path for path in backup_folder(book).iterdir() if path.is_file()]
        kept += [backup for path in paths if (backup := _read_name(path))]
    with suppress(OSError):
        latest = latest_backup(book)
        require_file(latest, latest.stat())
        made = _modified(latest)
        order = _NEWEST if any(backup.number for backup in kept) else (0, f"{made:{_STAMP}}", 0)
        kept.append(Backup(latest, made, order, before_a_save=True))
    return sorted(kept, key=lambda backup: backup.order, reverse=True)


def is_backup_name(name: str) -> bool:
    """True if a name among the backups is one this program gives."""
    ours = (_NAME, _UNNUMBERED, _UNREADABLE)
    return name == latest_backup(Path(name)).name or any(pattern.fullmatch(name) for pattern in ours)


def _read_name(path: Path) -> Backup | None:
    """Backup by a file's name; None if it is not ours, or of no real day."""
    numbered = _NAME.fullmatch(path.name)
    match = numbered or _UNNUMBERED.fullmatch(path.name)
    if not match:
        return None
    number = int(match["number"] or 0)
    stamp = f"{match['day']}T{match['time']}"
    try:
        made = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if numbered:
        return Backup(path, made, (number, "", 0), before_a_save=bool(match["before"]))
    return Backup(path, made, (0, stamp, number))


def _modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime)


def make_backup(book: Path, now: datetime) -> Backup | None:
    """Copy the book as it stands, unless the newest copy is the same.

    A copy and not a link, so that a program that writes into the book's file does not write into its backup.

    Returns:
        The new backup, or None where the newest one already holds this state.

    Raises:
        BookMissing: there is no book to keep.
        SaveFailed, OSError: the system refused.
    """
    if not book.is_file():
        raise BookMissing(f"There is no book at {book} to back up. Check the path, then try again.")
    data = read_regular_file(book)
    kept = numbered(book)
    if kept and kept[0].number and read_regular_file(kept[0].path) == data:
        return None
    private_folder(backup_folder(book))
    number = _number_the_latest(book)
    path = _numbered_path(book, number, now)
    write_new(path, data)
    return Backup(path, now, (number, "", 0))


def numbered(book: Path) -> list[Backup]:
    """Copies that were made of the book as it stood, newest first."""
    return [backup for backup in backups(book) if not backup.before_a_save]


def _number_the_latest(book: Path) -> int:
    """Give the state before the last save a number; return the next one.

    The copy now to be made is newer.
    """
    latest = latest_backup(book)
    number = 1 + max((backup.number for backup in backups(book) if backup.path != latest), default=0)
    with suppress(FileNotFoundError):
        latest.replace(_numbered_path(book, number, _modified(latest), "-before"))
        return number + 1
    return number


def _numbered_path(book: Path, number: int, made: datetime, kind: str = "") -> Path:
    return backup_folder(book) / f"{number:05d}-{made:{_STAMP}}{kind}.json"


def set_aside(book: Path, now: datetime) -> Path:
    """Free path among the backups for a file that cannot be read."""
    names = (f"{now:{_STAMP}}-unreadable{f'-{number}' if number else ''}.json" for number in count())
    return next(path for name in names if not (path := backup_folder(book) / name).exists())


def thin_out(book: Path) -> None:
    """Remove the copies that newer ones have made superfluous.

    Days and months are counted over those that have a copy, so that a clock set wrong for a day thins out nothing.
    """
    kept, states = numbered(book), [backup for backup in backups(book) if backup.before_a_save]
    keep = [*kept[:KEEP_LAST], *states[:1]]
    for count_of, most in ((_day_of, KEEP_DAYS), (_month_of, KEEP_MONTHS)):
        newest_of = {count_of(backup): backup for backup in reversed(kept)}
        newest_first = sorted(newest_of.values(), key=lambda backup: backup.order, reverse=True)
        keep += newest_first[:most]
    for backup in [*kept, *states]:
        if backup not in keep:
            with suppress(OSError):
                backup.path.unlink()


def _day_of(backup: Backup) -> tuple[int, ...]:
    return backup.made.year, backup.made.month, backup.made.day


def _month_of(backup: Backup) -> tuple[int, ...]:
    return backup.made.year, backup.made.month


def copies_beside(book: Path) -> list[Path]:
    """Copies of a book beside it, as sync services leave them.

    Their names begin like its own.
    """
    book_id, paths = _identity(book), sorted(book.parent.iterdir())
    named = [path for path in paths if path.name.startswith(book.stem) and path.suffix == book.suffix]
    return [path for path in named if path != book and book_id and _identity(path) == book_id]


def _identity(path: Path) -> str:
    """Id of the book in a file; nothing for what is no book."""
    try:
        return str(decode_tables(read_regular_file(path), path)[HEADER_TABLE][HEADER_ID].get("book", ""))
    except (GuildbookError, OSError, KeyError, TypeError, ValueError):
        return ""
