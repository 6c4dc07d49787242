"""Each kind of to-do: when it comes up, what it says, and what ends it."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import ORGANISER
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.finance import Budget
from store.model.people import Ask, Contact
from store.model.stages import Stage
from store.people.directory import last_contact
from store.week.action import Act, DealWithGathering, EditSettings, KeepOrErase
from store.week.plan import plan
from store.week.reminding import host_reminder
from store.week.snoozing import dismiss
from tests.support.making import TODAY, ago, fill, gathering, held, led, member, person, ritual, stakeholder, thanks

LAB = ritual("lab", "Lab", start=ago(-7), hosts=("ann",), preparation=("room", "badges"), gain="x")


def of_kind(book: Book, kind: str, today: date = TODAY) -> list[Act]:
    return [act for act in plan(book, today).all_acts if act.kind == kind]


# -- gatherings ------------------------------------------------------------------------------------


def test_a_gathering_is_prepared_in_the_week_before_it(book: Book) -> None:
    fill(book, *member("ann"), LAB)
    assert not of_kind(book, "prepare", ago(1))
    [act] = of_kind(book, "prepare")
    assert (act.name, act.reason) == ("Lab", "Mon 30 Nov · 2 items open: room and badges")
    assert act.target == DealWithGathering("lab-20261130", "prepare")
    found = Gathering(
        id="lab-20261130", name="Lab", ritual="lab", on=ago(-7), due_on=ago(-7), host="ann", prepared=("room",)
    )
    fill(book, found)
    [act] = of_kind(book, "prepare", ago(-6))  # the day before it is still there
    assert act.reason == "Mon 30 Nov · 1 item open: badges"
    fill(book, replace(found, prepared=("room", "badges")))
    assert not of_kind(book, "prepare", ago(-6))


def test_the_host_is_reminded_once_in_the_week_before(book: Book) -> None:
    fill(book, *member("ann"), LAB, Contact(who="ann", on=ago(1)))  # before that week
    [act] = of_kind(book, "remind_host")
    assert (act.title, act.subject, act.reason) == ("Remind Ann", "ann", "hosts Lab on Mon 30 Nov")
    assert act.target == DealWithGathering("lab-20261130", "remind host")
    fill(book, Contact(who="ann", on=TODAY))
    assert last_contact(book)["ann"] == TODAY
    assert not of_kind(book, "remind_host")
    assert not of_kind(book, "remind_host", ago(-6))


def test_the_organiser_and_no_host_are_not_reminded(book: Book) -> None:
    fill(book, gathering(-3, host=ORGANISER), gathering(-4))
    assert not of_kind(book, "remind_host")


def test_what_the_host_is_told(book: Book) -> None:
    fill(book, person("ann", "Ann Lee"), LAB, replace(book.community, organiser="Ida Berg"))
    lab = Gathering(
        name="Lab", ritual="lab", on=ago(-7), at=time(9), place="Room 4", host="ann", prepared=("room",)
    )
    told = host_reminder(book, lab)
    for fact in ("Hello Ann,", "‘Lab’", "Mon 30 Nov 2026, 09:00", "Room 4", "badges", "Ida Berg"):
        assert fact in told
    assert "room" not in told


def test_social_rituals_need_no_notes(book: Book) -> None:
    fill(book, ritual("tea", kind="social"), ritual("ama"), held(9, ritual="tea"), held(9, ritual="ama", id="ama9"))
    assert [act.subject for act in of_kind(book, "write_up")] == ["ama9"]


@pytest.mark.parametrize(("days", "asked"), [(6, False), (7, True), (28, True), (29, False)])
def test_a_gathering_is_written_up_from_a_week_to_four_after(book: Book, days: int, asked: bool) -> None:
    fill(book, held(days))
    assert bool(of_kind(book, "write_up")) is asked


# -- people and stakeholders -----------------------------------------------------------------------


def test_a_silent_member_is_to_be_checked_in_with_until_a_contact(book: Book) -> None:
    fill(book, *member("ann"), led(52, "ann"))
    [act] = of_kind(book, "check_in")
    assert (act.title, act.reason, act.press) == (
        "Check in with Ann",
        "active; not seen for 52 days",
        "person.contact",
    )
    fill(book, Contact(who="ann", on=TODAY))
    assert not of_kind(book, "check_in")
    [act] = of_kind(book, "check_in", ago(-45))
    assert act.reason == "active; not seen for 45 days"


@pytest.mark.parametrize("stage", ["newcomer", "onboarding"])
def test_someone_stuck_and_silent_is_named_once(book: Book, stage: Stage) -> None:
    fill(book, *member("ann", stage, when=200))
    assert [act.subject for act in of_kind(book, "check_in")] == ["ann"]


def test_a_request_is_overdue_after_the_day_that_was_named(book: Book) -> None:
    fill(book, person("ann"), Ask(id="a", who="ann", what="host once", on=ago(3), by=ago(1)))
    assert not of_kind(book, "request", ago(1))
    [act] = of_kind(book, "request")
    assert (act.overdue, act.reason) == (1, "1 day overdue · host once")


def test_a_request_with_a_later_day_is_not_stale_before_it(book: Book) -> None:
    fill(book, person("ann"), Ask(id="a", who="ann", what="host once", on=ago(30), by=ago(-1)))
    assert not of_kind(book, "request")
    assert of_kind(book, "request", ago(-2))


def test_a_stakeholder_without_an_answer_is_reminded_after_the_day(book: Book) -> None:
    eva = stakeholder("eva", ask="Two hours a month", ask_by=ago(12))
    fill(book, eva)
    [act] = of_kind(book, "request")
    assert (act.title, act.overdue, act.reason) == ("Remind Eva", 12, "12 days overdue · Two hours a month")
    assert not of_kind(book, "request", ago(12))
    fill(book, Contact(who="eva", on=TODAY))
    assert not of_kind(book, "request")
    assert of_kind(book, "request", ago(-15))  # reminded, and still no answer
    fill(book, replace(eva, ask="", ask_by=None))
    assert not of_kind(book, "request", ago(-15))


def test_a_milestone_is_celebrated_with_a_thank_you(book: Book) -> None:
    fill(book, *member("ann", when=368), led(1, "ann"))
    [act] = of_kind(book, "celebrate")
    assert (act.title, act.reason) == ("Celebrate Ann", "1 year in the community · Fri 20 Nov")
    assert act.press == "person.thank"
    fill(book, thanks(0, "ann"))
    assert not of_kind(book, "celebrate")


def test_a_milestone_of_the_community_is_told_until_a_post_tells_of_it(book: Book) -> None:
    fill(book, *member("ann"), led(9, "ann", topic="Excel", learners=100))
    [act] = of_kind(book, "celebrate")
    assert (act.title, act.reason) == ("Celebrate the 100th learner attendance", "Sat 14 Nov")
    assert (
        act.why == "The 100th learner attendance, on Sat 14 Nov. Plan a post, or mention it at the next gathering."
    )


def test_someone_who_left_a_year_ago_is_kept_or_erased(book: Book) -> None:
    fill(book, *member("ann", "alumni", when=365))
    assert not of_kind(book, "keep_or_erase")
    [act] = of_kind(book, "keep_or_erase", ago(-1))
    assert (act.title, act.target) == ("Keep or erase Ann", KeepOrErase("ann"))
    with book.change("Keep") as change:
        dismiss(book, change, act, ago(-1))
    assert [one.until for one in book.snoozes.values()] == [ago(-1) + timedelta(days=364)]


def test_someone_never_heard_of_again_is_kept_or_erased_after_the_months_of_the_settings(book: Book) -> None:
    fill(
        book,
        *member("ann", "interested", when=800),
        *member("bo", "not_now", when=800),
        *member("cy", "active", when=800),
        *member("di", "alumni", when=800),
    )
    fill(book, replace(book.volunteers["bo"], quiet_until=ago(-9)), Contact(who="di", on=ago(200)))
    assert [act.subject for act in of_kind(book, "keep_or_erase")] == ["ann"]
    assert {act.subject for act in of_kind(book, "keep_or_erase", ago(-10))} == {"ann", "bo"}
    fill(book, Community(keep_months=6))
    assert {act.subject for act in of_kind(book, "keep_or_erase")} == {"ann", "di"}
    fill(book, Community(keep_months=0))
    assert not of_kind(book, "keep_or_erase")


# -- settings --------------------------------------------------------------------------------------


def test_a_budget_that_has_ended_is_replaced(book: Book) -> None:
    fill(book, Budget(id="b", name="2025", since=date(2025, 1, 1), until=ago(10), amount=Decimal(100)))
    assert not of_kind(book, "setting", ago(10))
    [act] = of_kind(book, "setting")
    assert (act.title, act.overdue, act.reason) == (
        "Review the budget",
        10,
        "10 days overdue · the last one has ended",
    )
    fill(book, Budget(since=ago(9), until=ago(-300), amount=Decimal(100)))
    assert not of_kind(book, "setting")


def test_a_time_zone_is_asked_for_once_a_gathering_has_a_time(book: Book) -> None:
    fill(book, ritual("tea", hosts=(ORGANISER,)))
    assert not of_kind(book, "setting")
    fill(book, ritual("ama", hosts=(ORGANISER,), at=time(9)))
    [act] = of_kind(book, "setting")
    assert (act.title, act.target) == ("Review the time zone", EditSettings())
    fill(book, replace(book.community, timezone="Europe/Vienna"))
    assert not of_kind(book, "setting")
