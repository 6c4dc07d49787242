"""How training requests stand: told by their days and their session; what waits, what is overdue, and a period's demand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.errors import Invalid
from store.exchange.pitch_formats import as_text
from store.insights.health_check import signs
from store.model.people import Volunteer
from store.model.training_requests import RequestState, TrainingRequest
from store.pitch.compose import write
from store.profiles.person import page as person_page
from store.profiles.stakeholder import page as stakeholder_page
from store.training.training_requests import (
    ANSWER_WITHIN,
    all_requests,
    by_whom,
    check_request,
    coverage_of_demand,
    declined_now,
    delivered,
    demand,
    details,
    from_whom,
    in_brief,
    is_unmet,
    moved_back,
    offered,
    open_requests,
    overdue_by,
    requests_of,
    scheduled,
    stands,
    state_of,
    topics_of,
    unanswered,
    unmet,
    waiting,
    waits_for,
    wanted_topics,
)
from store.training.training_requests import as_text as listed
from store.updates.compose import compose
from tests.support.making import TODAY, ago, day, fill, gathering, held, stakeholder


def wanted(key: str, when: int | date = 5, topic: str = "Excel", **more: Any) -> TrainingRequest:
    """A department's wish for training."""
    return TrainingRequest(id=key, topic=topic, on=day(when), **{"department": "it", **more})


def test_a_request_follows_what_happens_to_its_session(book: Book) -> None:
    request = scheduled(offered(wanted("r"), ago(3)), "s", ago(2))
    states: list[RequestState] = []
    for session in (gathering(1, id="s"), held(1, id="s"), replace(gathering(1, id="s"), state="skipped")):
        fill(book, session, request)
        states.append(state_of(book, request))
    assert states == ["scheduled", "delivered", "offered"]
    with book.change("Delete the session") as change:
        change.remove(book.gatherings["s"])
    assert state_of(book, book.training_requests["r"]) == "offered"


def test_back_goes_the_way_that_led_there(book: Book) -> None:
    fill(book, gathering(-3, id="s"))
    request = scheduled(offered(wanted("r"), ago(3)), "s", ago(2))
    way = []
    while request:
        way.append(state_of(book, request))
        request = moved_back(book, request)  # type: ignore[assignment]
    assert way == ["scheduled", "offered", "new"]
    assert state_of(book, moved_back(book, declined_now(wanted("d"), TODAY, "no room")) or wanted("")) == "new"
    assert state_of(book, moved_back(book, delivered(wanted("e"), TODAY)) or wanted("")) == "new"
    fill(book, held(1, id="h"))
    assert moved_back(book, scheduled(wanted("f"), "h", TODAY)) is None


def test_what_wants_an_answer_and_how_long_it_is_overdue(book: Book) -> None:
    fill(
        book,
        gathering(-9, id="later"),
        wanted("fresh", 2),
        wanted("unanswered", 20),
        wanted("missed", 9, needed_by=ago(4)),
        offered(wanted("offered", 12), ago(10)),
        offered(wanted("no_reply", 40), ago(30)),
        scheduled(wanted("planned", 50), "later", ago(1)),
        delivered(wanted("done", 60, needed_by=ago(50)), ago(1)),
        wanted("ahead", -3),
    )
    assert [(r.id, late) for r, late in waiting(book, TODAY)] == [
        ("no_reply", 16), ("unanswered", 6), ("missed", 4), ("fresh", 0),
    ]  # fmt: skip
    assert overdue_by(book, book.training_requests["done"], TODAY) == 0
    assert [r.id for r in open_requests(book)][:3] == ["planned", "no_reply", "unanswered"]
    assert [r.id for r in all_requests(book)][-1] == "done"


def test_demand_of_a_period(book: Book) -> None:
    fill(
        book,
        held(4, id="s"),
        scheduled(wanted("a", 23), "s", ago(9)),  # 19 days
        delivered(wanted("b", 70), ago(2)),  # 68 days, asked for before
        delivered(wanted("c", 10), ago(10)),  # at once
        delivered(wanted("before", 90), ago(80)),
        wanted("d", 30),
        wanted("too old", 31),
    )
    found = demand(book, ago(30), TODAY)
    assert [r.id for r in found.received] == ["d", "a", "c"]
    assert {r.id for r in found.delivered} == {"a", "b", "c"}
    assert found.wait == 19
    assert demand(book, ago(29), ago(25)).wait is None


def test_demand_without_a_trainer(book: Book, ann: Volunteer) -> None:
    assert ann.topics == ("Excel",)
    fill(
        book,
        wanted("met", topic="an [EXCEL] course"),
        wanted("same", topic=" excel"),
        wanted("within", topic="Excel for lawyers"),
        wanted("gap", topic="Negotiation"),
        declined_now(wanted("refused", topic="Excel"), TODAY, "no room"),
        declined_now(wanted("long ago", 400), ago(399), "no room"),
        delivered(wanted("bought", topic="Negotiation"), TODAY),
    )
    assert not is_unmet(book, book.training_requests["same"], TODAY)
    assert not is_unmet(book, book.training_requests["within"], TODAY)
    assert {r.id for r in unmet(book, TODAY)} >= {"gap", "refused"}
    assert not {r.id for r in unmet(book, TODAY)} & {"same", "within", "long ago", "bought"}


