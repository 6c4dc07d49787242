"""A grid: rows and columns with a cell cursor.

A list whose selected row has a selected cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from screens.widgets.keys import Text
from screens.widgets.lists.columns import Cell, cell_text, span_of
from screens.widgets.lists.list_view import Listing, Row
from screens.widgets.spans import Span, fit, fit_spans, wrapped
from store.core.text import one_line

GAP = 1
"""Cells between two columns."""
SPARE = 3
"""Cells beyond that which a column gets where there is room."""
LEAST = 8
"""Cells a column keeps at least where its texts are set on several lines."""
LEAST_NAME = 24
"""Cells of a row's name that the columns leave it at least."""


class CellGrid(Listing):
    """Rows by columns.

    The first cell of a row is its name, the others belong to the columns in order.
    """

    BINDINGS = [
        Binding("right,l", "across(1)", "Right", show=False, id="grid.right", tooltip="Go to the next column"),
        Binding("left,h", "across(-1)", "Left", show=False, id="grid.left", tooltip="Go to the previous column"),
    ]

    TITLES = 1
    ALWAYS: ClassVar[int] = 1
    """The first columns that are always in sight; the others are reached by going there."""
    WRAPS: ClassVar[bool] = False
    """Whether texts that do not fit are set on several lines; else further columns are reached by going there."""

    def __init__(self, *, title: str = "", empty: Text = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(title=title, empty=empty, id=id)
        self._heads: list[tuple[str, str]] = []
        self._column = 0
        self._left = 0
        self._split_for: tuple[object, ...] = ()
        self._split_as: tuple[int, list[int]] = 0, []
        """Cells of the names and of each column, gaps included, and what they were worked out for."""
        self._page_for: tuple[object, ...] = ()
        self._page: tuple[int, list[int], list[int]] = 0, [], []
        """What is in sight, and what it was worked out for."""
        self._longest = 0
        """Cells that the longest name needs."""
        self._tops: list[int] = [0]
        """The first line of each row, and the one after the last."""

    # -- what it shows ---------------------------------------------------------------------------

    def show_grid(
        self, heads: Sequence[tuple[str, str]], rows: Sequence[Row], row: str = "", column: str = ""
    ) -> None:
        """Show columns, each with key and title, and rows.

        The cursor stays on its cell, or goes to the one named.
        """
        column = column or self.column
        self._heads = [(key, one_line(title)) for key, title in heads]
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
        """Bring the selected column into view."""
        place = self._column - self.ALWAYS
        if place >= 0:
            self._left = min(self._left, place)
            while self._left < place and self._column not in self._visible_columns():
                self._left += 1
        while self._left and len(self._heads) - 1 in self._from(self._left - 1):
            self._left -= 1  # no room is left empty while there are columns

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
        line = offset.y - self.TITLES + self.scroll_offset.y
        if offset.y < self.TITLES or not 0 <= line < self._lines() or not self._rows:
            return
        index = self._row_at(line)
        if self._rows[index].heading:
            return
        column = self._column_at(offset.x)
        if index == self._cursor and column == self._column and event.chain > 1:
            self.action_open()
        self._go(index)
        self.go_across(column)

    def _column_at(self, x: int) -> int:
        """The column at a cell; the selected one where there is none."""
        name, widths, shown = self._shown()
        for place in shown:
            if name <= x < name + widths[place]:
                return place
            name += widths[place]
        return self._column

    # -- how wide its columns are, and how high its rows ---------------------------------------------

    def _split(self) -> tuple[int, list[int]]:
        """Cells of the names, and of each column, gaps included: what their texts need, while all have room."""
        across = self.content_width()
        if self._split_for != (across, self._rows, self._heads):
            self._split_for = across, self._rows, self._heads
            self._longest, needs = self._needed()
            self._split_as = self._grid_widths(across, self._longest, needs)
            heights = (self._height(row.written) for row in self._rows)
            self._tops = list(accumulate(heights, initial=0))
        return self._split_as

    def _shown(self) -> tuple[int, list[int], list[int]]:
        """Cells of the names, with what the columns in sight leave where they need it, of each column, and those columns."""
        split = name, widths = self._split()
        now = self._left, self._longest, self.content_width(), split
        if self._page_for != now:
            shown = self._from(self._left)
            left = self.content_width() - name - sum(widths[place] for place in shown) + GAP
            self._page_for = now
            self._page = max(name, min(self._longest, name + left)), widths, shown
        return self._page

    def _needed(self) -> tuple[int, list[int]]:
        """Cells that the widest name and the widest text of each column need, their titles included."""
        name, needs = 0, [self._title_width(title) for _, title in self._heads]
        for row in self._rows:
            if not row.heading:
                texts = [cell_text(cell) for cell in row.written.cells]
                name = max(name, cell_len(texts[0]))
                needs = [max(need, cell_len(text)) for need, text in zip(needs, texts[1:], strict=False)]
        return name + GAP, [need + GAP for need in needs]

    def _title_width(self, title: str) -> int:
        """The fewest cells in which a title fits its lines."""
        title = one_line(title)  # lines of its own would never become fewer
        width = max(map(cell_len, title.split()), default=1)
        while len(wrapped(title, width)) > self.TITLES:
            width += 1
        return width

    def _grid_widths(self, across: int, name: int, needs: list[int]) -> tuple[int, list[int]]:
        spare = across - name - sum(needs) + GAP
        if spare >= 0:
            more = min(SPARE, spare // max(len(needs), 1))
            return name, [need + more for need in needs]
        if name + spare >= LEAST_NAME:
            return name + spare, needs
        name = min(name, max(LEAST_NAME, across * 3 // 10))
        if self.WRAPS:
            while sum(needs) - GAP > across - name and (widest := max(needs)) > LEAST:
                needs[needs.index(widest)] -= 1
        return name, needs

    def _height(self, row: Row) -> int:
        """Lines of a row."""
        if row.heading or not self.WRAPS:
            return 1
        name, widths = self._split_as
        return max(
            len(wrapped(cell_text(cell), width - GAP))
            for cell, width in zip(row.cells, (name, *widths), strict=False)
        )

    def _lines(self) -> int:
        self._split()
        return max(self._tops[-1], 1)

    def _lines_of(self, index: int) -> range:
        self._split()
        return range(self._tops[index], self._tops[index + 1]) if index + 1 < len(self._tops) else range(1)

    def _row_at(self, line: int) -> int:
        self._split()
        return bisect_right(self._tops, line) - 1

    # -- drawing ---------------------------------------------------------------------------------

    def draw_line(self, y: int) -> Strip:
        """Draw the titles or one row."""
        if not self._rows or not self._heads:
            return self._draw_empty(y)
        if y < self.TITLES:
            return self.strip(self._titles(y))
        y += self.scroll_offset.y - self.TITLES
        index = self._row_at(y)
        if index >= len(self._rows):
            return self.strip([])
        row = self._rows[index].written
        if row.heading:
            return self.strip([(cell_text(row.cells[0]), "heading")])
        return self.strip(self._cells(row, y - self._tops[index], index == self._cursor))

    def _visible_columns(self) -> list[int]:
        """The places of the columns there is room for: those always in sight, and those around the selected one."""
        return self._shown()[2]

    def _from(self, left: int) -> list[int]:
        """The columns in sight where the first of those that are reached by going there is so far to the right."""
        name, widths = self._split()
        room, shown = self.content_width() - name, list[int]()
        for place in (*range(min(self.ALWAYS, len(widths))), *range(self.ALWAYS + left, len(widths))):
            room -= widths[place] - (GAP if place == len(widths) - 1 else 0)
            if room < 0 and len(shown) > self.ALWAYS:
                break
            shown.append(place)
        return shown

    def _titles(self, line: int) -> list[Span]:
        """One line of the titles, which stand as low as they can; above the names, that there are more columns."""
        name, widths, shown = self._shown()
        before, after = self._left > 0, shown[-1] < len(self._heads) - 1
        more = f"{'← ' if before else ''}{'more →' if after else 'more' if before else ''}"
        last = line == self.TITLES - 1
        spans: list[Span] = [(fit(more if last else "", name - GAP, right=True), "dim"), (" " * GAP, "")]
        for place in shown:
            title = wrapped(self._heads[place][1], widths[place] - GAP)
            nth = line - self.TITLES + len(title)
            look = "heading" if place == self._column else "dim"
            spans += [(fit(title[nth] if nth >= 0 else "", widths[place] - GAP), look), (" " * GAP, "")]
        return spans

    def _cells(self, row: Row, line: int, here: bool) -> list[Span]:
        """One line of the name of a row and of its cells; the selected one is set off."""
        name, widths, shown = self._shown()
        look = "cursor" if self.has_focus else "blurred"
        spans = self._line_of_cell(row.cells[0], line, name, "strong" if here else "")
        for place in shown:
            cell = row.cells[place + 1] if place + 1 < len(row.cells) else ""
            spans += self._line_of_cell(cell, line, widths[place], look if here and place == self._column else "")
        return spans

    def _line_of_cell(self, cell: Cell, line: int, width: int, over: str) -> list[Span]:
        """One line of a cell in its width, gap included."""
        if self.WRAPS:
            text, look = span_of(cell)
            lines = wrapped(text, width - GAP)
            cell = lines[line] if line < len(lines) else "", look
        spans = [(cell_text(cell), over)] if over else self.spans_of(cell)
        if len(spans) == 1:
            text, look = spans[0]
            return [(fit(text, width - GAP), look), (" " * GAP, "")]
        return [*fit_spans(spans, width - GAP), (" " * GAP, "")]

    def spans_of(self, cell: Cell) -> list[Span]:
        """A cell with its looks."""
        return [span_of(cell)]
