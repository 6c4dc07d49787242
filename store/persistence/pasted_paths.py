"""Paths as people type them, and as terminals and file managers paste them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path


def pasted_path(text: str) -> Path:
    """The file that a text names: a path, with ``~``, quotation marks, escaped blanks, or as a ``file://`` address.

    A file of exactly that name goes before any other reading, so that a name with quotation marks in it can be meant.

    Raises:
        RuntimeError: a home folder of someone this computer does not know.
    """
    readings = list(dict.fromkeys(_readings(text.strip())))
    paths = [Path(reading).expanduser() for reading in readings]
    return next((path for path in paths if os.path.lexists(path)), paths[-1 if _is_wrapped(text) else 0])


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
        yield text.removeprefix("& ").strip()[1:-1]


def _is_wrapped(text: str) -> bool:
    """Whether quotation marks stand around a whole text; PowerShell puts ``&`` before them."""
    bare = text.strip().removeprefix("& ").strip()
    return len(bare) > 2 and bare[0] == bare[-1] and bare[0] in "'\""


def _from_address(text: str) -> str:
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname  # which brings all of http, and a start needs none of it

    parts = urlsplit(text)
    path = url2pathname(parts.path)
    if os.name == "nt" and parts.netloc not in ("", "localhost"):
        return f"//{parts.netloc}{path}"
    return path if os.name == "nt" else unquote(parts.path)
