"""The frame of an import: a file is read, shown, and imported or left.

Reading and importing may take a while: both run beside the screen, tell how far they are, and stop when the user leaves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from threading import Event
from typing import ClassVar, TypeVar

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from screens.common.outcome import done
from screens.widgets.dialog import Dialog
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.book.book import Book
from store.book.transaction import Change
from store.core.errors import GuildbookError
from store.exchange.people_import.sheet import SheetNeeded

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much; raises once the user has gone away."""

BAR_FROM = 500
"""Pieces of work from which on a bar shows how far it is."""
BAR_WIDTH = 30

T = TypeVar("T")


class Stopped(GuildbookError):
    """The user went away while it was still at work."""


class ImportDialog(Dialog[bool]):
    """What all imports share; answers whether anything was imported.

    Each has a pane ``#found`` for what is said before a file is read, one ``#plan`` for after it, and the class ``-read`` once it is. What is done
    inside a change is not written once it is stopped.
    """

    LEAVE: ClassVar[str]
    """The id of the binding that leaves."""
    STOPPED: ClassVar[str]
    """What leaving means while it is at work, in a sentence."""
    UNREAD: ClassVar[str]
    """What is to be done first."""
    DEFAULT_CSS = """
    ImportDialog {
        align: center middle;
        & > Vertical { max-width: 98%; height: 12; max-height: 96%; background: $surface; border: round $border; border-title-color: $text-primary; border-subtitle-color: $text-primary; }
        & Input { height: 1; border: none; margin: 0 1; background: $boost; }
        & #found { height: 1fr; border: none; }
        &.-read #found { display: none; }
        &.-read > Vertical { height: 32; }
    }
    """
    _busy = ""
    """What it is doing beside the screen; empty where nothing."""

    class Told(Message):
        """How far the work beside the screen is."""

        def __init__(self, doing: str, done: int, of: int) -> None:
            super().__init__()
            self.doing, self.done, self.of = doing, done, of

    def __init__(self, book: Book, today: date, changing: Callable[[str], AbstractContextManager[Change]]) -> None:
        """Make the dialog.

        Args:
            book: what is imported into.
            today: for days.
            changing: opens one change of the book.
        """
        super().__init__()
        self._book, self._today, self._changing = book, today, changing

    # -- what is said ------------------------------------------------------------------------------

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        raise NotImplementedError

    def show_lines(self, lines: list[list[Span] | str]) -> None:
        """Show the plan, or how far it is."""
        self.query_one("#plan" if self.has_class("-read") else "#found", Pane).show(lines)

    def show_intro(self) -> None:
        """Say how it works."""
        self.query_one("#found", Pane).show(self.intro())

    def say_problem(self, text: str) -> None:
        """Say in place of the plan why there is none."""
        self.query_one("#found", Pane).show([text])

    def say_busy(self) -> None:
        """Say what it is doing, and how to stop it."""
        self.notify(f"{self._busy}. Please wait, or press {key_of(self.LEAVE)} to stop.", markup=False)

    def ask_sheet(self, names: Sequence[str], again: Callable[[str], object]) -> None:
        """Ask which sheet of a workbook is meant, and read it then."""
        from screens.widgets.lists.picker import Picker

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                again(picked[0])

        self.app.push_screen(Picker("Sheet to import", [Option(name, name) for name in names]), chosen)

    # -- reading, planning and importing -----------------------------------------------------------

    def forget(self) -> None:
        """Nothing is read any more: what was being planned stops."""
        self.workers.cancel_group(self, "plan")
        self.remove_class("-read")
        self.refresh_bindings()

    async def read_beside(self, read: Callable[[], T], again: Callable[[str], object]) -> T | None:
        """Read a file in a thread, and say so; None where it cannot be read, which is said.

        Args:
            read: reads it.
            again: reads it once more, with the sheet that was chosen out of a workbook's.
        """
        self.remove_class("-read")
        self.say_problem("Reading …")
        self._busy = "Reading"
        try:
            return await asyncio.to_thread(read)
        except SheetNeeded as needed:
            self.say_problem(str(needed))
            self.ask_sheet(needed.sheets, again)
        except GuildbookError as error:
            self.say_problem(str(error))
        finally:
            self._busy = ""
        return None

    def show_read(self, found: Widget) -> None:
        """Show what was read, and go there."""
        self.add_class("-read")
        self.set_focus(found)

    async def beside(self, doing: str, task: Callable[[Progress], T]) -> T:
        """Do something long in a thread, so that the screen still answers; going away stops it."""
        gone = Event()

        def tell(done: int, of: int) -> None:
            if gone.is_set():
                raise Stopped
            self.post_message(self.Told(doing, done, of))

        self._busy = doing
        try:
            return await asyncio.to_thread(task, tell)
        finally:
            self._busy = ""
            gone.set()

    @on(Told)
    def _show_progress(self, told: Told) -> None:
        if told.doing == self._busy and told.of >= BAR_FROM:
            full = BAR_WIDTH * told.done // told.of
            bar: list[Span] = [("█" * full, "accent"), ("░" * (BAR_WIDTH - full), "dim")]
            said = f" {told.doing} {told.done:,} of {told.of:,}"
            stop = f"Press {key_of(self.LEAVE)} to stop. {self.STOPPED}"
            self.show_lines([[*bar, (said, "")], [(stop, "dim")]])

    def may_take(self, *, read: bool) -> bool:
        """Whether it can be imported by now; where not, say why.

        Args:
            read: whether a file is read.
        """
        if self._busy:
            self.say_busy()
        elif not read:
            self.notify(self.UNREAD, markup=False)
        return read and not self._busy

    @work(exclusive=True, group="plan")
    async def take_in(self, what: str, carry_out: Callable[[Change, Progress], object]) -> None:
        """Import it in one step that one undo reverses, and close; what fails is said and stays.

        Args:
            what: how much is imported.
            carry_out: puts the records into a change, and tells how far it is.
        """
        label = f"Import {what}"
        try:
            with self._changing(label) as change:
                await self.beside("Importing", lambda tell: carry_out(change, tell))
        except GuildbookError as error:
            self.show_lines([str(error)])
            return
        self.notify(done(label), markup=False)
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave without importing anything."""
        self.workers.cancel_node(self)
        self.dismiss(False)
