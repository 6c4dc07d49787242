"""Costs: money and paid time in three buckets, against the year's budget."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.finance import Budget, Cost
from tests.support.harness import NARROW, TODAY, hush, press, running, text_of, toasts, undoable
from tests.support.making import fill


def totals(text: str) -> dict[str, Decimal]:
    """The figures beside the list by their names."""
    names = ("Opportunity", "Operational", "Other", "Spent", "Planned", "Budget", "Remaining")
    found = {name: re.search(rf"{name} +(−?)€([\d,.]+)", text) for name in names}
    return {
        name: Decimal(match[1].replace("−", "-") + match[2].replace(",", ""))
        for name, match in found.items()
        if match
    }


async def test_the_totals_are_those_of_the_records(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        assert totals(text_of(pilot)) == {
            "Opportunity": 0, "Operational": 120, "Other": 0, "Spent": 120, "Planned": Decimal("80.50"),
            "Budget": 1000, "Remaining": Decimal("799.50"),
        }  # fmt: skip
        assert re.search(r"Spent +€120.00 +12%", text_of(pilot))
        month, cost = (line.index("€80.50") for line in text_of(pilot).splitlines() if "€80.50 " in line[:80])
        assert month == cost  # the amount of a month stands above those of its costs
        await press(pilot, "x")
        assert "year-2026" in text_of(pilot)
        path = circle.path.with_name("year.html")
        await press(pilot, "tab", "ctrl+u", f"={path}", "ctrl+s")
        assert "the year 2026" in path.read_text("utf-8")


async def test_a_cost_is_added_changed_and_deleted(circle: Book) -> None:
    async with running(circle, NARROW) as pilot:
        await press(pilot, "5")
        async with undoable(pilot, circle):
            await press(pilot, "a", "=Paid hours [Nov]", "tab", "=1.240,50", "tab", "tab", "left", "ctrl+s")
            [cost] = [cost for cost in circle.costs.values() if cost.what == "Paid hours [Nov]"]
            assert cost == Cost(
                id=cost.id, what="Paid hours [Nov]", bucket="opportunity", amount=Decimal("1240.50"), on=TODAY
            )
            assert "1,240.50" in text_of(pilot)
            assert "Costs · 3" in text_of(pilot)
        listing = pilot.app.screen.query_one(Listing)
        listing.highlight(cost.id)
        async with undoable(pilot, circle):
            await press(pilot, "enter", "tab", *["backspace"] * 10, "=99", "ctrl+s")
            assert circle.costs[cost.id].amount == Decimal("99.00")
            assert totals(text_of(pilot))["Spent"] == 219
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert cost.id not in circle.costs
            assert totals(text_of(pilot))["Spent"] == 120


async def test_what_is_no_amount_is_refused_where_it_stands(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "a", "=Cake", "tab", "=nan", "ctrl+s")
        assert "! Amount" in text_of(pilot)
        assert "‘nan’ is not an amount of money" in text_of(pilot)
        await press(pilot, *["backspace"] * 3, "=-5", "ctrl+s")
        assert "‘-5’ is not an amount of money" in text_of(pilot)
        assert not circle.steps


async def test_when_the_year_is_over_its_budget_is_offered_for_the_next(circle: Book) -> None:
    fill(circle, replace(circle.community, budget=None))
    fill(circle, Budget(name="2025", since=date(2025, 1, 1), until=date(2025, 12, 31), amount=Decimal(300)))
    async with running(circle) as pilot:
        await press(pilot, "5")
        assert "‘2025’ ended on 31 Dec 2025" in text_of(pilot)
        await press(pilot, "T", "ctrl+s")
        assert ("2026", Decimal(300)) in [(budget.name, budget.amount) for budget in circle.budgets.values()]
        assert "ended on" not in text_of(pilot)


async def test_the_budget_is_set_passed_and_taken_away(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        async with undoable(pilot, circle):
            await press(pilot, "T", "ctrl+u", "=150", "ctrl+s")
            [budget] = circle.budgets.values()
            assert (budget.amount, budget.name) == (Decimal(150), "2026")
            assert (budget.since, budget.until) == (date(2026, 1, 1), date(2026, 12, 31))
            assert totals(text_of(pilot))["Remaining"] == Decimal("-50.50")
            assert re.search(r"Spent +€120.00 +80%", text_of(pilot))
            assert "┃ budget" in text_of(pilot)  # where it stands in a bar that goes beyond it
        async with undoable(pilot, circle):
            await press(pilot, "T", "ctrl+u", "=2.000,50", "ctrl+s")
            assert [budget.amount for budget in circle.budgets.values()] == [Decimal("2000.50")]
            assert totals(text_of(pilot))["Remaining"] == 1800


async def test_only_this_year_counts_and_the_filter_narrows_the_list(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "a", "=Old", "tab", "=500", "tab", "ctrl+u", "=2025-12-31", "ctrl+s")
        await hush(pilot)
        assert totals(text_of(pilot))["Spent"] == 120
        assert "31 Dec 2025" in text_of(pilot)
        await press(pilot, "/", "=gift", "enter")
        assert pilot.app.screen.query_one(Listing).keys == ["gifts"]
        assert totals(text_of(pilot))["Spent"] == 120


async def test_what_comes_back_stands_on_each_of_its_days_and_is_booked_one_by_one(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "a", "=Licence", "tab", "=39", "tab", "ctrl+u", "=2026-10-05")
        await press(pilot, "tab", "tab", "right", "tab", "tab", "right", "right", "ctrl+s")
        [rule] = [cost for cost in circle.costs.values() if cost.what == "Licence"]
        assert (rule.every, rule.state, rule.on) == ("monthly", "planned", date(2026, 10, 5))
        listing = pilot.app.screen.query_one(Listing)
        days = [key.partition("@")[2] for key in listing.keys if key.startswith(rule.id)]
        assert days == ["2026-12-05", "2026-11-05", "2026-10-05"]
        listing.highlight(f"{rule.id}@2026-11-05")
        async with undoable(pilot, circle):
            await press(pilot, "m", "ctrl+u", "=41,50", "enter")
            paid = circle.costs[f"{rule.id}-20261105"]
            assert (paid.amount, paid.state, paid.series, paid.on) == (
                Decimal("41.50"),
                "spent",
                rule.id,
                date(2026, 11, 5),
            )
            assert paid.id in listing.keys
            assert f"{rule.id}@2026-11-05" not in listing.keys
            assert totals(text_of(pilot))["Spent"] == Decimal("161.50")
        listing.highlight(f"{rule.id}@2026-12-05")
        async with undoable(pilot, circle):
            await press(pilot, "d", "enter")
            assert circle.costs[rule.id].except_on == (date(2026, 12, 5),)
        listing.highlight(f"{rule.id}@2026-10-05")
        async with undoable(pilot, circle):
            await press(pilot, "d", "down", "enter")
            assert rule.id not in circle.costs
            assert circle.costs[paid.id].series == ""


async def test_what_was_planned_is_marked_spent(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5")
        async with undoable(pilot, circle):
            await press(pilot, "m", "enter")
            assert (circle.costs["gifts"].state, circle.costs["gifts"].on) == ("spent", TODAY)
        await press(pilot, "m")
        assert toasts(pilot)[-1] == "‘Gifts’ is already spent."


async def test_the_calculator_lets_logged_hours_count(circle: Book) -> None:
    fill(
        circle,
        replace(circle.contributions["led"], minutes=120),
        Cost(id="typed", what="Paid hours", bucket="opportunity", amount=Decimal(70), on=date(2026, 11, 20)),
    )
    async with running(circle) as pilot:
        await press(pilot, "5")
        assert totals(text_of(pilot))["Opportunity"] == 70
        async with undoable(pilot, circle):
            await press(
                pilot,
                "H",
                "tab",
                "tab",
                "=75,000",
                "tab",
                "=20.000",
                "tab",
                "=10000",
            )
            await press(pilot, "tab", "=1920", "ctrl+s")
            assert "Set hourly rate to €54.69" in toasts(pilot)[-1]
            assert totals(text_of(pilot))["Opportunity"] == Decimal("109.38")
            assert "(€70.00)" in text_of(pilot)  # typed, and apart now
        listing = pilot.app.screen.query_one(Listing)
        listing.highlight("hours@2026-11-01")
        await press(pilot, "enter")
        assert "[/x] Ann [Ops] led a session ‘Feedback [basics]’, 2 h (opportunity): €109.38" in text_of(pilot)
        await press(pilot, "escape", "d")
        assert "comes from logged sessions" in toasts(pilot)[-1]


async def test_amounts_stand_as_the_book_writes_them(circle: Book) -> None:
    fill(
        circle,
        replace(circle.community, amounts="point_comma"),
        Cost(id="big", what="Big", amount=Decimal("1240.50"), on=TODAY),
    )
    async with running(circle) as pilot:
        await press(pilot, "5")
        assert "1.240,50" in text_of(pilot)
        pilot.app.screen.query_one(Listing).highlight("big")
        await press(pilot, "e")
        assert "1.240,50" in text_of(pilot)
        await press(pilot, "ctrl+s")
        assert circle.costs["big"].amount == Decimal("1240.50")


async def test_a_cost_whose_id_holds_the_sign_before_a_day_is_one_like_any_other(circle: Book) -> None:
    fill(circle, Cost(id="a@b", what="Room", amount=Decimal(70), on=TODAY, state="planned"))
    async with running(circle) as pilot:
        await press(pilot, "5")
        pilot.app.screen.query_one(Listing).highlight("a@b")
        await press(pilot, "m", "enter")
        assert circle.costs["a@b"].state == "spent"
        await press(pilot, "d")
        assert "a@b" not in circle.costs
