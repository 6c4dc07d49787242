"""What the palette offers besides records.

What the keys do, screens without a number, settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from screens.common.screen import BookScreen
from screens.common.settings_forms import ask_settings, ask_weights
from screens.widgets.textual_compat import terminal_of
from tui.keybindings.screen_registry import ROOMS
from tui.shell.palette.command_palette import MOVES


def of_the_keys(app: App[None], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Everything the keys do that work now."""
    actives = {active.binding.id or "": active for active in reversed(screen.active_bindings.values())}
    for name, active in reversed(actives.items()):
        binding = active.binding
        if binding.description and binding.tooltip and active.enabled and not name.startswith(MOVES):
            yield SystemCommand(
                f"{binding.description} ({app.get_key_display(binding)})",
                binding.tooltip,
                partial(app.run_action, binding.action, active.node),
            )


def of_the_screen(screen: Screen[Any], go_to: Callable[[str], None]) -> Iterator[SystemCommand]:
    """The screens without a number, and what a screen of the book asks about."""
    for where, room in ROOMS.items():
        if room.told:
            yield SystemCommand(room.title, room.told, partial(go_to, where))
    if isinstance(screen, BookScreen):
        words = "Edit names, currency, targets and limits"
        yield SystemCommand("Settings", words, partial(ask_settings, screen))
        yield SystemCommand(
            "Weights", "Edit the weight of each activity in the Orbit model", partial(ask_weights, screen)
        )


def of_the_app(app: App[None]) -> Iterator[SystemCommand]:
    """Going back to the shell for a while, where there is one."""
    if (terminal := terminal_of(app)) and terminal.can_suspend:
        yield SystemCommand("Suspend", "Go to the shell; return with the command fg", app.action_suspend_process)
