"""Costs: three buckets, planned and spent apart, once or coming back, exact to the cent, nothing counted twice."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book.book import Book
from store.core.dates import Clock
from store.core.money import total
from store.core.record import ORGANISER, Record
from store.finance.budget_periods import year_of
from store.finance.ledger import (
    BUCKETS,
    booked,
    by_bucket,
    cost_days,
    costs_between,
    in_months,
    ledger,
    left_out,
    planned,
    spent,
    spent_between,
)
from store.integrity.check import findings
from store.model.calendar import Gathering
from store.model.finance import Cost, OwnRate, Rate
from store.model.people import Volunteer
from store.model.recognition import Contribution
from tests.conftest import LONG
from tests.support.making import TODAY, ago, cost, fill

FIRST, LAST = ago(300), ago(-120)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book in memory only, to be filled anew for each history."""
    path: Path = tmp_path_factory.mktemp("memory") / "book.json"
    with Book.open(path, Clock(TODAY), write=False, create=True) as book:
        yield book


def hold(book: Book, *records: Record) -> Book:
    """Let a book in memory hold these records and no others."""
    for table in book.tables.values():
        table.take({})
    for record in records:
        book.table_of(type(record)).replace({record.id: record})
    return book


# -- a thousand histories, counted again in whole cents --------------------------------------------


def any_history(chance: Random) -> list[Record]:
    """Costs of every kind, rates, hours logged and hosted: as a book may have gathered them in a year."""
    found: list[Record] = [Volunteer(id=who, name=who) for who in ("ann", "bo")]
    for number in range(chance.randint(0, 6)):
        every = chance.choice(["once", "once", "weekly", "monthly", "quarterly", "yearly"])
        made = Cost(
            id=f"c{number}",
            what="Room",
            bucket=chance.choice(BUCKETS),
            amount=Decimal(chance.randint(0, 9_999_999)).scaleb(-2),
            on=ago(chance.randint(-100, 400)),
            state=chance.choice(["planned", "spent"]),
            every=every,  # type: ignore[arg-type]
            until=chance.choice([None, ago(chance.randint(-90, 200))]),
        )
        days = [*cost_days(made, FIRST, LAST)] if every != "once" else []
        if days:
            found.append(booked(made, chance.choice(days)))
            made = Cost(
                **{**{f: getattr(made, f) for f in made.__struct_fields__}, "except_on": (chance.choice(days),)}
            )
        found.append(made)
    for number in range(chance.choice([0, 1, 1, 2])):
        pay, hours = Decimal(chance.randint(1, 9_999_999)).scaleb(-2), chance.randint(1, 2000)
        found.append(Rate(id=f"r{number}", since=ago(chance.randint(-20, 250)), pay=pay, hours=hours))
    if chance.random() < 0.3:
        found.append(
            OwnRate(id="own", volunteer="bo", since=ago(chance.randint(0, 250)), pay=Decimal(5000), hours=99)
        )
    for number in range(chance.randint(0, 5)):
        found.append(
            Contribution(
                id=f"d{number}", volunteer=chance.choice(["ann", "bo"]), kind="led_session", topic=chance.choice(["", "Excel"]),
                on=ago(chance.randint(-10, 280)), minutes=chance.choice([None, chance.randint(1, 500)]),
            )
        )  # fmt: skip
    for number in range(chance.randint(0, 3)):
        found.append(
            Gathering(
                id=f"g{number}", name="Lab", on=ago(chance.randint(-10, 280)), minutes=chance.choice([None, 45]),
                state=chance.choice(["held", "held", "planned", "skipped"]), host=chance.choice(["", ORGANISER, "ann"]), cohosts=("bo",),
            )
        )  # fmt: skip
    return found


def days_by_hand(made: Cost) -> list[date]:
    """The days of a cost, one step after the other."""
    if made.every == "once":
        return [made.on]
    days, number = [], 0
    while True:
        if made.every == "weekly":
            day = made.on + timedelta(days=7 * number)
        else:
            months = made.on.month - 1 + number * {"monthly": 1, "quarterly": 3, "yearly": 12}[made.every]
            year, month = made.on.year + months // 12, months % 12 + 1
            day = date(year, month, min(made.on.day, calendar.monthrange(year, month)[1]))
        if day > min(LAST, made.until or LAST):
            return days
        days.append(day)
        number += 1


def half_up(above: int, below: int) -> int:
    return (2 * above + below) // (2 * below)


