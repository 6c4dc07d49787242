"""What can be done on every screen: capture anything in one line, and go on, out or back."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.command_set import CommandSet
from screens.common.actions.commands import Commands
from screens.common.actions.filter_support import FilterCommands
from screens.common.host import Host
from screens.common.messages import GoBack, GoTo


class RoomHost(Host, Protocol):
    """A screen that leads on and back."""

    NEXT: ClassVar[str]
    PREVIOUS: ClassVar[str]
    commands: CommandSet
    filtering: FilterCommands

    def leave(self) -> None:
        """Go back."""


def previous_view(room: str) -> Binding:
    """The key for the previous view, on a screen that has several."""
    return Binding(
        "V", "view(-1)", "Previous view", show=False, id=f"{room}.view_before", tooltip="Go back one view"
    )


class GeneralCommands(Commands[RoomHost]):
    """Noting anything, and moving between screens."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "semicolon",
            "capture",
            "Note",
            key_display=";",
            show=False,
            id="screen.capture",
            tooltip="Note anything in one line",
        ),
        Binding(
            "escape",
            "out",
            "Back",
            show=False,
            id="screen.all",
            tooltip="Show all, or go back",
        ),
    ]

    def action_capture(self) -> None:
        """Note anything in one line."""
        from screens.common.quick_capture import Capture

        if self.screen.may_write():
            self.screen.app.push_screen(Capture(self.screen))

    def action_out(self) -> None:
        """Show all again, or go back to the screen that led here."""
        if self.screen.commands.holds_back():
            self.screen.commands.let_go()
        else:
            self.screen.post_message(GoBack())

    def action_view(self, step: int = 1) -> None:
        """Go to the next view, or to the previous one."""
        self.screen.post_message(GoTo(self.screen.NEXT if step > 0 else self.screen.PREVIOUS))

    def action_leave(self) -> None:
        """End the filter, or go back."""
        if self.screen.filtering.holds_back():
            self.screen.commands.let_go()
        else:
            self.screen.leave()
