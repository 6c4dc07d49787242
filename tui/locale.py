"""The name of the user's locale, from wherever this system keeps it."""

from __future__ import annotations

import locale
import os
import sys
from contextlib import suppress

from store.book.book import Book
from store.book.transaction import Change
from store.launch.locale_defaults import guess
from store.model.community import Community

VARIABLES = ("LC_ALL", "LC_TIME", "LC_MONETARY", "LANG")
"""Where terminals and systems say it; the first that is set decides, as for any other program."""
LONGEST_NAME = 85
"""Characters of a locale's name on Windows, with the end mark (LOCALE_NAME_MAX_LENGTH)."""


def name() -> str:
    """The locale as ``en_GB.UTF-8`` or ``en-GB``; empty where unknown."""
    told = next((os.environ[variable] for variable in VARIABLES if os.environ.get(variable)), "")
    if told:
        return told
    if sys.platform == "win32":
        return _of_windows()
    with suppress(ValueError):
        return locale.getlocale()[0] or ""
    return ""


def apply_to_new_book(book: Book, change: Change) -> None:
    """Give a new book the settings that the locale suggests."""
    found = guess(name())
    if book.is_empty and found != Community():
        change.put(found)


def _of_windows() -> str:
    import ctypes

    with suppress(AttributeError, OSError):
        buffer = ctypes.create_unicode_buffer(LONGEST_NAME)
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        if kernel.GetUserDefaultLocaleName(buffer, LONGEST_NAME):
            return buffer.value
    return ""
