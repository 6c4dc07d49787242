"""The grid: titles of any text."""

from __future__ import annotations

from screens.widgets.lists.cell_grid import CellGrid
from screens.widgets.lists.list_view import Row
from tests.screens.widgets.test_widgets import showing
from tests.support.harness import settle, text_of


async def test_a_title_of_two_lines_is_one() -> None:
    grid = CellGrid()
    async with showing(grid) as pilot:
        grid.show_grid([("a", "two\nlines")], [Row("r", ("row", "cell"))])
        await settle(pilot)
        assert "two lines" in text_of(pilot)
