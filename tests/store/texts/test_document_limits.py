"""Notes, feedback and documents at their limits: one and many, few cases and enough of them, what is left out."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from store.texts import (
    channels,
    feedback,
    gathering,
    host_reminder,
    manager_note,
    milestones,
    pitch,
    round_up,
    thank_you,
)
from store.texts.documents import certificate, hub, printed_page, year
from tests.store.texts.test_limits import DAY, LATER, told

# -- feedback --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mean", "said"), [("4.44", "4.4"), ("4.45", "4.5"), ("5", "5.0"), ("1", "1.0")])
def test_a_mean_rating_has_one_decimal(mean: str, said: str) -> None:
    assert feedback.rating(Decimal(mean)) == f"{said} out of 5"


def test_feedback_says_as_much_as_is_known() -> None:
    assert (feedback.share(8, 9), feedback.share(8, 10)) == ("8 of 9", "8 of 10 (80%)")
    assert feedback.reaction(None, None, None) == ""
    assert feedback.reaction(12, None, 0) == "feedback from 12 people; 0 would recommend it"
    assert feedback.reaction(1, Decimal(4), None) == "rated 4.0 out of 5 by 1 person"
    assert feedback.reaction(0, Decimal(4), None) == "rated 4.0 out of 5"
    assert feedback.learning(None, None) == ""
    assert feedback.learning(3, None) == "3 people tested"
    assert feedback.learning(0, 2) == "2 people passed the test"
    assert feedback.learning(3, 0) == "0 of 3 people passed the test"


@pytest.mark.parametrize(
    ("answers", "mean", "recommend", "test", "parts"),
    [
        (0, None, (0, 0), (0, 0), ()), (0, Decimal(4), (0, 0), (0, 0), ("rated 6 sessions 4.0 out of 5 on average.",)),
        (3, Decimal(4), (0, 0), (0, 0), ("on average, from 3 answers.",)), (1, None, (0, 0), (0, 0), ("gave 1 answer on 6 sessions.",)),
        (0, None, (2, 2), (0, 0), ("All 2 people asked would recommend them.",)), (0, None, (1, 1), (0, 0), ("1 of 1 would recommend them.",)),
        (0, None, (0, 2), (9, 10), ("0 of 2 would recommend", "9 of 10 (90%) passed")),
    ],
)  # fmt: skip
def test_the_feedback_of_a_period(
    answers: int, mean: Decimal | None, recommend: tuple[int, int], test: tuple[int, int], parts: tuple[str, ...]
) -> None:
    said = feedback.period("6 sessions", answers, mean, recommend=recommend, test=test)
    told(said, *parts)
    assert bool(said) == bool(parts)
    told(feedback.period("it", 0, None, recommend=(2, 2), test=(0, 0), one=True), "recommend it.")


# -- gatherings, notes and thank-yous --------------------------------------------------------------


def test_a_gathering_in_a_letter() -> None:
    it = gathering.Details("Coffee", DAY, DAY)
    assert gathering.facts(it).count("\n") == 0
    full = gathering.Details("Coffee", DAY, DAY, "14:00", "Lab", ("Ann", "Bo"), "Excel", "New friends")
    told(gathering.facts(full), "14:00", "Where: Lab", "Hosts: Ann and Bo", "Topic: Excel")
    told(gathering.facts(gathering.Details("Coffee", DAY, DAY, hosts=("Ann",))), "Host: Ann")
    told(gathering.invitation(it, "")[1], "Please join us for ‘Coffee’")
    told(gathering.invitation(full, "Pat")[1], "What you gain", "Pat", without=("Please join us",))
    told(gathering.cancelled(it, "", "", "")[1], "is cancelled.")
    told(gathering.cancelled(gathering.Details("Coffee", DAY, LATER), "rain", "", "")[1], "was cancelled: rain.")
    assert (gathering.time_of_day("14:00", ""), gathering.time_of_day("14:00", "15:00")) == ("14:00", "14:00–15:00")
    said = gathering.follow_up(it, notes="", decisions=(), quote="", links=(), coming="", signature="")[1]
    told(said, "Thank you to everyone", without=("agreed", "Discussion", "Links", "hosting"))
    said = gathering.follow_up(
        it, notes="N", decisions=("D", "E"), quote="Q", links=("L",), coming="C", signature=""
    )[1]
    told(said, "Discussion\nN", "agreed\n- D\n- E", "“Q”", "Links\n- L", "\nC\n")


def test_a_note_to_a_manager_tells_what_there_was() -> None:
    def said(people: int = 1, **more: object) -> str:
        given = {
            "sessions": 0,
            "attendances": 0,
            "hosted": 0,
            "other": 0,
            "minutes": 0,
            "thanks": "",
            "signature": "",
            **more,
        }
        names = [f"P{n}" for n in range(people)]
        return manager_note.note("Eva", names, "Circle", since=DAY, until=LATER, **given)  # type: ignore[arg-type]

    told(said(), "P0 helped", without=("session", "hosted", "other", "time\n", "“"))
    told(said(6), "P4 and P5", without=("more",))
    told(said(7), "P5 and 1 more")
    told(said(sessions=1), "- 1 session led\n", without=("attendance",))
    told(said(sessions=2, attendances=1), "- 2 sessions led, with 1 learner attendance")
    told(said(attendances=9), without=("attendance",))
    told(said(hosted=1, other=2, minutes=90), "1 gathering hosted", "2 other contributions", "1 h 30")
    told(said(thanks="Well done", signature="Pat"), "“Well done”", "\nPat")


def test_reminders_thank_yous_and_milestones() -> None:
    bare = host_reminder.host_reminder("Ann", "Coffee", DAY, at=None, place="", to_bring=(), signature="")
    told(bare, "3 Nov 2026\n", without=("Where", "bring", "Best wishes,"))
    full = host_reminder.host_reminder(
        "Ann", "Coffee", DAY, at=time(9), place="Lab", to_bring=("a", "b"), signature="Pat"
    )
    told(full, ", 09:00", "Where: Lab", "To bring: a and b", "Best wishes,\nPat")
    assert thank_you.subject(["A", "B", "C"]) == "Thank you, A, B and C"
    assert thank_you.subject(["A", "B", "C", "D"]) == "Thank you, A, B, C and 1 more"
    assert milestones.years(1) == "1 year since the first gathering"
    told(milestones.attendances(1000), "1000th")
    told(milestones.half_the_departments(4, 8), "4 of 8")


@pytest.mark.parametrize(
    ("came", "seats", "rate", "large"),
    [(0, 0, "–", ""), (2, 4, "2 of 4", "2 of 4"), (2, 5, "40% (2 of 5)", "40%"), (3, 9, "33% (3 of 9)", "33%"), (4, 10, "40%", "40%")],
)  # fmt: skip
def test_a_rate_of_few_cases_has_its_count(came: int, seats: int, rate: str, large: str) -> None:
    assert year.rate(came, seats) == rate
    if seats:
        assert printed_page.attendance(came, seats)[0] == large
        told(round_up.met(2, came, seats), f"Two gatherings held; members’ attendance: {large}.")
    else:
        told(round_up.met(1, came, seats), "One gathering held.")


# -- documents -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sessions", "learners", "leaders", "parts"),
    [
        (0, 0, 0, ("No sessions",)), (1, 0, 0, ("One session was led.",)), (2, 3, 0, ("Two sessions were led, with 3 learner attendances",)),
        (2, 0, 1, ("One member led 2 sessions.",)), (2, 1, 2, ("Two members led 2 sessions, with 1 learner attendance in all.",)),
    ],
)  # fmt: skip
def test_what_a_year_opens_with(sessions: int, learners: int, leaders: int, parts: tuple[str, ...]) -> None:
    told(year.opening(sessions=sessions, learners=learners, leaders=leaders), *parts)


def test_a_year_against_the_one_before() -> None:
    told(year.compared(9, 9, "Sessions"), "unchanged at 9")
    told(year.compared(9, 12, "Sessions"), "9, against 12", "(−3)")
    told(year.compared(1200, 2, "Sessions"), "(+1,198)")
    assert year.moved(1, 0, 2) == ["Became members: 1 person", "Left: 2 people"]
    assert (year.before(DAY, complete=True), "To" in year.before(DAY, complete=False)) == ("2026", True)
    assert year.costs("€5", 0, "€0", hours=False) == "Costs: €5."
    told(year.costs("€5", 1, "€9", hours=False), "€9", "€5")


def test_the_hub_tells_times_where_they_are_known() -> None:
    assert hub.when(DAY, None, 30).endswith("2026") == hub.when(DAY, None, None).endswith("2026")
    told(hub.when(DAY, time(9), None), ", 09:00", without=("minutes",))
    told(hub.when(DAY, time(9), 30), ", 09:00, 30 minutes")
    assert hub.repeats("every day", None, 30) == "every day"
    told(hub.repeats("every day", time(9), 30), "every day, 09:00, 30 minutes")
    assert hub.repeats("every day", time(9), None) == "every day, 09:00"
    assert (hub.open_roles(["A"]), hub.open_roles(["A", "B"])) == (
        "One role is open: A.",
        "2 roles are open: A and B.",
    )
    assert hub.month(date(2026, 1, 9)) == "January 2026"
    told(hub.zone("America/New_York"), "in New York.")
    assert certificate.title("Circle", None) == "Certificates, Circle"


@pytest.mark.parametrize(
    ("sessions", "attendances", "large", "small"),
    [(1, 0, "1", "session led"), (2, 0, "2", "sessions led"), (1, 1, "1", "learner attendance at 1 session"), (2, 9, "9", "learner attendances at 2 sessions")],
)  # fmt: skip
def test_what_was_taught_in_a_large_figure(sessions: int, attendances: int, large: str, small: str) -> None:
    assert printed_page.taught(sessions, attendances) == (large, small)


# -- chat and pitch --------------------------------------------------------------------------------


def test_a_chat_message_and_its_length() -> None:
    assert channels.length(9, 9, too_long=False) == "9 of 9 words"
    told(channels.length(10, 9, too_long=True), "too long")
    told(channels.single_trainer_topics(1), "One topic rests")
    told(channels.single_trainer_topics(2), "Two topics rest")


def test_a_pitch_says_what_there_is() -> None:
    told(pitch.unmet(sized=True), "{people}")
    told(pitch.unmet(sized=False), without=("{people}",))
    assert pitch.evidence("Well.", sourced=False) == "{evidence}"
    assert pitch.evidence("Well", sourced=False) == "{evidence}."
    told(pitch.evidence("Well", sourced=True), "({source})")
    assert pitch.bucket("Rooms", amount=False, words=True) == "Rooms: nothing ({words})."
    assert pitch.bucket("Rooms", amount=True, words=False) == "Rooms: {amount}."
    told(pitch.replaced_in_short(2, held=True), "have replaced")
    told(pitch.replaced_in_short(1, held=False), "will replace")
    assert (pitch.kpi_target("8", "May"), pitch.kpi_target("8", "")) == ("8 by May", "8")


def test_a_round_up_counts_and_names() -> None:
    told(round_up.made(1, 0), "One session led", without=("attendance",))
    told(round_up.made(2, 1), "Two sessions led", "1 learner attendance.")
    told(round_up.coming("Fri", "Coffee", ""), "Fri: Coffee.", without=("–",))
    told(round_up.coming("Fri", "Coffee", "friends"), "Coffee – friends.")
    assert round_up.title("Circle", date(2026, 1, 5)).endswith("our January")
