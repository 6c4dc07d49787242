"""Commands of the library: add, change, hand over, copy, delete."""

from __future__ import annotations

from typing import ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.multi_select import MarkCommands
from screens.common.host import Host
from screens.common.text_export import copy_text
from screens.widgets.keys import key_of, to_undo
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.record import ORGANISER
from store.model.library import Resource
from store.people.directory import by_name, department_of, name_of


class ResourceHost(Host, Protocol):
    """A list of resources, of which several can be marked."""

    @property
    def marks(self) -> MarkCommands:
        """Which lines are marked."""

    def here(self) -> Resource | None:
        """The selected resource."""

    def arrive(self, key: str) -> None:
        """Select a resource."""


def highlighted_resource(screen: ResourceHost) -> Resource | None:
    """The selected resource, or None with a word about it."""
    if (thing := screen.here()) is None:
        screen.say(f"Nothing is written down yet. Press {key_of('library.add')} to add the first.", problem=True)
    return thing


class ResourceCommands(Commands[ResourceHost]):
    """Commands for the selected resource, or for all that are marked."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("a", "add", "Add", id="library.add", tooltip="Write down where something is"),
        Binding("e", "edit", "Edit", id="library.edit", tooltip="Change title, link, owner, gathering or tags"),
        Binding("y", "copy", "Copy link", id="library.copy", tooltip="Copy the link or path"),
        Binding("w", "owner", "Owner", id="library.owner", tooltip="Say who keeps it true from now on"),
        Binding("d", "delete", "Delete", id="library.delete", tooltip="Take it out of the library; undo brings it back"),
    ]  # fmt: skip

    def action_add(self) -> None:
        """Add a resource."""
        self.screen.ask_record(
            "What must not be lost",
            Resource,
            lambda thing: f"Add ‘{thing.title}’",
            preset={"on": self.today, "owner": ORGANISER},
            also=lambda _, thing: self.screen.call_after_refresh(self.screen.arrive, thing.id),
        )

    def action_edit(self) -> None:
        """Change the selected resource."""
        if thing := highlighted_resource(self.screen):
            self.screen.ask_record(thing.title, Resource, lambda changed: f"Edit ‘{changed.title}’", base=thing)

    def _chosen(self) -> list[Resource]:
        """The marked resources, or the selected one."""
        return [self.book.resources[key] for key in self.screen.marks.chosen() if key in self.book.resources]

    def action_delete(self) -> None:
        """Delete the selected resource, or all that are marked."""
        things = self._chosen()
        if len(things) > 1:

            def work(change: Change) -> None:
                for thing in things:
                    change.remove(thing)

            named = f"{len(things)} things"
            self.screen.attempt(f"Delete {named}", work, f"{named} are deleted. {to_undo()}")
        elif highlighted_resource(self.screen):
            self.screen.delete(things[0], f"‘{things[0].title}’")

    def action_owner(self) -> None:
        """Pick the owner of the selected resource, or of all that are marked."""
        if highlighted_resource(self.screen) is None or not self.screen.may_write():
            return
        things = self._chosen()
        named = f"‘{things[0].title}’" if len(things) == 1 else f"{len(things)} things"
        from screens.widgets.lists.picker import Picker

        options = [
            Option(v.id, v.name, department_of(self.book, v)) for v in by_name(self.book.volunteers.values())
        ]
        options.append(Option(ORGANISER, "you", "the organiser"))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                name = name_of(self.book, picked[0])
                keep, it = "keep" if picked[0] == ORGANISER else "keeps", "it" if len(things) == 1 else "them"
                if self.screen.attempt(
                    f"{name} {keep} {named}",
                    lambda change: [change.put(replace(thing, owner=picked[0])) for thing in things],
                    f"{named}: {name} {keep} {it} from now on.",
                ):
                    self.screen.marks.unmark()

        self.screen.app.push_screen(Picker(f"Who keeps {named} true?", options), chosen)

    def action_copy(self) -> None:
        """Copy the link of the selected resource."""
        if thing := highlighted_resource(self.screen):
            if thing.link.strip():
                copy_text(self.screen, thing.link, f"link {thing.id}")
            else:
                self.screen.say(
                    f"It has no link yet. Press {key_of('library.edit')} to say where it is.", problem=True
                )
