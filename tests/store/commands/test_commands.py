"""Commands in words: what each would do, what it did, and that it is one change to undo."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.commands.command import Command
from store.commands.setting_aside import Dismiss, Snooze
from store.commands.undoing import Undo, log_as_text
from store.core.errors import GuildbookError
from store.week.plan import plan
from tests.support.making import TODAY
from tests.support.todos import full


def carry_out(book: Book, command: Command) -> str:
    made = command.plan(book, TODAY)
    made.carry_out(book)
    return made.said


def test_snoozing_and_dismissing_a_line_takes_all_it_stands_for(book: Book) -> None:
    full(book)
    for command, dismissed in ((Snooze, False), (Dismiss, True)):
        line = next(act for act in plan(book, TODAY).acts if act.members)
        said = carry_out(book, command(todos=(plan(book, TODAY).numbers[line.key],)))
        assert line.title in said
        assert {s.act for s in book.snoozes.values()} == {act.key for act in line.members}
        assert {s.dismissed for s in book.snoozes.values()} == {dismissed}
        carry_out(book, Undo())
        assert not book.snoozes


def test_undo_redo_and_log_agree(book: Book) -> None:
    full(book)
    before = len(book.steps)
    act = plan(book, TODAY).all_acts[0]
    carry_out(book, Dismiss(todos=(act.title,)))
    label = f"Dismiss ‘{act.title}’"
    assert log_as_text(book, 1, TODAY).splitlines()[1].endswith(label)
    assert label in carry_out(book, Undo())
    assert log_as_text(book, 1, TODAY).splitlines()[1].endswith(f"{label} (undone)")
    assert label in carry_out(book, Undo(redo=True))
    assert len(book.steps) == before + 1
    with pytest.raises(GuildbookError):
        Undo(redo=True).plan(book, TODAY)


def test_undo_of_a_change_that_is_no_longer_the_last_is_refused(book: Book) -> None:
    full(book)
    first, second = plan(book, TODAY).all_acts[:2]
    carry_out(book, Dismiss(todos=(first.title,)))
    last = max(book.steps.values(), key=lambda step: step.number)
    carry_out(book, Dismiss(todos=(second.title,)))
    with pytest.raises(GuildbookError, match="since"):
        Undo(of=last.id).plan(book, TODAY)
