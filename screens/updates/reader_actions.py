"""Commands for recipients: add, change, delete, write to together."""

from __future__ import annotations

from typing import Protocol

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.messages import GoTo
from screens.updates.lists import ASKED
from screens.widgets.keys import key_of
from store.core.labels import label_of
from store.model.stakeholders import Stakeholder
from store.updates.stakeholders import shared_draft


def no_stakeholder() -> str:
    """What is said where there is no stakeholder."""
    return f"No stakeholders yet. Press {key_of('readers.add')} to add the first."


class ReaderHost(Host, Protocol):
    """A screen on which stakeholders are selected."""

    def reader(self) -> Stakeholder | None:
        """The selected stakeholder."""


class ReaderCommands(Commands[ReaderHost]):
    """Commands for the selected stakeholder; the list has their keys."""

    together: tuple[str, ...] = ()
    """The ids of the recipients of one shared text."""

    def keep(self) -> None:
        """Forget those who are not in the book any more."""
        self.together = tuple(key for key in self.together if key in self.book.stakeholders)

    def recipients(self) -> tuple[Stakeholder, ...]:
        """The recipients of one shared text, or the selected stakeholder."""
        if self.together:
            return tuple(self.book.stakeholders[key] for key in self.together)
        reader = self.screen.reader()
        return (reader,) if reader else ()

    def separate(self) -> None:
        """Let each have a text of their own again."""
        self.together = ()
        self.screen.fill()

    def action_together(self) -> None:
        """Tick or untick a recipient.

        All who are ticked get one text, and must want the same kind.
        """
        reader = self.screen.reader()
        if reader is None:
            self.screen.say(no_stakeholder(), problem=True)
            return
        first = self.book.stakeholders[self.together[0]] if self.together else None
        begun = shared_draft(self.book, reader.id)
        if reader.id in self.together:
            self.together = tuple(key for key in self.together if key != reader.id)
        elif first and first.kind != reader.kind:
            self.screen.say(
                f"One text needs one kind. {first.name}: {label_of(first.kind)}; {reader.name}: {label_of(reader.kind)}. Press {key_of('readers.edit')} to change it.",
                problem=True,
            )
            return
        elif begun and not first:
            self.together = begun.to
        else:
            self.together = (*self.together, reader.id)
        self.screen.fill()

    def action_page(self) -> None:
        """Everything about the selected stakeholder."""
        if reader := self.screen.reader():
            self.screen.post_message(GoTo("stakeholder", reader.id))
        else:
            self.screen.say(no_stakeholder(), problem=True)

    def action_add(self) -> None:
        """Add a stakeholder."""
        self.screen.ask_record(
            "Add stakeholder",
            Stakeholder,
            lambda who: f"Add {who.name}",
            preset={"since": self.today},
            names=ASKED,
        )

    def action_edit(self) -> None:
        """Edit the selected stakeholder."""
        if reader := self.screen.reader():
            self.screen.ask_record(
                f"Edit {reader.name}",
                Stakeholder,
                lambda who: f"Edit {who.name}",
                base=reader,
                names=ASKED,
            )
        else:
            self.screen.say(no_stakeholder(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected stakeholder."""
        reader = self.screen.reader()
        self.screen.delete(reader, reader.name if reader else "")
