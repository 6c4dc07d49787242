"""Missing books: put the newest backup back, or begin a new book."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from store.book.book import Book
from store.core.dates import Clock
from store.core.errors import BookChanged, BookReadOnly, GuildbookError
from store.persistence.atomic_files import read_regular_file, replace_safely
from store.persistence.backups import Backup, backups
from store.persistence.book_paths import backup_folder, latest_backup, resolve_link
from store.persistence.lock import BookLock


def newest_whole(book: Path, clock: Clock) -> tuple[Backup, int] | None:
    """Newest backup that opens as a book, with its number of people."""
    for kept in backups(book):
        try:
            with Book.open(kept.path, clock, write=False) as old:
                return kept, len(old.volunteers)
        except GuildbookError:
            continue
    return None


def bring_back(book: Path, kept: Backup) -> None:
    """Put a backup in the place of a book that is missing.

    Raises:
        BookReadOnly: another window has the book open.
        BookChanged: it is back. Nothing was overwritten.
        SaveFailed, OSError: the system refused.
    """
    path = resolve_link(book)

    def still_missing() -> None:
        if path.exists():
            raise BookChanged(f"{path} is back. Nothing was overwritten.")

    lock = _locked(path)
    try:
        replace_safely(path, read_regular_file(kept.path), keep=latest_backup(path), before=still_missing)
    finally:
        lock.release()


def begin_anew(book: Path, clock: Clock) -> None:
    """Begin an empty book in the place of a missing one.

    Its backups are set aside, as they are of another book.

    Raises:
        BookReadOnly: another window has the book open.
        GuildbookError, OSError: the system refused.
    """
    path = resolve_link(book)
    lock = _locked(path)
    try:
        folder = backup_folder(path)
        if folder.exists():
            folder.rename(_free(folder, f"{clock.now():%Y-%m-%dT%H%M%S}"))
    finally:
        lock.release()
    with Book.open(path, clock, create=True, anew=True) as begun:
        if not begun.writable:
            raise BookReadOnly(begun.note)


def _free(folder: Path, stamp: str) -> Path:
    """Free name for a folder that makes room."""
    names = (f"{folder.name}-{stamp}{f'-{number}' if number else ''}" for number in count())
    return next(path for name in names if not (path := folder.with_name(name)).exists())


def _locked(path: Path) -> BookLock:
    lock = BookLock(path)
    if holder := lock.acquire():
        raise BookReadOnly(f"{holder} has {path} open. Close it there first.")
    return lock
