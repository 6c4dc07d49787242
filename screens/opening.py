"""Where a link leads: whether its file is there, and opening it with whatever this computer opens such things with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from store.errors import GuildbookError
from store.library import link_kind

_PROGRAMS = (
    ".app", ".bat", ".cmd", ".com", ".desktop", ".exe", ".hta", ".jar", ".js", ".lnk", ".msi", ".ps1", ".scr", ".sh",
    ".url", ".vbs", ".wsf",
)  # fmt: skip
"""Endings of what would run, not open."""


def path_of(link: str, folder: Path) -> Path:
    """The file a link means; a short path begins in ``folder``, where the book lies.

    Raises:
        GuildbookError: a home folder of somebody this computer does not know.
    """
    from screens.clipboard import typed_path

    link = link.strip()
    if link.casefold().startswith("file://"):
        from urllib.request import url2pathname  # brings all of HTTP along

        link = url2pathname(urlsplit(link).path)
    return folder / typed_path(link)


def lost(links: Mapping[str, str], folder: Path) -> set[str]:
    """Whose links mean a file that is not there; addresses are not fetched, what may not be looked at is let be.

    This asks the disk, and a sleeping network drive answers late: not to be called from the event loop.
    """
    found = set()
    for key, link in links.items():
        if link_kind(link) != "file":
            continue
        try:
            there = path_of(link, folder).exists()
        except PermissionError:
            there = True
        except (OSError, ValueError, GuildbookError):
            there = False
        if not there:
            found.add(key)
    return found


def open_link(link: str, folder: Path) -> str:
    """Open an address or a file outside of the terminal, and do not wait for it.

    Returns:
        One line saying so.

    Raises:
        GuildbookError: it leads nowhere, or nothing here can open it.
    """
    link = link.strip()
    kind = link_kind(link)
    if kind == "nothing":
        raise GuildbookError("It has no link yet; e says where it is.")
    if kind == "words":
        raise GuildbookError(f"«{link}» is neither an address nor a file, so it cannot be opened from here.")
    if kind == "address":
        target = f"https://{link}" if link.casefold().startswith("www.") else link
    else:
        path = path_of(link, folder)
        if not path.exists():
            raise GuildbookError(f"There is no file {path} any more; e says where it is now.")
        if path.suffix.casefold() in _PROGRAMS:
            raise GuildbookError(f"{path.name} is a program; run it from its own folder if you trust it.")
        target = str(path.absolute())
    start(target)
    return f"Opened {link}."


def start(target: str) -> None:
    """Hand an address or a whole path to the system.

    Raises:
        GuildbookError: there is no screen to open it on, or the system refused.
    """
    try:
        if sys.platform == "win32":
            os.startfile(target)
        else:
            subprocess.Popen(
                [_opener(), target],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError as error:
        raise GuildbookError(f"It cannot be opened ({error.strerror or error}); y copies the link.") from None


def _opener() -> str:
    if sys.platform == "darwin":
        return "open"
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open") if screen else None
    if not found:
        raise GuildbookError("There is no desktop here to open it on; y copies the link.")
    return found
