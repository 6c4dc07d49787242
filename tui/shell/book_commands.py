"""Commands on the whole book.

Undo, redo, and reading it again after another program has changed the file.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from screens.common.screen import BookScreen
from screens.widgets.keys import key_of, to_undo
from store.book.book import Book
from store.core.errors import BookChanged, GuildbookError


class BookCommands:
    """What the app does to the book, whichever screen is open.

    Each says what it did, or why it could not.
    """

    def __init__(self, app: App[None], book: Book) -> None:
        """For one book, in the app that shows it."""
        self._app, self._book = app, book

    def undo(self) -> None:
        """Undo the last change."""
        self._step(self._book.undo, "Undone", "Nothing to undo.", f"Press {key_of('app.redo')} to redo.")

    def redo(self) -> None:
        """Redo the last undone change."""
        self._step(self._book.redo, "Redone", "Nothing to redo.", to_undo())

    def _step(self, step: Callable[[], str], done: str, nothing: str, then: str) -> None:
        screen = self._app.screen
        try:
            label = step()
        except GuildbookError as error:
            if isinstance(error, BookChanged) and isinstance(screen, BookScreen):
                from screens.common.file_conflict import ask

                ask(screen)
            self._app.notify(str(error), severity="warning")
            return
        self._app.notify(f"{done}: {label}. {then}" if label else nothing)

    def read_again(self, screen: BookScreen) -> None:
        """Take over what another program changed in the file.

        ``screen`` asks where that clashes.
        """
        from screens.common.file_conflict import read_again

        try:
            read_again(screen)
        except GuildbookError as error:
            self._app.notify(str(error), severity="warning")
