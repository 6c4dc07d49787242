"""How a command that changes the book is carried out: shown, saved as one change, and named for undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookReadOnly
from tui.cli.console import open_to_read, say
from tui.cli.exit_status import DONE

if TYPE_CHECKING:
    from store.commands.command import Command
    from store.core.dates import Clock

HOW_TO_UNDO = "To undo it, run: guildbook undo"
HOW_TO_REDO = "To redo it, run: guildbook undo --redo"


def carry_out(
    path: Path,
    clock: Clock,
    command: Command,
    *,
    dry_run: bool = False,
    then: str = HOW_TO_UNDO,
    tell: Callable[[str], None] = say,
) -> int:
    """Say what a command means, and save it as one change.

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
    from store.book.book import Book

    if dry_run:
        with open_to_read(path, clock) as book:
            say(*command.plan(book, clock.today()).told)
        say("Nothing was saved.")
        return DONE
    with Book.open(path, clock) as book:
        if not book.writable:
            raise BookReadOnly(book.note)
        plan = command.plan(book, clock.today())
        for line in plan.told:
            tell(line)
        plan.carry_out(book)
    tell(f"{plan.said} {then}")
    return DONE
