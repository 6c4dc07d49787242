"""How a command that changes the book is carried out: shown, saved as one change, and named for undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookReadOnly
from store.core.text import quoted
from tui.cli.console import open_to_read, open_to_write, say
from tui.cli.exit_status import DONE

if TYPE_CHECKING:
    from store.book.book import Book
    from store.commands.inbox import AnyCommand
    from store.commands.plan import Plan
    from store.core.dates import Clock

HOW_TO_UNDO = "To undo it, run: guildbook undo"
HOW_TO_REDO = "To redo it, run: guildbook undo --redo"


def carry_out(
    path: Path,
    clock: Clock,
    command: AnyCommand,
    *,
    dry_run: bool = False,
    then: str = HOW_TO_UNDO,
    tell: Callable[[str], None] = say,
) -> int:
    """Say what a command means, and save it as one change, or leave it for the program that has the book open.

    Args:
        path: the book.
        clock: what day it is.
        command: what is asked for.
        dry_run: only say it.
        then: how the change is reversed, said after it.
        tell: says a line: on the output, or beside it where that holds a text.

    Raises:
        GuildbookError: the command leaves something open, or the book cannot be written; nothing is saved then.
    """
    from store.persistence.inbox_files import waiting_files

    if dry_run:
        with open_to_read(path, clock) as book:
            _tell_all(command.plan(book, clock.today()), tell)
        tell("Nothing was saved.")
        return DONE
    with open_to_write(path, clock) as book:
        if book.held_elsewhere:
            _leave(book, command, clock.today(), tell)
            return DONE
        if not book.writable:
            raise BookReadOnly(book.note)
        plan = command.plan(book, clock.today())
        _tell_all(plan, tell)
        if waiting_files(book.path):
            from store.commands import inbox

            inbox.carry_out(book, command, plan)
        else:
            plan.carry_out(book)
    tell(f"{plan.said} {then}")
    return DONE


def _leave(book: Book, command: AnyCommand, today: date, tell: Callable[[str], None]) -> None:
    """Leave a command in the inbox; what no answer can mend is refused here and now."""
    from store.commands.adding import AddLine, Unanswered
    from store.commands.inbox import leave_command
    from store.commands.undoing import Undo
    from store.persistence.inbox_files import waiting_files

    if isinstance(command, Undo) and not command.redo and waiting_files(book.path):
        leave_command(book, command, "Undo the last line in the inbox", today)
        tell(
            "Left in the inbox: undo the last line in it. The app has this book open and will undo it within seconds."
        )
        return
    if isinstance(command, AddLine):
        command = command.settled(book, today)
    try:
        plan = command.plan(book, today)
    except Unanswered as open_question:
        assert isinstance(command, AddLine)
        leave_command(book, command, command.line, today)
        tell(f"{open_question.question} Left in the inbox. The app has this book open and will ask for the answer.")
        return
    _tell_all(plan, tell)
    title = (
        f"{'Redo' if command.redo else 'Undo'} {quoted(plan.label)}" if isinstance(command, Undo) else plan.label
    )
    leave_command(book, command, title, today)
    tell(f"Left in the inbox: {title}. The app has this book open and will apply it within seconds.")


def _tell_all(plan: Plan, tell: Callable[[str], None]) -> None:
    for line in plan.told:
        tell(line)
