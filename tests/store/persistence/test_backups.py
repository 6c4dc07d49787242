"""Backups: when they are made, which are kept, and which one is offered."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from store.book.book import Book
from store.book.readable_backups import is_good, newest_good
from store.core.dates import Clock
from store.core.errors import BookMissing, BookUnreadable
from store.model.people import Volunteer
from store.persistence.backups import (
    KEEP_LAST,
    backups,
    copies_beside,
    is_backup_name,
    make_backup,
    numbered,
    thin_out,
)
from store.persistence.book_paths import backup_folder, latest_backup
from tests.support.files import names

NOW = datetime(2026, 11, 23, 9)


def add(book: Book, name: str) -> None:
    with book.change(f"Add {name}") as change:
        change.put(Volunteer(name=name))


def dated(book: Path) -> list[str]:
    """The copies made of a book as it stood, oldest first."""
    return [backup.path.stem for backup in reversed(numbered(book))]


def test_opening_keeps_the_book_as_it_is_then(book: Book) -> None:
    add(book, "Ann")
    book.close()
    with Book.open(book.path, Clock(date(2026, 11, 24))) as again:
        add(again, "Ida")
        add(again, "Raj")
    assert dated(book.path) == ["00002-2026-11-24T090000"]
    assert names(numbered(book.path)[0].path) == ["Ann"]
    assert names(latest_backup(book.path)) == ["Ann", "Ida"]


def test_opening_without_a_change_since_keeps_no_second_copy(book: Book) -> None:
    add(book, "Ann")
    book.close()
    for day in (24, 25, 26):
        Book.open(book.path, Clock(date(2026, 11, day))).close()
    assert dated(book.path) == ["00002-2026-11-24T090000"]


def test_two_backups_of_one_second_have_two_names(book: Book) -> None:
    found = []
    for name in ("Ann", "Ida", "Raj"):
        add(book, name)
        found.append(make_backup(book.path, NOW))
    assert dated(book.path) == [f"0000{number}-2026-11-23T090000" for number in (2, 4, 6)]
    assert [names(backup.path) for backup in found if backup] == [["Ann"], ["Ann", "Ida"], ["Ann", "Ida", "Raj"]]
    assert numbered(book.path) == [backup for backup in reversed(found) if backup]  # the newest first
    assert make_backup(book.path, NOW + timedelta(days=1)) is None


def test_a_program_that_writes_into_the_book_does_not_write_into_its_backup(book: Book) -> None:
    add(book, "Ann")
    book.close()
    Book.open(book.path, Clock(NOW.date())).close()
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
    for state in set(backups(book.path)) - set(numbered(book.path)):
        state.path.write_bytes(b"")
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
    others = [
        "notes.txt", "2026-13-45T999999.json", "2026-11-23T090000-99999999.json", "2026-11-23.json",
        "00007-2026-02-30T090000.json", "7-2026-11-23T090000.json", "00007-2026-11-23T090000-after.json",
    ]  # fmt: skip
    for name in others:
        (folder / name).write_bytes(b"mine")
    make_backup(book.path, NOW)
    thin_out(book.path)
    assert [backup.path.name[:5] for backup in backups(book.path)] == ["00002", "00001"]
    assert all((folder / name).exists() for name in others)


def test_thinning_keeps_ten_then_one_a_day_then_one_a_month(tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    folder = backup_folder(book)
    folder.mkdir()
    start = datetime(2024, 1, 1, 8)
    made = [start + timedelta(days=day, hours=4 * turn) for day in range(1057) for turn in range(3)]
    for number, moment in enumerate(made, 1):
        (folder / f"{number:05d}-{moment:%Y-%m-%dT%H%M%S}.json").write_bytes(b"{}")
    today = made[-1].date()
    assert today == date(2026, 11, 22)
    thin_out(book)
    kept = [backup.made for backup in backups(book)]

    assert kept[:KEEP_LAST] == made[: -KEEP_LAST - 1 : -1]
    days = [moment.date() for moment in kept[KEEP_LAST:]]
    assert len(days) == len(set(days))  # one a day beyond the newest ten
    last_of_day = {moment.date(): moment for moment in made}
    assert all(last_of_day[moment.date()] == moment for moment in kept[KEEP_LAST:])
    fortnight = [day for day in days if day > today - timedelta(days=14)]
    assert fortnight == [today - timedelta(days=back) for back in range(4, 14)]
    older = [day for day in days if day <= today - timedelta(days=14)]
    assert [(day.year, day.month) for day in older] == [
        (2026, 10), (2026, 9), (2026, 8), (2026, 7), (2026, 6), (2026, 5), (2026, 4), (2026, 3), (2026, 2),
        (2026, 1), (2025, 12),
    ]  # fmt: skip
    assert all((day + timedelta(days=1)).day == 1 for day in older)  # the last of its month
    thin_out(book)
    assert [backup.made for backup in backups(book)] == kept


@pytest.mark.parametrize("wrong", [date(2019, 1, 1), date(2126, 12, 31)])
def test_no_clock_decides_which_copy_is_newer(book: Book, wrong: date) -> None:
    """A laptop's clock that is wrong for a day, or a book opened as of another day, changes no order."""
    add(book, "Ann")
    book.close()
    for day, name in ((wrong, "Ida"), (date(2026, 11, 24), "Raj"), (wrong, "Sam")):
        with Book.open(book.path, Clock(day)) as again:
            add(again, name)
        os.utime(latest_backup(book.path), ns=(0, wrong.toordinal() * 86_400_000_000_000))
    everyone = ["Ann", "Ida", "Raj", "Sam"]
    kept = [names(backup.path) for backup in backups(book.path)]
    assert (
        kept
        == [everyone[:3], everyone[:3], everyone[:2], everyone[:2], everyone[:1], everyone[:1], []][: len(kept)]
    )
    Book.open(book.path, Clock(date(2026, 11, 25))).close()
    assert names(backups(book.path)[0].path) == everyone


