"""Whoever leaves a line in the inbox or takes it in is killed at each call that changes the disk: it is lost never, taken in once.

The killed one is a process of its own, which ends at the n-th call as SIGKILL would end it: nothing is tidied up.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from store.book.book import Book
from store.commands.adding import AddLine
from store.commands.inbox import AnyCommand, leave_command, take_in
from store.commands.undoing import Undo
from store.core.dates import Clock
from store.persistence.inbox_files import waiting_files
from tests.support.faulty import CHANGING, Meanwhile
from tests.support.making import TODAY, fill, person

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process that was forked")
KILLED = 9


def killed_at(index: int, act: Callable[[], object]) -> bool:
    """Whether the n-th call of an act was reached, at which it was killed."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    try:
        Meanwhile(pytest.MonkeyPatch(), index, lambda: os._exit(KILLED), CHANGING)
        act()
    finally:
        os._exit(0)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A folder with a book of two changes."""
    with Book.open(tmp_path / "begun" / "book.json", Clock(TODAY), create=True) as book:
        fill(book, person("ana", "Ana Ruiz"))
        fill(book, person("bo", "Bo Berg"))
    return tmp_path / "begun"


def copy_of(folder: Path, index: int) -> Path:
    """The book in a copy of a folder."""
    shutil.copytree(folder, folder.with_name(str(index)))
    return folder.with_name(str(index)) / "book.json"


def take_all(path: Path) -> None:
    with Book.open(path, Clock(TODAY)) as book:
        [*take_in(book)]


def leave_line(path: Path, command: AnyCommand) -> None:
    with Book.open(path, Clock(TODAY), write=False) as book:
        leave_command(book, command, "a line", TODAY)


def outcome(path: Path) -> tuple[int, int]:
    """How many contacts and volunteers a book holds, once all that waits is in it."""
    take_all(path)
    assert waiting_files(path) == []
    with Book.open(path, Clock(TODAY), write=False) as book:
        return len(book.contacts), len(book.volunteers)


@pytest.mark.parametrize(
    ("command", "expected"), [(AddLine(line="met Ana Ruiz"), (1, 2)), (Undo(), (0, 1))], ids=["add", "undo"]
)
def test_a_line_is_taken_in_once_wherever_the_app_is_killed(
    begun: Path, command: AnyCommand, expected: tuple[int, int]
) -> None:
    leave_line(begun / "book.json", command)
    for index in count():
        path = copy_of(begun, index)
        killed = killed_at(index, lambda path=path: take_all(path))  # type: ignore[misc]
        assert outcome(path) == expected, index
        if not killed:
            assert index > 10
            return


def test_a_line_is_there_whole_or_not_at_all_wherever_the_command_is_killed(begun: Path) -> None:
    found = set()
    for index in count():
        path = copy_of(begun, index)
        killed = killed_at(index, lambda path=path: leave_line(path, AddLine(line="met Ana Ruiz")))  # type: ignore[misc]
        contacts, people = outcome(path)
        assert people == 2
        assert contacts in ((0, 1) if killed else (1,))
        found.add(contacts)
        assert not [*path.parent.glob("*.inbox/.*")], "what was cut short is swept"
        if not killed:
            assert found == {0, 1}
            return
