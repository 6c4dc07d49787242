"""Unsaved input, kept when the app ends and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from screens.common.screen import BookScreen
from screens.widgets.lists.record_view import RecordView
from store.persistence.unsaved_drafts import HalfFilled, HalfWritten, half_filled, half_written, keep_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.screen import Screen

    from store.book.book import Book

Half = HalfWritten | HalfFilled


def unsaved_input(book: Book) -> list[Half]:
    """Everything that was being typed when the app ended, newest first."""
    return sorted([*half_written(book.path), *half_filled(book.path)], key=lambda half: half.at, reverse=True)


def keep_unsaved(book: Book, stack: list[Screen[Any]], rooms: Mapping[str, Screen[Any]], way: str) -> None:
    """Keep what stands in open forms and lines, with what leads there.

    Args:
        book: the book beside which it is kept.
        stack: the screens and dialogs that are open, the front one last.
        rooms: every screen that was made, by name; in one of them a line may be half typed while another is in front.
        way: the action that opened the first dialog.
    """
    if not book.claimed or not book.writable:
        return
    for half in _typed(book, stack, rooms, way):
        keep_form(book.path, half)


def has_unsaved(stack: list[Screen[Any]], rooms: Mapping[str, Screen[Any]], book: Book) -> bool:
    """Whether anything stands in open forms and lines that was not saved."""
    takes = (getattr(screen, "half_filled", None) for screen in (*stack, *rooms.values()) if screen.is_mounted)
    return book.writable and any(take(book.clock.now()) for take in takes if take)


def _typed(
    book: Book, stack: list[Screen[Any]], rooms: Mapping[str, Screen[Any]], way: str
) -> Iterator[HalfFilled]:
    names = {screen: name for name, screen in rooms.items()}
    below = stack[0]
    for screen in dict.fromkeys([*stack, *rooms.values()]):
        below = screen if screen in names else below
        take = getattr(screen, "half_filled", None)
        half = take(book.clock.now()) if take and screen.is_mounted else None
        if half:
            yield _placed(half, names[below], below, way)


def _placed(half: HalfFilled, room: str, below: Screen[Any], way: str) -> HalfFilled:
    """With the screen from which it was opened, and what was selected there."""
    assert isinstance(below, BookScreen)
    focus, row = (below.focused and below.focused.id) or "", str(getattr(below.focused, "key", ""))
    return msgspec.structs.replace(half, room=room, key=below.showing(), focus=focus, row=row, way=half.way or way)


async def open_again(screen: BookScreen, half: HalfFilled) -> bool:
    """Open a form or a line again on the screen from which it was opened.

    It begins with what was typed in it.

    Returns:
        Whether something opened. Nothing is changed in any case: what a key does may depend on the day.
    """
    for widget in [found for found in screen.query("*") if half.focus and found.id == half.focus]:
        screen.set_focus(widget)
        if half.row and isinstance(widget, RecordView):
            widget.highlight(half.row)
    before = screen.focused
    if any(
        active.binding.action == half.way and active.node is screen for active in screen.active_bindings.values()
    ):
        screen.only_asking = True
        try:
            await screen.app.run_action(half.way, screen)
        finally:
            screen.only_asking = False
    return screen.app.screen is not screen or screen.focused is not before
