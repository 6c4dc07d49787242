"""Keys typed ahead: nothing is lost of what is typed faster than a screen, a dialog or a line opens."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from textual.events import Key

if TYPE_CHECKING:
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

    def takes(self, key: Key, now: Screen[Any], *, leaving: bool) -> bool:
        """Whether a key that nobody has answered yet was typed ahead; then it goes on to what it was meant for.

        Args:
            key: the key.
            now: the screen in front by now.
            leaving: that screen has asked for another one, which is not there yet: the key is kept for that.
        """
        meant = self._meant_for(key, now)
        if leaving:
            self._held.append(key)
        elif meant:
            # as if pressed there: what the app itself sends is never handed back to it, where most keys are answered
            meant.post_message(Key(key.key, key.character).set_sender(meant))
        return leaving or meant is not None

    def arrived(self, now: Screen[Any]) -> None:
        """The screen that was asked for is there: it gets the keys that were kept."""
        held, self._held = self._held, []
        for key in held:
            # nobody's own: what a screen that has no focus yet sends would not come up past it once it has some
            (now.focused or now).post_message(Key(key.key, key.character).set_sender(None))  # type: ignore[arg-type]

    def _meant_for(self, key: Key, now: Screen[Any]) -> Widget | None:
        """What was opened while a key was on its way: another screen, or a line to type in, which lets no letter pass."""
        pressed_on = next((screen for noted, screen in self._pressed if noted is key), now)
        here = now.focused or now
        if pressed_on is not now:
            return here
        return here if key.is_printable and here.check_consume_key(key.key, key.character) else None
