"""One stakeholder's page: profile, requests and answers, contacts and updates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import other_list
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.record_page import RecordPage, RecordScreen
from screens.updates.lists import ASKED, STANCE
from screens.widgets.keys import key_of
from store.core.text import quoted
from store.model.people import Ask, Contact, Reminder
from store.model.recognition import Recognition
from store.model.stakeholders import Duty, Stakeholder
from store.model.training_requests import TrainingRequest
from store.people.requests import open_asks
from store.profiles.record_page import Line, Page
from store.profiles.stakeholder import page


def no_history() -> str:
    """An empty past, and the keys that begin one."""
    return f"No history yet. Press {key_of('person.contact')} to record a contact or {key_of('person.thank')} to thank them."


class StakeholderScreen(RecordScreen):
    """Everything about one stakeholder."""

    ROOM = "updates"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *PersonCommands.keys("contact"),
        Binding(
            "a", "ask_for", "Add request", id="stakeholder.ask", tooltip="Record a request to this stakeholder"
        ),
        Binding(
            "r", "answer", "Answer", id="stakeholder.answer", tooltip="Record their answer to the selected request"
        ),
        *ThanksCommands.keys("thank"),
        Binding("e", "edit", "Edit", id="stakeholder.edit", tooltip="Edit the selected line, or their profile"),
        Binding("W", "write", "Write", id="stakeholder.write", tooltip="Write their update"),
        Binding(
            "d",
            "delete",
            "Delete",
            show=False,
            id="stakeholder.delete",
            tooltip="Delete the selected line (can be undone)",
        ),
        other_list("stakeholder"),
        Binding("escape,backspace", "leave", "Back", id="stakeholder.leave", tooltip="Back to the previous screen"),
    ]

    def body(self) -> ComposeResult:
        """The page."""
        yield RecordPage(no_history)

    def person(self) -> str:
        """The stakeholder of this page."""
        return self._id

    def page(self) -> Page | None:
        """Everything about them."""
        who = self.book.stakeholders.get(self._id)
        return page(self.book, who, self.today) if who else None

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected line; where it is no record, for the stakeholder."""
        line = self.view.here()
        record = line.record if line else None
        asked = isinstance(record, Ask) or next(iter(open_asks(self.book, self._id)), None)
        keys = {
            **self.view.fold_keys(),
            "stakeholder.answer": asked,
            "stakeholder.edit": line,
            "stakeholder.delete": record,
        }
        return keys if record else {"stakeholder.write": True, "person.contact": True, **keys}

    # -- keys ------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the selected record, or their profile or position."""
        self.open_line(self.view.here())

    def open_line(self, line: Line | None) -> None:
        """Edit what a line is about, read a sent update, write the next one, or edit their profile or position."""
        who, record = self.book.stakeholders.get(self._id), line.record if line else None
        if line and line.key in self.book.updates:
            self.post_message(GoTo("sent", line.key))
        elif line and line.key.startswith("update:"):
            self.action_write()
        elif line and line.key.startswith("ask:") and isinstance(record, Ask):
            PersonCommands(self).answer_ask(record)
        elif line and isinstance(record, Ask | Reminder | Contact | Recognition | Duty | TrainingRequest):
            label = f"Edit {quoted(line.what)}" if line.what else "Edit this line"
            self.ask_record(label, type(record), lambda _: label, base=record)
        elif who:
            position = line is not None and line.key in ("place", *STANCE)
            self.ask_record(
                f"Edit {who.name}",
                Stakeholder,
                lambda made: f"Edit {made.name}",
                base=who,
                names=STANCE if position else ASKED,
            )

    def action_answer(self) -> None:
        """Record the answer to the selected request, or to the oldest open one."""
        line = self.view.here()
        selected = line.record if line and isinstance(line.record, Ask) else None
        PersonCommands(self).answer_ask(selected or next(iter(open_asks(self.book, self._id)), None))

    def action_delete(self) -> None:
        """Delete the selected record."""
        line = self.view.here()
        if line and line.record:
            self.delete(line.record, quoted(line.what))
        else:
            self.say("Select a request, a responsibility or a dated line first.", problem=True)

    def action_write(self) -> None:
        """Go to the update for this stakeholder."""
        self.post_message(GoTo("updates", self._id))
