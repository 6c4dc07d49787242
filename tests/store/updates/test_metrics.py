"""Figures of a period at its first and last day, and how its figures move."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from store.book.book import Book
from store.model.community import Community
from store.model.finance import Budget
from store.model.stages import Adoption
from store.updates.metrics import activity, facts
from tests.support.making import (
    TODAY,
    ago,
    cost,
    department,
    fill,
    gathering,
    held,
    led,
    members,
    move,
    person,
    ritual,
    step,
)

SINCE, UNTIL = ago(20), ago(10)


@pytest.mark.parametrize(
    ("days", "inside"), [(21, False), (20, True), (10, True), (9, False)]
)  # fmt: skip
def test_both_days_of_a_period_count(book: Book, days: int, inside: bool) -> None:
    fill(
        book, *members("zoe", when=300), person("ann", yes_on=ago(days), met_on=ago(300)), move("ann", "newcomer", days), held(days, "zoe", "guest", id="h", quotes="More!\n \n“Yes”"), led(days, learners=4, topic="Excel"),
        gathering(days, "Off", state="skipped", why="rain"), cost("10.00", days), step("certified", days), department("it"), Adoption(department="it", state="piloting", on=ago(days)),
    )  # fmt: skip
    found = facts(book, SINCE, UNTIL, TODAY)
    counted = {
        "said_yes": len(found.said_yes), "joined": len(found.joined), "held": len(found.held), "sessions": len(found.sessions), "skipped": len(found.skipped), "costs": len(found.costs),
        "firsts": len(found.firsts), "certified": len(found.certified), "departments": len(found.departments), "recorded": found.recorded, "guests": found.guests, "leaders": found.leaders,
    }  # fmt: skip
    assert counted == dict.fromkeys(counted, int(inside))
    assert (found.learners, len(found.quotes)) == (4 * inside, 2 * inside)
    done = activity(book, SINCE, UNTIL)
    assert (done.sessions, done.learners, done.gatherings) == (int(inside), 4 * inside, int(inside))


@pytest.mark.parametrize(
    ("before", "after", "which"),
    [
        (None, "newcomer", "joined"), ("interested", "active", "joined"), ("newcomer", "active", "grown"), ("active", "core", "grown"), ("core", "active", ""), ("active", "active", ""),
        ("core", "alumni", "left"), ("active", "not_now", "left"), ("interested", "said_yes", ""),
    ],
)  # fmt: skip
def test_how_someone_moved_in_a_period(book: Book, before: Any, after: Any, which: str) -> None:
    fill(
        book,
        person("ann", yes_on=ago(300)),
        *([move("ann", before, 50)] if before else []),
        move("ann", "onboarding", 15),
        move("ann", after, 15, step=1),
    )
    found = facts(book, SINCE, UNTIL, TODAY)
    assert [name for name in ("joined", "grown", "left") if getattr(found, name)] == [which] * bool(which)


@pytest.mark.parametrize(("seats", "told_of"), [(4, []), (5, ["places"])])
def test_a_rate_has_a_target_from_five_cases_on(book: Book, seats: int, told_of: list[str]) -> None:
    people = [f"p{n}" for n in range(seats)]
    fill(book, *members(*people), held(15, *people), Community(target_places=60))
    found = facts(book, SINCE, UNTIL, TODAY)
    assert ([target.name for target in found.targets], found.seats, found.came) == (told_of, seats, seats)


def test_learners_have_their_target_from_new_year_on(book: Book) -> None:
    early = [
        led((TODAY - day).days, topic=f"T{day}", learners=5)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 2))
    ]
    fill(
        book,
        person("ann"),
        *early,
        Community(target_learners=50),
        Budget(since=ago(200), until=ago(-100), amount=Decimal(500)),
        cost("20.00", 30),
    )
    assert {t.name: (t.value, t.aim) for t in facts(book, ago(400), TODAY, TODAY).targets} == {
        "learners": (10, 50),
        "budget": (20, 500),
    }


def test_the_trend_is_of_six_months_to_the_last_day(book: Book) -> None:
    fill(
        book,
        *(
            held((TODAY - day).days, "ann", "bo")
            for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 9, 30), date(2026, 11, 1), TODAY, ago(-1))
        ),
    )
    assert facts(book, ago(9), TODAY, TODAY).trend == (
        ("Jun", 2),
        ("Jul", 0),
        ("Aug", 0),
        ("Sep", 2),
        ("Oct", 0),
        ("Nov", 4),
    )
    assert facts(book, ago(9), ago(1), TODAY).trend[-1] == ("Nov", 2)


@pytest.mark.parametrize(("days", "engaged"), [(0, 1), (89, 1), (90, 0), (-1, 0)])
@pytest.mark.parametrize("what", ["came", "led"])
def test_who_took_part_in_ninety_days_is_engaged(book: Book, days: int, engaged: int, what: str) -> None:
    fill(book, *members("ann", "bo"), person("guest"), held(days, "ann", "guest") if what == "came" else led(days))
    found = facts(book, ago(9), TODAY, TODAY)
    assert (found.engaged, found.members, found.engaged_at_least) == (engaged, 2, False)
    fill(book, held(89))
    assert facts(book, ago(9), TODAY, TODAY).engaged_at_least


def test_what_comes_next_is_planned_within_four_weeks_after_the_last_day(book: Book) -> None:
    fill(
        book,
        *(gathering(10 - n, f"D{n}", host="ann" if n == 1 else "") for n in (0, 1, 28, 29)),
        gathering(5, "Off", state="skipped"),
        person("ann"),
    )
    coming = facts(book, SINCE, UNTIL, TODAY).coming
    assert [row.brief.split(": ")[1] for row in coming] == ["D1", "D28"]
    assert (coming[0].text.endswith("hosted by Ann"), coming[1].text == coming[1].brief) == (True, True)


def test_rituals_give_most_where_most_came(book: Book) -> None:
    rituals = [
        ritual(key, key.title(), start=ago(400), gain=gain)
        for key, gain in (("lab", "x"), ("ama", "y"), ("tea", " "))
    ]
    fill(
        book,
        *rituals,
        held(15, "a", "b", ritual="ama"),
        held(14, "a", ritual="lab"),
        held(13, "c", ritual="lab"),
        held(12, "a", "b", "c", ritual="tea"),
        held(11, "d", ritual="lab"),
    )
    assert [row.id for row in facts(book, SINCE, UNTIL, TODAY).gains] == ["lab", "ama"]


def test_sessions_are_added_up_by_topic(book: Book) -> None:
    fill(
        book,
        *members("ann", "bo"),
        led(15, topic="Excel", learners=3),
        led(14, "bo", topic="excel", learners=4),
        led(13, topic="Word", learners=9),
        led(12),
        led(11, topic="Tea", kind="co_led_session"),
    )
    topics = facts(book, SINCE, UNTIL, TODAY).topics
    assert [(one.topic, one.learners, len(one.ids)) for one in topics] == [
        ("Word", 9, 1),
        ("excel", 7, 2),
        ("", 0, 1),
        ("Tea", 0, 1),
    ]
    assert "Bo and Ann taught ‘excel’ twice, with 7 attendances" in topics[1].text
    assert "co-led" in topics[3].text