def test_a_request_says_who_wants_it_and_a_declined_one_why() -> None:
    check_request(wanted("r"))
    with pytest.raises(Invalid, match="department or the person"):
        check_request(wanted("r", department=""))
    with pytest.raises(Invalid, match="reason"):
        check_request(declined_now(wanted("r"), TODAY, " "))


def test_the_requests_of_a_department_and_of_a_person(book: Book, ann: Volunteer) -> None:
    fill(
        book, wanted("of_it"), wanted("of_ann", department="", asked_by=ann.id), wanted("of_no_one", department="")
    )
    assert [r.id for r in requests_of(book, department="it")] == ["of_it"]
    assert [r.id for r in requests_of(book, person="ann")] == ["of_ann"]
    assert requests_of(book) == []


def test_what_is_wanted_and_has_no_trainer_is_a_gap(book: Book, ann: Volunteer) -> None:
    assert ann.topics == ("Excel",)
    fill(book, wanted("met", topic="Excel for lawyers"), wanted("gap", topic="Negotiation"))
    found = coverage_of_demand(book, TODAY)
    assert (found.gaps(), found.topics) == (["negotiation"], {"excel": "Excel", "negotiation": "Negotiation"})
    assert {topic: [r.id for r in rs] for topic, rs in wanted_topics(book, TODAY).items()} == {
        "excel": ["met"], "negotiation": ["gap"],
    }  # fmt: skip


def test_a_request_left_unanswered_for_weeks_is_a_sign_of_a_one_off(book: Book, ann: Volunteer) -> None:
    fill(
        book,
        held(3, ann.id),
        gathering(-3),
        wanted("old", 36),
        wanted("fresh", 35),
        offered(wanted("offered", 50), TODAY),
    )
    sign = signs(book, TODAY)[0]
    assert (sign.key, sign.state, [row.key for row in sign.rows][:1]) == ("one-off", "watch", ["old"])
    with book.change("Offer") as change:
        change.put(offered(book.training_requests["old"], TODAY))
    assert signs(book, TODAY)[0].state == "fine"


def test_a_request_is_in_the_next_update_the_pitch_and_on_the_pages_without_typing(
    book: Book, ann: Volunteer
) -> None:
    marta = stakeholder("marta", cadence="monthly", since=ago(40))
    fill(
        book,
        marta,
        held(4, ann.id, id="s"),
        scheduled(wanted("a", 23, asked_by=ann.id), "s", ago(9)),
        wanted("b", 20, "Negotiation", size=7, asked_by="marta"),
    )
    line = "Training requests: 2 received, 1 delivered after 19 days."
    assert line in compose(book, marta, TODAY, since=ago(30)).body
    page = as_text(write(book, TODAY, "one page"))
    assert "1 training request could not be met, for 7 people in all." in page
    titles = [section.title for section in person_page(book, ann, TODAY).now]
    assert "Training requests · 1" in titles
    assert [s.title for s in stakeholder_page(book, marta, TODAY).now][-1] == "Training requests · 1"


def test_what_a_request_waits_for_and_how_it_ended(book: Book, ann: Volunteer) -> None:
    told = {
        "trainer": (wanted("trainer", topic="Rust"), "a trainer"), "answer": (wanted("answer"), "your answer"), "offer": (offered(wanted("offer"), ago(3)), "their reply since Fri 20 Nov"),
        "past": (scheduled(wanted("past"), "past", ago(3)), "a record of the session on Sun 22 Nov"), "host": (scheduled(wanted("host"), "hosted", ago(3)), "the session on Mon 23 Nov"),
        "bare": (scheduled(wanted("bare"), "bare", ago(3)), "a host on Mon 23 Nov"),
        "no": (declined_now(wanted("no"), ago(2), "too far"), "declined 21 Nov: too far"), "plain": (declined_now(wanted("plain"), ago(2), ""), "declined 21 Nov"),
        "done": (delivered(wanted("done"), ago(1)), "delivered 22 Nov, after 4 days"), "early": (delivered(wanted("early"), ago(6)), "delivered 17 Nov, after 0 days"),
        "next": (delivered(wanted("next"), ago(4)), "delivered 19 Nov, after 1 day"),
    }  # fmt: skip
    fill(
        book,
        gathering(1, id="past"),
        gathering(0, id="hosted", host="ann"),
        gathering(0, id="bare"),
        *(one for one, _ in told.values()),
    )
    assert {key: waits_for(book, one, TODAY) for key, (one, _) in told.items()} == {
        key: words for key, (_, words) in told.items()
    }
    assert stands(book, told["answer"][0], TODAY) == "Waiting for your answer."
    assert stands(book, told["done"][0], TODAY) == "Delivered 22 Nov, after 4 days."
    assert in_brief(book, told["offer"][0], TODAY) == "offered, waiting for their reply since Fri 20 Nov"
    assert in_brief(book, told["no"][0], TODAY) == "declined 21 Nov: too far"


