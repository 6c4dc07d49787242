"""Another program changes the file before any call of a save: what it wrote is never overwritten."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from store.book.book import Book
from store.book.merge.copies import copy_of
from store.core.errors import BookChanged
from store.model.people import Volunteer
from store.persistence import storage
from tests.support.faulty import Meanwhile

ANN = "[/x] Ann [Ops]"


def put(book: Book, name: str) -> None:
    with book.change(f"Put {name}") as change:
        change.put(Volunteer(id=name, name=name))


def edited(path: Path) -> None:
    """An editor that writes into the file: as many bytes as before."""
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(data.index(b"Ann"))
        file.write(b"Eve")


def edited_unseen(path: Path) -> None:
    """One that sets the time back, as a tool that keeps times does; or a disk that counts it in steps of two seconds."""
    found = path.stat()
    edited(path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def saved_anew(path: Path) -> None:
    """An editor or a sync client that puts a new file in the place of the old one."""
    _replace(path, path.read_bytes().replace(b"Ann", b"Eve"))


def an_older_one(path: Path) -> None:
    """A sync client that brings back what it knows, with the time it has there."""
    _replace(path, path.read_bytes().replace(b"Ann", b"Eve"))
    os.utime(path, ns=(10**18, 10**18))


def emptied(path: Path) -> None:
    """A program that stopped in the midst of writing."""
    path.write_bytes(b"")


def longer(path: Path) -> None:
    """A line more at the end, as some editors leave it."""
    with path.open("ab") as file:
        file.write(b"\n")


def deleted(path: Path) -> None:
    """Someone tidied up."""
    path.unlink()


def renamed(path: Path) -> None:
    """Someone moved it."""
    path.rename(path.with_name("moved.json"))


def conflict_copy(path: Path) -> None:
    """Dropbox, Nextcloud, Syncthing: ours gets another name, the other machine's takes its place."""
    data = path.read_bytes()
    path.rename(path.with_name("book (conflicted copy).json"))
    path.write_bytes(data.replace(b"Ann", b"Eve"))


def checked_out(path: Path) -> None:
    """Git: unlinked, and written anew."""
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data.replace(b"Ann", b"Eve"))


def _replace(path: Path, data: bytes) -> None:
    other = path.with_name("other")
    other.write_bytes(data)
    other.replace(path)


PROGRAMS = (
    edited, edited_unseen, saved_anew, an_older_one, emptied, longer, deleted, renamed, conflict_copy, checked_out,
)  # fmt: skip


@pytest.mark.parametrize("links", [True, False], ids=["links", "copies"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_whatever_another_program_does_at_any_moment_of_a_save_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Callable[[Path], None], links: bool
) -> None:
    before = after = 0
    for index in count():
        path = tmp_path / f"{index}" / "book.json"
        with Book.open(path, create=True) as book:
            put(book, ANN)
            memory, theirs = copy_of(book).tables, list[bytes | None]()

            def happen(path: Path = path, theirs: list[bytes | None] = theirs) -> None:
                program(path)
                theirs.append(_read(path))

            refused = False
            with monkeypatch.context() as patch:
                if not links:
                    patch.setattr(os, "link", _no_links)
                meanwhile = Meanwhile(patch, index, happen)
                try:
                    put(book, "bob")
                except BookChanged:
                    refused = True
            if not meanwhile.hit:
                break
            if meanwhile.made[index] == ("replace", str(path)):
                continue  # between the last look and the replacing no system lets anyone look
            assert _read(path) == theirs[0], meanwhile.made[index]
            assert refused == (("replace", str(path)) not in meanwhile.made[:index])
            before, after = before + refused, after + (not refused)
            if refused:
                assert copy_of(book).tables == memory
                assert not [*path.parent.glob(".*.tmp")]
            with pytest.raises(BookChanged):  # also where it happened after the save
                put(book, "cy")
            assert _read(path) == theirs[0]
            copy = path.with_name("mine.json")
            book.storage.save_beside(copy)
            with Book.open(copy, write=False) as mine:
                assert copy_of(mine).tables == copy_of(book).tables  # what was confirmed can be kept
    assert before >= 9
    assert after >= 3
    print(f"{program.__name__}: {before} moments before the save, {after} after it")


def test_what_was_written_into_an_old_file_with_its_time_kept_stays(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, create=True) as book:
        put(book, ANN)
        os.utime(path, ns=(10**18, 10**18))
        book.reload()
        edited_unseen(path)
        theirs = path.read_bytes()
        with pytest.raises(BookChanged):
            put(book, "bob")
        assert path.read_bytes() == theirs


def test_the_content_is_compared_once_for_each_save_of_a_file_that_is_not_young(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, looked, real = tmp_path / "book.json", list[Path](), storage.read_regular_file

    def look(file: Path, most: int = -1) -> bytes:
        looked.append(file)
        return real(file, most)

    monkeypatch.setattr(storage, "read_regular_file", look)
    with Book.open(path, create=True) as book:
        put(book, ANN)
        os.utime(path, ns=(10**18, 10**18))
        book.reload()
        looked.clear()
        put(book, "bob")
        assert looked == [path]


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError("no hard links here")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
