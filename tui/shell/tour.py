"""The tour of the demo: five lines, one at a time, from the first to-do to the copied update."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from textual.app import App

from screens.common.screen import BookScreen
from screens.widgets.bars import Bar, BarSpan
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing
from screens.widgets.spans import Span
from store.book.book import Book
from store.book.undo import next_to_undo
from tui.shell.navigation import Navigation

UPDATE = "update "
"""What the name of a copied update begins with."""


class Stop(Struct, frozen=True):
    """One line of the tour: what to try, and whether it was tried."""

    text: str
    done: Callable[[], bool]


class TourLine(Bar):
    """The line of the tour, below the names of the screens; it takes a line of its own and hides nothing."""

    DEFAULT_CSS = "TourLine { dock: top; margin: 1 0 0 0; background: $boost; }"
    place = text = ""
    """Which line of how many it is, and what it says."""

    def spans(self) -> tuple[list[BarSpan], Span]:
        """Its number, what to try, and the key that goes on without it."""
        skip = "app.skip_tour"
        return [
            (f" Tour {self.place}  ", "accent", ""),
            (f"{self.text}  ", "strong", ""),
            (f" {key_of('tour.skip')}", "key", skip),
            (" Skip ", "", skip),
        ], ("", "")


class Tour:
    """Shows the lines one after the other, on whichever screen is in front; each goes once it was done or skipped."""

    def __init__(self, app: App[None], book: Book, navigation: Navigation, acts: Listing, leave: str) -> None:
        """Make it; nothing is shown yet.

        Args:
            app: says which screen is in front.
            book: the demo, whose changes are noticed.
            navigation: has every screen that was made.
            acts: the to-dos of Week, where a move is noticed.
            leave: the command of the palette that leads to the user's own book.
        """
        self._app, self._book, self._navigation = app, book, navigation
        self._at, self._copied = 0, False
        first, before = acts.key, self._last_change()
        self._stops = (
            Stop(
                f"Week shows what is due. Press {key_of('list.down')} to see why.",
                lambda: acts.key != first,
            ),
            Stop(
                f"Press {key_of('week.snooze')} to snooze this to-do until next week.",
                lambda: self._last_change() != before,
            ),
            Stop(
                f"Press {key_of('app.undo')} to undo this.",
                lambda: self._last_change() == before,
            ),
            Stop(
                f"Press {key_of('go.updates')}, then {key_of('updates.copy')} to copy an update.",
                lambda: self._copied,
            ),
            Stop(
                f"To start yours, press {key_of('app.palette')}, then ‘{leave}’.",
                lambda: False,
            ),
        )

    @property
    def over(self) -> bool:
        """Whether the last line has gone."""
        return self._at >= len(self._stops)

    def look(self) -> None:
        """Go on where the line was done, and show the one to do on the screen that is in front by now."""
        while not self.over and self._stops[self._at].done():
            self._at += 1
        if self.over:
            for room in self._navigation.rooms.values():
                room.query(TourLine).remove()
        elif isinstance(self._app.screen, BookScreen):
            self._show(self._app.screen)

    def skip(self) -> None:
        """Go on to the next line."""
        self._at += 1
        self.look()

    def copied(self, name: str) -> None:
        """Notice that a text was copied, by the name under which it is kept."""
        self._copied = self._copied or name.startswith(UPDATE)
        self.look()

    def _show(self, screen: BookScreen) -> None:
        line = next(iter(screen.query(TourLine)), None)
        if line is None:
            screen.mount(line := TourLine())
        shown = f"{self._at + 1} of {len(self._stops)}", self._stops[self._at].text
        if shown != (line.place, line.text):
            line.place, line.text = shown
            line.refresh()

    def _last_change(self) -> str:
        step = next_to_undo(self._book.steps.values())
        return step.id if step else ""
