"""Navigation: the screens that were made, their order, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from textual.app import App

from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.widgets.keys import key_of
from store.book.book import Book
from store.core.dates import Clock
from tui.keybindings.screen_registry import HOME, ROOMS
from tui.shell.background import SpareTime
from tui.shell.user_keys import numbered

SMALLEST = (60, 16)
"""Columns and rows that every screen and dialog needs."""
READY_BETWEEN = 0.15
"""Seconds after which the other screens are got ready once one was gone to: while that is being looked at."""


class Cover:
    """What a window too small says, over everything.

    It stays on top whatever comes or goes below it.
    """

    def __init__(self, app: App[None]) -> None:
        """There is room."""
        self._app = app
        self._lies = False

    def heed_size(self) -> None:
        """Cover everything where the window is too small, until it is not."""
        too_small = self._app.size.width < SMALLEST[0] or self._app.size.height < SMALLEST[1]
        if too_small is not self._lies:
            self._lay(too_small)

    def _lay(self, lies: bool) -> None:
        self._lies = lies
        if lies:
            from tui.shell.too_small import TooSmall

            App.push_screen(self._app, TooSmall(SMALLEST))  # the app's own would open it below itself
        else:
            App.pop_screen(self._app)

    @contextmanager
    def below(self) -> Iterator[None]:
        """Change which screens are open below it."""
        lay = self._lies
        if lay:
            self._lay(False)
        try:
            yield
        finally:
            if lay:
                self._lay(True)


class Navigation:
    """Makes screens, lays them over each other, and leads back."""

    def __init__(self, app: App[None], book: Book, clock: Clock, spare: SpareTime) -> None:
        """Make one that has no screens yet.

        Args:
            app: has the stack of screens.
            book: what the screens show.
            clock: what day it is.
            spare: when other screens are got ready.
        """
        self._app, self._book, self._clock, self._spare = app, book, clock, spare
        self.cover = Cover(app)
        self.rooms: dict[str, BookScreen] = {}
        """The screens that were made, by name."""
        self._way: list[BookScreen] = []
        """What lies below each other where esc leads back to."""
        self._on_the_line = ""

    def room(self, name: str) -> BookScreen:
        """A screen, made when it is first wanted."""
        if name not in self.rooms:
            about = ROOMS[name]
            kind = getattr(import_module(about.module), about.screen)
            made: BookScreen = kind(self._book, self._clock, numbered())
            made.frame.show_timed(self._on_the_line)
            # read now, its looks are parsed alone; left to Textual, everyone's are parsed again
            self._app.stylesheet.read_all(made.css_path)
            self._app.install_screen(made, name)
            self.rooms[name] = made
        return self.rooms[name]

    def show_timed(self, told: str) -> None:
        """Tell on every screen how a talk's time stands."""
        self._on_the_line = told
        for room in self.rooms.values():
            room.frame.show_timed(told)

    def show_numbers(self) -> None:
        """Tell on every screen which keys open the numbered ones."""
        for room in self.rooms.values():
            room.frame.show_rooms(numbered())
            room.refresher.refresh()

    def turn_the_day(self) -> None:
        """Show on every screen what another day needs."""
        for room in self.rooms.values():
            room.frame.show_day()
            room.refresher.refresh()

    def go_to_numbered(self, name: str) -> None:
        """Go to a numbered screen by its key; esc leads nowhere from there."""
        self._way = []
        self.go_to(name)

    def go_to(self, name: str, key: str = "") -> None:
        """Show a screen, with a record selected on it."""
        if name not in ROOMS:
            self._app.notify("Guildbook has no screen for this yet. Make a note of it for now.", severity="warning")
            return
        with self.cover.below():
            self._go_to(name, key)

    def _go_to(self, name: str, key: str) -> None:
        self._spare.none_for(READY_BETWEEN)
        screen = self.room(name)
        if key:
            screen.commands.let_go()  # a filter must not hide what the way here leads to
        if not ROOMS[name].key:
            screen.arrive(key)
            self._lay_page(screen)
            return
        self._lay_over_home(screen)
        if key:
            screen.call_after_refresh(screen.arrive, key)

    def _lay_page(self, screen: BookScreen) -> None:
        """Open a page over what is open, or close all that lies over it."""
        if screen not in self._app.screen_stack:
            self._app.push_screen(screen)
        while self._app.screen is not screen:
            self._app.pop_screen()

    def _lay_over_home(self, screen: BookScreen) -> None:
        """Close every page and dialog, and show a numbered screen."""
        app, home = self._app, self.room(HOME)
        while len(app.screen_stack) > (1 if screen is home else 2):
            app.pop_screen()
        if app.screen is home is not screen:
            app.push_screen(screen)
        elif app.screen is not screen:
            app.switch_screen(screen)

    def lead(self, event: GoTo) -> None:
        """Go where a screen leads, and remember the way back from a numbered one."""
        with self.cover.below():
            behind = [screen for screen in self._app.screen_stack if isinstance(screen, BookScreen)]
            self.go_to(event.room, event.key)
            if event.action:
                self.room(event.room).call_after_refresh(self.room(event.room).run_action, event.action)
            if event.room in ROOMS and ROOMS[event.room].key:
                if self._app.screen not in behind:
                    self._way = behind
                elif self._app.screen is not behind[-1]:
                    self._way = []

    def back(self, *, anyhow: bool = True) -> None:
        """Lay the screens again that lay here before one of them led away.

        Where none did, say so if one wants to go back ``anyhow``.
        """
        way, self._way = self._way, []
        if not way and anyhow:
            self._app.notify(f"You’re on the first screen. Press {key_of('app.quit')} to quit.")
        with self.cover.below():
            for screen in way[:2]:
                self._lay_over_home(screen)
            for screen in way[2:]:
                self._app.push_screen(screen)
