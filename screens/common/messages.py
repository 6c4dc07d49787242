"""What a screen asks of the app: to go somewhere, to go back, to watch over a talk's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from store.launch.facilitation import Facilitation


class GoTo(Message):
    """A screen asks the app to show another one, with something selected there."""

    def __init__(self, room: str, key: str = "") -> None:
        super().__init__()
        self.room = room
        self.key = key


class Timed(Message):
    """A screen tells the app of a talk whose time was begun, paused or changed, so that its end is noticed anywhere."""

    def __init__(self, talk: Facilitation) -> None:
        super().__init__()
        self.talk = talk


class GoBack(Message):
    """A screen asks the app for the way back to the one that led to it."""
