"""The one list: rows in columns, a cursor, a filter; drawn, not mounted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from screens.widgets.keys import Text, as_written, key_of
from screens.widgets.lists.columns import GAP, Cell, Column, Needs, beside, cell_text
from screens.widgets.lists.lazy_row import Later
from screens.widgets.lists.paging import turned
from screens.widgets.lists.record_view import RecordView
from screens.widgets.spans import Span, wrapped
from store.core.text import normalize

__all__ = ["GAP", "MANY", "Cell", "Column", "Line", "Listing", "Row"]
"""The columns of a list and its cells come with it."""

MANY = 300
"""Rows up to which all are measured; of more that are written only when seen, those that are."""


class Row(Struct, frozen=True, gc=False):
    """One line of a list.

    Its key, its cells, and what the filter looks through besides them.
    """

    key: str
    cells: tuple[Cell, ...]
    heading: bool = False
    search: str = ""

    @property
    def written(self) -> Row:
        """Itself."""
        return self

    @property
    def text(self) -> str:
        """What a filter finds it by, folded.

        Nothing for a heading, which no filter finds.
        """
        if self.heading:
            return ""
        texts = map(cell_text, self.cells)
        return normalize(" ".join([*texts, self.search]))


Line = Row | Later[Row]


class Listing(RecordView, can_focus=True):
    """A list with a cursor.

    It posts what happened and leaves the doing to its screen.
    """

    BINDINGS = [
        Binding("enter", "open", "Open", id="list.open", tooltip="Open the selected line"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down", tooltip="Go to the next line"),
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up", tooltip="Go to the previous line"),
        Binding("home,g", "first", "First", show=False, id="list.first", tooltip="Go to the first line"),
        Binding("end,G", "last", "Last", show=False, id="list.last", tooltip="Go to the last line"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page_down", tooltip="Go down one page"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page_up", tooltip="Go up one page"),
    ]

    TITLES: ClassVar[int] = 0
    """Lines of titles above the rows, which stay where they are."""

    class Moved(Message):
        """Another row is selected."""

        def __init__(self, listing: Listing, key: str) -> None:
            self.listing = listing
            self.key = key
            super().__init__()

        @property
        def control(self) -> Listing:
            """The list it happened in."""
            return self.listing

    class Opened(Moved):
        """The selected row was opened with enter or a second click."""

    def __init__(
        self,
        *columns: Column,
        title: str = "",
        empty: Text = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(title=title, id=id, classes=classes)
        self._columns = columns or (Column(share=1),)
        self._empty = empty
        self._all: list[Line] = []
        self._rows: list[Line] = []
        self._texts: list[str] = []
        """What a filter finds each of all rows by, from the first letter typed."""
        self._wanted = ""
        self._cursor = 0
        self._told = ""
        self._needs = Needs(self._columns)
        self._measured_rows: list[Line] | None = None
        """The rows whose texts were measured."""
        self._fitted: tuple[int, list[int]] = -1, []
        """The widths of the columns, after the room that they were fitted to."""

    # -- what it shows ---------------------------------------------------------------------------

    def show(self, rows: Iterable[Line], key: str = "") -> None:
        """Show rows; the cursor stays on its row, or goes to the row ``key``."""
        key = key or self.key
        self._all, self._texts = list(rows), []
        self._narrow(key)

    def set_columns(self, *columns: Column) -> None:
        """Let the rows that come have other columns."""
        if columns != self._columns:
            self._columns = columns
            self._measured_rows = None

    def filter(self, wanted: str) -> None:
        """Show only the rows that hold this text, whatever case and accents."""
        key = self.key
        self._wanted = normalize(wanted.strip())
        self._narrow(key)

    def read_through(self) -> None:
        """Find out what a filter finds each row by.

        Of a long list that takes longer than a letter may.
        """
        self._texts = self._texts or [row.text for row in self._all]

    def _narrow(self, key: str) -> None:
        self._rows = self._all
        if wanted := self._wanted:
            self.read_through()
            self._rows = [row for row, text in zip(self._all, self._texts, strict=True) if wanted in text]
        found = self._place_of(key)
        self._cursor = self._next_row(min(self._cursor, len(self._rows) - 1), 1) if found is None else found
        self.set_height(self._lines())
        self._scroll_to_cursor()
        self._tell()

    def empty_text(self, text: Text) -> None:
        """What to say while there is nothing to list."""
        self._empty = text
        self.redraw()

    @property
    def key(self) -> str:
        """The key of the selected row; nothing while the list is empty."""
        if 0 <= self._cursor < len(self._rows) and not self._rows[self._cursor].heading:
            return self._rows[self._cursor].key
        return ""

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that the filter lets through."""
        return [row.key for row in self._rows if not row.heading]

    def visible_rows(self) -> list[Row]:
        """The rows that the filter lets through, headings among them, as they are drawn; also those scrolled away."""
        return [row.written for row in self._rows]

    # -- moving ----------------------------------------------------------------------------------

    def highlight(self, key: str) -> None:
        """Put the cursor on a row."""
        found = self._place_of(key)
        if found is not None:
            self._go(found)

    def go_on(self) -> None:
        """Go to the next line."""
        self.action_move(1)

    def _place_of(self, key: str) -> int | None:
        """Where a row is; many headings have no key, and none is come to."""
        return next((index for index, row in enumerate(self._rows) if row.key == key and not row.heading), None)

    def _next_row(self, start: int, step: int) -> int:
        """The nearest row from ``start`` on that is not a heading, looking the other way at the end."""
        for way in (step, -step):
            index = start
            while 0 <= index < len(self._rows):
                if not self._rows[index].heading:
                    return index
                index += way
        return 0

    def _go(self, index: int, *, turn: bool = True) -> None:
        """Put the cursor on another row; without ``turn`` the page stays, as under a mouse that clicks twice."""
        old, self._cursor = self._cursor, index
        if turn and old == index:
            self._scroll_to_cursor()  # the wheel may have left it out of sight
        if old == index:
            return
        with self.measuring():
            top, height = self.TITLES - self.scroll_offset.y, self.content_height()
            changed = (*self._lines_of(old), *self._lines_of(index))
            self.redraw(*(top + line for line in changed if 0 <= top + line < height))
            if turn:
                self._scroll_to_cursor()
        self.call_after_refresh(self._tell)  # what else follows the cursor can wait for it to be seen

    def _scroll_to_cursor(self) -> None:
        """Turn the page where the cursor is on another one."""
        height = self.scrollable_content_region.height - self.TITLES
        if height <= 0:
            return
        # the heading above the first row of a group is worth seeing too
        first = self._cursor - 1 if self._cursor and self._rows[self._cursor - 1].heading else self._cursor
        top = turned(self.scroll_offset.y, height, self._lines_of(first)[0], self._lines_of(self._cursor)[-1])
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def _tell(self) -> None:
        if self.key != self._told:
            self._told = self.key
            self.post_message(self.Moved(self, self.key))
            if self.is_attached:
                self.screen.refresh_bindings()  # other keys may act on another line

    def action_move(self, step: int) -> None:
        """Go up or down, over headings."""
        index = self._cursor + step
        while 0 <= index < len(self._rows) and self._rows[index].heading:
            index += step
        if 0 <= index < len(self._rows):
            self._go(index)
        elif step < 0:
            self.scroll_to(y=0, animate=False)
        else:
            self._scroll_to_cursor()

    def action_first(self) -> None:
        """Go to the first row."""
        self._go(self._next_row(0, 1))

    def action_last(self) -> None:
        """Go to the last row."""
        self._go(self._next_row(len(self._rows) - 1, -1))

    def action_page(self, step: int) -> None:
        """Go a page up or down."""
        height = max(self.scrollable_content_region.height - 1, 1)
        line = self._lines_of(self._cursor)[0] + step * height
        target = self._row_at(max(0, min(line, self._lines() - 1)))
        self._go(self._next_row(target, step))

    def action_open(self) -> None:
        """Open the selected row; without one, say what the empty list says."""
        if self.key:
            self.post_message(self.Opened(self, self.key))
        else:
            self.notify(self.empty_message() or "Nothing to open here.", severity="warning", markup=False)

    async def on_click(self, event: events.Click) -> None:
        """Highlight the line under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = self._row_at(offset.y + self.scroll_offset.y)
        if not 0 <= index < len(self._rows) or self._rows[index].heading:
            return
        if index == self._cursor and event.chain > 1:
            self.action_open()
        self._go(index, turn=False)

    def on_resize(self) -> None:
        """Fit the columns anew."""
        self.set_height(self._lines())
        self._scroll_to_cursor()

    # -- which line is which row: here each has one ------------------------------------------------

    def _lines(self) -> int:
        """How many lines there are to scroll through."""
        return max(len(self._rows), 1)

    def _lines_of(self, index: int) -> range:
        """The lines of a row."""
        return range(index, index + 1)

    def _row_at(self, line: int) -> int:
        """The row at a line."""
        return line

    # -- drawing ---------------------------------------------------------------------------------

    def draw_line(self, y: int) -> Strip:
        """Draw one line."""
        y += self.scroll_offset.y
        if not self._rows:
            return self._draw_empty(y)
        index = self._row_at(y)
        if index >= len(self._rows):
            return self.strip([])
        row = self._rows[index]
        if row.heading:
            return self.strip(self.heading_spans(row.written))
        over = "" if index != self._cursor else "cursor" if self.has_focus else "blurred"
        return self.strip(self.row_spans(row, y - self._lines_of(index)[0]), over=over)

    def heading_spans(self, row: Row) -> list[Span]:
        """What a heading looks like: one of several cells names the columns."""
        return self.row_spans(row) if len(row.cells) > 1 else [(cell_text(row.cells[0]), "heading")]

    def empty_message(self) -> str:
        """What stands in place of rows while there are none."""
        return f"No match. Press {key_of('screen.all')} to show all." if self._wanted else as_written(self._empty)

    def _draw_empty(self, y: int) -> Strip:
        lines = wrapped(self.empty_message(), self.content_width())
        return self.strip([(lines[y] if y < len(lines) else "", "dim")])

    def row_spans(self, row: Line, line: int = 0) -> list[Span]:
        """The cells of a row side by side.

        Args:
            row: the row.
            line: which of its lines.
        """
        return beside(row.written.cells, self._columns, self.column_widths(), self.content_width())

    # -- how wide its columns are ------------------------------------------------------------------

    def column_widths(self) -> Sequence[int]:
        """Cells of each column, as the texts of the rows need them (:class:`~screens.widgets.lists.columns.Column`).

        Texts are measured once for rows that are shown, widths worked out once for these and the room.
        """
        room = self.content_width()
        if self._measured_rows is not self._rows:
            self._measured_rows, self._needs = self._rows, Needs(self._columns)
            self._measure(self._rows_in_sight() if self._written_late() else self._rows)
        if self._fitted[0] != room:
            self._fitted = room, self._needs.fitted(room)
        return self._fitted[1]

    def _measure(self, rows: Iterable[Line]) -> None:
        """Take the texts of rows into account."""
        for row in rows:
            if not row.heading:
                self._needs.add(self.cells_in_columns(row))
        self._fitted = -1, []

    def cells_in_columns(self, row: Line) -> Sequence[Cell]:
        """The cells of a row that share a line, and so need room beside each other."""
        return row.written.cells

    def _written_late(self) -> bool:
        """Whether there are so many rows that most of them are never written."""
        return len(self._rows) > MANY and isinstance(self._rows[-1], Later)

    def _rows_in_sight(self) -> list[Line]:
        """The rows of the page that is open."""
        top = self.scroll_offset.y
        return self._rows[self._row_at(top) : self._row_at(top + self.size.height) + 1]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Measure rows that come in sight for the first time, before all is painted anew."""
        if round(old_value) != round(new_value) and self._measured_rows is self._rows and self._written_late():
            self._measure(self._rows_in_sight())
        super().watch_scroll_y(old_value, new_value)
