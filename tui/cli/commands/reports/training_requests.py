"""``requests`` and ``import requests``: the training that departments ask for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError
from tui.cli.console import in_one_line, open_or_empty, open_to_read, open_to_write, say
from tui.cli.exit_status import BAD, DONE
from tui.cli.options import add_dry_run, add_sheet, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock
    from store.exchange.request_import.request_reader import FormRequest


def configure_requests(parser: Parser) -> None:
    """Configure ``guildbook requests``."""
    parser.describe(
        "List open training requests, oldest first, each with its next step. Closed requests follow.",
        examples="guildbook requests",
    )
    parser.set_defaults(run=with_book(lambda _, book, clock: requests(book, clock)))


def requests(path: Path, clock: Clock) -> int:
    """Print every training request."""
    from store.training.training_requests import as_text

    with open_to_read(path, clock) as book:
        say(as_text(book, clock.today()).rstrip("\n"))
    return DONE


def configure_import(parser: Parser) -> None:
    """Configure ``guildbook import requests``."""
    parser.describe(
        "Import training requests from form responses: requester, topic, number of people, date needed and place. Columns\n"
        "are found by their headings. People and departments are found by name; a department that is not in the book is\n"
        "added. A request that is already in the book is left unchanged.",
        examples="guildbook import requests requests.csv --dry-run",
    )
    parser.add_argument("file", type=named_file, metavar="FILE", help="a .csv or .xlsx file")
    add_sheet(parser)
    add_dry_run(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, path: Path, clock: Clock) -> int:
    from store.exchange.request_import.request_reader import carry_out, coming_words, told
    from tui.locale import apply_to_new_book

    with open_or_empty(path, clock) as book:
        found = _requests(book, args, clock)
    if any(answer.gains for answer in found) and not args.dry_run:
        with open_to_write(path, clock, create=True) as book:
            found = _requests(book, args, clock)  # the lock is ours now: look once more
            with book.change(f"Import {coming_words(found)}") as change:
                apply_to_new_book(book, change)
                carry_out(book, found, change)
    say(*(told(answer, clock.today()) for answer in found))
    if args.dry_run:
        say("Dry run: nothing was changed.")
    else:
        say(f"Imported {coming_words(found)} into {in_one_line(path)}.")
    return BAD if any(answer.problem for answer in found) else DONE


def _requests(book: Book, args: argparse.Namespace, clock: Clock) -> list[FormRequest]:
    from store.exchange.people_import.sheet import SheetNeeded
    from store.exchange.request_import.request_reader import read_requests

    try:
        return read_requests(book, args.file, clock.today(), args.sheet)
    except SheetNeeded as error:
        raise GuildbookError(f"{error} Name the sheet with --sheet.") from None
