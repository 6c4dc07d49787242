"""Commands of the hub: choose what is on it, and write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.record_forms import open_form
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from store.core.fields import Field
from store.core.text import pluralize

NOTHING = "There is nothing to put on the hub yet. Add a ritual, a role or a resource first."


class HubCommands(Commands[Host]):
    """Commands for the web pages of the community."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("x", "write_hub", "Write hub", id="library.export", tooltip="Write the hub: web pages for colleagues"),
        Binding("E", "choose", "Hub contents", show=False, id="library.set_up", tooltip="Choose hub contents"),
    ]  # fmt: skip

    def action_choose(self) -> None:
        """Tick everything that is to be on the hub, in one change."""
        from screens.widgets.lists.picker import Picker
        from store.publish.ticking import choices, tick

        if not self.screen.may_write():
            return
        found = choices(self.book, self.today)
        if not found:
            self.screen.say(NOTHING, problem=True)
            return
        ticked = [choice.key for choice in found if choice.record.on_hub]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked is None or {*picked} == {*ticked}:
                return
            with self.screen.changing("Choose hub contents") as change:
                tick(self.book, change, self.today, picked)
            shown = pluralize(len(picked), "item")
            self.screen.say(f"{shown} on the hub. Press {key_of('library.export')} to write it.")

        options = [Option(choice.key, choice.name, choice.kind) for choice in found]
        self.screen.app.push_screen(Picker("Choose hub contents", options, picked=ticked, several=True), chosen)

    def action_write_hub(self) -> None:
        """Ask for the hub's folder, and write it there; the folder is offered the next time."""
        from screens.common import clipboard

        community = self.book.community

        def save(values: dict[str, Any]) -> None:
            typed = values["path"].strip()
            self.screen.say(self._written(clipboard.typed_path(typed)))
            if typed != community.hub_folder and self.book.writable:
                with self.screen.changing("Set the hub’s folder") as change:
                    change.put(replace(self.book.community, hub_folder=typed))

        offered = community.hub_folder or f"~/{clipboard.file_name(community.name)}-hub"
        folder = Field("path", "Folder", "a folder for the hub only", "text", True, "", False, (), "", str)
        open_form(
            self.screen,
            "Write hub",
            [folder],
            {"path": offered},
            save,
            intro=f"Only items ticked ‘On the hub’ are included. Press {key_of('library.set_up')} in the Library to choose them.",
            enter_saves=True,
        )

    def _written(self, folder: Path) -> str:
        """Write the hub and say what was done.

        Raises:
            GuildbookError: the folder cannot be the hub's, or the system refused.
        """
        from store.publish.hub import build_hub, kept_back, summary
        from store.publish.hub_folder import write_hub

        hub = build_hub(self.book, self.today)
        written = write_hub(folder, hub.files, self.book.id, self.book.path)
        return " ".join([summary(hub, written), *kept_back(hub)])
