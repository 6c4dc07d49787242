"""The book: open and close, the typed tables, and the one way to write.

>>> with Book.open(Path("book.json")) as book:
...     with book.change("Add Ana Ruiz") as change:
...         change.put(Volunteer(name="Ana Ruiz"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, Self

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from store import migrations
from store.adoption import Adoption, Move
from store.backups import make_backup, newest_good, thin_out
from store.costs import Cost
from store.dates import Clock
from store.errors import BookMissing, BookReadOnly, BookUnreadable, Invalid
from store.launch import COMMUNITY, Community
from store.library import Resource
from store.lock import BookLock
from store.people import Contact, Department, Role, Tenure, Volunteer
from store.pitch import Evidence
from store.recognition import Contribution, Recognition
from store.records import R, Record, new_id, problems
from store.references import without
from store.rituals import Gathering, Ritual
from store.stakeholders import Stakeholder, Update
from store.storage import Line, Lines, SafeStorage
from store.week import Snooze

UNDO_STEPS = 100
"""How many changes can be undone, also after a restart."""

Values = dict[str, Any]


class Step(Record, frozen=True, kw_only=True):
    """One change as the undo log keeps it: what the records held before (None: they were not there)."""

    number: int
    label: str
    at: datetime
    before: dict[str, dict[str, Values | None]]
    undone: bool = False


class Records(Mapping[str, R], Generic[R]):
    """One table: its records by id, in no particular order."""

    def __init__(self, name: str, kind: type[R]) -> None:
        self.name = name
        self.kind = kind
        self._records: dict[str, R] = {}

    def load(self, lines: Lines, path: Path) -> None:
        """Take the records from the file's lines.

        Raises:
            BookUnreadable: a record whose values do not fit, named by table, id and field.
        """
        decode = msgspec.json.Decoder(self.kind).decode
        found = {}
        for key, line in lines.items():
            try:
                found[key] = decode(line.raw)
            except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
                wrong = str(error).replace("`", "").replace("$.", "")
                raise BookUnreadable(f"{path}: {self.name}, record {key}: {wrong}. Nothing was changed.") from None
        self._records = found

    def replace(self, changed: Mapping[str, Record | None]) -> None:
        """Take over what a change has saved."""
        for key, record in changed.items():
            if record is None:
                self._records.pop(key, None)
            else:
                self._records[key] = record  # type: ignore[assignment]

    def __getitem__(self, key: str) -> R:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class BookTable(Table):
    """A TinyDB table whose ids are our own random strings."""

    document_id_class = str  # type: ignore[assignment]


class BookFile(TinyDB):
    """TinyDB over the storage that loses nothing."""

    table_class = BookTable


class Change:
    """What one action of the user puts into and takes out of the book; saved all together or not at all."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.pending: dict[str, dict[str, Record | None]] = {}

    def put(self, record: R) -> R:
        """Add a record, or put it in the place of the one with its id.

        Raises:
            Invalid: a value that does not fit its field.
        """
        if errors := problems(record):
            raise Invalid(errors)
        self._pending(record)[record.id] = record
        return record

    def remove(self, record: Record) -> None:
        """Take a record out, and its id out of every record that names it.

        What cannot be without it (a move without its volunteer) goes too.
        """
        for other, kept in without(self._book, record.id):
            self._pending(other)[other.id] = kept
            if kept is None:
                self.remove(other)
        self._pending(record)[record.id] = None

    def _pending(self, record: Record) -> dict[str, Record | None]:
        return self.pending.setdefault(self._book.table_of(type(record)).name, {})


