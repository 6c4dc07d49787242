"""The lines above and below every screen of the book: where one is, what day it is, whether all is saved."""

from __future__ import annotations

from collections.abc import Sequence

from screens.common.host import WidgetHost
from screens.widgets.bars import KeyBar, TopBar
from store.book.undo import next_to_undo
from store.core.dates import format_day


class Frame:
    """The line above a screen and the line below it."""

    def __init__(self, screen: WidgetHost, room: str, rooms: Sequence[tuple[str, str, str]]) -> None:
        """Make the lines of a screen.

        Args:
            screen: the screen they frame.
            room: the numbered screen it belongs to.
            rooms: key, name and title of each numbered screen.
        """
        self._screen, self._room, self.rooms = screen, room, list(rooms)
        self._timed = ""
        """What the line above says of a talk whose time was begun."""

    def above(self) -> TopBar:
        """The line above, as it is now."""
        bar = TopBar(self.rooms, self._room, self._day)
        bar.timed = self._timed
        return bar

    @property
    def _day(self) -> str:
        return f"{format_day(self._screen.today)} "

    def show_rooms(self, rooms: Sequence[tuple[str, str, str]]) -> None:
        """Let the line above name other keys for the numbered screens."""
        self.rooms = list(rooms)
        self._show_above()

    def show_timed(self, told: str) -> None:
        """Let the line above say how a talk's time stands; nothing when none was begun."""
        self._timed = told
        self._show_above()

    def show_day(self) -> None:
        """Let the line above name the day, where another one has begun."""
        self._show_above()

    def _show_above(self) -> None:
        for bar in self._screen.query(TopBar):
            bar.rooms, bar.right, bar.timed = self.rooms, self._day, self._timed
            bar.refresh()

    def say_saved(self) -> None:
        """Let the line below say when the book was saved, or that it is open read-only, and whether there is anything to undo."""
        bar, book = self._screen.query_one(KeyBar), self._screen.book
        read_only = book.claimed and not book.writable
        bar.saved = "read-only" if read_only else f"saved {book.saved_at:%H:%M}" if book.saved_at else ""
        bar.undoable = next_to_undo(book.steps.values()) is not None
        bar.refresh()
