"""Texts that leave the house from a screen: copied, or saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import work

from screens.base import BookScreen
from store.errors import GuildbookError
from store.records import Field
from store.storage import write_new

Forms = dict[str, Callable[[], bytes]]
"""What a text may be saved as: for each ending of a file name what writes its bytes."""


class PostingScreen(BookScreen):
    """A screen whose texts are copied and saved."""

    @work(thread=True, exit_on_error=False)
    def copy_text(self, text: str, name: str) -> None:
        """Copy a text by every way there is, and say which way it went; a copy lies beside the book."""
        from screens import clipboard

        outcome = clipboard.copy(text, clipboard.copies_folder(self.book.path), name)
        self.app.call_from_thread(self.app.copy_to_clipboard, text)
        self.app.call_from_thread(self.say, outcome)

    def save_text(self, title: str, name: str, forms: Forms, intro: str) -> None:
        """Ask for a file that does not exist yet, and write the text in the form its ending names.

        Args:
            title: what the dialog is called.
            name: what the file is about; it becomes the suggested name, with the first of the endings.
            forms: what it may be saved as.
            intro: what each ending means.
        """
        from screens import clipboard

        def save(values: dict[str, str]) -> None:
            path = clipboard.typed_path(values["path"])
            if path.suffix not in forms:
                raise GuildbookError(f"{path.name} should end in {' or '.join(forms)}.")
            write_new(path, forms[path.suffix]())
            self.say(f"Saved as {path}.")

        field = Field("path", "File", "where the text goes", "text", True, "", False, (), "", str)
        suggested = Path("~") / f"{clipboard.file_name(name)}{next(iter(forms))}"
        self.ask(title, [field], {"path": str(suggested)}, save, intro=intro, enter_saves=True)
