"""Pipes and endless devices wherever a file is looked for: none is waited for, and each is said to be no file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from store.book.book import Book
from store.book.readable_backups import is_good, newest_good
from store.core.dates import Clock
from store.core.errors import BookChanged, BookUnreadable, GuildbookError
from store.exchange.ical.parser import read_file as read_calendar
from store.exchange.people_import.spreadsheet_reader import read_sheet
from store.exchange.template_files import layout_for
from store.model.people import Volunteer
from store.persistence.backups import backups, make_backup
from store.persistence.book_paths import backup_folder, drafts_folder, template_path
from store.persistence.lock import BookLock
from store.persistence.unsaved_drafts import Keeper, half_written
from store.updates.templates import built_in_layout
from tests.support.files import names
from tests.support.making import TODAY
from tui import main as cli
from tui.keybindings import keymap
from tui.shell.appearance import themes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="other kinds of files there")

MOST = 20
"""Seconds after which something is held to wait for ever."""
ROOM = 2 << 30
"""Bytes of memory that an endless file may take before it fails."""


def pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


@pytest.fixture(params=[pipe, endless])
def put_at(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Puts what is no file where one is looked for."""
    made: Callable[[Path], None] = request.param
    return made


@pytest.fixture(autouse=True)
def _not_for_ever() -> Iterator[None]:
    """What waits for ever fails, where it waits; what never ends fails before the computer does."""

    def waited(*_: object) -> None:
        raise AssertionError("it waits for what never comes")

    import resource

    before, room = signal.signal(signal.SIGALRM, waited), resource.getrlimit(resource.RLIMIT_AS)
    signal.setitimer(signal.ITIMER_REAL, MOST)
    with suppress(ValueError, OSError):  # a system that does not count it
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, room[1]))
    yield
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, room)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with a backup and two changes."""
    path = tmp_path / "book.json"
    Book.open(path, Clock(TODAY), create=True).close()
    for name in ("Ann", "Bo"):
        add(path, name)
    return path


def add(path: Path, name: str) -> None:
    with Book.open(path, Clock(TODAY)) as book, book.change(f"Add {name}") as change:
        assert not book.note
        change.put(Volunteer(name=name))


NEWEST = "99999-2026-11-23T090000.json"


@pytest.mark.parametrize("name", ["latest.json", NEWEST, "2036-11-23T090000.json"])
def test_among_the_backups_it_is_no_backup(path: Path, put_at: Callable[[Path], None], name: str) -> None:
    found = backup_folder(path) / name
    put_at(found)
    assert found not in [kept.path for kept in backups(path)]
    assert not is_good(found)
    make_backup(path, Clock(TODAY).now())
    add(path, "Cy")  # which keeps a backup first, and the latest state
    assert names(path) == ["Ann", "Bo", "Cy"]
    path.write_bytes(b"")
    with pytest.raises(BookUnreadable, match="restore"):
        Book.open(path)
    assert newest_good(path)
    assert cli.main(["--book", str(path), "restore", "--list"]) == 0
    assert cli.main(["--book", str(path), "restore", "--yes"]) == 0
    assert "Bo" in names(path)


@pytest.mark.parametrize("name", ["book 2.json", "book (conflicted copy).json"])
def test_beside_the_book_it_is_no_copy(
    path: Path, put_at: Callable[[Path], None], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put_at(path.with_name(name))
    assert cli.main(["--book", str(path), "check"]) == 0
    assert name not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["check"], ["restore", "--yes"], ["restore", "--list"], ["week"], ["merge", "b.json"]]
)
def test_in_the_place_of_the_book_it_is_refused_in_a_line(
    path: Path, put_at: Callable[[Path], None], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put_at(path)
    assert cli.main(["--book", str(path), *words]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    if words[0] != "merge":
        assert "not a file" in told


def test_in_the_place_of_an_open_book_it_is_a_change_from_outside(
    path: Path, put_at: Callable[[Path], None]
) -> None:
    with Book.open(path) as book:
        put_at(path)
        with pytest.raises(BookChanged), book.change("Add") as change:
            change.put(Volunteer(name="Cy"))
        assert book.storage.lost
        with pytest.raises(BookUnreadable, match="not a file"):
            book.reload()
        assert len(book.volunteers) == 2


def test_a_pipe_in_the_place_of_an_open_book_makes_room_for_what_is_shown(path: Path) -> None:
    aside = backup_folder(path) / "aside.json"
    with Book.open(path) as book:
        pipe(path)
        book.storage.put_back(aside)
    assert names(path) == ["Ann", "Bo"]
    assert aside.is_fifo()


def test_among_the_drafts_it_is_no_draft(path: Path, put_at: Callable[[Path], None]) -> None:
    put_at(drafts_folder(path) / "marta-whole.json")
    assert half_written(path) == []
    keeper = Keeper(path, ("marta",), "whole")
    assert keeper.kept() is None
    keeper.keep("Hello", Clock(TODAY).now())
    assert [half.text for half in half_written(path)] == ["Hello"]


def test_in_the_place_of_a_template_the_built_in_one_is_used(path: Path, put_at: Callable[[Path], None]) -> None:
    put_at(template_path(path, "quick_overview"))
    layout, said = layout_for(path, "quick_overview")
    assert layout == built_in_layout("quick_overview")
    assert "not a file" in said


def test_in_the_place_of_the_holders_name_another_window_holds_the_book(
    path: Path, put_at: Callable[[Path], None]
) -> None:
    with Book.open(path):
        put_at(path.with_name(".book.json.holder"))
        assert BookLock(path).acquire() == "another window"


def test_in_the_place_of_the_lock_the_book_can_be_read(path: Path, put_at: Callable[[Path], None]) -> None:
    put_at(path.with_name(".book.json.lock"))
    with Book.open(path) as book:
        assert not book.writable
        assert book.note == "Opened read-only: .book.json.lock is not a file."
        assert len(book.volunteers) == 2


def test_in_the_place_of_the_configuration_all_keys_are_as_usual(
    tmp_path: Path, put_at: Callable[[Path], None], config: Path
) -> None:
    put_at(config)
    [told] = keymap.read(config).troubles
    assert "config.toml is not a file" in told


def test_no_configuration_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.keybindings.config_file import wanted_config

    monkeypatch.setenv("GUILDBOOK_CONFIG", os.devnull)
    assert wanted_config() is None


def test_in_the_place_of_the_theme_it_is_the_usual_one_until_another_is_chosen(
    tmp_path: Path, put_at: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(themes.VARIABLE, raising=False)
    file = tmp_path / "theme"
    put_at(file)
    assert themes.chosen(file) == themes.DEFAULT
    file.unlink()
    pipe(file)
    themes.save("light", file)
    assert themes.chosen(file) == "light"


def test_what_is_imported_is_a_file(tmp_path: Path, put_at: Callable[[Path], None]) -> None:
    for name, read in (("people.csv", read_sheet), ("other.ics", read_calendar)):
        put_at(tmp_path / name)
        with pytest.raises(GuildbookError, match="is not a file"):
            read(tmp_path / name)
