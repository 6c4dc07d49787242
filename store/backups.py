"""Backups of a book: made when it is opened, thinned out by age, and brought back when needed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from store.errors import BookMissing, GuildbookError
from store.storage import backup_folder, decode_tables, digest_of, hard_link, latest_backup

KEEP_LAST, KEEP_DAYS, KEEP_MONTHS = 10, 14, 12
"""The newest ten, then one a day for a fortnight, then one a month for a year."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{6})(?:-(\d+))?\.json")


@dataclass(frozen=True, slots=True)
class Backup:
    """One kept copy of a book."""

    path: Path
    made: datetime


def backups(book: Path) -> list[Backup]:
    """The kept copies of a book, newest first; the state before the last save counts as one."""
    found = []
    with suppress(OSError):
        for path in backup_folder(book).iterdir():
            if match := _NAME.fullmatch(path.name):
                made = datetime.strptime(match[1] + match[2], "%Y-%m-%d%H%M%S").replace(
                    microsecond=int(match[3] or 0)
                )
                found.append(Backup(path, made))
    with suppress(OSError):
        latest = latest_backup(book)
        found.append(Backup(latest, datetime.fromtimestamp(latest.stat().st_mtime)))
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def newest_good(book: Path) -> Backup | None:
    """The newest copy that can be read."""
    return next((backup for backup in backups(book) if is_good(backup.path)), None)


def is_good(path: Path) -> bool:
    """Whether a file holds readable tables."""
    try:
        return bool(decode_tables(path.read_bytes(), path))
    except (GuildbookError, OSError):
        return False


def make_backup(book: Path, now: datetime) -> Backup | None:
    """Keep the book as it stands, unless the newest kept copy is the same.

    Returns:
        The new backup, or None where the newest one already holds this state.

    Raises:
        BookMissing: there is no book to keep.
        OSError: the system refused.
    """
    if not book.is_file():
        raise BookMissing(f"There is no book at {book} to back up.")
    dated = [backup for backup in backups(book) if backup.path != latest_backup(book)]
    if dated and digest_of(dated[0].path.read_bytes()) == digest_of(book.read_bytes()):
        return None
    folder = backup_folder(book)
    path = folder / f"{now:%Y-%m-%dT%H%M%S}.json"
    number = 0
    while path.exists():
        number += 1
        path = folder / f"{now:%Y-%m-%dT%H%M%S}-{number}.json"
    hard_link(book, path)
    return Backup(path, now)


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
