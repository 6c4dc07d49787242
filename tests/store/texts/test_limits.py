"""Sentences of an update at their limits: one and many, few cases and enough of them, what is told and what is left out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from store.texts import update_activity, update_results, updates

DAY, LATER = date(2026, 11, 3), date(2026, 12, 4)


def told(said: str, *parts: str, without: tuple[str, ...] = ()) -> None:
    assert [part for part in parts if part not in said] == [], said
    assert [part for part in without if part in said] == [], said


# -- letters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "month"), [(23, ""), (24, "November"), (30, "November"), (35, "November"), (36, "")]
)
def test_a_period_of_24_to_35_days_may_be_called_after_its_month(days: int, month: str) -> None:
    since = date(2026, 10, 29) if days > 30 else date(2026, 11, 1)
    until = since + timedelta(days=days - 1)
    assert updates.month_of(since, until) == month
    assert (updates.period(since, until) == "November") == bool(month)


@pytest.mark.parametrize(("since", "month"), [(date(2026, 10, 26), "November"), (date(2026, 10, 25), "")])
def test_four_fifths_of_the_days_lie_in_the_month(since: date, month: str) -> None:
    assert updates.month_of(since, since + timedelta(days=29)) == month


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (1, "the day before"), (2, "the 2 days before"), (7, "the week before"), (14, "the 2 weeks before"), (88, "the 88 days before"),
        (89, "the quarter before"), (92, "the quarter before"), (93, "the 93 days before"), (364, "the 364 days before"),
        (365, "the year before"), (366, "the year before"), (367, "the 367 days before"),
    ],
)  # fmt: skip
def test_how_a_period_of_so_many_days_is_called(days: int, name: str) -> None:
    assert updates.period_before(DAY, DAY + timedelta(days=days - 1)) == name


@pytest.mark.parametrize("days", [28, 31])
def test_a_month_across_two_is_the_month_before(days: int) -> None:
    since = date(2026, 10, 18)
    assert updates.period_before(since, since + timedelta(days=days - 1)) == "the month before"


@pytest.mark.parametrize(("names", "hello"), [(("Ann", "Bo"), "Ann and Bo"), (("Ann", "Bo", "Cy"), "all")])
def test_so_many_are_greeted_by_name(names: tuple[str, ...], hello: str) -> None:
    assert updates.greeting(names, 2) == f"Hello {hello},"


def test_what_is_asked_and_by_when() -> None:
    assert updates.reply("INFO", DAY) == "(for information)"
    told(updates.reply("ACTION", LATER), "action by", "4 Dec")
    told(updates.reply("ACTION", None), "needed", without=("by",))
    assert updates.asked("Come", None) == "Come"
    told(updates.asked("Come", LATER), "Come. By", "please.")
    told(updates.asked("Please come", LATER), "if you can.", without=("please.",))
    told(updates.closing("Pat"), "\nPat")
    told(updates.closing(""), without=("\n",))


@pytest.mark.parametrize(
    ("line", "counts"),
    [("and 2 more gatherings", True), ("and 1,300 more gatherings by Tue 3 Nov", True), ("and more gatherings", False), ("and 2 more gatherings by Tue 3 Nov 2026", True)],
)  # fmt: skip
def test_a_line_that_counts_the_rest(line: str, counts: bool) -> None:
    assert updates.is_more(line) == counts


# -- what was done ---------------------------------------------------------------------------------


def test_what_is_counted_only_where_it_happened() -> None:
    run = update_activity.sessions_run
    told(run(2, 2, 0, learners=False, since="Since then"), "2 sessions.", without=("attendance", "("))
    told(
        run(2, 2, 7, learners=False, since="Since then", before="October: 1"),
        "7 learner attendances",
        "(October: 1)",
    )
    assert update_activity.compared("October", 1, 0) == "October: 1 session"
    assert update_activity.compared("October", 2, 1300) == "October: 2 sessions, 1,300"
    assert update_activity.sessions_in_short(1, 0) == "1 session"
    told(update_activity.sessions_in_short(1, 4), "1 session", "4 learner")
    told(update_activity.joined_lately(1, DAY, LATER), "1 newcomer has")
    told(update_activity.joined_lately(2, DAY, LATER), "2 newcomers have")
    assert update_activity.quiet(DAY, LATER, more_to_come=True) != update_activity.quiet(
        DAY, LATER, more_to_come=False
    )
    told(update_activity.team_absent_so_far("HR", 12), "None of the 12 people in HR")
    told(update_activity.team_absent_so_far("HR", 1), "1 person")
    told(update_activity.team_absent_so_far("HR", None), "No one from HR")
    told(update_activity.gatherings_of_guests(1, 2, 0), "1 gathering", "2 attendances", without=("(",))
    told(update_activity.gatherings_of_guests(2, 1, 3), "1 attendance", "3 more gatherings")


def test_progress_names_what_there_was() -> None:
    def said(**more: int) -> str:
        return update_activity.progress(**{"said_yes": 0, "joined": 0, "active": 0, "core": 0, "left": 0, **more})

    assert said() == ""
    told(said(said_yes=1), "1 colleague said yes", without=(" and ",))
    told(said(joined=2, left=1), "2 newcomers joined and 1 member left")
    told(said(active=1, core=3), "1 member became active", "3 members joined the core group")


@pytest.mark.parametrize(
    ("members", "taken_part", "at_least", "part"),
    [
        (2, 2, False, "all 2 members"), (1, 1, False, ", 1 of 1 member has"), (4, 3, False, ", 3 of 4 members have"), (5, 3, False, ", 3 of 5 members (60%) have"),
        (5, 1, False, "1 of 5 members (20%) has"), (5, 3, True, ", at least 3 of 5 members (60%) have"), (4, 0, False, "0 of 4 members have"),
    ],
)  # fmt: skip
def test_how_many_of_the_members_took_part(members: int, taken_part: int, at_least: bool, part: str) -> None:
    told(update_activity.engaged(members, taken_part, DAY, at_least=at_least), part)


def test_training_requests_and_their_wait() -> None:
    told(update_activity.training_requests(2, 0, None), "2 received", "none delivered")
    told(update_activity.training_requests(2, 1, 1), "1 delivered after 1 day.", without=("median",))
    told(update_activity.training_requests(2, 2, 30), "2 delivered", "median wait of 30 days")


@pytest.mark.parametrize(
    ("attended", "possible", "gatherings", "part"),
    [
        (2, 4, 1, ": 2 of 4 at 1 gathering"), (2, 5, 1, ": 40%, 2 of 5 at 1"), (4, 8, 2, ": 50%, 4 of 8 possible"), (5, 10, 2, ": 50%, on average 3 of 5"),
        (4, 9, 2, ": 44%, on average 2 of 5"), (2, 4, 2, ": 2 of 4 possible"),
    ],
)  # fmt: skip
def test_an_attendance_rate_at_its_limits(attended: int, possible: int, gatherings: int, part: str) -> None:
    told(update_activity.attendance(attended, possible, gatherings), part, without=("target", "(", "guest"))


def test_what_is_aimed_at_stands_beside_even_where_it_is_nought() -> None:
    told(update_activity.attendance(5, 10, 2, Decimal(0)), "(target 0%)")
    told(update_activity.attendance(5, 10, 2, guests=1), "plus 1 guest attendance.")


def test_wins_and_sessions_in_words() -> None:
    assert update_activity.first_sessions(2, []).startswith("Two colleagues")
    assert update_activity.first_sessions(2, ["Ann", "Bo"]).startswith("Ann and Bo")
    told(update_activity.certified_in_short("Ann", ["Excel"]), "‘Excel’")
    told(update_activity.certified_in_short("Ann", ["Excel", "Word"]), "2 topics", without=("Excel",))
    told(update_activity.certified_many(1), "One trainer is")
    told(update_activity.certified_many(2), "Two trainers are")
    session = update_activity.session
    told(session("Ann", "", 0, co_led_only=True), "co-led a session", without=("for",))
    told(session("Ann", "Excel", 1, co_led_only=True), "co-led ‘Excel’ for 1 colleague")
    told(session("Ann", "", 0, co_led_only=False), "led a session", without=("for",))
    told(session("Ann", "", 2, co_led_only=False), "led a session for 2 colleagues")
    told(session("Ann", "Excel", 0, co_led_only=False), "taught ‘Excel’", without=(" to ",))
    told(session("Ann", "Excel", 2, co_led_only=False), "taught ‘Excel’ to 2 colleagues")
    told(
        update_activity.sessions_on("Ann", "Excel", 2, 0, co_led_only=False),
        "taught ‘Excel’ twice",
        without=("with",),
    )
    told(
        update_activity.sessions_on("Ann", "Excel", 3, 5, co_led_only=True), "co-led", "3 times, with 5 attendances"
    )
    told(update_activity.more_sessions(1, 0), "1 more session", without=("with",))
    told(update_activity.more_sessions(2, 1), "2 more sessions, with 1 attendance")
    told(update_activity.session_bar("▇", 3, 9, ""), "A session: 3 of 9")
    told(update_activity.cancelled("Coffee", DAY, "", LATER), "was cancelled", without=(":",))
    told(update_activity.cancelled("Coffee", DAY, "rain", LATER), "was cancelled: rain")
    told(update_activity.not_delivered("Coffee", ""), "not delivered")
    told(update_activity.not_delivered("Coffee", "rain"), "rain", without=("not delivered",))


# -- results ---------------------------------------------------------------------------------------


def test_a_reading_and_its_way_to_the_target() -> None:
    def said(**more: object) -> str:
        given = {"before_on": DAY, "until": LATER, "change": Decimal(-1), **more}
        return update_results.reading("Errors", "8", "9", "6", **given)  # type: ignore[arg-type]

    told(said(), "8, down from 9 in November (target 6)")
    told(said(change=Decimal("0.1"), progress=Decimal(0)), "up from 9", "(target 6, 0% of the way)")
    told(said(reached=True, progress=Decimal(100)), "(target 6, reached)")
    told(said(change=Decimal(0), before_on=date(2025, 11, 3)), "unchanged from November 2025")
    short = update_results.reading_in_short
    assert [short("Errors", "8", Decimal(n)) for n in (-1, 0, 1)] == [
        "Errors down to 8",
        "Errors unchanged at 8",
        "Errors up to 8",
    ]


@pytest.mark.parametrize(
    ("step", "place"), [(1, "first of 6 launch steps, winning"), (5, "fifth of 6 launch steps, making"), (6, "last of 6")]
)  # fmt: skip
def test_where_the_launch_stands(step: int, place: str) -> None:
    told(update_results.launch_stands("Circle", step), place)
    told(update_results.launch_stands_in_short(step), f"step {step} of 6")


def test_costs_and_what_they_replaced() -> None:
    told(update_results.costs("€5", "", hours=False), "were €5.", without=("trainer time", "per learner"))
    told(update_results.costs("€5", "€1", hours=True), "trainer time: €1 per learner attendance.")
    told(update_results.have_said_yes(2, "HR"), "Two colleagues have", "from HR")
    avoided = update_results.external_training_avoided
    told(avoided(2, 2, "€5", "€7", Decimal(3)), "external training avoided", without=("2 of 2", "budget"))
    told(avoided(2, 3, "€5", "€7", Decimal(3), budget="€9"), "2 of 3 sessions", "€7 of a budget of €9")
    assert (
        update_results.over_time("Sessions", "9", "", [("Oct", "4"), ("Nov", "5")]) == "Sessions: 9 (Oct 4, Nov 5)"
    )
    told(update_results.over_time("Sessions", "9", "7", [("Oct", "4")]), "9, against 7 (Oct 4)")
    assert (update_results.rate(2, 4), update_results.rate(2, 5)) == ("–", "40%")
    assert {update_results.department_moved("HR", state) for state in ("established", "adopting", "piloting")} == {
        "HR now runs its own training", "HR now trains its own people regularly", "HR has become a pilot department",
    }  # fmt: skip
