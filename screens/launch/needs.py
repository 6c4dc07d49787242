"""Needs: what members need and what was done, a view under Launch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.actions.need_actions import NeedCommands, need_look
from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.launch.base import VIEWS, launch_menu
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Listing, Row
from screens.widgets.lists.reason_list import ReasonList
from screens.widgets.panes import Pane
from screens.widgets.spans import Span
from store.core.dates import format_day, format_day_short
from store.core.labels import label_of
from store.core.text import quoted
from store.model.people import Need
from store.people.needs import SETTLED, all_needs, from_whom, stands, tally

DAY, STATUS = 11, 12
"""Cells of a day, and of how a need stands: ‘not possible’."""


def no_need() -> str:
    """What is said where there is no need."""
    return f"No needs yet. Press {key_of('needs.add')} to add the first."


class NeedsScreen(BookScreen):
    """Every need, the open ones first."""

    ROOM = "launch"
    NEXT = "launch"
    PREVIOUS = "checkups"
    VIEWS = VIEWS
    CSS_PATH = "needs.tcss"
    ACTIONS = (NeedCommands, PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "need", "Add", id="needs.add", tooltip="Record what members need"),
        Binding("r", "answer", "Answer", id="needs.answer", tooltip="Record the action taken"),
        Binding("v", "view", "Roadmap", id="needs.view", tooltip="Back to the roadmap"),
        previous_view("needs"),
        launch_menu("needs"),
        Binding("e", "edit", "Edit", id="needs.edit", tooltip="Edit this need"),
        Binding("d", "delete", "Delete", id="needs.delete", tooltip="Delete this need (can be undone)"),
        Binding("p", "page", "Person", id="needs.page", tooltip="Open the person’s page"),
        Binding(
            "escape,backspace", "leave", "Back", show=False, id="needs.leave", tooltip="Back to the previous screen"
        ),
    ]

    def body(self) -> ComposeResult:
        """The list, and the whole of what is selected."""
        with Horizontal():
            yield ReasonList(
                DAY, STATUS, id="needs",
                empty=lambda: f"No needs yet. Press {key_of('needs.add')} to add the first, such as training, a tool or help with wording.",
            )  # fmt: skip
            yield Pane(id="need").when_empty("Need", "The selected need appears here with the action taken.")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.query_one(Listing))

    def arrive(self, key: str) -> None:
        """Select a need."""
        if self.is_mounted:
            self.query_one(Listing).highlight(key)
        else:
            self.call_after_refresh(self.arrive, key)

    def fill(self) -> None:
        """Show every need."""
        listing = self.query_one(Listing)
        listing.titled(f"Needs · {len(self.book.needs)}", tally(self.book) if len(self.book.needs) else "")
        listing.show(self._row(need) for need in all_needs(self.book))
        self._show_need()

    @on(Listing.Moved)
    def _show_need(self) -> None:
        pane, need = self.query_one(Pane), self._here()
        pane.titled(from_whom(self.book, need) if need else "")
        pane.show(self._about(need) if need else [])

    def _about(self, need: Need) -> list[str | list[Span]]:
        """How a need stands, what to do next, and what it is."""
        lines: list[str | list[Span]] = [[(stands(need), need_look(need))]]
        if need.status not in SETTLED:
            lines.append(f"Press {key_of('needs.answer')} to record the action taken.")
        return [*lines, "", need.what, f"{format_day(need.on, self.today)}, {label_of(need.kind)}"]

    def _row(self, need: Need) -> Row:
        cells = (
            (format_day_short(need.on, self.today), "dim"),
            (need.what, "strong"),
            (f"{from_whom(self.book, need)}{f': {need.done}' if need.done else ''}", "dim"),
            (label_of(need.status), need_look(need)),
        )
        return Row(need.id, cells, search=label_of(need.kind))

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected need."""
        need = self._here()
        person = need and need.who in self.book.volunteers
        return {"needs.answer": need, "needs.page": person, "needs.edit": need, "needs.delete": need}

    def _here(self) -> Need | None:
        return self.book.needs.get(self.query_one(Listing).key)

    @on(Listing.Opened)
    def action_answer(self) -> None:
        """Record what was done about the selected need."""
        NeedCommands(self).answer_need(self._here())

    def action_edit(self) -> None:
        """Edit the selected need."""
        if need := self._here():
            self.ask_record(
                f"Edit need: {need.what}", Need, lambda changed: f"Edit {quoted(changed.what)}", base=need
            )
        else:
            self.say(no_need(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected need."""
        need = self._here()
        self.delete(need, quoted(need.what) if need else "")

    def action_page(self) -> None:
        """Open the page of the person with this need."""
        need = self._here()
        if need and need.who:
            self.post_message(GoTo("volunteer", need.who))
        else:
            self.say("This need is not linked to a person." if need else no_need(), problem=True)
