"""One stakeholder's page: profile, requests and answers, contacts and updates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.updates.lists import ASKED, STANCE
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.text import quoted
from store.model.people import Ask, Contact, Reminder
from store.model.recognition import Recognition
from store.model.stakeholders import Duty, Stakeholder
from store.model.training_requests import TrainingRequest
from store.people.requests import open_asks
from store.profiles.person import Line, Section
from store.profiles.stakeholder import page


class StakeholderScreen(BookScreen):
    """Everything about one stakeholder: current facts at the left, history at the right."""

    ROOM = "updates"
    CSS_PATH = "stakeholder.tcss"
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
        Binding(
            "tab",
            "app.focus_next",
            "Switch list",
            show=False,
            id="stakeholder.other",
            tooltip="Go to the other list",
        ),
        Binding("escape,backspace", "leave", "Back", id="stakeholder.leave", tooltip="Back to the previous screen"),
    ]
    _id = ""

    def body(self) -> ComposeResult:
        """Current facts, and history."""
        with Horizontal():
            yield Listing(Column(16), Column(share=3), Column(share=2), id="now")
            yield Listing(
                Column(11), Column(share=3), Column(share=1), id="history",
                empty=lambda: f"No history yet. Press {key_of('person.contact')} to record a contact or {key_of('person.thank')} to thank them.",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Begin among the current facts."""
        self.set_focus(self.query_one("#now"))

    def arrive(self, key: str) -> None:
        """Show this stakeholder, from the top."""
        self._id = key
        if self.is_mounted:
            for listing in self.query(Listing):
                listing.filter("")
                listing.action_first()
            self.fill()
            self.set_focus(self.query_one("#now"))

    def person(self) -> str:
        """The stakeholder of this page."""
        return self._id

    def fill(self) -> None:
        """List everything about them."""
        who = self.book.stakeholders.get(self._id)
        if who is None:
            self.call_later(self.leave)
            return
        found = page(self.book, who, self.today)
        self._lines = {line.key: line for section in (*found.now, *found.history) for line in section.lines}
        now, history = self.query_one("#now", Listing), self.query_one("#history", Listing)
        now.titled(f"{who.name}{f', {who.job}' if who.job else ''}", who.leg)
        now.show(self._rows(found.now))
        history.titled("History", f"Press {key_of('stakeholder.other')} to go here")
        history.show(self._rows(found.history))

    @staticmethod
    def _rows(sections: Iterable[Section]) -> list[Row]:
        rows: list[Row] = []
        for section in sections:
            rows.append(Row("", (section.title,), heading=True))
            rows += [Row(line.key, ((line.mark, "dim"), line.what, (line.more, "dim"))) for line in section.lines]
        return rows

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected line; where it is no record, for the stakeholder."""
        line = self.here()
        record = line.record if line else None
        asked = isinstance(record, Ask) or next(iter(open_asks(self.book, self._id)), None)
        keys = {"stakeholder.answer": asked, "stakeholder.edit": line, "stakeholder.delete": record}
        return keys if record else {"stakeholder.write": True, "person.contact": True, **keys}

    def here(self) -> Line | None:
        """The selected line."""
        listing = self.focused if isinstance(self.focused, Listing) else self.query_one("#now", Listing)
        return self._lines.get(listing.key)

    # -- keys ------------------------------------------------------------------------------------------

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Edit the selected record, read a sent update, or edit their profile or position."""
        line, who = self.here(), self.book.stakeholders.get(self._id)
        if line and line.key in self.book.updates:
            self.post_message(GoTo("sent", line.key))
        elif line and isinstance(line.record, Ask | Reminder | Contact | Recognition | Duty | TrainingRequest):
            label = f"Edit {quoted(line.what)}" if line.what else "Edit this line"
            self.ask_record(label, type(line.record), lambda _: label, base=line.record)
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
        line = self.here()
        selected = line.record if line and isinstance(line.record, Ask) else None
        PersonCommands(self).answer_ask(selected or next(iter(open_asks(self.book, self._id)), None))

    def action_delete(self) -> None:
        """Delete the selected record."""
        line = self.here()
        if line and line.record:
            self.delete(line.record, quoted(line.what))
        else:
            self.say("Select a request, a responsibility or a dated line first.", problem=True)

    def action_write(self) -> None:
        """Go to the update for this stakeholder."""
        self.post_message(GoTo("updates", self._id))
