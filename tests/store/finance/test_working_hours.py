"""Paid hours: what an hour costs, whose rate holds when, each minute counted once; learners' time apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from store.book.book import Book
from store.core.money import total
from store.core.record import ORGANISER
from store.finance.ledger import ledger
from store.finance.rates import Rates
from store.finance.working_hours import in_hours, learners_time, untimed, work
from store.integrity.erasure import everything
from store.model.calendar import Gathering
from store.model.finance import OwnRate, Rate
from store.model.people import Volunteer
from store.model.recognition import Contribution
from tests.support.making import TODAY, ago, fill, led

ANN, BO = Volunteer(id="ann", name="[/x] Ann [Ops]"), Volunteer(id="bo", name="Bo")


def test_the_loaded_hourly_cost_of_the_frameworks() -> None:
    """105 000 ÷ 1 920 = 54.69."""
    rate = Rate(since=TODAY, pay=Decimal(75000), on_costs=Decimal(20000), overhead=Decimal(10000), hours=1920)
    assert rate.hourly == Decimal("54.69")


def test_hours_times_the_loaded_hourly_cost(book: Book) -> None:
    rate = Rate(since=ago(30), pay=Decimal(105000), hours=1920)
    fill(
        book,
        ANN,
        BO,
        rate,
        led(3, id="a", minutes=180, topic="Excel"),
        led(3, "bo", id="b", minutes=60, kind="co_led_session", topic="Excel"),
    )
    assert [entry.amount for entry in ledger(book, ago(9), TODAY, TODAY)] == [Decimal("164.07"), Decimal("54.69")]


def test_a_rate_without_hours_costs_nothing_and_breaks_nothing() -> None:
    assert Rate(since=TODAY, pay=Decimal(1), hours=0).hourly == 0


def test_the_newest_rate_and_the_persons_own_hold(book: Book) -> None:
    fill(
        book, ANN, BO,
        Rate(since=ago(100), pay=Decimal(40000), hours=1000),
        Rate(since=ago(50), pay=Decimal(50000), hours=1000),
        OwnRate(volunteer="bo", since=ago(60), pay=Decimal(90000), hours=1000),
        OwnRate(volunteer="bo", since=ago(200), pay=Decimal(80000), hours=1000),
    )  # fmt: skip
    rates = Rates(book)
    assert rates.begin == ago(100)
    assert [rates.at("ann", ago(days)) for days in (101, 100, 51, 50, 0)] == [None, 40, 40, 50, 50]
    assert [rates.at("bo", ago(days)) for days in (101, 100, 61, 60, 0)] == [None, 80, 80, 90, 90]


def test_a_persons_own_rate_alone_counts_nothing(book: Book) -> None:
    fill(
        book,
        ANN,
        OwnRate(volunteer="ann", since=ago(50), pay=Decimal(90000), hours=1000),
        led(3, id="a", minutes=60),
    )
    assert ledger(book, ago(9), TODAY, TODAY) == []


def test_whoever_leaves_the_book_takes_their_rate_along(book: Book) -> None:
    fill(book, ANN, OwnRate(id="own", volunteer="ann", since=ago(50), pay=Decimal(90000), hours=1000))
    assert "own_rates" in everything(book, ANN)["records"]
    with book.change("Delete") as change:
        change.remove(ANN)
    assert not book.own_rates


def test_hosting_counts_from_the_calendar_but_not_the_organisers(book: Book) -> None:
    held = Gathering(id="g", name="Lab", on=ago(5), minutes=60, state="held", host=ORGANISER, cohosts=("ann", "bo"))
    fill(book, ANN, BO, held, Gathering(name="Next", on=ago(-5), minutes=60, host="ann"))
    assert {(one.volunteer, one.minutes) for one in work(book)} == {("ann", 60), ("bo", 60)}


@pytest.mark.parametrize(
    ("made", "counts"),
    [
        (led(5, id="c", minutes=150, gathering="g"), [150]),
        (led(7, id="c", minutes=150, gathering="g"), [150]),
        (led(7, id="c", gathering="g"), [60]),
        (led(5, id="c", minutes=150, topic="feedback BASICS"), [150]),
        (led(5, id="c", minutes=150, topic="Lab"), [150]),
        (led(5, id="c", minutes=150, kind="hosted_ritual"), [150]),
        (led(5, id="c", gathering="g"), [60]),
        (led(4, id="c", minutes=150, topic="Lab"), [60, 150]),
        (led(5, id="c", minutes=150, topic="Excel"), [60, 150]),
        (led(5, id="c", minutes=150, gathering="other"), [60, 150]),
        (led(5, id="c", minutes=30, kind="shared_material", gathering="g"), [30, 60]),
        (led(5, "bo", id="c", minutes=150, gathering="g"), [60, 150]),
    ],
)
def test_what_a_host_also_logged_counts_once(book: Book, made: Contribution, counts: list[int]) -> None:
    held = Gathering(id="g", name="Lab", topic="Feedback basics", on=ago(5), minutes=60, state="held", host="ann")
    fill(book, ANN, BO, held, Gathering(id="other", name="Forum", on=ago(5)), made)
    assert sorted(one.minutes for one in work(book)) == sorted(counts)


def test_what_has_no_minutes_is_named(book: Book) -> None:
    fill(book, ANN, led(3, id="b"), led(5, id="a"), led(4, id="c", minutes=10), led(40, id="d"))
    assert [made.id for made in untimed(book, ago(9), TODAY)] == ["a", "b"]


def test_learners_time_is_learners_times_length_and_never_a_cost(book: Book) -> None:
    fill(
        book, ANN, BO,
        Rate(since=ago(30), pay=Decimal(40000), hours=1000),
        led(3, id="a", minutes=60, topic="Excel", learners=10, lasted=90),
        led(3, "bo", id="b", minutes=30, kind="co_led_session", topic="Excel", learners=10, lasted=90),
        led(4, id="c", minutes=60, topic="Pivot", learners=8),
        led(40, id="d", minutes=60, topic="Early", learners=6, lasted=30),
    )  # fmt: skip
    found = learners_time(book, ago(60), TODAY)
    assert (found.minutes, found.worth, found.unknown) == (900 + 180, Decimal(600), 1)
    assert found.words == "18 h, 1 session of unknown duration"
    assert total(ledger(book, date.min, TODAY, TODAY)) == Decimal(100)


def test_minutes_as_hours() -> None:
    assert [in_hours(minutes) for minutes in (0, 30, 60, 870, 60000)] == [
        "0 h",
        "0.5 h",
        "1 h",
        "14.5 h",
        "1,000 h",
    ]
