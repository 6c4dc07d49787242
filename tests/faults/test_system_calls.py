"""Whatever call of a save the system refuses, and whatever call is the last: the old book or the new one, and a plain word.

Twice over: with an ``os`` that raises, on any system; and with strace, where there is one, which makes the kernel refuse
each call of a real save in turn or kill the program at it.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from store.book.book import Book
from store.book.merge.copies import copy_of
from store.core.errors import GuildbookError, SaveFailed
from store.model.people import Volunteer
from store.persistence.book_paths import backup_folder
from tests.conftest import LONG
from tests.support.faulty import Faulty

ERRORS = ("EIO", "ENOSPC", "EACCES", *(("EDQUOT", "EROFS", "EPERM", "EMFILE", "ENOMEM") if LONG else ()))
REFUSALS = ERRORS if LONG else ERRORS[:1]
ANN = Volunteer(id="ann", name="[/x] Ann [Ops]")
BOB = Volunteer(id="bob", name="Bob")


def put(book: Book, *records: Volunteer) -> None:
    with book.change(f"Put {records[0].name}") as change:
        for record in records:
            change.put(record)


def unfinished(path: Path) -> list[Path]:
    """What is left of a save that did not end."""
    return [*path.parent.glob(".*.tmp"), *backup_folder(path).glob(".*.tmp")]


# -- an os that raises -----------------------------------------------------------------------------

ACTS: dict[str, Callable[[Book], object]] = {
    "change": lambda book: put(book, BOB),
    "undo": Book.undo,
    "forget": lambda book: book.rewrite(_without_ann(book)),
}


def _without_ann(book: Book) -> Any:
    from store.book.transaction import Change

    change = Change(book)
    change.remove(book.volunteers["ann"])
    return change


@pytest.mark.parametrize("links", [True, False], ids=["links", "copies"])
@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("act", ACTS)
def test_whichever_call_fails_nothing_is_changed_and_it_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, name: str, links: bool
) -> None:
    failed, unseen = Counter[str](), 0
    number = getattr(errno, name)
    for index in count():
        path = tmp_path / f"{index}" / "book.json"
        with Book.open(path, create=True) as book:
            put(book, ANN)
            before, memory = path.read_bytes(), copy_of(book).tables
            told: list[set[str]] = []
            book.subscribe(told.append)
            said = ""
            with monkeypatch.context() as patch:
                if not links:
                    patch.setattr(os, "link", _no_links)
                faulty = Faulty(patch, index, number)
                try:
                    ACTS[act](book)
                except SaveFailed as error:
                    said = str(error)
            if not faulty.hit:
                break
            if said:
                failed[faulty.hit] += 1
                assert said == f"{path} could not be saved: {os.strerror(number)}. Nothing was changed."
                assert path.read_bytes() == before
                assert copy_of(book).tables == memory
                assert not told
                assert not unfinished(path)
                ACTS[act](book)  # and now it can be done
            else:
                in_place = faulty.made[:index].count("replace") == 2  # of the backup and of the book
                folder = {"open", "fsync", "close"} if in_place and name in ("EACCES", "EPERM") else set()
                assert faulty.hit in {"unlink", "link", "mkdir"} | folder  # tidying up, or there is another way
                unseen += faulty.hit in folder
            after = copy_of(book).tables
            assert after != memory
        with Book.open(path) as again:
            assert again.writable
            assert copy_of(again).tables == after
        assert not unfinished(path)
    assert failed.keys() >= {"open", "write", "fsync", "replace", "stat"}
    assert failed.total() + unseen >= 12


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not seen onto the disk there")
@pytest.mark.parametrize("call", ["open", "fsync"])
@pytest.mark.parametrize("name", ["ENOSYS", "EACCES", "EPERM", "EINVAL"])
def test_where_a_folder_cannot_be_seen_onto_the_disk_a_save_is_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: str
) -> None:
    path, real, number = tmp_path / "new" / "book.json", getattr(os, call), getattr(errno, name)
    asked = []

    def refused(what: Any, *how: Any, **more: Any) -> Any:
        if Path(what).is_dir() if call == "open" else stat.S_ISDIR(os.fstat(what).st_mode):
            asked.append(what)
            raise OSError(number, os.strerror(number))
        return real(what, *how, **more)

    monkeypatch.setattr(os, call, refused)
    with Book.open(path, create=True) as book:
        put(book, ANN)
        put(book, BOB)
        book.storage.save_beside(path.with_name("copy.json"))
    assert len(asked) >= 4
    with Book.open(path, write=False) as book:
        assert {*book.volunteers} == {"ann", "bob"}


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError("no hard links here")


@pytest.mark.parametrize("name", REFUSALS)
def test_whichever_call_fails_while_a_book_is_read_again_it_is_the_old_one_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for index in count():
        path = tmp_path / f"{index}" / "book.json"
        with Book.open(path, create=True) as book:
            put(book, ANN)
            theirs = path.read_bytes().replace(b"Ann", b"Eve")
            path.write_bytes(theirs)
            said = ""
            with monkeypatch.context() as patch:
                faulty = Faulty(patch, index, getattr(errno, name))
                try:
                    book.reload()
                except GuildbookError as error:
                    said = str(error)
            if not faulty.hit:
                break
            assert "\n" not in said
            assert book.volunteers["ann"].name == (ANN.name if said else "[/x] Eve [Ops]")
            assert path.read_bytes() == theirs
            book.reload()
            assert book.volunteers["ann"].name == "[/x] Eve [Ops]"
            put(book, BOB)
    assert index > 3


@pytest.mark.parametrize("name", REFUSALS)
def test_whichever_call_fails_while_a_book_is_opened_the_file_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, create=True) as book:
        put(book, ANN)
    before = path.read_bytes()
    opened = refused = 0
    for index in count():
        shutil.rmtree(backup_folder(path), ignore_errors=True)
        said = ""
        with monkeypatch.context() as patch:
            faulty = Faulty(patch, index, getattr(errno, name))
            try:
                with Book.open(path) as book:
                    opened += 1
                    assert "ann" in book.volunteers
            except GuildbookError as error:
                refused += 1
                said = str(error)
        assert not said or (str(path) in said and "\n" not in said)
        assert path.read_bytes() == before
        with Book.open(path) as book:
            assert book.writable, book.note  # the lock was given back
        if not faulty.hit:
            break
    assert refused
    assert opened > 1


# -- the kernel refuses, or kills ------------------------------------------------------------------

SERVE = """
import json, os, select, sys
from pathlib import Path
from store.book.book import Book
from store.core.errors import GuildbookError
from store.book.merge.copies import copy_of
from store.people.directory import Volunteer

