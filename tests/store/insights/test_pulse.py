"""The pulse: who counts as engaged in which month, and what a month is held against."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.core.sparkline import spark
from store.insights.pulse import Pulse, pulse
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.recognition import Contribution
from store.model.stages import Move, Stage
from tests.support.making import TODAY, ago, fill


def member(who: str, stage: Stage = "active") -> list[Record]:
    return [Volunteer(id=who, name=who.title()), Move(volunteer=who, stage=stage, on=ago(400))]


def met(on: date, *attended: str, host: str = "") -> Gathering:
    return Gathering(name="AMA", on=on, state="held", attended=attended, host=host)


def line(book: Book, label: str) -> Pulse:
    return next(found for found in pulse(book, TODAY) if found.label == label)


@pytest.mark.parametrize("logged", [True, False])
@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2026, 5, 31), [0, 0, 0, 0, 0, 0]),
        (date(2026, 6, 1), [1, 0, 0, 0, 0, 0]),
        (date(2026, 6, 30), [1, 0, 0, 0, 0, 0]),
        (date(2026, 7, 1), [0, 0, 0, 0, 0, 0]),  # July has 31 days
        (date(2026, 7, 2), [0, 1, 0, 0, 0, 0]),
        (date(2026, 10, 24), [0, 0, 0, 0, 1, 0]),
        (date(2026, 10, 25), [0, 0, 0, 0, 1, 1]),
        (TODAY, [0, 0, 0, 0, 0, 1]),
        (ago(-1), [0, 0, 0, 0, 0, 0]),
    ],
)
def test_who_came_or_did_something_in_the_30_days_before_a_months_end_is_engaged(
    book: Book, on: date, months: list[int], logged: bool
) -> None:
    done = Contribution(volunteer="ann", kind="shared_material", on=on) if logged else met(on, "ann")
    fill(book, *member("ann"), *member("bo"), done)
    found = line(book, "engaged")
    assert (found.trend, found.figure) == (spark(months), f"{months[-1]} of 2")


def test_members_are_counted_once_and_nobody_else_is(book: Book) -> None:
    fill(
        book, *member("ann", "newcomer"), *member("bo", "core"), *member("cy", "alumni"), *member("dee", "said_yes"),
        met(ago(3), "ann", "cy", "dee"), met(ago(2), "ann", "bo"), Contribution(volunteer="bo", kind="led_session", on=ago(1)),
    )  # fmt: skip
    assert line(book, "engaged").figure == "2 of 2"


def test_a_month_is_held_against_the_last_one_up_to_the_same_day(book: Book) -> None:
    fill(
        book, met(date(2026, 9, 30), "x"), met(date(2026, 10, 1), "a", "b"), met(date(2026, 10, 23), "c"),
        met(date(2026, 10, 24), "d", "e", "f", "g"), met(date(2026, 11, 1), "a", "b", "c"), met(TODAY, "a", "b"),
    )  # fmt: skip
    found = line(book, "attended")
    assert (found.figure, found.share) == ("5 in Nov", "+2")
    assert found.trend == spark([0, 0, 0, 1, 7, 5])


def test_who_hosts_is_looked_at_month_by_month(book: Book) -> None:
    fill(
        book, met(date(2026, 6, 15), host=ORGANISER), met(date(2026, 11, 2), host="ann"), met(TODAY, host=ORGANISER)
    )
    found = line(book, "you hosted")
    assert found.figure == "1 of 2"
    assert (found.trend[0], found.trend[-1]) == ("█", spark([0.5, 1])[0])
