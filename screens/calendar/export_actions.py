"""Other calendars, as the calendar screen offers them: bring one in, and write ours for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding

from screens.calendar.planning_actions import CalendarHost
from screens.common.actions.commands import Commands
from screens.common.record_forms import open_form
from store.book.book import Book
from store.core.fields import Field
from store.model.calendar import Ritual


class ExchangeCommands(Commands[CalendarHost]):
    """Bringing calendars in, and writing ours for other programs."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("x", "export", "Export", show=False, id="calendar.export", tooltip="Save it for other calendars"),
        Binding(
            "i", "bring_in", "Bring in", show=False, id="calendar.bring_in", tooltip="Bring in another calendar"
        ),
    ]

    def action_bring_in(self) -> None:
        """Bring in another calendar."""
        from screens.calendar.import_dialog import BringInCalendar

        if self.screen.may_write():
            self.screen.app.push_screen(BringInCalendar(self.book, self.today, self.screen.changing))

    def action_export(self) -> None:
        """Save the calendar, or the selected ritual, as a file for other programs."""
        from screens.common import clipboard

        ritual = self.screen.ritual()
        what = ritual.name if ritual else "the calendar"
        field = Field("path", "File", "where it goes", "text", True, "", False, (), "", str)

        def save(values: dict[str, str]) -> None:
            path = save_calendar(self.book, values["path"], ritual)
            self.screen.say(f"Saved {what} as {path}.")

        suggested = clipboard.suggested(f"{'ritual' if ritual else 'calendar'} {self.today}", ".ics")
        intro = "Outlook, Google, Apple and most calendars take it in; a later file brings them up to date."
        if not self.book.community.timezone.strip():
            intro = "The book has no time zone yet, so times are written without one. : and ‘Settings’ sets it."
        open_form(self.screen, f"Save {what}", [field], {"path": suggested}, save, intro=intro, enter_saves=True)


def save_calendar(book: Book, typed: str, ritual: Ritual | None = None) -> Path:
    """Write the calendar, or one ritual, to a file that does not exist yet.

    Raises:
        GuildbookError: another ending, the file exists, the time zone is none, or the system refused.
    """
    from screens.common.clipboard import typed_path
    from store.core.errors import SaveFailed
    from store.exchange.ical.exporter import as_ics
    from store.persistence.atomic_files import write_new

    path = typed_path(typed)
    if path.suffix.casefold() != ".ics":
        raise SaveFailed(f"{path.name} should end in .ics.")
    write_new(path, as_ics(book, ritual))
    return path
