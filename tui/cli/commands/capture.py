"""``add``: one line into the book, understood as the app does."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookReadOnly, GuildbookError
from store.core.text import join_words, one_line
from tui.cli.console import open_to_read, say
from tui.cli.exit_status import DONE
from tui.cli.options import with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.capture import Proposal
    from store.core.dates import Clock

MOST_NAMED = 6
"""Answers to a question that are named in one line."""


def configure_add(parser: Parser) -> None:
    """Configure ``guildbook add``."""
    parser.describe(
        "Read a line in everyday words, show what it means, and save it as one change.\n"
        "If a name is ambiguous or a word is not understood, it says so and saves nothing.",
        examples="""
            guildbook add thank Ana Ruiz for the feedback session
            guildbook add "call Tom fri"
            guildbook add spent 40 cake yesterday --dry-run
        """,
    )
    parser.add_argument("line", nargs="+", metavar="LINE", help="what to record")
    parser.add_argument("--dry-run", action="store_true", help="show what it means and save nothing")
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    return add(book, clock, " ".join(args.line), dry_run=args.dry_run)


def add(path: Path, clock: Clock, line: str, *, dry_run: bool = False) -> int:
    """Say what a line means, and save it in one change.

    Raises:
        GuildbookError: it leaves something open or lacks something; nothing is saved then.
    """
    from store.book.book import Book
    from store.capture import read

    if dry_run:
        with open_to_read(path, clock) as book:
            _print_proposal(read(line, book, clock.today()))
        say("Nothing was saved.")
        return DONE
    with Book.open(path, clock) as book:
        if not book.writable:
            raise BookReadOnly(book.note)
        proposal = read(line, book, clock.today())
        _print_proposal(proposal)
        with book.change(proposal.label) as change:
            for record in proposal.records:
                change.put(record)
    say("Saved. You can undo it in the app.")
    return DONE


def _print_proposal(proposal: Proposal) -> None:
    if proposal.missing:
        raise GuildbookError(f"{one_line(proposal.missing)} Nothing was saved.")
    for question in proposal.questions:
        choices = join_words([one_line(choice.label) for choice in question.choices], most=MOST_NAMED)
        raise GuildbookError(f"{one_line(question.text)} ({choices}) Be more specific. Nothing was saved.")
    say(f"{proposal.title}:", *(f"- {name}: {one_line(value)}" for name, value in proposal.told))
