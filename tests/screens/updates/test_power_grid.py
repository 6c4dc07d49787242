"""The power and interest grid: four quadrants of one size, and arrows that go by place."""

from __future__ import annotations

from screens.updates.power_grid import PowerGrid
from screens.widgets.lists.card import Card, Lane
from store.updates.stakeholder_map import QUADRANTS
from tests.support.harness import press, resize, settle, text_of
from tests.support.tiny import click, showing


def quadrants(**names: str) -> list[Lane]:
    """The quadrants with cards named by their keys; those not assessed only where there are any."""
    found = {place: names.get(place.replace(" ", "_"), "").split() for place in QUADRANTS}
    return [
        Lane(place.capitalize(), tuple(Card(name, name, "neutral", badge="3 days overdue") for name in cards))
        for place, cards in found.items()
        if cards or place != "not assessed"
    ]


async def test_arrows_go_by_place_and_over_empty_quadrants() -> None:
    grid = PowerGrid(empty="No one.")
    async with showing(grid) as pilot:
        grid.show(quadrants(key_player="ann bo", keep_satisfied="cy", keep_informed="dee", not_assessed="eve"))
        grid.focus()
        assert grid.key == "ann"
        for key, expected in (
            ("left", "cy"), ("left", "cy"), ("down", "dee"), ("up", "bo"), ("down", "dee"), ("h", "cy"), ("l", "ann"),
            ("j", "bo"), ("j", "dee"), ("j", "eve"), ("j", "eve"), ("up", "dee"),
        ):  # fmt: skip
            await press(pilot, key)
            assert grid.key == expected, (key, grid.key)
        await click(pilot, "cy")
        assert grid.key == "cy"
        await click(pilot, "eve", times=2)
        assert pilot.app.told[-1] == ("opened", "eve")


async def test_the_quadrants_share_the_window() -> None:
    grid = PowerGrid(empty="No one.")
    async with showing(grid) as pilot:
        grid.show(quadrants(key_player="ann"))
        await settle(pilot)
        for size in ((80, 24), (60, 15), (120, 40)):
            await resize(pilot, size)
            lines = text_of(pilot).splitlines()
            middle = next(y for y, line in enumerate(lines) if "┼" in line)
            upper = [line.index("Key player 1") for line in lines[:middle] if "Keep satisfied 0" in line]
            lower = [line.index("Keep informed 0") for line in lines[middle:] if "Minimal effort 0" in line]
            assert upper == lower == [lines[middle].index("┼") + 2]
            assert abs(2 * middle - (len(lines) - 3)) <= 1
            assert lines[-1].rstrip().endswith("Interest ▶")


async def test_many_cards_stand_close_and_scroll() -> None:
    grid = PowerGrid(empty="No one.")
    async with showing(grid, size=(80, 24)) as pilot:
        grid.show(quadrants(key_player="a b c d e f g h", not_assessed="x y z"))
        grid.focus()
        await press(pilot, "end")
        shown = text_of(pilot)
        assert "h  " in shown
        assert "↑Key player 8" in shown
        assert "Not assessed 3" in shown
