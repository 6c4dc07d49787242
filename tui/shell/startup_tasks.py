"""What waits until the first screen is seen.

Claiming the book, getting other screens ready, welcome and offers.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import App

from store.book.book import Book
from store.core.dates import Clock
from store.model.community import Community
from tui.keybindings.screen_registry import HOME, NUMBERED, ROOMS
from tui.shell.background import SpareTime
from tui.shell.inbox_watch import InboxWatch
from tui.shell.navigation import Navigation

if TYPE_CHECKING:
    from textual.worker import Worker

    from store.book.traces import Traces
    from store.persistence.unsaved_drafts import HalfFilled
    from tui.shell.tour import Tour
    from tui.shell.unsaved_input import Half

READY_AFTER = 1.0
"""Seconds without a key after which the book is claimed for writing and the other screens are got ready."""
PRELOADED = [name for _, name, _ in NUMBERED]
"""The screens that are got ready in spare time, in this order."""
DEMO_WANTED = 64
"""Return code with which the welcome asks the command line to open the demo instead."""
OWN_BOOK = "Your own book"
"""The command of the palette that leads from the demo to the user's own book."""
OWN_BOOK_WANTED = 66
"""Return code with which the demo asks the command line to open the user's own book."""
BOOK_IS_THERE = 65
"""Return code with which the question about a missing book asks the command line to open what is there now."""


class StartupTasks:
    """What follows the first screen, at once or in spare time."""

    def __init__(self, app: App[None], book: Book, clock: Clock, navigation: Navigation, spare: SpareTime) -> None:
        """Make them; nothing is done yet.

        Args:
            app: shows what is said and asked.
            book: what is claimed.
            clock: what day it is.
            navigation: has the screens that are got ready.
            spare: when they are.
        """
        self._app, self._book, self._clock, self._navigation = app, book, clock, navigation
        self._spare, self.pause = spare, SpareTime()
        """When the other screens are got ready, and when the book is claimed, which takes longer than any step of that."""
        self._suggested: Callable[[], Community] = Community
        self.inbox = InboxWatch(app, book, self.pause)
        self._tour: Tour | None = None

    def begin(self, traces: Traces | None, suggested: Callable[[], Community]) -> None:
        """Welcome the user of an empty book.

        Say what stands in the way of writing.

        Args:
            traces: what tells of the book that is missing; what becomes of it is asked, and nothing else done.
            suggested: the settings that this computer suggests, asked for a new book only.
        """
        self._suggested = suggested
        self._app.call_after_refresh(self._book.complete)
        self._app.call_after_refresh(collect_again)
        if traces:
            self._ask_about_missing(traces)
            return
        found = self._half_typed()  # by now, as later it may be what is being typed
        if self._book.claimed or self._book.is_empty or found:
            self._greet(found)
        self.wait_for_a_pause()
        self.rest()

    def begin_tour(self) -> None:
        """Show the first line of the demo's tour, once the first screen is seen."""
        from screens.widgets.lists.list_view import Listing
        from tui.shell.tour import Tour

        acts = self._navigation.room(HOME).query_one("#acts", Listing)
        self._tour = Tour(self._app, self._book, self._navigation, acts, OWN_BOOK)
        self._tour.look()

    @property
    def tour(self) -> Tour | None:
        """The tour of the demo, while it is under way."""
        return None if self._tour is None or self._tour.over else self._tour

    def wait_for_a_pause(self) -> None:
        """A key was pressed: what no one asked for waits."""
        self._spare.none_for(READY_AFTER)
        self.pause.none_for(READY_AFTER)

    def rest(self) -> None:
        """In spare time get other screens ready, and claim the book."""
        self.preload()
        self._app.run_worker(self._claim(), group="rest")

    async def _claim(self) -> None:
        await self.pause.come()
        if not self._book.claimed:
            self._greet()
        self.inbox.start()

    def preload(self) -> Worker[None]:
        """Have the screens' code, looks and long sums ready beforehand.

        What goes wrong with a screen that no one asked for is told when someone does.
        """
        return self._app.run_worker(self._spare.do(self._preloading()), group="rooms", exit_on_error=False)

    def _preloading(self) -> Iterator[None]:
        for name in PRELOADED:
            room = self._navigation.room(name)
            self._app.stylesheet.parse()
            yield
            if not room.is_mounted:
                yield from room.get_ready()

    def _greet(self, found: Sequence[Half] = ()) -> None:
        self._book.claim()
        if self._book.note:
            self._app.notify(self._book.note, severity="warning", timeout=10)
        if self._book.writable and self._book.is_empty:
            self._welcome()
        elif self._book.writable and found:
            self._offer(found)

    def _half_typed(self) -> Sequence[Half]:
        """What was being typed when the program was stopped."""
        from store.persistence.book_paths import drafts_folder

        if not drafts_folder(self._book.path).is_dir():
            return ()
        from tui.shell.unsaved_input import unsaved_input

        return unsaved_input(self._book)

    def _offer(self, found: Sequence[Half]) -> None:
        """Offer what was being typed when the program was stopped."""
        from screens.common.recovery_dialog import Resuming
        from store.persistence.unsaved_drafts import HalfFilled

        def go_on(chosen: Half | None) -> None:
            if isinstance(chosen, HalfFilled):
                self._go_on_filling(chosen)
            elif chosen:
                self._navigation.go_to("updates")
                screen = self._navigation.room("updates")
                screen.call_after_refresh(screen.resume, chosen)  # type: ignore[attr-defined]

        self._app.push_screen(Resuming(self._book, found), go_on)

    def _go_on_filling(self, half: HalfFilled) -> None:
        """Go where a form or line was opened, and open it again; where that fails, say that it waits there."""
        from tui.shell.unsaved_input import open_again

        async def ask() -> None:
            if not await open_again(screen, half):
                self._app.notify(f"Open ‘{half.title}’ again to find what you typed.", timeout=10)

        room = half.room if half.room in ROOMS else HOME
        self._navigation.go_to(room, half.key)
        screen = self._navigation.room(room)
        screen.call_after_refresh(ask)

    def _ask_about_missing(self, traces: Traces) -> None:
        from screens.launch.missing_book import Missing

        self._app.push_screen(Missing(traces, self._clock), lambda _: self._app.exit(return_code=BOOK_IS_THERE))

    def _welcome(self) -> None:
        from screens.launch.welcome import Welcome

        def chosen(choice: str | None) -> None:
            if choice == "demo":
                self._app.exit(return_code=DEMO_WANTED)
            elif choice == "people":
                self._navigation.go_to("pipeline")
                self._app.call_after_refresh(self._navigation.room("pipeline").run_action, "bring_in")

        self._app.push_screen(Welcome(self._book, self._clock, self._suggested()), chosen)


def collect_again() -> None:
    """Collect garbage again, but never what the start has made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
