"""Milestones of the community: which there are, on which day, noticed once, and who is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from store.book.book import Book
from store.insights.community_milestones import community_milestones, just_reached
from store.model.finance import Kpi, Reading
from store.model.people import Department
from store.model.stakeholders import Stakeholder
from store.updates.compose import compose
from store.updates.stakeholders import due
from store.week.plan import plan
from store.week.snoozing import dismiss
from tests.support.making import TODAY, ago, fill, held, led, member

KPI = Kpi(id="k", name="Faults", baseline=Decimal(20), baseline_on=ago(90), target=Decimal(6))


def told(book: Book) -> list[tuple[str, date]]:
    return [(one.key, one.on) for one in community_milestones(book) if one.on <= TODAY]


@pytest.mark.parametrize(
    ("learners", "expected"),
    [((60, 39), []), ((60, 40), ["attendances-100"]), ((260, 0), ["attendances-100", "attendances-250"])],
)
def test_a_round_number_of_attendances_is_reached_on_one_day(
    book: Book, learners: tuple[int, ...], expected: list[str]
) -> None:
    fill(
        book,
        *member("ann"),
        *(led(9 - n, "ann", topic=f"T{n}", learners=count) for n, count in enumerate(learners)),
    )
    assert [key for key, _ in told(book)] == expected


def test_a_year_counts_from_the_first_gathering(book: Book) -> None:
    fill(book, held(400), held(30))
    assert told(book) == [("years-1", ago(400).replace(year=ago(400).year + 1))]


@pytest.mark.parametrize(("values", "expected"), [((8, 7), None), ((6, 9), ago(40)), ((8, 5), ago(10))])
def test_a_target_is_reached_once(book: Book, values: tuple[int, int], expected: date | None) -> None:
    days = (ago(40), ago(10))
    fill(book, KPI, *(Reading(kpi="k", value=Decimal(v), on=on) for v, on in zip(values, days, strict=True)))
    assert told(book) == ([("target-k", expected)] if expected else [])


@pytest.mark.parametrize(("departments", "expected"), [(3, []), (4, [("departments-half", ago(9))]), (5, [])])
def test_half_of_the_departments(book: Book, departments: int, expected: list[object]) -> None:
    fill(book, *(Department(id=f"d{n}", name=f"D{n}") for n in range(departments)))
    fill(book, *member("ann", department="d0", when=20), *member("raj", department="d1", when=9))
    assert told(book) == expected


def test_a_milestone_is_offered_once_and_not_again_after_undo_or_another_start(book: Book) -> None:
    fill(book, *member("ann"), led(9, "ann", topic="Excel", learners=100))
    [act] = [act for act in plan(book, TODAY).all_acts if act.key == "celebrate:attendances-100"]
    with book.change("Dismiss") as change:
        dismiss(book, change, act, TODAY)
    fill(book, led(3, "ann", topic="Word", learners=1))
    book.undo()
    assert [one.key for one in just_reached(book, TODAY)] == ["attendances-100"]
    assert act.key not in [act.key for act in plan(book, TODAY + timedelta(days=8)).all_acts]
    assert just_reached(book, TODAY + timedelta(days=40)) == []


def test_who_waits_for_a_change_is_told_and_no_one_else(book: Book) -> None:
    abe, eva = (
        Stakeholder(id=key, name=key.title(), cadence=every, since=ago(30))
        for key, every in (("abe", "on_change"), ("eva", "monthly"))
    )  # type: ignore[arg-type]
    fill(book, abe, eva, *member("ann"), led(9, "ann", topic="Excel", learners=100))
    assert due(book, abe, TODAY).on == ago(9)
    assert "Milestone reached: the 100th learner attendance" in compose(book, abe, TODAY).text
    assert "Milestone" not in compose(book, eva, TODAY).text
