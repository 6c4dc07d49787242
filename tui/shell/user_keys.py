"""The user's own keys while the app runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from screens.widgets.bars import KeyBar
from screens.widgets.keys import character_of, key_of, written
from tui.keybindings.screen_registry import NUMBERED

if TYPE_CHECKING:
    from tui.keybindings.keymap import Keymap


def numbered() -> list[tuple[str, str, str]]:
    """Key, name and title of each numbered screen, with the keys in force."""
    return [(key_of(f"go.{name}", key), name, title) for key, name, title in NUMBERED]


def key_in_latin(key: str) -> str:
    """The key at the place of one that types no Latin letter, or nothing."""
    from tui.keybindings.keyboard_layouts import latin

    return latin(key)


def say_unused(app: App[Any], key: str) -> None:
    """Say of a letter or a sign that it does nothing here; other keys are pressed to no purpose by accident only."""
    from tui.keybindings.keyboard_layouts import is_foreign, latin

    if not character_of(key) or not app.screen.query(KeyBar):  # which is where it would be said
        return
    if is_foreign(key) and not latin(key):
        told = f"No command uses the letter {key}. Switch the keyboard to Latin letters."
    else:
        told = f"No command uses {written(key)} here."
        if not app.screen.is_modal:
            told += f" Press {key_of('app.help')} to see the keys."
    app.notify(told, severity="warning")


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
