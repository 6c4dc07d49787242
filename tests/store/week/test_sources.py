"""When each to-do came up, how long it is overdue, and the first and last day on which it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import Record
from store.model.assessments import Agreement
from store.model.community import Community
from store.model.finance import Budget, Kpi, Reading
from store.model.library import Resource
from store.model.people import Ask, Contact, Need, Reminder, Role, Tenure
from store.model.stakeholders import Post
from store.model.training import Buddies, Readiness, SessionPlan
from store.model.training_requests import TrainingRequest
from store.week.action import Act, OpenScreen
from store.week.ordering import Places, several
from store.week.plan import plan
from tests.support.making import (
    TODAY,
    ago,
    department,
    fill,
    gathering,
    held,
    led,
    member,
    ritual,
    stakeholder,
    thanks,
)
from tests.support.todos import everything


def of_kind(book: Book, kind: str) -> list[Act]:
    return [act for act in plan(book, TODAY).all_acts if act.kind == kind]


SCREEN = OpenScreen("week")
SINCE = {
    "trend": 31, "keep_or_erase": 34, "request": 0, "celebrate": 1, "certify": 0, "do": 1, "find_host": 11, "owner": None, "next_stage": 6, "thank_manager": 53,
    "record": 2, "answer": 5, "write_up": 3, "mentored": 1, "session_plan": 3, "post": 2, "prepare": 5, "reading": 29, "remind_host": 5, "role": None, "health": None,
    "check_in": 0, "ask": 6, "thank": 5, "training_request": 20, "update": None, "setting": None, "review": -2,
}  # fmt: skip
"""Days since the first to-do of each kind came up."""
OVERDUE = {"do": 1, "session_plan": 3, "post": 3, "reading": 29, "training_request": 6}


def test_each_kind_came_up_on_its_day(book: Book) -> None:
    everything(book)
    first: dict[str, Act] = {}
    for act in sorted(plan(book, TODAY).all_acts, key=lambda act: (act.since or date.min, act.key)):
        if act.kind not in ("review", "thank") or act.subject in ("charter", "ann0"):
            first.setdefault(act.kind, act)
    assert {kind: (TODAY - act.since).days if act.since else None for kind, act in first.items()} == SINCE
    assert {kind: act.overdue for kind, act in first.items() if act.overdue} == OVERDUE


def late(days: int) -> str:
    return f"{days} day{'s' if days > 1 else ''} overdue"


@pytest.mark.parametrize("days", [-7, -6, -1, 0, 1, 9])
@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("do", lambda on: Reminder(what="call Tom", on=on)), ("review", lambda on: Community(review_on=on)), ("session_plan", lambda on: SessionPlan(topic="Excel", review_on=on)),
        ("review", lambda on: Agreement(theme="purpose", answer="To teach", on=ago(90), review_on=on)),
    ],
)  # fmt: skip
def test_what_has_a_day_is_asked_for_in_its_week_and_overdue_after_it(
    book: Book, kind: str, made: Callable[[date], Record], days: int
) -> None:
    fill(book, made(ago(days)))
    found = of_kind(book, kind)
    assert len(found) == (days > -7)  # the week begins today
    for act in found:
        assert (act.since, act.overdue) == (ago(days), max(days, 0))
        told = late(days) if days > 0 else "due"
        assert told in act.reason


@pytest.mark.parametrize(
    ("kind", "record", "overdue"),
    [
        ("post", Post(what="A story", on=TODAY), None), ("post", Post(what="A story", on=ago(1)), 1), ("request", Ask(who="ann", what="host", on=ago(14)), None),
        ("request", Ask(who="ann", what="host", on=ago(15)), 0), ("request", Ask(who="ann", what="host", on=ago(5), by=TODAY), None), ("request", Ask(who="ann", what="host", on=ago(5), by=ago(1)), 1),
        ("answer", Need(what="a room", on=ago(14)), None), ("answer", Need(what="a room", on=ago(15)), 0), ("record", gathering(0, id="g"), None), ("record", gathering(1, id="g"), 0),
        ("record", gathering(28, id="g"), 0), ("record", gathering(29, id="g"), None), ("certify", Readiness(volunteer="ann", topic="Excel", level="certified", on=ago(90), until=ago(2)), 2),
        ("certify", Readiness(volunteer="ann", topic="Excel", level="certified", on=ago(90), until=TODAY), 0), ("training_request", TrainingRequest(topic="Excel", asked_by="ann", on=TODAY), 0),
        ("training_request", TrainingRequest(topic="Excel", asked_by="ann", on=ago(16)), 2), ("find_host", gathering(-14, id="g"), 0), ("find_host", gathering(-15, id="g"), None),
        ("remind_host", gathering(-7, id="g", host="ann"), 0), ("remind_host", gathering(-8, id="g", host="ann"), None), ("request", stakeholder("eva", ask="A room", ask_by=ago(1)), 1),
        ("request", stakeholder("eva", ask="A room", ask_by=TODAY), None), ("request", stakeholder("eva", ask=" ", ask_by=ago(1)), None), ("request", stakeholder("eva", ask="A room"), None),
        ("setting", Budget(since=ago(90), until=TODAY, amount=Decimal(1)), None), ("setting", Budget(since=ago(90), until=ago(1), amount=Decimal(1)), 1),
    ],
)  # fmt: skip
def test_the_first_and_last_day_of_a_to_do(book: Book, kind: str, record: Record, overdue: int | None) -> None:
    fill(book, *member("ann"), record)
    assert [act.overdue for act in of_kind(book, kind)] == ([] if overdue is None else [overdue])


@pytest.mark.parametrize(("spoken", "asked"), [(31, True), (30, True), (29, False), (14, False), (0, False)])
def test_who_was_reminded_of_a_request_is_left_alone_for_two_weeks(book: Book, spoken: int, asked: bool) -> None:
    """Reminded after the day, and not longer ago than two weeks."""
    fill(book, stakeholder("eva", ask="A room", ask_by=ago(15)), Contact(who="eva", on=ago(spoken)))
    assert bool(of_kind(book, "request")) == (asked or spoken > 14)


@pytest.mark.parametrize(
    ("who", "spoken", "quiet", "asked"),
    [
        (("interested", 14), None, None, False), (("interested", 15), None, None, True), (("interested", 15), 14, None, False), (("interested", 40), 15, None, True),
        (("interested", 15), None, TODAY, True), (("interested", 15), None, ago(-1), False), (("onboarding", 31), None, None, True),
    ],
)  # fmt: skip
def test_who_stands_in_a_stage_for_too_long(
    book: Book, who: tuple[Any, int], spoken: int | None, quiet: date | None, asked: bool
) -> None:
    stage, days = who
    fill(
        book,
        replace(book.community, stuck_interested=14, stuck_onboarding=30),
        *member("ann", stage, days, quiet_until=quiet),
    )
    if spoken is not None:
        fill(book, Contact(who="ann", on=ago(spoken)))
    acts = [act for act in plan(book, TODAY).all_acts if act.key.startswith("stuck:")]
    assert bool(acts) == asked
    for act in acts:
        assert act.since == ago(days - (15 if stage == "interested" else 31))
        assert str(days) in act.reason


def test_what_is_said_of_deeds_and_of_the_last_thanks(book: Book) -> None:
    fill(book, *member("ann"), thanks(30, "ann"), *(led(n, id=f"d{n}", topic=f"T{n}") for n in (5, 6, 7, 8)))
    [act] = of_kind(book, "thank")
    assert (
        act.why
        == "16 Nov: led a session ‘T7’; 17 Nov: led a session ‘T6’; 18 Nov: led a session ‘T5’. Last thanked Sat 24 Oct."
    )
    assert act.key == "thank:ann:d5"


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (Buddies(mentor="bo", newcomer="ann", on=ago(30)), "mentor: Bo, since 24 Oct"), (Buddies(mentor="bo", newcomer="ann", on=ago(40), check_in_on=ago(3)), "3 days overdue · mentor: Bo"),
        (Buddies(mentor="bo", newcomer="ann", on=ago(40), check_in_on=TODAY), "mentor: Bo, since 14 Oct"),
    ],
)  # fmt: skip
def test_a_check_in_is_overdue_where_a_day_was_set(book: Book, pair: Record, reason: str) -> None:
    fill(book, *member("ann", when=20), *member("bo", when=20), pair)
    assert [act.reason for act in of_kind(book, "mentored")] == [reason]


def test_what_is_said_where_there_is_more_to_say(book: Book) -> None:
    fill(
        book, department("it", "IT"), *member("ann", "onboarding", 90, department="it"), Contact(who="ann", on=ago(60)), Reminder(what="call Ann", on=TODAY, who="ann"),
        Role(id="mod", name="Moderator", purpose="Keeps time"), Tenure(role="mod", volunteer="ann", since=ago(90), until=ago(9)), Post(what="A story", on=ago(1), owner="ann", channel="intranet"),
        stakeholder("eva", ask="A room", ask_by=ago(3), job="COO", stake="fewer errors"), Resource(title="Guide"), ritual("lab", "Lab", start=ago(-2)), *(held(n, "ann", name="Coffee") for n in (1, 2, 3)),
        SessionPlan(topic="Excel", review_on=TODAY, author="ann"),
    )  # fmt: skip
    why = {act.kind: act.why for act in plan(book, TODAY).all_acts}
    for kind, words in {
        "check_in": "Ann (IT)", "do": "with Ann", "role": "Purpose: Keeps time.", "post": "internal, intranet. Owner: Ann.", "request": "respond by Fri 20 Nov: A room.", "update": "Eva, COO.",
        "session_plan": "by Ann still fit",
    }.items():  # fmt: skip
        assert words in why[kind], why[kind]
    assert "Last contact: Thu 24 Sep." in why["check_in"]
    assert "What’s in it for them: fewer errors." in why["update"]
    assert [act.since for act in of_kind(book, "role")] == [ago(8)]


def test_a_reading_is_asked_for_by_all_who_watch_it(book: Book) -> None:
    kpi = Kpi(id="errors", name="Errors", baseline=Decimal(9), baseline_on=ago(200), target=Decimal(3))
    fill(
        book,
        kpi,
        Reading(kpi="errors", value=Decimal(8), on=ago(120)),
        *(stakeholder(key, watches="errors") for key in ("eva", "ivo", "ida")),
    )
    [act] = of_kind(book, "reading")
    assert "and 1 more watch this KPI" in act.why
    assert act.since == TODAY - timedelta(days=act.overdue)


def test_a_to_do_for_several_has_the_first_day_and_the_longest_lateness() -> None:
    one = Act("a", "do", "x", "A", "r", "w", SCREEN, since=ago(9), overdue=3)
    two = Act("b", "do", "y", "B", "r", "w", SCREEN, since=ago(12), overdue=5, on=ago(-2))
    both = several((one, two), TODAY)
    assert (both.since, both.overdue) == (ago(12), 5)
    assert both.reason.startswith("up to 5 days overdue · A and B")
    assert several((one, replace(two, since=None)), TODAY).since is None
    fresh = several((replace(one, overdue=0), replace(two, overdue=0)), TODAY)
    assert fresh.reason.startswith("from Wed 25 Nov · A and B")
    four = several(
        tuple(replace(one, key=str(n), subject=str(n), name=f"N{n}", overdue=0) for n in range(4)), TODAY
    )
    assert four.reason == "N0, N1, N2 and 1 more"


def test_lines_that_come_up_stand_below_those_of_the_morning() -> None:
    def line(key: str) -> Act:
        return Act(key, "do", key, key, "r", "w", SCREEN)

    places = Places()
    a, b, c = line("a"), line("b"), line("c")
    assert places.in_place([a, b], TODAY) == (a, b)
    assert places.in_place([c, b, a], TODAY) == (a, b, c)
    assert places.in_place([c, b, a], ago(-1)) == (c, b, a)  # another day, another order
