"""KPIs: the way from a frozen baseline to a target, by dated readings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from store.book.book import Book
from store.core.fields import fields
from store.finance.kpis import CHANGEABLE, trend, trends, with_sign, with_unit
from store.model.finance import Kpi, Reading
from store.model.pitch import Claim, Evidence
from store.pitch import case as pitch
from tests.support.making import TODAY, ago, fill

CALLS = Kpi(
    id="calls", name="Complaints", unit="a month", baseline=Decimal(19), baseline_on=ago(200), target=Decimal(6)
)


def read(value: str, days: int) -> Reading:
    return Reading(kpi="calls", value=Decimal(value), on=ago(days))


@pytest.mark.parametrize(
    ("readings", "way", "direction"),
    [
        ([], None, "no reading yet"),
        ([("8", 10)], "85", "better"),
        ([("8", 10), ("11", 50)], "85", "better"),
        ([("8", 50), ("11", 10)], "62", "worse"),
        ([("8", 50), ("8", 10)], "85", "unchanged"),
        ([("22", 10)], "-23", "worse"),
        ([("-1.5", 10)], "158", "better"),
    ],
)
def test_the_way_from_baseline_to_target(
    book: Book, readings: list[tuple[str, int]], way: str | None, direction: str
) -> None:
    fill(book, CALLS, *(read(value, days) for value, days in readings))
    found = trend(book, CALLS)
    assert found.way == (None if way is None else Decimal(way))
    assert found.direction == direction
    assert [day for day, _ in found.points] == sorted(day for day, _ in found.points)
    assert len(found.line) == len(readings) + 1


def test_more_is_better_where_the_target_lies_above(book: Book) -> None:
    fill(
        book,
        Kpi(id="calls", name="Say so", unit="%", baseline=Decimal(58), baseline_on=ago(90), target=Decimal(75)),
        read("66", 5),
    )
    [found] = trends(book)
    assert (found.direction, found.way) == ("better", Decimal(47))


def test_a_target_that_is_the_baseline_has_no_way(book: Book) -> None:
    fill(
        book, Kpi(id="calls", name="Same", baseline=Decimal(5), baseline_on=TODAY, target=Decimal(5)), read("5", 0)
    )
    assert trends(book)[0].way is None


def test_the_baseline_is_frozen() -> None:
    assert {field.name for field in fields(Kpi)} - {*CHANGEABLE} == {"id", "baseline", "baseline_on"}


def test_readings_go_with_their_figure(book: Book) -> None:
    fill(book, CALLS, read("8", 3), Claim(id="c", about="benefit", claim="Calmer calls", kpi="calls"))
    with book.change("Delete") as change:
        change.remove(CALLS)
    assert not book.readings
    assert book.claims["c"].kpi == ""


def test_testimonials_stand_beside_the_figure_of_their_benefit(book: Book) -> None:
    fill(
        book, CALLS, Claim(about="benefit", claim="Calmer calls", kpi="calls"),
        Evidence(about="benefit", claim=" calmer CALLS ", text="No dread.", on=ago(9)),
        Evidence(about="benefit", claim="Calmer calls", kind="figure", text="8", on=ago(9)),
        Evidence(about="benefit", claim="Else", text="Nice.", on=ago(9)),
    )  # fmt: skip
    assert [one.text for one in pitch.testimonials(book, "calls")] == ["No dread."]


def test_with_its_unit() -> None:
    assert with_unit(Decimal("31400"), CALLS, "point_comma") == "31.400 a month"


@pytest.mark.parametrize(
    ("target", "reading", "direction", "way"),
    [("19", "19.5", "better", None), ("19", "18", "worse", None), ("20", "19.5", "better", "50"), ("18", "18.5", "better", "50"), ("18", "19.5", "worse", "-50")],
)  # fmt: skip
def test_which_way_is_better_is_told_by_the_target(
    book: Book, target: str, reading: str, direction: str, way: str | None
) -> None:
    kpi = Kpi(id="calls", name="Calls", baseline=Decimal(19), baseline_on=ago(200), target=Decimal(target))
    fill(book, kpi, read(reading, 10))
    found = trend(book, kpi)
    assert (found.direction, found.way) == (direction, way and Decimal(way))
    assert [point for _, point in found.points] == [19.0, float(reading)]


@pytest.mark.parametrize(
    ("unit", "value", "whole", "beside"),
    [
        ("a month", "19", "19 a month", "19"), ("%", "58", "58%", "58%"), ("% of calls", "58", "58% of calls", "58"), ("EUR", "23800", "€23,800", "€23,800"),
        ("EUR", "0.50", "€0.50", "€0.50"), ("", "4.20", "4.2", "4.2"), ("h", "-1200.5", "−1,200.5 h", "−1,200.5"),
    ],
)  # fmt: skip
def test_a_reading_has_its_unit_and_beside_another_only_a_sign(
    unit: str, value: str, whole: str, beside: str
) -> None:
    kpi = Kpi(name="K", unit=unit, baseline=Decimal(1), baseline_on=TODAY, target=Decimal(2))
    assert with_unit(Decimal(value), kpi, "comma_point") == whole
    assert with_sign(Decimal(value), kpi, "comma_point") == beside
