"""Getting a text out of the terminal: by every way there is, and always as a file too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.core.errors import SaveFailed
from store.exchange.text_forms import DOCUMENT_FORMS, FORMS
from store.persistence.atomic_files import private_folder, write_new
from store.persistence.file_names import RESERVED

if TYPE_CHECKING:
    from store.exchange.update_formats import Document
    from store.updates.draft import Draft

LONGEST_NAME = 120
_BY_ITS_CODES = {False: "sent to the terminal’s clipboard", True: "copied in the browser"}
"""How a text goes that was sent to whatever shows the app, which never says whether it arrived."""
_PATIENCE = 3
"""Seconds that another program may take."""
_RICH_WAYS: tuple[tuple[Any, ...], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy", "-t", "text/html")),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-t", "text/html")),
    (
        "",
        ("textutil", "-stdin", "-stdout", "-format", "html", "-inputencoding", "UTF-8", "-convert", "rtf"),
        ("pbcopy", "-Prefer", "rtf"),
    ),
    (
        "OS",  # Windows PowerShell alone can do it, not its successor
        (
            "powershell.exe", "-NoProfile", "-Command",
            "[Console]::InputEncoding=[Text.Encoding]::UTF8; Set-Clipboard -AsHtml -Value ([Console]::In.ReadToEnd())",
        ),
    ),
)  # fmt: skip
"""For each system the variable that tells of it, and the commands that put a page on its clipboard, one after the other."""
_OTHER_FORMATS = {".ics": ("Calendar file", "one event for other calendars")}
"""Formats of which texts have none, by the ending of their files."""


def file_name(text: str) -> str:
    """A name any system takes: plain letters, digits and dashes, short, and none that Windows keeps for itself."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text.casefold()).strip("-")[:LONGEST_NAME] or "update"
    return f"{slug}-update" if slug in RESERVED else slug


def suggested(name: str, endings: Iterable[str], *, written: bool = False) -> str:
    """A file in the home folder that is not there yet, whichever ending it gets, to be offered where one is asked for.

    Args:
        name: what it is about.
        endings: those it may get.
        written: whether its one ending is said with it.
    """
    stem, ends = file_name(name), [*endings]
    paths = (f"~/{stem}{f'-{number}' if number > 1 else ''}" for number in range(1, 100))
    free = (path for path in paths if not any(Path(f"{path}{end}").expanduser().exists() for end in ends))
    return f"{next(free, f'~/{stem}')}{ends[0] if written else ''}"


def with_ending(typed: str, ending: str, endings: Iterable[str]) -> str:
    """A path with the ending of its format, unless it has one that says otherwise."""
    from store.persistence.pasted_paths import bare_path

    typed = bare_path(typed)
    name = Path(typed).name
    return typed if not name or Path(name).suffix or any(map(name.endswith, endings)) else f"{typed}{ending}"


def format_told(ending: str) -> tuple[str, str]:
    """What a format is called that has this ending, and what it is for."""
    form = next((form for form in FORMS.values() if form.ending == ending), None)
    return (form.title, form.purpose) if form else _OTHER_FORMATS.get(ending, (ending, ""))


def copy(text: str, folder: Path, name: str, way: str = "") -> str:
    """Put a text where it can be pasted from; the caller sends it to the terminal as well (OSC 52).

    Args:
        text: what is copied.
        folder: where a copy is kept.
        name: what that is called.
        way: how it is on the clipboard already; else the ways are tried.

    Returns:
        One line saying which way it went and where the copy lies.
    """
    way = way or _native(text) or _tmux(text) or _BY_ITS_CODES[in_browser()]
    try:
        path = _keep(text, folder, f"{file_name(name)}.txt")
    except (OSError, SaveFailed):
        return f"{way.capitalize()}."
    return f"{way.capitalize()}. Also saved as {path}"


