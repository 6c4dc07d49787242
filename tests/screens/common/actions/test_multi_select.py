"""Several lines at once: what is marked is acted upon in one step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.finance import Cost
from store.model.library import Resource
from tests.support.harness import HOSTILE, TODAY, here, press, running, text_of, toasts, undoable
from tests.support.making import fill


def costs(book: Book) -> None:
    """Beside the two of the circle: one that comes back, and a hostile one."""
    fill(
        book,
        Cost(id="tool", what="Tool", amount=Decimal(10), on=date(2026, 10, 5), state="planned", every="monthly"),
        Cost(id="ann", what=HOSTILE, amount=Decimal(5), on=date(2026, 11, 20), state="planned"),
    )


async def test_marked_costs_are_spent_in_one_step_as_planned(circle: Book) -> None:
    costs(circle)
    async with running(circle) as pilot:
        await press(pilot, "5", "g", "space", "space", "space")
        assert "3 ticked" in text_of(pilot)
        assert "✓ Gifts" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "m")
        assert toasts(pilot) == []
        assert circle.costs["gifts"].state == "spent"
        assert circle.costs["gifts"].on == TODAY  # not on a day to come
        assert "marked" not in text_of(pilot)


async def test_marked_costs_are_deleted_in_one_step_and_of_those_that_come_back_only_the_days(circle: Book) -> None:
    costs(circle)
    async with running(circle) as pilot:
        await press(pilot, "5")
        listing = pilot.app.screen.query_one(Listing)
        for key in ("ann", "tool@2026-11-05", "tool@2026-10-05"):
            listing.highlight(key)
            await press(pilot, "space")
        assert "✓ Tool" in text_of(pilot)
        assert f"✓ {HOSTILE}" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "d")
        assert "ann" not in circle.costs
        assert circle.costs["tool"].except_on == (date(2026, 10, 5), date(2026, 11, 5))


async def test_what_is_spent_already_says_so_and_marks_can_be_taken_away(circle: Book) -> None:
    async with running(circle) as pilot:
        fill(circle, Cost(id="more", what="More", amount=Decimal(5), on=TODAY))
        await press(pilot, "5", "G", "space", "k", "k", "space", "m")
        assert toasts(pilot)
        await press(pilot, "escape")
        assert "marked" not in text_of(pilot)
        assert here(pilot) == "CostsScreen"


async def test_a_line_without_a_cost_cannot_be_marked(empty: Book) -> None:
    async with running(empty) as pilot:
        await press(pilot, "escape", "5", "space")
        assert toasts(pilot)[-1] == "This line can’t be ticked. Select another one."


async def test_marked_things_of_the_library_get_one_owner_and_are_deleted_together(circle: Book) -> None:
    fill(circle, *(Resource(id=key, title=f"Guide {key} {HOSTILE}", owner="bo") for key in "abc"))
    async with running(circle) as pilot:
        await press(pilot, "8", "g", "space", "space")
        assert "2 ticked" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "w", "=dee", "enter")
        assert [circle.resources[key].owner for key in "abc"] == ["dee", "dee", "bo"]
        assert "marked" not in text_of(pilot)
        await press(pilot, "g", "space", "space")
        async with undoable(pilot, circle):
            await press(pilot, "d")
        assert [*circle.resources] == ["c"]
