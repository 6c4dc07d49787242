"""The end after an error nobody foresaw: one line for the user, and where in the program it was for whoever mends it."""

from __future__ import annotations

import traceback
from pathlib import Path

NAME = "last-error.txt"
"""The file that keeps where it happened, beside what else this program remembers of the user."""


def told(error: BaseException, folder: Path | None) -> str:
    """What the user reads instead of pages of code; where it happened is kept in a folder, if there is one.

    Neither holds what the error says or what the program had in hand: names of people may be among it.
    """
    line = f"guildbook: something unforeseen went wrong ({type(error).__name__}). What was saved before is safe; start it again."
    kept = _keep(error, folder / NAME) if folder else None
    return f"{line} Where in the program it was stands in {kept}, without any of your data." if kept else line


def _keep(error: BaseException, path: Path) -> Path | None:
    from store.files import put_beside

    lines = [
        f"{Path(*Path(place.filename).parts[-2:])}, line {place.lineno}, in {place.name}: {place.line}"
        for place in traceback.extract_tb(error.__traceback__)
    ]
    try:
        put_beside(path, "\n".join([*lines, type(error).__name__, ""]).encode())
    except OSError:
        return None
    return path
