"""Atomic writes: each leaves the old file or the new one, whole.

Both are synced to the disk, and everything is readable by its owner only. What the system refuses is undone and said in one line.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from store.core.errors import SaveFailed, Unusable
from store.persistence.book_paths import backup_folder, inbox_folder, kept_copy_pattern, resolve_link
from store.persistence.file_names import require_possible_name

_WINDOWS_BUSY = (5, 32, 33)  # access denied, sharing violation, lock violation: a reader has the file open
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS, errno.EACCES, errno.EPERM)
"""How a system answers that does not see folders onto the disk when asked, or lets no one list this one: the file is
there all the same, and what the disk itself refuses is answered otherwise."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened that must be ours alone: made by us, and no link to something else."""


_COARSEST = 2_000_000_000
"""Nanoseconds in which a disk counts time at the coarsest: FAT, on memory sticks."""
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened to be read: what became a pipe this very moment is not waited for."""


class FileTaken(SaveFailed):
    """File that is there already; it was not overwritten."""


class NotAFile(Unusable):
    """Pipe, device or socket in the place of a file."""


def open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading, and nothing else.

    A pipe is waited for without end, and some devices have none.

    Raises:
        NotAFile: it is something else; it was not opened.
        OSError: the system refused.
    """
    require_file(path, path.stat())
    handle = os.open(path, _READ)
    try:
        require_file(path, os.fstat(handle))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def require_file(path: Path, status: os.stat_result) -> None:
    """Refuse what is no regular file.

    Raises:
        NotAFile, IsADirectoryError: it is none.
    """
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(errno.EINVAL, f"{path.name} is not a file", str(path))


def read_regular_file(path: Path, most: int = -1) -> bytes:
    """Content of a regular file, or its first ``most`` bytes.

    Raises:
        NotAFile, OSError: as for :func:`open_file`.
    """
    with open_file(path) as file:
        return file.read(most)


def file_stamp(path: Path) -> tuple[int, int, int] | None:
    """Inode, size and time of a file; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def is_young(stamp: tuple[int, int, int]) -> bool:
    """True if a file is so new that a later write may have its time."""
    return time.time_ns() - stamp[2] < _COARSEST


def replace_safely(path: Path, data: bytes, keep: Path, before: Callable[[], None]) -> tuple[int, int, int] | None:
    """Replace a file; at every moment the old or the new one is whole.

    Args:
        path: the file.
        data: its new content.
        keep: where the old file is kept, by a hard link where the system has them.
        before: called when the new content is safe on the disk and the old file still in place, first before the
            old file is kept (a file someone else wrote must not push out the latest backup), then as late as
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
        stamp = file_stamp(temporary)
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
    """Undo a replacement that the system would not confirm.

    Disk and memory stay equal.
    """
    try:
        if kept:
            hard_link(kept, path)
        else:
            path.unlink()
    except OSError as error:
        raise SaveFailed(
            f"{path} was written, but the system neither confirmed nor reversed it "
            f"({error.strerror or error}). Close the book, check the disk, and open it again."
        ) from error


def sweep(book: Path) -> None:
    """Remove what an interrupted save has left.

    Only the holder of the lock may do this.
    """
    for folder, name in (
        (book.parent, re.escape(book.name)),
        (book.parent, kept_copy_pattern(book)),
        (inbox_folder(book), r"\d{6}-[a-z0-9]+\.json"),
        (backup_folder(book), r"(?:latest|\d[\dT-]+(?:before|unreadable(?:-\d+)?)?)\.json"),
    ):
        unfinished = re.compile(rf"\.{name}\.(?:[0-9a-f]{{12}}\.tmp|old)|\.\.{name}\.old\.[0-9a-f]{{12}}\.tmp")
        with suppress(OSError):
            for path in folder.iterdir():
                if unfinished.fullmatch(path.name):
                    with suppress(OSError):
                        path.unlink()


def private_folder(folder: Path) -> None:
    """Make a folder for its owner only, with its parents, and sync them.

    Raises:
        OSError: the system refused.
    """
    above = takewhile(lambda place: not place.exists(), (folder, *folder.parents))
    for missing in reversed([*above]):
        missing.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(missing.parent)


