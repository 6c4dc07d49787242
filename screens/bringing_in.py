"""Bringing people in: name a file or paste a range, see what was understood, take them in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from screens.widgets.bars import KeyBar
from screens.widgets.drawn import Pane, entitle
from screens.widgets.line import LineField
from store.book import Book, Change
from store.errors import GuildbookError
from store.text import counted

if TYPE_CHECKING:
    from store.exchange.people import ImportPlan
    from store.exchange.sheets import Sheet

MOST_PASTED = 1_000_000
"""Characters of a pasted range; more is better read from a file."""
TITLE = "Bring people in"
INTRO = (
    "Type the path of a file and press enter: a CSV or Excel sheet, or the contacts that Google or Outlook exported.",
    "Or copy the rows in your spreadsheet and paste them here.",
    "Nothing is taken in before you have seen what was understood.",
)


class PathLine(LineField):
    """Takes a path; a pasted range goes to the dialog instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "submit",
            "Read, then take in",
            id="bring_in.read",
            tooltip="Read the file; again takes the people in",
        )
    ]

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.strip("\r\n")
        if any(mark in text for mark in "\r\n\t"):
            event.prevent_default()
            event.stop()
            screen = self.screen
            assert isinstance(screen, BringIn)
            screen.read_pasted(text)
        else:
            super()._on_paste(event)


class BringIn(ModalScreen[bool]):
    """Reads a sheet, shows what was understood, and takes the people in with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Take them in", id="bring_in.take"),
        Binding("escape,ctrl+g", "leave", "Back", id="bring_in.leave"),
        Binding("down", "scroll_found(1)", "Down", show=False, id="bring_in.down"),
        Binding("up", "scroll_found(-1)", "Up", show=False, id="bring_in.up"),
        Binding("pagedown", "scroll_found(10)", "Page down", show=False, id="bring_in.page_down"),
        Binding("pageup", "scroll_found(-10)", "Page up", show=False, id="bring_in.page_up"),
    ]
    DEFAULT_CSS = """
    BringIn {
        align: center middle;
        & > Vertical { width: 100; max-width: 98%; height: 24; max-height: 96%; background: $surface; border: round $primary; }
        & Input { height: 1; border: none; padding: 0 1; background: $boost; }
        & #found { height: 1fr; border: none; }
    }
    """

    def __init__(self, book: Book, today: date, changing: Callable[[str], AbstractContextManager[Change]]) -> None:
        """Make the dialog; ``changing`` opens one change of the book."""
        super().__init__()
        self._book, self._today, self._changing = book, today, changing
        self._plan: ImportPlan | None = None

    def compose(self) -> ComposeResult:
        """A line for the path, and what was found below it."""
        with Vertical() as box:
            entitle(box, TITLE)
            yield PathLine("", "path of the file, or paste a range here")
            yield Pane(id="found")
            yield KeyBar()

    def on_mount(self) -> None:
        """Say how it works."""
        self.query_one(Pane).show(INTRO)
        self.set_focus(self.query_one(PathLine))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in needs something to take in."""
        return None if action == "take" and not (self._plan and self._plan.newcomers) else True

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Read the file; a second enter takes the people in."""
        event.stop()
        if self._plan and self._plan.newcomers:
            self.action_take()
        elif event.value.strip():
            self._read(event.value.strip().strip("'\""))

    def on_input_changed(self) -> None:
        """Another path, another plan."""
        self._plan = None
        entitle(self.query_one(Vertical), TITLE)
        self.refresh_bindings()

    def read_pasted(self, text: str) -> None:
        """Understand a pasted range."""
        if len(text) > MOST_PASTED:
            self._show_problem("That is too much to paste; save it as a CSV file and name it here.")
            return
        from store.exchange.sheets import read_pasted

        self._understand(lambda: read_pasted(text))

    def _read(self, typed: str) -> None:
        from screens.clipboard import typed_path
        from store.exchange.sheets import read_sheet

        self._understand(lambda: read_sheet(typed_path(typed)))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _understand(self, read: Callable[[], Sheet]) -> None:
        from store.exchange.people import plan_import

        try:
            plan = plan_import(self._book, read(), self._today)
        except GuildbookError as error:
            self.app.call_from_thread(self._show_problem, str(error))
        else:
            self.app.call_from_thread(self._show_plan, plan)

    def _show_problem(self, text: str) -> None:
        self.query_one(Pane).show([text])

    def _show_plan(self, plan: ImportPlan) -> None:
        from store.exchange.people import summary

        self._plan = plan
        self.refresh_bindings()
        count = len(plan.newcomers)
        end = f"enter takes {counted(count, 'person', 'people')} in." if count else "Nobody new to take in."
        self.query_one(Pane).show([*summary(plan), "", end])
        self.query_one(Pane).scroll_home(animate=False)
        entitle(self.query_one(Vertical), TITLE, end)  # in sight, however long the rest is

    def action_scroll_found(self, lines: int) -> None:
        """Read on in what was found."""
        self.query_one(Pane).scroll_relative(y=lines, animate=False)

    def action_take(self) -> None:
        """Take the people in, all in one step that one undo takes back."""
        from store.exchange.people import carry_out

        plan = self._plan
        if plan is None or not plan.newcomers:
            return
        came = counted(len(plan.newcomers), "person", "people")
        try:
            with self._changing(f"Bring in {came}") as change:
                carry_out(self._book, plan, change)
        except GuildbookError as error:
            self._show_problem(str(error))
            return
        self.notify(f"{came} came in; u takes that back.", markup=False)
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave without taking anybody in."""
        self.dismiss(False)
