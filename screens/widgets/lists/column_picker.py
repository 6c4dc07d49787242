"""The first rows of a sheet under their columns, with a column cursor."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from screens.widgets.line_widget import Drawn
from screens.widgets.spans import Span, fit
from store.core.text import one_line

NARROWEST, WIDEST = 8, 26
"""Cells a column takes, its gap not counted."""
GAP = 2
LEFT_OUT = "left out"


class Columns(Drawn, can_focus=True):
    """The columns of a sheet: heading, field, and first values."""

    BINDINGS = [
        Binding("enter", "screen.take", "Import", id="columns.take", tooltip="Import people"),
        Binding("space", "ask", "Set field", id="columns.ask", tooltip="Set the field of this column"),
        Binding(
            "delete,backspace", "leave_out", "Leave out", id="columns.leave_out", tooltip="Leave this column out"
        ),
        Binding(
            "right,l",
            "step(1)",
            "Next column",
            key_display="→",
            id="columns.right",
            tooltip="Select the next column",
        ),
        Binding(
            "left,h",
            "step(-1)",
            "Previous column",
            show=False,
            id="columns.left",
            tooltip="Select the previous column",
        ),
        Binding(
            "home,g",
            "edge(0)",
            "First column",
            show=False,
            id="columns.first",
            tooltip="Select the first column",
        ),
        Binding(
            "end,G", "edge(-1)", "Last column", show=False, id="columns.last", tooltip="Select the last column"
        ),
        Binding("tab", "app.focus_next", "Rows", id="columns.rows", tooltip="Go to the rows left out"),
    ]
    DEFAULT_CSS = "Columns { height: 6; border: none; padding: 0 1; &:focus { border: none; } }"

    class Asked(Message):
        """The user wants to say what the selected column holds."""

    class LeftOut(Message):
        """The user leaves the selected column out."""

    class Moved(Message):
        """Another column is selected."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names: list[str] = []
        self._fields: list[str] = []
        self._rows: list[tuple[int, Sequence[str]]] = []
        self._widths: list[int] = []
        self._left = 0
        self.column = 0

    def show(self, names: Sequence[str], fields: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Show a sheet's first rows.

        Args:
            names: what the columns are called.
            fields: what each is taken for, in words; nothing for one that is left out.
            rows: the first rows with their numbers.
        """
        self._names, self._rows = [one_line(name) for name in names], list(rows)
        self._fields = [f"→ {field}" if field else LEFT_OUT for field in fields]
        self._widths = [
            min(WIDEST, max([NARROWEST, *(cell_len(text) for text in self._texts(index))]))
            for index in range(len(self._names))
        ]
        self.column = min(self.column, max(len(self._names) - 1, 0))
        self._settle()

    def _texts(self, column: int) -> list[str]:
        return [self._names[column], self._fields[column], *(one_line(row[column]) for _, row in self._rows)]

    # -- moving ----------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Go to a neighbouring column."""
        self._go(self.column + step)

    def action_edge(self, end: int) -> None:
        """Go to the first or last column."""
        self._go(len(self._names) - 1 if end else 0)

    def _go(self, column: int) -> None:
        if 0 <= column < len(self._names) and column != self.column:
            self.column = column
            self._settle()
            self.post_message(self.Moved())

    def action_ask(self) -> None:
        """Say what the selected column holds."""
        self.post_message(self.Asked())

    def action_leave_out(self) -> None:
        """Leave the selected column out."""
        self.post_message(self.LeftOut())

    async def on_click(self, event: events.Click) -> None:
        """Select the column under the mouse; a second click asks about it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        starts = [*accumulate((w + GAP for w in self._widths[self._left :]), initial=self._margin())]
        for index, (start, end) in enumerate(pairwise(starts), self._left):
            if start <= offset.x < end:
                again = index == self.column
                self._go(index)
                if again and event.chain > 1:
                    self.action_ask()

    def on_resize(self) -> None:
        """Fit the columns anew."""
        self._settle()

    def _settle(self) -> None:
        """Bring the selected column into view as a whole."""
        self._left = min(self._left, self.column)
        room = self.content_width() - self._margin()
        while self._left < self.column and sum(self._taken()) - GAP > room:
            self._left += 1
        self.set_height(2 + len(self._rows))

    def _taken(self) -> list[int]:
        return [width + GAP for width in self._widths[self._left : self.column + 1]]

    # -- drawing ---------------------------------------------------------------------------------

    def _margin(self) -> int:
        """Cells the row numbers take, with the gap behind them."""
        return max((len(str(number)) for number, _ in self._rows), default=1) + GAP

    def draw_line(self, y: int) -> Strip:
        """Draw one line across the columns."""
        if y >= 2 + len(self._rows):
            return self.strip([])
        margin = self._margin()
        number = str(self._rows[y - 2][0]) if y >= 2 else ""
        spans: list[Span] = [(fit(number, margin - GAP, right=True) + " " * GAP, "dim")]
        left = self.content_width() - margin
        for column in range(self._left, len(self._names)):
            width = min(self._widths[column], left)
            if width < NARROWEST:
                break
            spans += [(fit(self._texts(column)[y], width), self._look_of(column, y)), (" " * GAP, "")]
            left -= width + GAP
        return self.strip(spans)

    def _look_of(self, column: int, y: int) -> str:
        if column == self.column and y < 2:
            return "cursor" if self.has_focus else "blurred"
        if self._fields[column] == LEFT_OUT:
            return "dim"
        return ("strong", "accent")[y] if y < 2 else ""
