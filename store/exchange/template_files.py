"""The community's own templates: files beside the book that anyone can read and change."""

from __future__ import annotations

from pathlib import Path

from store.core.errors import GuildbookError, SaveFailed
from store.core.fields import LONGEST_TEXT
from store.core.text import ended
from store.model.stakeholders import Kind
from store.persistence.atomic_files import put_beside, read_regular_file
from store.persistence.book_paths import template_path
from store.updates.templates import BrokenTemplate, Layout, built_in, built_in_layout, read_layout


def template_text(book: Path, kind: Kind) -> str:
    """The community's own template of a kind, or the built-in one where there is none.

    Raises:
        GuildbookError: there is one, but it cannot be read.
    """
    path = template_path(book, kind)
    try:
        data = read_regular_file(path, 4 * LONGEST_TEXT + 1)
    except FileNotFoundError:
        return built_in(kind)
    except OSError as error:
        raise GuildbookError(f"{path.name} cannot be read: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GuildbookError(f"{path.name}, line {line}: not UTF-8. Save the file as UTF-8 text.") from None


def layout_for(book: Path, kind: Kind) -> tuple[Layout, str]:
    """How an update of a kind is laid out, and what is wrong with the community's own template, if anything.

    A template that cannot be followed does no harm: the built-in one takes its place.
    """
    name = template_path(book, kind).name
    try:
        text = template_text(book, kind)
        return (built_in_layout(kind) if text == built_in(kind) else read_layout(text)), ""
    except BrokenTemplate as broken:
        problem = f"{name}, {broken}"
    except GuildbookError as error:
        problem = str(error)
    return built_in_layout(kind), f"{ended(problem)} The built-in template is used."


def keep_template(book: Path, kind: Kind, text: str) -> Path | None:
    """Write the community's own template; with nothing in it, or what is built in, the built-in one counts again.

    Returns:
        Its file, or None where there is none any more.

    Raises:
        BrokenTemplate: it cannot be followed; nothing was written.
        SaveFailed: the system refused.
    """
    path = template_path(book, kind)
    try:
        if not text.strip() or text.strip() == built_in(kind).strip():
            path.unlink(missing_ok=True)
            return None
        read_layout(text)
        put_beside(path, f"{text.strip()}\n".encode())
    except OSError as error:
        raise SaveFailed(f"{path} cannot be written to: {error.strerror or error}.") from None
    return path
