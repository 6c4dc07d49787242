"""Unsaved texts and forms, kept in a folder beside the book.

Nothing typed is lost when the program stops.
A text of an update is kept as it is typed, what stands in a form or a line once the program is ended while it is open.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from store.persistence.atomic_files import put_beside, read_regular_file
from store.persistence.book_paths import drafts_folder


class HalfWritten(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text that was being typed and never saved."""

    to: tuple[str, ...]
    """The ids of the stakeholders it is for."""
    part: str
    """The part of the update it is, or ``whole``."""
    text: str
    at: datetime
    """When the last letter was typed."""


LINE = "line"
"""The name under which a line that is no form is kept."""
Typed = str | tuple[str, ...]
"""What stands in a field: a text, or what was picked."""


class HalfFilled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form, or line, that was being filled in and never saved."""

    title: str
    """What its frame said."""
    about: str = ""
    """The id of the record it changes; a form for a new one has none."""
    typed: dict[str, Typed]
    """What was changed, by field."""
    words: tuple[tuple[str, str], ...]
    """The same as it was shown, with each field's name: to be read, to be copied, and to find whom it tells of."""
    room: str = ""
    """The screen from which it was opened."""
    key: str = ""
    """What that screen showed or selected."""
    focus: str = ""
    """The list that had the focus there."""
    row: str = ""
    """What was selected in that list."""
    way: str = ""
    """The action that opened it; nothing if another key led there."""
    at: datetime
    """When it was kept."""

    @property
    def text(self) -> str:
        """All of it, to be pasted elsewhere."""
        return "\n".join(value if len(self.words) == 1 else f"{name}: {value}" for name, value in self.words)


class Keeper:
    """Keeps one text while it is typed, until it is saved or left."""

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
        _drop(self._path)

    def kept(self) -> HalfWritten | None:
        """Unsaved text of this part, if there is one."""
        return _read(self._path)


def half_written(book: Path) -> list[HalfWritten]:
    """Unsaved texts of updates, newest first."""
    texts = (_read(path) for path in _kept(book))
    return sorted((half for half in texts if half), key=lambda half: half.at, reverse=True)


def half_filled(book: Path) -> list[HalfFilled]:
    """Unsaved forms and lines, newest first."""
    forms = (_read_form(path) for path in _kept(book))
    return sorted((half for half in forms if half), key=lambda half: half.at, reverse=True)


def half_a_line(title: str, text: str, at: datetime, *, about: str = "", way: str = "") -> HalfFilled | None:
    """Unsaved line to be kept; None where nothing was typed."""
    if not (typed := text.strip()):
        return None
    return HalfFilled(title=title, about=about, typed={LINE: typed}, words=((title, typed),), way=way, at=at)


def take_line(book: Path, title: str, about: str = "") -> str:
    """Unsaved line, which is dropped; nothing where there is none."""
    half = kept_form(book, title, about)
    if half:
        drop_form(book, half)
    return str(half.typed.get(LINE, "")) if half else ""


def keep_form(book: Path, half: HalfFilled) -> None:
    """Keep an unsaved form or line; a failure is passed over."""
    with suppress(OSError):
        put_beside(_form_path(book, half.title, half.about), msgspec.json.encode(half))


def kept_form(book: Path, title: str, about: str = "") -> HalfFilled | None:
    """Unsaved values of this form or line, if there are any."""
    return _read_form(_form_path(book, title, about))


def drop_form(book: Path, half: HalfFilled) -> None:
    """Forget what stood in a form or line: it was saved, or left on purpose."""
    _drop(_form_path(book, half.title, half.about))


def _form_path(book: Path, title: str, about: str) -> Path:
    """File of an unsaved form or line.

    Its name tells which one to us, and no one's name to others.
    """
    from hashlib import blake2b

    name = blake2b(f"{about}\0{title}".encode(), digest_size=8).hexdigest()
    return drafts_folder(book) / f"form-{name}.json"


def _kept(book: Path) -> list[Path]:
    folder = drafts_folder(book)
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.with_name(f".{path.name}.tmp").unlink(missing_ok=True)
        path.parent.rmdir()  # only an empty one goes


def _read(path: Path) -> HalfWritten | None:
    try:
        return msgspec.json.decode(read_regular_file(path), type=HalfWritten)
    except (OSError, msgspec.MsgspecError):
        return None


def _read_form(path: Path) -> HalfFilled | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=HalfFilled)
    except (OSError, msgspec.MsgspecError):
        return None
