"""The columns of a list: each as wide as its widest text, and which give way where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len

from screens.widgets.spans import Span, fit, safe

Cell = str | Span
GAP = 2
"""Cells between two columns."""
AIR = 12
"""Cells that a column takes at most beyond its widest text, where there is room: the next one stays near enough to be read."""
NAME = 40
"""Cells of a name that nothing else may take while others have more than they need to be told apart."""
DAY = 16
"""Cells of a day with its year and of a mark; a column that asks for more holds words, which can be cut."""
LEAST = 8
"""Cells of a text that still says something."""


class Column(Struct, frozen=True):
    """How a column takes part in the width of its list: what its widest text needs, whatever is said here.

    Args:
        width: cells it has at least while there is room, so that it stays where it is whatever the list shows; such a column
            of marks, days or figures gives way last.
        share: how much of the room to spare it gets, and how much it keeps of room that is scarce. A column with a share gives
            way first, the last of them before the others; the one of names, which is bold, after all others.
        right: whether its texts are aligned at the right, as figures are.
    """

    width: int = 0
    share: int = 0
    right: bool = False


def span_of(cell: Cell, look: str = "") -> Span:
    """A cell as a span; one that is a text alone has this look."""
    return (cell, look) if isinstance(cell, str) else cell


def cell_text(cell: Cell) -> str:
    """The text of a cell without its look."""
    return cell if isinstance(cell, str) else cell[0]


def cells_of(text: str) -> int:
    """The cells that a text takes as it is drawn."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(safe(text))


def last_filled(cells: Sequence[Cell]) -> int:
    """The place of the last cell that holds something; −1 where none does."""
    place = len(cells) - 1
    while place >= 0 and not cell_text(cells[place]):
        place -= 1
    return place


class Needs:
    """What the texts of a list need of each column, as far as its rows have been measured."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self.widths = [0] * len(columns)
        """Cells of the widest text of each column."""
        self.tails = [0] * len(columns)
        """Cells of the widest text with nothing after it in its row: it may run on over the columns after its own."""
        self._bold = len(columns)

    @property
    def name(self) -> int:
        """The place of the column of names: the first with a bold text, else the first of words."""
        if self._bold < len(self._columns):
            return self._bold
        return next((place for place, column in enumerate(self._columns) if column.share or column.width > DAY), 0)

    def add(self, cells: Sequence[Cell]) -> bool:
        """Measure a row; whether a column needs more than it did."""
        widths, grown = self.widths, False
        last = min(last_filled(cells), len(widths) - 1)
        for place in range(last + 1):
            cell = cells[place]
            text, look = span_of(cell)
            length = cells_of(text)
            tail = place == last < len(widths) - 1 and not self._columns[place].right
            known = self.tails if tail else widths
            if length > known[place]:
                known[place], grown = length, True
            if look == "strong" and place < self._bold:
                self._bold = place
        return grown

    def fitted(self, room: int) -> list[int]:
        """The cells that each column gets of a line; none for a column that is left out, with the gap beside it."""
        needs = [width or min(tail, LEAST) for width, tail in zip(self.widths, self.tails, strict=True)]
        spare = room - _taken(needs)
        if spare < 0:
            return self._tightened(needs, -spare)
        for place, tail in enumerate(self.tails):
            if tail:
                spare = min(spare, room - _start(needs, place) - tail)
        return self._loosened(needs, max(spare, 0))

    def _loosened(self, needs: list[int], spare: int) -> list[int]:
        """The widths where all texts fit: first columns that stay where they are, then air beside those with a share."""
        widths = [*needs]
        for place, column in enumerate(self._columns):
            more = column.width - widths[place]
            cost = more + (0 if widths[place] else GAP)
            if more > 0 and cost <= spare:
                widths[place], spare = column.width, spare - cost
        shares = sum(column.share for place, column in enumerate(self._columns) if widths[place])
        for place, column in enumerate(self._columns):
            if widths[place] and column.share:
                widths[place] += min(AIR, spare * column.share // shares)
        return widths

    def _tightened(self, needs: list[int], over: int) -> list[int]:
        """The widths where not all texts fit, and so many cells are too many."""
        widths, name = [*needs], self.name
        for place, floor in self._concessions(needs, _taken(needs) - over):
            if over <= 0:
                break
            if floor:
                given = max(min(over, widths[place] - floor), 0)
                widths[place] -= given
                over -= given
            elif widths[place]:
                over -= widths[place] + GAP
                widths[place] = 0
        for place in (name, *range(len(widths))):  # a column that was left out may have left more than was asked
            if over < 0 and widths[place]:
                taken = min(needs[place] - widths[place], -over)
                widths[place] += taken
                over += taken
        widths[name] -= min(max(over, 0), max(widths[name] - 1, 0))
        return widths

    def _concessions(self, needs: list[int], room: int) -> list[tuple[int, int]]:
        """Which columns give way down to how many cells, one after the other."""
        name, columns = self.name, self._columns
        behind = [place for place in reversed(range(len(columns))) if place != name and needs[place]]
        context = [place for place in behind if columns[place].share]
        fixed = [place for place in behind if not columns[place].share]
        shares = sum(columns[place].share for place in context) or 1
        theirs = room - _taken([0 if place in context else width for place, width in enumerate(needs)])
        theirs += max(needs[name] - NAME, 0)
        return [
            *((place, max(theirs * columns[place].share // shares, LEAST)) for place in context),
            (name, NAME),
            *((place, LEAST) for place in context),
            *((place, max(columns[place].width, LEAST)) for place in fixed if not columns[place].right),
            *((place, LEAST) for place in fixed if columns[place].width > DAY),
            (name, 2 * LEAST),
            *((place, 0) for place in (*context, *fixed)),
        ]


def beside(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], room: int) -> list[Span]:
    """Cells side by side; the last one that holds something takes the room of what is empty after it.

    A column of figures does not: they stand below each other, whatever comes after them.

    Args:
        cells: the cells of a line.
        columns: their columns.
        widths: the cells that each column gets (:meth:`Needs.fitted`).
        room: the cells of the whole line.
    """
    laid = zip(cells, columns, widths, strict=False)
    shown = [(cell, column.right, width) for cell, column, width in laid if width]
    last = last_filled([cell for cell, *_ in shown])
    spans: list[Span] = []
    for place, (cell, right, width) in enumerate(shown):
        runs_on = place == last and not right
        text, look = span_of(cell)
        spans += [(fit(text, room if runs_on else width, right=right), look), (" " * GAP, "")]
        room -= width + GAP
        if runs_on:
            break
    return spans[:-1]


def table(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], room: int) -> list[list[Span]]:
    """Rows of cells as lines of a panel, in columns as wide as their texts."""
    needs = Needs(columns)
    for row in rows:
        needs.add(row)
    widths = needs.fitted(room)
    return [beside(row, columns, widths, room) for row in rows]


def _taken(widths: Sequence[int]) -> int:
    """Cells of a line with columns of these widths and the gaps between them."""
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(len(shown) - 1, 0)


def _start(widths: Sequence[int], place: int) -> int:
    """The cell at which a column begins."""
    return sum(width + GAP for width in widths[:place] if width)
