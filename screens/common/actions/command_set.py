"""All commands of one screen; the first that has an answer decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from screens.common.actions.commands import Commands
from screens.widgets.lists.option import Option
from store.core.fields import Field

C = TypeVar("C", bound=Commands[Any])


class CommandSet:
    """The commands that one screen is composed of."""

    def __init__(self, commands: Iterable[Commands[Any]]) -> None:
        self._commands = tuple(commands)

    def of(self, kind: type[C]) -> C:
        """The commands of a kind, where they remember something.

        Others are made wherever they are needed.

        Raises:
            StopIteration: the screen is not composed of that kind.
        """
        return next(commands for commands in self._commands if isinstance(commands, kind))

    def action(self, name: str) -> Any:
        """The action method of a name; None where no command has it."""
        return next((getattr(commands, name) for commands in self._commands if hasattr(commands, name)), None)

    def options_for(self, field: Field) -> list[Option] | None:
        """The options of a field, where a command offers other ones."""
        offered = (commands.options_for(field) for commands in self._commands)
        return next((options for options in offered if options is not None), None)

    def show_added(self, key: str) -> bool:
        """Whether a command could show the record that was just added and that no list has."""
        return any(commands.show_added(key) for commands in self._commands)

    def holds_back(self) -> bool:
        """Whether esc has something to end here before it leads back."""
        return any(commands.holds_back() for commands in self._commands)

    def let_go(self) -> None:
        """Show all again: end the filter, and what else leaves something out."""
        for commands in self._commands:
            if commands.let_go():
                break
