"""How the command line prints and asks, and how it opens a book to look at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.book.book import Book
from store.book.traces import look_for_traces
from store.core.dates import Clock
from store.core.errors import BookAway, BookMissing, GuildbookError
from store.core.text import clean, one_line

BAD = 1


def say(*lines: str) -> None:
    """Print lines, with nothing in them that could steer the terminal; none at all prints an empty one."""
    print(*(clean(line) for line in lines), sep="\n")


def note(line: str) -> None:
    """Say something beside the output, where a pipe does not carry it along."""
    if sys.stderr:
        print(one_line(line), file=sys.stderr)


@contextmanager
def reading(path: Path, clock: Clock) -> Iterator[Book]:
    """A book open for reading only, which works while another window has it open.

    Raises:
        BookMissing: there is none, with what to do about it; BookAway, where something tells of one.
        GuildbookError: it cannot be read, or holds something no question can be asked of.
    """
    try:
        with Book.open(path, clock, write=False) as book:
            yield book
    except BookAway:
        raise
    except BookMissing as missing:
        raise BookMissing(f"{missing} Start one with «guildbook», or look around in «guildbook demo».") from None
    except ValueError as error:
        raise GuildbookError(f"{path}: {error}. «guildbook check» says which record that is.") from error


def named(path: Path) -> str:
    """A file as it is named in one line."""
    return one_line(str(path))


@contextmanager
def looked_at(path: Path, clock: Clock) -> Iterator[Book]:
    """The book for reading, or an empty one that leaves no file where there is none.

    Raises:
        BookAway: there is none, but something tells of one.
    """
    if path.exists():
        with reading(path, clock) as book:
            yield book
        return
    look_for_traces(path)
    from tempfile import TemporaryDirectory

    with (
        TemporaryDirectory(prefix="guildbook-") as folder,
        Book.open(Path(folder) / "empty.json", clock, write=False, create=True) as book,
    ):
        yield book


def agreed(question: str) -> bool:
    """Whether the answer to a question on the terminal is yes; nobody there is no."""
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        say("")
        return False
