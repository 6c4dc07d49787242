"""Claiming the right to write a book: lock, backup, a migrated or new file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from store.core.errors import BookMissing, SaveFailed, Unusable
from store.persistence import migrations
from store.persistence.atomic_files import keep_private, sweep
from store.persistence.backups import make_backup, thin_out
from store.persistence.lock import NO_LOCKS, BookLock
from store.persistence.storage import SafeStorage


def take_lock(path: Path) -> tuple[BookLock | None, str]:
    """Take the lock of a book; without it, give the reason too."""
    try:
        lock = BookLock(path)
        holder = lock.acquire()
    except OSError as error:
        if not path.exists():
            raise
        if isinstance(error, Unusable):
            return None, f"Opened read-only: {error.strerror}."
        return None, f"Opened read-only: its folder cannot be written to ({error.strerror or error})."
    return lock, f"Opened read-only: {holder} has this book open." if holder else ""


def settle_in(
    storage: SafeStorage,
    lock: BookLock | None,
    content: Callable[[], Mapping[str, Mapping[str, Any]]],
    migrated: migrations.Data | None,
    now: datetime,
) -> tuple[str, bool]:
    """Prepare a file for writing: backup, migration, or a new book.

    Args:
        storage: the file.
        lock: the lock that was taken.
        content: gives what a new book begins with.
        migrated: all tables in the present form, where the file has an older one.
        now: the time of the backup.

    Returns:
        What the user must know, in one line, or nothing; and whether a backup is kept, or none is needed.
    """
    note = ""
    if lock and lock.unknown_here:
        note = NO_LOCKS  # what lies there may be of another window, so it is not swept
    else:
        sweep(storage.path)
    keep_private(storage.path)
    if not storage.exists:
        storage.write(content())
        return note, True
    problem = keep_backup(storage.path, now)
    if migrated is not None:
        storage.write(migrated)
    return problem or note, not problem


def keep_backup(path: Path, now: datetime) -> str:
    """Keep a backup of the book as it was found.

    Returns:
        Why none could be kept, in one line, or nothing.
    """
    try:
        make_backup(path, now)
        thin_out(path)
    except (OSError, SaveFailed, BookMissing) as error:  # a file that went meanwhile is told of at the next save
        return f"No backup could be kept: {error}"
    return ""
