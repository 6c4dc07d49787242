"""A book that is missing: three ways on, and nothing written before one is taken."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.book.book import Book
from store.book.traces import traces_of
from store.core.dates import Clock
from store.model.people import Volunteer
from store.persistence.book_paths import backup_folder
from tests.support.app_internals import asks_what_became_of_the_book
from tests.support.files import files_in
from tests.support.harness import HOSTILE, NARROW, TODAY, WIDE, here, hush, press, settle, text_of, toasts
from tui.shell import launcher as start
from tui.shell.app import GuildbookApp
from tui.shell.startup_tasks import BOOK_IS_THERE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a book was, with its backups beside it."""
    path = tmp_path / "book.json"
    for name in (HOSTILE, "Bo"):
        with Book.open(path, Clock(TODAY), create=True) as book, book.change(f"Add {name}") as change:
            change.put(Volunteer(name=name))
    Book.open(path, Clock(TODAY)).close()
    path.rename(tmp_path / "moved.json")
    return path


@asynccontextmanager
async def asked(path: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """The app as it is started where a book is missing."""
    with Book.open(path, Clock(TODAY), write=False, create=True, anew=True) as nothing:
        app = GuildbookApp(nothing, nothing.clock, traces=traces_of(path))
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            assert here(pilot) == "Missing"
            yield pilot


def names(path: Path) -> set[str]:
    with Book.open(path, write=False) as book:
        return {who.name for who in book.volunteers.values()}


@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 16)])
async def test_it_says_what_is_there_and_what_can_be_done(path: Path, size: tuple[int, int]) -> None:
    async with asked(path, size) as pilot:
        shown = text_of(pilot)
        for words in (
            "Book not found",
            "backups are",
            "Restore newest backup",
            "Look again",
            "Start a new book",
        ):
            assert words in " ".join(shown.split())
        assert "2 volunteers" in shown


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+g"])
async def test_leaving_writes_nothing(path: Path, key: str) -> None:
    before = files_in(path.parent)
    async with asked(path) as pilot:
        await press(pilot, "u", "1", "a", "d", "2", "ctrl+p", key)  # whatever else is pressed before
        assert pilot.app.return_code == 0
    assert files_in(path.parent) == before


async def test_the_backup_is_restored(path: Path) -> None:
    async with asked(path) as pilot:
        await press(pilot, "enter")
        assert pilot.app.return_code == BOOK_IS_THERE
    assert names(path) == {HOSTILE, "Bo"}


async def test_it_is_waited_for(path: Path) -> None:
    before = files_in(path.parent)
    async with asked(path) as pilot:
        await press(pilot, "down", "enter")
        assert toasts(pilot) == [
            "book.json has not synced to this computer yet. Wait for it to sync, then try again."
        ]
        assert files_in(path.parent) == before
        path.with_name("moved.json").rename(path)
        await press(pilot, "enter")
        assert pilot.app.return_code == BOOK_IS_THERE
    assert names(path) == {HOSTILE, "Bo"}


async def test_a_new_book_is_started_and_the_old_backups_are_kept_aside(path: Path) -> None:
    kept = files_in(backup_folder(path))
    async with asked(path) as pilot:
        await press(pilot, "end", "enter")
        assert pilot.app.return_code == BOOK_IS_THERE
    assert names(path) == set()
    [aside] = path.parent.glob("book.json.backups-*")
    assert files_in(aside) == kept


async def test_what_a_sync_service_has_is_waited_for_first(path: Path) -> None:
    path.with_name(".book.json.icloud").write_bytes(b"")
    async with asked(path) as pilot:
        assert ".book.json.icloud" in text_of(pilot)
        await press(pilot, "enter")
        assert toasts(pilot) == [
            "book.json has not synced to this computer yet. Wait for it to sync, then try again."
        ]


async def test_what_cannot_be_done_is_said_and_the_question_stays(path: Path) -> None:
    with Book.open(path.with_name("moved.json"), Clock(TODAY), write=False):
        from store.persistence.lock import BookLock

        lock = BookLock(path)
        lock.acquire()
        before = files_in(path.parent)
        async with asked(path) as pilot:
            await press(pilot, "enter")
            assert len(said := toasts(pilot)) == 1
            await hush(pilot)
            await press(pilot, "end", "enter")
            assert toasts(pilot) == said
            assert here(pilot) == "Missing"
        assert files_in(path.parent) == before
        lock.release()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, path: Path) -> Iterator[list[tuple[bool, set[str]]]]:
    """What the app is started on, one after the other; the first time the question is answered by bringing it back."""
    seen: list[tuple[bool, set[str]]] = []

    def run(app: GuildbookApp) -> None:
        seen.append((asks_what_became_of_the_book(app), {who.name for who in app.book.volunteers.values()}))
        if asks_what_became_of_the_book(app):
            path.with_name("moved.json").rename(path)
            app.exit(return_code=BOOK_IS_THERE)

    monkeypatch.setattr(GuildbookApp, "run", run)
    return seen


def test_once_there_is_a_book_it_is_opened(path: Path, shown: list[tuple[bool, set[str]]]) -> None:
    assert start.app(path, Clock(TODAY)) == 0
    assert shown == [(True, set()), (False, {HOSTILE, "Bo"})]
