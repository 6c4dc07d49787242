"""What a dialog asks of the screen that opened it: its book, and to write and say what came of it.

A protocol, so that the screen can open dialogs that need no more of it than this, and none of them knows the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from textual.app import App

from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import Clock
from store.core.record import R


class Host(Protocol):
    """A screen on a book, as its dialogs know it."""

    book: Book
    clock: Clock

    @property
    def app(self) -> App[Any]:
        """The app, which shows dialogs."""

    @property
    def today(self) -> date:
        """The day the screen speaks of."""

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell the user something in passing."""

    def attempt(self, label: str, work: Callable[[Change], object], done: str = "") -> bool:
        """Do one change and say how it went."""

    def ask_record(
        self,
        title: str,
        kind: type[R],
        label: Callable[[R], str],
        *,
        base: R | None = None,
        preset: Mapping[str, Any] | None = None,
        names: Sequence[str] = (),
        also: Callable[[Change, R], object] | None = None,
        intro: str = "",
        enter_saves: bool = False,
    ) -> None:
        """A form for one record."""
