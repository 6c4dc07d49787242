"""One line into the book from the command line, understood as the app understands it, and never guessed."""

from __future__ import annotations

from pathlib import Path

from store.book.book import Book
from store.capture import Proposal, read
from store.core.dates import Clock
from store.core.errors import BookReadOnly, GuildbookError
from store.core.text import listed, one_line
from tui.cli.console import reading, say
from tui.shell.launcher import DONE

MOST_NAMED = 6
"""Answers to a question that are named in one line."""


def add(path: Path, clock: Clock, line: str, *, dry_run: bool = False) -> int:
    """Say what a line means, and save it in one change.

    Raises:
        GuildbookError: it leaves something open or lacks something; nothing is saved then.
    """
    if dry_run:
        with reading(path, clock) as book:
            _told(read(line, book, clock.today()))
        say("Nothing was saved.")
        return DONE
    with Book.open(path, clock) as book:
        if not book.writable:
            raise BookReadOnly(book.note)
        proposal = read(line, book, clock.today())
        _told(proposal)
        with book.change(proposal.label) as change:
            for record in proposal.records:
                change.put(record)
    say("Saved. You can undo it in the app.")
    return DONE


def _told(proposal: Proposal) -> None:
    if proposal.missing:
        raise GuildbookError(f"{one_line(proposal.missing)} Nothing was saved.")
    for question in proposal.questions:
        choices = listed([one_line(choice.label) for choice in question.choices], most=MOST_NAMED)
        raise GuildbookError(
            f"{one_line(question.text)} ({choices}) Say it more exactly, or with ; in the app. Nothing was saved."
        )
    say(f"{proposal.title}:", *(f"- {name}: {one_line(value)}" for name, value in proposal.told))