def test_a_clock_set_wrong_for_a_day_thins_out_nothing(book: Book) -> None:
    for day in range(1, 27):
        add(book, f"Person {day}")
        make_backup(book.path, datetime(2026, 11, day, 9))
    thin_out(book.path)
    kept = dated(book.path)
    add(book, "Zoe")
    make_backup(book.path, datetime(2126, 1, 1, 9))
    thin_out(book.path)
    assert len(set(kept) - set(dated(book.path))) == 1  # the eldest day that has a copy, as on any other day


def test_copies_of_earlier_versions_are_older_than_any_numbered_one(book: Book) -> None:
    folder = backup_folder(book.path)
    for name in ("2036-11-23T090000.json", "2036-11-23T090000-1.json", "2026-11-23T090000.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(book.path.read_bytes())
    add(book, "Ann")
    make_backup(book.path, NOW)
    assert [backup.path.stem for backup in backups(book.path)][1:] == [
        *(backup.path.stem for backup in backups(book.path) if backup.before_a_save),
        "2036-11-23T090000-1", "2036-11-23T090000", "2026-11-23T090000",
    ]  # fmt: skip


def test_of_the_states_before_a_save_the_newest_is_kept(book: Book) -> None:
    for name in ("Ann", "Ida", "Raj"):
        add(book, name)
        make_backup(book.path, NOW)
    thin_out(book.path)
    [state] = [backup for backup in backups(book.path) if backup.before_a_save]
    assert names(state.path) == ["Ann", "Ida"]


def test_no_room_for_a_backup_is_said_and_the_book_opens(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    add(book, "Ann")
    book.close()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.persistence.backups.write_new", full)
    with Book.open(book.path) as again:
        assert again.writable
        assert again.note.startswith("No backup could be kept: ")
        assert "No space left" in again.note


def test_copies_of_earlier_versions_are_older_than_any_with_a_number(tmp_path: Path) -> None:
    folder = backup_folder(tmp_path / "book.json")
    folder.mkdir()
    ordered = [
        "00002-2020-01-01T000000", "00001-2026-11-23T090000", "2030-01-01T000000-2", "2030-01-01T000000", "2026-11-23T090000-1",
    ]  # fmt: skip
    for name in (*ordered, "2026-13-01T000000", "000001", "notes"):
        (folder / f"{name}.json").write_bytes(b"{}")
    found = backups(tmp_path / "book.json")
    assert [backup.path.stem for backup in found] == ordered
    assert [backup.number for backup in found] == [2, 1, 0, 0, 0]
    assert found[2].made == datetime(2030, 1, 1)


@pytest.mark.parametrize(("year", "first"), [(2030, False), (2040, True)])
def test_beside_copies_without_a_number_the_state_before_the_last_save_goes_by_its_time(
    tmp_path: Path, year: int, first: bool
) -> None:
    book = tmp_path / "book.json"
    folder = backup_folder(book)
    folder.mkdir()
    latest = latest_backup(book)
    for path in (latest, folder / "2035-01-01T000000.json"):
        path.write_bytes(b"{}")
    made = datetime(year, 1, 1).timestamp()
    os.utime(latest, (made, made))
    assert [backup.path == latest for backup in backups(book)] == [first, not first]


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("latest.json", True), ("00001-2026-11-23T090000.json", True), ("00001-2026-11-23T090000-before.json", True),
        ("2026-11-23T090000.json", True), ("2026-11-23T090000-2.json", True), ("2026-11-23T090000-unreadable.json", True),
        ("book.json", False), ("notes.txt", False), ("0001-2026-11-23T090000.json", False),
    ],
)  # fmt: skip
def test_only_files_named_by_this_program_are_its_copies(name: str, ours: bool) -> None:
    assert is_backup_name(name) == ours


def test_copies_beside_a_book_are_those_of_its_name_and_its_kind_of_file(book: Book) -> None:
    add(book, "Ann")
    folder, data = book.path.parent, book.path.read_bytes()
    for name in ("{} (1).json", "{}-conflict.json", "{}.json.bak", "other {}.json"):
        (folder / name.format(book.path.stem)).write_bytes(data)
    (folder / f"{book.path.stem} notes.json").write_text("{}", "utf-8")
    assert [path.name for path in copies_beside(book.path)] == [
        f"{book.path.stem} (1).json",
        f"{book.path.stem}-conflict.json",
    ]