@pytest.mark.parametrize(
    ("request_", "days"),
    [
        (wanted("r", ANSWER_WITHIN), 0), (wanted("r", ANSWER_WITHIN + 1), 1), (wanted("r", 90, offered_on=ago(ANSWER_WITHIN)), 0), (wanted("r", 90, offered_on=ago(ANSWER_WITHIN + 2)), 2),
        (wanted("r", 1, needed_by=TODAY), 0), (wanted("r", 1, needed_by=ago(3)), 3), (wanted("r", ANSWER_WITHIN + 5, needed_by=ago(3)), 5), (wanted("r", 90, delivered_on=ago(3)), 0),
        (wanted("r", 90, gathering="s"), 0), (wanted("r", 90, gathering="s", needed_by=ago(2)), 2),
    ],
)  # fmt: skip
def test_how_long_a_request_is_overdue(book: Book, request_: TrainingRequest, days: int) -> None:
    fill(book, gathering(-3, id="s"), request_)
    assert overdue_by(book, request_, TODAY) == days
    late = f"{days} day{'s' if days > 1 else ''} overdue"
    assert (late in stands(book, request_, TODAY)) == (late in listed(book, TODAY)) == bool(days)


@pytest.mark.parametrize(("days", "found"), [(365, True), (366, False), (0, True), (-1, False)])
def test_what_cannot_be_met_is_that_of_a_year(book: Book, days: int, found: bool) -> None:
    fill(book, wanted("r", days, topic="Rust"))
    assert bool(unmet(book, TODAY)) == found


@pytest.mark.parametrize(
    ("topic", "about"),
    [("Excel", ("excel",)), ("excel beyond the basics", ("excel",)), ("Excellence", ()), ("", ()), ("word", ("word for planners",)), ("planners", ("word for planners",))],
)  # fmt: skip
def test_which_topics_a_request_is_about(book: Book, ann: Volunteer, topic: str, about: tuple[str, ...]) -> None:
    fill(book, replace(ann, topics=("Excel", "Word for planners")))
    assert topics_of(book, wanted("r", topic=topic), TODAY) == about


@pytest.mark.parametrize(
    ("more", "said"), [({}, ""), ({"size": 1}, "1 person"), ({"size": 12, "place": "Lab"}, "12 people, Lab"), ({"needed_by": ago(-9)}, "needed by Wed 2 Dec"), ({"size": 0}, "")]
)  # fmt: skip
def test_for_how_many_and_by_when(more: dict[str, Any], said: str) -> None:
    assert details(wanted("r", **more), TODAY) == said


def test_from_whom_a_request_is(book: Book, ann: Volunteer) -> None:
    both, person, none = (
        wanted("b", asked_by="ann"),
        wanted("p", asked_by="ann", department=""),
        wanted("n", department=""),
    )
    assert from_whom(book, both).startswith("IT, ")
    assert [by_whom(book, one) for one in (both, person, none)] == ["IT", ann.name, ""]
    assert (from_whom(book, person), from_whom(book, none)) == (ann.name, "no one named")


def test_the_wait_is_the_median_of_those_delivered(book: Book) -> None:
    fill(
        book,
        *(wanted(f"r{n}", 30, delivered_on=ago(30 - n)) for n in (1, 5, 20)),
        wanted("early", 3, delivered_on=ago(9)),
    )
    assert demand(book, ago(30), TODAY).wait == 3
    assert demand(book, ago(10), ago(10)).wait == 20
    assert demand(book, ago(9), TODAY).wait == 0
    assert demand(book, ago(8), TODAY).wait is None
    assert len(demand(book, ago(3), ago(3)).received) == 1


@pytest.mark.parametrize(("days", "found"), [(9, True), (8, False)])
def test_what_waits_for_more_than_so_many_days(book: Book, days: int, found: bool) -> None:
    fill(book, wanted("r", days), offered(wanted("o", 90), ago(80)))
    assert bool(unanswered(book, TODAY, 8)) == found


def test_requests_as_lines(book: Book, ann: Volunteer) -> None:
    assert listed(book, TODAY) == "No training requests yet.\n"
    fill(book, wanted("r", size=3), declined_now(wanted("d"), TODAY, "far"))
    assert listed(book, TODAY).splitlines() == [
        "Open: 1 training request", "- Wed 18 Nov Excel (IT, 3 people): new, waiting for your answer", "Closed: 1 training request", "- Wed 18 Nov Excel (IT): declined 23 Nov: far",
    ]  # fmt: skip
