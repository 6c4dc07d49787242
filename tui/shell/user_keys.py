"""The user's own keys while the app runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from screens.widgets.keys import key_of
from tui.keybindings.screen_registry import NUMBERED

if TYPE_CHECKING:
    from tui.keybindings.keymap import Keymap


def numbered() -> list[tuple[str, str, str]]:
    """Key, name and title of each numbered screen, with the keys in force."""
    return [(key_of(f"go.{name}", key), name, title) for key, name, title in NUMBERED]


def key_in_latin(app: App[Any], key: str, *, say: bool) -> str:
    """The key at the place of one that types no Latin letter, or nothing.

    ``say`` that no command has it.
    """
    from tui.keybindings.keyboard_layouts import is_foreign, latin

    at_its_place = latin(key)
    if say and not at_its_place and is_foreign(key):
        app.notify(f"No command uses the letter {key}. Switch the keyboard to Latin letters.", severity="warning")
    return at_its_place


def apply_keymap(app: App[None], keys: Keymap, tell: Callable[[str], None]) -> None:
    """Use the user's own keys.

    Which of them cannot be used is found out beside the first screen.

    Args:
        app: takes the keys.
        keys: the user's own.
        tell: called once that is settled, with a line about what cannot be used, or nothing.
    """

    def settle() -> None:
        app.run_worker(_settle(app, keys, tell), group="keys")

    app.set_keymap(keys.wanted)
    app.call_after_refresh(settle)


async def _settle(app: App[None], keys: Keymap, tell: Callable[[str], None]) -> None:
    """Keep those of the user's own keys that can be used."""

    def settle() -> Keymap:
        from tui.keybindings.conflicts import settled

        return settled(keys)

    had = await asyncio.to_thread(settle)
    app.set_keymap(had.wanted)
    tell(had.in_one_line())
