"""Keys that come in one piece, or while the program stands still, through a real terminal: what counts is what is saved."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.dates import Clock
from store.finance.ledger import Cost
from store.people.directory import Volunteer

pytest.importorskip("pty")
from tests.support.making import TODAY
from tests.support.terminals.terminal import Terminal


@contextmanager
def saved(folder: Path) -> Iterator[Book]:
    with Book.open(folder / "b.json", Clock(TODAY), write=False) as book:
        yield book


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = [
        Volunteer(id="bo", name="Bo Ek", met_on=TODAY),
        Cost(id="room", what="Room", amount=Decimal(5), on=TODAY),
    ]
    Book.write_new(tmp_path / "b.json", records, book_id="b")
    return tmp_path


def in_one_write(screen: Terminal, keys: str) -> None:
    screen.type(keys)


def in_a_stall(screen: Terminal, keys: str) -> None:
    """One by one, while the program stands still."""
    os.kill(screen.pid, signal.SIGSTOP)
    for key in keys:
        screen.type(key)
    os.kill(screen.pid, signal.SIGCONT)


def names(book: Book) -> set[str]:
    return {who.name for who in book.volunteers.values()}


def said(book: Book) -> list[str]:
    return sorted(contact.note for contact in book.contacts.values())


@pytest.mark.parametrize("typed", [in_one_write, in_a_stall])
@pytest.mark.parametrize(
    ("keys", "found", "expected"),
    [
        ("aAnn One\x13aDora Two\x13", names, {"Bo Ek", "Ann One", "Dora Two"}),
        ("aAna Ruit\x7fz\x13", names, {"Bo Ek", "Ana Ruiz"}),
        ("aone\t\tt@x.org\x1b[Z\x1b[Z two\x13", names, {"Bo Ek", "one two"}),
        ("nHe says yes\rjjn\x15So be it\r", said, ["He says yes", "So be it"]),
        (";met Bo, wants tea\rj;met Bo, wants cake\r", said, ["Met: wants cake", "Met: wants tea"]),
        ("/bo\rnOnly he\r", said, ["Only he"]),
    ],
)
def test_what_is_typed_ahead_is_saved_as_it_was_meant(
    folder: Path,
    typed: Callable[[Terminal, str], None],
    keys: str,
    found: Callable[[Book], object],
    expected: object,
) -> None:
    with Terminal("--book", "b.json", "--today", str(TODAY), home=folder) as screen:
        screen.wait_for("To do")
        screen.do(["2"], r"Interested 1")
        typed(screen, f"{keys}q")
        assert screen.wait_end() == 0
    with saved(folder) as book:
        assert found(book) == expected


@pytest.mark.parametrize("keys", ["q7", "q?", "q/", "qd", "q2a", "q:x", "qqq", "7q2j", "qu"])
def test_no_key_acts_after_the_one_that_leaves(folder: Path, keys: str) -> None:
    with Terminal("--book", "b.json", "--today", str(TODAY), home=folder) as screen:
        screen.wait_for("To do")
        screen.do(["5"], r"Room")
        screen.type(keys)
        assert screen.wait_end() == 0
        assert b"Traceback" not in screen.raw
    with saved(folder) as book:
        assert set(book.costs) == {"room"}
        assert not book.steps
