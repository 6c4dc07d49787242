"""Bringing people in: name a file or paste a range, see what was understood, set it right, take them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from screens.common.import_dialog import ImportDialog
from screens.pipeline.import_rows import Staying
from screens.widgets.bars import KeyBar
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.column_picker import Columns
from screens.widgets.lists.list_view import Column
from screens.widgets.lists.option import Option
from screens.widgets.panes import Pane
from screens.widgets.path_field import PathField
from screens.widgets.spans import Span
from screens.widgets.text_input import LineField
from store.core.errors import GuildbookError
from store.core.text import pluralize

if TYPE_CHECKING:
    from store.exchange.people_import.import_plan import ImportPlan
    from store.exchange.people_import.sheet import Sheet

MOST_PASTED = 1_000_000
"""Characters of a pasted range; more is better read from a file."""
FIRST_ROWS = 4
LEAVE_OUT = "-"


class PathLine(PathField):
    """Takes a path; a pasted range goes to the dialog instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Read", id="bring_in.read", tooltip="Read the file and show a preview")
    ]

    def on_paste(self, event: events.Paste) -> None:
        """Leave a range to the dialog; a path is put in as into any line."""
        text = event.text.strip("\r\n")
        if any(mark in text for mark in "\r\n\t"):
            event.prevent_default()


