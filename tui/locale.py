"""The user's locale and time zone, from wherever this system keeps them, and what a new book begins with there."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.launch.locale_defaults import guess
from store.model.community import Community

VARIABLES = ("LC_ALL", "LC_TIME", "LC_MONETARY", "LANG")
"""Where terminals and systems say it; the first that is set decides, as for any other program."""
LONGEST_NAME = 85
"""Characters of a locale's name on Windows, with the end mark (LOCALE_NAME_MAX_LENGTH)."""
LOCALTIME, ZONE_NAME = Path("/etc/localtime"), Path("/etc/timezone")
"""Where Unix keeps the zone of its clock: a link into the database of zones, or its name."""
WINDOWS_ZONE = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"


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


def time_zone() -> str:
    """The zone of this computer's clock as ``Europe/Vienna``; empty where unknown.

    A clock that keeps universal time says nothing of where its user lives.
    """
    from store.exchange.ical.timezones import zone_named

    for told in _told_zones():
        key = getattr(zone_named(told.rpartition("zoneinfo/")[2]), "key", "")
        if "/" in key and not key.startswith("Etc/"):
            return str(key)
    return ""


def _told_zones() -> Iterator[str]:
    """What the system says of its zone: a name, a path into the database, or Windows' name."""
    if told := os.environ.get("TZ"):  # it decides, as for any other program
        yield told.removeprefix(":")
        return
    if sys.platform == "win32":
        yield _zone_of_windows()
        return
    with suppress(OSError, UnicodeError):
        yield LOCALTIME.readlink().as_posix()
    with suppress(OSError, UnicodeError):
        yield ZONE_NAME.read_text("ascii").strip()


def new_community() -> Community:
    """The settings that this computer suggests for a new book."""
    return replace(guess(name()), timezone=time_zone())


def apply_to_new_book(book: Book, change: Change, *, with_zone: bool = True) -> None:
    """Give a new book the settings that this computer suggests.

    Args:
        book: nothing is done unless it is empty.
        change: where they are put.
        with_zone: the time zone as well; not where times come in that were read without one.
    """
    if not book.is_empty:
        return
    found = new_community() if with_zone else guess(name())
    if found != Community():
        change.put(found)


def _of_windows() -> str:
    import ctypes

    with suppress(AttributeError, OSError):
        buffer = ctypes.create_unicode_buffer(LONGEST_NAME)
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        if kernel.GetUserDefaultLocaleName(buffer, LONGEST_NAME):
            return buffer.value
    return ""


def _zone_of_windows() -> str:
    with suppress(ImportError, AttributeError, OSError):
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, WINDOWS_ZONE) as key:  # type: ignore[attr-defined,unused-ignore]
            return str(winreg.QueryValueEx(key, "TimeZoneKeyName")[0])  # type: ignore[attr-defined,unused-ignore]
    return ""