def put(book):
    with book.change("Put Bob") as change:
        change.put(Volunteer(id="bob", name="Bob"))

def tell(**told):
    os.write(1, json.dumps(told).encode() + b"\\n")

def save(path):
    book = Book.open(path)
    assert book.writable, book.note
    before = copy_of(book).tables
    tell(pid=os.getpid())
    select.select([0], [], [])  # the call it waits in is one that no save makes, so each of a save's is counted alike
    os.read(0, 100)
    try:
        put(book)
        tell(saved=True, said="")
    except GuildbookError as error:
        kept = copy_of(book).tables == before
        tell(saved=False, said=str(error), kept=kept)
        put(book)
        tell(retried=True)

while line := os.read(0, 4000):
    child = os.fork()
    if not child:
        try:
            save(Path(line.decode().strip()))
        except BaseException as error:
            tell(raised=repr(error))
        os._exit(0)
    tell(status=os.waitpid(child, 0)[1])
"""
OF_MEMORY = {
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "futex", "restart_syscall", "getrandom", "exit_group",
}  # fmt: skip
"""Calls that have nothing to do with files, and come and go from run to run; chance is never refused."""


OF_WAITING = {"select", "pselect6", "_newselect", "read"}
"""Calls in which it waits to be told to save, and hears of it."""


class Tracer:
    """A program that saves on demand, each time in a process of its own that strace has taken hold of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = subprocess.Popen(
            [sys.executable, "-c", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        """End the program."""
        self.server.communicate()

    def _send(self, line: str) -> None:
        assert self.server.stdin
        self.server.stdin.write(f"{line}\n")
        self.server.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        assert self.server.stdout
        found: dict[str, Any] = json.loads(self.server.stdout.readline())
        return found

    def save(self, path: Path, *options: str) -> dict[str, Any]:
        """Let it save one more record into a book; returns what it told, and how it ended."""
        self._send(str(path))
        heard = self._heard()
        if "pid" not in heard:
            raise AssertionError(heard)
        log = self.folder / "calls"
        command = ["strace", "-o", str(log), *options, "-p", str(heard["pid"])]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr
            said = strace.stderr.readline()
            while said and "attached" not in said:
                said = strace.stderr.readline()
            self._send("go")
            while "status" not in heard:
                heard |= self._heard()
        if not said:
            pytest.skip("strace may not take hold of a program here")
        return heard

    def calls(self, path: Path) -> list[tuple[str, int]]:
        """Each call of a save in its order, with how often there was one of that name till then."""
        assert self.save(path)["saved"]
        made: Counter[str] = Counter()
        found = []
        for line in (self.folder / "calls").read_text(encoding="utf-8", errors="replace").splitlines():
            name = line.partition("(")[0]
            if re.match(r'write\(1, "\{', line):
                return found
            made[name] += 1
            if name.isidentifier() and name not in OF_MEMORY and (found or name not in OF_WAITING):
                found.append((name, made[name]))
        raise AssertionError(found)


@pytest.fixture(scope="module")
def tracer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracer]:
    if not shutil.which("strace"):
        pytest.skip("no strace here")
    tracer = Tracer(tmp_path_factory.mktemp("strace"))
    yield tracer
    tracer.close()


SIZES = (3, 1000) if LONG else (3,)


def cases(folder: Path, tracer: Tracer, size: int) -> Iterator[tuple[str, int, Path, bytes]]:
    """For each call of a save a fresh book, and its bytes."""
    first = folder / "first.json"
    with Book.open(first, create=True) as book:
        put(book, ANN, *(Volunteer(id=f"p{n:04}", name=f"[/x] Ann [Ops] {n}") for n in range(size)))
        put(book, Volunteer(id="cy", name="Cy"))
    for number, (name, turn) in enumerate(tracer.calls(Path(shutil.copy(first, folder / "calls.json")))):
        path = folder / f"{number}" / "book.json"
        path.parent.mkdir()
        shutil.copy(first, path)
        yield name, turn, path, path.read_bytes()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("error", REFUSALS)
def test_whichever_call_the_kernel_refuses_the_save_is_whole_or_did_not_happen(
    tmp_path: Path, tracer: Tracer, error: str, size: int
) -> None:
    refused, seen = Counter[str](), 0
    for name, turn, path, before in cases(tmp_path, tracer, size):
        heard = tracer.save(path, "-e", f"inject={name}:error={error}:when={turn}")
        where = f"{error} at {name} {turn}: {heard}"
        seen += 1
        assert heard["status"] == 0, where
        assert "raised" not in heard, where
        if heard["said"]:
            refused[name] += 1
            assert heard["said"].endswith("Nothing was changed."), where
            assert "could not be saved: " in heard["said"], where
            assert "\n" not in heard["said"], where
            assert heard["kept"], where
            assert heard["retried"], where
        check(path, before, saved=True, where=where)
    assert {"openat", "write", "fsync"} <= refused.keys()
    print(f"{error}, {size} records: {seen} calls, {refused.total()} saves refused: {dict(refused)}")


@pytest.mark.parametrize("size", SIZES)
def test_whichever_call_is_the_last_the_book_is_the_old_one_or_the_new_one(
    tmp_path: Path, tracer: Tracer, size: int
) -> None:
    outcomes = Counter[bool]()
    for name, turn, path, before in cases(tmp_path, tracer, size):
        heard = tracer.save(path, "-e", f"inject={name}:signal=KILL:when={turn}")
        where = f"killed at {name} {turn}: {heard}"
        assert heard["status"] == 9, where
        assert "saved" not in heard, where
        outcomes[check(path, before, saved=None, where=where)] += 1
    assert outcomes[False] >= 10
    assert outcomes[True] >= 2  # killed between the replacing and the word
    print(f"{size} records: {outcomes.total()} kills, {outcomes[True]} of them after the new book was in its place")


def check(path: Path, before: bytes, *, saved: bool | None, where: str) -> bool:
    """The book opens for writing, with or without the last change; every other line is as it was."""
    with Book.open(path) as book:
        assert book.writable, where
        found = "bob" in book.volunteers
        assert saved in (None, found), where
        if not found:
            assert path.read_bytes() == before, where
    lines = {line.rstrip(b",") for line in path.read_bytes().splitlines()}
    assert {line.rstrip(b",") for line in before.splitlines()} <= lines, where
    assert not unfinished(path), where
    return found
