"""Getting a text out of the terminal: by every way there is, and always as a file too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.core.errors import GuildbookError, SaveFailed
from store.exchange.text_forms import DOCUMENT_FORMS, FORMS
from store.persistence.atomic_files import private_folder, write_new

if TYPE_CHECKING:
    from store.exchange.update_formats import Document
    from store.updates.draft import Draft

LONGEST_NAME = 120
_OTHER_FORMATS = {".ics": ("Calendar file", "one event for other calendars")}
"""Formats of which texts have none, by the ending of their files."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def file_name(text: str) -> str:
    """A name any system takes: plain letters, digits and dashes, short, and none that Windows keeps for itself."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text.casefold()).strip("-")[:LONGEST_NAME] or "update"
    return f"{slug}-update" if slug in _RESERVED else slug


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
    name = Path(typed).name
    return typed if not name or Path(name).suffix or any(map(name.endswith, endings)) else f"{typed}{ending}"


def format_told(ending: str) -> tuple[str, str]:
    """What a format is called that has this ending, and what it is for."""
    form = next((form for form in FORMS.values() if form.ending == ending), None)
    return (form.title, form.purpose) if form else _OTHER_FORMATS.get(ending, (ending, ""))


def copy(text: str, folder: Path, name: str) -> str:
    """Put a text where it can be pasted from; the caller sends it to the terminal as well (OSC 52).

    Returns:
        One line saying which way it went and where the copy lies.
    """
    way = _native(text) or _tmux(text) or "sent to the terminal's clipboard"
    try:
        path = _keep(text, folder, f"{file_name(name)}.txt")
    except (OSError, SaveFailed):
        return f"{way.capitalize()}."
    return f"{way.capitalize()}. Also saved as {path}"


def _native(text: str) -> str:
    """The system's own clipboard, unless this runs on another machine over ssh."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return ""
    import pyperclip

    with suppress(pyperclip.PyperclipException, OSError, subprocess.SubprocessError):
        pyperclip.copy(text)
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
        GuildbookError: a home folder of someone this computer does not know.
    """
    from store.persistence.pasted_paths import pasted_path

    try:
        return pasted_path(typed)
    except RuntimeError:
        raise GuildbookError(
            f"No home folder {Path(typed).parts[0]} on this computer. Type the full path."
        ) from None


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
