"""Files that leave the book: written in the place of earlier ones where that was asked for, never over a book."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

from store.core.errors import SaveFailed
from store.persistence.atomic_files import FileTaken, private_folder, read_regular_file, replace_file, write_new
from store.persistence.book_paths import (
    backup_folder,
    copies_folder,
    drafts_folder,
    holder_path,
    lock_path,
    resolve_link,
    templates_folder,
)
from store.persistence.migrations import HEADER_ID, HEADER_TABLE

_HEADER = re.compile(rf'"{HEADER_TABLE}"\s*:\s*{{\s*"{HEADER_ID}"\s*:'.encode())
"""What every book has in it, backups included."""


def replace_exported(path: Path, data: bytes, book: Path) -> None:
    """Write an exported file, in the place of an earlier one.

    Raises:
        SaveFailed: a book or one of its own files is there, or the system refused; what was there is still there.
    """
    if _is_ours(path, book):
        raise SaveFailed(f"{path} belongs to a book. Nothing was overwritten. Choose another name.")
    replace_file(path, data)


def _is_ours(path: Path, book: Path) -> bool:
    target, book = path.resolve(), resolve_link(book).resolve()
    folders = {folder(book) for folder in (backup_folder, copies_folder, drafts_folder, templates_folder)}
    if target in (book, lock_path(book), holder_path(book)) or folders & {*target.parents}:
        return True
    try:
        return bool(_HEADER.search(read_regular_file(target)))
    except OSError:
        return False  # none there, or none that can be read: writing says so


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder, whole or not at all: everything is written beside it, and then gets its name.

    Args:
        folder: the folder, which must not exist yet, or be empty.
        files: what is to be in it, by path within it.

    Raises:
        FileTaken: something is there; it was not touched.
        SaveFailed: the system refused; nothing is left behind.
    """
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        raise FileTaken(f"{folder} already exists. Nothing was overwritten.")
    temporary = folder.with_name(f".{folder.name}.{os.urandom(6).hex()}.tmp")
    try:
        temporary.mkdir(mode=0o700)
        for name, data in files.items():
            path = temporary / name
            private_folder(path.parent)
            write_new(path, data)
        with suppress(FileNotFoundError):
            folder.rmdir()
        temporary.rename(folder)
    except OSError as error:
        raise SaveFailed(f"{folder} cannot be written to: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def dated(path: Path, day: date) -> Path:
    """A path beside another with the day in its name, where nothing is yet."""
    names = (f"{path.stem}-{day}{'' if number == 1 else f'-{number}'}{path.suffix}" for number in count(1))
    return next(free for name in names if not (free := path.with_name(name)).exists())
