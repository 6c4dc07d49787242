"""Files around a book: which are our own, and which name a person."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from quopri import decodestring
from typing import get_args

from msgspec import Struct

from store.book.redaction import Redactor
from store.core.errors import GuildbookError, SaveFailed
from store.core.text import clean
from store.model.stakeholders import Kind
from store.persistence.atomic_files import put_beside, read_regular_file, replace_safely
from store.persistence.backups import is_backup_name
from store.persistence.book_paths import (
    backup_folder,
    copies_folder,
    drafts_folder,
    holder_path,
    inbox_folder,
    kept_copy_pattern,
    lock_path,
    resolve_link,
    template_names,
    templates_folder,
)
from store.persistence.inbox_files import NAME

COPIED = (
    "agenda", "charter", "draft", "gathering", "link", "manager-note", "pitch", "round-up", "session-plan", "survey", "talk",
    "thank-you", "update",
)  # fmt: skip
"""What the names of copied texts begin with: the kind of text it is."""
_PARTS = r"(?:-[a-z0-9]+)*"
_COPY = rf"(?:{'|'.join(COPIED)}){_PARTS}\.txt"
_DRAFT = r"[a-z0-9][a-z0-9_-]*\.json"
_LARGEST = 64 * 1024 * 1024
"""A file beyond this size is not looked into."""
_JSON_LETTER = re.compile(r"\\u([0-9a-fA-F]{4})")


class Ours(Struct, frozen=True):
    """Files of our own making around a book, told by their whole names."""

    copies: tuple[Path, ...]
    """Copies of the book: backups, and what was kept beside it."""
    texts: tuple[Path, ...]
    """Copied and half-written texts, and lines that wait in the inbox."""
    templates: tuple[Path, ...]
    """The community's own templates of updates."""

    @property
    def all(self) -> set[Path]:
        """All of them."""
        return {*self.copies, *self.texts, *self.templates}


def ours(book: Path) -> Ours:
    """Find the files this program made around a book.

    Links, pipes and files of other names are left out.
    """
    book = resolve_link(book)
    templates = "|".join(re.escape(name) for kind in get_args(Kind) for name in template_names(kind))
    return Ours(
        copies=(*_files(backup_folder(book), is_backup_name), *_named(book.parent, kept_copy_pattern(book))),
        texts=(
            *_named(copies_folder(book), rf"{_COPY}|\.{_COPY}\.tmp"),
            *_named(drafts_folder(book), rf"{_DRAFT}|\.{_DRAFT}\.tmp"),
            *_named(inbox_folder(book), rf"{NAME}|\.{NAME}\.[0-9a-f]{{12}}\.tmp"),
        ),
        templates=tuple(_named(templates_folder(book), rf"(?:{templates})|\.(?:{templates})\.tmp")),
    )


def _named(folder: Path, pattern: str) -> list[Path]:
    return _files(folder, lambda name: re.fullmatch(pattern, name) is not None)


def _files(folder: Path, ours: Callable[[str], bool]) -> list[Path]:
    """Files of a folder that bear a name of ours.

    Links and pipes do not count, whatever they are called.
    """
    try:
        paths = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _unread(folder, error) from error
    return [path for path in paths if ours(path.name) and path.is_file() and not path.is_symlink()]


def read(path: Path) -> bytes:
    """Content of a file of ours.

    Raises:
        GuildbookError: the system refused, so that no one can say whether it names the person.
    """
    try:
        return read_regular_file(path)
    except OSError as error:
        raise _unread(path, error) from error


def look_at(own: Ours) -> None:
    """See that every file of ours can be read, before anything is changed.

    Raises:
        GuildbookError: one cannot.
    """
    for path in sorted(own.all):
        read(path)


def _unread(path: Path, error: OSError) -> GuildbookError:
    return GuildbookError(
        f"{path} cannot be read: {error.strerror or error}. Nothing was erased. Make it readable or move it, "
        "then erase again."
    )


# -- cleaning what is ours -------------------------------------------------------------------------


