"""Commands of the library: add, change, hand over, copy, delete."""

from __future__ import annotations

from typing import ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions import session_plan_actions
from screens.common.actions.commands import Commands
from screens.common.actions.multi_select import MarkCommands
from screens.common.host import Host
from screens.common.outcome import done
from screens.common.text_export import copy_text
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.record import ORGANISER
from store.model.library import Resource
from store.model.training import SessionPlan
from store.people.directory import by_name, department_of, name_of


class ResourceHost(Host, Protocol):
    """A list of resources, of which several can be marked."""

    @property
    def marks(self) -> MarkCommands:
        """Which lines are marked."""

    def here(self) -> Resource | None:
        """The selected resource."""

    def plan_here(self) -> SessionPlan | None:
        """The selected session plan."""

    def arrive(self, key: str) -> None:
        """Select a resource."""


def highlighted_resource(screen: ResourceHost) -> Resource | None:
    """The selected resource, or None with a word about it."""
    if (thing := screen.here()) is None:
        screen.say(f"No resources yet. Press {key_of('library.add')} to add the first.", problem=True)
    return thing


class ResourceCommands(Commands[ResourceHost]):
    """Commands for the selected resource, or for all that are ticked."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("a", "add", "Add", id="library.add", tooltip="Add a resource"),
        Binding("e", "edit", "Edit", id="library.edit", tooltip="Edit this resource or session plan"),
        Binding("y", "copy", "Copy", id="library.copy", tooltip="Copy the link or path, or the session plan as text"),
        Binding("w", "owner", "Owner", id="library.owner", tooltip="Assign an owner, or the author of a session plan"),
        Binding("m", "review", "Reviewed", id="library.review", tooltip="Mark this session plan as reviewed"),
        Binding("A", "session_plan", "Add plan", id="library.session_plan", tooltip="Add a session plan"),
        Binding("d", "delete", "Delete", id="library.delete", tooltip="Delete this resource or plan (can be undone)"),
    ]  # fmt: skip

    def action_add(self) -> None:
        """Add a resource."""
        self.screen.ask_record(
            "Add resource",
            Resource,
            lambda thing: f"Add ‘{thing.title}’",
            preset={"on": self.today, "owner": ORGANISER},
            also=lambda _, thing: self.screen.call_after_refresh(self.screen.arrive, thing.id),
        )

    def action_session_plan(self) -> None:
        """Add a session plan: its topic first."""
        session_plan_actions.add(self.screen)

    def action_review(self) -> None:
        """Mark the selected session plan as reviewed."""
        if plan := self.screen.plan_here():
            session_plan_actions.review(self.screen, plan)
        else:
            self.screen.say("Select a session plan first.", problem=True)

    def action_edit(self) -> None:
        """Change the selected resource or session plan."""
        if plan := self.screen.plan_here():
            session_plan_actions.edit(self.screen, plan)
        elif thing := highlighted_resource(self.screen):
            self.screen.ask_record(
                f"Edit ‘{thing.title}’", Resource, lambda changed: f"Edit ‘{changed.title}’", base=thing
            )

    def _chosen(self) -> list[Resource]:
        """The ticked resources, or the selected one."""
        return [self.book.resources[key] for key in self.screen.marks.chosen() if key in self.book.resources]

    def action_delete(self) -> None:
        """Delete the selected resource, or all that are ticked."""
        things = self._chosen()
        if plan := self.screen.plan_here():
            self.screen.delete(plan, f"Session plan ‘{plan.topic}’")
        elif len(things) > 1:

            def work(change: Change) -> None:
                for thing in things:
                    change.remove(thing)

            label = f"Delete {len(things)} resources"
            self.screen.attempt(label, work, done(label))
        elif highlighted_resource(self.screen):
            self.screen.delete(things[0], f"‘{things[0].title}’")

    def action_owner(self) -> None:
        """Pick the owner of the selected resource, or of all that are ticked; of a session plan, its author."""
        if plan := self.screen.plan_here():
            session_plan_actions.edit(self.screen, plan, "author")
            return
        if highlighted_resource(self.screen) is None or not self.screen.may_write():
            return
        things = self._chosen()
        named = f"‘{things[0].title}’" if len(things) == 1 else f"{len(things)} resources"
        from screens.widgets.lists.picker import Picker

        options = [
            Option(v.id, v.name, department_of(self.book, v)) for v in by_name(self.book.volunteers.values())
        ]
        options.append(Option(ORGANISER, "you", "the organiser"))

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                name = name_of(self.book, picked[0])
                label = f"Assign {named} to {name}"
                if self.screen.attempt(
                    label,
                    lambda change: [change.put(replace(thing, owner=picked[0])) for thing in things],
                    done(label),
                ):
                    self.screen.marks.unmark()

        self.screen.app.push_screen(Picker(f"Assign an owner to {named}", options), chosen)

    def action_copy(self) -> None:
        """Copy the link of the selected resource, or the text of the selected session plan."""
        if plan := self.screen.plan_here():
            session_plan_actions.copy(self.screen, plan)
        elif thing := highlighted_resource(self.screen):
            if thing.link.strip():
                copy_text(self.screen, thing.link, f"link {thing.id}")
            else:
                self.screen.say(f"No link yet. Press {key_of('library.edit')} to add one.", problem=True)
