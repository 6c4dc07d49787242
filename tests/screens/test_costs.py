"""Costs: money and paid time in three buckets, against the year's budget."""

from __future__ import annotations

import re
from decimal import Decimal

from screens.widgets.listing import Listing
from store.book import Book
from store.costs import Cost
from tests.screens.conftest import NARROW, TODAY, hush, press, running, text_of, toasts, undoable


def totals(text: str) -> dict[str, Decimal]:
    """The figures beside the list by their names."""
    names = ("Opportunity", "Operational", "Other", "Spent", "Planned", "Budget", "Still free")
    found = {name: re.search(rf"{name} +(-?[\d,.]+)", text) for name in names}
    return {name: Decimal(match[1].replace(",", "")) for name, match in found.items() if match}


async def test_the_totals_are_those_of_the_records(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        assert totals(text_of(pilot)) == {
            "Opportunity": 0, "Operational": 120, "Other": 0, "Spent": 120, "Planned": Decimal("80.50"),
            "Budget": 1000, "Still free": Decimal("799.50"),
        }  # fmt: skip
        assert "12 % of the budget is spent" in text_of(pilot)


async def test_a_cost_is_added_changed_and_deleted(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "5")
        async with undoable(pilot, circle):
            await press(pilot, "a", "=Paid hours [Nov]", "tab", "left", "tab", "=1.240,50", "ctrl+s")
            [cost] = [cost for cost in circle.costs.values() if cost.what == "Paid hours [Nov]"]
            assert cost == Cost(
                id=cost.id, what="Paid hours [Nov]", bucket="opportunity", amount=Decimal("1240.50"), on=TODAY
            )
            assert "1,240.50" in text_of(pilot)
            assert "Costs · 3" in text_of(pilot)
        listing = pilot.app.screen.query_one(Listing)
        listing.highlight(cost.id)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "tab", "tab", *["backspace"] * 10, "=99", "ctrl+s")
            assert circle.costs[cost.id].amount == Decimal("99.00")
            assert totals(text_of(pilot))["Spent"] == 219
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert cost.id not in circle.costs
            assert toasts(pilot) == ["«Paid hours [Nov]» is deleted; u brings it back."]
            assert totals(text_of(pilot))["Spent"] == 120


async def test_what_is_no_amount_is_refused_where_it_stands(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "a", "=Cake", "tab", "tab", "=nan", "ctrl+s")
        assert "! Amount" in text_of(pilot)
        assert "«nan» is not an amount of money" in text_of(pilot)
        await press(pilot, *["backspace"] * 3, "=-5", "ctrl+s")
        assert "«-5» is not an amount of money" in text_of(pilot)
        assert not circle.steps


async def test_the_budget_is_set_passed_and_taken_away(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        async with undoable(pilot, circle):
            await press(pilot, "b", *["backspace"] * 10, "=150", "enter")
            assert circle.community.budget == Decimal(150)
            assert totals(text_of(pilot))["Still free"] == Decimal("-50.50")
            assert "80 % of the budget is spent" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "b", *["backspace"] * 10, "enter")
            assert circle.community.budget is None
            assert "b sets a budget for the year" in text_of(pilot)
        assert circle.community.name == "The circle"  # the rest of what it says stays


async def test_only_this_year_counts_and_the_filter_narrows_the_list(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(
            pilot, "5", "a", "=Old", "tab", "tab", "=500", "tab", *["backspace"] * 10, "=2025-12-31", "ctrl+s"
        )
        await hush(pilot)
        assert totals(text_of(pilot))["Spent"] == 120
        assert "31 Dec 2025" in text_of(pilot)
        await press(pilot, "/", "=gift", "enter")
        assert pilot.app.screen.query_one(Listing).keys == ["gifts"]
        assert totals(text_of(pilot))["Spent"] == 120
