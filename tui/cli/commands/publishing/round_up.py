"""``round-up`` and ``note``: texts for members and for managers, printed or written to a new file."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.dates import month_start
from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line
from tui.cli.console import open_to_read, print_letter, save_file, say
from tui.cli.exit_status import DONE
from tui.cli.options import add_out, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.recognition.teams import TeamQuarter

ROUND_UP_FORMATS = ("text", "slack", "markdown", "html")
NOTE_FORMATS = ("text", "eml")


def configure_round_up(parser: Parser) -> None:
    """Configure ``guildbook round-up``."""
    parser.describe(
        "Write the monthly round-up for members: achievements, thank-yous, first times, coming gatherings and their benefits,\n"
        "and ways to help.",
        examples="""
            guildbook round-up
            guildbook round-up --last-month --format slack
        """,
    )
    parser.add_argument("--last-month", action="store_true", help="the month before this one")
    parser.add_argument(
        "--format", choices=ROUND_UP_FORMATS, default="text", help="text (default), slack, markdown or html"
    )
    add_out(parser)
    parser.set_defaults(run=with_book(_run_round_up))


def _run_round_up(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.round_up import round_up, round_up_in

    today = clock.today()
    month = month_start(today) - timedelta(days=1) if args.last_month else today
    with open_to_read(path, clock) as book:
        data = round_up_in(round_up(book, month, today), args.format).encode()
    return _give("the round-up", data, args, path, clock)


def configure_note(parser: Parser) -> None:
    """Configure ``guildbook note``."""
    parser.describe(
        "Write a note to a manager: their people’s contributions in the last quarter, with thanks for the time.",
        examples="""
            guildbook note Samir
            guildbook note Samir --format eml --out samir.eml
        """,
    )
    parser.add_argument(
        "name", metavar="NAME", help="the manager’s name as in volunteers’ records; the start is enough"
    )
    parser.add_argument(
        "--format",
        choices=NOTE_FORMATS,
        default="text",
        help="text (default); eml is a draft for your email program",
    )
    add_out(parser)
    parser.set_defaults(run=with_book(_run_note))


def _run_note(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.round_up import note_forms

    with open_to_read(path, clock) as book:
        one = _find(book, clock, args.name)
        data = note_forms(book, one)[".eml" if args.format == "eml" else ".txt"]()
    return _give(f"the note to {one_line(one.manager)}", data, args, path, clock)


def _find(book: Book, clock: Clock, name: str) -> TeamQuarter:
    """The manager of that name, or whose name begins so.

    Raises:
        GuildbookError: no one, or more than one, is called so; the line names the choices.
    """
    from store.recognition.teams import team_quarters

    teams, wanted = team_quarters(book, clock.today()), normalize(one_line(name))
    if not teams:
        raise GuildbookError("No manager’s people contributed in the last quarter.")
    same = [one for one in teams if normalize(one.manager) == wanted]
    found = same or [one for one in teams if wanted and normalize(one.manager).startswith(wanted)]
    if len(found) != 1:
        names = join_words([one.manager for one in found or teams], most=12)
        raise GuildbookError(f"‘{name}’ does not match exactly one manager. Choose from {names}.")
    return found[0]


def _give(what: str, data: bytes, args: argparse.Namespace, path: Path, clock: Clock) -> int:
    """Print a text, or write it to a new file and say where it is."""
    if args.out:
        save_file(args.out, data, path, clock, force=args.force)
        say(f"Saved {what} to {one_line(str(args.out))}.")
    else:
        print_letter(data, as_it_is=args.format == "eml")
    return DONE
