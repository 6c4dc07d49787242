"""What a screen asks of the app: to go somewhere, to go back, to watch over a talk's time; and that a text was copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from store.launch.facilitation import Facilitation


class GoTo(Message):
    """A screen asks the app to show another one, with something selected or begun there."""

    def __init__(self, room: str, key: str = "", *, action: str = "") -> None:
        """Ask for a screen.

        Args:
            room: its name.
            key: what is selected there.
            action: one of its actions, run once it is shown.
        """
        super().__init__()
        self.room, self.key, self.action = room, key, action


class Timed(Message):
    """A screen tells the app of a talk whose time was begun, paused or changed, so that its end is noticed anywhere."""

    def __init__(self, talk: Facilitation) -> None:
        super().__init__()
        self.talk = talk


class Copied(Message):
    """A screen tells the app that a text was copied."""

    def __init__(self, name: str) -> None:
        """Tell it, with the name under which the text is kept."""
        super().__init__()
        self.name = name


class GoBack(Message):
    """A screen asks the app for the way back to the one that led to it."""

    def __init__(self, *, anyhow: bool = True) -> None:
        """Ask for it; without ``anyhow`` nothing is said where none led here."""
        super().__init__()
        self.anyhow = anyhow
