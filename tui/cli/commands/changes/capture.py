"""``add``: one line into the book, understood as the app does."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.commands.changes.carry_out import carry_out
from tui.cli.options import add_dry_run, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock


def configure_add(parser: Parser) -> None:
    """Configure ``guildbook add``."""
    parser.describe(
        "Record a line in everyday words as one change, and print what it means.\n"
        "If a name is ambiguous or a word is not understood, nothing is saved and numbered answers are printed.\n"
        "Repeat the line with --as and the number or the words of an answer.",
        examples="""
            guildbook add thank Ana Ruiz for the feedback session
            guildbook add "call Tom fri"
            guildbook add "Ana hosted coffee corner 9 people" --as 1
            guildbook add spent 40 cake yesterday --dry-run
        """,
    )
    parser.add_argument("line", nargs="+", metavar="LINE", help="what to record")
    parser.add_argument(
        "--as",
        dest="choices",
        action="append",
        default=[],
        metavar="ANSWER",
        help="the answer to a question, as its number or words; repeat it for each question",
    )
    add_dry_run(parser, of_words=True)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    from store.commands.adding import AddLine

    command = AddLine(line=" ".join(args.line), choices=tuple(args.choices))
    return carry_out(book, clock, command, dry_run=args.dry_run)