def copy_rich(page: str) -> str:
    """Put a page on the system's clipboard as rich text, so that it is pasted with its headings and lists.

    Returns:
        What was done, or nothing where the system has no way, or this runs on another machine.
    """
    if _remote():
        return ""
    for variable, *commands in _RICH_WAYS:
        if (variable and not os.environ.get(variable)) or not all(shutil.which(command[0]) for command in commands):
            continue
        data = page.encode()
        with suppress(OSError, subprocess.SubprocessError):
            for command in commands[:-1]:
                data = subprocess.run(
                    command, input=data, check=True, timeout=_PATIENCE, capture_output=True
                ).stdout
            # the last one may stay to hand out what was copied, so that its output is not waited for
            subprocess.run(
                commands[-1],
                input=data,
                check=True,
                timeout=_PATIENCE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return "copied as rich text"
    return ""


def in_browser() -> bool:
    """Whether the app is shown in a page of ``guildbook serve``."""
    return "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")


def _remote() -> bool:
    """Whether this runs on another machine over ssh."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def _native(text: str) -> str:
    """The system's own clipboard, unless this runs on another machine over ssh."""
    if _remote():
        return ""
    if sys.platform == "darwin":
        return _by_pbcopy(text)
    import pyperclip

    with suppress(pyperclip.PyperclipException, OSError, subprocess.SubprocessError):
        pyperclip.copy(text)
        return "copied"
    return ""


def _by_pbcopy(text: str) -> str:
    """The clipboard of macOS, whose program takes what it reads for Mac Roman unless the locale says UTF-8."""
    with suppress(OSError, subprocess.SubprocessError):
        locale = {**os.environ, "LC_ALL": "en_US.UTF-8"}
        subprocess.run(
            ["pbcopy"], input=text.encode(), env=locale, check=True, timeout=_PATIENCE, capture_output=True
        )
        return "copied"
    return ""


def _tmux(text: str) -> str:
    """The tmux buffer, which also hands it on to the terminal around tmux."""
    if not os.environ.get("TMUX") or not shutil.which("tmux"):
        return ""
    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            ["tmux", "load-buffer", "-w", "-"], input=text.encode(), check=True, timeout=3, capture_output=True
        )
        return "copied to tmux"
    return ""


def _keep(text: str, folder: Path, name: str) -> Path:
    """The latest copy as a file, readable by its owner only."""
    private_folder(folder)
    path = folder / name
    path.unlink(missing_ok=True)
    write_new(path, text.encode())
    return path


def typed_path(typed: str) -> Path:
    """The path that was typed or pasted, as :func:`store.persistence.pasted_paths.pasted_path` reads it.

    Raises:
        GuildbookError: a home folder of someone this computer does not know, or a file on another computer.
    """
    from store.persistence.pasted_paths import pasted_path

    return pasted_path(typed)


def save_as(typed: str, forms: Mapping[str, Callable[[], bytes]]) -> Path:
    """Write a text to a file that does not exist yet, in the form its ending names.

    Args:
        typed: the path.
        forms: for each ending what writes the bytes; of two that fit the longer one counts.

    Raises:
        GuildbookError: no such folder, the file exists, or the system refused.
    """
    path = typed_path(typed)
    fitting = [ending for ending in forms if path.name.endswith(ending)]
    if not fitting:
        *others, last = forms
        raise SaveFailed(f"Not saved: ‘{path.name}’ must end in {', '.join(others)} or {last}.")
    write_new(path, forms[max(fitting, key=len)]())
    return path


def letter_forms(letter: Draft | Document, sender: str) -> dict[str, Callable[[], bytes]]:
    """What an update or another text may be saved as; a mail draft and a chat message are made of updates only.

    Args:
        letter: what is saved.
        sender: the organiser's name, for a mail draft.
    """
    from store.exchange.update_formats import Document, in_form

    names = DOCUMENT_FORMS if isinstance(letter, Document) else FORMS
    return {FORMS[name].ending: partial(in_form, letter, name, sender) for name in names}


def letter(draft: Draft, form: str, sender: str) -> str:
    """An update in one of its forms, as text for the clipboard."""
    from store.exchange.update_formats import in_form

    return in_form(draft, form, sender).decode().replace("\r\n", "\n")
