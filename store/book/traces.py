"""Traces of a book whose file is missing.

The file is not synced yet, was taken off the disk by its sync service, or moved away.
Such a book is never taken for a new one: it is brought back, waited for, or begun anew, as its user says
(:mod:`store.book.missing_book`).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from store.book.readable_backups import newest_good
from store.core.errors import BookAway
from store.core.shell_words import shell_word
from store.persistence.book_paths import (
    backup_folder,
    copies_folder,
    drafts_folder,
    inbox_folder,
    lock_path,
    resolve_link,
)

_PLACEHOLDERS = (
    ".{}.icloud", "{}.nextcloud", "{}.owncloud", ".syncthing.{}.tmp", "~syncthing~{}.tmp", "{}.!sync",
)  # fmt: skip
"""How sync services name a file that they have, and that is not on this disk or not whole yet."""
_SIDE_PATHS = (backup_folder, inbox_folder, drafts_folder, copies_folder, lock_path)
"""What a book leaves beside it, the clearest first. Even the lock is only there where one was opened."""


class Traces(Struct, frozen=True):
    """Traces of a missing book."""

    path: Path
    placeholder: Path | None
    """The file that stands for it until its sync service brings it."""
    beside: Path
    """The clearest trace."""

    @property
    def clue(self) -> str:
        """Clearest trace, as half a sentence."""
        if self.placeholder:
            return f"its sync service holds it ({self.placeholder.name})"
        if self.beside == backup_folder(self.path):
            return "its backups are still there"
        return f"one was open there before ({self.beside.name})"


def traces_of(book: Path) -> Traces | None:
    """Traces of a missing book; None where it is there or there are none."""
    path = resolve_link(book)
    if path.exists():
        return None
    stand_ins = (path.with_name(name.format(path.name)) for name in _PLACEHOLDERS)
    placeholder = next(filter(_is_there, stand_ins), None)
    clearest = placeholder or next(filter(_is_there, (beside(path) for beside in _SIDE_PATHS)), None)
    return Traces(path, placeholder, clearest) if clearest else None


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
    ask = f"guildbook --book {shell_word(str(book))}"
    way = f"If it was moved, run: {ask} restore FILE"
    if newest := newest_good(traces.path):
        way = f"To restore the backup of {newest.made:%d %b %Y %H:%M}, run: {ask} restore"
    raise BookAway(
        f"There is no book at {book}, but {traces.clue}. No new book was started. "
        f"If it is still being synced, wait. {way} – To start a new book, run: {ask}"
    )
