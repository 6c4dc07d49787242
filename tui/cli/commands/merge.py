"""``merge``: another copy of the book merged into this one."""

from __future__ import annotations

import argparse
import codecs
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookReadOnly, GuildbookError
from store.core.text import one_line
from store.persistence.book_paths import backup_folder
from tui.cli import console
from tui.cli.commands.changes.carry_out import HOW_TO_UNDO
from tui.cli.console import confirmed, open_to_read, say, take_in_inbox
from tui.cli.exit_status import DONE
from tui.cli.options import add_dry_run, named_file, with_book
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from store.book.book import Book
    from store.book.erased_people import Returning
    from store.book.merge.conflicts import Conflict
    from store.core.dates import Clock

_OPENING = 64
_IMPORTED = {".csv": "people", ".xlsx": "people", ".vcf": "people", ".ics": "calendar"}
"""What imports a file that is no book, by its ending."""


def configure_merge(parser: Parser) -> None:
    """Configure ``guildbook merge``."""
    parser.describe(
        "Merge another copy of the book into this one, such as one from your other computer or a sync service.\n"
        "A change made in only one copy is kept. Where both copies changed the same field, you are asked.\n"
        "Someone erased in one copy is never restored without asking. The other file is only read. One undo reverses\n"
        "the whole merge.",
        examples="""
            guildbook merge ~/sync/book-desktop.json --dry-run
            guildbook merge ~/sync/book-desktop.json
        """,
    )
    parser.add_argument("other", type=named_file, metavar="OTHER", help="the other copy")
    parser.add_argument(
        "--take",
        choices=("here", "there"),
        default="",
        help="which copy’s value to keep where both changed the same field",
    )
    add_dry_run(parser)
    parser.set_defaults(run=with_book(_run))


def _run(args: argparse.Namespace, book: Path, clock: Clock) -> int:
    ask = console.on_a_terminal()
    return merge(book, clock, args.other, take=args.take, ask=ask, dry_run=args.dry_run)


def merge(path: Path, clock: Clock, other: Path, *, take: str = "", ask: bool = True, dry_run: bool = False) -> int:
    """Merge another copy of the book into this one, in one change.

    Args:
        path: the book.
        clock: what day it is.
        other: the other copy, which is only read.
        take: ``here`` or ``there``, for whatever both changed; empty is one by one.
        ask: whether there is someone to ask.
        dry_run: only say what would happen.

    Raises:
        GuildbookError: the other is no copy of this book, or both changed the same and there is no one to ask.
    """
    from store.book.book import Book
    from store.book.merge.copies import copy_of, erased_in_one, without_people
    from store.book.merge.outcome import carry_out, summary
    from store.book.merge.three_way import join

    _refuse_what_is_no_copy(path, other)
    with open_to_read(other, clock) as copy:
        there = copy_of(copy)
    with Book.open(path, clock, write=not dry_run) as book:
        if not book.writable and not dry_run:
            raise BookReadOnly(book.note)
        take_in_inbox(book)
        back, gone = _erased(erased_in_one(copy_of(book), there), ask=ask and not dry_run)
        here = without_people(copy_of(book), gone)
        joined = join(here, there, back)
        if joined.nothing and not gone:
            say(f"Nothing to merge: this book already holds everything in {one_line(str(other))}.")
            return DONE
        say(*(f"- {one_line(line)}" for line in summary(joined, here)))
        if dry_run:
            both = (f"- both copies changed {one_line(conflict.words())}" for conflict in joined.conflicts)
            say(*both, "Nothing was changed.")
            return DONE
        if joined.conflicts and not take and not ask:
            told = "; ".join(one_line(conflict.words()) for conflict in joined.conflicts)
            raise GuildbookError(f"Both copies changed {told}. Choose which to keep: --take here or --take there.")
        otherwise = _otherwise(joined.conflicts, take)
        if gone:
            _erase(book, gone)
            joined = join(copy_of(book), there, back)
        with book.change(f"Merge {other.name}") as change:
            carry_out(book, change, joined, otherwise)
    say(f"Merged {one_line(str(other))} into this book. {HOW_TO_UNDO}")
    return DONE


def _refuse_what_is_no_copy(book: Path, other: Path) -> None:
    """Refuse what cannot be a copy of a book, and say what it is.

    Raises:
        GuildbookError: a folder, nothing at all, this book itself, or a file of another kind.
    """
    name = one_line(str(other))
    if other.is_dir():
        raise GuildbookError(f"{name} is a folder. Name the copy of the book in it.")
    if not other.exists():
        if backup_folder(other).exists():
            return  # a book that was lost names its own way back when it is opened
        raise GuildbookError(f"There is no file at {name}. Check its name and folder.")
    if book.exists() and other.samefile(book):
        raise GuildbookError(f"{name} is this book itself. Name another copy of it.")
    try:
        with other.open("rb") as file:
            opening = file.read(_OPENING)
    except OSError as error:
        raise GuildbookError(f"{name} cannot be read: {error.strerror}.") from None
    if opening and not opening.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        instead = _IMPORTED.get(other.suffix.casefold(), "")
        way = f"To import it, run: guildbook import {instead}" if instead else "Name another copy of this book."
        raise GuildbookError(f"{name} is not a book. {way}")


def _erased(found: Iterable[Returning], *, ask: bool) -> tuple[list[str], list[str]]:
    """Ask about everyone who was erased in one copy and is in the other; unasked, all of them stay as they are here.

    Returns:
        Ids of those whom the other copy brings back, and of those to be erased here as well.
    """
    from store.core.dates import format_day

    back, gone = [], []
    for one in found:
        name, day = one_line(one.name), format_day(one.on)
        if one.here:
            say(f"{name} was erased here on {day} but is in the other copy.")
            if ask and confirmed("Restore them? [y/N] "):
                back.append(one.id)
            else:
                say("They stay erased, and their data in the other copy is left out.")
        else:
            say(f"{name} was erased in the other copy on {day} but is in this book.")
            if ask and confirmed("Erase them here too? This cannot be undone. [y/N] "):
                gone.append(one.id)
            else:
                say(f"They stay. To erase them here too, run: guildbook person {one.id} --erase")
    return back, gone


def _erase(book: Book, gone: Iterable[str]) -> None:
    """Erase people here as well, and say what became of it."""
    from store.integrity.erasure import erase

    for key in gone:
        say(*(one_line(line) for line in erase(book, book.volunteers[key]).lines))


def _otherwise(conflicts: Iterable[Conflict], take: str) -> list[str]:
    """The conflicts in which the side is taken that would not be taken by itself."""
    return [conflict.key for conflict in conflicts if (take or _ask_side(conflict)) != conflict.suggested]


def _ask_side(conflict: Conflict) -> str:
    """Which side someone wants, asked until it is said; nothing typed is the side offered."""
    while True:
        try:
            typed = input(
                f"Both copies changed {one_line(conflict.words())}. Keep here or there? [{conflict.suggested}] "
            )
        except EOFError:
            raise GuildbookError(
                "Nothing was changed. Choose which to keep: --take here or --take there."
            ) from None
        if not typed.strip():
            return conflict.suggested
        for side in ("here", "there"):
            if side.startswith(typed.strip().casefold()) and typed.strip()[0] == side[0]:
                return side
