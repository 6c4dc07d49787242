"""How the command line prints and asks, and opens a book."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import BookAway, BookMissing, GuildbookError
from store.core.text import clean, one_line, pluralize
from tui.cli.exit_status import WrongUsage

if TYPE_CHECKING:
    from store.book.book import Book
    from store.core.dates import Clock


def say(*lines: str) -> None:
    """Print lines, with nothing in them that could steer the terminal.

    None at all prints an empty one.
    """
    print(*(clean(line) for line in lines), sep="\n")


def note(line: str) -> None:
    """Say something beside the output, where a pipe does not carry it along."""
    if sys.stderr:
        print(one_line(line), file=sys.stderr)


def print_letter(letter: bytes, *, as_it_is: bool) -> None:
    """Print a letter: as text, or byte for byte where another program needs its line ends."""
    if as_it_is and sys.stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(letter)
        sys.stdout.buffer.flush()
    else:
        print(letter.decode(), end="")


def save_file(out: Path, data: bytes, book: Path, clock: Clock, *, force: bool) -> None:
    """Write a file that was asked for.

    Args:
        out: the file.
        data: what is written.
        book: the book it comes from, which it never replaces.
        clock: for the name that is offered where the file exists.
        force: whether a file that exists is replaced.

    Raises:
        SaveFailed: it exists, or the system refused; nothing was changed.
    """
    from store.core.errors import SaveFailed
    from store.persistence.atomic_files import FileTaken, write_new
    from store.persistence.exported_files import dated, replace_exported

    if force:
        replace_exported(out, data, book)
        return
    try:
        write_new(out, data)
    except FileTaken as taken:
        offered = in_one_line(dated(out, clock.today()))
        raise SaveFailed(
            f"{taken} To replace it, add --force; or choose another name, such as {offered}."
        ) from None


@contextmanager
def open_to_read(path: Path, clock: Clock) -> Iterator[Book]:
    """A book open read-only, also while another window has it.

    Raises:
        BookMissing: there is none, with what to do about it; BookAway, where something tells of one.
        GuildbookError: it cannot be read, or holds something no question can be asked of.
    """
    from store.book.book import Book

    try:
        with Book.open(path, clock, write=False) as book:
            yield book
    except BookAway:
        raise
    except BookMissing as missing:
        raise BookMissing(f"{missing} Start one with ‘guildbook’, or explore ‘guildbook demo’.") from None
    except ValueError as error:
        raise GuildbookError(f"{path}: {error}. To find the record, run: guildbook check") from error


@contextmanager
def open_to_write(path: Path, clock: Clock, *, create: bool = False) -> Iterator[Book]:
    """A book open for writing, once what waited in its inbox is in it; read-only where it cannot be written.

    Raises:
        BookMissing, BookUnreadable: as for :meth:`Book.open`.
    """
    from store.book.book import Book

    with Book.open(path, clock, create=create) as book:
        take_in_inbox(book)
        yield book


def take_in_inbox(book: Book) -> None:
    """Take in what waits for a book that is open for writing, and say so beside the output."""
    from store.persistence.inbox_files import waiting_files

    if not book.writable or not waiting_files(book.path):
        return
    from store.commands.inbox import Kept, take_in

    for outcome in take_in(book):
        if isinstance(outcome, Kept):
            note(f"Still in the inbox: {outcome.title}. {outcome.why}")
        else:
            note(f"From the inbox: {outcome.said}")


def in_one_line(path: Path) -> str:
    """A file as it is named in one line."""
    return one_line(str(path))


def summary_of(path: Path, clock: Clock) -> str:
    """What is in a copy of a book, in a few words.

    Raises:
        GuildbookError: it is not a book that can be read.
    """
    from store.book.book import Book

    with Book.open(path, clock, write=False) as book:
        records = sum(len(table) for table in book.tables.values() if table is not book.steps)
        return f"{pluralize(len(book.volunteers), 'volunteer')} and {pluralize(records, 'record')} in all"


@contextmanager
def open_or_empty(path: Path, clock: Clock) -> Iterator[Book]:
    """The book for reading, or an empty one without a file.

    Raises:
        BookAway: there is none, but something tells of one.
    """
    if path.exists():
        with open_to_read(path, clock) as book:
            yield book
        return
    from tempfile import TemporaryDirectory

    from store.book.book import Book
    from store.book.traces import look_for_traces

    look_for_traces(path)

    with (
        TemporaryDirectory(prefix="guildbook-") as folder,
        Book.open(Path(folder) / "empty.json", clock, write=False, create=True) as book,
    ):
        yield book


def confirmed(question: str) -> bool:
    """Whether the answer to a question on the terminal is yes.

    No one there is no.
    """
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        say("")
        return False


def on_a_terminal() -> bool:
    """Whether there is someone to ask, and to show the app to."""
    with suppress(ValueError, AttributeError):  # closed, or none at all
        return sys.stdin.isatty() and sys.stdout.isatty()
    return False


def need_terminal(instead: str) -> None:
    """Refuse to open the app where there is nothing to show it on.

    Args:
        instead: what can be done without a terminal.

    Raises:
        WrongUsage: there is none.
    """
    if not on_a_terminal() and "TEXTUAL_DRIVER" not in os.environ:  # textual-serve shows it elsewhere
        raise WrongUsage(f"the app needs a terminal; {instead}")


def need_someone_to_ask(otherwise: str) -> None:
    """Refuse what asks first where no one can answer.

    Args:
        otherwise: what is said then.

    Raises:
        WrongUsage: there is no terminal.
    """
    if not on_a_terminal():
        raise WrongUsage(otherwise)
