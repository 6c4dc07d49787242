"""A line for the path of a file: completed as a shell does it, beginning in the folder of the last one."""

from __future__ import annotations

import asyncio
import os
import unicodedata
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from screens.widgets.text_input import LineField

MOST_ENTRIES = 2_000
"""Files of a folder that are looked at; one with more is not for typing paths."""


def completions(typed: str) -> list[str]:
    """What a path that is half typed may go on with, as it would then read; folders end in a slash.

    Case is overlooked where nothing else fits, hidden files where their point is not typed; and macOS may write an accent
    as a letter of its own.
    """
    folder, begun = os.path.split(os.path.expanduser(typed))  # noqa: PTH111 - a path object loses the slash at its end
    written = typed[: len(typed) - len(begun)]
    found: list[str] = []
    try:
        with os.scandir(folder or ".") as entries:
            for _, entry in zip(range(MOST_ENTRIES), entries, strict=False):
                if entry.name.startswith(".") and not begun.startswith("."):
                    continue
                name = unicodedata.normalize("NFC", entry.name)
                if name.casefold().startswith(begun.casefold()):
                    found.append(f"{written}{name}{os.sep if entry.is_dir() else ''}")
    except (OSError, ValueError):
        return []
    exact = [path for path in found if path.startswith(typed)]
    return sorted(exact or found)


def _is_whole(text: str) -> bool:
    """Whether a text begins as whole paths and addresses of files do."""
    return text.casefold().startswith(("/", "~", "'", '"', "& ", "file:"))


class PathSuggester(Suggester):
    """Suggests how a path goes on, looked for beside the screen."""

    def __init__(self) -> None:
        """Look every time: files come and go."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first path that begins as typed."""
        if not value.strip():
            return None
        found = await asyncio.to_thread(completions, value)
        return next((path for path in found if path.startswith(value) and path != value), None)


class PathField(LineField):
    """A path; tab completes it as far as there is one way to go on, and leaves the line once there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, id="path.complete", tooltip="Complete the file path"),
    ]
    LAST: ClassVar[dict[Path, str]] = {}
    """The folder of the last file, by book."""

    def __init__(self, book: Path, placeholder: str) -> None:
        """A line for a path, beginning in the folder that was last imported from.

        Args:
            book: the file of the book.
            placeholder: what stands in an empty line.
        """
        self._book, self._folder = book, self.LAST.get(book, "")
        super().__init__(self._folder, placeholder)
        self.suggester = PathSuggester()

    def keep_folder(self) -> None:
        """Begin in the folder of this file the next time."""
        folder = os.path.split(self.value)[0]
        if folder and os.path.isdir(os.path.expanduser(folder)):  # noqa: PTH111, PTH112 - no error for an unknown home
            self.LAST[self._book] = os.path.join(folder, "")

    def insert_text_at_cursor(self, text: str) -> None:
        """Put letters in; a whole path takes the place of the folder that was only suggested."""
        if self._folder and self.value == self._folder and (_is_whole(text) or Path(text).is_absolute()):
            self.value = ""
        super().insert_text_at_cursor(text)

    def action_complete(self) -> None:
        """Complete the path as far as it is certain, or go on to the next field."""
        found = completions(self.value) if self.value.strip() else []
        longest = os.path.commonprefix(found)  # noqa: RUF071 - letters are what is completed
        if len(longest) >= len(self.value) and longest != self.value:
            self.value = longest
            self.cursor_position = len(longest)
        else:
            self.app.action_focus_next()
