"""The eight signs of the health check at their limits: just enough to be watched or acted upon, and just too little."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.insights.health_check import Sign, as_text, signs
from store.insights.pulse import pulse
from store.model.people import Need, Role, Tenure
from store.model.stages import Adoption
from store.model.training import Readiness, Teaching
from store.model.training_requests import TrainingRequest
from tests.support.making import (
    TODAY,
    ago,
    department,
    fill,
    gathering,
    held,
    led,
    member,
    members,
    move,
    person,
    ritual,
    sent,
    stakeholder,
)

NOTES = {"notes": "Talked."}


def sign(book: Book, key: str) -> Sign:
    return next(one for one in signs(book, TODAY) if one.key == key)


def state(book: Book, key: str) -> str:
    return sign(book, key).state


@pytest.mark.parametrize(("days", "told"), [(0, "fine"), (35, "fine"), (36, "watch"), (56, "watch"), (57, "act")])
@pytest.mark.parametrize("what", ["held", "led"])
def test_weeks_without_anything(book: Book, days: int, told: str, what: str) -> None:
    fill(book, held(days) if what == "held" else led(days), gathering(-35))
    assert (state(book, "one-off"), str(days) in sign(book, "one-off").why) == (told, True)


@pytest.mark.parametrize(("days", "told"), [(0, "fine"), (35, "fine"), (36, "watch")])
def test_nothing_planned(book: Book, days: int, told: str) -> None:
    fill(book, held(1), gathering(-days))
    assert state(book, "one-off") == told


@pytest.mark.parametrize(("asked", "told"), [([35], "fine"), ([36], "watch"), ([36, 90], "watch")])
def test_requests_without_an_answer(book: Book, asked: list[int], told: str) -> None:
    fill(
        book,
        held(1),
        *(gathering(-n) for n in (1, 2, 3, 4)),
        *(TrainingRequest(topic="Excel", on=ago(n), department="it") for n in asked),
    )
    found = sign(book, "one-off")
    assert found.state == told
    assert [row.room for row in found.rows] == ["requests"] * (len(asked) if told == "watch" else 0) + [
        "calendar"
    ] * 4


@pytest.mark.parametrize(
    ("moved", "told", "why"),
    [(None, "fine", "started yet"), (-1, "fine", "started yet"), (0, "fine", "just started")],
)
def test_a_new_book_has_its_first_weeks(book: Book, moved: int | None, told: str, why: str) -> None:
    fill(
        book,
        person("ann", yes_on=ago(90)),
        move("ann", "interested", 90),
        *([] if moved is None else [move("ann", "active", moved)]),
    )
    assert (state(book, "one-off"), why in sign(book, "one-off").why) == (told, True)


@pytest.mark.parametrize(
    ("mine", "of", "since", "told"),
    [(3, 3, 200, "fine"), (4, 4, 200, "act"), (2, 4, 200, "fine"), (3, 5, 200, "watch"), (4, 5, 200, "act"), (4, 5, 90, "act"), (4, 5, 89, "watch"), (7, 9, 200, "watch")],
)  # fmt: skip
def test_a_share_of_hosting(book: Book, mine: int, of: int, since: int, told: str) -> None:
    hosts = [ORGANISER if n < mine else "ann" for n in range(of)]
    fill(book, person("ann"), *(held(n, host=host) for n, host in enumerate(hosts)), held(since))
    assert state(book, "alone") == told
    assert [row.key for row in sign(book, "alone").rows] == [
        g.id for g in sorted(book.gatherings.values(), key=lambda g: g.on, reverse=True) if g.host == ORGANISER
    ]


@pytest.mark.parametrize(
    ("rituals", "updates", "told"),
    [
        ((0, 0), (0, 0), "fine"), ((0, 2), (0, 0), "fine"), ((1, 2), (0, 0), "watch"), ((1, 1), (0, 0), "watch"), ((2, 4), (0, 0), "watch"), ((2, 3), (0, 0), "act"), ((0, 1), (2, 2), "fine"), ((0, 1), (2, 3), "watch"), ((0, 1), (2, 4), "fine"),
        ((0, 1), (3, 4), "watch"), ((0, 1), (3, 3), "act"),
    ],
)  # fmt: skip
def test_what_members_gain(book: Book, rituals: tuple[int, int], updates: tuple[int, int], told: str) -> None:
    """Of so many rituals some are bare, and of so many updates some are cold."""
    (bare, of), (cold, sent_lately) = rituals, updates
    fill(
        book,
        person("ann", "Ann Lee"),
        stakeholder("eva"),
        *(ritual(f"r{n}", gain=" " if n < bare else "x") for n in range(of)),
        ritual("old", retired_on=TODAY),
    )
    fill(
        book,
        *(replace(sent(ago(n)), text="Costs fell." if n < cold else "Ann Lee led it.") for n in range(sent_lately)),
        replace(sent(ago(91)), text="Long ago."),
    )
    assert state(book, "company") == told


@pytest.mark.parametrize(("opened", "told"), [(1, "fine"), (2, "watch"), (3, "act")])
def test_departments_opened_at_once(book: Book, opened: int, told: str) -> None:
    keys = [f"d{n}" for n in range(opened)]
    fill(
        book,
        *(department(key) for key in keys),
        *(Adoption(department=key, state="piloting", on=ago(9 - n)) for n, key in enumerate(keys)),
    )
    assert state(book, "too-many") == told


@pytest.mark.parametrize(
    ("then", "lively_then", "lively_now", "told"), [(10, 10, 10, "watch"), (10, 2, 2, "fine"), (10, 10, 8, "act"), (10, 1, 1, "fine"), (4, 4, 4, "watch"), (4, 4, 3, "act"), (10, 0, 0, "fine")]
)  # fmt: skip
def test_more_members_and_fewer_of_them_engaged(
    book: Book, then: int, lively_then: int, lively_now: int, told: str
) -> None:
    old, new = [f"o{n}" for n in range(then)], ["new0", "new1"] if then == 10 else ["new0"]
    fill(book, *members(*old), *members(*new, when=20), held(90, *old[:lively_then]), held(0, *old[:lively_now]))
    assert state(book, "hollow") == told
    assert len(sign(book, "hollow").rows) == then + len(new) - lively_now


@pytest.mark.parametrize(("days", "lively"), [(29, True), (30, False)])
def test_engaged_is_who_did_something_in_thirty_days(book: Book, days: int, lively: bool) -> None:
    fill(book, *members("ann"), held(days, "ann"))
    assert bool(sign(book, "hollow").rows) != lively


@pytest.mark.parametrize(
    ("records", "told"),
    [
        (member("ann", "active", yes_words="Yes"), "fine"), (member("ann", "active", 89), "watch"), (member("ann", "active", 90), "fine"), (member("ann", "active", yes_on=None), "act"),
        (member("ann", "interested", yes_on=None), "fine"), (member("ann", "alumni", yes_on=None), "fine"), (member("ann", "interested", 3), "fine"),
    ],
)  # fmt: skip
def test_consent_and_its_words(book: Book, records: list[Record], told: str) -> None:
    fill(book, *records)
    assert state(book, "placed") == told


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (gathering(0, host="eve"), "act"), (gathering(1, host="eve"), "fine"), (gathering(-1, host="eve", state="skipped"), "fine"), (Tenure(role="mod", volunteer="eve", since=TODAY), "act"),
        (Tenure(role="mod", volunteer="eve", since=ago(-1)), "fine"), (Tenure(role="mod", volunteer="eve", since=ago(9), until=TODAY), "act"), (Tenure(role="mod", volunteer="eve", since=ago(9), until=ago(1)), "fine"),
    ],
)  # fmt: skip
def test_who_is_to_do_something_without_consent(book: Book, record: Record, told: str) -> None:
    fill(book, person("eve"), Role(id="mod", name="Moderator"), record)
    assert state(book, "placed") == told


@pytest.mark.parametrize(
    ("bare", "of", "told"), [(0, 3, "fine"), (1, 3, "watch"), (2, 2, "watch"), (3, 9, "act"), (3, 10, "watch"), (3, 3, "act")]
)  # fmt: skip
def test_gatherings_without_notes(book: Book, bare: int, of: int, told: str) -> None:
    fill(book, *(held(7 + n, **({} if n < bare else NOTES)) for n in range(of)), held(6), held(91))
    assert state(book, "unwritten") == told
    assert len(sign(book, "unwritten").rows) == bare


@pytest.mark.parametrize(
    ("alone", "of", "told"), [(0, 0, "fine"), (0, 2, "fine"), (1, 1, "watch"), (1, 2, "watch"), (2, 4, "act"), (2, 5, "watch"), (2, 2, "act")]
)  # fmt: skip
def test_teaching_without_support(book: Book, alone: int, of: int, told: str) -> None:
    people = [f"p{n}" for n in range(of)]
    fill(
        book,
        *(person(key) for key in people),
        *(led(n, key) for n, key in enumerate(people)),
        *(Teaching(volunteer=key, skill="explaining", grade="proficient", on=TODAY) for key in people[alone:]),
    )
    assert state(book, "unhelped") == told


@pytest.mark.parametrize(
    ("help_", "told"),
    [
        (Teaching(volunteer="ann", skill="explaining", grade="proficient", on=TODAY), "fine"), (Teaching(volunteer="ann", skill="explaining", grade="proficient", on=ago(-1)), "watch"),
        (Readiness(volunteer="ann", topic="x", level="observed", on=TODAY), "fine"), (Need(what="x", who="ann", kind="training", status="met", done="y", on=ago(9)), "fine"),
        (Need(what="x", who="ann", kind="tools", status="met", done="y", on=ago(9)), "watch"), (Need(what="x", who="ann", kind="workshop", on=ago(9)), "watch"), (held(5, "ann", ritual="lab"), "fine"),
        (held(5, "ann", ritual="ama"), "watch"), (gathering(5, ritual="lab", attended=("ann",)), "watch"),
    ],
)  # fmt: skip
def test_what_counts_as_support(book: Book, help_: Any, told: str) -> None:
    fill(book, person("ann"), led(90), ritual("lab", kind="training_session"), ritual("ama"), help_)
    assert state(book, "unhelped") == told


@pytest.mark.parametrize(
    ("days", "kind", "told"),
    [
        (90, "led_session", "watch"),
        (91, "led_session", "fine"),
        (0, "co_led_session", "fine"),
        (-1, "led_session", "fine"),
    ],
)
def test_who_led_in_ninety_days(book: Book, days: int, kind: str, told: str) -> None:
    fill(book, person("ann"), led(days, kind=kind))
    assert state(book, "unhelped") == told


def test_the_rows_of_what_is_fine_are_left_out(book: Book) -> None:
    fill(book, held(1, host=ORGANISER), gathering(-3))
    assert "    " not in as_text([sign(book, "alone")])


# -- the pulse ---------------------------------------------------------------------------------------


def figures(book: Book) -> dict[str, tuple[str, str]]:
    return {one.key: (one.figure, one.share) for one in pulse(book, TODAY)}


@pytest.mark.parametrize(("days", "engaged"), [(0, 1), (29, 1), (30, 0), (-1, 0)])
def test_who_is_engaged_did_something_in_thirty_days(book: Book, days: int, engaged: int) -> None:
    fill(book, *members("ann", "bo"), person("guest"), held(days, "ann", "guest"), held(200, "bo"))
    assert figures(book)["engaged"] == (f"{engaged} of 2", f"{50 * engaged}%")


@pytest.mark.parametrize(("day", "counted"), [(date(2026, 6, 1), True), (date(2026, 5, 31), False)])
def test_the_trend_of_who_is_engaged_looks_back_over_six_months(book: Book, day: date, counted: bool) -> None:
    fill(book, *members("ann", "bo"), held(day, "bo"), held(0, "ann", "bo"))
    line = next(one.trend for one in pulse(book, TODAY) if one.key == "engaged")
    assert (len(line), line[-1], line[0] != "▁") == (6, "█", counted)
