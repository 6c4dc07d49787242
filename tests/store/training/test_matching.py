"""Matching: who could train what is requested, in which order and why; who is left out; who is nearest where no one can."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from store.book.book import Book
from store.core.record import Record
from store.model.people import Absence, Ask, Checklist
from store.model.training_requests import TrainingRequest
from store.training import trainer_pool
from store.training.matching import TrainerCandidate, candidates, nearest_ready, suggested_day
from store.training.readiness import what
from tests.support.making import TODAY, ago, department, fill, gathering, held, led, member, members, ritual, step

JANUARY = date(2027, 1, 31)
SESSION = date(2027, 1, 4)
"""The day suggested for what is needed by the end of January: the first working day in it but the holiday."""


def wanted(topic: str = "Excel", **more: Any) -> TrainingRequest:
    return TrainingRequest(topic=topic, on=TODAY, **{"needed_by": JANUARY, **more})


def closed() -> Record:
    return Absence(since=date(2026, 12, 24), until=date(2027, 1, 1))


def names(found: list[TrainerCandidate]) -> list[str]:
    return [one.volunteer.id for one in found]


def kinds(one: TrainerCandidate) -> list[str]:
    return [reason.kind for reason in one.reasons]


def test_the_order_is_readiness_then_free_then_load_then_department_then_delivery_then_name(book: Book) -> None:
    everyone = ("cert", "busy", "loaded", "legal", "online", "abe", "zoe", "old", "knows")
    more: dict[str, dict[str, Any]] = {"legal": {"department": "law"}, "online": {"delivery": ("webinar",)}}
    fill(
        book,
        department("law", "Legal"),
        closed(),
        *(r for key in everyone for r in member(key, topics=("excel",), **more.get(key, {}))),
        *member("other", topics=("Word",)),
        step("certified", who="cert"),
        *(led(100, who, topic="Excel") for who in ("busy", "loaded", "legal", "online", "abe", "zoe")),
        step("co_delivered", who="old", when=200),
        led(5, "old", topic="Word"),
        led(8, "loaded", topic="Word"),
        Ask(who="loaded", what="Host", on=ago(3)),
        Ask(who="zoe", what="Host", on=ago(3), outcome="declined"),
        gathering(SESSION, host="busy"),
    )
    request = wanted(department="law", delivery="a webinar, please")
    assert suggested_day(book, request, TODAY) == SESSION
    found = candidates(book, request, TODAY)
    assert names(found) == ["cert", "legal", "online", "abe", "zoe", "old", "loaded", "busy", "knows"]
    assert kinds(found[0]) == ["certified", "load"]
    by_name = {one.volunteer.id: one for one in found}
    assert kinds(by_name["legal"]) == ["delivered", "load", "department"]
    assert kinds(by_name["online"]) == ["delivered", "load", "delivery"]
    assert kinds(by_name["busy"]) == ["delivered", "hosting", "load"]
    assert [len(reason.records) for reason in by_name["loaded"].reasons] == [1, 2]
    assert all(reason.words for one in found for reason in one.reasons)


def test_ties_are_settled_the_same_however_the_book_was_filled(book: Book, scratch: Book) -> None:
    people = {key: member(key, topics=("Excel",)) for key in ("bo", "ann", "cy")}
    fill(book, *(record for key in people for record in people[key]))
    for order in (("cy", "bo", "ann"), ("ann", "cy", "bo")):
        records = [record for key in order for record in people[key]]
        for table in (scratch.volunteers, scratch.moves):
            table.take({r.id: r for r in records if isinstance(r, table.kind)})
        assert names(candidates(scratch, wanted(), TODAY)) == names(candidates(book, wanted(), TODAY))
    assert names(candidates(book, wanted(), TODAY)) == ["ann", "bo", "cy"]


def test_who_is_away_leaving_to_be_asked_later_or_without_consent_is_never_offered(book: Book) -> None:
    fill(
        book,
        *members("away", "back", "leaver", "later", "here", topics=("Excel",)),
        *member("new", "interested", topics=("Excel",)),
        Absence(volunteer="away", since=TODAY, until=SESSION),
        Absence(volunteer="back", since=TODAY, until=ago(-5)),
        Checklist(volunteer="leaver", kind="offboarding", on=TODAY, last_day=ago(-90)),
        *member("later", topics=("Excel",), quiet_until=JANUARY),
    )
    assert names(candidates(book, wanted(), TODAY, SESSION)) == ["back", "here"]
    fill(book, step("certified", who="away"))
    assert suggested_day(book, wanted(), TODAY) == date(2027, 1, 5)  # when the one who is certified is back
    assert names(candidates(book, wanted(), TODAY))[0] == "away"


def test_a_request_names_its_topic_in_its_own_words(book: Book) -> None:
    fill(
        book,
        *member("ann", topics=("Excel",)),
        *member("bo", topics=("Excel for planners",)),
        *member("cy", topics=("Word",)),
        *member("dee"),
        held(30, "ann", host="dee", topic="Feedback basics"),
        held(40, "ann", host="dee", name="Feedback basics, again"),
    )
    assert names(candidates(book, wanted("excel"), TODAY)) == ["ann", "bo"]
    assert names(candidates(book, wanted("A day of Excel for planners, or Word?"), TODAY)) == ["bo", "cy"]
    assert names(candidates(book, wanted("feedback  Basics"), TODAY)) == ["dee"]
    assert not candidates(book, wanted("Excellence"), TODAY)


def test_a_certificate_counts_only_where_it_holds_on_the_day(book: Book) -> None:
    fill(book, *members("ann", "bo"), step("certified", until=ago(-20)), step("certified", who="bo", until=JANUARY))
    assert [(one.volunteer.id, one.rank) for one in candidates(book, wanted(), TODAY)] == [
        ("bo", "certified"),
        ("ann", "delivered"),
    ]


def test_the_day_suggested_leaves_two_weeks_where_there_are_two(book: Book) -> None:
    assert suggested_day(book, wanted(needed_by=None), TODAY) == date(2026, 12, 7)
    assert suggested_day(book, wanted(needed_by=ago(1)), TODAY) == date(2026, 12, 7)
    assert suggested_day(book, wanted(needed_by=ago(-5)), TODAY) == date(2026, 11, 24)
    assert suggested_day(book, wanted(needed_by=TODAY), TODAY) > TODAY


def test_without_a_trainer_the_nearest_is_who_went_furthest_then_who_trains_most_else(book: Book) -> None:
    fill(
        book,
        *members("ann", "bo", "cy"),
        *member("dee", topics=("Excel",)),
        step("certified", topic="Word"),
        step("certified", topic="Outlook"),
        step("certified", who="bo", topic="Word"),
    )
    assert [one.volunteer.id for one in nearest_ready(book, wanted("Rust"), TODAY)] == ["ann", "bo"]
    fill(book, step("observed", who="cy"), step("taught_back", who="bo"))
    assert [one.volunteer.id for one in nearest_ready(book, wanted(), TODAY)] == ["bo", "cy", "dee"]


def test_everything_that_requests_share_is_worked_out_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book, *members("ann", "bo", topics=("Excel",)))
    looked: list[date] = []
    monkeypatch.setattr(trainer_pool, "what", lambda book, on: (looked.append(on), what(book, on))[1])
    for _ in range(20):
        candidates(book, wanted(), TODAY)
    assert looked == [TODAY]
    fill(book, *member("cy", topics=("Excel",)))
    assert "cy" in names(candidates(book, wanted(), TODAY))


def said(found: list[TrainerCandidate], who: str, kind: str) -> str:
    [one] = [one for one in found if one.volunteer.id == who]
    return next(reason.words for reason in one.reasons if reason.kind == kind)


@pytest.mark.parametrize(
    ("wants", "offers", "common"),
    [("a webinar, please", ("classroom", "Webinar"), "Webinar"), ("", ("webinar",), ""), ("classroom", ("webinar",), ""), ("webinar", ("", "webinar"), "webinar"), ("webinar", (), "")],
)  # fmt: skip
def test_the_form_of_delivery_that_both_name(book: Book, wants: str, offers: tuple[str, ...], common: str) -> None:
    fill(book, *member("ann", topics=("Excel",), delivery=offers))
    [one] = candidates(book, wanted(delivery=wants), TODAY)
    assert [reason.words for reason in one.reasons if reason.kind == "delivery"] == [common] * bool(common)


def test_what_is_said_of_how_ready_someone_is(book: Book) -> None:
    fill(
        book, *members("ever", "until", "ended", "seen", "held", "step"), *member("offers", topics=("Excel",)), *member("long", topics=("Excel for planners",)),
        step("certified", who="ever"), step("certified", who="until", until=JANUARY), step("certified", who="ended", until=ago(-9)),
        step("delivered_observed", who="seen"), step("observed", who="step"), held(90, host="held", topic="Excel"),
    )  # fmt: skip
    found = candidates(book, wanted(), TODAY)
    assert said(found, "ever", "certified") == "certified"
    assert said(found, "until", "certified").startswith("certified until ")
    assert said(found, "ended", "delivered") == "certificate ends before that day"
    assert said(found, "seen", "delivered") == "delivered under observation"
    assert said(found, "held", "delivered") == "delivered 1 session"
    assert said(found, "step", "knows") == "observed"
    assert said(found, "offers", "knows") == "knows the topic"
    assert said(found, "long", "knows") == "knows the topic: Excel for planners"


@pytest.mark.parametrize(
    ("days", "load"), [(60, "1 led or hosted"), (61, "nothing led or hosted"), (-1, "nothing led or hosted")]
)
def test_load_is_what_was_done_in_sixty_days(book: Book, days: int, load: str) -> None:
    fill(book, *member("ann", topics=("Excel",)), led(days, topic="Word"))
    assert said(candidates(book, wanted(), TODAY), "ann", "load") == f"{load} in 60 days"


@pytest.mark.parametrize(
    ("more", "load"),
    [
        ([Ask(who="ann", what="x", on=ago(60))], "1 request"), ([Ask(who="ann", what="x", on=ago(61))], "nothing led or hosted"),
        ([Ask(who="ann", what="x", on=TODAY, outcome="accepted"), Ask(who="ann", what="x", on=TODAY)], "2 requests"), ([Ask(who="ann", what="x", on=TODAY, outcome="declined")], "nothing"),
        ([led(3, "bo", together=("ann",))], "1 led or hosted"), ([led(3, kind="shared_material")], "nothing"),
        ([held(3, id="g", host="ann"), led(3, gathering="g")], "1 led or hosted"), ([held(3, id="g", host="bo"), led(3, gathering="g")], "1 led or hosted"),
        ([held(3, host="bo", cohosts=("ann",))], "1 led or hosted"), ([gathering(3, host="ann", id="g"), led(3, gathering="g")], "1 led or hosted"),
    ],
)  # fmt: skip
def test_what_counts_as_load(book: Book, more: list[Record], load: str) -> None:
    fill(book, *member("ann", topics=("Excel",)), *more)
    assert said(candidates(book, wanted(), TODAY), "ann", "load").startswith(load)


@pytest.mark.parametrize(
    ("taught", "rank"),
    [
        (led(0, topic="Excel"), "delivered"), (led(-1, topic="Excel"), "knows"), (led(9, topic="Word"), "knows"), (led(9, topic="Excel", kind="shared_material"), "knows"),
        (led(9, "bo", topic="Excel", together=("ann",)), "delivered"), (held(0, host="ann", topic="Excel"), "delivered"), (held(9, host="bo", topic="Excel"), "knows"),
        (gathering(9, host="ann", topic="Excel"), "knows"), (step("co_delivered", when=0), "delivered"), (step("co_delivered", when=-1), "knows"), (step("taught_back"), "knows"),
        (step("certified", until=SESSION), "certified"), (step("certified", until=date(2027, 1, 3)), "delivered"), (step("certified"), "certified"),
    ],
)  # fmt: skip
def test_how_well_someone_knows_a_topic(book: Book, taught: Record, rank: str) -> None:
    fill(book, *member("ann", topics=("Excel",)), *member("bo"), taught)
    assert [one.rank for one in candidates(book, wanted(), TODAY, SESSION) if one.volunteer.id == "ann"] == [rank]


def test_a_training_session_is_about_the_topic_its_name_names(book: Book) -> None:
    fill(
        book, *members("ann", "bo"), *member("cy", topics=("Excel", "Excel for planners")), ritual("tt", "Train", kind="training_session"), ritual("ama", "AMA"),
        held(9, name="Excel for planners, once more", ritual="tt", host="ann"), held(9, name="Excel for planners", ritual="ama", host="bo"),
    )  # fmt: skip
    assert {one.volunteer.id: one.rank for one in candidates(book, wanted("Excel for planners"), TODAY)} == {
        "ann": "delivered",
        "cy": "knows",
    }


@pytest.mark.parametrize(
    ("needed", "day"),
    [
        (14, date(2026, 12, 7)), (13, date(2026, 11, 24)), (15, date(2026, 12, 7)), (44, date(2026, 12, 7)), (45, date(2026, 12, 8)), (1, date(2026, 11, 24)), (None, date(2026, 12, 7)),
    ],
)  # fmt: skip
def test_the_first_day_that_is_suggested(book: Book, needed: int | None, day: date) -> None:
    assert suggested_day(book, wanted(needed_by=needed and ago(-needed)), TODAY) == day


def test_a_weekend_is_suggested_only_where_there_is_no_other_day(book: Book) -> None:
    friday = date(2026, 11, 27)
    assert suggested_day(book, wanted(needed_by=date(2026, 11, 29)), friday) == date(2026, 11, 29)
    assert suggested_day(book, wanted(needed_by=date(2026, 11, 30)), friday) == date(2026, 11, 30)


def test_no_more_than_three_are_nearest_and_the_less_busy_of_equals_first(book: Book) -> None:
    fill(
        book,
        *(r for key in ("abe", "bo", "cy", "di") for r in member(key, topics=("Excel",))),
        led(3, "abe", topic="Word"),
    )
    found = nearest_ready(book, wanted(), TODAY)
    assert [(one.volunteer.id, one.words) for one in found] == [
        (key, "knows the topic, no step recorded") for key in ("bo", "cy", "di")
    ]
    assert [one.volunteer.id for one in nearest_ready(book, wanted(), TODAY, most=4)][-1] == "abe"
    fill(
        book,
        step("certified", who="bo"),
        step("certified", who="cy", topic="Word"),
        step("certified", who="cy", topic="Outlook"),
    )
    assert "bo" not in [one.volunteer.id for one in nearest_ready(book, wanted(), TODAY)]
    assert [one.words for one in nearest_ready(book, wanted("Rust"), TODAY)] == [
        "certified for 2 other topics",
        "certified for 1 other topic",
    ]
