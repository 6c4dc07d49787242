"""Sections of facts under headings that fold; long texts are wrapped, long sections cut to their first lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from rich.cells import cell_len
from textual.binding import Binding
from textual.strip import Strip

from screens.widgets.keys import Text
from screens.widgets.lists.columns import GAP, Column, cell_text, cells_of, span_of
from screens.widgets.lists.list_view import Line, Row
from screens.widgets.lists.tall_list import TallList
from screens.widgets.spans import Span, fit, wrapped

Fold = Literal["brief", "whole", "folded"]
BRIEF = 5
"""Lines that are shown of a section which is cut; one more is shown rather than a line that stands for it."""
_HEADING, _MORE = "section:", "more:"
_INDENT = 2
_KEY = 5
"""Cells of the key at the right end of a line."""


class Rows(Struct, frozen=True):
    """A section: its rows under a heading.

    The cells of a row are a mark, what it says, more about that, and a key at its right end; a row of one cell is a text.
    """

    name: str
    """What it is known by, whatever stands in its heading."""
    heading: str
    rows: tuple[Row, ...]
    cut: bool = False
    """Whether only the first lines are shown until someone asks for all."""


class SectionList(TallList):
    """A list of sections, each of which folds; which are folded is kept as long as the list is there."""

    BINDINGS = [
        Binding("space", "fold", "Fold", show=False, id="section.fold", tooltip="Fold or unfold the selected section"),
    ]  # fmt: skip

    def __init__(self, marks: int, *, empty: Text = "", id: str | None = None) -> None:  # noqa: A002
        """Make one.

        Args:
            marks: cells of the column of marks, at least.
            empty: what it says while there is nothing to list.
            id: its id.
        """
        super().__init__(Column(marks), Column(share=1), empty=empty, id=id)
        self._fewest_marks = self._marks = marks
        self._sections: tuple[Rows, ...] = ()
        self._folds: dict[str, Fold] = {}
        self._laid: list[list[list[Span]]] = []
        """The lines of each row, for the width of now."""

    # -- what it shows ---------------------------------------------------------------------------------

    def show_sections(self, sections: Iterable[Rows]) -> None:
        """Show sections; the cursor stays on its row."""
        self._sections = tuple(sections)
        self.show(self._unfolded())

    def begin(self) -> None:
        """Go to the first line, below its heading."""
        first = next((row.key for row in self._all if not self._is_handle(row.key)), "")
        self.action_first()
        self.highlight(first)
        self.scroll_to(y=0, animate=False)

    def filter(self, wanted: str) -> None:
        """Show only the rows that hold this text, those of folded sections too."""
        was, key = self._wanted, self.key
        super().filter(wanted)
        if bool(was) is not bool(self._wanted):
            self.show(self._unfolded(), key)

    def _unfolded(self) -> Iterator[Row]:
        """The rows that are to be seen, each section below its heading."""
        for section in self._sections:
            if self._wanted:
                yield Row("", (section.heading,), heading=True)
                yield from section.rows
                continue
            fold = self._fold_of(section)
            mark = "▸" if fold == "folded" else "▾"
            yield Row(f"{_HEADING}{section.name}", ((f"{mark} {section.heading}", "heading"),))
            if fold != "folded":
                shown = section.rows[:BRIEF] if fold == "brief" else section.rows
                yield from shown
                if left := len(section.rows) - len(shown):
                    yield Row(f"{_MORE}{section.name}", ("", (f"and {left} more", "accent")))

    def _fold_of(self, section: Rows) -> Fold:
        fold = self._folds.get(section.name, "brief")
        long = section.cut and len(section.rows) > BRIEF + 1
        return "whole" if fold == "brief" and not long else fold

    @staticmethod
    def _is_handle(key: str) -> bool:
        """Whether a row is no record or fact but a heading, or stands for what a section does not show."""
        return key.startswith((_HEADING, _MORE))

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that the filter lets through, also of those folded away; headings are none."""
        if self._wanted:
            return super().keys
        return [row.key for section in self._sections for row in section.rows]

    def highlight(self, key: str) -> None:
        """Put the cursor on a row, in its section unfolded."""
        if self._place_of(key) is None:
            for section in self._sections:
                if any(row.key == key for row in section.rows):
                    self._folds[section.name] = "whole"
                    self.show(self._unfolded())
        super().highlight(key)

    # -- folding ---------------------------------------------------------------------------------------

    @property
    def on_heading(self) -> bool:
        """Whether the cursor is on what folds or unfolds a section."""
        return self._is_handle(self.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key that folds to the screen where no heading is selected."""
        return self.on_heading if action == "fold" else super().check_action(action, parameters)

    def action_fold(self) -> None:
        """Fold the selected section or unfold it, or show the rest of a long one."""
        kind, name = self.key.split(":", 1)
        section = next(section for section in self._sections if section.name == name)
        if f"{kind}:" == _MORE:
            self._folds[name] = "whole"
            self.show(self._unfolded(), section.rows[BRIEF].key)
        else:
            self._folds[name] = "brief" if self._fold_of(section) == "folded" else "folded"
            self.show(self._unfolded())

    def action_open(self) -> None:
        """Open the selected row; fold or unfold where it is a heading."""
        if self.on_heading:
            self.action_fold()
        else:
            super().action_open()

    # -- drawing ---------------------------------------------------------------------------------------

    def _heights(self) -> Iterator[int]:
        """Set every row in the width there is; what follows the texts stands in one column where it has room."""
        widest = max(map(self._mark_width, self._rows), default=0)
        self._marks = max(self._fewest_marks, min(widest, self.content_width() // 3))
        room = self.content_width() - _INDENT - self._marks - GAP
        if room < 1:  # not laid out yet; then comes the first resize
            self._laid = [[[]] for _ in self._rows]
            return map(len, self._laid)
        widths = [self._widths_of(row) for row in self._rows]
        beside = [what for what, more in widths if more and what <= room // 2 and what + GAP + more <= room]
        tab = max(beside, default=0)
        self._laid = [self._set(row.written, room, tab) for row in self._rows]
        if self._roomy:
            for place, row in enumerate(self._rows):
                if place and self._starts_section(row):
                    self._laid[place] = [[], *self._laid[place]]
        return map(len, self._laid)

    @staticmethod
    def _starts_section(row: Line) -> bool:
        return row.heading or row.key.startswith(_HEADING)

    def _mark_width(self, row: Line) -> int:
        """Cells of a row's mark; none of a heading or a text of its own."""
        cells = row.written.cells
        return cells_of(cell_text(cells[0])) if len(cells) > 1 and not self._starts_section(row) else 0

    def _widths_of(self, row: Line) -> tuple[int, int]:
        """Cells of what a row says, and of more about that."""
        cells = row.written.cells
        return (cell_len(cell_text(cells[1])), cell_len(cell_text(cells[2]))) if len(cells) > 2 else (0, 0)

    def _set(self, row: Row, room: int, tab: int) -> list[list[Span]]:
        """A row in lines."""
        if self._starts_section(row):
            return [[(cell_text(row.cells[0]), "heading")]]
        if len(row.cells) == 1:
            text, look = span_of(row.cells[0])
            hanging = _INDENT + (len("[ ] ") if text.startswith("[") else 0)
            first, *rest = wrapped(text, self.content_width() - hanging) or [""]
            return [[(" " * _INDENT + first, look)], *([(" " * hanging + line, look)] for line in rest)]
        mark, what, more, key = (*map(span_of, row.cells), *[("", "")] * (4 - len(row.cells)))
        room -= _KEY + GAP if len(row.cells) > 3 else 0
        lines = self._set_beside(what, more, max(room, 1), tab)
        indent = " " * (_INDENT + self._marks + GAP)
        head: list[Span] = [(" " * _INDENT, ""), (fit(mark[0], self._marks), mark[1]), (" " * GAP, "")]
        if len(row.cells) > 3:
            used = sum(cell_len(text) for text, _ in lines[0])
            lines[0] = [*lines[0], (" " * (max(room, 1) - used + GAP), ""), (fit(key[0], _KEY, right=True), key[1])]
        return [[*head, *lines[0]], *([(indent, ""), *line] for line in lines[1:])]

    @staticmethod
    def _set_beside(what: Span, more: Span, room: int, tab: int) -> list[list[Span]]:
        """What a row says and more about it: side by side where there is room, else one below the other."""
        width = cell_len(what[0])
        beside = tab if width <= tab and tab + GAP + cell_len(more[0]) <= room else width
        if not more[0]:
            return [[(line, what[1])] for line in wrapped(what[0], room)]
        if beside + GAP + cell_len(more[0]) <= room:
            return [[(fit(what[0], beside), what[1]), (" " * GAP, ""), more]]
        lines: list[list[Span]] = [[(line, what[1])] for line in wrapped(what[0], room)]
        if cell_len(lines[-1][0][0]) + GAP + cell_len(more[0]) <= room:
            lines[-1] += [(" " * GAP, ""), more]
            return lines
        return [*lines, *([(line, more[1])] for line in wrapped(more[0], room))]

    def draw_line(self, y: int) -> Strip:
        """Draw one line; the blank one above a heading is never that of the cursor."""
        y += self.scroll_offset.y
        tops = self._places()
        if not self._rows:
            return self._draw_empty(y)
        index = self._row_at(y)
        if index >= len(self._rows):
            return self.strip([])
        spans = self._laid[index][y - tops[index]]
        over = "" if index != self._cursor or not spans else "cursor" if self.has_focus else "blurred"
        return self.strip(spans, over=over)
