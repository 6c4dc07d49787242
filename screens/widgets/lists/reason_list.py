"""A list whose rows say their reason whole: on lines of its own where there is room, in the row where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from screens.widgets.keys import Text
from screens.widgets.lists.columns import GAP, Cell, Column, cell_text, span_of
from screens.widgets.lists.list_view import Line
from screens.widgets.lists.tall_list import TallList
from screens.widgets.spans import Span, fit, wrapped


class ReasonList(TallList):
    """Rows of a first cell, a name, a reason and a key; the reason is set below the name."""

    def __init__(self, first: int, last: int, *, empty: Text = "", id: str | None = None) -> None:  # noqa: A002
        """Make one.

        Args:
            first: cells of the first column.
            last: cells of the last one.
            empty: what it says while there is nothing to list.
            id: its id.
        """
        super().__init__(
            Column(first), Column(share=3), Column(share=5), Column(last, right=True), empty=empty, id=id
        )

    @property
    def _indent(self) -> int:
        """The cell at which names and reasons begin."""
        return self.column_widths()[0] + GAP

    def _heights(self) -> Iterable[int]:
        return map(self._height, self._rows)

    def _height(self, row: Line) -> int:
        return 1 if row.heading or not self._roomy else 1 + len(self._reason(row))

    def _reason(self, row: Line) -> list[str]:
        """The reason in lines below the name; none where there is none."""
        text = cell_text(row.written.cells[2])
        return wrapped(text, self.content_width() - self._indent) if text else []

    def cells_in_columns(self, row: Line) -> Sequence[Cell]:
        """The cells of a row; a reason with lines of its own is none of them."""
        verb, name, reason, key = row.written.cells
        return verb, name, "" if self._roomy else reason, key

    def on_resize(self) -> None:
        """Fit the columns anew; in another width other cells may share a line."""
        self._measured_rows = None
        super().on_resize()

    def row_spans(self, row: Line, line: int = 0) -> list[Span]:
        """The cells side by side where it is narrow, else verb, name and key above the reason."""
        if not self._roomy:
            return super().row_spans(row, line)
        if line:
            return [(" " * self._indent, ""), (self._reason(row)[line - 1], "")]
        verb, name, _, key = row.written.cells
        first, last = self._indent - GAP, self.column_widths()[-1]
        widths = (first, False), (self.content_width() - first - last - 2 * GAP, False), (last, True)
        spans: list[Span] = []
        for cell, (width, right) in zip((verb, name, key), widths, strict=True):
            text, look = span_of(cell)
            spans += [(fit(text, width, right=right), look), (" " * GAP, "")]
        return spans[:-1]
