"""The folder of a hub: only what changed is written, nothing of anyone else, all or nothing."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any

import pytest

from store.core.errors import SaveFailed
from store.publish.hub_folder import MANIFEST, Written, write_hub

FILES = {"index.html": b"one", "roles.html": b"roles", "calendar.ics": b"DTSTAMP:1\r\nSUMMARY:Lab\r\n"}


def write(folder: Path, files: dict[str, bytes], book: str = "b") -> Written:
    return write_hub(folder, files, book, folder.parent / "book.json")


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "hub"
    write(found, FILES)
    return found


def test_only_what_changed_is_written(folder: Path) -> None:
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    later = {"index.html": b"two", "calendar.ics": b"DTSTAMP:2\r\nSUMMARY:Lab\r\n", "join.html": b"join"}
    assert write(folder, later) == Written(("index.html", "join.html"), ("roles.html",))
    assert content(folder).keys() - {MANIFEST} == later.keys()
    assert (folder / "calendar.ics").stat().st_ino == before["calendar.ics"]
    stamps = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert write(folder, later) == Written((), ())
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == stamps


@pytest.mark.skipif(os.name == "nt", reason="no such modes")
def test_its_files_are_as_readable_as_others_that_this_user_makes(folder: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o666 & ~mask}


@pytest.mark.parametrize("name", ["index.html", "join.html"])
def test_a_file_of_someone_else_stays_and_stops_it(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"mine")
    (folder / "notes.txt").write_bytes(b"mine too")
    before = content(folder)
    with pytest.raises(SaveFailed, match=name):
        write(folder, {**FILES, "index.html": b"two", "join.html": b"join"})
    assert content(folder) == before


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / ".index.html.123.tmp").write_bytes(b"mine")
    write(folder, {})
    assert content(folder).keys() == {MANIFEST, "notes.txt", ".index.html.123.tmp"}


@pytest.mark.parametrize("where", [(os, "fsync"), (os, "open"), (Path, "replace")], ids=str)
@pytest.mark.parametrize("at", range(1, 15, 2))
def test_a_step_that_fails_leaves_all_as_it_was(
    folder: Path, where: tuple[Any, str], at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = getattr(*where), itertools.count(1)
    before = content(folder)

    def failing(*args: Any) -> Any:
        if next(calls) == at:
            raise OSError(28, "No space left on device")
        return real(*args)

    monkeypatch.setattr(*where, failing)
    new = {"index.html": b"two", "join.html": b"join", "rituals.html": b"r"}
    try:
        write(folder, new)
        failed = False
    except SaveFailed:
        failed = True
    monkeypatch.undo()
    assert content(folder) == before if failed else content(folder).keys() == {MANIFEST, *new}
    write(folder, new)
    assert content(folder).keys() == {MANIFEST, *new}


def test_a_run_that_was_stopped_is_completed_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(BaseException):
        """The program was stopped."""

    real = Path.replace

    def stopping(source: Path, target: Path) -> Path:
        if target.name == "join.html":
            raise Stopped
        return real(source, target)

    new = {"index.html": b"two", "join.html": b"join"}
    monkeypatch.setattr(Path, "replace", stopping)
    with pytest.raises(Stopped):
        write(folder, new)
    monkeypatch.undo()
    (folder / f".join.html.{'0' * 12}.tmp").write_bytes(b"left")
    write(folder, new)
    assert content(folder).keys() == {MANIFEST, *new}
    assert (folder / "index.html").read_bytes() == b"two"


def test_what_is_no_folder_for_a_hub_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="another book"):
        write(folder, FILES, "other")
    with pytest.raises(SaveFailed, match="holds your book"):
        write_hub(tmp_path, FILES, "b", tmp_path / "book.json")
    (folder / MANIFEST).write_bytes(b'{"book":"b","files":{"../book.json":["x"]}}')
    with pytest.raises(SaveFailed, match="not a file of a hub"):
        write(folder, FILES)
    (folder / MANIFEST).write_bytes(b"{")
    with pytest.raises(SaveFailed, match="cannot be read"):
        write(folder, FILES)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_the_place_of_a_page_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    (folder / "join.html").symlink_to(outside)
    with pytest.raises(SaveFailed, match="not a file"):
        write(folder, {**FILES, "join.html": b"join"})
    assert outside.read_bytes() == b"mine"
