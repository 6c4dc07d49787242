"""A power cut at any moment of a save leaves the old book or the new one, and after «saved» the new one.

The system calls of a real save are recorded. What a disk may hold after a cut is then worked out by the harshest rules
that hold everywhere: content that was not synced may be missing or cut short, and of the changes to a folder that was
not synced any selection may have arrived.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from store.book import Book
from store.people import Volunteer
from store.storage import decode_tables


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
        for call in ("open", "write", "fsync", "link", "replace", "unlink"):
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


class Disk:
    """What is certain to be on the disk, and what may be."""

    def __init__(self, name: str, data: bytes) -> None:
        self.files = {name: 0}
        self.seen = {name: 0}
        """Names as the running system sees them; ``files`` is what a cut is sure to leave."""
        self.content = {0: data}
        self.synced = {0}
        self.waiting: list[tuple[str, dict[str, int | None]]] = []
        """Changes to folders that were not synced yet: folder, and where each name leads then."""

    def do(self, op: Op) -> None:
        """Let one call happen."""
        if op.call == "create":
            number = len(self.content)
            self.content[number] = b""
            self._rename({op.name: number})
        elif op.call == "write":
            self.content[self.seen[op.name]] += op.data
        elif op.call == "link":
            self._rename({op.name: self.seen[op.other]})
        elif op.call == "rename":
            self._rename({op.name: self.seen[op.other], op.other: None})
        elif op.call == "unlink":
            self._rename({op.name: None})
        elif op.name in self.seen:
            self.synced.add(self.seen[op.name])
        else:
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
        for count in range(len(self.waiting) + 1):
            for arrived in combinations(self.waiting, count):
                files = dict(self.files)
                for _, names in arrived:
                    _put(files, names)
                yield from self._contents(files.get(name))

    def _contents(self, number: int | None) -> Iterator[bytes | None]:
        whole = None if number is None else self.content[number]
        yield whole
        if whole is not None and number not in self.synced:
            yield b""
            yield whole[: len(whole) // 2]


def _put(files: dict[str, int], names: dict[str, int | None]) -> None:
    for name, number in names.items():
        if number is None:
            files.pop(name, None)
        else:
            files[name] = number


@pytest.mark.parametrize("links", [True, False])
def test_a_power_cut_leaves_the_old_book_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "book.json"
    with Book.open(path, create=True) as book:
        with book.change("Ann") as change:
            change.put(Volunteer(id="ann", name="[/x] Ann [Ops]"))
        old = path.read_bytes()
        recorder = Recorder(monkeypatch)
        if not links:
            monkeypatch.setattr(os, "link", _refused)
        with book.change("Bob") as change:
            change.put(Volunteer(id="bob", name="Bob"))
        ops, new = recorder.ops, path.read_bytes()
        monkeypatch.undo()
    disk, moments = Disk(str(path), old), 0
    for op in ops:
        disk.do(op)
        for left in disk.after_a_cut(str(path)):
            assert left in (old, new), f"after {op.call} {op.name}"
            moments += 1
    assert moments > 20  # the save was seen
    assert set(disk.after_a_cut(str(path))) == {new}  # «saved» was said
    assert decode_tables(new, path)["volunteers"].keys() == {"ann", "bob"}


def _refused(*_: object, **_more: object) -> None:
    raise PermissionError("no hard links here")
