"""Other calendars, as the calendar screen offers them: import one, and export ours for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding

from screens.calendar.planning_actions import CalendarHost
from screens.calendar.text_actions import save_message, texts_about
from screens.common.actions.commands import Commands
from screens.common.actions.gathering_actions import GatheringCommands
from screens.common.record_forms import open_form
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from store.book.book import Book
from store.core.fields import Field
from store.core.text import quoted
from store.model.calendar import Ritual

CALENDAR = "calendar"
"""The choice of the whole calendar."""


class ExchangeCommands(Commands[CalendarHost]):
    """Importing calendars, and exporting ours for other programs."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "x",
            "export",
            "Export",
            show=False,
            id="calendar.export",
            tooltip="Export a calendar file, or a text about this gathering",
        ),
        Binding(
            "i",
            "bring_in",
            "Import",
            show=False,
            id="calendar.bring_in",
            tooltip="Import attendance or feedback for this gathering, or a calendar",
        ),
        Binding(
            "I",
            "bring_in_calendar",
            "Import calendar",
            show=False,
            id="calendar.bring_in_calendar",
            tooltip="Import another calendar",
        ),
    ]

    def action_bring_in(self) -> None:
        """Import the attendance of the selected gathering once its day has come; otherwise another calendar."""
        gathering = self.screen.gathering()
        if gathering and gathering.on <= self.today:
            GatheringCommands(self.screen).import_attendance(gathering)
        else:
            self.action_bring_in_calendar()

    def action_bring_in_calendar(self) -> None:
        """Import another calendar."""
        from screens.calendar.import_dialog import BringInCalendar

        if self.screen.may_write():
            self.screen.app.push_screen(BringInCalendar(self.book, self.today, self.screen.changing))

    def action_export(self) -> None:
        """Save the calendar or the selected ritual as a file for other programs, or a text about the selected gathering."""
        gathering = self.screen.gathering()
        if gathering is None or not texts_about(gathering, self.today):
            self._export_calendar()
            return
        from screens.widgets.lists.picker import Picker

        options = [
            Option(CALENDAR, "Calendar", "for Outlook, Google, Apple and others"),
            *texts_about(gathering, self.today),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == (CALENDAR,):
                self._export_calendar()
            elif picked:
                save_message(self.screen, gathering, picked[0])

        self.screen.app.push_screen(Picker("Export", options), chosen)

    def _export_calendar(self) -> None:
        from screens.common import clipboard

        ritual = self.screen.ritual()
        what = quoted(ritual.name) if ritual else "calendar"
        field = Field("path", "File", "ends in .ics", "text", True, "", False, (), "", str)

        def save(values: dict[str, str]) -> None:
            path = save_calendar(self.book, values["path"], ritual)
            self.screen.say(f"Exported {what} to {path}.")

        suggested = clipboard.suggested(
            f"{'ritual' if ritual else 'calendar'} {self.today}", [".ics"], written=True
        )
        intro = "Outlook, Google, Apple and most other calendars can import the file. A later export updates the same events."
        if not self.book.community.timezone.strip():
            intro = f"The book has no time zone, so times are exported without one. Press {key_of('app.palette')} and choose ‘Settings’ to set one."
        open_form(self.screen, f"Export {what}", [field], {"path": suggested}, save, intro=intro, enter_saves=True)


def save_calendar(book: Book, typed: str, ritual: Ritual | None = None) -> Path:
    """Write the calendar, or one ritual, to a new file.

    Raises:
        GuildbookError: another ending, the file exists, the time zone is unknown, or the system refused.
    """
    from screens.common.clipboard import typed_path
    from store.core.errors import SaveFailed
    from store.exchange.ical.exporter import as_ics
    from store.persistence.atomic_files import write_new

    path = typed_path(typed)
    if path.suffix.casefold() != ".ics":
        raise SaveFailed(f"Not saved: ‘{path.name}’ does not end in .ics. Choose a name that does.")
    write_new(path, as_ics(book, ritual))
    return path
