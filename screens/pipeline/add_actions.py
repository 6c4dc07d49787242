"""How people come into the book, and what is known about one is changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from screens.common.actions.commands import Commands
from screens.common.actions.people_actions import ASKED, PersonCommands
from screens.common.host import Host, highlighted_volunteer
from screens.common.messages import GoTo
from store.model.people import Volunteer
from store.people.duplicates import told_lookalike


class PeopleHost(Host, Protocol):
    """A screen of people."""

    def arrive(self, key: str) -> None:
        """Select someone."""


class AddCommands(Commands[PeopleHost]):
    """Adding people, importing them, editing one, and their roles."""

    def action_add(self) -> None:
        """Add a volunteer."""
        self.screen.ask_record(
            "Add person",
            Volunteer,
            lambda volunteer: f"Add {volunteer.name}",
            preset={"met_on": self.today},
            names=ASKED,
            follow=self._already_here,
            doubt=self._already_here,
            also=lambda change, volunteer: self.screen.call_after_refresh(self.screen.arrive, volunteer.id),
        )

    def _already_here(self, values: Mapping[str, Any]) -> str:
        """Who in the book may be meant by what is typed."""
        return told_lookalike(self.book, values.get("name", ""), values.get("email", ""))

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

    def action_roles(self) -> None:
        """Go to the roles and their holders."""
        self.screen.post_message(GoTo("roles"))
