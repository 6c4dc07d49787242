"""A dialog that does long work beside the screen: it tells how far it is, and leaving stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from textual import on
from textual.message import Message

from screens.widgets.dialog import Dialog
from screens.widgets.line_widget import Span
from store.core.errors import GuildbookError

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much; raises once the user has gone away."""

BAR_FROM = 500
"""Pieces of work from which on a bar shows how far it is."""
BAR_WIDTH = 30

T = TypeVar("T")


class Stopped(GuildbookError):
    """The user went away while it was still at work."""


class Beside(Dialog[bool]):
    """A dialog with work that takes a while. What is done inside a change is not written once it is stopped."""

    _busy = ""

    class Told(Message):
        """How far the work beside the screen is."""

        def __init__(self, doing: str, done: int, of: int) -> None:
            super().__init__()
            self.doing, self.done, self.of = doing, done, of

    def how_to_stop(self) -> str:
        """What stands below the bar."""
        raise NotImplementedError

    def show_lines(self, lines: list[list[Span] | str]) -> None:
        """Show how far it is, or how it went."""
        raise NotImplementedError

    async def beside(self, doing: str, task: Callable[[Progress], T]) -> T:
        """Do something long in a thread, so that the screen still answers; going away stops it."""
        gone = Event()

        def tell(done: int, of: int) -> None:
            if gone.is_set():
                raise Stopped
            self.post_message(self.Told(doing, done, of))

        self._busy = doing
        try:
            return await asyncio.to_thread(task, tell)
        finally:
            self._busy = ""
            gone.set()

    @on(Told)
    def _show_progress(self, told: Told) -> None:
        if told.doing == self._busy and told.of >= BAR_FROM:
            full = BAR_WIDTH * told.done // told.of
            bar: list[Span] = [("█" * full, "accent"), ("░" * (BAR_WIDTH - full), "dim")]
            said = f" {told.doing} {told.done:,} of {told.of:,}"
            self.show_lines([[*bar, (said, "")], [(self.how_to_stop(), "dim")]])

    def action_leave(self) -> None:
        """Leave without taking anything in."""
        self.workers.cancel_node(self)
        self.dismiss(False)
