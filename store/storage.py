"""The TinyDB storage that never loses an acknowledged write.

The file is one readable JSON document with one record per line. A save writes a whole new file beside the old
one, makes the system promise that it is on the disk, keeps the old one as the latest backup, makes sure nobody
changed the old one meanwhile, and only then puts the new one in its place.
"""

from __future__ import annotations

import errno
import json
import math
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from tinydb.storages import Storage

from store.errors import BookChanged, BookReadOnly, BookUnreadable, SaveFailed
from store.text import one_line

Raw = bytes | msgspec.Raw
"""One record as it stands in the file, of its own or as a part of the whole."""
Tables = dict[str, "Lines"]

_raw_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_quoted = msgspec.json.Encoder().encode
Blobs = Mapping[str, bytes | memoryview]
"""Each table as it stands in the file."""
_OPENING, _BETWEEN = b"{\n", b",\n"
_WINDOWS_BUSY = (5, 32, 33)  # access denied, sharing violation, lock violation: a reader has the file open
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened that must be ours alone: made by us, and no link to something else."""


class Line(Mapping[str, Any]):
    """One record as it stands in the file: bytes that never change, decoded anew at each look."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def decoded(self) -> dict[str, Any]:
        """A fresh copy of the record's fields."""
        found: dict[str, Any] = json.loads(self.raw)
        return found

    def __getitem__(self, key: str) -> Any:
        return self.decoded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.decoded())

    def __len__(self) -> int:
        return len(self.decoded())


