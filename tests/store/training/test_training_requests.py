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
    all_requests,
    check_request,
    coverage_of_demand,
    declined_now,
    delivered,
    demand,
    is_unmet,
    moved_back,
    offered,
    open_requests,
    overdue_by,
    requests_of,
    scheduled,
    state_of,
    unmet,
    waiting,
    wanted_topics,
)
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
    with pytest.raises(Invalid, match="why"):
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
