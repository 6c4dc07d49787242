"""The Monday of the sample community by commands alone: what is typed for each of the seven lines of its week."""

from __future__ import annotations

import shlex
from pathlib import Path

from store.book.book import Book
from store.week.plan import plan
from tests.support.making import TODAY
from tui.main import main

MONDAY: dict[str, tuple[str, ...]] = {
    "Update Ingrid Falk": ("sent ingrid --leave-out lessons",),
    "Prepare 3 gatherings": (
        "record 'practice lab' --prepared all",
        "record 'ask me anything' --prepared all",
        "record 'member spotlight' --prepared all --host 'li chen'",
        "add 'met Mateo, reminded of the practice lab'",
        "add 'met Henrik, reminded of ask me anything'",
        "add 'met Li Chen, reminded of the spotlight'",
    ),
    "Check in with 3 people": (
        "add 'met Sam Levy for a coffee'",
        "add 'met Raj'",
        "add 'met Tom, he thinks about it'",
    ),
    "Record Coffee corner": (
        "record 'coffee corner' --attendees usual --learners 2 --notes 'Tips for remote sessions'",
    ),
    "Update Marta Weiss": ("update --for marta --mark-sent",),
    "Thank 3 people": (
        "add 'thank Ana Ruiz for the sessions'",
        "add 'thank Grace for the material'",
        "add 'thank Lukas for the session'",
    ),
    "Ask 4 members about their next stage": (
        *(f"snooze ask {name}" for name in ("Олена", "ana", "fatima", "marek")),
        "assign 'assign owner to 3 resources' --to priya",
    ),
}
"""What deals with each line, in the order of the week."""
LINES = [line for lines in MONDAY.values() for line in lines]


def type_in(path: Path, line: str) -> int:
    """Type a command for a book, which another program may have open; the result is its exit status."""
    return main(["--book", str(path), "--today", f"{TODAY}", *shlex.split(line)])


def waiting(book: Book) -> set[str]:
    """The to-dos that wait, by key."""
    return {act.key for act in plan(book, TODAY).all_acts}


def counts(book: Book) -> dict[str, int]:
    """How many records each table holds, but for the undo log."""
    return {name: len(table) for name, table in book.tables.items() if table is not book.steps and table}
