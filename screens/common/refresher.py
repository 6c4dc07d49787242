"""The subscription of a screen to its book.

A screen is filled at once while it is shown, otherwise when it is shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

from textual import events

from screens.common.actions.command_set import CommandSet
from screens.common.frame import Frame
from screens.common.host import WidgetHost
from screens.widgets.lists.record_view import RecordView


class RefreshHost(WidgetHost, Protocol):
    """A screen that is filled from its book."""

    frame: Frame
    commands: CommandSet

    @property
    def is_mounted(self) -> bool:
        """Whether its widgets are there."""


class Refresher:
    """Follows the book for one screen."""

    def __init__(self, screen: RefreshHost) -> None:
        self._screen = screen
        self._stale = self._visited = False
        self._unsubscribe: Callable[[], None] | None = None

    def start(self) -> None:
        """Fill the screen, and follow the book from now on."""
        self._unsubscribe = self._screen.book.subscribe(self._changed)
        self._fill()

    def stop(self) -> None:
        """Stop following the book."""
        if self._unsubscribe:
            self._unsubscribe()

    def refresh(self) -> None:
        """Fill the screen for another reason: another day, other keys."""
        if self._screen.is_mounted:
            self._changed(())

    def resume(self, event: events.ScreenResume) -> None:
        """Catch up with what was changed elsewhere.

        What was mounted just now has its looks already.
        """
        event.refresh_styles = event.refresh_styles and self._visited
        self._visited = True
        if self._stale:
            self._stale = False
            self._fill()

    @property
    def unchanged_since_left(self) -> bool:
        """Whether the screen is shown again, and what it shows still holds."""
        return self._visited and not self._stale

    def select(self, added: Sequence[str]) -> None:
        """Select the first of the added records that is listed, once the screen shows them."""
        if added:
            self._screen.call_after_refresh(self._select, added)

    def _select(self, added: Sequence[str]) -> None:
        screen = self._screen
        views = [view for view in screen.query(RecordView) if view.display]
        for key in added:
            if view := next((view for view in views if key in view.keys), None):
                view.highlight(key)
                return
            if screen.commands.show_added(key):
                return

    def _changed(self, _tables: Collection[str]) -> None:
        if self._shown:
            self._fill()
        else:
            self._stale = True

    def _fill(self) -> None:
        self._screen.frame.say_saved()
        self._screen.fill()

    @property
    def _shown(self) -> bool:
        """Whether nothing but dialogs lies over the screen."""
        stack: Sequence[Any] = self._screen.app.screen_stack
        return self._screen in stack and all(over.is_modal for over in stack[stack.index(self._screen) + 1 :])
