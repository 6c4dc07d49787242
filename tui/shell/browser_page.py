"""The page of a browser in which the app is shown, and what it is told beside what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

UNSAVED = "\x1b]7770;unsaved={}\x07"
"""A command to the terminal that none knows but our page, which then asks before its tab is closed."""


class BrowserPage:
    """Tells the page whether something is half typed; a terminal is told nothing."""

    def __init__(self) -> None:
        self._told = False

    def tell(self, terminal: Driver | None, *, unsaved: bool) -> None:
        """Say so if that has changed."""
        if terminal and terminal.is_web and unsaved is not self._told:
            self._told = unsaved
            terminal.write(UNSAVED.format(int(unsaved)))
