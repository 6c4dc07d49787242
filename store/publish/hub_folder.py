"""The folder of a hub: written whole, only what changed, and nothing in it that is not the hub's own.

A manifest lists the files of the hub with a digest of each, so that a file of someone else is neither replaced nor removed.
While the folder is written, the manifest knows both what was there and what is coming: if the program is stopped then, the
next run knows all files for its own and completes them.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from store.core.errors import SaveFailed
from store.core.text import one_line, quoted
from store.persistence.atomic_files import read_regular_file, replace_all

MANIFEST = "guildbook-hub.json"
_MOST = 50_000_000
"""Bytes of a file that is read to be compared."""
_TIMES = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE)[:;].*\r?\n", re.MULTILINE)
"""What a calendar says of the book's last change, whatever that was."""
_UNFINISHED = re.compile(r"\.(?P<name>[a-z0-9-]+\.[a-z]+)\.[0-9a-f]{12}\.(?:tmp|old)")


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which files of a folder a hub has written."""

    book: str
    files: dict[str, list[str]]
    """By name the digests that the file may have: one, or two while the folder is being written."""


class Written(Struct, frozen=True):
    """What was done to the folder of a hub, by the names of its files."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_hub(folder: Path, files: Mapping[str, bytes], book: str, keep_out: Path) -> Written:
    """Write a hub into its folder, which is made where there is none.

    Args:
        folder: the folder.
        files: everything that is to be in it, by name.
        book: the id of the book.
        keep_out: the file of the book, which no folder that others can open may hold.

    Raises:
        SaveFailed: the folder holds the book, a file of someone else or another hub, or the system refused; nothing was changed.
    """
    if keep_out.resolve().is_relative_to(folder.resolve()):
        raise SaveFailed(f"{folder} holds your book. Choose a separate folder for the hub.")
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        known = _manifest(folder)
    except OSError as error:
        raise SaveFailed(f"{folder} could not be opened: {error.strerror or error}.") from error
    if known and known.book != book:
        raise SaveFailed(f"{folder} holds the hub of another book. Choose another folder.")
    try:
        return _write(folder, files, Manifest(book, known.files if known else {}))
    except SaveFailed:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _write(folder: Path, files: Mapping[str, bytes], known: Manifest) -> Written:
    there = {name: _content(folder, name) for name in {*files, *known.files}}
    foreign = sorted(
        name for name, data in there.items() if data is not None and not _ours(known, files, name, data)
    )
    if foreign:
        raise SaveFailed(
            f"{quoted(one_line(foreign[0]))} in {folder} was not written by the hub, or has been changed since. "
            "Move it away, then try again. Nothing was changed."
        )
    changed = {name: data for name, data in files.items() if not _same(name, there[name], data)}
    gone = sorted(name for name in {*known.files} - {*files} if there[name] is not None)
    final = {name: [_digest(changed.get(name, there[name] or b""))] for name in sorted(files)}
    manifest = _as_bytes(Manifest(known.book, final))
    if changed or gone or _content(folder, MANIFEST) != manifest:
        _sweep(folder, {*files, *known.files})
        both = {name: sorted({*known.files.get(name, ()), *final.get(name, ())}) for name in {*files, *known.files}}
        replace_all(folder, {MANIFEST: _as_bytes(Manifest(known.book, dict(sorted(both.items()))))}, ())
        try:
            replace_all(folder, changed, gone)
        except SaveFailed:
            _restore_manifest(folder, known)
            raise
        with suppress(SaveFailed):  # the wider one holds as well, and the next run narrows it
            replace_all(folder, {MANIFEST: manifest}, ())
    return Written(tuple(sorted(changed)), tuple(gone))


def _restore_manifest(folder: Path, known: Manifest) -> None:
    """Leave the folder as it was before a hub that could not be written."""
    with suppress(SaveFailed, OSError):
        if known.files:
            replace_all(folder, {MANIFEST: _as_bytes(known)}, ())
        else:
            (folder / MANIFEST).unlink()


def _manifest(folder: Path) -> Manifest | None:
    """What the folder says of the hub in it; None where there is none.

    Raises:
        SaveFailed: it cannot be read.
    """
    data = _content(folder, MANIFEST)
    if data is None:
        return None
    try:
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise SaveFailed(f"{folder / MANIFEST} cannot be read. Choose another folder.") from None


def _content(folder: Path, name: str) -> bytes | None:
    """The content of a file of the folder; None where there is none.

    Raises:
        SaveFailed: the name is no plain one, or it is a folder, a link or anything else.
    """
    if Path(name).name != name:
        raise SaveFailed(
            f"{folder / MANIFEST} names {quoted(one_line(name))}, which is not a file of a hub. Choose another folder."
        )
    path = folder / name
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise SaveFailed(f"{path} is not a file. Move it away, then try again. Nothing was changed.")
        return read_regular_file(path, _MOST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SaveFailed(f"{path} could not be read: {error.strerror or error}. Nothing was changed.") from error


def _ours(known: Manifest, files: Mapping[str, bytes], name: str, data: bytes) -> bool:
    """Whether a file is as a hub wrote it, or would write it now."""
    return _digest(data) in known.files.get(name, ()) or data == files.get(name)


def _same(name: str, old: bytes | None, new: bytes) -> bool:
    """Whether a file need not be written anew; a calendar is the same whenever else the book was changed."""
    if old is None or not name.endswith(".ics"):
        return old == new
    return _TIMES.sub(b"", old) == _TIMES.sub(b"", new)


def _sweep(folder: Path, names: Collection[str]) -> None:
    """Remove what a hub that was stopped has left of its own files."""
    with suppress(OSError):
        for path in folder.iterdir():
            found = _UNFINISHED.fullmatch(path.name)
            if found and found["name"] in {*names, MANIFEST}:
                with suppress(OSError):
                    path.unlink()


def _as_bytes(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
