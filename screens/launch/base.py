"""What kick-off, charter and survey share: three views of what a community agrees; ``v`` cycles through them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import View, view_menu
from screens.common.screen import BookScreen
from screens.widgets.lists.list_view import Listing

VIEWS = (
    View("launch", "Roadmap", "steps and health check"),
    View("pitch", "Pitch", "the business case"),
    View("kickoff", "Kick-off", "sessions and topics"),
    View("facilitate", "Timer", "timed discussions"),
    View("charter", "Charter", "agreed wording"),
    View("survey", "Survey", "suggested topics"),
    View("checkups", "Self-assessments", "3 frameworks"),
    View("needs", "Needs", "members’ needs"),
    View("library", "Library", "resources and owners"),
)
"""The screens that belong to a launch."""


def launch_menu(room: str) -> Binding:
    """The key for their menu."""
    return view_menu(room, "Go to the pitch, kick-off, charter, survey and more")


class AgreeingScreen(BookScreen):
    """A screen with one list to begin in."""

    ROOM = "launch"
    VIEWS = VIEWS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "leave", "Back", show=False, id="agreeing.leave",
                tooltip="Back to the previous screen"),
    ]  # fmt: skip
    wanted = ""
    """The row that the way here led to, until it is shown."""

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.query_one(Listing))

    def arrive(self, key: str) -> None:
        """Select the requested row."""
        if self.is_mounted and key:
            self.query_one(Listing).highlight(key)
        else:
            self.wanted = key

    def arrived(self) -> str:
        """What is to be selected first; nothing once that was done."""
        key, self.wanted = self.wanted, ""
        return key