def put(path: Path, data: bytes) -> None:
    """Replace the content of a backup, which keeps its name.

    It keeps its time too, where the system allows that.
    """
    stamp = path.stat()
    beside = path.with_name(f".{path.name}.old")
    try:
        replace_safely(path, data, keep=beside, before=lambda: None)
    finally:
        with suppress(OSError):  # whatever stays is swept the next time
            beside.unlink(missing_ok=True)
    with suppress(OSError):
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def delete(path: Path) -> None:
    """Delete a file of ours.

    Raises:
        SaveFailed: the system refused.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise SaveFailed(
            f"{path} could not be deleted: {error.strerror or error}. The book is unchanged. Close the programs that use it, then erase again."
        ) from error


def clean_texts(own: Ours, redactor: Redactor) -> list[Path]:
    """Redact the person in templates; delete texts that tell of them.

    Returns:
        What was deleted.

    Raises:
        GuildbookError: the system refused.
    """
    deleted = []
    for path in own.templates:
        _clean_template(path, redactor)
    for path in own.texts:
        if tells(path, read(path), redactor):
            delete(path)
            deleted.append(path)
    return deleted


def _clean_template(path: Path, redactor: Redactor) -> None:
    with suppress(UnicodeDecodeError):  # then it is no template, and is named if it tells of them
        text = clean(read(path).decode("utf-8-sig"))
        cleaned = redactor.out_of(text, parts=True)
        if cleaned != text:
            try:
                put_beside(path, cleaned.encode())
            except OSError as error:
                raise SaveFailed(
                    f"{path} cannot be written to: {error.strerror or error}. The book is unchanged. Make it writable, then erase again."
                ) from error


# -- looking at what is not ------------------------------------------------------------------------


def others(book: Path, redactor: Redactor, seen: Collection[Path]) -> tuple[list[Path], list[Path]]:
    """Files left around a book that name the person, and that may.

    Looked into are the folders that bear the book's name, and beside it what does; of the other files there only the
    names are looked at. Nothing is changed.

    Args:
        book: the book's file.
        redactor: how the person is known.
        seen: copies of the book that were cleaned as the book itself was.
    """
    naming, unknown = [], []
    for path in _around(resolve_link(book)):
        if path in seen:
            continue
        names_them = _look(path, resolve_link(book), redactor)
        if names_them:
            naming.append(path)
        elif names_them is None:
            unknown.append(path)
    return naming, unknown


def _around(book: Path) -> Iterator[Path]:
    own = {book, lock_path(book), holder_path(book)}
    for path in _listed(book.parent):
        if path in own:
            continue
        if not path.is_dir():
            yield path
        elif book.name in path.name:
            yield from _within(path)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _within(folder: Path) -> Iterator[Path]:
    unread: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda error: unread.append(Path(error.filename))):
        yield from (Path(place) / name for name in sorted(names))
    yield from unread


def _look(path: Path, book: Path, redactor: Redactor) -> bool | None:
    """True if a file names the person; None where it cannot be told."""
    if _named_after(path, redactor):
        return True
    if path.parent == book.parent and book.stem not in path.name:
        return False
    try:
        if not path.is_file():  # a pipe or a device would never end; a folder is one that cannot be listed
            return None if path.is_dir() else False
        if path.stat().st_size > _LARGEST:
            return None
        data = read_regular_file(path)
    except OSError:
        return None
    if tells(path, data, redactor):
        return True
    return None if _is_no_text(data) else False


def _named_after(path: Path, redactor: Redactor) -> bool:
    named = clean(path.stem)
    return redactor.in_name(named) or redactor.in_text(named.replace("-", " "), parts=False)


def tells(path: Path, data: bytes, redactor: Redactor) -> bool:
    """True if a file names a person, by its name or in its content."""
    return _named_after(path, redactor) or any(map(redactor.in_text, _readings(_decoded(data))))


def _decoded(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if wide else "utf-8", errors="replace")


def _is_no_text(data: bytes) -> bool:
    """True if a file is packed or of a kind only its own program reads."""
    return "\0" in (text := _decoded(data)) or text.count("\N{REPLACEMENT CHARACTER}") * 20 > len(text)


def _readings(text: str) -> Iterable[str]:
    """Text as it stands, and as HTML, Markdown or a mail would read."""
    text = clean(text)
    yield text
    if "&" in text:
        yield clean(unescape(text))
    if "\\" in text:
        yield clean(_JSON_LETTER.sub(lambda match: chr(int(match[1], 16)), text))
        yield text.replace("\\", "")
    if "=" in text:
        yield clean(decodestring(text.encode()).decode("utf-8", "replace"))
