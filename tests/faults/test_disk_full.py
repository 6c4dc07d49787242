"""A full disk, or a limit on how large a file may be: the old book stays, and saving works again once there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.errors import SaveFailed
from store.model.people import Volunteer
from store.persistence.book_paths import backup_folder
from tests.conftest import LONG

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="neither limits nor small disks to be had there")

LIMITS = 100 if LONG else 5
"""How many sizes a file may not be larger than, from nothing up to that of the book."""

LIMITED = """
import resource, signal, sys
from pathlib import Path
from store.book.book import Book
from store.core.errors import SaveFailed
from store.people.directory import Volunteer

path, steps = Path(sys.argv[1]), int(sys.argv[2])
with Book.open(path) as book:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for step in range(steps):
        before, key = path.read_bytes(), f"bob{step:03}"
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) * step // steps, hard))
        try:
            with book.change("Bob") as change:
                change.put(Volunteer(id=key, name="Bob"))
        except SaveFailed as error:
            print(error)
        assert path.read_bytes() == before and key not in book.volunteers
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        with book.change("Bob") as change:
            change.put(Volunteer(id=key, name="Bob"))
"""


def people(count: int) -> list[Volunteer]:
    return [
        Volunteer(id=f"p{number:04}", name=f"[/x] Ann [Ops] {number}", notes="x" * 200) for number in range(count)
    ]


def names(path: Path) -> set[str]:
    with Book.open(path, write=False) as book:
        return {*book.volunteers}


def test_a_limit_on_the_size_of_files_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    Book.write_new(path, people(50), book_id="limited")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, path, str(LIMITS)], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.count("File too large. Nothing was changed.") == LIMITS
    assert names(path) == {*(f"bob{step:03}" for step in range(LIMITS)), *(person.id for person in people(50))}
    assert not [*tmp_path.glob(".book.json.*.tmp")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one mebibyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, timeout=10)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    path, filler = small_disk / "book.json", small_disk / "filler"
    Book.write_new(path, people(600), book_id="full")
    with Book.open(path) as book:
        before = path.read_bytes()
        filler.write_bytes(b"x" * (1_000_000 - 2 * len(before) - len(before) // 2))
        for _ in range(3):
            with pytest.raises(SaveFailed, match="Nothing was changed"), book.change("Bob") as change:
                change.put(Volunteer(id="bob", name="Bob", notes="y" * 1000))
            assert path.read_bytes() == before
            assert "bob" not in book.volunteers
        filler.unlink()
        with book.change("Bob") as change:
            change.put(Volunteer(id="bob", name="Bob"))
    assert "bob" in names(path)
    assert len(names(path)) == 601


PAGE = 4096


def test_however_little_room_there_is_the_book_is_the_old_one_or_the_new_one(small_disk: Path) -> None:
    path, filler = small_disk / "book.json", small_disk / "filler"
    Book.write_new(path, people(200), book_id="full")
    outcomes, names_here = [], names(path)
    for room in range(0, 6 * path.stat().st_size // PAGE, 1 if LONG else 8):
        fill_up(filler, room)
        with Book.open(path) as book:  # a full disk does not keep it shut
            assert book.writable, book.note
            before, name = path.read_bytes(), f"new{room:03}"
            try:
                with book.change(name) as change:
                    change.put(Volunteer(id=name, name=name, notes="y" * PAGE))
            except SaveFailed:
                assert path.read_bytes() == before
                assert name not in book.volunteers
                outcomes.append(False)
                filler.unlink()
                with book.change(name) as change:
                    change.put(Volunteer(id=name, name=name))
            else:
                outcomes.append(True)
        filler.unlink(missing_ok=True)
        names_here.add(name)
        assert names(path) == names_here
        shutil.rmtree(backup_folder(path))
        assert not [*small_disk.glob(".*.tmp")]
    assert {*outcomes} == {True, False}
    print(f"{len(outcomes)} amounts of room, {outcomes.count(False)} saves refused and done again")


def fill_up(filler: Path, room: int) -> None:
    """Leave so many pages free."""
    free = os.statvfs(filler.parent).f_bavail * os.statvfs(filler.parent).f_bsize // PAGE
    filler.write_bytes(b"x" * PAGE * max(0, free - room))
