"""Lines of the inbox: files in a folder beside the book, left by a command while another program has the book open.

A file is whole from the moment it bears its name. Its number keeps the order in which lines were left, its id tells whether
the book holds what it asks for already.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from store.core.errors import SaveFailed
from store.core.record import ID_LENGTH, new_id
from store.persistence.atomic_files import put_new, remove_synced
from store.persistence.book_paths import inbox_folder

NAME = rf"(\d{{6}})-([a-z0-9]{{{ID_LENGTH}}})\.json"
"""What the name of a line looks like: number and id."""
_TRIES = 10
"""How often a line is written again, where the folder was tidied away meanwhile."""


class InboxFile(NamedTuple):
    """One line that waits; those left earlier come first."""

    number: int
    id: str
    path: Path


def waiting_files(book: Path) -> list[InboxFile]:
    """The lines that wait beside a book, in the order in which they were left.

    Links, pipes and files of other names are left alone.
    """
    try:
        paths = [*inbox_folder(book).iterdir()]
    except OSError:  # there is none, or no one may look into it
        return []
    named = ((re.fullmatch(NAME, path.name), path) for path in paths)
    return sorted(
        InboxFile(int(name[1]), name[2], path)
        for name, path in named
        if name and path.is_file() and not path.is_symlink()
    )


def leave(book: Path, data: bytes) -> str:
    """Leave a line for the program that has a book open; returns its id.

    Raises:
        SaveFailed: the system refused; nothing is left behind.
    """
    key, folder = new_id(), inbox_folder(book)
    for _ in range(_TRIES):
        number = max((file.number for file in waiting_files(book)), default=0) + 1
        with suppress(FileNotFoundError):  # an empty folder is tidied away by whoever took its last line
            put_new(folder / f"{number:06d}-{key}.json", data)
            return key
    raise SaveFailed(f"{folder} cannot be written to. Nothing was saved.")


def take_out(file: InboxFile) -> None:
    """Remove a line that the book holds by now, and its folder with the last one.

    Raises:
        SaveFailed: the system refused.
    """
    try:
        remove_synced(file.path)
    except OSError as error:
        raise SaveFailed(
            f"{file.path} cannot be deleted: {error.strerror or error}. Its contents are already saved, so you can safely delete the file yourself."
        ) from error
    with suppress(OSError):
        file.path.parent.rmdir()  # only an empty one goes


def clear_taken(book: Path, taken: set[str]) -> None:
    """Remove the lines that a book holds already: the program that took them ended too early."""
    for file in waiting_files(book):
        if file.id in taken:
            with suppress(SaveFailed):
                take_out(file)
