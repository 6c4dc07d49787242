"""Sent updates: every update that was sent, to read and to compare with another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.screen import BookScreen
from screens.common.text_export import copy_text
from screens.updates.letter import Letter, comparable
from screens.updates.lists import VIEWS
from screens.widgets.containers import Horizontal
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.noted_list import NotedList
from store.core.dates import format_day, format_day_short
from store.core.labels import label_of
from store.core.text import pluralize
from store.model.stakeholders import Update
from store.updates.archive import all_sent, compared, letter_of, readers_of


def nothing_sent() -> str:
    """The empty archive, and the key that fills it."""
    return f"No updates sent yet. On Updates, press {key_of('updates.sent')} to mark one as sent."


class SentScreen(BookScreen):
    """The list of what was sent, and the exact text of each."""

    ROOM = "updates"
    NEXT = "posts"
    PREVIOUS = "updates"
    BACK = "updates"
    AUTO_FOCUS = "#sent"
    VIEWS = VIEWS
    CSS_PATH = "archive.tcss"
    AT_ONCE = frozenset({"sent.mark"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Compare", id="sent.mark", tooltip="Compare with the next update you select"),
        Binding("y", "copy", "Copy", id="sent.copy", tooltip="Copy the text as sent"),
        Binding("v", "view", "Posts", id="sent.view", tooltip="Next view: comms plan"),
        previous_view("sent"),
        view_menu("sent", "Go to updates, sent updates, comms plan or map"),
        Binding("d", "delete", "Delete", id="sent.delete", tooltip="Delete this update (can be undone)"),
        Binding("escape,backspace", "leave", "Back", id="sent.leave", tooltip="Back to Updates"),
    ]
    _marked = ""
    _wanted = ""

    def body(self) -> ComposeResult:
        """The list at the left, the text at the right."""
        with Horizontal():
            yield NotedList(Column(11), Column(share=1), Column(8), title="Sent", id="sent", empty=nothing_sent)
            yield Letter(id="letter").when_empty("Sent update", "The selected update appears here as it was sent.")

    def arrive(self, key: str) -> None:
        """Select the last text sent to a stakeholder."""
        self._wanted = key
        if self.is_mounted:
            self.fill()
            self.set_focus(self.query_one("#sent"))

    def fill(self) -> None:
        """List everything that was sent."""
        found = all_sent(self.book)
        listing = self.query_one("#sent", Listing)
        wanted = next((update.id for update in found if self._wanted in (*update.to, update.id)), "")
        self._wanted = ""
        self._marked = self._marked if self._marked in self.book.updates else ""
        listing.titled(
            f"Sent · {len(found)}" if found else "Sent", "select another to compare" if self._marked else ""
        )
        listing.show((self._row(update) for update in found), wanted)
        self._show_letter()

    def _row(self, update: Update) -> Row:
        on_day = format_day_short(update.sent_on, self.today) if update.sent_on else ""
        names = readers_of(self.book, update)
        told = f"✓ {names}" if update.id == self._marked else names
        return Row(
            update.id,
            ((on_day, "dim"), (told, "strong"), label_of(update.kind).split()[-1], update.subject),
            search=f"{label_of(update.kind)} {letter_of(update)}",
        )

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected update."""
        return dict.fromkeys(("sent.mark", "sent.copy", "sent.delete"), self.here())

    def here(self) -> Update | None:
        """The selected update."""
        return self.book.updates.get(self.query_one("#sent", Listing).key)

    @on(Listing.Moved, "#sent")
    def _show_letter(self) -> None:
        paper, update = self.query_one("#letter", Letter), self.here()
        marked = self.book.updates.get(self._marked)
        if update is None or update.sent_on is None:
            paper.titled("")
            paper.show("")
        elif marked and marked.id != update.id and marked.sent_on:
            first, second = sorted((marked, update), key=lambda sent: (sent.sent_on or sent.until, sent.id))
            changes = compared(comparable(letter_of(first)), comparable(letter_of(second)))
            gone, new = (sum(change.which == which for change in changes) for which in ("gone", "new"))
            days = [format_day(sent.sent_on, self.today) for sent in (first, second) if sent.sent_on]
            paper.titled(
                f"− {days[0]}, {readers_of(self.book, first)} · + {days[1]}, {readers_of(self.book, second)}",
                f"− {pluralize(gone, 'line')} · + {pluralize(new, 'line')}",
            )
            paper.show_changes(changes)
        else:
            where = f"{readers_of(self.book, update)} · {format_day(update.sent_on, self.today)} · {label_of(update.channel)}"
            paper.titled(where, pluralize(len(update.text.split()), "word"))
            paper.show(letter_of(update))

    @on(Listing.Opened, "#sent")
    def _read(self) -> None:
        self.set_focus(self.query_one("#letter"))

    def action_mark(self) -> None:
        """Compare this text with the next one that is selected; once more ends that."""
        if update := self.here():
            self._marked = "" if self._marked == update.id else update.id
            self.fill()
        else:
            self.say(nothing_sent(), problem=True)

    def action_copy(self) -> None:
        """Copy the text as it was sent."""
        update = self.here()
        if update is None:
            self.say("Select an update first.", problem=True)
            return
        copy_text(self, letter_of(update), f"update {update.sent_on} {update.id}")

    def action_delete(self) -> None:
        """Delete the selected update from the book."""
        update = self.here()
        self.delete(update, f"The update to {readers_of(self.book, update)}" if update else "")

    def leave(self) -> None:
        """Back to the list first, then to Updates."""
        if not self.query_one("#sent").has_focus:
            self.set_focus(self.query_one("#sent"))
        else:
            super().leave()
