"""What a report does to a gathering: who is found, who is asked about, what is counted, and that it is counted once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.book.book import Book
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.exchange.attendance_import.attendance_plan import (
    GUEST,
    LEARNER,
    NEW,
    NO_ONE,
    AttendancePlan,
    answer_words,
    carry_out,
    check_day,
    outcome_words,
    plan_attendance,
    summary,
)
from store.exchange.attendance_import.report_reader import read_pasted, read_report
from store.integrity import check
from store.model.calendar import Gathering
from store.model.community import Community
from tests.support.making import HOSTILE, TODAY, fill, gathering, held, person, stakeholder

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "attendance"
ON = date(2026, 11, 22)


def planned(book: Book, text: str, on: Gathering | None = None) -> AttendancePlan:
    return plan_attendance(book, on or next(iter(book.gatherings.values())), read_pasted(text))


def take(book: Book, plan: AttendancePlan) -> Gathering:
    with book.change("Import") as change:
        carry_out(plan, change)
    assert not [*check.findings(book)]
    return book.gatherings[plan.gathering.id]


def answers(plan: AttendancePlan) -> dict[str, str]:
    return {entry.participant.name: entry.answer for entry in plan.entries}


def test_people_are_found_by_email_then_by_name(book: Book) -> None:
    fill(book, person("ana", "Ana Ruiz", email="ana@x.org"), person("bo", "Bo Ek"), gathering(ON))
    plan = planned(book, "Name\tEmail\nA. R.\tANA@x.org\nEK, Bo\tother@x.org\n")
    assert {entry.match.who: entry.match.how for entry in plan.entries} == {"ana": "email", "bo": "name"}
    came = take(book, plan)
    assert (came.attended, came.state, came.host) == (("ana", "bo"), "held", ORGANISER)


def test_of_two_with_one_name_no_one_is_guessed(book: Book) -> None:
    fill(book, person("one", "Ana Ruiz"), person("two", "Ana Ruiz"), gathering(ON))
    [entry] = planned(book, "Ana Ruiz\n").entries
    assert (entry.match.who, entry.match.likely, entry.answer) == ("", ("one", "two"), GUEST)
    assert take(book, planned(book, "Ana Ruiz\n").with_answers({entry.key: "two"})).attended == ("two",)


def test_part_of_a_name_is_only_offered(book: Book) -> None:
    fill(book, person("ana", "Ana Ruiz"), gathering(ON))
    [entry] = planned(book, "Ana\n").entries
    assert (entry.match.who, entry.choices[0]) == ("", "ana")


def test_the_organiser_is_neither_asked_about_nor_an_attendee(book: Book) -> None:
    fill(book, Community(organiser="Eva Groß"), gathering(ON))
    plan = planned(book, "Eva Groß\n")
    assert not plan.asked
    assert take(book, plan).attended == ()


@pytest.mark.parametrize(("topic", "usual"), [("Excel", LEARNER), ("", GUEST)])
def test_who_is_not_in_the_book_is_a_learner_at_a_session(book: Book, topic: str, usual: str) -> None:
    fill(book, stakeholder("kim", "Kim Lee"), gathering(ON, topic=topic))
    plan = planned(book, "New Face\niPhone\nOld Hand (External)\nKim Lee\n")
    assert answers(plan) == {"New Face": usual, "iPhone": NO_ONE, "Old Hand": GUEST, "Kim Lee": GUEST}


def test_a_second_import_adds_nothing(book: Book) -> None:
    fill(book, person("ana", "Ana Ruiz"), gathering(ON, topic="Excel"))
    text = "Ana Ruiz\nOne Face\nTwo Face\nThree Face (Guest)\niPhone\n"
    plan = planned(book, text)
    keys = {entry.participant.name: entry.key for entry in plan.entries}
    came = take(book, plan.with_answers({keys["Two Face"]: NEW}))
    assert (len(came.attended), came.learners, came.guests) == (2, 1, 1)
    assert {(v.name, v.met_on) for v in book.volunteers.values()} == {("Ana Ruiz", None), ("Two Face", ON)}
    again = planned(book, text)
    assert not again.anything
    assert not again.asked
    assert "Face" not in str(came.counted)


def test_learners_of_several_reports_add_up_and_answers_can_change(book: Book) -> None:
    fill(book, gathering(ON, topic="Excel"))
    take(book, planned(book, "One Face\nTwo Face\n"))
    assert take(book, planned(book, "Two Face\nThree Face\n")).learners == 3
    plan = planned(book, "Two Face\n")
    assert take(book, plan.with_answers({plan.entries[0].key: GUEST})).learners == 2


def test_someone_counted_who_is_in_the_book_by_now_is_counted_once(book: Book) -> None:
    fill(book, gathering(ON, topic="Excel"))
    take(book, planned(book, "One Face\nTwo Face\n"))
    fill(book, person("two", "Two Face"))
    came = take(book, planned(book, "One Face\nTwo Face\n"))
    assert (came.attended, came.learners) == (("two",), 1)


def test_a_figure_typed_before_is_not_counted_again(book: Book) -> None:
    fill(book, held(ON, topic="Excel", learners=12))
    assert take(book, planned(book, "One Face\nTwo Face\n")).learners == 12


def test_a_short_stay_does_not_count(book: Book) -> None:
    fill(book, Community(shortest_stay=10), person("ana", "Ana Ruiz"), person("bo", "Bo Ek"), gathering(ON))
    plan = planned(book, "Name\tDuration\nAna Ruiz\t9m\nBo Ek\t10m\nNew Face\t2m\n")
    assert (len(plan.too_short), len(plan.asked)) == (2, 0)
    assert take(book, plan).attended == ("bo",)


def test_who_was_ticked_before_stays(book: Book) -> None:
    fill(book, person("ana"), person("bo"), held(ON, "ana"))
    assert take(book, planned(book, "Bo\n")).attended == ("ana", "bo")


def test_a_report_of_another_day_is_told(book: Book) -> None:
    fill(book, gathering(ON))
    plan = plan_attendance(
        book, next(iter(book.gatherings.values())), read_report(CASES / "a01-teams-attendance.csv")
    )
    assert plan.other_day == date(2026, 11, 24)
    assert any("24 Nov" in line for line in summary(book, plan, TODAY))


def test_a_hostile_name_stays_as_it_is(book: Book) -> None:
    fill(book, gathering(ON))
    plan = planned(book, f"{HOSTILE}\n")
    assert f"  {HOSTILE}: guest" in summary(book, plan, TODAY)
    take(book, plan.with_answers({plan.entries[0].key: NEW}))
    assert [v.name for v in book.volunteers.values()] == [HOSTILE]


def test_a_gathering_to_come_is_refused(book: Book) -> None:
    with pytest.raises(GuildbookError, match="once it has been held"):
        check_day(gathering(-2), TODAY)


def test_every_address_of_a_row_finds_someone(book: Book) -> None:
    fill(
        book,
        person("ana", "Ana Ruiz", email="aruiz@corp.example"),
        person("bo", "Bo Ek", email="bo@x.org"),
        gathering(ON),
    )
    text = "Name\tEmail\tParticipant ID (UPN)\nA.\ta@x.org\taruiz@corp.example\nbo@x.org\t\t\n"
    assert {entry.match.who for entry in planned(book, text).entries} == {"ana", "bo"}


def test_a_guest_on_another_device_is_one_person(book: Book) -> None:
    fill(book, gathering(ON, topic="Excel"))
    plan = planned(book, "Name\tDuration\nNew Face\t3m\nNew Face (Guest)\t40m\n")
    [entry] = plan.entries
    assert (entry.participant.minutes, take(book, plan).learners) == (43, 1)


@pytest.mark.parametrize(("number", "offered"), [(1, 1), (3, 3), (4, 0)])
def test_who_may_be_meant_is_offered_where_there_are_three_at_most(book: Book, number: int, offered: int) -> None:
    fill(book, *(person(f"a{n}", f"Ana R{n}") for n in range(number)), person("bo", "Bo Ek"), gathering(ON))
    found = {entry.participant.name: entry.match.likely for entry in planned(book, "Ana\nEk\nE\nZed\n").entries}
    assert (len(found["Ana"]), found["Ek"], found["E"], found["Zed"]) == (offered, ("bo",), (), ())


def test_an_address_of_two_people_is_asked_about_whatever_the_name(book: Book) -> None:
    fill(
        book,
        person("one", "Ana Ruiz", email="team@x.org"),
        person("two", "Bo Ek", email="TEAM@x.org"),
        gathering(ON),
    )
    [entry] = planned(book, "Name\tEmail\nAna Ruiz\tteam@x.org\n").entries
    assert (entry.match.who, set(entry.match.likely)) == ("", {"one", "two"})


@pytest.mark.parametrize(
    ("name", "answer"),
    [("iPhone", NO_ONE), ("Conference_Room-2", NO_ONE), ("New Face (Guest)", GUEST), ("kim@x.org", GUEST), ("Kim Lee", GUEST), ("New Face", LEARNER)],
)  # fmt: skip
def test_what_someone_unknown_usually_is(book: Book, name: str, answer: str) -> None:
    fill(book, stakeholder("kim", "Kim Lee", email="kim@x.org"), gathering(ON, learners=3))
    assert [entry.answer for entry in planned(book, f"{name}\n").entries] == [answer]


def test_those_to_be_asked_about_come_first_and_the_short_stays_before_the_known(book: Book) -> None:
    fill(book, Community(shortest_stay=10), person("ana", "Ana"), gathering(ON, topic="Excel"))
    plan = planned(book, "Name\tDuration\nAna\t30m\nZed\t30m\nShort\t9m\nBea\t10m\n")
    assert [entry.participant.name for entry in plan.entries] == ["Bea", "Zed", "Short", "Ana"]
    take(book, plan)
    again = planned(book, "Name\tDuration\nAna\t3m\nZed\t3m\n")
    assert {entry.participant.name: entry.answer for entry in again.entries} == {"Ana": "attended", "Zed": LEARNER}
    assert not again.too_short


def test_what_a_plan_brings_is_counted(book: Book) -> None:
    fill(
        book,
        person("ana", "Ana Ruiz"),
        person("bo", "Bo Ek"),
        person("old", "Old Hand"),
        gathering(ON, topic="Excel", attended=("old",)),
    )
    text = "Ana Ruiz\nBo Ek\nOne Face\nTwo Face\nThree Face (Guest)\n"
    plan = planned(book, text)
    keys = {entry.participant.name: entry.key for entry in plan.entries}
    plan = plan.with_answers({keys["Two Face"]: NEW})
    assert outcome_words(plan) == "2 attendees, 1 learner, 1 guest and 1 new person"
    lines = summary(book, plan, TODAY)
    assert "Recorded before but not in the report: 1 attendee. They are kept." in lines
    assert "Not in the book: 3 people." in lines
    assert not [line for line in lines if "Already" in line or "Left out" in line or "nothing new" in line]
    take(book, plan)
    again = planned(book, text)
    assert outcome_words(again) == ""
    lines = summary(book, again, TODAY)
    assert "To import: nothing new." in lines
    assert "Already recorded: 3 attendees." in lines
    known = {entry.participant.name: answer_words(book, entry) for entry in again.entries}
    assert (known["Ana Ruiz"], known["One Face"]) == ("already recorded", "learner")


def test_a_volunteer_chosen_for_someone_counts_once(book: Book) -> None:
    fill(book, person("ana", "Ana Ruiz"), gathering(ON, topic="Excel"))
    plan = planned(book, "Ana Ruiz\nA. R.\n")
    other = next(entry.key for entry in plan.entries if entry.asked)
    plan = plan.with_answers({other: "ana"})
    assert answer_words(book, next(e for e in plan.entries if e.key == other)) == "attended as Ana Ruiz"
    came = take(book, plan)
    assert (came.attended, came.learners) == (("ana",), None)
    assert [entry.answer for entry in planned(book, "A. R.\n").entries] == ["attended"]
    assert not planned(book, "A. R.\nAna Ruiz\n").anything


def test_who_is_said_not_to_have_been_there_is_asked_about_no_more(book: Book) -> None:
    fill(book, gathering(ON, topic="Excel"))
    plan = planned(book, "One Face\n")
    came = take(book, plan.with_answers({plan.entries[0].key: NO_ONE}))
    assert (came.learners, len(came.counted)) == (None, 1)
    assert not planned(book, "One Face\n").asked


@pytest.mark.parametrize(("day", "other"), [(ON, None), (date(2026, 11, 23), date(2026, 11, 23))])
def test_a_day_that_is_not_the_gatherings_is_named(book: Book, day: date, other: date | None) -> None:
    fill(book, gathering(ON))
    plan = planned(book, f"Name\tJoin time\nAna\t{day} 10:00\n")
    assert plan.other_day == other
    check_day(gathering(TODAY), TODAY)


def test_a_skipped_gathering_that_was_attended_was_held(book: Book) -> None:
    fill(book, person("ana"), gathering(ON, state="skipped", why="rain", host="ana"))
    came = take(book, planned(book, "Ana\n"))
    assert (came.state, came.why, came.host) == ("held", "", "ana")