def counted_by_hand(records: list[Record]) -> list[tuple[date, str, int, str]]:
    """Day, bucket, whole cents and state of all that counts."""
    rates = [r for r in records if type(r) is Rate]
    begin = min((r.since for r in rates), default=date.max)
    own = {(r.series, r.due_on) for r in records if isinstance(r, Cost) and r.series}
    found = []
    for made in records:
        if not isinstance(made, Cost):
            continue
        for day in days_by_hand(made):
            if day in made.except_on or (made.every != "once" and (made.id, day) in own):
                continue
            state = "planned" if made.every != "once" and day > TODAY else made.state
            if made.bucket == "opportunity" and day >= begin and (state == "spent" or day <= TODAY):
                continue
            found.append((day, made.bucket, int(made.amount * 100), state))

    def hours(who: str, day: date, minutes: int) -> None:
        usable = [r for r in records if isinstance(r, OwnRate) and r.volunteer == who and r.since <= day]
        usable = usable or [r for r in rates if r.since <= day]
        rate = max(usable, key=lambda r: (r.since, r.id))
        hourly = half_up(int(rate.pay * 100), rate.hours)
        if cents := half_up(hourly * minutes, 60):
            found.append((day, "opportunity", cents, "spent" if day <= TODAY else "planned"))

    for made in records:
        if isinstance(made, Contribution) and made.minutes and made.on >= begin:
            hours(made.volunteer, made.on, made.minutes)
        if isinstance(made, Gathering) and made.state == "held" and made.minutes and made.on >= begin:
            for host in {made.host, *made.cohosts} - {"", ORGANISER}:
                hours(host, made.on, made.minutes)
    return [line for line in found if FIRST <= line[0] <= LAST]


@settings(max_examples=5000 if LONG else 1000)
@given(st.integers(0, 2**32))
def test_a_thousand_histories_agree_to_the_cent(memory: Book, seed: int) -> None:
    """Totals by bucket, by month, by state and overall are those counted by hand in whole cents."""
    records = any_history(Random(seed))
    entries = ledger(hold(memory, *records), FIRST, LAST, TODAY)
    by_hand = counted_by_hand(records)
    buckets, months, states = Counter[str](), Counter[date](), Counter[str]()
    for day, bucket, cents, state in by_hand:
        buckets[bucket] += cents
        months[day.replace(day=1)] += cents
        states[state] += cents
    assert {name: int(amount.scaleb(2)) for name, amount in by_bucket(entries).items()} == {
        b: buckets[b] for b in BUCKETS
    }
    by_month = {month: total(found) for month, found in in_months(entries).items()}
    assert {month: int(amount.scaleb(2)) for month, amount in by_month.items()} == dict(months)
    assert total(entries) == Decimal(sum(buckets.values())).scaleb(-2)
    assert total(entries) == sum(by_bucket(entries).values()) == sum(by_month.values())
    assert total(spent(entries)) == Decimal(states["spent"]).scaleb(-2)
    assert spent_between(memory, FIRST, LAST, TODAY) == total(spent(entries))
    assert total(planned(entries)) == Decimal(states["planned"]).scaleb(-2)
    assert len(entries) == len(by_hand)
    assert [entry.on for entry in entries] == sorted(entry.on for entry in entries)
    apart = left_out(memory, FIRST, LAST, TODAY)
    assert all(entry.bucket == "opportunity" and entry not in entries for entry in apart)


def test_the_parts_of_a_stretch_add_up_to_it(memory: Book) -> None:
    for seed in range(60):
        hold(memory, *any_history(Random(seed)))
        whole = ledger(memory, FIRST, LAST, TODAY)
        cut = ago(seed * 5)
        parts = ledger(memory, FIRST, cut, TODAY) + ledger(memory, cut + timedelta(days=1), LAST, TODAY)
        assert parts == whole


# -- one by one ------------------------------------------------------------------------------------


def test_costs_of_a_stretch_count_both_ends_and_one_state(book: Book) -> None:
    days = [TODAY + timedelta(days=n) for n in (-3, -2, 0, 1)]
    fill(
        book, *(cost("1.00", day) for day in reversed(days)), *(cost("2.00", day, state="planned") for day in days)
    )
    assert [found.on for found in costs_between(book, days[1], days[2])] == days[1:3]
    assert total(costs_between(book, days[0], days[3], "planned")) == Decimal("8.00")
    assert total(ledger(book, days[1], days[2], TODAY)) == Decimal("6.00")


