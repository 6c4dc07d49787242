"""The inbox of the open book: what commands leave there is taken in while the app is open, and asked about where it must be."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App

from screens.common.screen import BookScreen
from screens.widgets.keys import to_undo
from store.book.book import Book
from store.core.errors import GuildbookError
from tui.shell.background import SpareTime

if TYPE_CHECKING:
    from store.commands.inbox import Kept, Taken

EVERY = 2.0
"""Seconds between two looks into the folder, off the event loop: one call to the system where there is none."""
AFTER_FAILURE = 60.0
"""Seconds until the next try where the book could not be written."""
MOST_TOLD = 2
"""Lines that are told one by one; of more only the number is."""


class InboxWatch:
    """Takes in what is left in the inbox of one book, as steps of its own that can be undone."""

    def __init__(self, app: App[None], book: Book, pause: SpareTime, *, every: float = EVERY) -> None:
        """Make one that looks once it is started.

        Args:
            app: shows what is said and asked.
            book: the book it has open.
            pause: when no key is pressed: nothing may move below a key that is on its way.
            every: seconds between two looks.
        """
        self._app, self._book, self._pause, self._every = app, book, pause, every
        self._path = book.path
        self._known: set[str] = set()
        """Ids of lines that were asked about, or named, and wait on."""
        self._not_before = 0.0
        self._ended = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Look now, and every two seconds from now on, where the book can be written."""
        if self._thread is None and self._book.writable:
            self._thread = Thread(target=self._watch, name="inbox", daemon=True)
            self._thread.start()
            self.look()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def _watch(self) -> None:
        """Wake the app only where there is a line it does not know."""
        from store.persistence.inbox_files import waiting_files

        while not self._ended.wait(self._every):
            with suppress(RuntimeError):  # the app is at its end
                if any(file.id not in self._known for file in waiting_files(self._path)):
                    self._app.call_later(self.look)

    def look(self) -> None:
        """Take in what waits, in a pause; else it is looked at again soon."""
        if self._pause.here and monotonic() >= self._not_before:
            self.take_in()

    def take_in(self) -> None:
        """Take in what waits, unless a dialog is open: what is typed there may be about the same record."""
        screen = self._app.screen
        if not isinstance(screen, BookScreen) or not self._book.writable:
            return
        from store.commands.inbox import Kept, take_in

        taken: list[Taken] = []
        try:
            for outcome in take_in(self._book, self._known):
                if isinstance(outcome, Kept):
                    self._known.add(outcome.file.id)
                    if outcome.add:
                        self._ask(screen, outcome)
                        break  # the others come in once it is answered
                    self._app.notify(f"Still in the inbox: {outcome.title}. {outcome.why}", severity="warning")
                else:
                    taken.append(outcome)
        except GuildbookError as error:
            self._not_before = monotonic() + AFTER_FAILURE
            self._app.notify(str(error), severity="warning")
        if taken:
            several = f"{len(taken)} lines."
            what = " ".join(one.said for one in taken) if len(taken) <= MOST_TOLD else several
            self._app.notify(f"From the command line: {what} {'' if taken[-1].reverses else to_undo()}".strip())

    def _ask(self, screen: BookScreen, kept: Kept) -> None:
        """Open quick capture with a line that leaves something open."""
        from screens.common.quick_capture import Capture

        def closed(_: None) -> None:
            self._app.call_later(self.take_in)

        self._app.push_screen(Capture(screen, kept), closed)
