"""Rituals and gatherings: what a rule gives, what was made of it, who hosts and who came."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.book.book import Book
from store.book.table import Table
from store.calendar import recurrence
from store.calendar.rituals import (
    HOST_BEFORE,
    HOSTING_WINDOW,
    NEAR,
    attendances,
    day_near,
    expected,
    gatherings,
    held,
    hosting_share,
    likely_host,
    occurrence,
    occurrence_id,
    ritual_days,
    unmarked,
    without_host,
    without_notes,
)
from store.core.dates import Clock
from store.core.record import ORGANISER
from store.model.calendar import Gathering, Ritual
from store.model.people import Absence, Volunteer
from tests.support.making import TODAY, ago, fill, member, members
from tests.support.spies import yielded

AMA = Ritual(
    id="ama", name="Ask me anything", start=date(2026, 11, 4), rule="FREQ=WEEKLY", at=time(12, 30), minutes=45
)
"""Every Wednesday."""


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def listed(book: Book, since: str, until: str) -> list[tuple[date, str, str]]:
    return [(g.on, g.host, g.state) for g in gatherings(book, day(since), day(until))]


def test_a_rule_gives_its_gatherings_with_the_rituals_time_and_place(book: Book) -> None:
    fill(book, replace(AMA, place="Room 2"))
    found = gatherings(book, day("11-01"), day("11-30"))
    assert [g.on for g in found] == [day("11-04"), day("11-11"), day("11-18"), day("11-25")]
    assert {(g.name, g.ritual, g.at, g.minutes, g.place, g.state, g.host) for g in found} == {
        ("Ask me anything", "ama", time(12, 30), 45, "Room 2", "planned", "")
    }
    assert [g.id for g in found] == [occurrence_id(AMA, g.on) for g in found]
    assert not book.gatherings  # nothing is saved by looking


def test_both_days_of_a_window_count(book: Book) -> None:
    fill(book, AMA)
    assert len(gatherings(book, day("11-11"), day("11-18"))) == 2
    assert gatherings(book, day("11-12"), day("11-17")) == []


def test_a_saved_gathering_takes_the_place_of_the_one_in_the_rule(book: Book) -> None:
    fill(book, AMA, replace(occurrence(AMA, day("11-11")), state="held", host=ORGANISER))
    assert listed(book, "11-10", "11-18") == [(day("11-11"), ORGANISER, "held"), (day("11-18"), "", "planned")]


def test_a_moved_gathering_is_on_its_new_day_only(book: Book) -> None:
    moved = replace(occurrence(AMA, day("11-11")), on=day("11-13"), why="hall taken")
    fill(book, AMA, moved)
    assert moved.moved
    assert not occurrence(AMA, day("11-11")).moved
    assert [g.on for g in gatherings(book, day("11-09"), day("11-15"))] == [day("11-13")]
    assert gatherings(book, day("11-11"), day("11-11")) == []


def test_a_one_off_is_no_occurrence_of_anything(book: Book) -> None:
    fill(
        book,
        AMA,
        Gathering(name="Kick-off", on=day("11-11")),
        Gathering(name="Brunch", on=day("11-11"), at=time(9)),
    )
    assert [g.name for g in gatherings(book, day("11-11"), day("11-11"))] == [
        "Kick-off",
        "Brunch",
        "Ask me anything",
    ]
    assert not any(g.moved for g in book.gatherings.values())


def test_exceptions_and_retirement_end_what_the_rule_gives(book: Book) -> None:
    fill(book, replace(AMA, except_on=(day("11-11"),), retired_on=day("11-20")))
    assert [g.on for g in gatherings(book, day("11-01"), day("12-31"))] == [day("11-04"), day("11-18")]


def test_a_ritual_without_a_rule_is_once(book: Book) -> None:
    fill(book, replace(AMA, rule=""))
    assert [g.on for g in gatherings(book, day("01-01"), day("12-31"))] == [AMA.start]
    assert gatherings(book, day("11-05"), day("12-31")) == []


def test_nothing_is_before_the_first_day(book: Book) -> None:
    fill(book, AMA)
    assert gatherings(book, day("01-01"), day("11-03")) == []


# -- hosts in turn ---------------------------------------------------------------------------------

TURNS = replace(AMA, hosts=(ORGANISER, "ann", "ida"))


def test_hosts_take_turns(book: Book) -> None:
    fill(book, *members("ann", "ida"), TURNS)
    hosts = [g.host for g in gatherings(book, day("11-01"), day("12-05"))]
    assert hosts == [ORGANISER, "ann", "ida", ORGANISER, "ann"]


def test_turns_go_on_after_whoever_hosted_last(book: Book) -> None:
    fill(book, *members("ann", "ida"), TURNS)
    fill(book, replace(occurrence(TURNS, day("11-11")), host="ida", state="held"))
    assert [g.host for g in gatherings(book, day("11-11"), day("12-05"))] == ["ida", ORGANISER, "ann", "ida"]


def test_somebody_from_outside_the_turns_does_not_change_them(book: Book) -> None:
    fill(book, *members("ann", "ida", "raj"), TURNS)
    fill(book, replace(occurrence(TURNS, day("11-11")), host="raj", state="held"))
    assert [g.host for g in gatherings(book, day("11-04"), day("11-25"))] == [ORGANISER, "raj", "ann", "ida"]


@given(
    saved=st.dictionaries(st.integers(0, 11), st.sampled_from(["", ORGANISER, "ann", "ida", "raj"]), max_size=4),
    since=st.integers(0, 80),
    length=st.integers(0, 80),
)
def test_whose_turn_it_is_does_not_depend_on_the_days_looked_at(
    saved: dict[int, str], since: int, length: int
) -> None:
    known = {
        g.id: g
        for week, host in saved.items()
        for g in [replace(occurrence(TURNS, TURNS.start + timedelta(weeks=week)), host=host)]
    }
    book = Book.beginning_with(Path("none"), [TURNS, *known.values()], book_id="turns", clock=Clock(TODAY))
    whole = gatherings(book, TURNS.start, TURNS.start + timedelta(days=200))
    first = TURNS.start + timedelta(days=since)
    last = first + timedelta(days=length)
    assert gatherings(book, first, last) == [g for g in whole if first <= g.on <= last]


# -- lists of things to see to ---------------------------------------------------------------------


def test_unmarked_are_those_whose_day_has_passed(book: Book) -> None:
    fill(
        book,
        AMA,
        replace(occurrence(AMA, day("11-11")), state="held"),
        Gathering(name="Today", on=TODAY),
        Gathering(name="Skipped", on=ago(1), state="skipped"),
        Gathering(name="Yesterday", on=ago(1)),
        Gathering(name="Long ago", on=ago(29)),
    )
    assert [(g.name, g.on) for g in unmarked(book, TODAY)] == [
        ("Ask me anything", day("11-04")),
        ("Ask me anything", day("11-18")),
        ("Yesterday", ago(1)),
    ]


def test_without_host_are_the_coming_ones_nobody_hosts(book: Book) -> None:
    fill(
        book,
        AMA,
        replace(occurrence(AMA, day("11-25")), host=ORGANISER),
        Gathering(name="Today", on=TODAY),
        Gathering(name="Skipped", on=TODAY, state="skipped"),
        Gathering(name="At the end", on=TODAY + timedelta(days=HOST_BEFORE)),
        Gathering(name="Later", on=TODAY + timedelta(days=HOST_BEFORE + 1)),
    )
    assert [g.name for g in without_host(book, TODAY)] == ["Today", "Ask me anything", "At the end"]


def test_without_notes_are_those_held_some_days_ago(book: Book) -> None:
    fill(
        book,
        Gathering(name="Fresh", on=ago(6), state="held"),
        Gathering(name="Due", on=ago(7), state="held"),
        Gathering(name="Blank", on=ago(7), state="held", notes=" \n"),
        Gathering(name="Written", on=ago(7), state="held", notes="said"),
        Gathering(name="Planned", on=ago(7)),
        Gathering(name="Old", on=ago(61), state="held"),
    )
    assert sorted(g.name for g in without_notes(book, TODAY)) == ["Blank", "Due"]


# -- counting --------------------------------------------------------------------------------------


def test_held_are_counted_by_their_own_day(book: Book) -> None:
    fill(
        book,
        Gathering(id="b", name="B", on=ago(5), state="held"),
        Gathering(id="a", name="A", on=ago(5), state="held"),
    )
    fill(book, Gathering(id="c", name="C", on=ago(5)), Gathering(id="d", name="D", on=ago(9), state="held"))
    assert [g.id for g in held(book, ago(9), ago(5))] == ["d", "a", "b"]
    assert [g.id for g in held(book, ago(8), TODAY)] == ["a", "b"]


def test_hosting_share_counts_held_ones_with_a_host_in_the_window(book: Book) -> None:
    fill(
        book,
        *member("ann"),
        Gathering(name="1", on=ago(1), state="held", host=ORGANISER),
        Gathering(name="2", on=ago(HOSTING_WINDOW), state="held", host="ann"),
        Gathering(name="3", on=ago(HOSTING_WINDOW + 1), state="held", host=ORGANISER),
        Gathering(name="4", on=ago(2), state="held"),
        Gathering(name="5", on=ago(2), host=ORGANISER),
    )
    assert hosting_share(book, TODAY) == (1, 2)


def test_attendances_count_everybody_once_a_gathering() -> None:
    found = [
        Gathering(name="1", on=TODAY, attended=("ann", "ida")),
        Gathering(name="2", on=TODAY, attended=("ann",)),
    ]
    assert attendances(found) == {"ann": 2, "ida": 1}


@pytest.mark.parametrize(("times", "found"), [(2, None), (3, "ann")])
def test_the_likely_host_came_three_times_and_never_hosted(book: Book, times: int, found: str | None) -> None:
    fill(book, *members("ann", "ida", "raj"), Volunteer(id="guest", name="guest"), AMA)
    past = [
        replace(
            occurrence(AMA, AMA.start + timedelta(weeks=week)),
            state="held",
            attended=("ann", "ida", "raj", "guest"),
        )
        for week in range(times)
    ]
    fill(book, replace(past[0], host="ida", cohosts=("raj",)), *past[1:])
    asked = likely_host(book, occurrence(AMA, day("11-25")), TODAY)
    assert (asked and (asked[0].id, asked[1])) == (found and (found, times))


def test_expected_are_those_who_came_lately_and_the_hosts_or_all_members(book: Book) -> None:
    fill(book, *members("ann", "ida", "raj"), AMA)
    coming = replace(occurrence(AMA, day("12-30")), host="raj")
    assert [who.id for who in expected(book, coming, TODAY)] == ["ann", "ida", "raj"]
    weeks = [replace(occurrence(AMA, AMA.start + timedelta(weeks=week)), state="held") for week in range(4)]
    fill(book, replace(weeks[0], attended=("ann",)), *(replace(g, attended=("ida",)) for g in weeks[1:]))
    assert [who.id for who in expected(book, coming, TODAY)] == ["ida", "raj"]


def test_a_gathering_is_found_by_its_id_saved_on_any_day_and_out_of_a_rule_near_today(book: Book) -> None:
    old = Gathering(id="old", name="Old", on=ago(2_000))
    fill(book, AMA, old)
    coming = [g for g in gatherings(book, TODAY, TODAY + 2 * NEAR) if g.ritual == AMA.id]
    assert day_near(book, "old", TODAY) == old.on
    assert day_near(book, coming[0].id, TODAY) == coming[0].on
    assert day_near(book, coming[-1].id, TODAY) is None
    assert day_near(book, "gone", TODAY) is None


# -- ten years -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=WE",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;COUNT=9999",
    ],
)
def test_a_month_after_ten_years_counts_no_more_days_than_after_one(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = {}
    for years in (1, 10):
        ritual = replace(TURNS, rule=rule, start=ago(365 * years))
        past = (
            replace(occurrence(ritual, on), state="held", host="ann")
            for on in ritual_days(ritual, ritual.start, ago(1))
        )
        saved = Table("gatherings", Gathering)
        saved.take({gathering.id: gathering for gathering in past})
        absent = Table("absences", Absence)
        table = type("Tables", (), {"gatherings": saved, "rituals": {"ama": ritual}, "absences": absent})()
        gatherings(table, ago(-40), ago(-80))  # ‘so many times’ is made a last day once
        with monkeypatch.context() as patched:
            seen = yielded(patched, recurrence, "_expanded")
            gatherings(table, ago(-40), ago(-80))
        counted[years] = len(seen)
    assert 0 < counted[10] <= counted[1] + 3, counted  # where a period begins, it is a day or two more


# -- limits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "given"), [(0, 0, True), (1, 1, False), (-1, -1, False), (5, 0, True), (0, -5, True), (5, 1, False)]
)  # fmt: skip
def test_what_is_once_is_on_its_day(since: int, until: int, given: bool) -> None:
    once = replace(AMA, rule="", start=TODAY)
    assert [*ritual_days(once, ago(since), ago(until))] == ([TODAY] if given else [])
    assert [*ritual_days(replace(once, except_on=(TODAY,)), ago(since), ago(until))] == []


def test_whose_turn_it_is_follows_who_had_it_last(book: Book) -> None:
    """Turns are counted from the host of a saved day, moved or not; a host from outside the rota changes nothing."""
    start = AMA.start
    ritual = replace(AMA, hosts=("ann", "ida", "raj"))
    weeks = [replace(occurrence(ritual, start + timedelta(weeks=n)), state="held") for n in range(4)]
    fill(book, *members("ann", "ida", "raj", "zoe"), ritual)

    def hosts() -> list[str]:
        return [g.host for g in gatherings(book, start + timedelta(weeks=4), start + timedelta(weeks=6))]

    assert hosts() == ["ida", "raj", "ann"]
    fill(book, replace(weeks[3], host="ida"))
    assert hosts() == ["raj", "ann", "ida"]
    fill(book, replace(weeks[3], host="zoe"), replace(weeks[2], host="raj"))
    assert hosts()[0] == "ann"
    later = replace(occurrence(ritual, start + timedelta(weeks=5)), host="ann")
    fill(book, later)
    assert hosts() == ["ann", "ann", "ida"]
    assert [g.host for g in gatherings(book, start + timedelta(weeks=6), start + timedelta(weeks=6))] == ["ida"]


def test_only_what_was_held_counts_for_the_next_host_and_who_is_expected(book: Book) -> None:
    first, once = occurrence(AMA, AMA.start), Gathering(name="Fair", on=ago(3), state="held", attended=("ida",) * 1)
    fill(book, *members("ann", "ida"), AMA, replace(first, state="planned", attended=("ann",)), once)
    coming = occurrence(AMA, day("12-30"))
    assert [one.id for one in expected(book, coming, TODAY)] == ["ann", "ida"]
    fill(book, *(held_once(n) for n in (5, 6)))
    fair = Gathering(name="Fair", on=ago(-3))
    assert likely_host(book, fair, TODAY) == (book.volunteers["ida"], 3)
    assert likely_host(book, coming, TODAY) is None


def held_once(days: int) -> Gathering:
    return Gathering(name="Fair", on=ago(days), state="held", attended=("ida",))
