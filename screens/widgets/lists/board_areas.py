"""Where the columns of a board are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NARROWEST = 14
"""Cells a column with cards needs, its gap included."""


class Area(NamedTuple):
    """Where a column is: its place among all, and the cells it takes, its title and its gap included."""

    lane: int
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first cell beside it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.y + self.height

    def holds(self, x: int, y: int) -> bool:
        """Whether a cell is in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom


def side_by_side(number: int, narrow: Mapping[int, int], left: int, width: int, height: int) -> tuple[Area, ...]:
    """Columns beside each other, none of them in part.

    Args:
        number: how many there are.
        narrow: the cells of those that need no more, by place; the others share the rest, where all fit.
        left: the first one in sight, where not all fit.
        width: cells there are.
        height: lines there are.
    """
    spare, full = width - sum(narrow.values()), number - len(narrow)
    if full and spare >= NARROWEST * full:
        widths = [narrow.get(place, spare // full) for place in range(number)]
        left = 0
    else:
        fits = min(number, max(1, width // NARROWEST))
        widths = [max(1, width // max(fits, 1))] * fits
        left = min(left, number - fits)
    areas, x = [], 0
    for place, cells in enumerate(widths, left):
        areas.append(Area(place, x, 0, cells, height))
        x += cells
    return tuple(areas)
