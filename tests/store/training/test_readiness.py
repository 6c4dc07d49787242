"""Readiness: steps towards teaching alone, who covers what, what hangs on one, and what wants doing."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from store.book.book import Book
from store.core.record import ORGANISER
from store.model.calendar import Gathering, Ritual
from store.model.people import Volunteer
from store.model.training import Level, Teaching
from store.training.readiness import (
    LEVELS,
    SKILLS,
    certifiable,
    early,
    how,
    in_words,
    next_grade,
    next_level,
    notes_of,
    topic_of,
    topics,
    what,
)
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill, gathering, held, move, person, step


def level(book: Book, on: date = TODAY, topic: str = "excel") -> str:
    ready = what(book, on).get("ann", {}).get(topic)
    return ready.level if ready else ""


# -- the what and the how ----------------------------------------------------------------------


def test_the_highest_step_counts_whenever_it_was(book: Book, ann: Volunteer) -> None:
    fill(book, step("co_delivered", 5), step("delivered_observed", 40), step("observed", 2))
    assert level(book) == "delivered_observed"
    assert not what(book, TODAY)["ann"]["excel"].alone


def test_a_topic_is_the_same_however_it_is_written(book: Book, ann: Volunteer) -> None:
    fill(book, step("observed", topic="EXCEL "), step("certified", 5, topic="Éxcel"))
    assert level(book) == "certified"
    assert [*topics(book)] == ["excel"]


def test_a_step_of_tomorrow_does_not_count_today(book: Book, ann: Volunteer) -> None:
    fill(book, step("certified", -1))
    assert level(book) == ""
    assert level(book, ago(-1)) == "certified"


def test_a_certificate_counts_to_its_last_day(book: Book, ann: Volunteer) -> None:
    fill(book, step("co_delivered", 50), step("certified", 40, until=TODAY))
    assert level(book) == "certified"
    assert what(book, TODAY)["ann"]["excel"].until == TODAY
    assert level(book, ago(-1)) == "co_delivered"
    assert what(book, ago(-1))["ann"]["excel"].lapsed == TODAY


def test_an_ended_certificate_alone_leaves_what_was_learnt(book: Book, ann: Volunteer) -> None:
    fill(book, step("certified", 40, until=ago(1)))
    assert level(book) == "delivered_observed"


def test_a_new_certificate_takes_the_place_of_an_ended_one(book: Book, ann: Volunteer) -> None:
    fill(book, step("certified", 400, until=ago(35)), step("certified", 3))
    ready = what(book, TODAY)["ann"]["excel"]
    assert (ready.alone, ready.until, ready.lapsed) == (True, None, None)


def test_the_last_word_on_each_skill_counts(book: Book, ann: Volunteer) -> None:
    fill(
        book,
        Teaching(volunteer="ann", skill="explaining", grade="developing", on=ago(30)),
        Teaching(volunteer="ann", skill="explaining", grade="expert", on=ago(3)),
        Teaching(volunteer="ann", skill="setting_aims", grade="proficient", on=ago(90)),
        Teaching(volunteer="bo", skill="learning_theory", grade="proficient", on=ago(90)),
    )
    found = how(book, "ann", TODAY)
    assert [(skill, word.grade) for skill, word in found.items()] == [
        ("setting_aims", "proficient"),
        ("explaining", "expert"),
    ]


def test_what_a_form_begins_with() -> None:
    assert [next_level(known) for known in (None, *LEVELS)] == [*LEVELS, "certified"]
    assert [next_grade(known) for known in (None, "developing", "proficient", "expert")] == [
        "developing",
        "proficient",
        "expert",
        "expert",
    ]
    assert len(SKILLS) == 8


# -- who leads alone before being ready --------------------------------------------------------


def ahead(**more: Any) -> Gathering:
    return Gathering(**{"id": "g", "name": "A session", "on": ago(-7), "host": "ann", "topic": "excel", **more})


@pytest.mark.parametrize(
    ("more", "warned"),
    [
        ({}, True),
        ({"topic": ""}, False),  # about nothing that is known
        ({"topic": "Never heard of"}, True),
        ({"cohosts": ("bo",)}, False),  # not alone
        ({"cohosts": ("ann",)}, True),  # with herself only
        ({"host": ORGANISER}, False),
        ({"host": ""}, False),
        ({"state": "skipped"}, False),
        ({"on": ago(1)}, False),  # over
        ({"on": ago(-200)}, False),  # far away
    ],
    ids=str,
)
def test_leading_alone_before_being_ready(book: Book, ann: Volunteer, more: dict[str, Any], warned: bool) -> None:
    fill(book, person("bo"), step("co_delivered"), ahead(**more))
    assert bool(early(book, TODAY)) == warned


def test_a_certificate_must_hold_on_the_day(book: Book, ann: Volunteer) -> None:
    fill(book, step("certified", until=ago(-7)), ahead())
    assert early(book, TODAY) == []
    fill(book, ahead(on=ago(-8)))
    (one,) = early(book, TODAY)
    assert in_words(one).startswith("leads ‘Excel’ alone: delivered under observation so far, not certified.")


def test_a_ritual_that_is_a_training_session_is_read_by_its_name(book: Book, ann: Volunteer) -> None:
    lab = Ritual(id="lab", name="Excel for planners", kind="training_session", start=ago(-7), hosts=("ann",))
    fill(book, lab)
    (one,) = early(book, TODAY)
    assert (one.gathering.name, one.topic, one.ready) == ("Excel for planners", "Excel", None)
    assert "no step recorded so far" in in_words(one)


@pytest.mark.parametrize(
    ("kind", "name", "topic"),
    [
        ("training_session", "Excel for planners", "excel for planners"),
        ("training_session", "Practise: ‘EXCEL’!", "excel"),
        ("training_session", "Excellence", ""),
        ("social", "Excel", ""),
    ],
)
def test_what_a_gathering_teaches(book: Book, kind: Any, name: str, topic: str) -> None:
    fill(book, Volunteer(name="Bo", topics=("Excel", "Excel for planners")))
    fill(book, Ritual(id="r", name=name, kind=kind, start=TODAY))
    assert topic_of(book, gathering(TODAY, name, ritual="r")) == topic


# -- certifying --------------------------------------------------------------------------------


def test_twice_co_delivered_and_once_observed_is_far_enough(book: Book, ann: Volunteer) -> None:
    fill(book, step("co_delivered", 30), step("delivered_observed", 3))
    assert [*certifiable(book, TODAY)] == []
    fill(book, step("co_delivered", 20))
    (found,) = certifiable(book, TODAY)
    assert found.reason == "Excel: co-delivered twice, delivered under observation"
    fill(book, step("certified", 0))
    assert [*certifiable(book, TODAY)] == []


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (-31, ""),
        (-30, "certificate for Excel expires in 30 days"),
        (-1, "certificate for Excel expires tomorrow"),
        (0, "certificate for Excel expires today"),
        (1, "certificate for Excel has expired"),
    ],
)
def test_a_certificate_that_ends_soon(book: Book, ann: Volunteer, ends: int, words: str) -> None:
    fill(book, step("certified", 300, until=ago(ends)))
    assert [one.reason for one in certifiable(book, TODAY)] == ([words] if words else [])


def test_who_left_is_not_certified(book: Book, ann: Volunteer) -> None:
    fill(book, step("certified", 300, until=TODAY), move("ann", "alumni", 2, step=1))
    assert [*certifiable(book, TODAY)] == []


def test_the_week_asks_and_is_content_once_it_is_done(book: Book, ann: Volunteer) -> None:
    fill(book, step("certified", 300, until=ago(-5)))
    (act,) = [act for act in plan(book, TODAY).acts if act.verb == "Certify"]
    assert (act.subject, act.name, act.press) == ("ann", "[/x] Ann [Ops]", "list.open")
    assert act.reason == "certificate for Excel expires in 5 days"
    fill(book, step("certified", 0, until=ago(-365)))
    assert not [act for act in plan(book, TODAY).acts if act.verb == "Certify"]


# -- the page ----------------------------------------------------------------------------------


def test_the_page_tells_all_of_it(book: Book, ann: Volunteer) -> None:
    lab = held(10, name="Lab", id="lab", at=time(9))
    seen = step("co_delivered", 10, gathering="lab", observer=ORGANISER)
    fill(book, lab, seen, step("certified", -3, topic="Knots"), ahead(topic="", name="x"))
    fill(book, step("certified", 4, topic="Maps", until=ago(1)), ahead())
    fill(book, Teaching(id="t", volunteer="ann", skill="explaining", grade="expert", on=ago(3), note="[b]"))
    lines = [(note.what, note.more, note.warn) for note in notes_of(book, ann, TODAY)]
    assert lines == [
        ("! A session", "leads ‘Excel’ alone: co-delivered so far, not certified. Consider a co-host.", True),
        ("Excel: co-delivered", "at Lab, 13 Nov; observed by you", False),
        ("Maps: certified", "expired Sun 22 Nov", False),
        ("Knots: certified", "", False),
        ("explaining: expert", "[b]", False),
    ]


def test_a_topic_without_a_step_says_so(book: Book, ann: Volunteer) -> None:
    assert [note.what for note in notes_of(book, ann, TODAY)] == ["Excel: no step recorded yet"]


def test_deleting_somebody_takes_their_steps_and_keeps_what_they_saw(book: Book, ann: Volunteer) -> None:
    fill(book, person("bo"), step("observed", who="bo", observer="ann", id="s"), step("observed"))
    with book.change("Delete") as change:
        change.remove(ann)
    assert [(entry.id, entry.observer) for entry in book.readiness.values()] == [("s", "")]


@pytest.mark.parametrize(
    ("taken", "ready"),
    [
        (("co_delivered", "co_delivered", "delivered_observed"), True),
        (("co_delivered", "co_delivered", "co_delivered"), False),
        (("co_delivered", "delivered_observed", "delivered_observed"), False),
        (("observed", "taught_back", "co_delivered", "co_delivered"), False),
    ],
)
def test_a_certificate_wants_two_deliveries_together_and_one_that_was_watched(
    book: Book, ann: Volunteer, taken: tuple[Level, ...], ready: bool
) -> None:
    fill(book, *(step(level, days) for days, level in enumerate(taken, 1)))
    assert len([*certifiable(book, TODAY)]) == ready
