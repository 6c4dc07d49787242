"""The frame of an import whose rows are shown with a tick each: a file or pasted cells in, the ticked rows imported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical

from screens.common.import_dialog import ImportDialog
from screens.widgets.bars import KeyBar
from screens.widgets.keys import key_of
from screens.widgets.line_widget import entitle
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.path_field import PathField
from screens.widgets.spans import Span
from screens.widgets.text_input import LineField
from store.book.transaction import Change
from store.core.text import pluralize

T = TypeVar("T")


class CellsPath(PathField):
    """Takes a path; pasted cells go to the dialog instead."""

    def on_paste(self, event: events.Paste) -> None:
        """Leave cells to the dialog; a path is put in as into any line."""
        if any(mark in event.text.strip("\r\n") for mark in "\r\n\t"):
            event.prevent_default()


class TickedImport(ImportDialog, Generic[T]):
    """Reads a file or a paste, shows what it holds, and imports what is ticked with one key."""

    TITLE_TEXT: ClassVar[str]
    TAKE: ClassVar[str]
    """The id of the binding that imports."""
    PATH: ClassVar[type[CellsPath]]
    ROWS: ClassVar[type[Listing]]
    COLUMNS: ClassVar[Sequence[Column]]
    NOUN: ClassVar[str]
    STOPPED = "Nothing has been imported."
    UNREAD = "Enter the path to a file first, or paste the cells."
    _rows: tuple[T, ...] = ()
    _left_out: frozenset[str] = frozenset()

    # -- what a kind of import says --------------------------------------------------------------------

    def found_in(self, path: Path | None, pasted: str, sheet: str) -> Sequence[T]:
        """What a file holds, or pasted cells where there is none."""
        raise NotImplementedError

    def key_of_row(self, row: T) -> str:
        """The key of a row of the list."""
        raise NotImplementedError

    def gains(self, row: T) -> bool:
        """Whether there is something to import of it."""
        raise NotImplementedError

    def cells(self, row: T, mark: Span) -> Row:
        """How it is listed, with its tick."""
        raise NotImplementedError

    def carry_out(self, rows: Sequence[T], change: Change) -> None:
        """Import what is ticked."""
        raise NotImplementedError

    # -- the dialog ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """A line for the path; below it how it works, or what was read."""
        with Vertical() as box:
            entitle(box, self.TITLE_TEXT)
            yield self.PATH(self._book.path, "file path, or paste cells here")
            yield Pane(id="found")
            yield Pane(id="plan")
            yield self.ROWS(*self.COLUMNS, id="topics")
            yield KeyBar()

    def on_mount(self) -> None:
        """Say how it works."""
        self.show_intro()
        self.set_focus(self.query_one(CellsPath))

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Read the file."""
        event.stop()
        path = event.value.strip()
        if path:
            self.query_one(CellsPath).keep_folder()
            self._read(path, "")
        else:
            self.say_problem(self.UNREAD)

    def on_input_changed(self) -> None:
        """Another path, other rows."""
        self._rows = ()
        self.forget()
        self.show_intro()

    def on_paste(self, event: events.Paste) -> None:
        """Understand pasted cells, wherever in the dialog they arrive."""
        event.stop()
        if event.text.strip():
            self._read("", event.text)

    @work(exclusive=True, group="plan")
    async def _read(self, typed: str, pasted: str, sheet: str = "") -> None:
        """Read it beside the screen."""
        again = partial(self._read, typed, pasted)
        found = await self.read_beside(lambda: self._found(typed, pasted, sheet), again)
        if found is None:
            return
        self._rows, self._left_out = tuple(found), frozenset()
        self.show_read(self.query_one(self.ROWS))
        self._show_plan()
        self.refresh_bindings()

    def _found(self, typed: str, pasted: str, sheet: str) -> Sequence[T]:
        from screens.common.clipboard import typed_path

        return self.found_in(typed_path(typed) if typed else None, pasted, sheet)

    def _chosen(self) -> list[T]:
        return [row for row in self._rows if self.gains(row) and self.key_of_row(row) not in self._left_out]

    def _show_plan(self) -> None:
        number = len(self._chosen())
        press: list[Span] = [
            ("Press ", ""),
            (key_of(self.TAKE), "accent"),
            (f" to import {pluralize(number, self.NOUN)}.", "strong"),
        ]
        self.show_lines([press if number else [("Nothing new to import.", "warn")]])
        self.query_one(self.ROWS).show(self.cells(row, self._mark(row)) for row in self._rows)

    def _mark(self, row: T) -> Span:
        if not self.gains(row):
            return "", ""
        return ("[ ]", "dim") if self.key_of_row(row) in self._left_out else ("[x]", "good")

    def action_tick(self) -> None:
        """Import the selected row, or leave it out."""
        if key := self.query_one(self.ROWS).key:
            self._left_out ^= {key}
            self._show_plan()

    def action_take(self) -> None:
        """Import what is ticked, in one step that can be undone."""
        if not self.may_take(read=self.has_class("-read")):
            return
        if chosen := self._chosen():
            what = pluralize(len(chosen), self.NOUN)
            self.take_in(what, lambda change, _: self.carry_out(chosen, change))
        else:
            self.notify("Nothing new to import.", markup=False)
