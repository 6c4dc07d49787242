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
    carry_out,
    check_day,
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
