"""A missing book of which something tells is never taken for a new one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.book.book import Book
from store.book.missing_book import begin_anew, bring_back, newest_whole
from store.book.readable_backups import newest_good
from store.book.traces import traces_of
from store.core.dates import Clock
from store.core.errors import BookAway, BookChanged, BookMissing, BookReadOnly, GuildbookError
from store.model.people import Volunteer
from store.persistence.backups import backups
from store.persistence.book_paths import backup_folder
from tests.support.files import files_in, names
from tests.support.making import TODAY

NAMES = ["[/x] Ann [Ops]", "Bo"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with backups, of which the newest holds one person less than it did."""
    path = tmp_path / "data" / "book.json"
    for name in NAMES:
        with Book.open(path, Clock(TODAY), create=True) as book, book.change(f"Add {name}") as change:
            change.put(Volunteer(name=name))
    return path


def deleted(path: Path) -> None:
    path.unlink()


def only_the_lock_is_left(path: Path) -> None:
    path.unlink()
    shutil.rmtree(backup_folder(path))


def only_its_folder_of_backups_came(path: Path) -> None:
    shutil.rmtree(path.parent)
    backup_folder(path).mkdir(parents=True)


def _only(name: str) -> Callable[[Path], None]:
    def left(path: Path) -> None:
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        path.with_name(name).write_bytes(b"")

    return left


def evicted_with_backups(path: Path) -> None:
    path.rename(path.with_name(".book.json.icloud"))


WAYS = {
    "deleted": deleted,
    "moved with its backups": only_the_lock_is_left,
    "folder of backups": only_its_folder_of_backups_came,
    "icloud": _only(".book.json.icloud"),
    "icloud, with backups": evicted_with_backups,
    "nextcloud": _only("book.json.nextcloud"),
    "syncthing": _only(".syncthing.book.json.tmp"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("claim", [True, False])
def test_nothing_is_begun_where_something_tells_of_a_book(path: Path, way: str, claim: bool) -> None:
    WAYS[way](path)
    before = files_in(path.parent)
    with pytest.raises(BookAway) as away:
        Book.open(path, Clock(TODAY), create=True, claim=claim)
    said = str(away.value)
    assert str(path) in said
    assert "restore" in said
    assert "\n" not in said
    assert ("icloud" in said) == ("icloud" in way)
    with pytest.raises(BookAway):
        Book.open(path, write=False)
    assert files_in(path.parent) == before


def test_a_link_to_where_a_book_was_is_the_same(path: Path) -> None:
    link = path.parent.parent / "link.json"
    link.symlink_to(path)
    path.unlink()
    with pytest.raises(GuildbookError):
        Book.open(link, create=True)
    assert not path.exists()


def test_where_nothing_tells_of_a_book_one_is_begun(path: Path) -> None:
    other = path.with_name("other.json")
    assert traces_of(path) is None
    assert traces_of(other) is None
    with pytest.raises(BookMissing) as missing:
        Book.open(other, write=False)
    assert not isinstance(missing.value, BookAway)
    Book.open(other, Clock(TODAY), create=True).close()
    assert other.exists()


def test_the_newest_backup_that_opens_is_brought_back(path: Path) -> None:
    whole = names(path)
    Book.open(path, Clock(TODAY)).close()  # which keeps it
    newest, *_ = backups(path)
    path.unlink()
    found = newest_whole(path, Clock(TODAY))
    assert found == (newest, len(whole))
    bring_back(path, newest)
    assert names(path) == whole
    with pytest.raises(BookChanged):
        bring_back(path, newest)
    assert Book.open(path, Clock(TODAY)).writable


def test_a_backup_that_does_not_open_is_passed_over(path: Path) -> None:
    Book.open(path, Clock(TODAY)).close()
    newest, second, *_ = backups(path)
    newest.path.write_bytes(newest.path.read_bytes().replace(b'"name"', b'"nome"'))
    path.unlink()
    found = newest_whole(path, Clock(TODAY))
    assert found
    assert found[0] == second


def test_a_book_begun_anew_leaves_every_backup_of_the_other_as_it_was(path: Path) -> None:
    path.unlink()
    kept = files_in(backup_folder(path))
    assert kept
    begin_anew(path, Clock(TODAY))
    with Book.open(path, Clock(TODAY)) as book:
        assert book.is_empty
        for name in ("Cy", "Di"):
            with book.change(f"Add {name}") as change:
                change.put(Volunteer(name=name))
    [aside] = [folder for folder in path.parent.iterdir() if folder.name.startswith("book.json.backups-")]
    assert files_in(aside) == kept
    assert names(path) == ["Cy", "Di"]
    newest = newest_good(path)
    assert newest
    assert names(newest.path) == ["Cy"]
    path.unlink()
    begin_anew(path, Clock(TODAY))  # twice in one second
    assert files_in(aside) == kept


def test_while_another_window_holds_the_missing_book_it_is_left_to_that(path: Path) -> None:
    with Book.open(path, Clock(TODAY)) as holder:
        path.unlink()
        before = files_in(path.parent)
        newest = newest_good(path)
        assert newest
        for act in (lambda: begin_anew(path, Clock(TODAY)), lambda: bring_back(path, newest)):
            with pytest.raises(BookReadOnly, match="Close it there first"):
                act()
        assert files_in(path.parent) == before
        holder.storage.put_back(backup_folder(path) / "aside.json")
    assert names(path) == sorted(NAMES)
