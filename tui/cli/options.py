"""Options of commands: files, days, numbers, the book and the day."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.cli.exit_status import WrongUsage

if TYPE_CHECKING:
    from store.core.dates import Clock

BOOK_VARIABLE, TODAY_VARIABLE = "GUILDBOOK_BOOK", "GUILDBOOK_TODAY"
T = TypeVar("T")
FILE_OPTIONS = ("out", "csv", "ics", "export", "folder")
"""Where a command is told what to write."""


def with_book(run: Callable[[argparse.Namespace, Path, Clock], int]) -> Callable[[argparse.Namespace], int]:
    """What runs a command that asks something of a book.

    It is given the book and the clock as well.
    """

    def answered(args: argparse.Namespace) -> int:
        if getattr(args, "force", False) and not any(getattr(args, name, None) for name in FILE_OPTIONS):
            raise WrongUsage("--force replaces a file; name the file as well, or leave --force out")
        clock = clock_of(args)
        return run(args, book_of(args), clock)

    return answered


def book_of(args: argparse.Namespace) -> Path:
    """The book that is meant.

    Named here, named by the variable, or the user's own.

    Raises:
        BookUnreadable: a folder is named.
    """
    from store.core.errors import BookUnreadable

    if "book" in args:
        book: Path = args.book
    elif named := os.environ.get(BOOK_VARIABLE):
        book = _from_outside(BOOK_VARIABLE, named_file, named)
    else:
        from platformdirs import user_data_path

        book = user_data_path("guildbook", appauthor=False) / "book.json"
    if book.is_dir():
        raise BookUnreadable(f"{book} is a folder. Name the book in it with --book.")
    return book


def clock_of(args: argparse.Namespace) -> Clock:
    """The clock: of this computer, or standing on the day that was named."""
    from store.core.dates import Clock

    if "today" in args:
        return Clock(args.today)
    day = os.environ.get(TODAY_VARIABLE)
    return Clock(_from_outside(TODAY_VARIABLE, iso_day, day) if day else None)


def _from_outside(variable: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except argparse.ArgumentTypeError as error:
        raise WrongUsage(f"the variable {variable}: {error}") from None


def day_given(option: str, text: str | None, book: Path, clock: Clock) -> date | None:
    """The day that an option names, as people write it.

    ``fri``, ``27/11``, ``+2w``; None where it was not given.

    Raises:
        WrongUsage: it is no day.
    """
    if not text:
        return None
    from store.core.date_parsing import parse_day

    in_order = re.search(r"(?<![\d/-])\d{1,2}[/-]\d", text)  # what begins with the year is the same in all books
    day_first = not in_order or _day_first(book, clock)
    try:
        return parse_day(text, clock.today(), day_first=day_first)
    except ValueError as error:
        raise WrongUsage(f"{option}: {error}") from None


def _day_first(book: Path, clock: Clock) -> bool:
    """Whether 10/11 is in November, as the settings of the book say."""
    from tui.cli.console import open_or_empty

    with open_or_empty(book, clock) as opened:
        return opened.community.day_first


def named_file(text: str) -> Path:
    """A file that was named; raises ArgumentTypeError where it cannot be one."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("name a file")
    from store.core.errors import GuildbookError
    from store.persistence.pasted_paths import pasted_path

    try:
        return pasted_path(text)
    except GuildbookError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def iso_day(text: str) -> date:
    """A day as ISO 8601 writes it; raises ArgumentTypeError where it is none."""
    from store.core.dates import in_range

    try:
        if len(text) != 10 or text[4] + text[7] != "--":
            raise ValueError
        return in_range(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a day; write it as 2026-11-23") from None


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number between two, both counted."""

    def number(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= 10 and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a whole number from {least} to {most}")

    return number


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add ``--out`` to a command whose text may go into a file."""
    parser.add_argument(
        "--out", type=named_file, metavar="FILE", help="write to this new file instead of the screen"
    )
    add_force(parser)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add ``--force`` to a command that writes a file."""
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")


def add_sheet(parser: argparse.ArgumentParser) -> None:
    """Add ``--sheet`` to a command that imports a table."""
    parser.add_argument(
        "--sheet", default="", metavar="SHEET", help="the sheet to import, if an Excel file has several"
    )


def add_dry_run(parser: argparse.ArgumentParser, *, of_words: bool = False) -> None:
    """Add ``--dry-run`` to a command that imports or merges, or to one that has to understand what was typed."""
    shown = "what it means and save nothing" if of_words else "what would happen and change nothing"
    parser.add_argument("--dry-run", action="store_true", help=f"show {shown}")
