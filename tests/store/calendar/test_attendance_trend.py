"""How alive a ritual is: who comes, who hosts, whether newcomers come back, and when it is falling."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.calendar.attendance_trend import COMPARED, ENOUGH, FRESH, NEWCOMER_DAYS, Vitality, falling, vitality
from store.core.record import ORGANISER
from store.core.sparkline import spark
from store.model.calendar import Gathering, Ritual
from store.model.people import Volunteer
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill

COFFEE = Ritual(id="coffee", name="Coffee [x]", start=ago(400), rule="FREQ=WEEKLY")
CROWD = [Volunteer(id=f"v{n}", name=f"V{n}") for n in range(20)]


def held(days: int, came: int, host: str = "", ritual: str = "coffee") -> Gathering:
    who = tuple(volunteer.id for volunteer in CROWD[:came])
    return Gathering(
        name="Coffee [x]", ritual=ritual, on=ago(days), state="held", attended=who, host=host, notes="x"
    )


def of(book: Book) -> Vitality:
    return vitality(book, TODAY)["coffee"]


def history(book: Book, *came: int, every: int = 7, last: int = 1) -> None:
    """How many came, the last number ``last`` days ago."""
    fill(book, *CROWD, COFFEE, *(held(last + every * n, many) for n, many in enumerate(reversed(came))))


def test_attendance_hosts_and_a_picture(book: Book) -> None:
    fill(book, *CROWD, COFFEE, held(14, 2, ORGANISER), held(7, 4, "v0"), replace(held(1, 3, "v0"), cohosts=("v1",)))
    fill(book, held(2, 0), replace(held(3, 5), state="skipped"), held(4, 5, ritual=""))
    one = of(book)
    assert (one.came, one.hosts, one.trend, one.falling) == ((2, 4, 3), 3, spark((2, 4, 3)), False)
    assert one.words()[:2] == ["Recent attendance: 2, 4, 3.", "Hosted by 3 people so far."]


def test_newcomers_are_those_after_the_first_time_who_could_have_come_back(book: Book) -> None:
    fill(book, *CROWD, COFFEE)
    fill(
        book,
        held(NEWCOMER_DAYS + 10, 1),  # v0 began it
        held(NEWCOMER_DAYS, 2),  # v1 came for the first time too long ago
        held(60, 4),  # v2, v3 are new
        replace(held(30, 0), attended=("v2", "v4")),  # v4 is new; v2 came back
        replace(held(1, 0), attended=("v2", "v3", "v5")),  # v3 came back; v5 is too new to say
    )
    assert of(book).newcomers() == (3, 2)
    assert of(book).words()[-1] == "3 newcomers in 6 months; 2 returned."


@pytest.mark.parametrize(
    ("came", "falls"),
    [
        ((10, 10, 10, 7, 7, 7), True),
        ((10, 10, 10, 8, 7, 7), False),
        ((3, 3, 3, 1, 1, 1), True),
        ((2, 2, 2, 1, 1, 1), False),
        ((9, 9, 9, 2, 2), False),
        ((1, 1, 1, 9, 9, 9, 5, 6, 4), True),
        ((9, 9, 9, 5, 5, 5, 5, 5, 5), False),
    ],
)
def test_it_is_falling_where_clearly_fewer_come_than_just_before(
    book: Book, came: tuple[int, ...], falls: bool
) -> None:
    history(book, *came)
    assert of(book).falling == falls
    assert [one.ritual.id for one in falling(book, TODAY)] == ["coffee"] * falls
    assert (COMPARED, ENOUGH) == (3, 3)


def test_what_stopped_or_was_retired_does_not_fall(book: Book) -> None:
    history(book, 9, 9, 9, 3, 3, 3, last=FRESH)
    assert of(book).falling
    assert not vitality(book, ago(-1))["coffee"].falling
    fill(book, replace(COFFEE, retired_on=TODAY))
    assert not of(book).falling


def test_a_ritual_changed_from_one_day_on_keeps_its_history(book: Book) -> None:
    history(book, 9, 9, 9, every=7, last=30)
    fill(book, replace(COFFEE, id="tea", name="Tea", start=ago(25), continues="coffee"))
    fill(book, *(held(days, 4, ritual="tea") for days in (15, 8, 1)))
    one = vitality(book, TODAY)["tea"]
    assert (one.came, one.falling) == ((9, 9, 9, 4, 4, 4), True)


def test_the_week_asks_to_adapt_or_retire_with_the_figures(book: Book) -> None:
    history(book, 9, 9, 9, 4, 5, 4)
    [act] = [act for act in plan(book, TODAY).acts if act.key.startswith("adapt:")]
    assert (act.subject, act.name, act.press) == ("coffee", "Coffee [x]", "list.open")
    assert act.key == "adapt:coffee"
    assert act.reason == "attendance down to 4, 5 and 4"
    assert act.why.startswith("Attendance from 18 Oct: 9, 9, 9, then 4, 5, 4. Average: 9, now 4.")
    fill(book, replace(COFFEE, retired_on=ago(1)))
    assert not [act for act in plan(book, TODAY).acts if act.key.startswith("adapt:")]


def test_a_ritual_never_held_has_nothing_to_show(book: Book) -> None:
    fill(book, COFFEE)
    assert of(book) == Vitality(COFFEE, (), 0, TODAY, falling=False)
    assert of(book).words() == ["No attendance recorded yet. The trend appears after a few gatherings."]
    assert of(book).trend == ""


def test_who_began_a_ritual_is_no_newcomer_to_it(book: Book) -> None:
    fill(book, *CROWD, COFFEE, held(30, 2), replace(held(20, 0), attended=("v1", "v2")), held(10, 1))
    assert of(book).newcomers() == (1, 0)  # v2 alone


def test_the_picture_is_of_the_last_ten_times(book: Book) -> None:
    history(book, 9, *[1] * 10)
    assert of(book).trend == spark([1] * 10)


def test_as_many_times_are_told_as_are_compared(book: Book) -> None:
    history(book, *range(1, 10))
    assert re.findall(r"\d+", of(book).words()[0]) == [str(came) for came in range(4, 10)]
    assert of(book).before_and_now() == ((4, 5, 6), (7, 8, 9))
