"""Keys typed ahead: nothing is lost of what is typed faster than a screen, a dialog or a line opens."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.events import Key
    from textual.screen import Screen
    from textual.widget import Widget

MOST_AHEAD = 100
"""Keys typed ahead that still find what they were meant for."""


class TypedAhead:
    """The last keys, each with the screen it was pressed on."""

    def __init__(self) -> None:
        """None was pressed yet."""
        self._pressed: deque[tuple[Key, Screen[Any]]] = deque(maxlen=MOST_AHEAD)
        self._held: list[Key] = []
        """Those that came while a screen waited for another one, which they are meant for."""

    def note(self, key: Key, on: Screen[Any]) -> None:
        """A key was pressed while this screen was in front."""
        self._pressed.append((key, on))

    def meant_for(self, key: Key, now: Screen[Any]) -> Widget | None:
        """What was opened while a key was on its way: another screen, or a line to type in, which lets no letter pass.

        Args:
            key: one that nobody has answered yet.
            now: the screen in front by now.
        """
        pressed_on = next((screen for noted, screen in self._pressed if noted is key), now)
        here = now.focused or now
        if pressed_on is not now:
            return here
        return here if key.is_printable and here.check_consume_key(key.key, key.character) else None

    def hold(self, key: Key) -> None:
        """Keep a key for the screen that was asked for."""
        self._held.append(key)

    def held(self) -> list[Key]:
        """The keys that were kept, once: that screen is there."""
        held, self._held = self._held, []
        return held
