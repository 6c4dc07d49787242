"""Where a link leads: whether its file is there, and opening it with whatever this computer opens such things with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from screens.widgets.keys import key_of
from store.core.errors import GuildbookError
from store.library.resources import link_kind

_SHOWN = {
    ".csv", ".doc", ".docx", ".dotx", ".drawio", ".eml", ".epub", ".htm", ".html", ".ics", ".key", ".md", ".msg",
    ".numbers", ".odg", ".odp", ".ods", ".odt", ".pages", ".pdf", ".potx", ".pps", ".ppsx", ".ppt", ".pptx",
    ".rtf", ".srt", ".tsv", ".txt", ".vcf", ".vsdx", ".vtt", ".xls", ".xlsx", ".xltx", ".xmind", ".zip", ".gdoc",
    ".gsheet", ".gslides",
    ".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp",
    ".aac", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma",
    ".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv", ".webm", ".wmv",
}  # fmt: skip
"""Endings of what is shown or played: documents, pictures, sound and film. No list of programs is ever complete."""


def path_of(link: str, folder: Path) -> Path:
    """The file a link means; a short path begins in ``folder``, where the book lies.

    Raises:
        GuildbookError: a home folder of someone this computer does not know, a file on another computer, or an
            address of a file that is none.
    """
    from screens.common.clipboard import typed_path

    return folder / typed_path(link)


def lost(links: Mapping[str, str], folder: Path) -> set[str]:
    """Whose links mean a file that is not there; what may not be looked at is let be.

    The net is never asked: not for addresses, not for files on other computers, not behind a symbolic link, which may
    lead there. A network drive is asked, and may answer late: not to be called from the event loop.
    """
    found = set()
    for key, link in links.items():
        if link_kind(link) != "file":
            continue
        try:
            path_of(link, folder).lstat()
        except PermissionError:
            continue
        except (OSError, ValueError, GuildbookError):
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
        raise GuildbookError(f"No link yet. Press {key_of('library.edit')} to add one.")
    if kind == "words":
        raise GuildbookError(
            f"Not opened: ‘{link}’ is neither a web link nor a file. Press {key_of('library.edit')} to change it."
        )
    if kind == "address":
        start(_address(link))
    elif kind == "share" and sys.platform != "win32":
        raise GuildbookError(
            f"Not opened: the file is on another computer. Press {key_of('library.copy')} to copy the path."
        )
    else:
        _open_path(link, folder)
    return f"Opened {link}."


def _address(link: str) -> str:
    """An address as it may be handed on: the program that opens it sees one word without quotes, and no file to attach."""
    link = f"https://{link}" if link.casefold().startswith("www.") else link
    if link.casefold().startswith("mailto:") and "attach" in unquote(link).casefold():
        raise GuildbookError(
            f"Not opened: the link would attach a file to an email. Press {key_of('library.copy')} to copy the link."
        )
    return re.sub(r'[\x00-\x20"<>\\^`{|}\x7f]', lambda found: f"%{ord(found[0]):02X}", link)


def _open_path(link: str, folder: Path) -> None:
    try:
        path = path_of(link, folder).absolute()
        if not path.exists():
            raise GuildbookError(f"File missing: {path}. Press {key_of('library.edit')} to change the link.")
        is_shown, is_folder = all(map(_is_shown, (path, path.resolve()))), path.is_dir()
    except (OSError, ValueError) as error:
        raise GuildbookError(
            f"Not opened: {_reason(error)}. Press {key_of('library.copy')} to copy the link."
        ) from None
    if not is_shown:
        raise GuildbookError(
            f"Not opened: ‘{path.name}’ could be a program. Press {key_of('library.copy')} to copy the path."
        )
    start(str(path), is_folder=is_folder)


def _is_shown(path: Path) -> bool:
    """Whether opening this shows it: a document by its ending, or a folder whose name has none.

    A macOS app is a folder, and so is ‘x.{…}’, which Windows takes for a part of itself; ‘2.1 slides’ is only a name. On
    Windows a colon names a stream within a file, whatever the ending says.
    """
    if sys.platform == "win32" and ":" in path.name:
        return False
    if path.suffix.casefold() in _SHOWN:
        return path.is_file() or path.is_dir()
    return path.is_dir() and not re.match(r"\.[^\W\d]|\.\{", path.suffix)


def start(target: str, *, is_folder: bool = False) -> None:
    """Hand an address or a whole path to the system.

    A folder is never taken for a program: Windows would prefer ‘notes.exe’ to a folder ‘notes’ beside it, and macOS takes
    some folders for apps, so there it is shown where it lies.

    Raises:
        GuildbookError: there is no screen to open it on, or the system refused.
    """
    try:
        if sys.platform == "win32":
            os.startfile(target + "\\" if is_folder else target)
        else:
            subprocess.Popen(
                [_opener(), *(["-R"] if is_folder and sys.platform == "darwin" else []), target],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError as error:
        raise GuildbookError(
            f"Not opened: {_reason(error)}. Press {key_of('library.copy')} to copy the link."
        ) from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _opener() -> str:
    if sys.platform == "darwin":
        return "open"
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open") if screen else None
    if not found:
        raise GuildbookError(
            f"Not opened: no desktop is available here. Press {key_of('library.copy')} to copy the link."
        )
    return found
