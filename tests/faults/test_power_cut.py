"""A power cut at any moment of a save leaves the old book or the new one, and after ‘saved’ the new one.

The system calls of a real save are recorded. What a disk may hold after a cut is then worked out by the harshest rules
that hold everywhere: content that was not synced may be missing or cut short, and of the changes to a folder that was
not synced any selection may have arrived.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import Clock
from store.model.people import Volunteer
from store.persistence.atomic_files import write_new
from tests.conftest import LONG
from tui.cli.commands import maintenance as keeping


class Op(Struct, frozen=True):
    """One call, as far as the disk is concerned."""

    call: str
    name: str
    other: str = ""
    data: bytes = b""


class Recorder:
    """Stands between the store and the system, and writes down what changes the disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ops: list[Op] = []
        self.names: dict[int, str] = {}
        for call in ("open", "write", "fsync", "link", "replace", "unlink", "mkdir"):
            monkeypatch.setattr(os, call, self._watched(call, getattr(os, call)))

    def _watched(self, call: str, real: Any) -> Any:
        def watched(*args: Any, **more: Any) -> Any:
            result = real(*args, **more)
            getattr(self, f"on_{call}")(result, *args)
            return result

        return watched

    def on_open(self, handle: int, path: Any, flags: int = 0, *_: Any) -> None:
        self.names[handle] = str(path)
        if flags & os.O_CREAT:
            self.ops.append(Op("create", str(path)))

    def on_write(self, count: int, handle: int, data: Any) -> None:
        self.ops.append(Op("write", self.names[handle], data=bytes(data[:count])))

    def on_fsync(self, _: None, handle: int) -> None:
        self.ops.append(Op("sync", self.names[handle]))

    def on_link(self, _: None, source: Any, target: Any, **_more: Any) -> None:
        self.ops.append(Op("link", str(target), str(source)))

    def on_replace(self, _: None, source: Any, target: Any) -> None:
        self.ops.append(Op("rename", str(target), str(source)))

    def on_unlink(self, _: None, path: Any, **_more: Any) -> None:
        self.ops.append(Op("unlink", str(path)))

    def on_mkdir(self, _: None, path: Any, *_more: Any) -> None:
        self.ops.append(Op("create", str(path)))


class Disk:
    """What is certain to be on the disk, and what may be."""

    def __init__(self, found: dict[str, bytes]) -> None:
        self.files = {name: number for number, name in enumerate(found)}
        self.seen = dict(self.files)
        """Names as the running system sees them; ``files`` is what a cut is sure to leave."""
        self.content = dict(enumerate(found.values()))
        self.synced = {*self.content}
        self.made: set[str] = set()
        """Names that were not there when it began, folders among them."""
        self.waiting: list[tuple[str, dict[str, int | None]]] = []
        """Changes to folders that were not synced yet: folder, and where each name leads then."""

    def do(self, op: Op) -> None:
        """Let one call happen."""
        if op.call == "create":
            number = len(self.content)
            self.content[number] = b""
            self.made.add(op.name)
            self._rename({op.name: number})
        elif op.call == "write":
            self.content[self.seen[op.name]] += op.data
        elif op.call == "link":
            self._rename({op.name: self.seen[op.other]})
        elif op.call == "rename":
            self._rename({op.name: self.seen[op.other], op.other: None})
        elif op.call == "unlink":
            self._rename({op.name: None})
        else:
            self.synced.update(self.seen[name] for name in (op.name,) if name in self.seen)
            self._sync_folder(op.name)

    def _rename(self, names: dict[str, int | None]) -> None:
        _put(self.seen, names)
        self.waiting.append((str(Path(next(iter(names))).parent), names))

    def _sync_folder(self, folder: str) -> None:
        for _, names in (change for change in self.waiting if change[0] == folder):
            _put(self.files, names)
        self.waiting = [change for change in self.waiting if change[0] != folder]

    def after_a_cut(self, name: str) -> Iterator[bytes | None]:
        """Everything a file may hold if the power goes now; None where it may be gone."""
        above = [str(folder) for folder in Path(name).parents]
        waiting = [names for folder, names in self.waiting if folder in above]
        for count in range(len(waiting) + 1):
            for arrived in combinations(waiting, count):
                files = dict(self.files)
                for names in arrived:
                    _put(files, names)
                lost = any(folder in self.made and folder not in files for folder in above)
                yield from self._contents(None if lost else files.get(name))

    def _contents(self, number: int | None) -> Iterator[bytes | None]:
        whole = None if number is None else self.content[number]
        yield whole
        if whole is not None and number not in self.synced:
            for block in range(0, len(whole), BLOCK):
                yield whole[:block]
                yield whole[:block] + bytes(BLOCK) + whole[block + BLOCK :]