def keep_private(path: Path) -> None:
    """Let only its owner read a file that came from elsewhere.

    This comes before its backups become as readable as it is.
    """
    with suppress(OSError):
        if os.name != "nt" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, for its owner only, and sync it.

    Raises:
        FileTaken: there is such a file.
        SaveFailed: the system refused; nothing is left behind.
    """
    try:
        require_possible_name(path)
        _write_synced(path, data)
    except FileExistsError:
        raise FileTaken(f"{path} already exists. Nothing was overwritten.") from None
    except OSError as error:
        raise SaveFailed(f"{path} cannot be written to: {error.strerror or error}.") from error
    try:
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise SaveFailed(f"{path} cannot be written to: {error.strerror or error}.") from error


def put_new(path: Path, data: bytes) -> None:
    """Write a new file whole, for its owner only, and sync it: it bears its name once all of it is on the disk.

    Raises:
        FileNotFoundError: its folder went meanwhile.
        SaveFailed: the system refused; nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
    try:
        private_folder(path.parent)
        _write_synced(temporary, data)
        try:
            _replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except FileNotFoundError:
        raise
    except OSError as error:
        raise SaveFailed(f"{path} cannot be written to: {error.strerror or error}. Nothing was saved.") from error
    try:
        _sync_folder(path.parent)
    except FileNotFoundError:
        pass  # whoever it was written for has taken it already
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise SaveFailed(f"{path} cannot be written to: {error.strerror or error}. Nothing was saved.") from error


def remove_synced(path: Path) -> None:
    """Remove a file, and sync that.

    Raises:
        OSError: the system refused.
    """
    path.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        _sync_folder(path.parent)


def replace_all(folder: Path, files: Mapping[str, bytes], gone: Iterable[str]) -> None:
    """Replace and remove several files of one folder: all of them, or none where the system refuses a step.

    Every new content is on the disk before the first file is replaced. They are for others to read, as the system's own
    rules for new files say.

    Args:
        folder: where they are; it is there.
        files: their new contents by name, in the order in which they take their places.
        gone: names of files to remove.

    Raises:
        SaveFailed: the system refused a step; every file is as it was.
    """
    mark = os.urandom(6).hex()
    fresh = {name: folder / f".{name}.{mark}.tmp" for name in files}
    kept = {name: folder / f".{name}.{mark}.old" for name in (*files, *gone) if (folder / name).exists()}
    changed: list[str] = []
    try:
        for name, temporary in fresh.items():
            _write_synced(temporary, files[name], 0o666)
        for name, old in kept.items():
            hard_link(folder / name, old)
        for name in (*files, *gone):
            changed.append(name)
            if name in files:
                _replace(fresh[name], folder / name)
            else:
                (folder / name).unlink()
        _sync_folder(folder)
    except OSError as error:
        for name in changed:
            with suppress(OSError):
                if name in kept:
                    _replace(kept[name], folder / name)
                else:
                    (folder / name).unlink()
        raise SaveFailed(
            f"{folder} cannot be written to: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        for leftover in (*fresh.values(), *kept.values()):
            with suppress(OSError):
                leftover.unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step, in the place of one that may be there, for its owner only, and sync it.

    A link stays a link, and what it leads to is replaced.

    Raises:
        SaveFailed: something else than a file is there, or the system refused; what was there is still there.
    """
    target = resolve_link(path)
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        require_possible_name(target)
        with suppress(FileNotFoundError):
            require_file(target, target.stat())
        _write_synced(temporary, data)
        _replace(temporary, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise SaveFailed(f"{path} cannot be written to: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def put_beside(path: Path, data: bytes) -> None:
    """Replace a small file of ours beside a book in one step, unsynced.

    Readable by its owner only.
    It survives the program being killed, not the power being cut: that would make typing wait for the disk.

    Raises:
        OSError: the system refused; what was there is still there.
    """
    private_folder(path.parent)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.unlink(missing_ok=True)  # whatever a killed program left, or someone put there
    with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
        file.write(data)
    _replace(temporary, path)


def _write_synced(path: Path, data: bytes, mode: int = 0o600) -> None:
    handle = os.open(path, _NEW, mode)
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
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            _sync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def hard_link(source: Path, target: Path) -> None:
    """Link a file to a second name, replacing it; else copy."""
    private_folder(target.parent)
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}.tmp")
    try:
        try:
            os.link(source, temporary)
        except OSError:
            _write_synced(temporary, read_regular_file(source))
        _replace(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()  # still there after a failure, and where both names were one file already
