"""TinyDB storage that never loses an acknowledged write.

A save writes a whole new file beside the old one, makes the system promise that it is on the disk, keeps the old one as
the latest backup, makes sure no one changed the old one meanwhile, and only then puts the new one in its place (see
:mod:`store.persistence.atomic_files`; what the file holds, :mod:`store.persistence.json_lines`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store.core.errors import BookChanged, BookReadOnly, BookUnreadable
from store.persistence.atomic_files import (
    NotAFile,
    file_stamp,
    is_young,
    read_regular_file,
    replace_safely,
    write_new,
)
from store.persistence.book_paths import latest_backup, resolve_link
from store.persistence.json_lines import (
    NO_LINES,
    Blobs,
    Lines,
    Tables,
    as_lines,
    assemble,
    decode_file,
    decode_tables,
    encode_table,
    split_canonical,
)


class SafeStorage(Storage):
    """TinyDB storage of one book file: atomic, synced, backed up.

    It never overwrites what another program wrote.
    What it hands out is read-only, so a half-run change cannot leak into what it keeps. Only the owner of the
    lock (see :mod:`store.persistence.lock`) may write; others get :class:`BookReadOnly`.
    """

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        super().__init__()
        self.path = resolve_link(path)
        self._keep = latest_backup(self.path)
        self.writable = writable
        self._tables: Tables = {}
        self._blobs: Blobs = {}
        self._staged: dict[str, Mapping[str, Any]] | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._foreign: bytes | None = None
        """The file's bytes as they were read, where another hand wrote them otherwise than this one would."""
        self._compared = False
        """Whether the save that is going on has seen that the file holds what it is held to hold."""
        self.reload()

    def reload(self) -> None:
        """Read the file anew.

        Whether each of its tables is one shows when it is read (:meth:`reparse_strictly`).

        Raises:
            BookUnreadable: the file is there but is not a book.
        """
        try:
            stamp, data = file_stamp(self.path), read_regular_file(self.path)
        except FileNotFoundError:
            self._tables, self._blobs, self._stamp, self._foreign = {}, {}, None, None
            return
        except IsADirectoryError:
            raise BookUnreadable(f"{self.path} is a folder, not a book.") from None
        except OSError as error:
            raise BookUnreadable(f"{self.path} cannot be read: {error.strerror}.") from None
        parts = split_canonical(data)
        self._tables, self._blobs = parts or decode_file(data, self.path)
        self._stamp, self._foreign = stamp, None if parts else data

    def reparse_strictly(self) -> None:
        """Parse every table of the file anew, to tell what is wrong with which.

        Raises:
            BookUnreadable: the file is not a book.
        """
        self._tables, self._blobs = decode_file(self._foreign or assemble(self._blobs), self.path)

    @property
    def exists(self) -> bool:
        """True if the file was there when last read or written."""
        return self._stamp is not None

    def read(self) -> Any:
        """Tables as last saved, or as staged; None without a file."""
        tables = self._tables if self._staged is None else self._staged
        return dict(tables) if tables else None

    def lines(self, table: str) -> Lines:
        """Records of one table as they stand in the file."""
        return self._tables.get(table, NO_LINES)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Stage tables inside a transaction; outside of one, save them."""
        if self._staged is None:
            self._save(data)
        else:
            self._staged = dict(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Many table operations with one save, or none if one fails."""
        self._staged = dict(self._tables)
        try:
            yield
            staged = self._staged
        finally:
            self._staged = None
        self._save(staged)

    def _save(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        if not self.writable:
            raise BookReadOnly(
                f"{self.path} is open read-only, so nothing was saved. Close it where else it is open, or export what you need."
            )
        tables = {name: as_lines(rows) for name, rows in data.items()}
        blobs = {
            name: self._blobs[name] if lines is self._tables.get(name) else encode_table(name, lines)
            for name, lines in tables.items()
            if lines
        }
        self._compared = False
        self._stamp = replace_safely(self.path, assemble(blobs), keep=self._keep, before=self._check_unchanged)
        self._tables, self._blobs, self._foreign = tables, blobs, None

    def _check_unchanged(self) -> None:
        """Late check that the file is still the one we read or wrote.

        Size and time alone do not tell: some programs write into a file and set its time back, and disks count time
        in steps, a memory stick in steps of two seconds. So each save compares the content once; what is written
        after that has a time of its own, unless the file is so young that it may be the same.
        """
        stamp = file_stamp(self.path)
        if stamp == self._stamp and (not stamp or (self._compared and not is_young(stamp))):
            return
        if stamp and self._stamp and self._holds_the_same():
            return
        done = "changed" if file_stamp(self.path) else "removed"
        raise BookChanged(f"Another program has {done} {self.path}. Nothing was overwritten.")

    def _holds_the_same(self) -> bool:
        try:
            self._compared = read_regular_file(self.path) == (self._foreign or assemble(self._blobs))
        except (FileNotFoundError, IsADirectoryError, NotAFile):
            return False
        return self._compared

    @property
    def lost(self) -> bool:
        """True if the file is gone or unreadable.

        Only memory holds the book then.
        """
        try:
            decode_tables(read_regular_file(self.path), self.path)
        except (OSError, BookUnreadable):
            return True
        return False

    def put_back(self, aside: Path) -> None:
        """Write the book in memory to the place of a lost file.

        One that cannot be read is kept as ``aside``.

        Raises:
            BookReadOnly: the book is open read-only.
            BookChanged: the file can be read again; nothing was overwritten.
            SaveFailed: the system refused.
        """

        def still_lost() -> None:
            if not self.lost:
                raise BookChanged(f"{self.path} can be read again. Nothing was overwritten.")

        if not self.writable:
            raise BookReadOnly(
                f"{self.path} is open read-only, so nothing was saved. Close it where else it is open, or export what you need."
            )
        self._stamp = replace_safely(self.path, assemble(self._blobs), keep=aside, before=still_lost)
        self._foreign = None

    def save_beside(self, path: Path) -> None:
        """Write the book in memory to another file, which must not exist."""
        write_new(path, assemble(self._blobs))

    def close(self) -> None:
        """Nothing is kept open between saves."""
