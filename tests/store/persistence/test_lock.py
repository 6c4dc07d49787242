"""One writer at a time, across windows and across crashes."""

from __future__ import annotations

import errno
import getpass
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from store.book.book import Book
from store.core.errors import BookChanged, BookReadOnly
from store.model.people import Volunteer
from store.persistence.backups import backups
from store.persistence.book_paths import lock_path
from store.persistence.lock import BookLock

HOLD = """
import sys
from pathlib import Path
from store.book.book import Book
from store.people.directory import Volunteer
book = Book.open(Path(sys.argv[1]), create=True)
with book.change("Add Ann") as change:
    change.put(Volunteer(name="Ann"))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the book open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "book.json")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_opening_reads_only_and_says_who_holds_the_book(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    with Book.open(tmp_path / "book.json") as book:
        assert not book.writable
        assert book.note.startswith("Opened read-only: ")
        assert book.note.endswith(f"process {holder.pid} has this book open.")
        assert [who.name for who in book.volunteers.values()] == ["Ann"]
        before = book.path.read_bytes()
        with pytest.raises(BookReadOnly, match=f"process {holder.pid}"), book.change("Add") as change:
            change.put(Volunteer(name="Ida"))
        assert book.path.read_bytes() == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_holder_frees_the_book(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    assert holder.wait() == -signal.SIGKILL
    with Book.open(tmp_path / "book.json") as book:
        assert book.writable
        with Book.open(book.path) as second:
            assert f"process {os.getpid()} " in second.note  # not the dead one's name


def test_a_holder_that_leaves_frees_the_book(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.communicate("")
    with Book.open(tmp_path / "book.json") as book:
        assert book.writable


def test_in_one_process_too_there_is_one_writer(book: Book) -> None:
    with Book.open(book.path) as second:
        assert not second.writable
    assert book.writable
    book.close()
    with Book.open(book.path) as third:
        assert third.writable


def test_the_lock_file_is_never_deleted(book: Book) -> None:
    lock = book.path.with_name(".book.json.lock")
    inode = lock.stat().st_ino
    book.close()
    assert lock.stat().st_ino == inode
    Book.open(book.path).close()
    assert lock.stat().st_ino == inode


def test_closing_twice_is_no_error(book: Book) -> None:
    book.close()
    book.close()


def test_a_reader_leaving_does_not_take_the_holders_name_along(book: Book) -> None:
    Book.open(book.path).close()
    with Book.open(book.path) as second:
        assert f"process {os.getpid()}" in second.note


@pytest.mark.skipif(sys.platform == "win32", reason="locks are asked for in another way there")
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("answer", ["ENOLCK", "ENOSYS", "EOPNOTSUPP"])
def test_where_a_disk_keeps_no_locks_a_book_can_be_written_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    path = tmp_path / "book.json"
    Book.open(path, create=True).close()  # its lock is there from where it lay before
    number = getattr(errno, answer)

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refused)
    for _ in range(2):  # as often as it likes
        with Book.open(path) as book:
            unfinished = path.with_name(".book.json.0123456789ab.tmp")
            unfinished.write_bytes(b"another window is at it")
            assert book.writable
            assert "support locks" in book.note
            assert book.backed_up
            with Book.open(path) as second, second.change("Add Ann") as change:
                change.put(Volunteer(name="Ann"))
            with pytest.raises(BookChanged), book.change("Add Ida") as change:
                change.put(Volunteer(name="Ida"))
            assert unfinished.exists()
    assert path.with_name(".book.json.lock").exists()


def test_a_lock_refused_for_another_reason_leaves_the_book_to_be_read(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    book.close()
    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    with Book.open(book.path) as again:
        assert not again.writable
        assert os.strerror(errno.EIO) in again.note


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"  \n "])
def test_a_holder_without_a_name_is_another_window(book: Book, text: bytes) -> None:
    book.path.with_name(".book.json.holder").write_bytes(text)
    with Book.open(book.path) as second:
        assert second.note == "Opened read-only: another window has this book open."


def test_a_hostile_holders_name_is_one_plain_line(book: Book) -> None:
    book.path.with_name(".book.json.holder").write_text("Ann\n\x1b[31m[/x]" + "y" * 500)
    with Book.open(book.path) as second:
        assert second.note.isprintable()
        assert len(second.note) < 300


def test_an_account_without_a_name_can_hold_a_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nameless)
    lock = BookLock(tmp_path / "book.json")
    assert lock.acquire() == ""
    assert BookLock(tmp_path / "book.json").acquire().startswith("someone on ")
    lock.release()


def test_the_right_to_write_may_be_taken_later(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, create=True) as book, book.change("Add Ann") as change:
        change.put(Volunteer(name="Ann"))
    kept = {*tmp_path.rglob("*")}
    with Book.open(path, claim=False) as book:
        assert not book.claimed
        assert {*tmp_path.rglob("*")} == kept
        with Book.open(path) as other:  # no one holds it yet
            assert other.writable
        with book.change("Add Ida") as change:
            change.put(Volunteer(name="Ida"))
        assert book.claimed
        with Book.open(path) as other:
            assert not other.writable
    assert len([*backups(path)]) > 1


def test_who_takes_the_right_to_write_later_may_be_too_late(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    told: list[set[str]] = []
    with Book.open(tmp_path / "book.json", claim=False) as book:
        book.subscribe(told.append)
        book.claim()
        assert not book.writable
        assert f"process {holder.pid}" in book.note
        assert told == [set()]
        with pytest.raises(BookReadOnly, match=f"process {holder.pid}"), book.change("Add") as change:
            change.put(Volunteer(name="Ida"))


def test_what_was_changed_before_the_right_to_write_was_taken_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, create=True) as book, book.change("Add Ann") as change:
        change.put(Volunteer(name="Ann"))
    with Book.open(path, claim=False) as book:
        with Book.open(path) as other, other.change("Add Bo") as change:
            change.put(Volunteer(name="Bo"))
        before = path.read_bytes()
        with pytest.raises(BookChanged), book.change("Add Ida") as change:
            change.put(Volunteer(name="Ida"))
        assert path.read_bytes() == before


def test_a_file_that_went_before_the_right_to_write_was_taken_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, create=True) as book, book.change("Add Ann") as change:
        change.put(Volunteer(name="Ann"))
    with Book.open(path, claim=False) as book:
        path.unlink()
        book.claim()
        assert book.note.startswith("No backup could be kept: ")
        with pytest.raises(BookChanged, match="has removed"), book.change("Add Ida") as change:
            change.put(Volunteer(name="Ida"))
        assert not path.exists()


def test_a_new_book_is_claimed_at_once(tmp_path: Path) -> None:
    with Book.open(tmp_path / "new.json", create=True, claim=False) as book:
        assert book.claimed
        assert book.writable


def test_the_lock_stays_where_the_system_deletes_it_with_its_last_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows; a book that is gone is told from a new one by it."""
    path, release = tmp_path / "book.json", FileLock.release

    def release_and_delete(lock: FileLock) -> None:
        release(lock)
        Path(lock.lock_file).unlink(missing_ok=True)

    monkeypatch.setattr(FileLock, "release", release_and_delete)
    Book.open(path, create=True).close()
    assert lock_path(path).exists()
