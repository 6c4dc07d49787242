"""``snooze``, ``dismiss``, ``undo`` and ``log``: what a book holds after them, and that each says how to reverse it."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from tests.tui.cli.asking import Ask


def aside(path: Path) -> dict[str, bool]:
    with Book.open(path, write=False) as book:
        return {snooze.act: snooze.dismissed for snooze in book.snoozes.values()}


def test_a_to_do_is_snoozed_dismissed_and_brought_back_by_undo(ask: Ask, sample: Path) -> None:
    assert ask("snooze", "the time zone").has_line(
        "Snoozed ‘Review the time zone’ until Mon 30 Nov", "guildbook undo"
    )
    assert ask("dismiss", "update", "mark", "bellini").has_line("Dismissed ‘Update Mark Bellini’")
    assert aside(sample) == {"zone": False, "update:mark2": True}
    assert ask("undo").has_line("Undone", "Bellini", "guildbook undo --redo")
    assert aside(sample) == {"zone": False}
    assert ask("undo", "--redo").has_line("Redone", "Bellini")
    assert [line.rpartition(": ")[2] for line in ask("log", "--last", "1").lines[1:2]] == [
        "Dismiss ‘Update Mark Bellini’"
    ]


def test_the_number_that_the_week_prints_names_the_to_do(ask: Ask, sample: Path) -> None:
    numbers = [line.split()[1] for line in ask("week", "--all").lines if " Update Mark" in line]
    assert len(numbers) == 2
    assert ask("dismiss", *numbers).status == 0
    assert aside(sample) == {"update:mark": True, "update:mark2": True}
