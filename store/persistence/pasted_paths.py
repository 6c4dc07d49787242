"""Paths as people type them, and as terminals and file managers paste them."""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from store.core.errors import GuildbookError


def pasted_path(text: str) -> Path:
    """The file that a text names: a path, with ``~``, quotation marks, escaped blanks, or as a ``file://`` address.

    A file of exactly that name goes before any other reading, so that a name with quotation marks in it can be meant.

    Raises:
        GuildbookError: a home folder of someone this computer does not know, or a file on another computer.
    """
    text = text.strip()
    paths = [_at_home(reading) for reading in dict.fromkeys(_readings(text))]
    there = next((path for path in paths if os.path.lexists(path)), None)
    return there or next(
        (path for path in _composed_otherwise(paths) if os.path.lexists(path)), _meant(text, paths)
    )


def bare_path(text: str) -> str:
    """A typed path without the quotation marks around all of it; the disk is not asked."""
    text = text.strip()
    return text.removeprefix("& ").strip()[1:-1] if _is_wrapped(text) else text


def _at_home(reading: str) -> Path:
    try:
        return Path(reading).expanduser()
    except RuntimeError:
        raise GuildbookError(
            f"There is no home folder {Path(reading).parts[0]} on this computer. Type the full path."
        ) from None


def _composed_otherwise(paths: list[Path]) -> Iterator[Path]:
    """The same names with their accents as letters of their own, as macOS writes them, or as one letter each."""
    for path in paths:
        if not (name := str(path)).isascii():
            yield from (Path(unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))


def _meant(text: str, paths: list[Path]) -> Path:
    """What a text names that is not there yet: as it is typed, unless a shell or a file manager has written it."""
    escaped = os.name == "posix" and re.search(r"\\[ ()\[\]&'\"]", text)
    return paths[-1 if escaped or _is_wrapped(text) else 0]


def _readings(text: str) -> Iterator[str]:
    if text.lower().startswith("file:"):
        yield _from_address(text)
        return
    yield text
    if "\0" in text:
        return
    if os.name == "posix":
        try:
            words = shlex.split(text)
        except ValueError:
            words = []  # an apostrophe is no quotation mark
        if len(words) == 1:
            yield words[0]
    if _is_wrapped(text):
        yield bare_path(text)


def _is_wrapped(text: str) -> bool:
    """Whether quotation marks stand around a whole text; PowerShell puts ``&`` before them."""
    bare = text.strip().removeprefix("& ").strip()
    return len(bare) > 2 and bare[0] == bare[-1] and bare[0] in "'\""


def _from_address(text: str) -> str:
    """The path in a ``file://`` address.

    Raises:
        GuildbookError: its file is on another computer, which only Windows reaches by a path, or it is no address.
    """
    import platform
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname  # which brings all of http, and a start needs none of it

    try:
        parts = urlsplit(text)
        path = url2pathname(parts.path)
    except (ValueError, OSError):
        raise GuildbookError(f"‘{text}’ is not the address of a file. Type its path.") from None
    host = parts.netloc.casefold()
    here = host in ("", "localhost") or host == platform.node().casefold()
    if os.name == "nt":
        return path if here else f"//{parts.netloc}{path}"
    if not here:
        raise GuildbookError(
            f"‘{text}’ is on another computer, {parts.netloc}. Connect to its folder, then type the path on this computer."
        )
    return unquote(parts.path)
