"""Getting a text out of a screen: copied, or saved as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from screens.base import BookScreen
from store.records import Field

if TYPE_CHECKING:
    from store.draft import Draft
    from store.exchange.letters import Document


class SharingScreen(BookScreen):
    """A screen with a text that leaves the house."""

    @work(thread=True, exit_on_error=False)
    def copy_text(self, text: str, name: str) -> None:
        """Copy a text by every way there is, keep it beside the book, and say how it went.

        Args:
            text: what is copied.
            name: what the kept file is called, before it is made fit for a file.
        """
        from screens import clipboard

        outcome = clipboard.copy(text, clipboard.copies_folder(self.book.path), name)
        self.app.call_from_thread(self.app.copy_to_clipboard, text)
        self.app.call_from_thread(self.say, outcome)

    def save_text(self, title: str, letter: Draft | Document, name: str, *, endings: str) -> None:
        """Ask where a text goes, and save it there in the form the ending names.

        Args:
            title: what the dialog is called.
            letter: what is saved.
            name: the file's suggested name without its ending.
            endings: the endings there are, in words.
        """
        from screens import clipboard

        field = Field("path", "File", "where the text goes", "text", True, "", False, (), "", str)

        def save(values: dict[str, str]) -> None:
            path = clipboard.save_as(values["path"], letter, self.book.community.organiser)
            self.say(f"Saved as {path}.")

        suggested = {"path": f"~/{clipboard.file_name(name)}.txt"}
        intro = f"The ending says how: {endings}."
        self.ask(title, [field], suggested, save, intro=intro, enter_saves=True)
