"""Import of training requests from the answers to a form, after a preview of what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from screens.common.ticked_import import CellsPath, TickedImport
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.spans import Span
from store.book.transaction import Change
from store.core.dates import format_day_short
from store.core.text import pluralize

if TYPE_CHECKING:
    from store.exchange.request_import.request_reader import FormRequest


class FormPath(CellsPath):
    """Takes a path; pasted cells go to the dialog instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Read", id="requests_in.read", tooltip="Read the file and show a preview")
    ]


class Answers(Listing):
    """The answers to the form, each with what becomes of it."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="requests_in.take_in", tooltip="Import the ticked requests"),
        Binding("space", "screen.tick", "Include", id="requests_in.tick", tooltip="Import this request, or leave it out"),
        Binding("tab", "app.focus_next", "Path", id="requests_in.path", tooltip="Back to the path"),
    ]  # fmt: skip


class BringInRequests(TickedImport["FormRequest"]):
    """Reads the answers to a form, shows the requests, and imports them with one key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", show=False, id="requests_in.take", tooltip="Import the ticked requests"),
        Binding("escape,ctrl+g", "leave", "Back", id="requests_in.leave", tooltip="Close without importing"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    BringInRequests {
        & > Vertical { width: 90; }
        & #plan { height: 2; border: none; }
        & Answers { height: 1fr; border: none; &:focus { border: none; } }
        & #plan, Answers { display: none; }
        &.-read #plan, &.-read Answers { display: block; }
    }
    """

    TITLE_TEXT = "Import training requests"
    LEAVE, TAKE = "requests_in.leave", "requests_in.take_in"
    PATH, ROWS = FormPath, Answers
    COLUMNS = (Column(3), Column(share=2), Column(share=3), Column(9, right=True), Column(11), Column(share=2))
    NOUN = "training request"

    def intro(self) -> tuple[str, ...]:
        """How it works, before there is anything to show."""
        return (
            f"Enter the path to a CSV or Excel file and press {key_of('requests_in.read')}, or paste its cells here.",
            "It should contain form responses: topic and department, and optionally requester, number of people, deadline and place.",
            "People and departments are matched by name. Departments not yet in the book are added.",
        )

    def found_in(self, path: Path | None, pasted: str, sheet: str) -> Sequence[FormRequest]:
        """The requests of a file, or of pasted cells."""
        from store.exchange.request_import.request_reader import read_pasted, read_requests

        if path:
            return read_requests(self._book, path, self._today, sheet)
        return read_pasted(self._book, pasted, self._today)

    def key_of_row(self, row: FormRequest) -> str:
        """The number of its row."""
        return str(row.row)

    def gains(self, row: FormRequest) -> bool:
        """Whether it is new and whole."""
        return row.gains

    def cells(self, row: FormRequest, mark: Span) -> Row:
        """A request with who wants it, how many they are, and by when."""
        request = row.request
        state: Span = (row.problem, "warn") if row.problem else ("in the book" if row.known else "new", "dim")
        size = pluralize(request.size, "person", "people") if request.size else ""
        by = format_day_short(request.needed_by, self._today) if request.needed_by else ""
        topic = (request.topic, "strong" if row.gains else "dim")
        return Row(self.key_of_row(row), (mark, row.department, topic, size, by, state))

    def carry_out(self, rows: Sequence[FormRequest], change: Change) -> None:
        """Put the requests into the book, with the departments they bring."""
        from store.exchange.request_import.request_reader import carry_out

        carry_out(self._book, rows, change)