class Book:
    """Everything one community keeps, in one file."""

    def __init__(self, file: BookFile, clock: Clock, lock: BookLock | None, note: str = "") -> None:
        self._file = file
        self._lock = lock
        self._listeners: list[Callable[[set[str]], None]] = []
        self.clock = clock
        self.note = note
        """Why the book is read-only, in one line; empty for a book that can be written."""
        self.saved_at: datetime | None = None
        """When this window last saved a change."""
        self.communities = Records("communities", Community)
        self.volunteers = Records("volunteers", Volunteer)
        self.departments = Records("departments", Department)
        self.roles = Records("roles", Role)
        self.tenures = Records("tenures", Tenure)
        self.contacts = Records("contacts", Contact)
        self.moves = Records("moves", Move)
        self.adoptions = Records("adoptions", Adoption)
        self.rituals = Records("rituals", Ritual)
        self.gatherings = Records("gatherings", Gathering)
        self.contributions = Records("contributions", Contribution)
        self.recognitions = Records("recognitions", Recognition)
        self.costs = Records("costs", Cost)
        self.stakeholders = Records("stakeholders", Stakeholder)
        self.updates = Records("updates", Update)
        self.evidence = Records("evidence", Evidence)
        self.resources = Records("resources", Resource)
        self.snoozes = Records("snoozes", Snooze)
        self.steps = Records("steps", Step)
        self.tables: dict[str, Records[Any]] = {
            table.name: table for table in vars(self).values() if isinstance(table, Records)
        }
        self._kinds = {table.kind: table for table in self.tables.values()}
        self._load()

    # -- opening and closing -------------------------------------------------------------------

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None, *, write: bool = True, create: bool = False) -> Self:
        """Open a book.

        Args:
            path: its file.
            clock: the time it keeps; the system's unless said otherwise.
            write: take the lock, keep a backup, and allow changes; without it nothing on disk is touched.
            create: start an empty book where there is no file.

        Raises:
            BookMissing: no file there, and none is to be made.
            BookUnreadable: the file is not a book this program reads.
        """
        clock = clock or Clock()
        if not create and not path.exists():
            raise BookMissing(f"There is no book at {path}.")
        try:
            if create:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = BookLock(path) if write else None
            holder = lock.acquire() if lock else ""
        except OSError as error:
            raise BookUnreadable(f"{path} cannot be opened: {error.strerror or error}.") from None
        note = f"Open for reading only: {holder} has this book open." if holder else ""
        try:
            file = BookFile(storage=lambda: SafeStorage(path, writable=write and not holder))
            book = cls(file, clock, lock, note or ("" if write else "Open for reading only."))
            if write and not holder:
                book._settle_in()
        except BaseException as error:
            if lock:
                lock.release()
            if isinstance(error, BookUnreadable) and (backup := newest_good(path)):
                raise BookUnreadable(
                    f"{error} The newest good backup is of {backup.made:%d %b %Y %H:%M}; "
                    f"bring it back with: guildbook --book {path} restore"
                ) from None
            raise
        return book

    def _load(self) -> None:
        storage = self.storage
        if not storage.exists:
            for table in self.tables.values():
                table.load({}, self.path)
            return
        header = storage.lines(migrations.HEADER_TABLE).get(migrations.HEADER_ID)
        self._format = migrations.format_of(header, self.path)
        self._migrated: migrations.Data | None = None
        if self._format < migrations.FORMAT:
            self._migrated = {name: _decoded(rows) for name, rows in (storage.read() or {}).items()}
            migrations.migrate(self._migrated, self._format)
        for table in self.tables.values():
            table.load(self._lines(table.name), self.path)

    def _lines(self, name: str) -> Lines:
        if self._migrated is None:
            return self.storage.lines(name)
        return {key: Line(msgspec.json.encode(row)) for key, row in self._migrated.get(name, {}).items()}

    def _settle_in(self) -> None:
        """On opening for writing: keep a backup, bring an older file to the present form, or begin a new one."""
        if not self.storage.exists:
            self._begin()
            return
        try:
            make_backup(self.path, self.clock.now())
            thin_out(self.path, self.clock.today())
        except OSError as error:
            self.note = f"No backup could be kept: {error.strerror or error}."
        if self._migrated is not None:
            self.storage.write(self._migrated)

    def _begin(self) -> None:
        header = {migrations.HEADER_ID: {"format": migrations.FORMAT, "book": new_id()}}
        self.storage.write({migrations.HEADER_TABLE: header})

    def close(self) -> None:
        """Close the book and give the lock back."""
        self._file.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def storage(self) -> SafeStorage:
        """The file behind the book."""
        storage = self._file.storage
        assert isinstance(storage, SafeStorage)
        return storage

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self.storage.path

    @property
    def writable(self) -> bool:
        """Whether changes can be saved."""
        return self.storage.writable

    def reload(self) -> None:
        """Read the file anew, after it was changed by somebody else."""
        self.storage.reload()
        self._load()
        self._tell(set(self.tables))

    # -- reading -------------------------------------------------------------------------------

    @property
    def community(self) -> Community:
        """What this book is about."""
        return self.communities.get(COMMUNITY) or Community()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered so far."""
        return not any(len(table) for table in self.tables.values() if table is not self.steps)

    def table_of(self, kind: type[R]) -> Records[R]:
        """The table that keeps records of a kind."""
        return self._kinds[kind]

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
        step = Step(number=number, label=label, at=self.clock.now(), before=self._images(pending))
        old = [
            *done[: max(0, len(done) + 1 - UNDO_STEPS)],
            *(step for step in self.steps.values() if step.undone),
        ]
        log: dict[str, Record | None] = {step.id: step, **dict.fromkeys(found.id for found in old)}
        self._save({**pending, self.steps.name: log})

    def _different(self, pending: dict[str, dict[str, Record | None]]) -> dict[str, dict[str, Record | None]]:
        """Only what is not already so."""
        changed = {
            name: {key: record for key, record in rows.items() if self.tables[name].get(key) != record}
            for name, rows in pending.items()
        }
        return {name: rows for name, rows in changed.items() if rows}

    def _images(self, pending: Mapping[str, Mapping[str, Record | None]]) -> dict[str, dict[str, Values | None]]:
        return {name: {key: _plain(self.tables[name].get(key)) for key in rows} for name, rows in pending.items()}

    def _save(self, pending: Mapping[str, Mapping[str, Record | None]]) -> None:
        with self.storage.transaction():
            for name, rows in pending.items():
                table = self._file.table(name)
                table.remove(doc_ids=rows.keys())  # type: ignore[arg-type]
                table.insert_multiple(
                    Document(_plain(record) or {}, doc_id=key)  # type: ignore[arg-type]
                    for key, record in rows.items()
                    if record is not None
                )
        for name, rows in pending.items():
            self.tables[name].replace(rows)
        self.saved_at = self.clock.now()
        self._tell(set(pending))

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
        for name, images in step.before.items():
            kind = self.tables[name].kind
            pending[name] = {key: _record(image, kind) for key, image in images.items()}
        now = self._images(pending)
        flipped = msgspec.structs.replace(step, before=now, undone=not step.undone, at=self.clock.now())
        self._save({**pending, self.steps.name: {step.id: flipped}})
        return step.label

    # -- telling -------------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[set[str]], None]) -> Callable[[], None]:
        """Have ``listener`` called with the names of the tables each save changed; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, tables: set[str]) -> None:
        for listener in [*self._listeners]:
            listener(tables)


def _plain(record: Record | None) -> Values | None:
    return None if record is None else msgspec.to_builtins(record)


def _record(image: Values | None, kind: type[Record]) -> Record | None:
    return None if image is None else msgspec.convert(image, kind)


def _decoded(rows: Mapping[str, Any]) -> dict[str, Values]:
    return {key: dict(row) for key, row in rows.items()}
