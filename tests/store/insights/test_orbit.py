"""The Orbit model: the vectors it must give, what a book's records make of it, and that it moves no one."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from store.book.book import Book
from store.core.errors import Invalid
from store.core.record import ORGANISER
from store.insights.orbit import (
    LEVELS,
    Level,
    Orbit,
    check_weights,
    gravity_of,
    level_by_presence,
    level_by_weight,
    love_of,
    mass_of,
    months_between,
    reach_of,
    suggestions,
    weights,
)
from store.model.orbit_weights import Weights
from store.model.people import Department
from store.model.recognition import ContributionKind
from store.model.stages import Stage
from tests.support.making import TODAY, ago, fill, held, led, member

FEB = date(2020, 2, 20)
ama = partial(held, name="AMA", host=ORGANISER)


# -- the vectors of the model ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "love"),
    [
        ([(3, date(2020, 1, 3)), (3, date(2020, 1, 31))], 5.4),
        ([(1, date(2019, 11, 30)), (3, date(2020, 2, 1))], 3.729),
        ([(1, date(2019, 12, 15))], 0.81),
        ([(9, date(2019, 2, 20)), (9, date(2020, 2, 21))], 0),  # a year ago to the day, and tomorrow
        ([(10, date(2019, 2, 21))], 10 * 0.9**12),
    ],
)
def test_love(found: list[tuple[int, date]], love: float) -> None:
    assert love_of(found, FEB) == pytest.approx(love)


def test_reach() -> None:
    assert reach_of([(7, 3)]) == pytest.approx(5.103)
    assert reach_of([(7, 3), (10, 0), (1, 1)]) == pytest.approx(5.103 + 10 + 0.9)


def levels(*counts: int) -> list[Level]:
    return [level for level, count in zip(LEVELS, counts, strict=True) for _ in range(count)]


def test_gravity() -> None:
    first, second, third = levels(17, 8, 4, 1), levels(15, 9, 5, 1), levels(12, 10, 6, 2)
    assert [mass_of(found) for found in (first, second, third)] == [441, 504, 666]
    assert gravity_of(441, 504, 30) == pytest.approx(2.1)
    assert gravity_of(504, 666, 30) == pytest.approx(5.4)
    assert gravity_of(0, 0, 0) is None


@pytest.mark.parametrize(
    ("weight", "level"),
    [(0, "Exploring"), (1, "Exploring"), (3, "Exploring"), (4, "Participating"), (6, "Participating"),
     (7, "Contributing"), (9, "Contributing"), (10, "Leading"), (12, "Leading"), (99, "Leading")],
)  # fmt: skip
def test_level_by_weight(weight: int, level: Level) -> None:
    assert level_by_weight(weight) == level


@pytest.mark.parametrize(
    ("days", "level"),
    [
        ([], "Exploring"),
        ([3, 3, 3], "Exploring"),  # one day, however often
        ([1, 7], "Participating"),
        ([1, 8], "Exploring"),
        ([*range(0, 28, 4)], "Contributing"),
        ([*range(0, 35, 5)], "Participating"),
        ([*range(30)], "Leading"),
        ([*range(0, 90, 3)], "Leading"),
        ([*range(0, 120, 4)], "Contributing"),
    ],
)
def test_level_by_presence(days: list[int], level: Level) -> None:
    assert level_by_presence(ago(day) for day in days) == level


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2020, 1, 31), date(2020, 2, 1), 1),
        (date(2020, 2, 1), date(2020, 2, 29), 0),
        (date(2019, 11, 2), FEB, 3),
    ],
)
def test_whole_calendar_months(earlier: date, later: date, months: int) -> None:
    assert months_between(earlier, later) == months


# -- what a book makes of it -----------------------------------------------------------------------


def test_what_was_logged_and_what_the_calendar_tells_count_once_each(book: Book) -> None:
    fill(
        book,
        *member("ann"),
        led(1, "ann", kind="shared_material"),  # 7
        ama(2, "ann"),  # 4
        ama(3, "ann", host="ann"),  # 10, and not 4 besides
        ama(4, host="ann", topic="Excel"),  # 9: she led it
        led(4, "ann", topic="Excel"),  # the same
        ama(5, "ann", state="skipped"),
    )
    orbit = Orbit(book, TODAY)
    assert sorted(activity.weight for activity in orbit.year_of("ann")) == [4, 7, 9, 10]
    assert orbit.love("ann") == 30  # all in this calendar month
    assert orbit.level("ann") == "Leading"
    love, level, reach = orbit.scores("ann")
    assert (love.figure, level.figure, reach.figure) == ("30.0", "Leading (core)", "0.0")
    assert ("4 × 1.00", "Sat 21 Nov", "attended ‘AMA’") in love.rows
    assert len(love.rows) == 4
    assert level.rows[0] == ("10", "Fri 20 Nov", "hosted a ritual ‘AMA’")


def test_weights_are_the_communitys_own(book: Book) -> None:
    fill(book, *member("ann"), led(1, "ann", kind="brought_idea"))
    assert Orbit(book, TODAY).level("ann") == "Participating"
    fill(book, Weights(idea=12))
    assert weights(book).idea == 12
    assert Orbit(book, TODAY).level("ann") == "Leading"
    assert Orbit(book, TODAY).love("ann") == 12


@pytest.mark.parametrize("weight", [0, 13])
def test_a_weight_without_a_level_is_refused(weight: int) -> None:
    check_weights(Weights())
    check_weights(Weights(led=1))
    check_weights(Weights(led=12))
    with pytest.raises(Invalid, match="Led a session: choose a weight from 1 to 12"):
        check_weights(Weights(led=weight))


def test_reach_is_made_of_coming_together_and_working_together(book: Book) -> None:
    fill(
        book,
        *member("ann"), *member("bo"), *member("cy"),
        ama(date(2026, 8, 3), "ann", "bo", "cy"),
        ama(date(2026, 8, 4), "ann", "bo", host="ann", cohosts=("bo",)),
        led(date(2026, 8, 5), "ann", topic="Excel", together=("bo",)),
        led(date(2026, 11, 2), "cy", kind="mentored_trainer", together=("ann",)),
    )  # fmt: skip
    orbit = Orbit(book, TODAY)
    assert [(c.other, c.strength, c.last) for c in orbit.connections("ann")] == [
        ("bo", 21, date(2026, 8, 5)),
        ("cy", 11, date(2026, 11, 2)),
    ]
    assert orbit.scores("ann")[2].figure == f"{21 * 0.9**3 + 11:.1f}"
    assert orbit.connections("no one") == []


def test_gravity_leaves_out_the_training_department_and_divides_by_who_is_there_now(book: Book) -> None:
    fill(
        book,
        Department(id="hr", name="Learning", training=True),
        *member("ann"),
        *member("bo", when=20),
        *member("eva", department="hr"),
        led(200, "ann"),
        led(5, "bo", kind="hosted_ritual"),
        led(5, "eva", kind="hosted_ritual"),
    )
    score = Orbit(book, TODAY).gravity()
    assert score.figure == f"{(49 + 100 - 49) / 2:+.1f} since 23 Aug"
    assert score.rows[0] == ("0 → 1", "", "Leading, each 10² = 100")
    assert score.rows[-1] == ("49 → 149", "", "Σ w², over 2 members")
    assert Orbit(book, date(2025, 1, 1)).gravity().figure == "no members yet"


# -- what it suggests ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "kind", "suggested"),
    [
        ("newcomer", "answered_question", None),
        ("newcomer", "led_session", "active"),
        ("newcomer", "hosted_ritual", "active"),
        ("active", "led_session", None),
        ("active", "took_on_role", "core"),
        ("core", "took_on_role", None),
        ("onboarding", "hosted_ritual", None),
        ("alumni", "hosted_ritual", None),
    ],
)
def test_a_level_suggests_a_higher_stage_and_never_a_lower_one(
    book: Book, stage: Stage, kind: ContributionKind, suggested: Stage | None
) -> None:
    fill(book, *member("ann", stage), *(led(days, "ann", kind=kind) for days in range(9, 69, 10)))
    moves = dict(book.moves)
    assert [found.stage for found in suggestions(book, TODAY)] == ([suggested] if suggested else [])
    assert dict(book.moves) == moves  # no one was moved


def test_only_what_came_after_the_last_move_speaks_for_another_one(book: Book) -> None:
    fill(
        book, *member("ann", "newcomer", when=40), *(led(days, "ann", kind="hosted_ritual") for days in (50, 40, 9))
    )
    assert list(suggestions(book, TODAY)) == []
    fill(book, led(20, "ann", kind="hosted_ritual", topic="AMA"))
    [found] = suggestions(book, TODAY)
    assert (found.key, found.since) == ("level:ann:active", ago(9))
    assert found.because == "2 contributions in 90 days, most recently: hosted a ritual on 14 Nov"


@pytest.mark.parametrize(
    ("days", "deeds", "asked"), [(30, (1, 2), True), (29, (1, 2), False), (30, (1,), False), (200, (1, 91), False)]
)
def test_a_stage_takes_30_days_and_two_contributions_in_90(
    book: Book, days: int, deeds: tuple[int, ...], asked: bool
) -> None:
    fill(book, *member("ann", "newcomer", when=days), *(led(day, "ann") for day in deeds))
    assert bool(list(suggestions(book, TODAY))) is asked


def test_presence_alone_speaks_for_no_stage(book: Book) -> None:
    fill(book, *member("ann", "newcomer"), *(ama(day, "ann") for day in range(0, 28, 4)))
    assert Orbit(book, TODAY).level("ann") == "Contributing"
    assert list(suggestions(book, TODAY)) == []


@pytest.mark.parametrize(("days", "suggested"), [(5, []), (1, []), (0, ["ann"]), (-1, ["ann"])])
def test_whoever_is_to_be_left_in_peace_is_not_suggested_until_that_day(
    book: Book, days: int, suggested: list[str]
) -> None:
    fill(book, *member("ann", "newcomer", quiet_until=ago(-days)), led(9, "ann"), led(10, "ann"))
    assert [one.standing.volunteer.id for one in suggestions(book, TODAY)] == suggested


# -- once each ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("logged", [True, False])
@pytest.mark.parametrize("topic", ["", "Excel"])
def test_whoever_holds_a_gathering_did_not_merely_come_to_it(book: Book, topic: str, logged: bool) -> None:
    """Marked as a host, among those who came, and logged by hand as well: one thing done."""
    kind: ContributionKind = "led_session" if topic else "hosted_ritual"
    helped: ContributionKind = "co_led_session" if topic else "hosted_ritual"
    meeting = ama(3, "ann", "bo", "cy", "cy", id="g", host="ann", cohosts=("bo",), topic=topic)
    by_hand = [led(3, "ann", kind=kind, gathering="g"), led(3, "bo", kind=helped, gathering="g")]
    fill(book, *member("ann"), *member("bo"), *member("cy"), meeting, *(by_hand if logged else ()))
    orbit = Orbit(book, TODAY)
    done = {who: [activity.kind for activity in orbit.year_of(who)] for who in ("ann", "bo", "cy")}
    assert done == {"ann": [kind], "bo": [helped], "cy": ["attended a gathering"]}


@pytest.mark.parametrize("topic", ["", "Excel"])
def test_hosts_work_together_and_meet_those_who_come(book: Book, topic: str) -> None:
    fill(
        book, *member("ann"), *member("bo"), *member("cy"),
        ama(3, "ann", "bo", "cy", "cy", host="ann", cohosts=("bo", "ann"), topic=topic),
    )  # fmt: skip
    orbit = Orbit(book, TODAY)
    found = {who: {c.other: c.strength for c in orbit.connections(who)} for who in ("ann", "bo", "cy")}
    assert found == {"ann": {"bo": 10, "cy": 1}, "bo": {"ann": 10, "cy": 1}, "cy": {"ann": 1, "bo": 1}}


@pytest.mark.parametrize(
    ("kind", "strength"), [("shared_material", 10), ("led_session", 10), ("co_led_session", 10)]
)
def test_what_two_did_together_connects_them_once(book: Book, kind: ContributionKind, strength: int) -> None:
    fill(book, *member("ann"), *member("bo"), led(3, "ann", kind=kind, topic="Excel", together=("bo", "bo", "ann")))
    orbit = Orbit(book, TODAY)
    assert [(c.other, c.strength) for c in orbit.connections("ann")] == [("bo", strength)]
    assert [(c.other, c.strength) for c in orbit.connections("bo")] == [("ann", strength)]


def test_connections_are_of_the_last_year(book: Book) -> None:
    days = (date(2025, 11, 23), date(2025, 11, 24), TODAY, date(2026, 11, 24))
    kinds: tuple[ContributionKind, ...] = ("led_session", "shared_material")
    for who, day in zip(("a", "b", "c", "d"), days, strict=True):
        together = (led(day, "ann", kind=kind, topic=f"with {who}", together=(who,)) for kind in kinds)
        fill(book, *member(who), *together, ama(day, "ann", who))
    fill(book, *member("ann"))
    assert {c.other: c.strength for c in Orbit(book, TODAY).connections("ann")} == {"b": 21, "c": 21}
