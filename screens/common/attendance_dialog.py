"""Import of the attendance of a gathering, after a preview of what becomes of each person in the report."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.common.clipboard import typed_path
from screens.common.import_dialog import ImportDialog
from screens.widgets.bars import KeyBar
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.option import Option
from screens.widgets.panes import Pane
from screens.widgets.path_field import PathField
from screens.widgets.spans import Span
from screens.widgets.text_input import LineField
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import format_day
from store.core.errors import GuildbookError
from store.core.fields import LONGEST_LINE
from store.core.record import ORGANISER
from store.core.text import pluralize
from store.exchange.feedback_import.form_reader import Form
from store.model.calendar import Gathering
from store.people.directory import by_name, department_of

if TYPE_CHECKING:
    from store.exchange.attendance_import.attendance_plan import AttendancePlan, Entry

MOST_PASTED = 1_000_000
"""Characters of a pasted report; more is better read from a file."""
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ics", ".json")


class ReportLine(PathField):
    """Takes a path; a pasted report, list of names or path to a file goes to the dialog instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Read", id="attendance_in.read", tooltip="Read the report and show a preview")
    ]

    def on_paste(self, event: events.Paste) -> None:
        """Leave what is pasted to the dialog, which puts back what is only the beginning of a path."""
        event.prevent_default()


