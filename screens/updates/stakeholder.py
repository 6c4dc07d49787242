"""One stakeholder's page: what is known, what was asked and answered, what was said and sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.updates.lists import ASKED
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from store.model.people import Ask, Contact, Reminder
from store.model.recognition import Recognition
from store.model.stakeholders import Duty, Stakeholder
from store.people.requests import open_asks
from store.profiles.person import Line, Section
from store.profiles.stakeholder import page


class StakeholderScreen(BookScreen):
    """Everything about one stakeholder: what is now at the left, what was at the right."""

    ROOM = "updates"
    CSS_PATH = "stakeholder.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        *PersonCommands.keys("contact"),
        Binding("a", "ask_for", "Ask", id="stakeholder.ask", tooltip="Note something you ask of them"),
        Binding("r", "answer", "Answer", id="stakeholder.answer", tooltip="Note what came of the selected ask"),
        *ThanksCommands.keys("thank"),
        Binding("e", "edit", "Edit", id="stakeholder.edit", tooltip="Change what is selected, or what is known"),
        Binding("w", "write", "Write", id="stakeholder.write", tooltip="Go to their update"),
        Binding("d", "delete", "Delete", show=False, id="stakeholder.delete", tooltip="Delete the selected line"),
        Binding(
            "tab",
            "app.focus_next",
            "Other list",
            show=False,
            id="stakeholder.other",
            tooltip="Go to the other list",
        ),
        Binding("escape,backspace", "leave", "Back", id="stakeholder.leave", tooltip="Back to where you came from"),
    ]
    _id = ""

    def body(self) -> ComposeResult:
        """What is now, and what was."""
        with Horizontal():
            yield Listing(Column(16), Column(share=3), Column(share=2), id="now")
            yield Listing(
                Column(11), Column(share=3), Column(share=1), id="history",
                empty=lambda: f"Nothing dated yet. Press {key_of('person.contact')} to note a contact, {key_of('person.thank')} to thank them.",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Begin among what is now."""
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
        history.titled("What was", f"{key_of('stakeholder.other')} goes here")
        history.show(self._rows(found.history))

    @staticmethod
    def _rows(sections: Iterable[Section]) -> list[Row]:
        rows: list[Row] = []
        for section in sections:
            rows.append(Row("", (section.title,), heading=True))
            rows += [Row(line.key, ((line.mark, "dim"), line.what, (line.more, "dim"))) for line in section.lines]
        return rows

    def here(self) -> Line | None:
        """The selected line."""
        listing = self.focused if isinstance(self.focused, Listing) else self.query_one("#now", Listing)
        return self._lines.get(listing.key)

    # -- keys ------------------------------------------------------------------------------------------

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the selected record, read what was sent, or change what is known."""
        line, who = self.here(), self.book.stakeholders.get(self._id)
        if line and line.key in self.book.updates:
            self.post_message(GoTo("sent", line.key))
        elif line and isinstance(line.record, Ask | Reminder | Contact | Recognition | Duty):
            what = line.what or "Change this"
            self.ask_record(what, type(line.record), lambda _: f"Edit ‘{what}’", base=line.record)
        elif who:
            self.ask_record(who.name, Stakeholder, lambda made: f"Edit {made.name}", base=who, names=ASKED)

    def action_answer(self) -> None:
        """Note what came of the selected ask, or of the oldest open one."""
        line = self.here()
        highlighted = line.record if line and isinstance(line.record, Ask) else None
        PersonCommands(self).answer_ask(highlighted or next(iter(open_asks(self.book, self._id)), None))

    def action_delete(self) -> None:
        """Delete the selected record."""
        line = self.here()
        if line and line.record:
            self.delete(line.record, f"‘{line.what}’")
        else:
            self.say("Highlight an ask, a duty or a dated line to delete it.", problem=True)

    def action_write(self) -> None:
        """To the update for this stakeholder."""
        self.post_message(GoTo("updates", self._id))
