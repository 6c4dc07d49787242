"""What tells of a book whose file is not there: not synced yet, taken off the disk by its sync service, or moved away.

Such a book is never taken for a new one: it is brought back, waited for, or begun anew, as its user says.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from msgspec import Struct

from store.backups import Backup, backups, newest_good
from store.dates import Clock
from store.errors import BookAway, BookChanged, BookReadOnly, GuildbookError
from store.files import backup_folder, content_of, followed, latest_backup, replace_safely
from store.lock import BookLock

_PLACEHOLDERS = (
    ".{}.icloud", "{}.nextcloud", "{}.owncloud", ".syncthing.{}.tmp", "~syncthing~{}.tmp", "{}.!sync",
)  # fmt: skip
"""How sync services name a file that they have, and that is not on this disk or not whole yet."""
_SIDE_FILES = ("{}.drafts", "{}.copies", ".{}.lock")
"""What else a book leaves beside it. Even the lock is only there where one was opened."""


class Traces(Struct, frozen=True):
    """What lies where a book is missing."""

    path: Path
    placeholder: Path | None
    """The file that stands for it until its sync service brings it."""
    beside: Path
    """The clearest trace."""

    @property
    def found(self) -> str:
        """What tells of the book, as half a sentence."""
        if self.placeholder:
            return f"its sync service has it ({self.placeholder.name})"
        if self.beside == backup_folder(self.path):
            return "its backups are there"
        return f"one was open there before ({self.beside.name})"


def traces_of(book: Path) -> Traces | None:
    """What tells of a book that is not there; None where it is there, or nothing tells of one."""
    path = followed(book)
    if path.exists():
        return None
    beside = [path.with_name(name.format(path.name)) for name in _PLACEHOLDERS]
    placeholder = next(filter(_is_there, beside), None)
    folders = (backup_folder(path), *(path.with_name(name.format(path.name)) for name in _SIDE_FILES))
    found = placeholder or next(filter(_is_there, folders), None)
    return Traces(path, placeholder, found) if found else None


def _is_there(path: Path) -> bool:
    with suppress(OSError):  # a name too long, for instance
        return path.exists()
    return False


def look_for_traces(book: Path) -> None:
    """Refuse to take a missing book for a new one.

    Raises:
        BookAway: it is missing, and something tells of it; the line says how to bring it back.
    """
    if not (traces := traces_of(book)):
        return
    ask = f'guildbook --book "{book}"'
    way = f"If it was moved, bring it back with: {ask} restore FILE"
    if newest := newest_good(traces.path):
        way = f"To restore the backup of {newest.made:%d %b %Y %H:%M}: {ask} restore"
    raise BookAway(
        f"There is no book at {book}, but {traces.found}. Nothing was started. "
        f"If it is still being synced, wait. {way} – To start a new book: {ask}"
    )


def newest_whole(book: Path, clock: Clock) -> tuple[Backup, int] | None:
    """The newest backup that opens as a book, and how many people it holds."""
    from store.book import Book

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
        BookChanged: it is there again; nothing was overwritten.
        SaveFailed, OSError: the system refused.
    """
    path = followed(book)

    def still_missing() -> None:
        if path.exists():
            raise BookChanged(f"{path} is there again; nothing was overwritten.")

    lock = _locked(path)
    try:
        replace_safely(path, content_of(kept.path), keep=latest_backup(path), before=still_missing)
    finally:
        lock.release()


def begin_anew(book: Path, clock: Clock) -> None:
    """Begin an empty book in the place of a missing one, whose backups are set aside, as they are of another book.

    Raises:
        BookReadOnly: another window has the book open.
        GuildbookError, OSError: the system refused.
    """
    from store.book import Book

    path = followed(book)
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
    """A free name for a folder that makes room."""
    names = (f"{folder.name}-{stamp}{f'-{number}' if number else ''}" for number in count())
    return next(path for name in names if not (path := folder.with_name(name)).exists())


def _locked(path: Path) -> BookLock:
    lock = BookLock(path)
    if holder := lock.acquire():
        raise BookReadOnly(f"{holder} has {path} open; close it there first.")
    return lock