class People(Listing):
    """The people of the report, each with what becomes of them."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="attendance_in.take_in", tooltip="Import the attendance as shown"),
        Binding("space", "screen.answer", "Change", id="attendance_in.answer", tooltip="Change how this person is counted"),
        Binding("a", "screen.alike", "Apply to all", id="attendance_in.alike", tooltip="Count everyone not in the book like this person"),
        Binding("w", "screen.who", "Match", id="attendance_in.who", tooltip="Match this name to a person in the book"),
        Binding("tab", "app.focus_next", "Path", id="attendance_in.path", tooltip="Back to the path"),
    ]  # fmt: skip


class BringInAttendance(ImportDialog):
    """Reads a report, shows who is found and who is not, and imports with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="attendance_in.take", tooltip="Import the attendance as shown"),
        Binding("escape,ctrl+g", "leave", "Back", id="attendance_in.leave", tooltip="Close without importing"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    BringInAttendance {
        & > Vertical { width: 100; }
        & #plan { height: auto; max-height: 6; border: none; }
        & People { height: 1fr; border: none; &:focus { border: none; } }
        & #plan, People { display: none; }
        &.-read #plan, &.-read People { display: block; }
    }
    """

    LEAVE, STOPPED = "attendance_in.leave", "Nothing has been imported."
    UNREAD = "Enter the path to a report first, or paste one."
    _plan: AttendancePlan | None = None

    def __init__(
        self,
        book: Book,
        today: date,
        changing: Callable[[str], AbstractContextManager[Change]],
        gathering: Gathering,
    ) -> None:
        """Make the dialog.

        Args:
            book: what is imported into.
            today: for days.
            changing: opens one change of the book.
            gathering: whose attendance it is.
        """
        super().__init__(book, today, changing)
        self._gathering = gathering

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        return (
            f"Paste a report, a list of names or a file path here. You can also type the path and press {key_of('attendance_in.read')}.",
            "You can import reports from Teams, Zoom and Google Meet, any sheet with names, or feedback form responses.",
            "You’ll see a preview before anything is imported.",
        )

    def compose(self) -> ComposeResult:
        """A line for the path; below it how it works, or the plan and the people."""
        with Vertical() as box:
            entitle(
                box,
                f"Import attendance or feedback · {self._gathering.name}, {format_day(self._gathering.on, self._today)}",
            )
            yield ReportLine(self._book.path, "file path, or paste a report or names here")
            yield Pane(id="found")
            yield Pane(id="plan")
            yield People(Column(share=2), Column(share=3), Column(7, right=True), Column(19), id="people")
            yield KeyBar()

    def on_mount(self) -> None:
        """Say how it works."""
        self.show_intro()
        self.set_focus(self.query_one(ReportLine))

    # -- reading -----------------------------------------------------------------------------------

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Read what was typed: a path, or names."""
        event.stop()
        if not event.value.strip():
            self.say_problem(self.UNREAD)
        elif self._busy:
            self.say_busy()
        else:
            self._understand(event.value)

    def on_input_changed(self) -> None:
        """Another path, another report."""
        self._plan = None
        self.forget()
        self.show_intro()

    def on_paste(self, event: events.Paste) -> None:
        """Understand what is pasted, wherever in the dialog it arrives; the beginning of a path is typed on."""
        event.stop()
        if len(event.text) > MOST_PASTED:
            self.say_problem("Too much to paste. Save it as a file and type its path here.")
        elif _is_path(event.text) and not _file_at(event.text):
            self.query_one(ReportLine).put_in(event.text)
        elif event.text.strip():
            self._understand(event.text)

    def _understand(self, text: str) -> None:
        path = _file_at(text)
        if path is None and _is_path(text):
            try:
                path = typed_path(text)
            except GuildbookError as error:
                self.say_problem(str(error))
                return
        if path:
            self.query_one(ReportLine).keep_folder()
        self._read(path, text)

    @work(exclusive=True, group="plan")
    async def _read(self, path: Path | None, text: str, sheet: str = "") -> None:
        """Read a report and work out who is in it, beside the screen; the answers to a form are feedback instead."""
        self._plan = None
        found = await self.read_beside(lambda: self._found(path, text, sheet), partial(self._read, path, text))
        if found is None:
            return
        if isinstance(found, Form):
            from screens.common.feedback_dialog import BringInFeedback

            feedback = BringInFeedback(self._book, self._today, self._changing, self._gathering, found)
            self.app.push_screen(feedback, self.dismiss)
            return
        self._plan = found
        self.show_read(self.query_one(People))
        self._show_plan()
        self.refresh_bindings()

    def _found(self, path: Path | None, text: str, sheet: str) -> AttendancePlan | Form:
        """What a file or text holds: a form's answers, or who attended."""
        from store.exchange.attendance_import.attendance_plan import plan_attendance
        from store.exchange.attendance_import.report_reader import report_of
        from store.exchange.feedback_import.form_reader import form_of
        from store.exchange.table_rows import rows_in, rows_of

        rows = rows_of(path, sheet) if path else rows_in(text)
        with suppress(GuildbookError):
            if (form := form_of(rows)).rates:
                return form
        return plan_attendance(self._book, self._gathering, report_of(rows, self._gathering.on))

    # -- the plan ----------------------------------------------------------------------------------

    def _show_plan(self) -> None:
        from store.exchange.attendance_import.attendance_plan import outcome_words

        if (plan := self._plan) is None:
            return
        coming = outcome_words(plan)
        key = key_of("attendance_in.take_in")
        spans: list[Span] = [("Press ", ""), (key, "accent"), (f" to import {coming}.", "strong")]
        if not coming:
            spans = [
                (
                    "Nothing new to import."
                    if not plan.anything
                    else f"Press {key} to record the gathering as held.",
                    "warn",
                )
            ]
        title = plan.report.title
        told = f"{plan.report.described}: {title}" if title else plan.report.described
        self.show_lines([[(told, "dim")], spans, *self._notes(plan)])
        self.query_one(People).show(map(self._row, plan.entries))

    def _notes(self, plan: AttendancePlan) -> list[list[Span] | str]:
        notes: list[list[Span] | str] = []
        if plan.other_day:
            day = format_day(plan.other_day, self._today)
            notes.append([(f"This report is for {day}. Check that it is the right one.", "warn")])
        if asked := plan.asked:
            people = pluralize(len(asked), "person is not in the book", "people are not in the book")
            press = f"Press {key_of('attendance_in.answer')} to change how a person is counted."
            notes.append([(f"{people}. {press}", "warn")])
        if plan.report.nameless:
            notes.append(f"Left out {pluralize(plan.report.nameless, 'entry', 'entries')} without a name.")
        return notes

    def _row(self, entry: Entry) -> Row:
        from store.exchange.attendance_import.attendance_plan import NO_ONE, answer_words

        minutes = entry.participant.minutes
        out = entry.answer == NO_ONE
        look = "dim" if out or entry.recorded else "warn" if entry.asked else "good"
        stay = f"{minutes} min" if minutes is not None else ""
        return Row(
            entry.key,
            (
                (answer_words(self._book, entry), look),
                (entry.participant.name, "dim" if out else "strong"),
                (stay, "warn" if entry.short else "dim"),
                (self._why(entry), "dim"),
            ),
        )

    def _why(self, entry: Entry) -> str:
        plan = self._plan
        if entry.short and plan:
            return f"less than {pluralize(plan.shortest, 'minute')}"
        if entry.match.who == ORGANISER:
            return "the organiser"
        if entry.asked:
            return "counted earlier" if entry.recorded else "not in the book"
        if self._book.volunteers[entry.match.who].name == entry.participant.name:
            return f"same {entry.match.how}"
        return self._book.volunteers[entry.match.who].name

    def _here(self) -> Entry | None:
        key = self.query_one(People).key
        return next((entry for entry in self._plan.entries if entry.key == key), None) if self._plan else None

    def _set(self, *changes: tuple[str, str]) -> None:
        if self._plan:
            self._plan = self._plan.with_answers(dict(changes))
            self._show_plan()

    def action_answer(self) -> None:
        """Count the selected person in the next way there is."""
        if entry := self._here():
            choices = entry.choices if entry.answer in entry.choices else (entry.answer, *entry.choices)
            self._set((entry.key, choices[(choices.index(entry.answer) + 1) % len(choices)]))

    def action_alike(self) -> None:
        """Count all who are not in the book like the selected person."""
        from store.exchange.attendance_import.attendance_plan import ANSWERS

        entry, plan = self._here(), self._plan
        if plan and entry and entry.asked and entry.answer in ANSWERS:
            self._set(*((other.key, entry.answer) for other in plan.entries if other.asked and not other.short))
        else:
            self.notify("Select someone who is not in the book.", severity="warning", markup=False)

    def action_who(self) -> None:
        """Choose who in the book the selected person is."""
        from screens.widgets.lists.picker import Picker

        if (entry := self._here()) is None or not entry.asked:
            self.notify("Select someone who is not in the book.", severity="warning", markup=False)
            return
        people = by_name(self._book.volunteers.values())
        options = [Option(v.id, v.name, department_of(self._book, v)) for v in people]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._set((entry.key, picked[0]))

        self.app.push_screen(
            Picker(f"Who is ‘{entry.participant.name}’?", options, empty="There is no one in the book yet."), chosen
        )

    # -- importing --------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Import the attendance as it is shown, in one step that can be undone."""
        if not self.may_take(read=self._plan is not None):
            return
        from store.exchange.attendance_import.attendance_plan import carry_out, outcome_words

        if (plan := self._plan) is None or not plan.anything:
            self.notify("Nothing new to import.", markup=False)
        else:
            self.take_in(outcome_words(plan) or "attendance", lambda change, _: carry_out(plan, change))


def _file_at(text: str) -> Path | None:
    """The file that a text is the path of, as typed or pasted, if there is one."""
    if "\n" in text.strip() or len(text) > LONGEST_LINE:
        return None
    with suppress(GuildbookError, OSError, ValueError):
        path = typed_path(text.strip())
        return path if path.is_file() else None
    return None


def _is_path(text: str) -> bool:
    """Whether a text is meant as a path, although nothing may be there."""
    bare = text.strip().strip("'\"")
    return "\n" not in bare and ("/" in bare or "\\" in bare or bare.casefold().endswith(_ENDINGS))
