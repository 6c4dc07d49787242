"""What can be done on every screen: capture anything in one line, and go on, out or back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from msgspec import Struct
from textual.binding import Binding

from screens.common.actions.command_set import CommandSet
from screens.common.actions.commands import Commands
from screens.common.actions.filter_support import FilterCommands
from screens.common.host import Host
from screens.common.messages import GoBack, GoTo
from screens.widgets.lists.option import Option


class View(Struct, frozen=True):
    """One of the views of a room, as its menu offers it."""

    room: str
    """The screen it is on."""
    title: str
    content: str
    key: str = ""
    """What that screen is told on arrival, where it has several views itself."""


class RoomHost(Host, Protocol):
    """A screen that leads on and back."""

    NEXT: ClassVar[str]
    PREVIOUS: ClassVar[str]
    VIEWS: ClassVar[Sequence[View]]
    FIRST_OFFERED: ClassVar[str]
    commands: CommandSet
    filtering: FilterCommands

    def leave(self) -> None:
        """Go back."""


def previous_view(room: str) -> Binding:
    """The key for the previous view, on a screen that has several."""
    return Binding(
        "V", "view(-1)", "Previous view", show=False, id=f"{room}.view_before", tooltip="Go back one view"
    )


def view_menu(room: str, tooltip: str) -> Binding:
    """The key for the menu of views, on a screen that has more than three."""
    return Binding("o", "rooms", "Go to", id=f"{room}.rooms", tooltip=tooltip)


def other_list(room: str) -> Binding:
    """The key for the other list, on a screen that has two."""
    return Binding("tab", "app.focus_next", "Switch list", id=f"{room}.other", tooltip="Go to the other list")


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
            tooltip="Record anything in one line",
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

    def action_rooms(self) -> None:
        """Choose one of the views of this room."""
        from screens.widgets.lists.picker import Picker

        views = {view.key or view.room: view for view in self.screen.VIEWS}

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                view = views[picked[0]]
                self.screen.post_message(GoTo(view.room, view.key))

        options = [Option(key, view.title, view.content) for key, view in views.items()]
        self.screen.app.push_screen(Picker("Go to", options, selected=self.screen.FIRST_OFFERED), chosen)

    def action_leave(self) -> None:
        """End the filter, or go back."""
        if self.screen.filtering.holds_back():
            self.screen.commands.let_go()
        else:
            self.screen.leave()
