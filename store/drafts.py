"""Texts half written: kept in a folder beside the book as they are typed, so that nothing is lost when all stops."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from store.files import followed, put_beside


class HalfWritten(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text that was being typed and never saved."""

    to: tuple[str, ...]
    """The ids of the stakeholders it is for."""
    part: str
    """The part of the update it is, or ``whole``."""
    text: str
    at: datetime
    """When the last letter was typed."""


def drafts_folder(book: Path) -> Path:
    """Where half-written texts lie, beside the book; erasing a person looks there too."""
    book = followed(book)
    return book.with_name(f"{book.name}.drafts")


class Keeper:
    """Keeps one text while it is typed, and lets go of it once it is saved or left on purpose."""

    def __init__(self, book: Path, to: tuple[str, ...], part: str) -> None:
        self._folder, self._to, self._part = drafts_folder(book), to, part
        self._path = self._folder / f"{'-'.join((*to, part))[:120]}.json"

    def keep(self, text: str, at: datetime) -> None:
        """Write the text down; where that fails typing simply goes on."""
        half = HalfWritten(to=self._to, part=self._part, text=text, at=at)
        with suppress(OSError):
            put_beside(self._path, msgspec.json.encode(half))

    def drop(self) -> None:
        """Forget it."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._path.with_name(f".{self._path.name}.tmp").unlink(missing_ok=True)
            self._folder.rmdir()  # only an empty one goes

    def kept(self) -> HalfWritten | None:
        """What was typed for this part before, if it was never saved."""
        return _read(self._path)


def half_written(book: Path) -> list[HalfWritten]:
    """Every text that was being typed when the program was stopped, the newest first."""
    folder = drafts_folder(book)
    found = [_read(path) for path in sorted(folder.glob("*.json"))] if folder.is_dir() else []
    return sorted((half for half in found if half), key=lambda half: half.at, reverse=True)


def _read(path: Path) -> HalfWritten | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=HalfWritten)
    except (OSError, msgspec.MsgspecError):
        return None
