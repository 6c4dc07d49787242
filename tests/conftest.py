"""What all tests share: one day to stand on, one clock that stands still, one empty book.

With ``GUILDBOOK_TEST_DATE=2028-02-29`` the whole run believes that it is that day (:mod:`tests.support.moved_date`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.book.book import Book
from store.core.dates import Clock
from tests.support import moved_date
from tests.support.making import TODAY
from tests.support.samples import demo_file, sample

__all__ = ["demo_file", "sample"]

LONG = bool(os.environ.get("GUILDBOOK_LONG"))
"""The long form of the searching tests: more examples, and other ones each time."""

if wanted := os.environ.get(moved_date.VARIABLE):
    moved_date.move_to(date.fromisoformat(wanted))

QUICK = ("store", "tui/cli", "tui/keybindings", "screens/widgets", "screens/week", "test_house.py")
"""Where the tests of a quick look lie: all that the book answers, the command line, and of the screens the first."""
NOT_QUICK = (
    "store/persistence/test_kill.py", "store/persistence/test_storage.py", "store/book/test_merge.py", "store/book/test_undo.py",
    "store/demo", "store/week/test_year.py",
)  # fmt: skip
"""What of that takes long, as it looks for what no one thought of: kills, random histories, whole sample books."""

LASTING = ("faults", "store/persistence", "store/book/test_book.py")
"""Where tests ask what is left after a crash, and so whether a file was written through to the disk."""


UNIX_ONLY = {
    "test_a_book_behind_a_link_is_saved_where_it_lies", "test_a_folder_that_cannot_be_written_to_opens_for_reading",
    "test_a_half_written_text_lies_beside_the_book_for_its_owner_only", "test_a_link_to_where_a_book_was_is_the_same",
    "test_a_name_that_leaves_no_room_for_the_files_beside_it_is_said_so_at_opening",
    "test_a_save_that_can_neither_be_confirmed_nor_put_back_says_so", "test_a_save_the_system_would_not_confirm_is_put_back",
    "test_a_temporary_file_waiting_as_a_link_is_not_followed", "test_its_file_is_kept_read_and_let_go",
    "test_many_records_are_one_save", "test_only_the_owner_can_read_the_book_and_what_lies_beside_it",
    "test_without_hard_links_the_backup_is_a_copy", "test_write_new_leaves_nothing_behind_when_it_fails",
}  # fmt: skip
"""Tests of what only Unix has: permissions by owner, links that anyone may make, folders that are synced, limits of names."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "quick: for a look in under 90 seconds, by where a test lies (conftest.QUICK)"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick by where it lies, so that a new test of those places is too."""
    for item in items if os.name == "nt" else ():
        if getattr(item, "originalname", item.name) in UNIX_ONLY:
            item.add_marker(pytest.mark.skip(reason="only Unix has this"))
    here = Path(__file__).parent
    quick, slow = ([here / place for place in places] for places in (QUICK, NOT_QUICK))
    for item in items:
        way = {item.path, *item.path.parents}
        if not way.isdisjoint(quick) and way.isdisjoint(slow):
            item.add_marker(pytest.mark.quick)


def pytest_collection_finish() -> None:
    """Leave out of every search for garbage what was imported, and search seldom: an app is a hundred thousand objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 1_000)


settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("steady"), derandomize=False, max_examples=2000)
settings.load_profile("long" if LONG else "steady")


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine's locale, a new book begins the same."""
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture(autouse=True)
def _no_wait_for_the_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved reaches the system and not the disk, but where lasting is what is tested: the machine goes on."""
    if not any(request.path.is_relative_to(Path(__file__).parent / place) for place in LASTING):
        monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the configuration is; nothing is there yet."""
    file = tmp_path / "config.toml"
    monkeypatch.setenv("GUILDBOOK_CONFIG", str(file))
    return file


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def clock(today: date) -> Clock:
    return Clock(today)


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    with Book.open(tmp_path / "book.json", clock, create=True) as book:
        yield book
