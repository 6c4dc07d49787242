"""Backups: when they are made, which are kept, and which one is offered."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.backups import KEEP_LAST, backups, is_good, make_backup, newest_good, thin_out
from store.book import Book
from store.dates import Clock
from store.errors import BookMissing, BookUnreadable
from store.files import backup_folder, latest_backup
from store.people import Volunteer

NOW = datetime(2026, 11, 23, 9)


def add(book: Book, name: str) -> None:
    with book.change(f"Add {name}") as change:
        change.put(Volunteer(name=name))


def names(path: Path) -> list[str]:
    with Book.open(path, write=False) as book:
        return sorted(who.name for who in book.volunteers.values())


def dated(book: Path) -> list[str]:
    return sorted(path.stem for path in backup_folder(book).glob("2*.json"))


def test_opening_keeps_the_book_as_it_is_then(book: Book) -> None:
    add(book, "Ann")
    book.close()
    with Book.open(book.path, Clock(date(2026, 11, 24))) as again:
        add(again, "Ida")
        add(again, "Raj")
    assert dated(book.path) == ["2026-11-24T090000"]
    assert names(backup_folder(book.path) / "2026-11-24T090000.json") == ["Ann"]
    assert names(latest_backup(book.path)) == ["Ann", "Ida"]


def test_opening_without_a_change_since_keeps_no_second_copy(book: Book) -> None:
    add(book, "Ann")
    book.close()
    for day in (24, 25, 26):
        Book.open(book.path, Clock(date(2026, 11, day))).close()
    assert dated(book.path) == ["2026-11-24T090000"]


def test_two_backups_of_one_second_have_two_names(book: Book) -> None:
    found = []
    for name in ("Ann", "Ida", "Raj"):
        add(book, name)
        found.append(make_backup(book.path, NOW))
    assert dated(book.path) == ["2026-11-23T090000", "2026-11-23T090000-1", "2026-11-23T090000-2"]
    assert [names(backup.path) for backup in found if backup] == [["Ann"], ["Ann", "Ida"], ["Ann", "Ida", "Raj"]]
    kept = [backup.path for backup in backups(book.path) if backup.path != latest_backup(book.path)]
    assert kept == [backup.path for backup in reversed(found) if backup]  # the newest first
    assert make_backup(book.path, NOW + timedelta(days=1)) is None


def test_a_program_that_writes_into_the_book_does_not_write_into_its_backup(book: Book) -> None:
    add(book, "Ann")
    book.close()
    Book.open(book.path, Clock(NOW.date())).close()
    os.utime(latest_backup(book.path), (0, 0))  # older than the clock of this test
    with book.path.open("r+b") as file:
        file.truncate(0)
    with pytest.raises(BookUnreadable, match="newest good backup"):
        Book.open(book.path)
    found = newest_good(book.path)
    assert found
    assert names(found.path) == ["Ann"]


def test_without_a_book_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        make_backup(tmp_path / "none.json", NOW)
    assert backups(tmp_path / "none.json") == []
    assert newest_good(tmp_path / "none.json") is None


def test_the_newest_good_one_is_good(book: Book) -> None:
    for number, name in enumerate(("Ann", "Ida", "Raj")):
        add(book, name)
        make_backup(book.path, NOW + timedelta(days=number))
    latest_backup(book.path).write_bytes(b"")
    kept = [backup_folder(book.path) / f"{name}.json" for name in dated(book.path)]
    kept[2].write_bytes(kept[2].read_bytes()[:80])
    found = newest_good(book.path)
    assert found
    assert found.path == kept[1]
    assert found.made == NOW + timedelta(days=1)
    assert [is_good(path) for path in kept] == [True, True, False]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"a":{"b":1}}', b'{"guildbook":{"file":{"format":99}}}'])
def test_what_is_no_book_is_no_good_backup(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "backup.json").write_bytes(data)
    assert not is_good(tmp_path / "backup.json")
    assert not is_good(tmp_path / "none.json")
    assert not is_good(tmp_path)


def test_other_files_in_the_backup_folder_are_left_out_and_left_alone(book: Book) -> None:
    add(book, "Ann")
    folder = backup_folder(book.path)
    others = ["notes.txt", "2026-13-45T999999.json", "2026-11-23T090000-99999999.json", "2026-11-23.json"]
    for name in others:
        (folder / name).write_bytes(b"mine")
    make_backup(book.path, NOW)
    thin_out(book.path, date(2036, 1, 1))
    assert {backup.path.name for backup in backups(book.path)} == {"2026-11-23T090000.json", "latest.json"}
    assert all((folder / name).exists() for name in others)


def test_thinning_keeps_ten_then_one_a_day_then_one_a_month(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    folder = backup_folder(book)
    folder.mkdir()
    start = datetime(2024, 1, 1, 8)
    made = [start + timedelta(days=day, hours=4 * turn) for day in range(1057) for turn in range(3)]
    for moment in made:
        (folder / f"{moment:%Y-%m-%dT%H%M%S}.json").write_bytes(b"{}")
    today = made[-1].date()
    assert today == date(2026, 11, 22)
    thin_out(book, today)
    kept = [backup.made for backup in backups(book)]

    assert kept[:KEEP_LAST] == made[: -KEEP_LAST - 1 : -1]
    days = [moment.date() for moment in kept[KEEP_LAST:]]
    assert len(days) == len(set(days))  # one a day beyond the newest ten
    last_of_day = {moment.date(): moment for moment in made}
    assert all(last_of_day[moment.date()] == moment for moment in kept[KEEP_LAST:])
    fortnight = [day for day in days if day >= today - timedelta(days=14)]
    assert fortnight == [today - timedelta(days=back) for back in range(4, 15)]
    older = [day for day in days if day < today - timedelta(days=14)]
    assert [(day.year, day.month) for day in older] == [
        (2026, 10), (2026, 9), (2026, 8), (2026, 7), (2026, 6), (2026, 5), (2026, 4), (2026, 3), (2026, 2),
        (2026, 1), (2025, 12), (2025, 11),
    ]  # fmt: skip
    assert all((day + timedelta(days=1)).day == 1 for day in older)  # the last of its month
    thin_out(book, today)
    assert [backup.made for backup in backups(book)] == kept


def test_no_room_for_a_backup_is_said_and_the_book_opens(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    add(book, "Ann")
    book.close()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.backups.write_new", full)
    with Book.open(book.path) as again:
        assert again.writable
        assert again.note.startswith("No backup could be kept: ")
        assert "No space left" in again.note
