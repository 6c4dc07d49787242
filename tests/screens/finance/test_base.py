"""The other views of Costs: budget and rates, the return, key figures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from screens.widgets.lists.list_view import Listing
from store.book.book import Book
from store.model.calendar import Ritual
from store.model.finance import Budget, Cost, Kpi, OutsideQuote, OwnRate, Rate, Reading
from store.model.pitch import Claim, Evidence
from tests.support.harness import HOSTILE, NARROW, TODAY, WIDE, here, press, running, text_of, toasts, undoable
from tests.support.making import fill, held


@pytest.fixture
def paid(circle: Book) -> Book:
    """The small community with a rate, a session that was not bought, and a key figure."""
    fill(
        circle,
        replace(circle.contributions["led"], minutes=120, lasted=60),
        Rate(id="rate", since=date(2026, 11, 1), pay=Decimal(50000), hours=1000),
        OutsideQuote(
            id="q",
            what="Course [/x]",
            price=Decimal(800),
            source="offer [/x]",
            quoted_on=TODAY,
            sessions=("led",),
        ),
        Kpi(
            id="calls",
            name="Calls [/x]",
            unit="a month",
            baseline=Decimal(19),
            baseline_on=date(2026, 9, 1),
            target=Decimal(6),
        ),
        Reading(id="eight", kpi="calls", value=Decimal(8), on=date(2026, 11, 2)),
        Claim(about="benefit", claim="Calm", kpi="calls"),
        Evidence(about="benefit", claim="Calm", text="No [dread]", source=HOSTILE, on=TODAY),
    )
    circle.reload()
    return circle


async def test_v_goes_round_the_views_and_esc_leads_back(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5")
        for screen in ("BudgetScreen", "ReturnScreen", "KpisScreen", "CostsScreen", "BudgetScreen"):
            await press(pilot, "v")
            assert here(pilot) == screen
            assert "5 Costs" in text_of(pilot)
        for views in ("v", "v v", "v v v"):
            await press(pilot, "5", *views.split(), "escape")
            assert here(pilot) == "CostsScreen"
        for way in (["v"], ["v", "v"], ["v", "v", "v"], []):
            await press(pilot, "5", *way, "P")
            assert here(pilot) == "PitchScreen"
        await press(pilot, "7", "P")
        assert here(pilot) == "PitchScreen"


async def test_what_a_line_leaves_out_stands_beside_the_costs(paid: Book) -> None:
    """The whole name, how it comes back, what it belongs to, and the note."""
    fill(
        paid,
        Ritual(id="lab", name=f"Lab {HOSTILE}", start=TODAY),
        Cost(
            what=f"{HOSTILE} {'room ' * 12}to the last word",
            amount=Decimal(5),
            on=TODAY,
            every="monthly",
            until=date(2026, 12, 31),
            ritual="lab",
            note="as [agreed]",
        ),
    )
    async with running(paid) as pilot:
        await press(pilot, "5", "g")
        text = " ".join(text_of(pilot).split())
        for part in ("to the last word", "monthly, until Thu 31 Dec", f"for Lab {HOSTILE}", "as [agreed]"):
            assert part in text


# -- budget and rates --------------------------------------------------------------------------------


async def test_a_budget_is_added_changed_and_deleted(paid: Book) -> None:
    async with running(paid, NARROW) as pilot:
        await press(pilot, "5", "v")
        assert "This year" in text_of(pilot)
        async with undoable(pilot, paid):
            await press(pilot, "e", "ctrl+s")  # the year's budget of an older book becomes a period of its own
            [year] = paid.budgets.values()
            assert (year.amount, year.since, year.until) == (Decimal(1000), date(2026, 1, 1), date(2026, 12, 31))
        async with undoable(pilot, paid):
            await press(pilot, "a", "=500", "tab", "=Spring", "tab", "=2027-01-01", "tab", "=2027-06-30", "ctrl+s")
            assert Decimal(500) in {budget.amount for budget in paid.budgets.values()}
        listing = pilot.app.screen.query_one("#periods", Listing)
        [spring] = [budget for budget in paid.budgets.values() if budget.name == "Spring"]
        listing.highlight(spring.id)
        async with undoable(pilot, paid):
            await press(pilot, "d")
            assert spring.id not in paid.budgets


async def test_a_period_that_is_turned_round_is_refused(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "a", "=500", "tab", "tab", "=2027-06-30", "tab", "=2027-01-01", "ctrl+s")
        assert "Swap the two dates" in text_of(pilot)
        assert not paid.budgets


async def test_where_the_period_stands_and_the_rows_behind_it(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v")
        text = text_of(pilot)
        assert "Forecast = spent + planned + expected trainer" in text.replace("│", "")
        for line in (
            r"■ spent  □ planned  ▫ expected",
            r"Spent +€220.00 +22%",
            r"Planned +€80.50 +8%",
            r"Budget +€1,000.00 +100%",
            r"Opportunity +€100.00 +€0.00",
            r"Operational +€120.00 +€0.00",
            r"Other +€0.00 +€80.50",
            r"November 2026 +■+ +spent +€220.00",
            r"December 2026 +□+ +planned +€80.50",
            r"full bar: €220.00",
        ):
            assert re.search(line, text), line
        await press(pilot, "enter")
        assert "based on 3 entries" in text_of(pilot)
        assert "€80.50" in text_of(pilot)
        await press(pilot, "escape", "tab", "G", "enter")  # the last of the months
        assert "December 2026: based on 1 entry" in text_of(pilot)


async def test_rates_are_kept_with_what_they_were_made_of(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "G")
        assert "÷ hours per year" in text_of(pilot)
        assert "50,000.00" in text_of(pilot)
        async with undoable(pilot, paid):
            await press(pilot, "enter", "tab", "tab", "ctrl+u", "=60000", "ctrl+s")
            assert paid.rates["rate"].hourly == Decimal(60)
        async with undoable(pilot, paid):
            await press(
                pilot, "A", "=ann", "enter", "tab", "tab", "tab", "=90000", "tab", "tab", "tab", "=1000", "ctrl+s"
            )
            [own] = paid.own_rates.values()
            assert (own.volunteer, own.hourly) == ("ann", Decimal(90))
        assert HOSTILE in text_of(pilot)
        await press(pilot, "H", "ctrl+s")
        assert "Enter the cost of an hour" in text_of(pilot)
        await press(pilot, "tab", "=1", "tab", "tab", "tab", "=0", "ctrl+s")
        assert "Enter productive hours" in text_of(pilot)


async def test_one_figure_is_enough_for_a_rate_and_what_it_comes_to_is_said_at_once(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "H", "tab", "tab", "=80000", "tab", "tab", "tab", "=1600")
        assert "An hour costs €50." in text_of(pilot)  # while it is typed
        await press(pilot, *["up"] * 4, "=45,50")
        assert "An hour costs €45.50." in text_of(pilot)
        async with undoable(pilot, paid):
            await press(pilot, "ctrl+s")
        assert Decimal("45.50") in [rate.hourly for rate in paid.rates.values()]
        await press(pilot, "G")
        assert "÷ hours per year" in text_of(pilot)  # of the one that was worked out


async def test_one_persons_rate_wants_everybodys_first(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "v", "A")
        assert "Press H to set that first" in toasts(pilot)[-1]
        assert not circle.own_rates
        assert OwnRate not in {type(record) for record in circle.rates.values()}


# -- the return --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_return_is_drawn_told_and_traced(paid: Book, size: tuple[int, int]) -> None:
    async with running(paid, size) as pilot:
        await press(pilot, "5", "v", "v")
        text = text_of(pilot)
        assert "break-even 20 Nov 2026" in text
        assert "ROI 264% · break-even Fri 20 Nov" in text
        assert "Course [/x]" in text
        for line in (
            r"Supplier quotes +€800.00",
            r"Total cost +€220.00",
            r"ROI +264%",
            r"Cost avoided +€700.00",
        ):
            assert re.search(line, text), line
        await press(pilot, "enter")
        assert "ROI: based on 3 entries" in text_of(pilot)
        assert "Feedback [basics], [/x] Ann [Ops]: supplier quote €800" in text_of(pilot)


async def test_an_outside_price_is_added_with_its_sessions_and_changed(circle: Book) -> None:
    async with running(circle) as pilot:
        await press(pilot, "5", "v", "v")
        assert "No supplier quotes yet" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "a", "=Course", "tab", "=1.150,00", "tab", "=Offer", "tab", "tab", "space")
            assert "Fri 20 Nov  Feedback [basics]" in text_of(pilot)  # told by its day, not by an id
            await press(pilot, "=feedback", "space", "enter", "ctrl+s")
            [quote] = circle.outside_quotes.values()
            assert (quote.price, quote.sessions, quote.quoted_on) == (Decimal(1150), ("led",), TODAY)
        assert "not counted: no hourly rate" in text_of(pilot)
        async with undoable(pilot, circle):
            await press(pilot, "e", "ctrl+u", "=Day", "ctrl+s")
            assert [quote.what for quote in circle.outside_quotes.values()] == ["Day"]
        async with undoable(pilot, circle):
            await press(pilot, "d")
            assert not circle.outside_quotes


async def test_the_switch_counts_what_is_planned_too(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "v")
        async with undoable(pilot, paid):
            await press(pilot, "O")
            assert not paid.community.cautious
            assert "Including planned" in text_of(pilot)
            assert re.search(r"Total cost +€300.50", text_of(pilot))
        async with undoable(pilot, paid):
            await press(pilot, "O")
            assert paid.community.cautious


# -- key figures -------------------------------------------------------------------------------------


async def test_a_key_figure_with_readings_trend_and_testimonials(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "v", "v")
        text = text_of(pilot)
        for part in (
            re.escape("Calls [/x]"),
            r"■+·+  85% to target",
            r"Baseline +19 a month +measured Tue 1 Sep",
            r"Reading +8 a month +Mon 2 Nov, better",
            r"8 → 6 a month",
            r"Mon 2 Nov +8 a month",
            r"━━ reading, a month   ── target",
            re.escape(f"“No [dread]” {HOSTILE}"),
        ):
            assert re.search(part, text), part
        async with undoable(pilot, paid):
            await press(pilot, "r", "=6,5", "enter")
            assert Decimal("6.50") in {reading.value for reading in paid.readings.values()}
        assert "96%" in text_of(pilot)
        await press(pilot, "tab", "G")
        async with undoable(pilot, paid):
            await press(pilot, "e", "=-9", "ctrl+s")  # what stood there is typed over
            assert paid.readings["eight"].value == Decimal(-9)
        async with undoable(pilot, paid):
            await press(pilot, "d")
            assert "eight" not in paid.readings


async def test_a_baseline_is_asked_once_and_never_again(paid: Book) -> None:
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "v", "v")
        async with undoable(pilot, paid):
            await press(pilot, "a", "=Say so", "tab", "=%", "tab", "tab", "=58", "tab", "tab", "=75", "ctrl+s")
            [made] = [kpi for kpi in paid.kpis.values() if kpi.name == "Say so"]
            assert (made.baseline, made.baseline_on, made.target) == (Decimal(58), TODAY, Decimal(75))
        await press(pilot, "e")
        assert "The baseline stays" in text_of(pilot)
        assert "Baseline date" not in text_of(pilot)
        await press(pilot, "escape")
        async with undoable(pilot, paid):
            await press(pilot, "d")
            assert [*paid.kpis] != ["calls", made.id]


async def test_feedback_stands_beside_a_kpi_of_its_level(paid: Book) -> None:
    kpi = paid.kpis["calls"]
    fill(paid, replace(kpi, level="reaction"), held(1, name="Excel", answers=12, rating=Decimal("4.4")))
    async with running(paid) as pilot:
        await press(pilot, "5", "v", "v", "v")
        assert "Attendees rated" in text_of(pilot)


async def test_a_planned_budget_and_costs_of_several_years_live_beside_each_other(paid: Book) -> None:
    fill(
        paid,
        Budget(id="next", name="Next", since=date(2027, 1, 1), until=date(2027, 12, 31), amount=Decimal(10)),
        Cost(id="far", what="Far", amount=Decimal(7), on=date(2029, 1, 1), state="planned"),
    )
    async with running(paid) as pilot:
        await press(pilot, "5")
        assert re.search(r"January 2029 +□* +planned +€7.00", text_of(pilot))
        await press(pilot, "v", "g")
        assert "Next" in text_of(pilot)