class Lines(Mapping[str, Line]):
    """The records of one table as they stand in the file; each is taken out of it when it is looked at."""

    __slots__ = ("raws",)

    def __init__(self, raws: Mapping[str, Raw]) -> None:
        self.raws = raws

    def __getitem__(self, key: str) -> Line:
        return Line(bytes(self.raws[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.raws)

    def __len__(self) -> int:
        return len(self.raws)


NO_LINES = Lines(MappingProxyType({}))


def encode_record(record: Mapping[str, Any]) -> bytes:
    """One record as one line of JSON.

    Raises:
        ValueError: a number that is not finite, or text that is not Unicode.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def raws_of(rows: Mapping[str, Any]) -> dict[str, Any]:
    """The records of a table to be changed: as they stand in the file, but for those that were changed already."""
    return dict(rows.raws if isinstance(rows, Lines) else rows)


def _lines(rows: Mapping[str, Any]) -> Lines:
    """Records as lines of the file: only those that are not lines yet are encoded."""
    if isinstance(rows, Lines):
        return rows
    fresh = {key: encode_record(row) for key, row in rows.items() if not isinstance(row, Raw)}
    return Lines(MappingProxyType({**rows, **fresh}))


def _encode_table(name: str, lines: Lines) -> bytes:
    raws = lines.raws
    rows = [b"%b:%b" % (_quoted(key), raws[key]) for key in sorted(raws)]
    return b"%b:{\n%b\n}" % (_quoted(name), b",\n".join(rows))


def decode_tables(data: bytes, path: Path) -> Tables:
    """The tables of a file's bytes, each record still as its line.

    Raises:
        BookUnreadable: empty, cut short, not JSON, not tables of records, or with a key or number no book holds.
    """
    return _decoded(data, path)[0]


def _decoded(data: bytes, path: Path) -> tuple[Tables, Blobs]:
    if not data.strip():
        raise BookUnreadable(f"{path} is empty, so it is not a book.")
    try:
        tables = {name: Lines(MappingProxyType(rows)) for name, rows in _raw_tables.decode(data).items()}
        blobs: Blobs = {name: _encode_table(name, lines) for name, lines in tables.items()}
        if _assemble(blobs) == data:
            blobs = _parts(data, blobs)
        else:
            strict_json(data)  # written by another hand: look at what the fast way does not see
    except (ValueError, RecursionError) as error:
        raise BookUnreadable(f"{path} is damaged and was left as it is ({_why(error)}).") from None
    return tables, blobs


def _parts(data: bytes, blobs: Blobs) -> Blobs:
    """Each table's part of a file's bytes, where they are put together as :func:`_assemble` does; kept only once."""
    parts, start, whole = {}, len(_OPENING), memoryview(data)
    for name in sorted(blobs):
        parts[name] = whole[start : start + len(blobs[name])]
        start += len(blobs[name]) + len(_BETWEEN)
    return parts


def _why(error: Exception) -> str:
    return one_line(str(error)).replace("`", "").rstrip(".")


def strict_json(data: bytes) -> Any:
    """What a piece of JSON stands for, without the liberties Python takes with it.

    Raises:
        ValueError: not JSON, a key twice in one object, or a number that is not finite.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
            raise ValueError(f"the key «{twice}» is there twice")
        return found

    def finite(number: str) -> float:
        value = float(number)
        if not math.isfinite(value):
            raise ValueError(f"{number} is not a number a book can hold")
        return value

    return json.loads(data, object_pairs_hook=unique, parse_float=finite, parse_constant=finite)


def _assemble(blobs: Blobs) -> bytes:
    pieces: list[bytes | memoryview] = [_OPENING]
    for name in sorted(blobs):
        pieces += (blobs[name], _BETWEEN)
    return b"".join([*pieces[: max(1, len(pieces) - 1)], b"\n}\n"])


def encode_tables(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """Whole tables of plain records, as a file holds them.

    Raises:
        ValueError: a number that is not finite, or text that is not Unicode.
    """
    return _assemble({name: _encode_table(name, _lines(rows)) for name, rows in tables.items()})


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another at a glance; None where there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


class SafeStorage(Storage):
    """One book file for TinyDB: atomic, fsynced, backed up, and never overwriting what somebody else wrote.

    What it hands out is read-only, so a half-run change cannot leak into what it keeps. Only the owner of the
    lock (see :mod:`store.lock`) may write; others get :class:`BookReadOnly`.
    """

    def __init__(self, path: Path, *, writable: bool = True) -> None:
        super().__init__()
        self.path = followed(path)
        self._keep = latest_backup(self.path)
        self.writable = writable
        self._tables: Tables = {}
        self._blobs: Blobs = {}
        self._staged: dict[str, Mapping[str, Any]] | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._found: bytes | None = None
        """The file's bytes as they were read, where another hand wrote them otherwise than this one would."""
        self.reload()

    def reload(self) -> None:
        """Read the file anew.

        Raises:
            BookUnreadable: the file is there but is not a book.
        """
        try:
            stamp, data = stamp_of(self.path), self.path.read_bytes()
        except FileNotFoundError:
            self._tables, self._blobs, self._stamp, self._found = {}, {}, None, None
            return
        except IsADirectoryError:
            raise BookUnreadable(f"{self.path} is a folder, not a book.") from None
        except OSError as error:
            raise BookUnreadable(f"{self.path} cannot be read: {error.strerror}.") from None
        self._tables, self._blobs = _decoded(data, self.path)
        self._stamp, self._found = stamp, data if data != _assemble(self._blobs) else None

    @property
    def exists(self) -> bool:
        """Whether the file was there when it was last read or written."""
        return self._stamp is not None

    def read(self) -> Any:
        """The tables as last saved, or as staged inside a transaction; None for a file not yet made."""
        tables = self._tables if self._staged is None else self._staged
        return dict(tables) if tables else None

    def lines(self, table: str) -> Lines:
        """The records of one table as they stand in the file."""
        return self._tables.get(table, NO_LINES)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Stage new tables inside a transaction; outside of one, save them at once."""
        if self._staged is None:
            self._save(data)
        else:
            self._staged = dict(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Many table operations, one save at the end; none at all if anything in between fails."""
        self._staged = dict(self._tables)
        try:
            yield
            staged = self._staged
        finally:
            self._staged = None
        self._save(staged)

    def _save(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        if not self.writable:
            raise BookReadOnly(f"{self.path} is open for reading only, so nothing was saved.")
        tables = {name: _lines(rows) for name, rows in data.items()}
        blobs = {
            name: self._blobs[name] if lines is self._tables.get(name) else _encode_table(name, lines)
            for name, lines in tables.items()
            if lines
        }
        self._stamp = replace_safely(self.path, _assemble(blobs), keep=self._keep, before=self._check_unchanged)
        self._tables, self._blobs, self._found = tables, blobs, None

    def _check_unchanged(self) -> None:
        """Look once more, as late as possible, whether the file is still the one we read or wrote."""
        found = stamp_of(self.path)
        if found == self._stamp:
            return
        if found and self._stamp and self.path.read_bytes() == (self._found or _assemble(self._blobs)):
            return
        gone = "" if found else " (it is gone)"
        raise BookChanged(f"{self.path} was changed by another program{gone}; nothing was overwritten.")

    @property
    def lost(self) -> bool:
        """Whether the file is gone or cannot be read any more, so that only memory holds the book."""
        try:
            return not SafeStorage(self.path, writable=False).exists
        except BookUnreadable:
            return True

    def put_back(self, aside: Path) -> None:
        """Put what is in memory in the place of a file that is lost; one that cannot be read is kept as ``aside``.

        Raises:
            BookReadOnly: the book is open for reading only.
            BookChanged: the file can be read again; nothing was overwritten.
            SaveFailed: the system refused.
        """

        def still_lost() -> None:
            if not self.lost:
                raise BookChanged(f"{self.path} can be read again; nothing was overwritten.")

        if not self.writable:
            raise BookReadOnly(f"{self.path} is open for reading only, so nothing was saved.")
        self._stamp = replace_safely(self.path, _assemble(self._blobs), keep=aside, before=still_lost)
        self._found = None

    def save_beside(self, path: Path) -> None:
        """Write the book as it stands in memory to another file, which must not exist yet."""
        write_new(path, _assemble(self._blobs))

    def close(self) -> None:
        """Nothing is kept open between saves."""


def followed(book: Path) -> Path:
    """The file itself where a path is a link to it: a save replaces the file and leaves the link a link."""
    with suppress(OSError):  # what the system will not tell now, it will refuse to read or write as well
        if book.is_symlink():
            return Path(os.path.realpath(book))
    return book


def backup_folder(book: Path) -> Path:
    """Where the backups of a book are kept: a folder beside it."""
    book = followed(book)
    return book.with_name(f"{book.name}.backups")


def latest_backup(book: Path) -> Path:
    """The book as it was before its last save."""
    return backup_folder(book) / "latest.json"


def replace_safely(path: Path, data: bytes, keep: Path, before: Callable[[], None]) -> tuple[int, int, int] | None:
    """Put ``data`` in the place of a file so that at every moment either the old or the new one is whole.

    Args:
        path: the file.
        data: its new content.
        keep: where the old file is kept, by a hard link where the system has them.
        before: called when the new content is safe on the disk and the old file still in place, first before the
            old file is kept (a file somebody else wrote must not push out the latest backup), then as late as
            possible; may raise.

    Returns:
        The stamp of the new file.

    Raises:
        SaveFailed: the system refused a step; the old file is as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    existed = replaced = False
    try:
        _write_synced(temporary, data)
        before()
        existed = path.exists()
        stamp = stamp_of(temporary)
        if existed:
            with suppress(FileNotFoundError):  # gone this very moment, which the last look will tell
                hard_link(path, keep)
        before()
        _replace(temporary, path)
        replaced = True
        _sync_folder(path.parent)
    except OSError as error:
        if replaced:
            _put_back(path, keep if existed else None)
        raise SaveFailed(f"{path} could not be saved: {error.strerror or error}. Nothing was changed.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return stamp


def _put_back(path: Path, kept: Path | None) -> None:
    """Undo a replacement the system would not confirm, so that disk and memory stay equal."""
    try:
        if kept:
            hard_link(kept, path)
        else:
            path.unlink()
    except OSError as error:
        raise SaveFailed(
            f"{path} was written, but the system neither confirmed it nor let it be taken back "
            f"({error.strerror or error}); close the book, look at the disk, and open it again."
        ) from error


def sweep(book: Path) -> None:
    """Remove what a killed program left of an unfinished save. Only the holder of the lock may do this."""
    for folder, name in ((book.parent, re.escape(book.name)), (backup_folder(book), ".*")):
        unfinished = re.compile(rf"\.{name}\.[0-9a-f]{{12}}\.tmp")
        with suppress(OSError):
            for path in folder.iterdir():
                if unfinished.fullmatch(path.name):
                    path.unlink(missing_ok=True)


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there either, for their owner only, and see them onto the disk.

    Raises:
        OSError: the system refused.
    """
    above = takewhile(lambda place: not place.exists(), (folder, *folder.parents))
    for missing in reversed([*above]):
        missing.mkdir(mode=0o700, exist_ok=True)
        with suppress(PermissionError):  # above it lies a folder that we may not read
            _sync_folder(missing.parent)


def keep_private(path: Path) -> None:
    """Let only its owner read a file that came from elsewhere, before its backups come to be as readable as it is."""
    with suppress(OSError):
        if os.name != "nt" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, readable by its owner only, and see it onto the disk.

    Raises:
        SaveFailed: there is such a file, or the system refused; nothing is left behind.
    """
    try:
        _write_synced(path, data)
    except FileExistsError:
        raise SaveFailed(f"{path} exists already; nothing was overwritten.") from None
    except OSError as error:
        raise SaveFailed(f"{path} could not be written: {error.strerror or error}.") from error
    try:
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise SaveFailed(f"{path} could not be written: {error.strerror or error}.") from error


def put_beside(path: Path, data: bytes) -> None:
    """Put a file of ours beside a book, readable by its owner only, in one step: it is the old one or the new one.

    It survives the program being killed, not the power being cut: that would make typing wait for the disk.

    Raises:
        OSError: the system refused; what was there is still there.
    """
    private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.unlink(missing_ok=True)  # whatever a killed program left, or somebody put there
    with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
        file.write(data)
    _replace(temporary, path)


def _write_synced(path: Path, data: bytes) -> None:
    handle = os.open(path, _NEW, 0o600)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            _sync(handle)
        finally:
            os.close(handle)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _sync(handle: int) -> None:
    os.fsync(handle)
    if sys.platform == "darwin":  # whose fsync stops at the cache of the drive
        import fcntl

        with suppress(OSError):  # a disk that does not know of this, as some on a network
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)


def _replace(source: Path, target: Path) -> None:
    for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.4):
        try:
            source.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_BUSY:
                raise
            time.sleep(pause)
        else:
            return
    source.replace(target)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no such call; its journal orders the rename
    handle = os.open(folder, os.O_RDONLY)
    try:
        _sync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def hard_link(source: Path, target: Path) -> None:
    """Give a file a second name, in place of whatever had it; copy where there are no hard links."""
    private_folder(target.parent)
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        try:
            os.link(source, temporary)
        except OSError:
            _write_synced(temporary, source.read_bytes())
        _replace(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()  # still there after a failure, and where both names were one file already
