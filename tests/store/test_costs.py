"""Costs: three buckets, planned and spent apart, exact to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.book import Book
from store.costs import BUCKETS, Bucket, Cost, by_bucket, costs_between, year_of
from store.money import money, total

TODAY = date(2026, 11, 23)


def cost(amount: str, bucket: Bucket = "other", on: date = TODAY, state: str = "spent") -> Cost:
    return Cost(what="Room", amount=Decimal(amount), bucket=bucket, on=on, state=state)  # type: ignore[arg-type]


def test_costs_of_a_stretch_count_both_ends_and_one_state(book: Book) -> None:
    days = [TODAY + timedelta(days=n) for n in (-3, -2, 0, 1)]
    with book.change("Fill") as change:
        for day in reversed(days):
            change.put(cost("1.00", on=day))
            change.put(cost("2.00", on=day, state="planned"))
    assert [found.on for found in costs_between(book, days[1], days[2])] == days[1:3]
    assert total(costs_between(book, days[0], days[3], "planned")) == Decimal("8.00")


@given(st.lists(st.tuples(st.integers(0, 10**11 - 1), st.sampled_from(BUCKETS)), max_size=30))
def test_buckets_add_up_to_the_cent(found: list[tuple[int, Bucket]]) -> None:
    costs = [cost(f"{cents // 100}.{cents % 100:02}", bucket) for cents, bucket in found]
    assert total(costs) == Decimal(sum(cents for cents, _ in found)).scaleb(-2)
    parts = by_bucket(costs)
    assert tuple(parts) == BUCKETS
    assert sum(parts.values()) == total(costs)
    for bucket in BUCKETS:
        assert int(parts[bucket].scaleb(2)) == sum(cents for cents, of in found if of == bucket)


def test_cents_do_not_get_lost_in_the_file(book: Book) -> None:
    with book.change("Fill") as change:
        for _ in range(30):
            change.put(cost("0.10"))
    with Book.open(book.path, write=False) as again:
        assert total(costs_between(again, TODAY, TODAY)) == Decimal("3.00")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1240", "", "1,240"),
        ("1240.50", "EUR", "EUR 1,240.50"),
        ("0", "EUR", "EUR 0"),
        ("0.05", "", "0.05"),
        ("1000000.00", "CHF", "CHF 1,000,000"),
        ("10.00", "", "10"),
        ("100", "", "100"),
    ],
)
def test_amounts_as_they_are_read(amount: str, currency: str, text: str) -> None:
    assert money(Decimal(amount), currency) == text


def test_the_budget_year_is_the_calendar_year() -> None:
    assert year_of(TODAY) == (date(2026, 1, 1), date(2026, 12, 31))
