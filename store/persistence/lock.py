"""Lock file beside the book, held while it is open: one writer at a time."""

from __future__ import annotations

import errno
import getpass
import os
from contextlib import suppress
from pathlib import Path

from store.core.text import one_line
from store.persistence.atomic_files import read_regular_file, require_file
from store.persistence.book_paths import holder_path, lock_path, require_name_room, resolve_link

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""How a system answers where a disk keeps no locks, as some on a network."""
NO_LOCKS = "This disk does not support locks. Keep the book open in one window only."


class BookLock:
    """Lock of one book: the right to write it.

    The lock file is never deleted, and a killed holder frees it.
    """

    def __init__(self, book: Path) -> None:
        from filelock import FileLock  # late, as a reader takes no lock

        self._book = resolve_link(book)
        self._lock = FileLock(lock_path(book), timeout=0, mode=0o600, fallback_to_soft=False)
        self._holder = holder_path(book)
        self._taken = False
        self.unknown_here = False
        """Whether this disk keeps no locks, so that nothing tells two windows of one book of each other."""

    def acquire(self) -> str:
        """Take the lock; return nothing, or the name of its holder.

        Where the disk keeps no locks there is none to take. A file whose being there is the lock would not do: it is
        there for good after the program was killed.

        Raises:
            Unusable: what bears the lock's name is no file, or the book's own name leaves no room for it.
            OSError: the system refused.
        """
        from filelock import Timeout

        require_name_room(self._book)
        lock = Path(self._lock.lock_file)
        with suppress(FileNotFoundError):
            require_file(lock, lock.stat())
        try:
            self._lock.acquire()
        except Timeout:
            return self._read_holder()
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            self.unknown_here = True
        else:
            self._taken = True
            self._write_holder()
        return ""

    @property
    def held(self) -> bool:
        """Whether this process has the right to write."""
        return self._lock.is_locked or self.unknown_here

    def _write_holder(self) -> None:
        import platform

        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
            handle = os.open(self._holder, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{_user()} on {platform.node()}, process {os.getpid()}")

    def _read_holder(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            return one_line(read_regular_file(self._holder).decode()[:200]) or "another window"
        return "another window"

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink(missing_ok=True)
        self._lock.release()
        if (
            self._taken
        ):  # on Windows filelock deletes it, and where a book is gone its lock tells that there was one
            self._taken = False
            with suppress(OSError):
                Path(self._lock.lock_file).touch(mode=0o600)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name, as in containers
        return "someone"