BLOCK = 512


def _put(files: dict[str, int], names: dict[str, int | None]) -> None:
    for name, number in names.items():
        if number is None:
            files.pop(name, None)
        else:
            files[name] = number


Act = Callable[[Path], object]
"""Something that saves a book, given the folder it lies in."""


def kept(folder: Path) -> Path:
    """A book with something to undo and an older backup."""
    path = folder / "book.json"
    with Book.open(path, create=True) as book, book.change("Ann") as change:
        change.put(Volunteer(id="ann", name="[/x] Ann [Ops]"))
        for number in range(100 if LONG else 0):
            change.put(Volunteer(id=f"p{number}", name="[/x] Ann [Ops]"))
    return path


def opened(act: Callable[[Book], object]) -> Act:
    """Open the book and do something with it."""

    def do(folder: Path) -> None:
        with Book.open(folder / "book.json", create=True) as book:
            act(book)

    return do


def put_bob(book: Book) -> None:
    with book.change("Bob") as change:
        change.put(Volunteer(id="bob", name="Bob"))


def forget(book: Book) -> None:
    change = Change(book)
    change.remove(book.volunteers["ann"])
    book.rewrite(change)


def restore(folder: Path) -> None:
    keeping.restore(folder / "book.json", Clock(date(2026, 11, 23)), ask=False)


def write_demo(folder: Path) -> None:
    """A file that was not there before is whole only once that was said; nothing is lost if it is not."""
    write_new(folder / "book.json", b"x" * 2000)


SAVES: dict[str, tuple[bool, Act]] = {
    "change": (True, opened(put_bob)),
    "undo": (True, opened(Book.undo)),
    "forget": (True, opened(forget)),
    "restore": (True, restore),
    "begin": (False, opened(lambda _: None)),
    "begin in a new folder": (False, lambda folder: opened(lambda _: None)(folder / "one" / "two")),
    "write a new one": (False, write_demo),
}


@pytest.mark.parametrize("links", [True, False], ids=["links", "copies"])
@pytest.mark.parametrize("name", SAVES)
def test_a_power_cut_leaves_the_old_book_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, links: bool
) -> None:
    there, act = SAVES[name]
    if there:
        kept(tmp_path)
        if name == "restore":
            opened(put_bob)(tmp_path)
    found = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with monkeypatch.context() as patch:
        if not links:
            patch.setattr(os, "link", _refused)
        recorder = Recorder(patch)
        act(tmp_path)
    path = next(tmp_path.rglob("book.json"))
    old, new = found.get(str(path)), path.read_bytes()
    assert old != new
    disk, moments = Disk(found), 0
    for op in recorder.ops:
        disk.do(op)
        for left in disk.after_a_cut(str(path)):
            assert left in (old, new) or name == "write a new one", f"after {op.call} {op.name}"
            moments += 1
    assert moments > 10  # the save was seen
    assert {*disk.after_a_cut(str(path))} == {new}  # ‘saved’ was said
    print(f"{name}: {len(recorder.ops)} calls, {moments} states of the disk")


def _refused(*_: object, **_more: object) -> None:
    raise PermissionError("no hard links here")


@pytest.mark.skipif(os.name == "nt", reason="no such call there")
@pytest.mark.parametrize("knows", [True, False])
def test_where_a_sync_stops_at_the_drive_the_drive_is_asked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knows: bool
) -> None:
    import fcntl

    asked: list[object] = []

    def ask(handle: int, what: object) -> None:
        asked.append(what)
        if not knows:
            raise OSError("not on this disk")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", "the drive too", raising=False)
    monkeypatch.setattr(fcntl, "fcntl", ask)
    synced, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(handle) or fsync(handle))
    write_new(tmp_path / "book.json", b"{}")
    assert asked == ["the drive too"] * 2  # the file, and its folder
    assert len(synced) == 2
