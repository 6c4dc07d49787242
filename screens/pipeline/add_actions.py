"""How people come into the book, and what is known about one is changed."""

from __future__ import annotations

from typing import Protocol

from screens.common.actions.commands import Commands
from screens.common.actions.people_actions import PersonCommands
from screens.common.host import Host, highlighted_volunteer


class PeopleHost(Host, Protocol):
    """A screen of people."""

    def arrive(self, key: str) -> None:
        """Select someone."""


class AddCommands(Commands[PeopleHost]):
    """Adding people, importing them, editing one, and their roles."""

    def action_add(self) -> None:
        """Add a volunteer."""
        PersonCommands(self.screen).add_person(lambda volunteer: self.screen.arrive(volunteer.id))

    def action_edit(self) -> None:
        """Change what is known about the selected volunteer."""
        if volunteer := highlighted_volunteer(self.screen):
            PersonCommands(self.screen).edit_person(volunteer)

    def action_bring_in(self) -> None:
        """Import people from a file or a pasted range."""
        from screens.pipeline.import_dialog import BringIn

        if not self.screen.may_write():
            return
        self.screen.app.push_screen(BringIn(self.book, self.today, self.screen.changing))
