"""A long text in the user's editor, ``$VISUAL`` or ``$EDITOR``."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from store.core.errors import GuildbookError
from store.core.fields import LONGEST_TEXT
from store.core.text import clean

VARIABLES = ("VISUAL", "EDITOR")
USUAL = ("notepad",) if os.name == "nt" else ("nano", "vi")
"""What is tried where no variable names an editor."""
_KEPT = "The text is unchanged."


def editor(environment: Mapping[str, str]) -> list[str]:
    """The words that start the editor.

    Raises:
        GuildbookError: none is named, and none of the usual ones is there; or what is named cannot be read.
    """
    for variable in VARIABLES:
        if named := environment.get(variable, "").strip():
            try:
                first, *rest = command_words(named)
            except ValueError:
                raise GuildbookError(f"${variable} is not a command that can be run: {named}. {_KEPT}") from None
            return [
                shutil.which(first) or first,
                *rest,
            ]  # on Windows ‘code’ is ‘code.cmd’, which only a look at PATHEXT tells
    found = next(filter(None, map(shutil.which, USUAL)), None)
    if not found:
        raise GuildbookError("No editor found. Set EDITOR, for example to ‘nano’.")
    return [found]


def command_words(command: str, *, windows: bool = os.name == "nt") -> list[str]:
    r"""The words of a command as its system reads them: a backslash divides folders on Windows and escapes elsewhere.

    A program of Windows that is named with its blanks and without quotation marks is one word if it is there.

    Raises:
        ValueError: no word, or a quotation mark that is not closed.
    """
    if not windows:
        words = shlex.split(command)
    elif Path(command).is_file():
        words = [command]
    else:
        if command.count('"') % 2:
            raise ValueError
        words = [word.replace('"', "") for word in re.findall(r'(?:"[^"]*"|[^\s"])+', command)]
    if not words or not words[0]:
        raise ValueError
    return words


def edited(text: str, words: list[str]) -> str:
    """The text as the editor saved it.

    Its file can be read by no one else and is deleted afterwards.

    Raises:
        GuildbookError: the editor is not there or failed, or what came back is no text that a book can keep.
    """
    with TemporaryDirectory(prefix="guildbook-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "text.md"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        try:
            status = subprocess.run([*words, str(path)], check=False).returncode
            typed = path.read_text(encoding="utf-8-sig")  # Notepad may put a mark before it
        except UnicodeDecodeError:
            raise GuildbookError(f"{words[0]} saved text that is not UTF-8. {_KEPT}") from None
        except OSError as error:
            raise GuildbookError(f"{words[0]} could not be run: {error.strerror}. {_KEPT}") from None
    if status:
        raise GuildbookError(f"{words[0]} ended with an error. {_KEPT}")
    if len(typed) > LONGEST_TEXT:
        raise GuildbookError(f"The new text is longer than {LONGEST_TEXT:,} characters. {_KEPT}")
    return clean(typed if text.endswith("\n") else typed.removesuffix("\n"))
