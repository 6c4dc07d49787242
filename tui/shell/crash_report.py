"""The message after an unexpected error, and where it happened."""

from __future__ import annotations

import traceback
from pathlib import Path

NAME = "last-error.txt"
"""The file that keeps where it happened, beside what else this program remembers of the user."""


def app_message(error: BaseException, folder: Path | None, book: Path | None) -> str:
    """What the user reads instead of pages of code.

    Where it happened is kept in a folder, if there is one.

    Neither holds what the error says or what the program had in hand: names of people may be among it.
    """
    from store.core.shell_words import shell_word

    line = (
        f"guildbook: an unexpected error ended the app ({type(error).__name__}). Everything you saved is safe. "
        "Start it again"
    )
    line += f"; if that fails, run: guildbook --book {shell_word(str(book))} check" if book else "."
    kept = _keep(error, folder / NAME) if folder else None
    return f"{line}\nDetails, without any of your data: {kept}" if kept else line


def _keep(error: BaseException, path: Path) -> Path | None:
    from store.persistence.atomic_files import put_beside

    lines = [
        f"{Path(*Path(place.filename).parts[-2:])}, line {place.lineno}, in {place.name}: {place.line}"
        for place in traceback.extract_tb(error.__traceback__)
    ]
    try:
        put_beside(path, "\n".join([*lines, type(error).__name__, ""]).encode())
    except OSError:
        return None
    return path


def command_message(error: BaseException, folder: Path) -> str:
    """The same for the command line, which has no app to start again."""
    line = f"unexpected error ({type(error).__name__}). Everything you saved is safe. To check the book, run: guildbook check"
    kept = _keep(error, folder / NAME)
    return f"{line}. Details, without any of your data: {kept}" if kept else line
