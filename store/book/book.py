"""The book: open and close, the typed tables, and the one way to write.

>>> with Book.open(Path("book.json")) as book:
...     with book.change("Add Ana Ruiz") as change:
...         change.put(Volunteer(name="Ana Ruiz"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import msgspec

from store.book.readable_backups import newest_good
from store.book.tables import Records, Tables, misnamed
from store.book.transaction import Change
from store.core.dates import Clock
from store.core.errors import (
    BookMissing,
    BookReadOnly,
    BookUnreadable,
    GuildbookError,
    RecordUnreadable,
    SaveFailed,
)
from store.core.record import Record, new_id
from store.core.text import clean, in_brief
from store.model.community import COMMUNITY, Community
from store.model.undo import Step, Values
from store.persistence import migrations
from store.persistence.atomic_files import Unusable, keep_private, look_for_room, private_folder, sweep, write_new
from store.persistence.backups import make_backup, thin_out
from store.persistence.json_lines import Lines, damaged, encode_record, encode_tables, strict_json
from store.persistence.lock import NO_LOCKS, BookLock
from store.persistence.storage import SafeStorage
from store.persistence.tinydb_adapter import BookFile, BookTable, storage_of

UNDO_STEPS = 100
"""How many changes can be undone, also after a restart."""


class Book(Tables):
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
        """Whether a backup of the book as it was found is kept, unless it is open for reading only."""
        self._begun_as = ""
        """The id of a book that has no file yet."""
        self.saved_at: datetime | None = None
        """When this window last saved a change."""
        found, self._migrated = self._read(file)
        self._take(found)

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
        lock, note = None, "" if write else "Open for reading only."
        try:
            _refuse_what_is_no_file(path)
            if not path.exists():
                _see_whether_to_begin(path, create=create, anew=anew)
            claim = claim or not path.exists()
            if write and claim:
                lock, note = _claim(path)
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
                raise type(error)(f"{error}{_way_on(error, path)}") from None
            raise
        return book

    @classmethod
    def beginning_with(cls, path: Path, records: Iterable[Record], *, book_id: str, clock: Clock) -> Self:
        """A new book, open already, that holds these records; its file is made when it is claimed.

        The records are taken as they are: nobody typed them, so nothing is asked of each field.

        Args:
            path: where its file will be; there is none yet, and nobody else knows of it.
            records: what it holds; a later record takes the place of an earlier one with its id.
            book_id: what tells this book from every other.
            clock: the time it keeps.
        """
        book = cls(BookFile(storage=lambda: SafeStorage(path)), clock, None, claimed=False)
        book._begun_as = book_id
        found: dict[str, dict[str, Any]] = {name: {} for name in book.tables}
        for record in records:
            found[book.table_of(type(record)).name][record.id] = record
        book._take({name: dict(sorted(rows.items())) for name, rows in found.items()})
        return book

    def claim(self) -> None:
        """Take the right to write, where that was put off: the lock, and a backup of the book as it was found."""
        if self.claimed:
            return
        self.claimed = True
        try:
            self._lock, self.note = _claim(self.path)
        except OSError as error:
            self.note = f"Open for reading only: {error.strerror or error}."
        self.storage.writable = not self.note
        if self.note:
            self._tell(set())
            return
        try:
            self._settle_in(self._file, self._migrated)
        except GuildbookError as error:
            self.close()
            self.note = f"Open for reading only: {error}"
            self._tell(set())
        except BaseException:
            self.close()
            raise

    def _read(self, file: BookFile) -> tuple[dict[str, dict[str, Any]], migrations.Data | None]:
        """The records of a file by table and id; and where it has an older form, what it should hold instead."""
        storage = storage_of(file)
        try:
            return self._found_in(storage)
        except BookUnreadable:
            storage.look_closely()
            return self._found_in(storage)

    def _found_in(self, storage: SafeStorage) -> tuple[dict[str, dict[str, Any]], migrations.Data | None]:
        migrated = _migrated(storage) if storage.exists else None
        strange = {*((storage.read() if migrated is None else migrated) or ())} - {
            *self.tables,
            migrations.HEADER_TABLE,
        }
        if strange:  # one damaged letter must not make a table look empty
            named = in_brief(min(strange))
            raise BookUnreadable(
                f"{storage.path} holds ‘{named}’, which this Guildbook does not know: a newer one wrote it, or it is "
                "damaged. Nothing was changed."
            )
        found = {}
        for name, table in self.tables.items():
            if migrated is None:
                lines = storage.lines(name)
            else:
                lines = Lines({key: encode_record(row) for key, row in migrated.get(name, {}).items()})
            found[name] = table.read(lines, storage.path)
        return found, migrated

    def _take(self, found: dict[str, dict[str, Any]]) -> None:
        for name, table in self.tables.items():
            table.take(found[name])

    def _settle_in(self, file: BookFile, migrated: migrations.Data | None) -> None:
        """With the right to write: keep a backup, bring an older file to the present form, or begin a new one."""
        storage = storage_of(file)
        if self._lock and self._lock.unknown_here:
            self.note = NO_LOCKS  # what lies there may be of another window, so it is not swept
        else:
            sweep(storage.path)
        keep_private(storage.path)
        if not storage.exists:
            storage.write(self._whole())
            return
        try:
            make_backup(storage.path, self.clock.now())
            thin_out(storage.path)
        except (
            OSError,
            SaveFailed,
            BookMissing,
        ) as error:  # a file that went meanwhile is told of at the next save
            self.note = f"No backup could be kept: {error}"
            self.backed_up = False
        if migrated is not None:
            storage.write(migrated)

    def _whole(self) -> dict[str, dict[str, Any]]:
        """All that the file of a new book holds."""
        encode = msgspec.json.Encoder().encode
        lines = {
            name: {key: encode(record) for key, record in table.items()}
            for name, table in self.tables.items()
            if table
        }
        return {migrations.HEADER_TABLE: _header(self._begun_as or new_id()), **lines}

    @classmethod
    def write_new(cls, path: Path, records: Iterable[Record], *, book_id: str) -> None:
        """Write a whole new book at once, with nothing to undo; what it holds alone decides its bytes.

        For its arguments see :meth:`beginning_with`.

        Raises:
            SaveFailed: there is a file already, or the system refused.
        """
        book = cls.beginning_with(path, records, book_id=book_id, clock=Clock())
        private_folder(path.parent)
        write_new(path, encode_tables(book._whole()))

    def close(self) -> None:
        """Close the book and give the lock back. It can still be looked at, but not changed."""
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
        """The file behind the book."""
        return storage_of(self._file)

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self.storage.path

    @property
    def writable(self) -> bool:
        """Whether changes can be saved."""
        self.claim()
        return self.storage.writable

    def reload(self) -> None:
        """Read the file anew, after it was changed by somebody else.

        Raises:
            BookMissing: the file is gone; the book in memory is as it was.
            BookUnreadable: it is no book any more; the book in memory is as it was.
        """
        file = BookFile(storage=lambda: SafeStorage(self.path, writable=self.writable))
        if not storage_of(file).exists:
            raise BookMissing(f"There is no book at {self.path} any more.")
        found, migrated = self._read(file)
        if self.writable:
            self._settle_in(file, migrated)
        self._file = file
        self._take(found)
        self._tell(set(self.tables))

    # -- reading -------------------------------------------------------------------------------

    @property
    def community(self) -> Community:
        """What this book is about."""
        return self.communities.get(COMMUNITY) or Community()

    @property
    def id(self) -> str:
        """What tells this book from every other, the same in all its copies; nothing for one that has no file yet."""
        lines = self.storage.lines(migrations.HEADER_TABLE)
        header = lines[migrations.HEADER_ID].decoded() if migrations.HEADER_ID in lines else {}
        return str(header.get("book", ""))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered so far."""
        return not any(len(table) for table in self.tables.values() if table is not self.steps)

    def kinds(self) -> Iterable[tuple[type[Record], Records[Any]]]:
        """Every kind of record with the table that keeps it."""
        return self._kinds.items()

    # -- writing -------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str) -> Iterator[Change]:
        """One action of the user: one save, one step to undo.

        Nothing is changed in memory or on disk unless the block ends without an error and the save succeeds.

        Args:
            label: what the user did, as undo will name it: «Thank Ana Ruiz».

        Raises:
            BookReadOnly: the book is open for reading only.
            BookChanged: somebody else changed the file meanwhile.
            SaveFailed: the system refused.
        """
        if not self.writable:
            raise BookReadOnly(self.note or "The book is open for reading only.")
        change = Change(self)
        yield change
        pending = self._different(change.pending)
        if not pending:
            return
        done = sorted((step for step in self.steps.values() if not step.undone), key=lambda step: step.number)
        number = done[-1].number + 1 if done else 1
        step = Step(
            number=number,
            label=clean(label),
            at=self.clock.now(),
            before=self._images(pending),
            joined=change.joined,
        )
        old = [
            *done[: max(0, len(done) + 1 - UNDO_STEPS)],
            *(step for step in self.steps.values() if step.undone),
        ]
        log: dict[str, Record | None] = {step.id: step, **dict.fromkeys(found.id for found in old)}
        self._save({**pending, self.steps.name: log})

    def _different(self, pending: dict[str, dict[str, Record | None]]) -> dict[str, dict[str, Record | None]]:
        """Only what is not already so, in memory and in the file."""
        changed = {
            name: {
                key: record
                for key, record in rows.items()
                if self.tables[name].get(key) != record or key in self.tables[name].misnamed
            }
            for name, rows in pending.items()
        }
        return {name: rows for name, rows in changed.items() if rows}

    def _images(self, pending: Mapping[str, Mapping[str, Record | None]]) -> dict[str, dict[str, Values | None]]:
        return {name: {key: _plain(self.tables[name].get(key)) for key in rows} for name, rows in pending.items()}

    def _save(self, pending: Mapping[str, Mapping[str, Record | None]]) -> None:
        with self.storage.transaction():
            for name, rows in pending.items():
                table = self._file.table(name)
                assert isinstance(table, BookTable)
                table.exchange({key: _plain(record) for key, record in rows.items()})
        for name, rows in pending.items():
            self.tables[name].replace(rows)
        self.saved_at = self.clock.now()
        self._tell(set(pending))

    def rewrite(self, change: Change) -> None:
        """Save a change that leaves no trace: it cannot be undone, and neither can anything before it.

        For erasing a person. The state before it still lies in the latest backup; the caller sees to that.

        Raises:
            BookReadOnly, BookChanged, SaveFailed: as for :meth:`change`.
        """
        if not self.writable:
            raise BookReadOnly(self.note or "The book is open for reading only.")
        gone: dict[str, Record | None] = dict.fromkeys(self.steps)
        self._save({**self._different(change.pending), self.steps.name: gone})

    def bytes_of(self, change: Change) -> bytes:
        """The file as it would be with a change and with nothing to undo, without writing it."""
        tables: dict[str, Any] = {migrations.HEADER_TABLE: _header(self.id or new_id())}
        for name, table in change.tables.items():
            if len(table) and name != self.steps.name:
                tables[name] = {key: _plain(record) for key, record in table.items()}
        return encode_tables(tables)

    # -- undo ----------------------------------------------------------------------------------

    def undo(self) -> str:
        """Take back the last change that still stands.

        Returns:
            What was taken back, or nothing if there is no such change.
        """
        standing = [step for step in self.steps.values() if not step.undone]
        return self._flip(max(standing, key=lambda step: step.number)) if standing else ""

    def redo(self) -> str:
        """Do again what was last taken back.

        Returns:
            What was done again, or nothing if there is no such change.
        """
        undone = [step for step in self.steps.values() if step.undone]
        return self._flip(min(undone, key=lambda step: step.number)) if undone else ""

    def _flip(self, step: Step) -> str:
        """Exchange what the step remembers with what the book holds now."""
        if not self.writable:
            raise BookReadOnly(self.note or "The book is open for reading only.")
        pending: dict[str, dict[str, Record | None]] = {}
        try:
            for name, images in step.before.items():
                pending[name] = self._remembered(name, images)
        except (KeyError, ValueError, BookUnreadable):
            raise GuildbookError(f"«{step.label}» cannot be undone or redone: its records are damaged.") from None
        now = self._images(pending)
        flipped = msgspec.structs.replace(step, before=now, undone=not step.undone, at=self.clock.now())
        self._save({**pending, self.steps.name: {step.id: flipped}})
        return step.label

    def _remembered(self, name: str, images: Mapping[str, Values | None]) -> dict[str, Record | None]:
        """The records a step remembers, read as strictly as those of a file: what is saved must open again."""
        lines = Lines({key: encode_record(image) for key, image in images.items() if image is not None})
        found = self.tables[name].read(lines, self.path)
        return {**dict.fromkeys(images), **found, **misnamed(found)}

    # -- telling -------------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[set[str]], None]) -> Callable[[], None]:
        """Have ``listener`` called with the names of the tables each save changed; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, tables: set[str]) -> None:
        for listener in [*self._listeners]:
            listener(tables)


def _header(book_id: str) -> dict[str, Values]:
    return {migrations.HEADER_ID: {"format": migrations.FORMAT, "book": book_id}}


def _plain(record: Record | None) -> Values | None:
    return None if record is None else msgspec.to_builtins(record)


def _refuse_what_is_no_file(path: Path) -> None:
    """Refuse a link to a file that is not there, as on a drive that is not connected: it is no new book.

    And whatever never ends when it is read, as a pipe.

    Raises:
        BookUnreadable: it is one of these.
    """
    if path.is_symlink() and not path.exists():
        raise BookUnreadable(f"{path} is a link to {path.readlink()}, which is not there; nothing was begun.")
    if path.exists() and not path.is_file() and not path.is_dir():
        raise BookUnreadable(f"{path} is not a file, so it is not a book.")


def _see_whether_to_begin(path: Path, *, create: bool, anew: bool) -> None:
    """Make the folder of a book that is missing, where one may be begun.

    Raises:
        BookMissing: none may.
        OSError: its name is too long, or the system refused.
    """
    if not anew:
        from store.book.traces import look_for_traces  # late, as nearly every book is there

        look_for_traces(path)
    if not create:
        raise BookMissing(f"There is no book at {path}.")
    look_for_room(path)
    private_folder(path.parent)


def _way_on(error: BookUnreadable, path: Path) -> str:
    """What to do about a book that cannot be read: bring back a backup, or else see every record that is at fault."""
    if backup := newest_good(path):
        made = f"{backup.made:%d %b %Y %H:%M}"
        return f' The newest good backup is of {made}; bring it back with: guildbook --book "{path}" restore'
    if isinstance(error, RecordUnreadable):
        return f' To see every such record: guildbook --book "{path}" check'
    return ""


def _claim(path: Path) -> tuple[BookLock | None, str]:
    """The lock of a book; without the right to write, the reason in one line too."""
    try:
        lock = BookLock(path)
        holder = lock.acquire()
    except OSError as error:
        if not path.exists():
            raise
        if isinstance(error, Unusable):
            return None, f"Open for reading only: {error.strerror}."
        return None, f"Open for reading only: its folder cannot be written to ({error.strerror or error})."
    return lock, f"Open for reading only: {holder} has this book open." if holder else ""


def _migrated(storage: SafeStorage) -> migrations.Data | None:
    """All tables in the present form where the file has an older one; None where it is up to date."""
    try:
        header = strict_json(bytes(storage.lines(migrations.HEADER_TABLE).rows))
        version = migrations.format_of(header.get(migrations.HEADER_ID), storage.path)
        if version == migrations.FORMAT:
            return None
        data = {name: strict_json(bytes(lines.rows)) for name, lines in (storage.read() or {}).items()}
        migrations.migrate(data, version)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BookUnreadable(damaged(storage.path, error)) from None
    return data