def test_cents_do_not_get_lost_in_the_file(book: Book) -> None:
    fill(book, *(cost("0.10") for _ in range(30)))
    with Book.open(book.path, write=False) as again:
        assert total(ledger(again, TODAY, TODAY, TODAY)) == Decimal("3.00")


def test_the_last_of_a_month_comes_back_on_the_last(book: Book) -> None:
    monthly = cost("39.00", date(2026, 1, 31), every="monthly", until=date(2026, 6, 29))
    days = [*cost_days(monthly, date(2026, 1, 1), date(2026, 12, 31))]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    assert [*cost_days(monthly, date(2026, 3, 1), date(2026, 4, 30))] == days[2:4]


def test_far_years_do_not_take_long() -> None:
    weekly = cost("1.00", date(1900, 1, 1), every="weekly")
    assert len([*cost_days(weekly, date(2199, 1, 1), date(2200, 12, 31))]) == 104
    assert [*cost_days(cost("1.00", date(2200, 12, 31), every="yearly"), date(2200, 1, 1), date.max)][:1] == [
        date(2200, 12, 31)
    ]


def test_one_that_is_paid_by_itself_is_spent_up_to_today_and_planned_after(book: Book) -> None:
    fill(book, cost("39.00", ago(40), every="monthly"))
    states = [(entry.on <= TODAY, entry.state) for entry in ledger(book, ago(60), ago(-60), TODAY)]
    assert states == [(True, "spent"), (True, "spent"), (False, "planned"), (False, "planned")]


def test_a_booked_day_counts_once_and_stays_when_the_series_goes(book: Book) -> None:
    rule = cost("60.00", ago(10), every="weekly", state="planned", until=ago(-10))
    fill(book, rule)
    assert total(planned(ledger(book, FIRST, LAST, TODAY))) == Decimal("180.00")
    paid = booked(rule, ago(3))
    assert paid.id == f"{rule.id}-{ago(3):%Y%m%d}"
    fill(
        book,
        Cost(**{**{f: getattr(paid, f) for f in paid.__struct_fields__}, "amount": Decimal("55.50"), "on": ago(1)}),
    )
    found = ledger(book, FIRST, LAST, TODAY)
    assert (total(spent(found)), total(planned(found))) == (Decimal("55.50"), Decimal("120.00"))
    with book.change("Delete") as change:
        change.remove(book.costs[rule.id])
    assert total(ledger(book, FIRST, LAST, TODAY)) == Decimal("55.50")
    assert not [*findings(book)]
    book.undo()
    assert total(planned(ledger(book, FIRST, LAST, TODAY))) == Decimal("120.00")


def test_a_book_without_a_rate_counts_what_was_typed(book: Book) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann"),
        Contribution(volunteer="ann", kind="led_session", on=ago(5), minutes=120),
        cost("93.00", ago(5), bucket="opportunity"),
    )
    assert by_bucket(ledger(book, FIRST, LAST, TODAY))["opportunity"] == Decimal("93.00")
    assert left_out(book, FIRST, LAST, TODAY) == []


def test_typed_paid_hours_stand_apart_from_the_day_hours_are_counted(book: Book) -> None:
    fill(
        book,
        Volunteer(id="ann", name="Ann"),
        Rate(since=ago(20), pay=Decimal(46500), hours=1000),
        Contribution(id="before", volunteer="ann", kind="led_session", on=ago(21), minutes=60),
        Contribution(id="after", volunteer="ann", kind="led_session", on=ago(20), minutes=60),
        cost("10.00", ago(21), bucket="opportunity", id="old"),
        cost("20.00", ago(20), bucket="opportunity", id="twice"),
        cost("30.00", ago(1), bucket="opportunity", state="planned", id="overtaken"),
        cost("40.00", ago(-9), bucket="opportunity", state="planned", id="ahead"),
        cost("50.00", ago(1), bucket="other", id="gift"),
    )
    assert {entry.id for entry in ledger(book, FIRST, LAST, TODAY)} == {"old", "after", "ahead", "gift"}
    assert [entry.id for entry in left_out(book, FIRST, LAST, TODAY)] == ["twice", "overtaken"]
    assert by_bucket(ledger(book, FIRST, LAST, TODAY))["opportunity"] == Decimal("96.50")


def test_the_calendar_year() -> None:
    assert year_of(TODAY) == (date(2026, 1, 1), date(2026, 12, 31))
