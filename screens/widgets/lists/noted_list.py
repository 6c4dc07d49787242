"""A list whose rows have a note: below the name where there is room, else left to the detail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from screens.widgets.lists.columns import Cell, span_of
from screens.widgets.lists.list_view import Line
from screens.widgets.lists.tall_list import TallList
from screens.widgets.spans import Span, wrapped

INDENT = 2
"""Cells before a note."""


class NotedList(TallList):
    """Rows whose last cell, beyond the columns, is the note; it stands whole."""

    def _heights(self) -> Iterable[int]:
        return (1 if row.heading or not self._roomy else 1 + len(self._note(row)[0]) for row in self._rows)

    def _note(self, row: Line) -> tuple[list[str], str]:
        """The lines of a note, and its look; none where there is none."""
        text, look = span_of(row.written.cells[-1], "dim")
        return wrapped(text, self.content_width() - INDENT) if text else [], look

    def cells_in_columns(self, row: Line) -> Sequence[Cell]:
        """All but the note."""
        return row.written.cells[:-1]

    def row_spans(self, row: Line, line: int = 0) -> list[Span]:
        """The cells side by side, and the note below them."""
        if line == 0:
            return super().row_spans(replace(row.written, cells=row.written.cells[:-1]))
        lines, look = self._note(row)
        return [(" " * INDENT, ""), (lines[line - 1], look)]
