"""A grid: rows and columns with a cell cursor.

A list whose selected row has a selected cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.strip import Strip

from screens.widgets.keys import Text
from screens.widgets.line_widget import Span, fit
from screens.widgets.lists.columns import Cell, cell_text
from screens.widgets.lists.list_view import Listing, Row

NARROWEST = 8
"""Cells a column has at least, its gap included; further columns are reached by going there."""


class CellGrid(Listing):
    """Rows by columns.

    The first cell of a row is its name, the others belong to the columns in order.
    """

    BINDINGS = [
        Binding("right,l", "across(1)", "Right", show=False, id="grid.right", tooltip="Go to the next column"),
        Binding("left,h", "across(-1)", "Left", show=False, id="grid.left", tooltip="Go to the previous column"),
    ]

    TITLES = 1
    WIDEST: ClassVar[int] = 14
    """Cells a column has at most."""

    def __init__(self, *, title: str = "", empty: Text = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(title=title, empty=empty, id=id)
        self._heads: list[tuple[str, str]] = []
        self._column = 0
        self._left = 0

    # -- what it shows ---------------------------------------------------------------------------

    def show_grid(
        self, heads: Sequence[tuple[str, str]], rows: Sequence[Row], row: str = "", column: str = ""
    ) -> None:
        """Show columns, each with key and title, and rows.

        The cursor stays on its cell, or goes to the one named.
        """
        column = column or self.column
        self._heads = [*heads]
        self._column = next((i for i, (key, _) in enumerate(heads) if key == column), 0)
        self._reach()
        self.show(rows, row)

    @property
    def column(self) -> str:
        """The key of the selected column; nothing while there is none."""
        return self._heads[self._column][0] if self._column < len(self._heads) else ""

    # -- moving ----------------------------------------------------------------------------------

    def action_across(self, step: int) -> None:
        """Go to a neighbouring column."""
        self.go_across(self._column + step)

    def go_across(self, column: int) -> None:
        """Go to a column by its place."""
        if 0 <= column < len(self._heads) and column != self._column:
            self._column = column
            self._reach()
            self.redraw()
            self.post_message(self.Moved(self, self.key))

    def _reach(self) -> None:
        """Bring the selected column into view; the first one always is."""
        room = self._fits() - 1
        place = self._column - 1
        if place >= 0:
            self._left = max(min(self._left, place), place - room + 1, 0)
        self._left = min(self._left, max(0, len(self._heads) - 1 - room))

    def set_height(self, lines: int) -> None:
        """One line more, for the titles."""
        super().set_height(lines + self.TITLES)

    def on_resize(self) -> None:
        """Fit the columns anew."""
        self._reach()
        super().on_resize()

    async def on_click(self, event: events.Click) -> None:
        """Select the cell under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y - 1 + self.scroll_offset.y
        name, width = self._split()
        nth = (offset.x - name) // width
        shown = self._visible_columns()
        if offset.y < 1 or not 0 <= index < len(self._rows):
            return
        column = shown[nth] if 0 <= nth < len(shown) else self._column
        if index == self._cursor and column == self._column and event.chain > 1:
            self.action_open()
        self._go(index)
        self.go_across(column)

    # -- drawing ---------------------------------------------------------------------------------

    def _split(self) -> tuple[int, int]:
        """Cells of the names, and of each column."""
        across = self.content_width()
        name = max(across * 3 // 10, 12)
        fits = max(1, min(len(self._heads), (across - name) // NARROWEST))
        width = max(1, min((across - name) // fits, self.WIDEST))
        return across - fits * width, width

    def _fits(self) -> int:
        name, width = self._split()
        return max(1, (self.content_width() - name) // width)

    def draw_line(self, y: int) -> Strip:
        """Draw the titles or one row."""
        if not self._rows or not self._heads:
            return self._draw_empty(y)
        if y == 0:
            return self.strip(self._titles())
        index = y - 1 + self.scroll_offset.y
        return self.strip(
            self._cells(self._rows[index].written, index == self._cursor) if index < len(self._rows) else []
        )

    def _visible_columns(self) -> list[int]:
        """The places of the columns there is room for: the first, and those around the selected one."""
        last = min(len(self._heads), self._left + self._fits())
        return [0, *range(self._left + 1, last)] if self._heads else []

    def _titles(self) -> list[Span]:
        name, width = self._split()
        shown = self._visible_columns()
        before, after = self._left > 0, shown[-1] < len(self._heads) - 1
        more = f"{'← ' if before else ''}{'more →' if after else 'more' if before else ''}"
        spans: list[Span] = [(fit(more, name - 1, right=True), "dim"), (" ", "")]
        for place in shown:
            spans.append((fit(self._heads[place][1], width - 1), "heading" if place == self._column else "dim"))
            spans.append((" ", ""))
        return spans

    def _cells(self, row: Row, here: bool) -> list[Span]:
        """The name of a row and its cells; the selected one is set off."""
        name, width = self._split()
        look = "cursor" if self.has_focus else "blurred"
        spans: list[Span] = [
            (fit(cell_text(row.cells[0]), name - 1), "strong" if here else self._look(row.cells[0]))
        ]
        spans.append((" ", ""))
        for place in self._visible_columns():
            cell = row.cells[place + 1] if place + 1 < len(row.cells) else ""
            spans.append(
                (fit(cell_text(cell), width - 1), look if here and place == self._column else self._look(cell))
            )
            spans.append((" ", ""))
        return spans

    @staticmethod
    def _look(cell: Cell) -> str:
        return "" if isinstance(cell, str) else cell[1]
