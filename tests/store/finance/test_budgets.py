"""Budget: the period that holds a day, spent and committed against it, and the forecast's formula."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from store.book.book import Book
from store.finance.budget_periods import budget_at, lapsed_budget, last_ended, period_of, year_of
from store.finance.budgets import PACE_DAYS, spent_at, status
from store.model.community import Community
from store.model.finance import Budget, Rate
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.model.stakeholders import Stakeholder
from store.updates.compose import compose
from tests.support.making import TODAY, ago, cost, fill

YEAR = Budget(id="year", name="School year", since=date(2026, 9, 1), until=date(2027, 8, 31), amount=Decimal(5000))


def test_a_book_without_budgets_has_the_calendar_year(book: Book) -> None:
    fill(book, Community(budget=Decimal(3000)))
    assert period_of(book, TODAY) == (*year_of(TODAY), None)
    assert budget_at(book, TODAY) == Decimal(3000)
    assert status(book, TODAY).budget == Decimal(3000)


def test_the_shortest_budget_that_holds_the_day(book: Book) -> None:
    pilot = Budget(id="pilot", since=date(2026, 11, 1), until=date(2026, 11, 30), amount=Decimal(400))
    fill(book, Community(budget=Decimal(3000)), YEAR, pilot)
    assert [period_of(book, day)[2] for day in (ago(0), ago(-30), ago(90))] == [pilot, YEAR, None]
    assert [budget_at(book, day) for day in (ago(0), ago(-30), ago(90))] == [400, 5000, 3000]


def test_spent_and_committed_within_the_period_only(book: Book) -> None:
    fill(
        book, YEAR,
        cost("100.00", date(2026, 8, 31)), cost("10.00", date(2026, 9, 1)), cost("20.00", TODAY),
        cost("40.00", ago(3), state="planned"), cost("80.00", date(2027, 8, 31), state="planned"),
        cost("160.00", date(2027, 9, 1), state="planned"), cost("1.00", date(2026, 9, 15), every="monthly"),
    )  # fmt: skip
    now = status(book, TODAY)
    assert (now.spent, now.committed) == (Decimal("33.00"), Decimal("129.00"))
    assert now.free == Decimal("4838.00")
    assert now.forecast == Decimal("162.00")
    assert spent_at(book, TODAY) == now.spent


def test_the_forecast_adds_paid_hours_at_the_pace_of_the_last_days(book: Book) -> None:
    """Spent + planned + pace × days left − paid hours planned already."""
    fill(
        book, Volunteer(id="ann", name="Ann"), YEAR, Rate(since=ago(200), pay=Decimal(45000), hours=1000),
        *(Contribution(volunteer="ann", kind="led_session", on=ago(days), minutes=600) for days in (0, PACE_DAYS - 1)),
        Contribution(volunteer="ann", kind="led_session", on=ago(PACE_DAYS), minutes=6000),
        cost("50.00", ago(-10), state="planned"), cost("405.00", ago(-20), state="planned", bucket="opportunity"),
    )  # fmt: skip
    now = status(book, TODAY)
    assert (now.pace, now.days_left) == (Decimal("10.00"), 281)
    assert now.hours_to_come == Decimal("2405.00")
    assert now.spent == Decimal("450.00")  # the earlier hours lie before the period
    assert now.forecast == Decimal("450.00") + Decimal("455.00") + Decimal("2405.00")
    assert now.left_at_end == Decimal("1690.00")


def test_more_planned_than_the_pace_lets_expect_is_the_forecast(book: Book) -> None:
    fill(book, YEAR, cost("900.00", ago(-20), state="planned", bucket="opportunity"))
    assert (status(book, TODAY).hours_to_come, status(book, TODAY).forecast) == (0, Decimal("900.00"))


def test_the_pace_is_measured_over_the_days_that_are_counted(book: Book) -> None:
    fill(
        book, Volunteer(id="ann", name="Ann"), YEAR, Rate(since=ago(9), pay=Decimal(50000), hours=1000),
        Contribution(volunteer="ann", kind="led_session", on=ago(3), minutes=120),
    )  # fmt: skip
    assert status(book, TODAY).pace == Decimal("10.00")
    assert "average of the last 10 days ×" in status(book, TODAY).formula


def test_a_budget_that_ended_is_named_until_the_next_is_set(book: Book) -> None:
    assert last_ended(book, TODAY) is None
    fill(book, Budget(id="old", since=ago(900), until=ago(500), amount=Decimal(1)), YEAR)
    assert last_ended(book, YEAR.until) is None
    after = YEAR.until + timedelta(days=1)
    assert last_ended(book, after) == YEAR
    fill(book, Budget(since=after + timedelta(days=9), until=after + timedelta(days=99), amount=Decimal(1)))
    assert last_ended(book, after) is None


def test_a_period_that_is_over_forecasts_nothing_more(book: Book) -> None:
    past = Budget(id="past", since=ago(200), until=ago(100), amount=Decimal(10))
    fill(
        book,
        Volunteer(id="ann", name="Ann"),
        past,
        Rate(since=ago(300), pay=Decimal(50000), hours=1000),
        cost("12.00", ago(150)),
    )
    fill(book, Contribution(volunteer="ann", kind="led_session", on=ago(3), minutes=120))
    then = status(book, TODAY, past)
    assert (then.days_left, then.forecast, then.left_at_end) == (0, Decimal("12.00"), Decimal("-2.00"))
    assert then.pace == 0


def test_week_update_and_costs_say_the_same(book: Book) -> None:
    eva = Stakeholder(id="eva", name="Eva")
    fill(
        book, Volunteer(id="ann", name="Ann"), eva, Rate(since=ago(20), pay=Decimal(105000), hours=1920), YEAR,
        Contribution(volunteer="ann", kind="led_session", on=ago(3), minutes=120, learners=4),
        cost("1000.00", ago(3)), cost("70.00", ago(4), bucket="opportunity"), cost("39.00", ago(30), every="weekly"),
    )  # fmt: skip
    now = status(book, TODAY)
    draft = compose(book, eva, TODAY, since=YEAR.since, until=TODAY)
    told = next(section.words for section in draft.sections if section.name == "cost")
    assert now.spent == Decimal("1304.38")
    assert re.findall(r"€[\d,.]*\d", told) == ["€1,304", "€326"]
    assert draft.facts.spent == now.spent


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 38),
        (date(2026, 1, 1), TODAY, 0),
        (date(2025, 1, 1), date(2025, 12, 31), 0),
        (ago(-1), ago(-7), 7),  # tomorrow is the first of seven days
        (ago(-5), ago(-11), 7),
        (TODAY, TODAY, 0),
        (ago(9), ago(-1), 1),
        (date(2027, 1, 1), date(2027, 12, 31), 365),
    ],
)
def test_the_days_that_are_left_of_a_period(book: Book, since: date, until: date, days: int) -> None:
    assert status(book, TODAY, Budget(name="B", since=since, until=until, amount=Decimal(1))).days_left == days


@pytest.mark.parametrize(
    ("day", "lapsed"),
    [(date(2026, 9, 30), None), (date(2026, 10, 1), "one"), (date(2026, 10, 31), "one"), (date(2026, 11, 1), None), (date(2026, 11, 30), None), (date(2026, 12, 1), "two"), (date(2026, 8, 31), None)],
)  # fmt: skip
def test_a_budget_has_lapsed_where_no_other_covers_the_day(book: Book, day: date, lapsed: str | None) -> None:
    fill(
        book,
        Budget(id="one", since=date(2026, 9, 1), until=date(2026, 9, 30), amount=Decimal(1)),
        Budget(id="two", since=date(2026, 11, 1), until=date(2026, 11, 30), amount=Decimal(1)),
    )
    found = lapsed_budget(book, day)
    assert (found and found.id) == lapsed
