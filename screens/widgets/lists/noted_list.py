"""A list whose rows have a note: below the name where there is room, else left to the detail."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msgspec.structs import replace

from screens.widgets.line_widget import Span, wrapped
from screens.widgets.lists.list_view import Cell, Line, Listing

INDENT = 2
"""Cells before a note."""


class NotedList(Listing):
    """Rows whose last cell, beyond the columns, is the note; it stands whole."""

    _tops: tuple[object, int, bool, list[int]] = (), 0, False, [0]
    """The first line of each row and the one after the last, after the rows, the width and the room they are for."""

    @property
    def _noted(self) -> bool:
        """Whether notes are shown."""
        return not self.screen.has_class("-narrow")

    def _places(self) -> list[int]:
        """The first line of each row, and the one after the last."""
        rows, width, noted = self._rows, self.content_width(), self._noted
        if self._tops[0] is not rows or self._tops[1:3] != (width, noted):
            heights = (1 if row.heading or not noted else 1 + len(self._note(row)[0]) for row in rows)
            self._tops = rows, width, noted, list(accumulate(heights, initial=0))
        return self._tops[3]

    def _note(self, row: Line) -> tuple[list[str], str]:
        """The lines of a note, and its look; none where there is none."""
        note: Cell = row.written.cells[-1]
        text, look = (note, "dim") if isinstance(note, str) else note
        return wrapped(text, self.content_width() - INDENT) if text else [], look

    def _lines(self) -> int:
        return max(self._places()[-1], 1)

    def _lines_of(self, index: int) -> range:
        places = self._places()
        return range(places[index], places[index + 1]) if index + 1 < len(places) else range(1)

    def _row_at(self, line: int) -> int:
        return bisect_right(self._places(), line) - 1

    def row_spans(self, row: Line, line: int = 0) -> list[Span]:
        """The cells side by side, and the note below them."""
        if line == 0:
            return super().row_spans(replace(row.written, cells=row.written.cells[:-1]))
        lines, look = self._note(row)
        return [(" " * INDENT, ""), (lines[line - 1], look)]
