"""The book: open and close, the typed tables, the one way to write.

>>> with Book.open(Path("book.json")) as book:
...     with book.change("Add Ana Ruiz") as change:
...         change.put(Volunteer(name="Ana Ruiz"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from store.book import opening, undo
from store.book.query_cache import CachedTables
from store.book.transaction import Change
from store.book.undo import plain_values
from store.core.dates import Clock
from store.core.errors import BookMissing, BookReadOnly, BookUnreadable, GuildbookError
from store.core.record import Record
from store.core.text import clean
from store.model.undo import Step
from store.persistence import migrations
from store.persistence.atomic_files import private_folder, write_new
from store.persistence.json_lines import encode_tables
from store.persistence.storage import SafeStorage
from store.persistence.tinydb_adapter import BookFile, BookTable, storage_of

if TYPE_CHECKING:
    from store.persistence.lock import BookLock


class Book(CachedTables):
    """Everything one community keeps, in one file."""

    def __init__(
        self, file: BookFile, clock: Clock, lock: BookLock | None, note: str = "", *, claimed: bool = True
    ) -> None:
        super().__init__()
        self._file = file
        self._lock = lock
        self.claimed = claimed
        """Whether it is settled who may write; see :meth:`claim`."""
        self._listeners: list[Callable[[set[str]], None]] = []
        self.clock = clock
        self.note = note
        """What the user must know, in one line: why the book is read-only, or that no backup or lock could be had."""
        self.backed_up = True
        """Whether a backup of the book as it was found is kept, unless it is open read-only."""
        self._begun_as = ""
        """The id of a book that has no file yet."""
        self._later: Callable[[], Iterable[Record]] | None = None
        """Gives the records of a book just begun that may wait; see :meth:`complete`."""
        self.saved_at: datetime | None = None
        """When this window last saved a change."""
        records, self._migrated = opening.read_records(storage_of(file), self.tables)
        self._take(records)

    # -- opening and closing -------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock | None = None,
        *,
        write: bool = True,
        create: bool = False,
        claim: bool = True,
        anew: bool = False,
    ) -> Self:
        """Open a book.

        Args:
            path: its file.
            clock: the time it keeps; the system's unless said otherwise.
            write: take the lock, keep a backup, and allow changes; without it nothing on disk is touched.
            create: start an empty book where there is no file, nor anything that tells of one.
            claim: do so at once; else once it is asked for (:meth:`claim`), where there is a book that can wait.
            anew: start it also where something tells of one (see :mod:`store.book.traces`), as its user wishes.

        Raises:
            BookMissing: no file there, and none is to be made.
            BookAway: no file there, but what lies beside it tells of a book.
            BookUnreadable: the file is not a book this program reads.
        """
        clock = clock or Clock()
        lock, note = None, "" if write else "Opened read-only."
        try:
            opening.refuse_what_is_no_file(path)
            if not path.exists():
                opening.make_room_for_new(path, create=create, anew=anew)
            claim = claim or not path.exists()
            if write and claim:
                lock, note = _take_lock(path)
        except OSError as error:
            raise BookUnreadable(f"{path} cannot be opened: {error.strerror or error}.") from None
        try:
            file = BookFile(storage=lambda: SafeStorage(path, writable=not note))
            book = cls(file, clock, lock, note, claimed=claim or not write)
            if not book.claimed and book._migrated is not None:
                book.claim()
            elif book.claimed and book.writable:
                book._settle_in(file, book._migrated)
        except BaseException as error:
            if lock:
                lock.release()
            if isinstance(error, BookUnreadable) and not isinstance(error, migrations.BookTooNew):
                raise type(error)(f"{error}{opening.advice(error, path)}") from None
            raise
        return book

    @classmethod
    def beginning_with(
        cls,
        path: Path,
        records: Iterable[Record],
        *,
        book_id: str,
        clock: Clock,
        later: Callable[[], Iterable[Record]] | None = None,
    ) -> Self:
        """Open a new book that holds these records.

        Its file is made when it is claimed.
        The records are taken as they are: no one typed them, so nothing is asked of each field.

        Args:
            path: where its file will be; there is none yet, and no one else knows of it.
            records: what it holds; a later record takes the place of an earlier one with its id.
            book_id: what tells this book from every other.
            clock: the time it keeps.
            later: gives records that may wait until it is complete (:meth:`complete`).
        """
        book = cls(BookFile(storage=lambda: SafeStorage(path)), clock, None, claimed=False)
        book._begun_as = book_id
        by_table: opening.Records = {name: {} for name in book.tables}
        for record in records:
            by_table[book.table_of(type(record)).name][record.id] = record
        book._take({name: dict(sorted(rows.items())) for name, rows in by_table.items()})
        book._later = later
        return book

    def complete(self) -> None:
        """Take in the records that were left for later, where a book was begun with some."""
        if not self._later:
            return
        later, self._later = self._later, None
        changed = set()
        for record in later():
            table = self.table_of(type(record))
            table.replace({record.id: record})
            changed.add(table.name)
        self._tell(changed)

    def claim(self) -> None:
        """Take the right to write, deferred at opening: lock and backup."""
        if self.claimed:
            return
        self.complete()
        self.claimed = True
        try:
            self._lock, self.note = _take_lock(self.path)
        except OSError as error:
            self.note = f"Opened read-only: {error.strerror or error}."
        self.storage.writable = not self.note
        if self.note:
            self._tell(set())
            return
        try:
            self._settle_in(self._file, self._migrated)
        except GuildbookError as error:
            self.close()
            self.note = f"Opened read-only: {error}"
            self._tell(set())
        except BaseException:
            self.close()
            raise

    def _take(self, records: opening.Records) -> None:
        for name, table in self.tables.items():
            table.take(records[name])

    def _settle_in(self, file: BookFile, migrated: migrations.Data | None) -> None:
        from store.book.claiming import settle_in
        from store.persistence.inbox_files import clear_taken, waiting_files

        content = partial(opening.content_of, self.tables, self._begun_as)
        self.note, self.backed_up = settle_in(storage_of(file), self._lock, content, migrated, self.clock.now())
        if waiting_files(self.path):
            clear_taken(self.path, self.taken)

    @classmethod
    def write_new(cls, path: Path, records: Iterable[Record], *, book_id: str) -> None:
        """Write a whole new book at once, with nothing to undo.

        What it holds alone decides its bytes.
        For its arguments see :meth:`beginning_with`.

        Raises:
            SaveFailed: there is a file already, or the system refused.
        """
        book = cls.beginning_with(path, records, book_id=book_id, clock=Clock())
        private_folder(path.parent)
        write_new(path, encode_tables(opening.content_of(book.tables, book_id)))

    def close(self) -> None:
        """Close the book and release its lock; it can still be read."""
        self._file.close()
        self.claimed = True
        if self.writable:
            self.storage.writable, self.note = False, "The book is closed."
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def storage(self) -> SafeStorage:
        """Storage behind the book."""
        return storage_of(self._file)

    @property
    def path(self) -> Path:
        """File of the book."""
        return self.storage.path

    @property
    def writable(self) -> bool:
        """True if changes can be saved."""
        self.claim()
        return self.storage.writable

    @property
    def held_elsewhere(self) -> bool:
        """True if it is open read-only because another program has it open."""
        return not self.writable and self._lock is not None and not self._lock.held

    def reload(self) -> None:
        """Read the file anew, after another program changed it.

        Raises:
            BookMissing: the file is gone; the book in memory is as it was.
            BookUnreadable: it is no book any more; the book in memory is as it was.
        """
        file = BookFile(storage=lambda: SafeStorage(self.path, writable=self.writable))
        if not storage_of(file).exists:
            raise BookMissing(f"There is no book at {self.path} any more.")
        records, migrated = opening.read_records(storage_of(file), self.tables)
        if self.writable:
            self._settle_in(file, migrated)
        self._file = file
        self._take(records)
        self._tell(set(self.tables))

    # -- reading -------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """Id of the book, the same in all its copies.

        Nothing for one that has no file yet.
        """
        lines = self.storage.lines(migrations.HEADER_TABLE)
        header = lines[migrations.HEADER_ID].decoded() if migrations.HEADER_ID in lines else {}
        return str(header.get("book", ""))

    @property
    def taken(self) -> set[str]:
        """Ids of the lines of the inbox that the undo log knows of."""
        return {step.inbox for step in self.steps.values() if step.inbox}

    # -- writing -------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str) -> Iterator[Change]:
        """One action of the user: one save, one step to undo.

        Nothing is changed in memory or on disk unless the block ends without an error and the save succeeds.

        Args:
            label: what the user did, as undo will name it: ‘Thank Ana Ruiz’.

        Raises:
            BookReadOnly: the book is open read-only.
            BookChanged: someone else changed the file meanwhile.
            SaveFailed: the system refused.
        """
        self._require_writable()
        change = Change(self)
        yield change
        pending = change.differences(self.tables)
        if not pending:
            return
        step = Step(
            number=0,
            label=clean(label),
            at=self.clock.now(),
            before=undo.images_of(self.tables, pending),
            joined=change.joined,
            inbox=change.inbox,
        )
        self._save({**pending, self.steps.name: undo.log_of(step, self.steps.values())})

    def _require_writable(self) -> None:
        if not self.writable:
            raise BookReadOnly(self.note or "The book is open read-only.")

    def _save(self, pending: Mapping[str, Mapping[str, Record | None]]) -> None:
        with self.storage.transaction():
            for name, rows in pending.items():
                table = self._file.table(name)
                assert isinstance(table, BookTable)
                table.exchange({key: plain_values(record) for key, record in rows.items()})
        for name, rows in pending.items():
            self.tables[name].replace(rows)
        self.saved_at = self.clock.now()
        self._tell(set(pending))

    def rewrite(self, change: Change) -> None:
        """Save a change that cannot be undone, nor anything before it.

        For erasing a person. The state before it still lies in the latest backup; the caller sees to that.

        Raises:
            BookReadOnly, BookChanged, SaveFailed: as for :meth:`change`.
        """
        self._require_writable()
        gone: dict[str, Record | None] = dict.fromkeys(self.steps)
        self._save({**change.differences(self.tables), self.steps.name: gone})

    def bytes_of(self, change: Change) -> bytes:
        """File content with a change and without the undo log, not written."""
        tables = {name: table for name, table in change.tables.items() if name != self.steps.name}
        return encode_tables(opening.content_of(tables, self.id, plain_values))

    # -- undo ----------------------------------------------------------------------------------

    def undo(self, inbox: str = "") -> str:
        """Undo the last change that still stands.

        Args:
            inbox: the id of the line of the inbox that asks for it, if one does.

        Returns:
            The label of the undone change, or nothing if there is no such change.
        """
        return self._flip(undo.next_to_undo(self.steps.values()), inbox)

    def redo(self, inbox: str = "") -> str:
        """Redo what was last undone.

        Args:
            inbox: as for :meth:`undo`.

        Returns:
            What was done again, or nothing if there is no such change.
        """
        return self._flip(undo.next_to_redo(self.steps.values()), inbox)

    def _flip(self, step: Step | None, inbox: str) -> str:
        """Swap the images of a step with the current records."""
        if step is None:
            return ""
        self._require_writable()
        pending = undo.records_before(step, self.tables, self.path)
        now = undo.images_of(self.tables, pending)
        flipped = msgspec.structs.replace(
            step, before=now, undone=not step.undone, at=self.clock.now(), inbox=inbox or step.inbox
        )
        self._save({**pending, self.steps.name: {step.id: flipped}})
        return step.label

    # -- telling -------------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[set[str]], None]) -> Callable[[], None]:
        """Call ``listener`` after each save with the names of changed tables.

        Returns how to stop that.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, tables: set[str]) -> None:
        for listener in [*self._listeners]:
            listener(tables)


def _take_lock(path: Path) -> tuple[BookLock | None, str]:
    from store.book.claiming import take_lock  # late, as the app does it after the first screen

    return take_lock(path)
