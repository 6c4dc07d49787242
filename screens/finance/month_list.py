"""A list of months, or of what stands under their headings; each month has its amount as a bar."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from rich.cells import cell_len

from screens.widgets.charts.bar import bar_spans, legend
from screens.widgets.lists.columns import GAP, cell_text
from screens.widgets.lists.list_view import Line, Listing, Row
from screens.widgets.spans import Span, fit
from store.core.money import NOTHING, AmountFormat

LONGEST_NAME = 14
"""Cells of the longest name of a month with its year."""
LONGEST_BAR = 60
"""Cells of a bar of which the figure stands beside it and not at the edge of the list."""
SHORTEST_BAR = 8
"""Cells below which a bar says nothing."""


class MonthList(Listing):
    """Rows of months, or under them.

    A month is known by its name; its bar and its amounts stand beside it.
    """

    scale = ""
    """What the marks of the bars stand for, and what fills one."""
    _parts: Mapping[str, tuple[Decimal, Decimal]] = {}
    _sums: Mapping[str, str] = {}
    """The amounts of each month in words."""
    _widest = 0
    """Cells of the longest of them."""
    _full = NOTHING
    """What fills a bar."""

    def measure(self, parts: Mapping[str, tuple[Decimal, Decimal]], money: AmountFormat) -> None:
        """Give the bars of the months one scale and one place.

        Args:
            parts: what is spent and what is planned in each month, by the key of its row.
            money: how amounts are written.
        """
        self._parts = parts
        width = max((cell_len(money.column(part)) for pair in parts.values() for part in pair), default=0)
        self._sums = {key: _sums(pair, money, width) for key, pair in parts.items()}
        self._widest = max(map(cell_len, self._sums.values()), default=0)
        most = max(map(sum, parts.values()), default=NOTHING)
        self._full = Decimal(most)
        self.scale = f"{legend('spent', 'planned')}  full bar: {money.column(self._full)}" if most else ""

    def heading_spans(self, row: Row) -> list[Span]:
        """The name of the month, its bar, and its amounts at the right."""
        return self._month(row, "heading") if row.key in self._parts else super().heading_spans(row)

    def row_spans(self, row: Line, line: int = 0) -> list[Span]:
        """The same for a row that is a month."""
        return self._month(row.written, "") if row.key in self._parts else super().row_spans(row, line)

    def _month(self, row: Row, look: str) -> list[Span]:
        # as wide as the rows below a heading, whose amounts end in the same column
        widths = [width for width in self.column_widths() if width]
        rows = sum(widths) + GAP * (len(widths) - 1) if look else self.content_width()
        names = LONGEST_NAME + GAP
        width = rows - names - self._widest - GAP
        if not look:
            width = min(width, LONGEST_BAR)
        parts = [float(part) for part in self._parts[row.key]]
        bar = bar_spans(parts, float(self._full), width, rest=(" ", "")) if width >= SHORTEST_BAR else []
        spans = [(fit(cell_text(row.cells[0]), names), look), *bar]
        room = rows if look else names + max(width, 0) + GAP + self._widest
        left = room - sum(cell_len(text) for text, _ in spans)
        return [*spans, (fit(self._sums[row.key], left, right=True), "strong" if look else "")]


def _sums(parts: tuple[Decimal, Decimal], money: AmountFormat, width: int) -> str:
    """What was spent in a month and what is planned, the amounts below each other."""
    named = zip(("spent", "planned"), parts, strict=True)
    return "  ".join(
        f"{name:<7}  {fit(money.column(amount), width, right=True)}" for name, amount in named if amount
    )
