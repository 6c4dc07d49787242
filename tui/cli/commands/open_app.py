"""The app on your own book, or on a made-up one with ``demo``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.shell_words import shell_word
from store.core.text import one_line
from tui.cli.console import in_one_line, need_terminal, say, summary_of
from tui.cli.exit_status import DONE
from tui.cli.options import book_of, clock_of, named_file, whole_number
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.core.dates import Clock
    from tui.shell.launcher import DemoSize


def open_app(args: argparse.Namespace) -> int:
    """Open the app on the book that is meant."""
    clock = clock_of(args)
    book = book_of(args)
    need_terminal("for plain text, run: guildbook week")
    from tui.shell import launcher

    return launcher.app(book, clock)


def configure_demo(parser: Parser) -> None:
    """Configure ``guildbook demo``, which asks nothing of your own book."""
    parser.describe(
        "Open a sample community, dated around today. Try anything: nothing is kept when you quit.\n"
        "With --write, the sample is saved to a file instead.",
        examples="""
            guildbook demo
            guildbook demo --volunteers 60 --months 18
            guildbook demo --write sample.json
        """,
    )
    parser.add_argument(
        "--write", type=named_file, metavar="FILE", help="save the book to this new file without opening the app"
    )
    parser.add_argument(
        "--volunteers",
        type=whole_number(1, 5000),
        default=24,
        metavar="N",
        help="number of volunteers (default and minimum: 24)",
    )
    parser.add_argument(
        "--months", type=whole_number(1, 120), default=9, metavar="M", help="months of history (default: 9)"
    )
    parser.add_argument(
        "--seed",
        type=whole_number(0, 2**32),
        default=1,
        metavar="S",
        help="a different number gives different people (default: 1)",
    )
    parser.add_argument("--no-tour", action="store_true", help="hide the five-line tour")
    parser.set_defaults(run=_run_demo)


def _run_demo(args: argparse.Namespace) -> int:
    from tui.shell import launcher

    clock = clock_of(args)
    size = launcher.DemoSize(args.volunteers, args.months, args.seed)
    if args.write:
        return write_demo(args.write, clock, size)
    need_terminal("for a file, run: guildbook demo --write FILE")
    return launcher.demo(clock, size, book_of(args), tour=not args.no_tour)


def write_demo(target: Path, clock: Clock, size: DemoSize) -> int:
    """Write a made-up community to a file that must not exist yet.

    Raises:
        SaveFailed: it exists, or the system refused.
        BookAway: a book that is missing was there.
    """
    from store.book.traces import look_for_traces
    from store.persistence.atomic_files import write_new
    from tui.shell.launcher import made_up

    look_for_traces(target)
    with made_up(clock, size) as book:
        book.claim()
        holds = summary_of(book.path, clock)
        write_new(target, book.path.read_bytes())
    say(f"Saved a sample community to {in_one_line(target)}: {holds}.")
    say(f"To open it, run: guildbook --book {shell_word(one_line(str(target)))}")
    return DONE