class BringIn(ImportDialog):
    """Reads a sheet, shows a preview, and imports the people with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="bring_in.take", tooltip="Import people"),
        Binding(
            "o",
            "turn_names",
            "Name order",
            id="bring_in.turn",
            tooltip="Put first names first, or keep names as written",
        ),
        Binding("escape,ctrl+g", "leave", "Back", id="bring_in.leave", tooltip="Close without importing"),
    ]
    DEFAULT_CSS = """
    BringIn {
        & > Vertical { width: 100; }
        & #source { height: 2; border: none; }
        & #plan { height: auto; max-height: 9; border: none; }
        & Staying { height: 1fr; border: none; &:focus { border: none; } }
        & Columns, #source, #plan, Staying { display: none; }
        &.-read Columns, &.-read #source, &.-read #plan, &.-read Staying { display: block; }
    }
    """

    LEAVE, STOPPED = "bring_in.leave", "No one was imported."
    UNREAD = "Enter a file path first, or paste the rows."
    _sheet: Sheet | None = None
    _fields: Mapping[int, str] = MappingProxyType({})
    _plan: ImportPlan | None = None
    _turn_names = True
    _updated: frozenset[int] = frozenset()
    """Rows of people already in the book who are to get what they gain."""

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        return (
            f"Enter the path to a CSV or Excel file, or to contacts exported from Google or Outlook. Then press {key_of('bring_in.read')}.",
            "You can also copy rows from your spreadsheet and paste them here.",
            "You’ll see a preview before anything is imported.",
        )

    def compose(self) -> ComposeResult:
        """A line for the path; below it how it works, or the sheet with its columns, the plan and who is left out."""
        with Vertical() as box:
            entitle(box, "Import people")
            yield PathLine(self._book.path, "file path, or paste rows here")
            yield Pane(id="found")
            yield Pane(id="source")
            yield Columns(id="columns")
            yield Pane(id="plan")
            yield Staying(Column(3), Column(9), Column(share=2), Column(share=7), id="staying")
            yield KeyBar()

    def on_mount(self) -> None:
        """Say how it works."""
        self.show_intro()
        self.set_focus(self.query_one(PathLine))

    # -- reading ---------------------------------------------------------------------------------

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Read the file."""
        event.stop()
        path = event.value.strip()
        if not path:
            self.say_problem(self.UNREAD)
        elif not self._busy:
            self.query_one(PathLine).keep_folder()
            self._read_file(path)

    def on_input_changed(self) -> None:
        """Another path, another sheet."""
        self._forget()
        self.show_intro()

    def on_paste(self, event: events.Paste) -> None:
        """Understand a pasted range, wherever in the dialog it arrives."""
        event.stop()
        self._forget()
        if len(event.text) > MOST_PASTED:
            self.say_problem("Too much to paste. Save it as a CSV file and type its path here.")
            return
        from store.exchange.people_import.spreadsheet_reader import read_pasted

        self._read(lambda: read_pasted(event.text), lambda sheet: None)

    def _read_file(self, typed: str, sheet: str = "") -> None:
        from screens.common.clipboard import typed_path
        from store.exchange.people_import.spreadsheet_reader import read_sheet

        def again(chosen: str) -> None:
            self._read_file(typed, chosen)

        self._read(lambda: read_sheet(typed_path(typed), sheet), again)

    @work(exclusive=True, group="read")
    async def _read(self, read: Callable[[], Sheet], again: Callable[[str], None]) -> None:
        """Read a sheet beside the screen; if the workbook has several, ask which one and read ``again``."""
        from store.exchange.people_import.importer import fields_by_column

        def found() -> tuple[Sheet, Mapping[int, str]]:
            sheet = read()
            return sheet, fields_by_column(sheet)

        self._forget()
        if (known := await self.read_beside(found, again)) is None:
            return
        self._sheet, self._fields = known
        columns = self.query_one(Columns)
        columns.column = 0
        self.show_read(columns)
        self._show_sheet()
        self._make_plan()

    def _forget(self) -> None:
        """Nothing is read yet."""
        self._sheet, self._plan, self._fields, self._turn_names = None, None, {}, True
        self.forget()

    # -- the columns -------------------------------------------------------------------------------

    def _show_sheet(self) -> None:
        from store.exchange.people_import.import_fields import FIELD_LABELS

        if (sheet := self._sheet) is None:
            return
        fields = [FIELD_LABELS.get(self._fields.get(index, ""), "") for index in range(len(sheet.columns))]
        first = list(zip(sheet.numbers, sheet.rows, strict=True))[:FIRST_ROWS]
        columns = self.query_one(Columns)
        columns.show(sheet.columns, fields, first)
        self._say_where()
        self.refresh_bindings()

    @on(Columns.Moved)
    def _say_where(self) -> None:
        """What was recognised, and which of its columns is selected."""
        if sheet := self._sheet:
            column = f"   column {self.query_one(Columns).column + 1} of {len(sheet.columns)}"
            said = f"{sheet.described}, {pluralize(len(sheet.rows), 'row')}"
            self.query_one("#source", Pane).show([[(said, "dim"), (column, "accent")]])

    @on(Columns.Asked)
    def _ask_field(self) -> None:
        """Say which field the selected column goes into."""
        from screens.widgets.lists.picker import Picker
        from store.exchange.people_import.import_fields import FIELD_LABELS

        if (sheet := self._sheet) is None:
            return
        index = self.query_one(Columns).column
        taken = {field: sheet.columns[column] for column, field in self._fields.items() if column != index}
        options = [Option(LEAVE_OUT, "Leave out", "not imported")]
        options += [
            Option(field, label, f"now from ‘{taken[field]}’" if field in taken else "")
            for field, label in FIELD_LABELS.items()
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self._give(index, picked[0].removeprefix(LEAVE_OUT))

        picked = [self._fields.get(index, LEAVE_OUT)]
        self.app.push_screen(Picker(f"Set field of ‘{sheet.columns[index]}’", options, picked=picked), chosen)

    @on(Columns.LeftOut)
    def _leave_out(self) -> None:
        self._give(self.query_one(Columns).column, "")

    def _give(self, index: int, field: str) -> None:
        """Take a column for another field, and plan anew."""
        from store.exchange.people_import.explicit_mapping import with_column

        if self._fields.get(index, "") != field:
            self._fields = with_column(self._fields, index, field)
            self._show_sheet()
            self._make_plan()

    # -- the plan ----------------------------------------------------------------------------------

    def _mapping(self, sheet: Sheet) -> dict[str, str]:
        return {name: self._fields.get(index, LEAVE_OUT) for index, name in enumerate(sheet.columns)}

    @work(exclusive=True, group="plan")
    async def _make_plan(self) -> None:
        """Work out who would be imported, beside the screen."""
        from store.exchange.people_import.column_mapping import names_somebody
        from store.exchange.people_import.importer import plan_import

        sheet, self._plan, self._updated = self._sheet, None, frozenset()
        if sheet is None:
            return
        self.query_one(Staying).show([])
        if not names_somebody(self._fields):
            self.show_lines(
                [
                    [("No column is set as the name.", "warn")],
                    [(f"Select it and press {key_of('columns.ask')}.", "")],
                ]
            )
            return
        mapping = self._mapping(sheet)
        try:
            plan = await self.beside(
                "Checking",
                lambda tell: plan_import(
                    self._book, sheet, self._today, mapping, tell, turn_names=self._turn_names
                ),
            )
        except GuildbookError as error:
            self.show_lines([str(error)])
            return
        self._plan = plan
        self._show_plan(sheet, plan)

    def show_lines(self, lines: list[list[Span] | str]) -> None:
        """Show the plan, or how far it is."""
        self.query_one("#plan", Pane).show(["", *lines])

    def _show_plan(self, sheet: Sheet, plan: ImportPlan) -> None:
        from screens.pipeline import import_preview as preview

        notes: list[list[Span] | str] = [[(note, "warn")] for note in plan.notes]
        self.show_lines(
            [
                preview.coming(plan, len(self._updated)),
                *preview.names(plan),
                preview.not_coming(plan),
                *preview.gaining(plan),
                *notes,
            ]
        )
        self.query_one(Staying).show(preview.staying(sheet, plan, self._fields, self._updated, self._today))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to turn names round where there are such."""
        if action == "turn_names":
            return self._plan is not None and bool(self._plan.turned)
        return super().check_action(action, parameters)

    def action_turn_names(self) -> None:
        """Put first names first, or keep names as written as they are written."""
        self._turn_names = not self._turn_names
        self._make_plan()

    def action_tick(self) -> None:
        """Give the selected person what they gain, or leave them unchanged."""
        key = self.query_one(Staying).key
        known = next((k for k in self._plan.gaining if f"{k.row}:known" == key), None) if self._plan else None
        if known is None:
            self.notify("This row adds nothing to the book.", severity="warning", markup=False)
        else:
            self._update(self._updated ^ {known.row})

    def action_tick_all(self) -> None:
        """Give everyone what they gain, or leave all unchanged."""
        every = frozenset(known.row for known in self._plan.gaining) if self._plan else frozenset()
        self._update(frozenset() if self._updated == every else every)

    def _update(self, rows: frozenset[int]) -> None:
        """Have these rows update their people."""
        self._updated = rows
        if self._sheet and self._plan:
            self._show_plan(self._sheet, self._plan)

    # -- importing ---------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Import the people, all in one step that one undo reverses."""
        if not self.may_take(read=self._sheet is not None):
            return
        from store.exchange.people_import.import_plan import coming_words
        from store.exchange.people_import.importer import carry_out

        plan, updated = self._plan, self._updated
        if plan is None or not (coming := coming_words(len(plan.newcomers), len(updated))):
            self.notify("No one to import. Check which field each column is matched to.", markup=False)
        else:
            self.take_in(coming, lambda change, tell: carry_out(self._book, plan, change, tell, updated))
