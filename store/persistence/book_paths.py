"""Paths of the files beside a book, all named after its own file."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

from store.core.errors import Unusable
from store.core.old_names import FORMER_KINDS
from store.persistence.file_names import require_possible_name

_BESIDE = 32
"""Bytes that the names of the files beside a book are longer than its own, at most."""


def resolve_link(book: Path) -> Path:
    """Target of a path that is a link.

    A save replaces the file and leaves the link a link.
    """
    with suppress(OSError):  # what the system will not tell now, it will refuse to read or write as well
        if book.is_symlink():
            return Path(os.path.realpath(book))
    return book


def backup_folder(book: Path) -> Path:
    """Folder beside a book that holds its backups."""
    book = resolve_link(book)
    return book.with_name(f"{book.name}.backups")


def latest_backup(book: Path) -> Path:
    """Backup of the book as it was before its last save."""
    return backup_folder(book) / "latest.json"


def copies_folder(book: Path) -> Path:
    """Folder beside a book that holds its copied texts."""
    book = resolve_link(book)
    return book.with_name(f"{book.name}.copies")


def drafts_folder(book: Path) -> Path:
    """Folder beside a book that holds unsaved texts and forms."""
    book = resolve_link(book)
    return book.with_name(f"{book.name}.drafts")


def inbox_folder(book: Path) -> Path:
    """Folder beside a book for what commands leave while it is open."""
    book = resolve_link(book)
    return book.with_name(f"{book.name}.inbox")


def templates_folder(book: Path) -> Path:
    """Folder beside a book for the community's own update templates."""
    book = resolve_link(book)
    return book.with_name(f"{book.name}.templates")


def template_path(book: Path, kind: str) -> Path:
    """File of the template for a kind of update; it need not exist."""
    paths = [templates_folder(book) / name for name in template_names(kind)]
    return next((path for path in paths if path.exists()), paths[0])


def template_names(kind: str) -> list[str]:
    """Names that the template of a kind of update may have, today's first."""
    return [f"{name.replace('_', '-')}.txt" for name in (kind, *FORMER_KINDS.get(kind, ()))]


def lock_path(book: Path) -> Path:
    """Lock file of a book; it is never deleted."""
    book = resolve_link(book)
    return book.with_name(f".{book.name}.lock")


def holder_path(book: Path) -> Path:
    """File that names the holder of a book's lock."""
    book = resolve_link(book)
    return book.with_name(f".{book.name}.holder")


def kept_copy_pattern(book: Path) -> str:
    """Pattern of the names of copies kept when another program changed a book."""
    return rf"{re.escape(book.stem)} kept \d{{4}}-\d{{2}}-\d{{2}} \d{{6}}(?:-\d+)?{re.escape(book.suffix)}"


def require_name_room(book: Path) -> None:
    """Refuse a name so long that none is left for the files beside the book, or one that Windows keeps for itself.

    Raises:
        Unusable: ``strerror`` says how long it may be, or what is wrong with it.
    """
    require_possible_name(book)
    most = _longest_name(book.parent) - _BESIDE
    length = len(book.name.encode("utf-16-le")) // 2 if os.name == "nt" else len(os.fsencode(book.name))
    if length > most:
        raise Unusable(errno.ENAMETOOLONG, f"its name is too long; shorten it to {most} bytes", str(book))


def _longest_name(folder: Path) -> int:
    """Longest name of a file that a folder allows."""
    longest = -1
    with suppress(OSError, ValueError, AttributeError):  # a system that has no word for it
        longest = os.pathconf(folder, "PC_NAME_MAX")
    return longest if longest > 0 else 255
