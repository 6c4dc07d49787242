"""What is done with the log of thanks: added to, changed, deleted, copied, saved."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Protocol

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.actions.thanks_actions import CONTRIBUTION_FIELDS, ThanksCommands, public_by_type
from screens.common.host import Host
from screens.common.messages import GoTo
from screens.common.text_export import copy_text, save_text
from screens.recognition.log_views import Entry
from screens.widgets.keys import key_of
from store.core.text import join_words
from store.model.calendar import Gathering
from store.model.evaluation import FEEDBACK
from store.model.recognition import Contribution, Recognition
from store.people.directory import name_of
from store.recognition import statistics as praise
from store.recognition.recognition import LED, guessed
from store.texts import wall

FIELDS = ("to", "words", "behaviour", "form", "where", "public", "on", "contribution", "gathering")


def to_the_log() -> str:
    """What is said where an entry of the log is wanted."""
    return f"Press {key_of('recognition.other')} to go to the log, then select an entry."


class LogHost(Host, Protocol):
    """A screen that shows the log of thanks, in one of its views."""

    @property
    def month(self) -> date:
        """The first day of the month whose wall is shown."""

    @property
    def on_wall(self) -> bool:
        """Whether the log is the wall of a month."""

    def in_log(self) -> Entry | None:
        """The selected entry, while the cursor is in the log."""

    def shown(self) -> Entry | None:
        """The entry that is shown in full."""


class LogCommands(Commands[LogHost]):
    """What is done with the selected entry, or with the wall."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("a", "add", "Add", id="recognition.add", tooltip="Add a thank-you to one or more people"),
        Binding("y", "copy", "Copy", id="recognition.copy", tooltip="Copy this thank-you, or the whole wall"),
        Binding("e", "edit", "Edit", id="recognition.edit", tooltip="Edit the selected entry"),
        Binding("x", "save", "Save as…", id="recognition.save", tooltip="Save as an email draft, page or text"),
        Binding(
            "d", "delete", "Delete", id="recognition.delete", tooltip="Delete the selected entry (can be undone)"
        ),
    ]

    def action_add(self) -> None:
        """Log a thank-you to anyone."""
        self.screen.ask_record(
            "Add thank-you",
            Recognition,
            lambda thanks: f"Thank {join_words(praise.recipients(self.book, thanks), most=2)}",
            preset={"on": self.today, "behaviour": guessed(self.book)},
            names=FIELDS,
            implies=public_by_type,
        )

    def action_edit(self) -> None:
        """Change the selected entry."""
        entry = self.screen.in_log()
        match entry.record if entry else None:
            case Recognition() as thanks:
                self.screen.ask_record(
                    "Edit thank-you", Recognition, lambda _: "Edit thank-you", base=thanks, names=FIELDS
                )
            case Contribution() as made:
                self.screen.ask_record(
                    "Edit contribution",
                    Contribution,
                    lambda _: "Edit contribution",
                    base=made,
                    names=("volunteer", *CONTRIBUTION_FIELDS, *(FEEDBACK if made.kind in LED else ())),
                )
            case Gathering() as held:
                GatheringCommands(self.screen).mark_held(held)
            case _ if entry and entry.person:
                self.screen.post_message(GoTo("volunteer", entry.person))
            case _ if entry:
                ThanksCommands(self.screen).action_behaviours()
            case _:
                self.screen.say(to_the_log(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected entry."""
        entry = self.screen.in_log()
        if entry is None:
            self.screen.say(to_the_log(), problem=True)
        elif isinstance(entry.record, Recognition):
            names = join_words(praise.recipients(self.book, entry.record), most=2)
            self.screen.delete(entry.record, f"thank-you to {names}")
        elif isinstance(entry.record, Contribution):
            self.screen.delete(entry.record, f"contribution of {name_of(self.book, entry.record.volunteer)}")
        elif isinstance(entry.record, Gathering):
            self.screen.say("This is a gathering. Edit or delete it in the calendar.", problem=True)
        else:
            self.screen.say("Nothing to delete on this line. Select an entry.", problem=True)

    # -- out of the house --------------------------------------------------------------------------

    def _note(self) -> Recognition | None:
        """The thank-you that the pane shows, or None with a word about it."""
        entry = self.screen.shown()
        if entry and isinstance(entry.record, Recognition):
            return entry.record
        self.screen.say(
            f"Press {key_of('recognition.other')} to go to the log, then select a thank-you.", problem=True
        )
        return None

    def _empty_wall(self) -> bool:
        """Whether there is nothing on the wall to post; if so it says so."""
        if not praise.wall(self.book, self.screen.month):
            self.screen.say("No public thank-yous this month, so there is nothing to post.", problem=True)
            return True
        return False

    def action_copy(self) -> None:
        """Copy the selected note, or the whole wall."""
        from store.exchange import thanks_formats as letters

        if self.screen.on_wall:
            if not self._empty_wall():
                copy_text(
                    self.screen,
                    letters.wall_as_text(self.book, self.screen.month),
                    wall.title(self.screen.month),
                )
        elif note := self._note():
            copy_text(self.screen, letters.note(note), f"thank you {note.on} {note.id}")

    def action_save(self) -> None:
        """Save the selected thank-you as an email draft, or the whole wall as a page or text."""
        from store.exchange import thanks_formats as letters

        if self.screen.on_wall:
            if self._empty_wall():
                return
            month = self.screen.month
            save_text(
                self.screen,
                "Save thank-you wall",
                wall.title(month),
                {
                    ".html": lambda: letters.wall_as_html(self.book, month).encode(),
                    ".txt": lambda: letters.wall_as_text(self.book, month).encode(),
                },
                intro="Contains public thank-yous only.",
            )
        elif note := self._note():
            save_text(
                self.screen,
                "Save thank-you",
                f"thank you {join_words([name_of(self.book, who) for who in note.to] + [*note.named], most=3)} {note.on}",
                {".eml": lambda: letters.note_as_eml(self.book, note), ".txt": lambda: letters.note(note).encode()},
            )
