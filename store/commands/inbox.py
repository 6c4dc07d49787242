"""The inbox: what a command asks of a book that another program has open, left beside it and taken in there.

The program that has the book open takes each line in as one change; the change keeps the line's id, and the line goes once
the change is saved. So a program that ends in between neither loses a line nor takes it in twice. A line that leaves a
question open, or does not fit the book any more, stays and is named.
"""

from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import date, datetime

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.commands.adding import AddLine
from store.commands.assigning import Assign
from store.commands.plan import Plan
from store.commands.recording import RecordGathering
from store.commands.sending import MarkSent
from store.commands.setting_aside import Dismiss, Snooze
from store.commands.undoing import Undo
from store.core.errors import BookChanged, BookReadOnly, GuildbookError, SaveFailed
from store.core.text import one_line
from store.persistence.atomic_files import read_regular_file
from store.persistence.inbox_files import InboxFile, leave, take_out, waiting_files

_LONGEST = 1_000_000
"""Bytes of a line; what is longer is not read as one."""
AnyCommand = AddLine | MarkSent | RecordGathering | Assign | Snooze | Dismiss | Undo
"""The commands that can wait in the inbox."""


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the inbox."""

    title: str
    """What it asks for, as it is named to the user."""
    day: date
    """The day it was left, from which its days are counted."""
    at: datetime
    command: AnyCommand


class Taken(Struct, frozen=True):
    """A line that is in the book now."""

    said: str
    reverses: bool = False
    """Whether it undid, redid or discarded something, instead of a change of its own."""


class Kept(Struct, frozen=True):
    """A line that waits on: it leaves something open, or cannot be carried out."""

    file: InboxFile
    title: str
    why: str
    day: date | None = None
    add: AddLine | None = None
    """What it says, where that can be finished in quick capture."""

    def take_out(self) -> None:
        """Remove the line, once its user has finished or discarded it."""
        take_out(self.file)


def leave_command(book: Book, command: AnyCommand, title: str, today: date) -> None:
    """Leave a command for the program that has a book open.

    Raises:
        SaveFailed: the system refused; nothing is left.
    """
    if isinstance(command, Undo):
        command = _pinned(book, command)
    entry = Entry(title=one_line(title), day=today, at=book.clock.now(), command=command)
    leave(book.path, msgspec.json.encode(entry))


def _pinned(book: Book, undo: Undo) -> Undo:
    """Undoing as it is meant now: the line left last, or the last change of the book."""
    waiting = waiting_files(book.path)
    if waiting and not undo.redo:
        return replace(undo, of=waiting[-1].id)
    step = undo.step(book)
    return replace(undo, of=step.id) if step else undo


def take_in(book: Book, known: Container[str] = ()) -> Iterator[Taken | Kept]:
    """Take in the lines that wait beside a book, each as one change, and say what became of it.

    Args:
        book: open for writing.
        known: ids of lines that are left alone for now.

    Raises:
        BookChanged, SaveFailed: the book or a file cannot be written; the lines left wait on.
    """
    for file in waiting_files(book.path):
        if file.id in book.taken:
            take_out(file)
        elif file.id not in known:
            yield from _take(book, file)


def _take(book: Book, file: InboxFile) -> Iterator[Taken | Kept]:
    try:
        entry = _read(file)
    except FileNotFoundError:
        return
    except (OSError, msgspec.MsgspecError) as error:
        yield Kept(file, file.path.name, f"It cannot be read: {error}.")
        return
    if discarded := _meant_to_go(book, file, entry.command):
        for unwanted in discarded:
            take_out(unwanted)
        yield Taken(f"Discarded from the inbox: {one_line(entry.title)}.", reverses=True)
        return
    try:
        plan = entry.command.plan(book, entry.day)
        plan.carry_out(book, file.id)
    except (BookReadOnly, BookChanged, SaveFailed):
        raise
    except GuildbookError as error:
        add = entry.command if isinstance(entry.command, AddLine) else None
        yield Kept(file, entry.title, str(error), entry.day, add)
        return
    except Exception as error:  # a file may say anything, and a start that fails would fail each time
        yield Kept(file, entry.title, f"Unexpected error ({type(error).__name__}) with {file.path.name}.")
        return
    take_out(file)
    if earlier := _answered_by(book, entry.command, but=file.id):
        take_out(earlier)
    said = plan.said if plan.said != "Saved." else f"Saved: {plan.label}."
    yield Taken(said, reverses=isinstance(entry.command, Undo))


def carry_out(book: Book, command: AnyCommand, plan: Plan) -> None:
    """Carry out a command that is typed again: a line with the same words that waits for its answer is done with it.

    Raises:
        BookReadOnly, BookChanged, SaveFailed: as for :meth:`Plan.carry_out`.
    """
    file = _answered_by(book, command)
    plan.carry_out(book, file.id if file else "")
    if file:
        take_out(file)


def _answered_by(book: Book, command: AnyCommand, but: str = "") -> InboxFile | None:
    """The line that waits for the answer which a command brings; ``but`` is the command's own."""
    if not isinstance(command, AddLine) or not (command.choices or command.answers):
        return None
    for file in waiting_files(book.path):
        with suppress(OSError, msgspec.MsgspecError):
            waiting = _read(file).command
            alike = isinstance(waiting, AddLine) and one_line(waiting.line) == one_line(command.line)
            if alike and file.id != but:
                return file
    return None


def _read(file: InboxFile) -> Entry:
    return msgspec.json.decode(read_regular_file(file.path, _LONGEST + 1), type=Entry)


def waiting_as_text(book: Book) -> str:
    """What waits in the inbox as plain lines; nothing where it is empty."""
    titles = []
    for file in waiting_files(book.path):
        try:
            titles.append(one_line(_read(file).title))
        except (OSError, msgspec.MsgspecError):
            titles.append(f"{file.path.name} (cannot be read)")
    return (
        "\n".join([f"Waiting in the inbox: {len(titles)}", *(f"- {title}" for title in titles)]) if titles else ""
    )


def _meant_to_go(book: Book, file: InboxFile, command: AnyCommand) -> list[InboxFile]:
    """The line that is undone before it was taken in, and the one that asks for it."""
    if not isinstance(command, Undo) or not command.of:
        return []
    waiting = [other for other in waiting_files(book.path) if other.id == command.of and other.id not in book.taken]
    return [*waiting, file] if waiting else []
